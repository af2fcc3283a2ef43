package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.example.lidiff.engine.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaspReadingTest {

    private static final ReadOptions POINTS = ReadOptions.defaults().withKind(RunKind.INDEPENDENT);

    @TempDir
    private Path folder;

    static String vasprun(final int steps, final int scfSteps) {
        final StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n<modeling>\n<incar><i name=\"POTIM\"> 2.0</i>"
            + "<i type=\"int\" name=\"IBRION\">0</i><i type=\"int\" name=\"NELM\">5</i></incar>\n<atominfo><array name=\"atoms\"><set>"
            + "<rc><c>Li </c><c>1</c></rc><rc><c>Si</c><c>2</c></rc></set></array><array name=\"atomtypes\"><set><rc><c>1</c><c>Li</c></rc></set>"
            + "</array></atominfo>\n<structure name=\"initialpos\"><crystal><varray name=\"basis\"><v>9 0 0</v></varray></crystal></structure>\n");
        for (int i = 0; i < steps; i++) {
            text.append("<calculation>\n");
            for (int s = 0; s < scfSteps; s++) {
                text.append("<scstep><energy><i name=\"e_fr_energy\">99</i></energy></scstep>\n");
            }
            text.append("<structure><crystal><varray name=\"basis\"><v>4 0 0</v><v>0 4 0</v><v>0 0 5</v></varray></crystal>\n"
                + "<varray name=\"positions\"><v>0.1 0 0</v><v>0.5 0.5 0.5</v></varray></structure>\n"
                + "<varray name=\"forces\"><v>1 2 3</v><v>-1 -2 -3</v></varray>\n<varray name=\"stress\"><v>10 0 0</v><v>0 20 0</v>"
                + "<v>0 0 30</v></varray>\n").append(String.format(Locale.ROOT,
                    "<energy><i name=\"e_fr_energy\">%d</i><i name=\"e_0_energy\">7</i></energy>\n</calculation>\n", -i));
        }
        return text + "</modeling>\n";
    }

    @Test
    void ionicStepsOfVasprun() {
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), Reading.write(folder, "vasprun.xml", vasprun(3, 2)));
        final FrameBlock f = reading.frames(0);
        assertEquals(3, f.frames());
        assertEquals(0.4, f.positions()[0], 1e-15);
        assertEquals(2.5, f.positions()[5]);
        assertEquals(-2, f.energies()[2]);
        assertEquals(-3, f.forces()[5]);
        // 10 kB = 1 GPa of pressure
        assertEquals(-1 / 160.2176634, f.stresses()[0], 1e-15);
        assertEquals(2, reading.set.runs().get(0).info().frameIntervalFs());
        assertEquals(StressKind.POTENTIAL, reading.set.runs().get(0).info().stressKind());
        assertEquals("LiSi", reading.report.files().get(0).formula());
    }

    @Test
    void stepsThatDidNotConvergeLoseTheirLabels() {
        final Path file = Reading.write(folder, "vasprun.xml", vasprun(2, 5));
        final Reading run = Reading.of(folder, ReadOptions.defaults(), file);
        assertEquals(2, run.set.frames());
        assertTrue(run.report.files().get(0).warnings()
            .contains("2 frames whose electronic structure did not converge are kept without energies, forces and stress."));
        assertTrue(Double.isNaN(run.frames(0).energies()[0]));
        assertTrue(Reading.failure(folder, POINTS, file).contains("No frame is left of vasprun.xml."));
        assertEquals(2, Reading.of(folder, POINTS.withDropUnconverged(false), file).set.frames());
    }

    @Test
    void stepsOfTheLearnedForceFieldHaveNoLabels() {
        final Reading reading = Reading.of(folder, POINTS, Reading.write(folder, "vasprun.xml", vasprun(2, 0)));
        assertEquals(Map.of(), reading.report.files().get(0).labels());
        assertTrue(reading.report.files().get(0).warnings().get(0).contains("machine-learned force field"));
    }

    @Test
    void brokenAndHostileXmlIsRefused() {
        final String good = vasprun(2, 2);
        final Reading cut = Reading.of(folder, ReadOptions.defaults(),
            Reading.write(folder, "vasprun.xml", good.substring(0, good.lastIndexOf("<varray name=\"stress\">"))));
        assertEquals(1, cut.set.frames());
        assertEquals("vasprun.xml breaks off within frame 1: that frame is left out.", cut.report.files().get(0).warnings().get(0));
        assertTrue(Reading.failure(folder, POINTS, Reading.write(folder, "vasprun.xml", "<?xml version=\"1.0\"?>\n<modeling>\n<a></b>"))
            .contains("vasprun.xml, line 3: this is no readable XML."));
        final Path secret = Reading.write(folder, "secret", "Li");
        final String entity = good.replace("<modeling>", "<!DOCTYPE m [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>\n<modeling>")
            .replace("<c>Li </c>", "<c>&e;</c>");
        assertTrue(Reading.failure(folder, POINTS, Reading.write(folder, "vasprun.xml", entity)).contains("is no readable XML"));
    }

    @Test
    void theEnergyIsTheOneAskedFor() {
        // the step's own e_0_energy is wrong in some versions: the distance to the free energy is that of the last iteration
        final String text = vasprun(2, 2).replace("<i name=\"e_fr_energy\">99</i>",
            "<i name=\"e_fr_energy\">99</i><i name=\"e_wo_entrp\">99.5</i><i name=\"e_0_energy\">99.25</i>");
        final Path file = Reading.write(folder, "vasprun.xml", text);
        assertEquals(-1, Reading.of(folder, POINTS, file).frames(0).energies()[1]);
        assertEquals(-0.5, Reading.of(folder, POINTS.withEnergies(EnergyKind.WITHOUT_ENTROPY), file).frames(0).energies()[1]);
        assertEquals(-0.75, Reading.of(folder, POINTS.withEnergies(EnergyKind.SIGMA_TO_ZERO), file).frames(0).energies()[1]);
        final Path outcar = SharedData.path("vasp/HfO.OUTCAR.1");
        assertEquals(-2759.11555469, Reading.of(folder, POINTS, outcar).frames(0).energies()[0]);
        assertEquals(-2759.11555469, Reading.of(folder, POINTS.withEnergies(EnergyKind.WITHOUT_ENTROPY), outcar).frames(0).energies()[0], 0.01);
    }

    @Test
    void temperatureOfVasprunIsThatOfItsKineticEnergy() {
        final String text = vasprun(2, 2).replace("<i name=\"e_0_energy\">7</i>", "<i name=\"e_0_energy\">7</i><i name=\"kinetic\">0.12</i>");
        final FrameBlock f = Reading.of(folder, POINTS, Reading.write(folder, "vasprun.xml", text)).frames(0);
        // two atoms, three degrees of freedom without the center of mass
        assertEquals(2 * 0.12 / (3 * 8.617333262e-5), f.temperatures()[0], 1e-9);
        assertEquals(1, f.converged()[0]);
    }

    @Test
    void theSecondIterationLimitOfGwIsNotTheOneThatCounts() {
        final String text = vasprun(2, 3).replace("</incar>", "</incar><parameters><separator name=\"electronic\"><i name=\"NELM\">60</i></separator>"
            + "<separator name=\"response functions\"><i name=\"NELM\">1</i></separator></parameters>").replace("<i type=\"int\" name=\"NELM\">5</i>", "");
        final FrameBlock f = Reading.of(folder, POINTS, Reading.write(folder, "vasprun.xml", text)).frames(0);
        assertEquals(2, f.frames());
        assertEquals(1, f.converged()[1]);
    }

    @Test
    void stepsOfTheLearnedForceFieldBetweenCalculationsKeepTheirPlaceInTime() {
        final String text = vasprun(3, 2);
        final int second = text.indexOf("<calculation>", text.indexOf("</calculation>"));
        final int third = text.indexOf("<calculation>", second + 1);
        // as VASP writes them: structure, forces and energy beside the calculations
        final String learned = text.substring(0, second) + text.substring(second, third).replace("<calculation>\n", "").replace("</calculation>\n", "")
            .replaceAll("<scstep>.*</scstep>\n", "").replaceAll("(?s)<varray name=\"stress\">.*?</varray>\n", "") + text.substring(third);
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), Reading.write(folder, "vasprun.xml", learned));
        final FrameBlock f = reading.frames(0);
        assertEquals(3, f.frames());
        assertEquals(2, reading.set.runs().get(0).info().frameIntervalFs());
        assertTrue(Double.isNaN(f.energies()[1]) && Double.isNaN(f.converged()[1]));
        assertEquals(-2, f.energies()[2]);
        assertEquals(0.4, f.positions()[6], 1e-15);
        assertTrue(reading.report.files().get(0).warnings().get(0).contains("machine-learned force field"));
    }

    @Test
    void theEnthalpyOfARunUnderPressureLosesItsWork() {
        // P V of 20 kB and 80 Å³ in eV
        final double work = 2 / 160.2176634 * 80;
        final String text = vasprun(1, 2).replace("<incar>", "<incar><i name=\"PSTRESS\">20</i>").replace(">99<", ">-5.001<");
        final Path enthalpy = Reading.write(folder, "vasprun.xml", text.replace("<i name=\"e_fr_energy\">0<", "<i name=\"e_fr_energy\">" + (-5 + work) + "<"));
        assertEquals(-5, Reading.of(folder, POINTS, enthalpy).frames(0).energies()[0], 1e-12);
        final Path energy = Reading.write(folder, "vasprun.xml", text.replace("<i name=\"e_fr_energy\">0<", "<i name=\"e_fr_energy\">-5<"));
        assertEquals(-5, Reading.of(folder, POINTS, energy).frames(0).energies()[0], 1e-12);
    }

    @Test
    void namesAndNumbersThatVaspCannotPrint() {
        final String odd = vasprun(1, 2).replace("<c>Si</c>", "<c>r </c>").replace(">99<", ">*****<");
        assertEquals("LiZr", Reading.of(folder, POINTS, Reading.write(folder, "vasprun.xml", odd)).report.files().get(0).formula());
        final String stars = vasprun(1, 2).replace("<v>1 2 3</v>", "<v>1 ****** 3</v>");
        assertTrue(Reading.failure(folder, POINTS, Reading.write(folder, "vasprun.xml", stars))
            .contains("'******' stands where a number was too large for its column."));
    }

    private static String outcar(final String steps) {
        return " vasp.6.3.0\n POTCAR:    PAW_PBE Li_sv 10Sep2004\n POTCAR:    PAW_PBE Si 05Jan2001\n   ions per type =               1   1\n"
            + "   NELM   =      3;   NELMIN=  2; NELMDL= -5     # of ELM steps\n   EDIFF  = 0.1E-04   stopping-criterion for ELM\n"
            + "   IBRION =      0    ionic relax\n   POTIM  = 2.0000    time-step for ionic-motion\n"
            + "      direct lattice vectors                 reciprocal lattice vectors\n     4.000000000  0.000000000  0.000000000     0 0 0\n"
            + "     0.000000000  4.000000000  0.000000000     0 0 0\n     0.000000000  0.000000000  5.000000000     0 0 0\n" + steps;
    }

    private static String iteration(final int step, final int n, final double change) {
        return String.format(Locale.ROOT, "--------------------------------------- Iteration %6d(%4d)  ---\n total energy-change (2. order) :%13.7E  (-0.1)\n",
            step, n, change);
    }

    private static String table(final double x, final double energy, final boolean learned) {
        final String ml = learned ? " (ML)" : "";
        return "  in kB   -1000.00000  -2000.00000  -3000.00000      0.00000      0.00000      0.00000\n POSITION                 TOTAL-FORCE (eV/Angst)"
            + ml + "\n ------\n" + x + " 0 0 1 2 3\n 2 2 2.5 -1 -2 -3\n ------\n  free  energy " + (learned ? "ML" : "  ") + " TOTEN  =  " + energy + " eV\n";
    }

    private static String temperature(final double k) {
        return "  kin. lattice  EKIN_LAT=         0.000000  (temperature  " + k + " K)\n";
    }

    @Test
    void outcarNumbersItsStepsAndJudgesTheirConvergence() {
        // NBLOCK = 5: tables at steps 5 and 10 only; the last iteration of step 10 is the last allowed and still moves
        final String text = outcar(iteration(1, 1, 1e-6) + temperature(400) + iteration(5, 2, 1e-6) + table(0.1, -7, false) + temperature(500)
            + iteration(6, 1, 1) + "  free  energy   TOTEN  =  -99 eV\n" + temperature(600) + iteration(10, 3, 1e-3) + table(0.2, -8, false)
            + temperature(700) + iteration(15, 3, 1e-6) + table(0.3, -9, false) + temperature(800));
        final Path file = Reading.write(folder, "OUTCAR", text);
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), file);
        final FrameBlock f = reading.frames(0);
        assertEquals(3, f.frames());
        assertEquals("LiSi", reading.report.files().get(0).formula());
        assertEquals(10, reading.set.runs().get(0).info().frameIntervalFs(), 1e-12);
        assertEquals(5, f.steps()[0]);
        assertEquals(-7, f.energies()[0]);
        assertEquals(500, f.temperatures()[0]);
        assertEquals(0, f.converged()[1]);
        assertTrue(Double.isNaN(f.energies()[1]));
        // as many iterations as allowed, but converged in the last one
        assertEquals(1, f.converged()[2]);
        assertEquals(100 / 160.2176634, f.stresses()[18], 1e-12);
        assertEquals(3, Reading.of(folder, ReadOptions.defaults().withTimeStepFs(10), file).set.frames());
    }

    @Test
    void learnedAndAbInitioTablesOfOneStepAreOneFrame() {
        final String text = outcar(table(0.1, 0, true) + iteration(1, 1, 1e-6) + table(0.1, -7, false) + temperature(500) + table(0.2, -1, true)
            + temperature(510) + table(0.3, -1, true) + iteration(3, 1, 1e-6) + table(0.3, -8, false) + temperature(520));
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), Reading.write(folder, "OUTCAR", text));
        final FrameBlock f = reading.frames(0);
        assertEquals(3, f.frames());
        assertEquals(2, reading.set.runs().get(0).info().frameIntervalFs());
        assertEquals(0.2, f.positions()[6]);
        assertEquals(-7, f.energies()[0]);
        assertTrue(Double.isNaN(f.energies()[1]));
        assertEquals(-8, f.energies()[2]);
        assertEquals(510, f.temperatures()[1]);
    }

    @Test
    void stressesThatTouchAreReadByTheirColumns() {
        final String touching = "  in kB  -12353.08821-12353.08821 62213.36307     0.00000     0.00000     0.00000\n";
        final String text = outcar(iteration(1, 1, 1e-6) + table(0.1, -7, false).replaceFirst("  in kB.*\n", touching));
        final FrameBlock f = Reading.of(folder, POINTS, Reading.write(folder, "OUTCAR", text)).frames(0);
        assertEquals(1235.308821 / 160.2176634, f.stresses()[4], 1e-12);
        assertEquals(-6221.336307 / 160.2176634, f.stresses()[8], 1e-12);
    }

    @Test
    void siliconIsRead() {
        final Reading reading = Reading.of(folder, POINTS, SharedData.path("vasp/Si8.vasprun.xml"));
        final FrameBlock f = reading.frames(0);
        assertEquals(1, f.frames());
        assertEquals("Si8", reading.report.files().get(0).formula());
        assertEquals(-43.19668053, f.energies()[0]);
        assertEquals(0.75 * 5.33201, f.positions()[1], 1e-12);
        assertEquals(53.18308907 * 0.1 / 160.2176634, f.stresses()[8], 1e-12);
    }

    @Test
    void pressureOfOutcarIsThePrintedOne() {
        for (int n = 1; n <= 2; n++) {
            final Reading reading = Reading.of(folder, POINTS, SharedData.path("vasp/HfO.OUTCAR." + n));
            final FrameBlock f = reading.frames(0);
            final double kiloBar = -(f.stresses()[0] + f.stresses()[4] + f.stresses()[8]) / 3 * 1602.176634;
            // "external pressure = 50.66 kB" and the mean of the diagonal
            assertEquals(n == 1 ? 50.66 : (87.18166 + 129.04138 + 110.74269) / 3, kiloBar, 0.006);
            assertEquals(n == 1 ? -2759.11555469 : -1717.68123322, f.energies()[0]);
            assertEquals(n == 1 ? "Hf32O64" : "Hf20O40", reading.report.files().get(0).formula());
            assertEquals(n == 1 ? 2.52352 : -3.44184, -f.stresses()[1] * 1602.176634, 1e-9);
        }
        final FrameBlock f = Reading.of(folder, POINTS, SharedData.path("vasp/HfO.OUTCAR.1")).frames(0);
        assertEquals(-10.371119, f.cells()[5]);
        assertEquals(-3.538164, f.forces()[2]);
    }
}

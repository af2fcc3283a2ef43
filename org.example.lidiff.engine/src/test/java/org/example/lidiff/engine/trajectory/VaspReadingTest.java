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

package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that not every frame has, labels of several calculators, and files that end early. */
class LateLabelsTest {

    private static final String ATOM = "Li 0 0 0\n";
    private static final String BOX = "ITEM: BOX BOUNDS pp pp pp\n0 5\n0 5\n0 5\n";

    @TempDir
    private Path folder;

    private static String frame(final String properties, final String labels, final String columns) {
        return "1\nLattice=\"5 0 0 0 6 0 0 0 7\" Properties=species:S:1:pos:R:3" + properties + " " + labels + "\nLi 0 0 0" + columns + "\n";
    }

    private Reading read(final ReadOptions options, final String text) {
        return Reading.of(folder, options, Reading.write(folder, "f.xyz", text));
    }

    private static final ReadOptions POINTS = ReadOptions.defaults().withKind(RunKind.INDEPENDENT);

    @Test
    void labelsThatOnlyLaterFramesHaveAreKept() {
        final StringBuilder text = new StringBuilder();
        // more frames than the first chunks hold
        final int bare = 9_000;
        for (int f = 0; f < bare; f++) {
            text.append(frame("", "step=" + f, ""));
        }
        text.append(frame(":forces:R:3", "energy=-3 step=" + bare, " 1 2 3")).append(frame("", "step=" + (bare + 1), ""));
        final Reading reading = read(ReadOptions.defaults().withTimeStepFs(1), text.toString());
        final FrameBlock f = reading.frames(0);
        assertEquals(bare + 2, f.frames());
        assertEquals(EnumSet.of(Quantity.ENERGY, Quantity.FORCES), EnumSet.copyOf(reading.set.runs().get(0).quantities()));
        for (int k = 0; k < f.frames(); k++) {
            assertEquals(k, f.steps()[k]);
            assertEquals(k != bare, Double.isNaN(f.energies()[k]));
        }
        assertEquals(-3, f.energies()[bare]);
        assertEquals(3, f.forces()[3 * bare + 2]);
        TrajectorySetFile.verify(reading.file, Progress.NONE);
        assertTrue(reading.report.files().get(0).warnings().contains((bare + 1) + " of " + (bare + 2) + " frames have no energy."));
    }

    @Test
    void labelsOfTwoCalculatorsAreNotMixed() {
        final Reading both = read(POINTS, frame(":forces:R:3:REF_forces:R:3", "REF_energy=-1 energy=-2 stress=\"1 1 1 0 0 0\"", " 1 1 1 2 2 2"));
        assertEquals(-1, both.frames(0).energies()[0]);
        assertEquals(2, both.frames(0).forces()[0]);
        assertTrue(!both.set.runs().get(0).quantities().contains(Quantity.STRESS), "the stress is the other calculator's");
        assertTrue(both.report.files().get(0).warnings().contains(
            "f.xyz has labels of two calculators: those named REF_… are read, the others are left out."));
        final Reading one = read(POINTS, frame(":forces:R:3", "REF_energy=-1 stress=\"1 1 1 0 0 0\"", " 1 1 1"));
        assertEquals(EnumSet.of(Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS), EnumSet.copyOf(one.set.runs().get(0).quantities()));
    }

    @Test
    void tensorsAsAseWritesThem() {
        for (final String text : List.of("REF_stress=\"_JSON [[1, 2, 3], [2, 4, 5], [3, 5, 6]]\"", "stress=\"_JSON [[1, 2, 3], [2, 4, 5], [3, 5, 6]]\"",
            "stress=[[1, 2, 3], [2, 4, 5], [3, 5, 6]]", "stress=\"1 4 6 5 3 2\"")) {
            final double[] s = read(POINTS, frame("", text, "")).frames(0).stresses();
            assertEquals(5, s[5], text);
            assertEquals(6, s[8], text);
        }
    }

    @Test
    void labelsThatAreNotReadAreNamed() {
        final List<String> warnings = read(POINTS, frame(":MACE_forces:R:3", "total_energy=-1", " 1 1 1")).report.files().get(0).warnings();
        assertTrue(warnings.contains("f.xyz has no energy that can be read, but 'total_energy': call it energy (in eV) if it is the label."));
        assertTrue(warnings.contains("f.xyz has no forces that can be read, but the column 'mace_forces': call it forces (in eV/Å) if it is the label."));
    }

    @Test
    void extendedXyzOfCp2kHasItsUnits() {
        final Reading reading = read(ReadOptions.defaults(), frame("", "pbc=\"T T T\" Step=0 Time=0.000 Energy=-10.0", "")
            + frame("", "pbc=\"T T T\" Step=5 Time=2.500 Energy=-11.0", ""));
        assertEquals(-10 * 27.211386246, reading.frames(0).energies()[0], 1e-9);
        assertEquals(2.5, reading.set.runs().get(0).info().frameIntervalFs());
    }

    @Test
    void theNumberOfAtomsIsWrongInEitherDirection() {
        final String head = "2\nLattice=\"5 0 0 0 6 0 0 0 7\"\n";
        assertTrue(Reading.failure(folder, POINTS, Reading.write(folder, "f.xyz", head + ATOM + head + ATOM + ATOM))
            .contains("f.xyz, line 4: frame 0 has 1 lines of atoms and announces 2; the next frame begins here"));
        assertTrue(Reading.failure(folder, POINTS, Reading.write(folder, "f.xyz", head + ATOM + ATOM + ATOM + head))
            .contains("f.xyz, line 5: frame 0 announces 2 atoms, and another line follows: 'Li 0 0 0'"));
    }

    private static String dump(final long step, final String atoms) {
        return "ITEM: TIMESTEP\n" + step + "\nITEM: NUMBER OF ATOMS\n2\n" + BOX + atoms;
    }

    private static final String TWO = "ITEM: ATOMS id type x y z fx fy fz\n1 1 0 0 0 1 2 3\n2 1 1 1 1 4 5 6\n";
    private static final ReadOptions LITHIUM = ReadOptions.defaults().withSpecies(Map.of("1", "Li")).withTimeStepFs(1);

    private Reading dumpOf(final ReadOptions options, final String text) {
        return Reading.of(folder, options, Reading.write(folder, "d.dump", text));
    }

    @Test
    void aDumpThatDoesNotSayItsUnitsCanBeTold() {
        final String text = dump(0, TWO) + dump(1, TWO);
        assertTrue(dumpOf(LITHIUM, text).report.files().get(0).warnings().get(0).startsWith("d.dump does not say its units: they are taken as metal"));
        final Reading real = dumpOf(LITHIUM.withLammpsUnits(LammpsUnits.REAL), text);
        assertEquals(List.of(), real.report.files().get(0).warnings());
        // 1 kcal/mol = 0.0433641 eV
        assertEquals(0.0433641, real.frames(0).forces()[0], 1e-7);
        // what the file says goes first
        final Reading said = dumpOf(LITHIUM.withLammpsUnits(LammpsUnits.REAL), "ITEM: UNITS\nmetal\n" + text);
        assertEquals(1, said.frames(0).forces()[0]);
    }

    @Test
    void singlePointsMayShareTheirStepNumber() {
        final String text = dump(0, TWO) + dump(0, TWO.replace("1 1 0 0 0", "1 1 0.5 0 0"));
        assertEquals(2, dumpOf(LITHIUM.withKind(RunKind.INDEPENDENT), text).set.frames());
        assertEquals(1, dumpOf(LITHIUM, text).set.frames());
    }

    @Test
    void aDumpThatEndsEarlyKeepsItsWholeFramesAndSaysSo() {
        final String whole = dump(0, TWO) + dump(1, TWO);
        for (final String end : List.of("ITEM: TIMESTEP\n2\nITEM: NUMBER OF ATOMS\n", "ITEM: TIMESTEP\n2\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 5\n",
            dump(2, "ITEM: ATOMS id type x y z fx fy fz\n1 1 0 0 0 1 2 3\n"))) {
            final Reading reading = dumpOf(LITHIUM, whole + end);
            assertEquals(2, reading.set.frames());
            assertTrue(reading.report.files().get(0).warnings().stream().anyMatch(w -> w.startsWith("d.dump ends within frame 2")), end);
        }
    }

    @Test
    void otherAtomsAndNamelessElementsAreRefused() {
        assertTrue(Reading.failure(folder, LITHIUM, Reading.write(folder, "d.dump", dump(0, TWO) + dump(1, TWO.replace("\n2 1 1", "\n3 1 1"))))
            .contains("frame 1 has an atom with the id 3, and the first frame had 2 in its place"));
        final String carbon = "ITEM: ATOMS id type element x y z\n1 1 C 0 0 0\n2 2 C 1 1 1\n";
        assertTrue(Reading.failure(folder, POINTS, Reading.write(folder, "d.dump", dump(0, carbon)))
            .contains("all atoms are the element C, but they have several types"));
    }

    @Test
    void aDumpThatIsNotPeriodicIsReadWithAWarning() {
        final String text = dump(0, TWO).replace("pp pp pp", "pp pp ff");
        assertTrue(dumpOf(LITHIUM.withKind(RunKind.INDEPENDENT), text).report.files().get(0).warnings().stream()
            .anyMatch(w -> w.contains("ITEM: BOX BOUNDS pp pp ff': it is read as periodic in all directions.")));
    }
}

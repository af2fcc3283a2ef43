package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XyzReadingTest {

    private static final ReadOptions POINTS = ReadOptions.defaults().withKind(RunKind.INDEPENDENT);
    private static final String CUBE = "Lattice=\"2 0 0 0 2 0 0 0 2\" ";

    @TempDir
    private Path folder;

    private FrameBlock first(final String comment, final String atom) {
        return Reading.of(folder, POINTS, Reading.write(folder, "f.xyz", "1\n" + comment + "\n" + atom + "\n")).frames(0);
    }

    @Test
    void virialIsMinusStressTimesVolume() {
        // GPUMD: virial = W = -V σ; V = 8 Å³
        final FrameBlock f = first(CUBE + "virial=\"8 1 2 1 16 3 2 3 24\" energy=-1.5 Properties=species:S:1:pos:R:3", "Li 0 0 0");
        assertArrayEquals(new double[] {-1, -0.125, -0.25, -0.125, -2, -0.375, -0.25, -0.375, -3}, Arrays.copyOf(f.stresses(), 9), 1e-15);
        assertEquals(-1.5, f.energies()[0]);
        assertEquals(EnumSet.of(Quantity.ENERGY, Quantity.STRESS), f.quantities());
    }

    @Test
    void stressOfAseIsTensionPositiveVoigtOrFull() {
        final FrameBlock six = first(CUBE + "stress=\"1 2 3 4 5 6\" Properties=species:S:1:pos:R:3", "Li 0 0 0");
        assertArrayEquals(new double[] {1, 6, 5, 6, 2, 4, 5, 4, 3}, Arrays.copyOf(six.stresses(), 9));
        final FrameBlock nine = first(CUBE + "stress=\"1 2 3 2 5 6 3 6 9\" Properties=species:S:1:pos:R:3", "Li 0 0 0");
        assertArrayEquals(new double[] {1, 2, 3, 2, 5, 6, 3, 6, 9}, Arrays.copyOf(nine.stresses(), 9));
    }

    @Test
    void dialectsNameForcesAndEnergiesDifferently() {
        for (final String name : new String[] {"force", "forces", "REF_forces", "Forces", "dft_force"}) {
            final FrameBlock f = first(CUBE + "Energy=-2 Properties=id:I:1:species:S:1:pos:R:3:" + name + ":R:3:charge:R:1",
                "7 Li 0.1 0.2 0.3 1e-1 -2.5D0 3 0.9");
            assertArrayEquals(new double[] {0.1, -2.5, 3}, Arrays.copyOf(f.forces(), 3));
            assertArrayEquals(new double[] {0.1, 0.2, 0.3}, Arrays.copyOf(f.positions(), 3));
            assertEquals(-2, f.energies()[0]);
        }
        // the reference label goes before the force of a model
        final FrameBlock both = first(CUBE + "REF_energy=-3 energy=-2 free_energy=-1 Properties=species:S:1:pos:R:3:forces:R:3:REF_forces:R:3",
            "Li 0 0 0 1 1 1 2 2 2");
        assertEquals(2, both.forces()[0]);
        assertEquals(-3, both.energies()[0]);
        assertEquals(-1, first(CUBE + "free_energy=-1 Properties=species:S:1:pos:R:3", "Li 0 0 0").energies()[0]);
    }

    @Test
    void momentaOfAseBecomeVelocities() {
        // E = p²/2m must come out in eV: with m in amu and v in Å/fs, E = 103.642697 m v²/2
        final FrameBlock f = first(CUBE + "Properties=species:S:1:pos:R:3:momenta:R:3", "Li 0 0 0 2 0 0");
        final double v = f.velocities()[0];
        assertEquals(2 * 2 / (2 * 6.94), 0.5 * 103.642697 * 6.94 * v * v, 1e-7);
        assertEquals(0.25, first(CUBE + "Properties=species:S:1:pos:R:3:vel:R:3", "Li 0 0 0 0.25 0 0").velocities()[0]);
    }

    @Test
    void numbersAreReadToTheLastBit() {
        final String[] numbers = {"0.1", "-0.30000000000000004", "1.7976931348623157E3", "123456789012345678", "4.9e-3", "9007199254740993.0",
            "0.000000000000000000012345", "+5.", ".5", "1e22", "3.0e-10", "2.2250738585072014e-308"};
        for (int i = 0; i + 2 < numbers.length; i += 3) {
            final FrameBlock f = first(CUBE + "Properties=species:S:1:pos:R:3",
                "Li\t" + numbers[i] + "  " + numbers[i + 1] + " " + numbers[i + 2] + " ");
            for (int k = 0; k < 3; k++) {
                assertEquals(Double.parseDouble(numbers[i + k]), f.positions()[k], 0, numbers[i + k]);
            }
        }
    }

    @Test
    void ofColumnsThatAreThereTwiceTheFirstOnesCount() {
        final StringBuilder text = new StringBuilder("64\n" + CUBE + "Properties=species:S:1:pos:R:3:forces:R:3:forces:R:3\n");
        for (int i = 0; i < 64; i++) {
            text.append("Li 0 0 0 1 2 3 4 5 6\n");
        }
        final FrameBlock f = Reading.of(folder, POINTS, Reading.write(folder, "twice.xyz", text.toString())).frames(0);
        assertArrayEquals(new double[] {1, 2, 3}, Arrays.copyOfRange(f.forces(), 3 * 63, 3 * 64));
    }

    @Test
    void framesOfTheSameAtomsAndQuantitiesBecomeOneRun() {
        final String a = "1\n" + CUBE + "energy=1 Properties=species:S:1:pos:R:3\nLi 0 0 0\n";
        final String b = "2\n" + CUBE + "energy=2 Properties=species:S:1:pos:R:3\nLi 0 0 0\nSi 1 1 1\n";
        final String c = "1\n" + CUBE + "Properties=species:S:1:pos:R:3\nLi 0 0 0\n";
        final Reading reading = Reading.of(folder, POINTS, Reading.write(folder, "m.xyz", a + b + c + a));
        assertEquals(3, reading.set.runs().size());
        assertEquals(2, reading.set.runs().get(0).frames());
        assertEquals(Set.of(), reading.set.runs().get(2).quantities());
        assertEquals(3, reading.report.files().get(0).labels().get(Quantity.ENERGY));
    }

    @Test
    void aRunHasTheMeanTemperatureOfItsFramesUnlessOneIsGiven() {
        final String head = "1\n" + CUBE + "Properties=species:S:1:pos:R:3 ";
        final Path file = Reading.write(folder, "t.xyz", head + "temperature=590\nLi 0 0 0\n" + head + "Temperature=610.5\nLi 0 0 0.1\n" + head
            + "temperature=-1\nLi 0 0 0.2\n");
        final ReadOptions dynamics = ReadOptions.defaults().withTimeStepFs(1);
        assertEquals((590 + 610.5) / 2, Reading.of(folder, dynamics, file).set.runs().get(0).info().temperatureK(), 1e-9);
        assertEquals(700, Reading.of(folder, dynamics.withTemperatureK(700), file).set.runs().get(0).info().temperatureK(), 0);
    }

    @Test
    void plainXyzNeedsACell() {
        final Path plain = Reading.write(folder, "p.xyz", "1\nany words\nLi 0 0 1\n");
        assertTrue(Reading.failure(folder, POINTS, plain).startsWith("p.xyz has no cell (frame 0, line 2). Give the cell in the settings"));
        assertEquals(3, Reading.of(folder, POINTS.withCell(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3)), plain).frames(0).cells()[0]);
    }

    @Test
    void errorsNameFileAndLine() {
        final String good = "1\n" + CUBE + "Properties=species:S:1:pos:R:3\nLi 0 0 0\n";
        assertTrue(fails(good + "1\n" + CUBE + "Properties=species:S:1:pos:R:3\nLi 0 nan 0\n").contains("e.xyz, line 6: 'nan' is not a finite"));
        assertTrue(fails(good + "1\n" + CUBE + "Properties=species:S:1:pos:R:3\nLi 0 0\n" + good).contains("line 6: a number is missing"));
        assertTrue(fails("1\nLattice=\"2 0 0 0 2 0 0 0\" Properties=species:S:1:pos:R:3\nLi 0 0 0\n").contains("are not nine numbers"));
        assertTrue(fails("1\nLattice=\"\" Properties=species:S:1:pos:R:3\nLi 0 0 0\n").contains("line 2: Lattice=\"\" are not nine numbers"));
        assertTrue(fails("1\n" + CUBE + "Properties=\"\"\nLi 0 0 0\n").contains("line 2: Properties= does not say where species and pos are"));
        assertTrue(fails("1\nLattice=\"1 0 0 2 0 0 0 0 1\" Properties=species:S:1:pos:R:3\nLi 0 0 0\n").contains("line 2: the cell has no volume"));
        assertTrue(fails("1\n" + CUBE + "Properties=pos:R:3\n0 0 0\n").contains("does not say where species and pos are"));
        assertTrue(fails("1\n" + CUBE + "\nXq 0 0 0\n").contains("line 3: 'Xq' is no element. Say in the settings"));
        assertTrue(fails("0\n" + CUBE + "\n").contains("line 1: the number of atoms is 0; between 1 and 20000000 can be read"));
        assertTrue(fails("5\n" + CUBE + "\nLi 0 0 0\n").contains("e.xyz ends at line 3, after 1 of the 5 atoms of its first frame."));
        final ReadOptions run = ReadOptions.defaults().withTimeStepFs(1);
        assertTrue(Reading.failure(folder, run, Reading.write(folder, "e.xyz", good + "2\n" + CUBE + "\nLi 0 0 0\nLi 1 1 1\n"))
            .contains("Frame 1 of e.xyz has 2 atoms, the first frame had 1. Remove the frame"));
        assertTrue(Reading.failure(folder, run, Reading.write(folder, "e.xyz", good + good.replace("Li", "Na")))
            .contains("Frame 1 of e.xyz has other elements than the first frame: atom 0 was Li and is Na."));
    }

    private String fails(final String text) {
        return Reading.failure(folder, POINTS, Reading.write(folder, "e.xyz", text));
    }

    @Test
    void dataSetsOfOthersAreReadWhole() {
        final Reading lithium = Reading.of(folder, POINTS, SharedData.path("mlearn-Li-Si/Li_training.extxyz"));
        assertEquals(241, lithium.set.frames());
        assertEquals(241L, lithium.report.files().get(0).labels().get(Quantity.FORCES));
        final Reading mos2 = Reading.of(folder, POINTS, SharedData.path("mos2-nep/train.xyz"));
        assertEquals(104, mos2.set.frames());
        assertEquals(EnumSet.of(Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS), mos2.set.runs().get(0).quantities());
        // Virial="-3.30063 …" in the first frame, a cell of 15.883555 × 16.274882 × 30 Å³
        assertEquals(3.30063 / (15.883555 * 16.274882 * 30), mos2.frames(0).stresses()[0], 1e-12);
    }
}

package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;

import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Cell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cp2kReadingTest {

    private static final String CELL_HEADER = "#   Step   Time [fs]       Ax [Angstrom] Ay Az Bx By Bz Cx Cy Cz      Volume [Angstrom^3]\n";
    private static final String STRESS_HEADER = "#   Step   Time [fs]            xx [bar]            xy [bar]  xz yx yy yz zx zy zz\n";

    @TempDir
    private Path folder;

    private static String frame(final int step, final double x) {
        return String.format(Locale.ROOT, "       1\n i = %8d, time = %12.3f, E = %20.10f\n Li %.10f 0.0 0.0\n", step, 2.0 * step, -1.0, x);
    }

    private void project(final String positions, final String forces) {
        Reading.write(folder, "P-pos-1.xyz", positions);
        Reading.write(folder, "P-frc-1.xyz", forces);
        final StringBuilder cell = new StringBuilder(CELL_HEADER);
        final StringBuilder stress = new StringBuilder(STRESS_HEADER);
        for (int s = 0; s < 10; s++) {
            cell.append(s).append(" 0.0 4 0 0 0 4 0 0 0 ").append(4 + 0.1 * s).append(" 64\n");
            stress.append(s).append(" 0.0 10000 1 2 1 20000 3 2 3 30000\n");
        }
        Reading.write(folder, "P-1.cell", cell.toString());
        Reading.write(folder, "P-1.stress", stress.toString());
    }

    @Test
    void filesOfAProjectAreJoinedOnTheStep() {
        // the forces are written every second step only
        project(frame(0, 0.0) + frame(1, 0.1) + frame(2, 0.2), frame(0, 1.0) + frame(2, 3.0));
        for (final String any : new String[] {"P-pos-1.xyz", "P-frc-1.xyz", "P-1.cell", "P-1.stress"}) {
            final Reading reading = Reading.of(folder, ReadOptions.defaults(), folder.resolve(any));
            final FrameBlock f = reading.frames(0);
            assertEquals(3, f.frames());
            assertEquals(EnumSet.of(Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS), f.quantities());
            assertEquals(-27.211386246, f.energies()[0], 1e-12);
            assertEquals(51.42206747, f.forces()[0], 1e-12);
            assertTrue(Double.isNaN(f.forces()[3]));
            assertEquals(3 * 51.42206747, f.forces()[6], 1e-12);
            assertEquals(4.2, f.cells()[26], 1e-15);
            // 10000 bar = 1 GPa of pressure is -1/160.2 eV/Å³ of tension
            assertEquals(-1 / 160.2176634, f.stresses()[0], 1e-15);
            assertEquals(-3e-4 / 160.2176634, f.stresses()[5], 1e-15);
            assertEquals(StressKind.TOTAL, reading.set.runs().get(0).info().stressKind());
            assertEquals(2.0, reading.set.runs().get(0).info().frameIntervalFs());
            assertEquals(4, reading.report.files().get(0).paths().size());
            assertTrue(reading.report.files().get(0).warnings().contains("1 of 3 frames have no forces."));
        }
    }

    @Test
    void laterCopyOfARepeatedStepStays() {
        project(frame(0, 0.0) + frame(1, 0.1) + frame(2, 0.2) + frame(3, 0.3) + frame(2, 9.2) + frame(3, 9.3) + frame(4, 9.4),
            frame(0, 1) + frame(1, 1) + frame(2, 1) + frame(1, 5) + frame(2, 5) + frame(3, 5) + frame(4, 5));
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), folder.resolve("P-pos-1.xyz"));
        final FrameBlock f = reading.frames(0);
        assertArrayEquals(new long[] {0, 1, 2, 3, 4}, Arrays.copyOf(f.steps(), 5));
        assertEquals(9.2, f.positions()[6]);
        assertEquals(5 * 51.42206747, f.forces()[3], 1e-12);
        assertEquals(Map.of("written again after a restart", 2L), reading.report.files().get(0).dropped());
        assertEquals(7, reading.report.files().get(0).framesFound());
    }

    @Test
    void singlePointsHaveTheForcesOfTheirOwnCopy() {
        project(frame(0, 0.0) + frame(1, 0.1) + frame(2, 0.2) + frame(1, 9.1) + frame(2, 9.2), frame(0, 1) + frame(1, 1) + frame(2, 1) + frame(1, 5) + frame(2, 5));
        final FrameBlock f = Reading.of(folder, ReadOptions.defaults().withKind(RunKind.INDEPENDENT), folder.resolve("P-pos-1.xyz")).frames(0);
        assertEquals(3, f.frames());
        for (int k = 1; k < 3; k++) {
            assertEquals(9 + 0.1 * k, f.positions()[3 * k], 1e-12);
            assertEquals(5 * 51.42206747, f.forces()[3 * k], 1e-12);
        }
        // alone, all of them are kept
        final Path alone = Reading.write(folder, "alone.xyz", frame(0, 0.0) + frame(0, 0.1) + frame(0, 0.2));
        assertEquals(3, Reading.of(folder, ReadOptions.defaults().withKind(RunKind.INDEPENDENT).withCell(Cell.of(4, 0, 0, 0, 4, 0, 0, 0, 4)), alone)
            .frames(0).frames());
    }

    @Test
    void nextFileReplacesWhatItRepeats() {
        final String one = frame(0, 0.0) + frame(1, 0.1) + frame(2, 0.2);
        final String two = frame(1, 7.1) + frame(2, 7.2) + frame(3, 7.3);
        final ReadOptions cell = ReadOptions.defaults().withCell(Cell.of(4, 0, 0, 0, 4, 0, 0, 0, 4));
        final Reading reading = Reading.of(folder, cell, Reading.write(folder, "a.xyz", one), Reading.write(folder, "b.xyz", two));
        assertEquals(1, reading.set.runs().size());
        assertEquals(4, reading.set.frames());
        assertEquals(7.1, reading.frames(0).positions()[3]);
        assertEquals(Map.of("written again by the next file", 2L), reading.report.files().get(0).dropped());
    }

    @Test
    void errorsSayWhatIsMissing() throws IOException {
        final Path bare = Reading.write(folder, "bare.xyz", frame(0, 0.0) + frame(1, 0.1));
        assertEquals("bare.xyz has no cell, and there is no .cell file beside it. Give the cell in the settings, or add the .cell file.",
            Reading.failure(folder, ReadOptions.defaults(), bare));
        project(frame(0, 0.0) + frame(1, 0.1), frame(0, 1.0));
        assertEquals("The time step is 1 fs in the settings, but P-pos-1.xyz says that its frames are 2 fs apart. Correct the time step, which "
            + "is the time between two successive frames of the file, or leave it empty.",
            Reading.failure(folder, ReadOptions.defaults().withTimeStepFs(1), folder.resolve("P-pos-1.xyz")));
        Files.delete(folder.resolve("P-pos-1.xyz"));
        assertTrue(Reading.failure(folder, ReadOptions.defaults(), folder.resolve("P-1.cell"))
            .startsWith("The positions P-pos-1.xyz that belong to P-1.cell are not in its folder."));
        project(frame(0, 0.0).replace("       1\n", "       2\n") + " Li 1 1 1\n" + frame(1, 0.1), frame(0, 1.0));
        assertTrue(Reading.failure(folder, ReadOptions.defaults(), folder.resolve("P-pos-1.xyz"))
            .contains("P-frc-1.xyz has 1 atoms in step 0, and the positions have 2."));
        project(frame(0, 0.0), frame(0, 1.0));
        Reading.write(folder, "P-1.stress", "# Step xx [furlong]\n 0 0 0 0 0 0 0 0 0 0 0\n");
        assertTrue(Reading.failure(folder, ReadOptions.defaults(), folder.resolve("P-pos-1.xyz")).contains("does not say its unit"));
    }

    @Test
    void ourOwnRunsAreReadWithEverything() {
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), SharedData.path("lisi-cp2k/perfect-900K/LiSi-1.ener"),
            SharedData.path("lisi-cp2k/two-vacancies-1000K/LiSi-2vac-pos-1.xyz"));
        assertEquals(2, reading.set.runs().size());
        final FileReport report = reading.report.files().get(0);
        assertEquals("Li16Si16", report.formula());
        assertEquals(83, report.framesKept());
        assertEquals(82 * 4.0, report.timeCoveredFs());
        assertEquals(Map.of(Quantity.ENERGY, 83L, Quantity.FORCES, 83L, Quantity.STRESS, 83L, Quantity.TEMPERATURE, 83L), report.labels());
        assertEquals("Li14Si16", reading.report.files().get(1).formula());
        final FrameBlock f = reading.frames(0);
        assertEquals(-182.6197170079 * 27.211386246, f.energies()[0], 1e-9);
        // forces add up to zero but for the noise of the 280 Ry grid, here 0.01 eV/Å an atom; single ones reach 2 eV/Å
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (int i = 0; i < 32; i++) {
                sum += f.forces()[3 * i + k];
            }
            assertEquals(0, sum, 0.01 * 32);
        }
        // the mean of the printed diagonal 10752.55, 16205.76, 18329.61 bar is the pressure
        final double pressureBar = -(f.stresses()[0] + f.stresses()[4] + f.stresses()[8]) / 3 * 160.2176634e4;
        assertEquals((10752.5535025679 + 16205.7580525046 + 18329.6058966981) / 3, pressureBar, 1e-6);
        assertEquals(900, reading.set.runs().get(0).info().temperatureK(), 100);
    }

    @Test
    void energiesAndForcesBelongTogether() {
        // the power -F·dx of a step is the change of the energy, to the third order in the step
        final FrameBlock f = Reading.of(folder, ReadOptions.defaults(), SharedData.path("lisi-cp2k/short-2fs/lisi-pos-1.xyz")).frames(0);
        for (int n = 1; n < f.frames(); n++) {
            double work = 0;
            for (int i = 0; i < 96; i++) {
                work -= 0.5 * (f.forces()[96 * n + i] + f.forces()[96 * (n - 1) + i])
                    * (f.positions()[96 * n + i] - f.positions()[96 * (n - 1) + i]);
            }
            assertEquals(f.energies()[n] - f.energies()[n - 1], work, 0.01 + 0.1 * Math.abs(work));
        }
    }

    @Test
    void waterIsReadWithTheCellOfTheSettings() {
        final Path file = SharedData.path("koh-water-cp2k/100_steps_4koh.xyz");
        assertTrue(Reading.failure(folder, ReadOptions.defaults(), file).contains("100_steps_4koh.xyz has no cell"));
        final ReadOptions options = ReadOptions.defaults().withCell(Cell.of(14.21, 0, 0, 0, 14.21, 0, 0, 0, 14.2163)).withTimeStepFs(100);
        final Reading reading = Reading.of(folder, options, file);
        assertEquals(100, reading.set.frames());
        assertEquals(1, reading.set.runs().size());
        assertEquals("O96H188K4", reading.report.files().get(0).formula());
    }
}

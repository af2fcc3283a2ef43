package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class StructureAveragesTest {

    private static final Element LI = Element.of("Li");

    @Test
    void neighborsOfASimpleCubicLatticeInAOneAtomCell() {
        // 6 at a, 12 at √2 a, 8 at √3 a, 6 at 2a: all images of one atom
        final Trajectory run = TestRuns.unwrapped(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new int[] {3}, new double[][] {{1, 1, 1}, {2, 1, 1}}, 1);
        final RadialDistribution g = RadialDistribution.compute(run, new RadialDistribution.Options(LI, LI, 6.5, 650, 5), Progress.NONE);
        assertEquals(0, g.coordination(298), 0);
        assertEquals(6, g.coordination(305), 1e-12);
        assertEquals(18, g.coordination(430), 1e-12);
        assertEquals(26, g.coordination(525), 1e-12);
        assertEquals(32, g.coordination(605), 1e-12);
    }

    @Test
    void anIdealGasHasGOne() {
        final Random random = new Random(3);
        final Cell cell = Cell.of(9, 0, 0, 4, 8, 0, -3, 2, 10);
        final int atoms = 60;
        final double[][] r = new double[100][3 * atoms];
        for (final double[] frame : r) {
            for (int i = 0; i < atoms; i++) {
                for (int a = 0; a < 3; a++) {
                    frame[3 * i + a] = random.nextDouble();
                }
                cell.toCartesian(frame, 3 * i, frame, 3 * i);
            }
        }
        final int[] z = new int[atoms];
        java.util.Arrays.fill(z, 0, 40, 3);
        java.util.Arrays.fill(z, 40, 60, 14);
        final RadialDistribution g = RadialDistribution.compute(TestRuns.unwrapped(cell, z, r, 1),
            new RadialDistribution.Options(LI, Element.of("Si"), 12, 12, 100), Progress.NONE);
        for (int k = 2; k < 12; k++) {
            final double pairs = 100 * 40 * 20 / cell.volume() * 4 * Math.PI * g.distance(k) * g.distance(k);
            assertEquals(1, g.value(k), 5 / Math.sqrt(pairs));
        }
    }

    @Test
    void centroidsOfShortSeries() {
        // TESTVECTORS D-12 (GEMDAT tests/utils_test.py, conftest.py)
        final double[] expected = {0.2303359, 0.21308077, 0.17074241};
        for (int k = 1; k <= 3; k++) {
            final double[] x = new double[6];
            for (int i = 0; i < 6; i++) {
                x[i] = Math.sin(i * k / 5.0);
            }
            assertEquals(expected[k - 1], Periodogram.centroid(Periodogram.of(x).power(), 6), 5e-8);
        }
        assertEquals(0.3372677996, Periodogram.centroid(Periodogram.of(new double[] {0, 0.2, 0.2, 0.2, 0.3}).power(), 5), 5e-11);
    }

    @Test
    void anOscillatorVibratesAtItsFrequency() {
        // 5 THz and 2 fs frames: 100 frames a period
        final double[][] r = new double[4097][3];
        for (int t = 0; t < r.length; t++) {
            r[t][0] = 5 + 0.3 * Math.sin(2 * Math.PI * 0.005 * 2 * t);
        }
        final Trajectory run = TestRuns.wrapped(Cell.of(5, 0, 0, 0, 10, 0, 0, 0, 10), new int[] {3}, r, 2);
        final VibrationalSpectrum s = VibrationalSpectrum.compute(run, LI, Progress.NONE);
        assertTrue(s.fromPositions());
        assertEquals(250, s.nyquistTHz(), 1e-12);
        int peak = 0;
        double integral = 0;
        for (int k = 0; k < s.size(); k++) {
            peak = s.density(k) > s.density(peak) ? k : peak;
            integral += s.density(k) * s.frequencyTHz(1);
        }
        assertEquals(5, s.frequencyTHz(peak), 0.5 * s.frequencyTHz(1) + 1e-9);
        assertEquals(1, integral, 1e-12);
        assertEquals(-1, s.autocorrelation(50), 0.02);
        assertEquals(8.617333262e-5 * 600 * Math.log(s.centroidTHz() / 1000 / 1e-4), s.barrier(1e-4, 600), 1e-12);
    }

    @Test
    void aGaussianStepHasAGaussianVanHoveFunction() {
        final Random random = new Random(6);
        final int ions = 50;
        final double[][] r = new double[400][3 * ions];
        for (int t = 0; t < 400; t++) {
            for (int k = 0; k < 3 * ions; k++) {
                r[t][k] = t == 0 ? 12 * random.nextDouble() : r[t - 1][k] + 0.3 * random.nextGaussian();
            }
        }
        final int[] z = new int[ions];
        java.util.Arrays.fill(z, 3);
        final VanHove v = VanHove.compute(TestRuns.wrapped(Cell.of(12, 0, 0, 0, 12, 0, 0, 0, 12), z, r, 1),
            new VanHove.Options(LI, 4, 5, 25, 400), Progress.NONE);
        double integral = v.beyond();
        for (int k = 0; k < 25; k++) {
            integral += v.self(k) * 0.2;
            final double x = v.selfDistance(k);
            // variance 4 · 0.09 an axis
            final double exact = Math.sqrt(2 / Math.PI) * x * x / Math.pow(0.36, 1.5) * Math.exp(-x * x / 0.72);
            // 396 origins, a quarter of them independent, 50 ions; and the width of a shell
            assertEquals(exact, v.self(k), 5 * Math.sqrt(exact / (0.2 * 99 * 50)) + 0.02);
            if (k > 10) {
                assertEquals(1, v.distinct(k), 0.15, "independent ions are not correlated");
            }
        }
        assertEquals(1, integral, 1e-12);
    }

    @Test
    void messagesNameWhatIsMissing() {
        final Trajectory run = TestRuns.unwrapped(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new int[] {3}, new double[5][3], 1);
        final Element si = Element.of("Si");
        assertTrue(assertThrows(InputException.class, () -> RadialDistribution.compute(run, RadialDistribution.Options.of(LI, si), Progress.NONE))
            .getMessage().contains("has no Si"));
        assertTrue(assertThrows(InputException.class, () -> new RadialDistribution.Options(LI, LI, -1, 5, 5)).getMessage().contains("-1.0 Å"));
        assertTrue(assertThrows(InputException.class, () -> VibrationalSpectrum.compute(run, si, Progress.NONE)).getMessage().contains("has no Si"));
        assertTrue(assertThrows(InputException.class, () -> VibrationalSpectrum.compute(run, LI, Progress.NONE)).getMessage().contains("has 5 frames"));
        assertTrue(assertThrows(InputException.class, () -> VanHove.compute(run, VanHove.Options.of(LI, 5), Progress.NONE)).getMessage()
            .contains("A lag of 5 frames does not fit"));
        assertTrue(assertThrows(InputException.class, () -> VanHove.compute(run, VanHove.Options.of(si, 1), Progress.NONE)).getMessage()
            .contains("has no Si"));
        final Trajectory other = TestRuns.unwrapped(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new int[] {3}, new double[20][3], 2);
        final Trajectory longer = TestRuns.unwrapped(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new int[] {3}, new double[20][3], 1);
        final Trajectory timeless = TestRuns.run(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new int[] {3}, new double[20][3], RunInfo.continuous("no time", Double.NaN), false);
        final Trajectory points = TestRuns.run(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new int[] {3}, new double[20][3], RunInfo.independent("points"), false);
        final FrameBlock block = new FrameBlock(1, EnumSet.of(Quantity.VELOCITIES));
        block.resize(20);
        final Trajectory moving = InMemoryTrajectory.of(RunInfo.continuous("with velocities", 1), new int[] {3}, block);
        assertTrue(velocityMessage().contains("no run"));
        assertTrue(velocityMessage(longer, other).contains("1.0 fs apart, those of 'test run' 2.0 fs"));
        assertTrue(velocityMessage(timeless).contains("time between frames of the run 'no time'"));
        assertTrue(velocityMessage(points).contains("'points' holds independent frames"));
        assertTrue(velocityMessage(longer, moving).contains("'test run' and 'with velocities' only one has velocities"));
        assertTrue(assertThrows(InputException.class, () -> VanHove.compute(List.of(longer, other), VanHove.Options.of(LI, 1), Progress.NONE)).getMessage()
            .contains("1.0 fs apart, those of 'test run' 2.0 fs"));
        assertTrue(assertThrows(InputException.class, () -> VanHove.compute(List.of(), VanHove.Options.of(LI, 1), Progress.NONE)).getMessage().contains("no run"));
        assertTrue(assertThrows(InputException.class, () -> RadialDistribution.compute(List.of(), RadialDistribution.Options.of(LI, LI), Progress.NONE))
            .getMessage().contains("no run"));
    }

    private static String velocityMessage(final Trajectory... runs) {
        return assertThrows(InputException.class, () -> VelocityAutocorrelation.compute(List.of(runs), LI, Progress.NONE)).getMessage();
    }
}

package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class MeanSquaredDisplacementTest {

    private static final Element LI = Element.of("Li");
    private static final Element SI = Element.of("Si");
    private static final Cell CELL = Cell.of(9, 0, 0, 3, 8, 0, -4, 2, 10);

    private static MsdCurve li(final Trajectory run, final MsdOptions options) {
        return MeanSquaredDisplacement.compute(List.of(run), options, Progress.NONE).of(LI);
    }

    private static MsdOptions whole() {
        return MsdOptions.of(LI, Set.of()).withLongestLag(1);
    }

    private static double[][] walk(final Random random, final int frames, final int atoms, final double step) {
        final double[][] r = new double[frames][3 * atoms];
        for (int k = 0; k < 3 * atoms; k++) {
            r[0][k] = 20 * random.nextDouble() - 10;
        }
        for (int t = 1; t < frames; t++) {
            for (int k = 0; k < 3 * atoms; k++) {
                r[t][k] = r[t - 1][k] + step * random.nextGaussian();
            }
        }
        return r;
    }

    @Test
    void uniformMotionGivesTheSquareOfTheLag() {
        // TESTVECTORS D-3: freud (x = t, then with a static particle) and MDAnalysis (x = y = z = t)
        final double[][] line = new double[10][6];
        final double[][] diagonal = new double[10][3];
        for (int t = 0; t < 10; t++) {
            line[t][0] = t;
            Arrays.fill(diagonal[t], t);
        }
        final MsdCurve one = li(TestRuns.unwrapped(CELL, new int[] {3, 14}, line, 1), whole());
        final MsdCurve two = li(TestRuns.unwrapped(CELL, new int[] {3, 3}, line, 1), whole());
        final MsdCurve three = li(TestRuns.unwrapped(CELL, new int[] {3}, diagonal, 1), whole());
        assertEquals(10, one.lags());
        for (int m = 0; m < 10; m++) {
            assertEquals(m * m, one.value(m), 1e-11);
            assertEquals(m * m / 2.0, two.value(m), 1e-11);
            assertEquals(3 * m * m, three.value(m), 1e-11);
            assertEquals(m * m, three.tensor(m)[1], 1e-11);
        }
    }

    @Test
    void oneStepOfOneAtom() {
        // TESTVECTORS D-13 (ASE): (0,0,0) to (1,1,1) in 1 fs is D = ⟨r²⟩/6t = 0.5 Å²/fs; a molecule moved by (−1,−1,−1) likewise
        final MsdCurve one = li(TestRuns.unwrapped(CELL, new int[] {3}, new double[][] {{0, 0, 0}, {1, 1, 1}}, 1), whole());
        assertEquals(0.5, one.value(1) / (6 * one.timeFs(1)), 1e-14);
        final MsdCurve pair = li(TestRuns.unwrapped(CELL, new int[] {3, 3}, new double[][] {{0, 0, 0, 1.1, 0, 0}, {-1, -1, -1, 0.1, -1, -1}}, 1), whole());
        assertEquals(0.5, pair.value(1) / (6 * pair.timeFs(1)), 1e-14);
    }

    @Test
    void nonGaussianParameter() {
        // TESTVECTORS D-4 (kinisi): r² = 1, 2, 3 → 3⟨r⁴⟩/(5⟨r²⟩²) − 1 = −0.3
        final double[][] r = new double[2][9];
        for (int i = 0; i < 3; i++) {
            r[1][3 * i + 1] = Math.sqrt(i + 1);
        }
        assertEquals(-0.3, li(TestRuns.unwrapped(CELL, new int[] {3, 3, 3}, r, 1), whole()).nonGaussian(1), 1e-14);
    }

    @Test
    void transformsAgreeWithCountingEveryWindow() {
        final Random random = new Random(17);
        for (final int frames : new int[] {2, 3, 17, 64, 100}) {
            final double[][] r = walk(random, frames, 5, 0.7);
            final MsdCurve curve = li(TestRuns.unwrapped(CELL, new int[] {3, 3, 3, 3, 3}, r, 2), whole());
            for (int m = 0; m < frames; m++) {
                final double[] slow = slow(r, 5, m);
                assertEquals(slow[0], curve.value(m), 1e-11 * (1 + slow[0]));
                assertEquals(slow[1] - slow[0] * slow[0], curve.variance(m), 1e-9 * (1 + slow[1]));
                assertEquals(slow[2], curve.tensor(m)[5], 1e-10 * (1 + slow[0]), "yz");
                assertEquals(slow[3], curve.tensor(m)[2], 1e-10 * (1 + slow[0]), "xz");
                assertEquals(slow[4], curve.tensor(m)[3], 1e-10 * (1 + slow[0]), "xy");
                assertEquals(slow[5], curve.axis(m, 1), 1e-11 * (1 + slow[0]));
                assertEquals(slow[6] - slow[5] * slow[5], curve.axisVariance(m, 1), 1e-9 * (1 + slow[1]));
            }
        }
    }

    /** ⟨r²⟩, ⟨r⁴⟩, ⟨yz⟩, ⟨xz⟩, ⟨xy⟩, ⟨y²⟩, ⟨y⁴⟩ by loops over windows. */
    private static double[] slow(final double[][] r, final int atoms, final int m) {
        final double[] sum = new double[7];
        int n = 0;
        for (int t = 0; t + m < r.length; t++) {
            for (int i = 0; i < atoms; i++, n++) {
                final double x = r[t + m][3 * i] - r[t][3 * i];
                final double y = r[t + m][3 * i + 1] - r[t][3 * i + 1];
                final double z = r[t + m][3 * i + 2] - r[t][3 * i + 2];
                final double q = x * x + y * y + z * z;
                final double[] add = {q, q * q, y * z, x * z, x * y, y * y, y * y * y * y};
                for (int k = 0; k < 7; k++) {
                    sum[k] += add[k];
                }
            }
        }
        final int windows = n;
        return Arrays.stream(sum).map(x -> x / windows).toArray();
    }

    @Test
    void wrappedPositionsGiveTheSameAsUnwrappedOnes() {
        final double[][] r = walk(new Random(3), 300, 4, 0.4);
        final int[] z = {3, 3, 3, 3};
        final MsdCurve a = li(TestRuns.unwrapped(CELL, z, r, 1), whole());
        final MsdCurve b = li(TestRuns.wrapped(CELL, z, r, 1), whole());
        for (int m = 0; m < 300; m++) {
            assertEquals(a.value(m), b.value(m), 1e-9 * (1 + a.value(m)));
        }
    }

    @Test
    void driftOfTheFrameworkIsRemoved() {
        final Random random = new Random(5);
        final double[][] still = walk(random, 200, 6, 0);
        final double[][] moving = new double[200][];
        for (int t = 0; t < 200; t++) {
            moving[t] = still[t].clone();
            moving[t][0] += t >= 100 ? 2.5 : 0;
            for (int k = 0; k < 18; k++) {
                moving[t][k] += 0.03 * t;
            }
        }
        final int[] z = {3, 14, 14, 14, 14, 14};
        final MsdCurve curve = li(TestRuns.wrapped(CELL, z, moving, 1), MsdOptions.of(LI, Set.of(SI)).withLongestLag(1));
        // the jump lies in m of 200 − m windows
        assertEquals(6.25 * 10 / 190, curve.value(10), 1e-9);
    }

    @Test
    void batchesAndThreadsDoNotChangeABit() throws Exception {
        final double[][] r = walk(new Random(6), 257, 19, 0.5);
        final int[] z = new int[19];
        Arrays.fill(z, 3);
        final Trajectory run = TestRuns.unwrapped(CELL, z, r, 1);
        final MsdCurve a = li(run, whole());
        final MsdCurve b = li(run, whole().withMemoryBytes(3 * 24 * 257));
        final MsdCurve c = new ForkJoinPool(1).submit(() -> li(run, whole())).get();
        for (int m = 0; m < 257; m++) {
            assertEquals(a.value(m), b.value(m));
            assertEquals(a.variance(m), b.variance(m));
            assertEquals(a.value(m), c.value(m));
        }
    }

    @Test
    void runsAreAveragedByTheirWindows() {
        final double[][] r = walk(new Random(7), 50, 1, 0.5);
        final double[][] s = walk(new Random(8), 30, 1, 0.5);
        final MsdCurve both = MeanSquaredDisplacement.compute(List.of(TestRuns.unwrapped(CELL, new int[] {3}, r, 1),
            TestRuns.unwrapped(CELL, new int[] {3}, s, 1)), whole(), Progress.NONE).of(LI);
        final int m = 7;
        assertEquals((slow(r, 1, m)[0] * 43 + slow(s, 1, m)[0] * 23) / 66, both.value(m), 1e-11);
        assertEquals(slow(r, 1, 40)[0], both.value(40), 1e-11);
        assertEquals((49 + 29) / 7.0, both.independentWindows(m), 1e-12);
    }

    @Test
    void collectiveDisplacementOfOppositeMotionVanishes() {
        // two ions that move together, then two that move against each other
        final double[][] together = new double[20][6];
        final double[][] against = new double[20][6];
        final Random random = new Random(9);
        for (int t = 1; t < 20; t++) {
            final double step = random.nextGaussian();
            together[t][0] = together[t - 1][0] + step;
            together[t][3] = together[t][0];
            against[t][0] = against[t - 1][0] + step;
            against[t][3] = -against[t][0];
        }
        final MsdOptions charged = whole().withCharges(Map.of(LI, 1.0));
        final MeanSquaredDisplacement a = MeanSquaredDisplacement.compute(List.of(TestRuns.unwrapped(CELL, new int[] {3, 3}, together, 1)), charged, Progress.NONE);
        final MeanSquaredDisplacement b = MeanSquaredDisplacement.compute(List.of(TestRuns.unwrapped(CELL, new int[] {3, 3}, against, 1)), charged, Progress.NONE);
        for (int m = 1; m < 10; m++) {
            assertEquals(2 * a.of(LI).value(m), a.collective().orElseThrow().value(m), 1e-10, "|2 Δr|²/2");
            assertEquals(0, b.collective().orElseThrow().value(m), 1e-10);
        }
        assertEquals(1, a.meanSquareCharge());
    }

    @Test
    void dealingOneTransformToThreadsDoesNotChangeABit() {
        // longer than what a transform does in one piece
        final int frames = 20_000;
        final double[][] r = new double[3][frames];
        final Random random = new Random(8);
        for (int t = 1; t < frames; t++) {
            for (int a = 0; a < 3; a++) {
                r[a][t] = r[a][t - 1] + random.nextGaussian();
            }
        }
        final FastFourierTransform fft = new FastFourierTransform(FastFourierTransform.paddedLength(frames));
        final WindowSums[] sums = new WindowSums[2];
        for (final Ranges ranges : Ranges.values()) {
            final WindowAverager averager = new WindowAverager(frames, fft, WindowAverager.Moments.ALL, ranges);
            final WindowAverager.Workspace w = new WindowAverager.Workspace(fft);
            averager.add(r, 0, w);
            averager.add(r, 0, w);
            sums[ranges.ordinal()] = averager.sums(500, 2, w);
        }
        for (int m = 0; m < WindowSums.MOMENTS; m++) {
            assertArrayEquals(sums[0].moment(m), sums[1].moment(m), 0);
        }
        // a part of the path, with longer buffers
        final FastFourierTransform small = new FastFourierTransform(FastFourierTransform.paddedLength(100));
        final WindowAverager part = new WindowAverager(100, small, WindowAverager.Moments.SQUARES, Ranges.SERIAL);
        part.add(r, 50, new WindowAverager.Workspace(fft));
        double slow = 0;
        for (int t = 50; t < 143; t++) {
            slow += (r[1][t + 7] - r[1][t]) * (r[1][t + 7] - r[1][t]);
        }
        assertEquals(slow, part.sums(100, 1, new WindowAverager.Workspace(fft)).moment(1)[7], 1e-9);
    }

    @Test
    void messagesNameTheRun() {
        final double[][] r = walk(new Random(1), 5, 1, 0.1);
        final int[] z = {3};
        assertTrue(message(TestRuns.run(CELL, z, r, RunInfo.independent("points.xyz"), false)).contains("'points.xyz' holds independent frames"));
        assertTrue(message(TestRuns.run(CELL, z, r, RunInfo.continuous("XDATCAR", Double.NaN), false)).contains("time between frames of the run 'XDATCAR'"));
        assertTrue(message(TestRuns.run(CELL, new int[] {14}, r, RunInfo.continuous("a", 1), false)).contains("has no Li; its species are Si"));
        assertTrue(message(TestRuns.unwrapped(CELL, z, r, 1), TestRuns.unwrapped(CELL, z, r, 2)).contains("2.0 fs"));
        assertTrue(message(TestRuns.unwrapped(CELL, z, walk(new Random(1), 1, 1, 0.1), 1)).contains("has 1 frames"));
        assertTrue(message().contains("no run"));
    }

    private static String message(final Trajectory... runs) {
        return assertThrows(InputException.class, () -> MeanSquaredDisplacement.compute(List.of(runs), whole(), Progress.NONE)).getMessage();
    }

    @Test
    void scrambledTransformsAreTheSameInAnotherOrder() {
        final Random random = new Random(2);
        for (final int n : new int[] {2, 4, 8, 16, 32, 1 << 13, 1 << 14, 1 << 15}) {
            final FastFourierTransform fft = new FastFourierTransform(n);
            final double[] x = random.doubles(n).toArray();
            final double[] y = random.doubles(n).toArray();
            final double[] re = x.clone();
            final double[] im = y.clone();
            fft.forward(re, im);
            final double[] a = x.clone();
            final double[] b = y.clone();
            fft.toScrambled(a, b, Ranges.PARALLEL);
            for (int k = 0; k < n; k++) {
                final int p = Integer.reverse(k) >>> 32 - Integer.numberOfTrailingZeros(n);
                assertEquals(re[k], a[p], 1e-14 * n, "length " + n);
                assertEquals(im[k], b[p], 1e-14 * n, "length " + n);
                assertEquals(Integer.reverse((n - k) % n) >>> 32 - Integer.numberOfTrailingZeros(n), FastFourierTransform.opposite(p));
            }
            // twice forward is n times the series in reverse
            fft.fromScrambled(a, b, Ranges.PARALLEL);
            for (int k = 0; k < n; k++) {
                assertEquals(n * x[(n - k) % n], a[k], 1e-14 * n * n);
                assertEquals(n * y[(n - k) % n], b[k], 1e-14 * n * n);
            }
        }
    }

    @Test
    void transformsOfKnownSeries() {
        final FastFourierTransform fft = new FastFourierTransform(8);
        final double[] re = {1, 2, 3, 4, 5, 6, 7, 8};
        final double[] im = new double[8];
        fft.forward(re, im);
        // sum; then −4 + 4i cot(πk/8)
        assertEquals(36, re[0], 1e-13);
        for (int k = 1; k < 8; k++) {
            assertEquals(-4, re[k], 1e-13);
            assertEquals(4 / Math.tan(Math.PI * k / 8), im[k], 1e-13);
        }
        assertArrayEquals(new int[] {2, 4, 8, 8, 16}, new int[] {FastFourierTransform.paddedLength(1), FastFourierTransform.paddedLength(2),
            FastFourierTransform.paddedLength(3), FastFourierTransform.paddedLength(4), FastFourierTransform.paddedLength(5)});
    }
}

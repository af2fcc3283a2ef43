package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

/** Every public average of the package against loops over windows, pairs and images, on random triclinic cells, constant and variable. */
class TransportTwinsTest {

    private static final Element LI = Element.of("Li");
    private static final Element SI = Element.of("Si");
    private static final Element CL = Element.of("Cl");
    private static final int[] SPECIES = {3, 14, 3, 17, 14, 3, 17, 14, 3};

    /** A made-up run and what it was made of. */
    private static final class Made {

        private final int frames;
        private final double[][] cells;
        /** Unwrapped fractional positions: the truth that wrapping hides. */
        private final double[][] s;
        private final double[][] velocities;
        private final Trajectory run;

        Made(final Random random, final int frames, final boolean variable, final boolean withVelocities, final double size) {
            this.frames = frames;
            final int n = SPECIES.length;
            cells = new double[frames][9];
            s = new double[frames][3 * n];
            velocities = new double[frames][3 * n];
            final double[] base = {size, 0, 0, 0.6 * size * (random.nextDouble() - 0.5), 1.1 * size, 0, 0.7 * size * (random.nextDouble() - 0.5),
                0.8 * size * (random.nextDouble() - 0.5), 0.9 * size};
            final Set<Quantity> quantities = withVelocities ? EnumSet.of(Quantity.VELOCITIES) : EnumSet.noneOf(Quantity.class);
            final FrameBlock block = new FrameBlock(n, quantities);
            block.resize(frames);
            for (int t = 0; t < frames; t++) {
                for (int k = 0; k < 9; k++) {
                    cells[t][k] = base[k] * (variable ? 1 + 0.02 * random.nextGaussian() : 1);
                }
                final Cell cell = Cell.of(cells[t]);
                System.arraycopy(cells[t], 0, block.cells(), 9 * t, 9);
                for (int k = 0; k < 3 * n; k++) {
                    s[t][k] = t == 0 ? random.nextDouble() : s[t - 1][k] + 0.03 * random.nextGaussian();
                    velocities[t][k] = 0.01 * random.nextGaussian() + (t == 0 ? 0 : 0.6 * velocities[t - 1][k]);
                    block.positions()[3 * n * t + k] = s[t][k] - Math.floor(s[t][k]);
                    if (withVelocities) {
                        block.velocities()[3 * n * t + k] = velocities[t][k];
                    }
                }
                for (int i = 0; i < n; i++) {
                    cell.toCartesian(block.positions(), 3 * (n * t + i), block.positions(), 3 * (n * t + i));
                }
            }
            run = InMemoryTrajectory.of(RunInfo.continuous("made up", 2), SPECIES, block);
        }

        double[] meanCell() {
            final double[] mean = new double[9];
            for (final double[] c : cells) {
                for (int k = 0; k < 9; k++) {
                    mean[k] += c[k] / frames;
                }
            }
            return mean;
        }

        /** (s + n)·⟨L⟩ of frame t. */
        double[] lattice(final int t) {
            final double[] r = s[t].clone();
            final Cell mean = Cell.of(meanCell());
            for (int i = 0; i < r.length; i += 3) {
                mean.toCartesian(r, i, r, i);
            }
            return r;
        }

        /** Sum of the shortest steps, each in the cell of its frame, by trying 343 images. */
        double[][] cartesian() {
            final double[][] w = new double[frames][];
            final double[][] path = new double[frames][s[0].length];
            for (int t = 0; t < frames; t++) {
                final Cell cell = Cell.of(cells[t]);
                w[t] = new double[s[t].length];
                for (int i = 0; i < w[t].length; i += 3) {
                    for (int k = 0; k < 3; k++) {
                        w[t][i + k] = s[t][i + k] - Math.floor(s[t][i + k]);
                    }
                    cell.toCartesian(w[t], i, w[t], i);
                    final double[] step = t == 0 ? new double[3] : shortest(w[t], w[t - 1], i, cells[t]);
                    for (int k = 0; k < 3; k++) {
                        path[t][i + k] = t == 0 ? w[0][i + k] : path[t - 1][i + k] + step[k];
                    }
                }
            }
            return path;
        }

        private static double[] shortest(final double[] b, final double[] a, final int at, final double[] l) {
            double[] best = null;
            double least = Double.POSITIVE_INFINITY;
            for (int m = 0; m < 343; m++) {
                final int[] k = {m / 49 - 3, m / 7 % 7 - 3, m % 7 - 3};
                final double[] d = new double[3];
                for (int c = 0; c < 3; c++) {
                    d[c] = b[at + c] - a[at + c] + k[0] * l[c] + k[1] * l[3 + c] + k[2] * l[6 + c];
                }
                final double square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
                if (square < least) {
                    least = square;
                    best = d;
                }
            }
            return best;
        }
    }

    private static int[] atoms(final Element e) {
        return IntStream.range(0, SPECIES.length).filter(i -> SPECIES[i] == e.atomicNumber()).toArray();
    }

    /** Paths without the mean motion of the framework. */
    private static double[][] withoutDrift(final double[][] r, final Element framework) {
        final double[][] result = new double[r.length][];
        final int[] fixed = atoms(framework);
        for (int t = 0; t < r.length; t++) {
            result[t] = r[t].clone();
            for (int k = 0; k < 3; k++) {
                double mean = 0;
                for (final int i : fixed) {
                    mean += (r[t][3 * i + k] - r[0][3 * i + k]) / fixed.length;
                }
                for (int i = 0; i < SPECIES.length; i++) {
                    result[t][3 * i + k] -= mean;
                }
            }
        }
        return result;
    }

    private static void assertMoments(final double[][] r, final int[] atoms, final MsdCurve curve, final String what) {
        for (int m = 0; m < curve.lags(); m++) {
            final double[] tensor = new double[9];
            double second = 0;
            double fourth = 0;
            int n = 0;
            for (int t = 0; t + m < r.length; t++) {
                for (final int i : atoms) {
                    final double[] d = new double[3];
                    for (int k = 0; k < 3; k++) {
                        d[k] = r[t + m][3 * i + k] - r[t][3 * i + k];
                    }
                    final double q = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
                    second += q;
                    fourth += q * q;
                    for (int k = 0; k < 9; k++) {
                        tensor[k] += d[k / 3] * d[k % 3];
                    }
                    n++;
                }
            }
            // round-off of transforms: 1e-16 of the largest squared path, some hundred Å²
            final double tolerance = 1e-11 * (1 + second / n);
            assertEquals(second / n, curve.value(m), tolerance, what + " at " + m);
            for (int k = 0; k < 9; k++) {
                assertEquals(tensor[k] / n, curve.tensor(m)[k], tolerance, what + " tensor at " + m);
            }
            for (int k = 0; k < 3; k++) {
                assertEquals(tensor[4 * k] / n, curve.axis(m, k), tolerance, what + " axis at " + m);
            }
            if (m > 0) {
                final double mean = second / n;
                assertEquals(3 * fourth / n / (5 * mean * mean) - 1, curve.nonGaussian(m), 1e-8, what + " non-Gaussian at " + m);
            }
            assertEquals(n, curve.windows(m), 0);
        }
    }

    @Test
    void displacementsOfEverySpeciesAndOfTheCharge() {
        final Random random = new Random(41);
        for (int trial = 0; trial < 6; trial++) {
            final Made made = new Made(random, 20 + random.nextInt(40), trial % 2 == 1, false, 9);
            for (final MsdOptions.Path path : MsdOptions.Path.values()) {
                final MsdOptions options = MsdOptions.of(LI, Set.of(SI)).withSpecies(List.of(LI, CL)).withCharges(Map.of(LI, 1.0, CL, -2.0)).withLongestLag(1)
                    .withPath(path).withCoarseAllowed(true);
                final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(List.of(made.run), options, Progress.NONE);
                final double[][] all = path == MsdOptions.Path.CARTESIAN ? made.cartesian()
                    : IntStream.range(0, made.frames).mapToObj(made::lattice).toArray(double[][]::new);
                final double[][] r = withoutDrift(all, SI);
                final String what = path + " of trial " + trial;
                assertMoments(r, atoms(LI), msd.of(LI), what + " Li");
                assertMoments(r, atoms(CL), msd.of(CL), what + " Cl");
                final double[][] charge = new double[made.frames][3];
                for (int t = 0; t < made.frames; t++) {
                    for (int i = 0; i < SPECIES.length; i++) {
                        final double z = SPECIES[i] == 3 ? 1 : SPECIES[i] == 17 ? -2 : 0;
                        for (int k = 0; k < 3; k++) {
                            // four Li and two Cl: |ΔP|²/N
                            charge[t][k] += z * r[t][3 * i + k] / Math.sqrt(6);
                        }
                    }
                }
                assertMoments(charge, new int[] {0}, msd.collective().orElseThrow(), what + " charge");
                assertEquals((4 + 2 * 4) / 6.0, msd.meanSquareCharge(), 1e-14);
                assertEquals(Cell.of(made.meanCell()).volume(), msd.volume(), 1e-9);
            }
        }
    }

    @Test
    void velocityAutocorrelationOverAllWindows() {
        final Random random = new Random(42);
        for (int trial = 0; trial < 8; trial++) {
            final boolean stored = trial % 2 == 0;
            final boolean variable = trial % 4 > 1;
            final Made a = new Made(random, 18 + random.nextInt(60), variable, stored, 9);
            final Made b = new Made(random, 18 + random.nextInt(60), variable, stored, 9);
            final VelocityAutocorrelation one = VelocityAutocorrelation.compute(a.run, LI, Progress.NONE);
            final VelocityAutocorrelation two = VelocityAutocorrelation.compute(List.of(a.run, b.run), CL, Progress.NONE);
            assertEquals(!stored, one.fromPositions());
            assertTrue(one.lags() >= 16);
            for (int m = 0; m < one.lags(); m++) {
                final double[] slow = products(a, LI, m, stored);
                assertEquals(slow[0] / slow[1], one.value(m), 1e-14, "lag " + m);
                assertEquals(one.value(m) / one.value(0), one.normalized(m), 1e-14);
            }
            for (int m = 0; m < two.lags(); m++) {
                final double[] x = products(a, CL, m, stored);
                final double[] y = products(b, CL, m, stored);
                assertEquals((x[0] + y[0]) / (x[1] + y[1]), two.value(m), 1e-14, "two runs, lag " + m);
            }
            final VibrationalSpectrum spectrum = VibrationalSpectrum.compute(a.run, LI, Progress.NONE);
            assertEquals(one.normalized(5), spectrum.autocorrelation(5), 0);
            assertSpectrum(a, stored, one.lags(), spectrum);
        }
    }

    /** Σ v(t)·v(t + m) and the number of windows. */
    private static double[] products(final Made made, final Element e, final int m, final boolean stored) {
        final double[][] v = velocities(made, stored);
        double sum = 0;
        int n = 0;
        for (int t = 0; t + m < v.length; t++) {
            for (final int i : atoms(e)) {
                for (int k = 0; k < 3; k++) {
                    sum += v[t][3 * i + k] * v[t + m][3 * i + k];
                }
                n++;
            }
        }
        return new double[] {sum, n};
    }

    private static double[][] velocities(final Made made, final boolean stored) {
        if (stored) {
            return made.velocities;
        }
        final double[][] v = new double[made.frames - 1][];
        for (int t = 0; t < v.length; t++) {
            v[t] = made.lattice(t + 1);
            final double[] before = made.lattice(t);
            for (int k = 0; k < v[t].length; k++) {
                v[t][k] = (v[t][k] - before[k]) / 2;
            }
        }
        return v;
    }

    /** The mean periodogram of whole segments, each without its mean, by sums of sines and cosines. */
    private static void assertSpectrum(final Made made, final boolean stored, final int segment, final VibrationalSpectrum spectrum) {
        final double[][] v = velocities(made, stored);
        final double[] power = new double[segment / 2 + 1];
        for (int begin = 0; begin + segment <= v.length; begin += segment) {
            for (final int i : atoms(LI)) {
                for (int axis = 0; axis < 3; axis++) {
                    final double[] series = new double[segment];
                    for (int t = 0; t < segment; t++) {
                        series[t] = v[begin + t][3 * i + axis];
                    }
                    final double[] p = Periodogram.of(series).power();
                    for (int k = 1; k < p.length; k++) {
                        final double x = Math.PI * k / segment;
                        power[k] += p[k] * (stored ? 1 : x * x / (Math.sin(x) * Math.sin(x)));
                    }
                }
            }
        }
        final double sum = IntStream.range(0, power.length).mapToDouble(k -> power[k]).sum();
        double integral = 0;
        for (int k = 0; k < power.length; k++) {
            assertEquals(power[k] / sum / spectrum.frequencyTHz(1), spectrum.density(k), 1e-11 / spectrum.frequencyTHz(1), "frequency " + k);
            integral += spectrum.density(k) * spectrum.frequencyTHz(1);
        }
        assertEquals(1, integral, 1e-12);
        // frames 2 fs apart
        assertEquals(1000 * Periodogram.centroid(power, segment) / 2, spectrum.centroidTHz(), 1e-9);
    }

    @Test
    void pairDistributionOverAllImages() {
        final Random random = new Random(43);
        for (int trial = 0; trial < 8; trial++) {
            // 4 Å: smaller than the cutoff, so that an atom meets its own images
            final Made a = new Made(random, 6, trial % 2 == 1, false, trial < 4 ? 4 : 14);
            final Made b = new Made(random, 3, trial % 2 == 1, false, trial < 4 ? 5 : 13);
            final RadialDistribution.Options unlike = new RadialDistribution.Options(LI, CL, 6, 40, 100);
            final RadialDistribution.Options like = new RadialDistribution.Options(LI, LI, 6, 40, 100);
            for (final RadialDistribution.Options options : List.of(unlike, like)) {
                final double[][] slow = pairs(a, options);
                final double[][] slowB = pairs(b, options);
                final RadialDistribution one = RadialDistribution.compute(a.run, options, Progress.NONE);
                final RadialDistribution both = RadialDistribution.compute(List.of(a.run, b.run), options, Progress.NONE);
                double coordination = 0;
                for (int k = 0; k < 40; k++) {
                    coordination += slow[1][k];
                    assertEquals(slow[0][k], one.value(k), 1e-11 * (1 + slow[0][k]), "shell " + k + " of trial " + trial);
                    assertEquals(coordination, one.coordination(k), 1e-11 * (1 + coordination));
                    assertEquals((6 * slow[0][k] + 3 * slowB[0][k]) / 9, both.value(k), 1e-11 * (1 + slow[0][k]), "two runs");
                }
                assertEquals(9, both.frames());
            }
        }
    }

    /** g and neighbors of each shell: all frames, all pairs, 15³ images. */
    private static double[][] pairs(final Made made, final RadialDistribution.Options o) {
        final double[][] result = new double[2][o.bins()];
        final double dr = o.cutoff() / o.bins();
        final int[] first = atoms(o.first());
        final int[] second = atoms(o.second());
        for (int t = 0; t < made.frames; t++) {
            final double[] l = made.cells[t];
            final double volume = Cell.of(l).volume();
            for (final int i : first) {
                for (final int j : second) {
                    for (int m = 0; m < 3375; m++) {
                        final int[] shift = {m / 225 - 7, m / 15 % 15 - 7, m % 15 - 7};
                        double square = 0;
                        for (int c = 0; c < 3; c++) {
                            double d = 0;
                            for (int k = 0; k < 3; k++) {
                                final double f = made.s[t][3 * j + k] - Math.floor(made.s[t][3 * j + k]) - made.s[t][3 * i + k] + Math.floor(made.s[t][3 * i + k]);
                                d += (f + shift[k]) * l[3 * k + c];
                            }
                            square += d * d;
                        }
                        final double r = Math.sqrt(square);
                        if (r < o.cutoff() && !(i == j && m == 1687)) {
                            final int k = (int)(r / o.cutoff() * o.bins());
                            final double outer = (k + 1) * dr;
                            final double inner = k * dr;
                            result[0][k] += 1 / (first.length * (second.length / volume) * 4 / 3 * Math.PI
                                * (outer * outer * outer - inner * inner * inner)) / made.frames;
                            result[1][k] += 1.0 / first.length / made.frames;
                        }
                    }
                }
            }
        }
        return result;
    }

    @Test
    void vanHoveFunctionsOverAllOrigins() {
        final Random random = new Random(44);
        for (int trial = 0; trial < 6; trial++) {
            final Made a = new Made(random, 30, trial % 2 == 1, false, 9);
            final Made b = new Made(random, 25, trial % 2 == 1, false, 9);
            final VanHove.Options options = new VanHove.Options(LI, 1 + trial, 2.5, 20, 1000);
            assertVanHove(options, VanHove.compute(a.run, options, Progress.NONE), a);
            assertVanHove(options, VanHove.compute(List.of(a.run, b.run), options, Progress.NONE), a, b);
        }
        // every sixth of 24 origins
        final Made c = new Made(random, 26, false, false, 9);
        final VanHove sparse = VanHove.compute(c.run, new VanHove.Options(LI, 2, 100, 1, 4), Progress.NONE);
        assertEquals(0.01, sparse.self(0), 1e-15, "all displacements in one shell of 100 Å");
    }

    private static void assertVanHove(final VanHove.Options o, final VanHove found, final Made... runs) {
        final double half = IntStream.range(0, runs.length).mapToDouble(r -> new org.example.lidiff.engine.structure.MinimumImage(Cell.of(runs[r].meanCell()))
            .safeDistance()).min().orElseThrow();
        final double[] self = new double[o.bins()];
        final double[] distinct = new double[o.bins()];
        double n = 0;
        double beyond = 0;
        double density = 0;
        final int[] ions = atoms(LI);
        for (final Made made : runs) {
            final double[] l = made.meanCell();
            for (int t = 0; t + o.lagFrames() < made.frames; t++) {
                final double[] before = made.lattice(t);
                final double[] after = made.lattice(t + o.lagFrames());
                for (final int i : ions) {
                    for (final int j : ions) {
                        final double[] d = new double[3];
                        double square = 0;
                        for (int k = 0; k < 3; k++) {
                            d[k] = after[3 * j + k] - before[3 * i + k];
                            square += d[k] * d[k];
                        }
                        if (i == j) {
                            n++;
                            if (Math.sqrt(square) < o.cutoff()) {
                                self[(int)(Math.sqrt(square) / o.cutoff() * o.bins())]++;
                            } else {
                                beyond++;
                            }
                        } else {
                            final double[] s = Made.shortest(d, new double[3], 0, l);
                            final double r = Math.sqrt(s[0] * s[0] + s[1] * s[1] + s[2] * s[2]);
                            if (r < half) {
                                distinct[(int)(r / half * o.bins())]++;
                            }
                        }
                    }
                }
                density += ions.length * (ions.length - 1.0) / Cell.of(l).volume();
            }
        }
        assertEquals(beyond / n, found.beyond(), 1e-14);
        for (int k = 0; k < o.bins(); k++) {
            final double dr = half / o.bins();
            assertEquals(self[k] / n / (o.cutoff() / o.bins()), found.self(k), 1e-12, "self " + k);
            final double shell = 4 * Math.PI / 3 * dr * dr * dr * (Math.pow(k + 1, 3) - Math.pow(k, 3));
            assertEquals(distinct[k] / (shell * density), found.distinct(k), 1e-9, "distinct " + k);
        }
    }
}

package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small networks and walks for tests; slow and obvious. */
public final class Networks {

    private Networks() {
    }

    /** The counts of a dense matrix, lag 1 fs. */
    public static TransitionCounts counts(final double[][] c) {
        return TransitionCounts.of(PeriodicMatrix.of(c), 1);
    }

    /** A model of a dense transition matrix, lag 1 fs. */
    public static MarkovStateModel model(final double[][] t) {
        return MarkovStateModel.of(PeriodicMatrix.of(t), 1);
    }

    /** Matrix product. */
    public static double[][] product(final double[][] a, final double[][] b) {
        final double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    /** exp(K t) by scaling and squaring of its Taylor series. */
    public static double[][] exponential(final double[][] k, final double t) {
        final int n = k.length;
        double[][] sum = new double[n][n];
        double[][] term = new double[n][n];
        for (int i = 0; i < n; i++) {
            term[i][i] = 1;
            sum[i][i] = 1;
        }
        final double[][] small = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                small[i][j] = k[i][j] * t / 1024;
            }
        }
        for (int m = 1; m < 20; m++) {
            term = product(term, small);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    term[i][j] /= m;
                    sum[i][j] += term[i][j];
                }
            }
        }
        for (int s = 0; s < 10; s++) {
            sum = product(sum, sum);
        }
        return sum;
    }

    /**
     * Random connected periodic network of rates in {@code dimensions} directions.
     *
     * @param reversible whether π_i k(i, j, R) = π_j k(j, i, −R)
     */
    public static PeriodicMatrix randomRates(final Random random, final int sites, final int dimensions, final boolean reversible) {
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(sites);
        final double[] energy = random.doubles(sites, -1, 1).toArray();
        for (int k = 0; k < 4 * sites; k++) {
            // The first edges make a ring of the sites, the next lead along each axis, the rest are random.
            final int i = k < sites ? k : random.nextInt(sites);
            final int j = k < sites ? (k + 1) % sites : random.nextInt(sites);
            final int[] r = new int[3];
            for (int x = 0; x < dimensions; x++) {
                r[x] = k < sites ? 0 : k - sites == x ? 1 : random.nextInt(3) - 1;
            }
            if (i == j && r[0] == 0 && r[1] == 0 && r[2] == 0) {
                continue;
            }
            final double flux = 0.5 + random.nextDouble();
            final double skew = reversible ? 1 : 0.5 + random.nextDouble();
            builder.add(i, j, r[0], r[1], r[2], flux * Math.exp(energy[i]));
            builder.add(j, i, -r[0], -r[1], -r[2], flux * Math.exp(energy[j]) * skew);
        }
        return builder.build();
    }

    /** T = 1 + K dt for small dt, on the same images. */
    public static PeriodicMatrix probabilities(final PeriodicMatrix rates, final double step) {
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(rates.size());
        final double[] exit = rates.rowSums();
        for (int e = 0; e < rates.entries(); e++) {
            builder.add(rates.from(e), rates.to(e), rates.image(e, 0), rates.image(e, 1), rates.image(e, 2), rates.value(e) * step);
        }
        for (int i = 0; i < exit.length; i++) {
            builder.add(i, i, 0, 0, 0, 1 - exit[i] * step);
        }
        return builder.build();
    }

    /** Frames of a discrete-time walk, states in [0], images in [1]. */
    public static int[][] walk(final Random random, final PeriodicMatrix t, final int start, final int frames) {
        final int[] states = new int[frames];
        final int[] images = new int[3 * frames];
        int state = start;
        final int[] at = new int[3];
        for (int f = 0; f < frames; f++) {
            states[f] = state;
            System.arraycopy(at, 0, images, 3 * f, 3);
            double u = random.nextDouble();
            int e = t.rowStart(state);
            while (e < t.rowStart(state + 1) - 1 && u >= t.value(e)) {
                u -= t.value(e++);
            }
            for (int x = 0; x < 3; x++) {
                at[x] += t.image(e, x);
            }
            state = t.to(e);
        }
        return new int[][]{states, images};
    }

    /** Independent walkers of one transition matrix, stationary starts, one frame per fs. */
    public static DiscreteTrajectorySet walks(final long seed, final PeriodicMatrix t, final int walkers, final int frames) {
        final Random random = new Random(seed);
        final double[] pi = new Generator(t).stationary();
        final List<DiscreteTrajectory> list = new ArrayList<>();
        for (int w = 0; w < walkers; w++) {
            double u = random.nextDouble();
            int start = 0;
            while (start < pi.length - 1 && u >= pi[start]) {
                u -= pi[start++];
            }
            final int[][] walk = walk(random, t, start, frames);
            list.add(DiscreteTrajectory.of(walk[0], walk[1]));
        }
        return new DiscreteTrajectorySet(list, t.size(), 1);
    }

    /** Exact jumps of a process in continuous time: hops and times spent, from stationary starts. */
    public static JumpRates kineticMonteCarlo(final long seed, final PeriodicMatrix rates, final int walkers, final double timeFs) {
        final Random random = new Random(seed);
        final double[] pi = new Generator(rates).stationary();
        final double[] exit = rates.rowSums();
        final double[] hops = new double[rates.entries()];
        final double[] times = new double[pi.length];
        for (int w = 0; w < walkers; w++) {
            double u = random.nextDouble();
            int state = 0;
            while (state < pi.length - 1 && u >= pi[state]) {
                u -= pi[state++];
            }
            double left = timeFs;
            while (left > 0) {
                final double stay = -Math.log(1 - random.nextDouble()) / exit[state];
                times[state] += Math.min(stay, left);
                left -= stay;
                if (left > 0) {
                    u = random.nextDouble() * exit[state];
                    int e = rates.rowStart(state);
                    while (e < rates.rowStart(state + 1) - 1 && u >= rates.value(e)) {
                        u -= rates.value(e++);
                    }
                    hops[e]++;
                    state = rates.to(e);
                }
            }
        }
        final PeriodicMatrix.Builder seen = new PeriodicMatrix.Builder(pi.length);
        for (int e = 0; e < hops.length; e++) {
            if (hops[e] > 0) {
                seen.add(rates.from(e), rates.to(e), rates.image(e, 0), rates.image(e, 1), rates.image(e, 2), hops[e]);
            }
        }
        return JumpRates.of(seen.build(), times);
    }
}

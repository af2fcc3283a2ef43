package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

/** Correlation of a tracer with the vacancy that moves it: states are the sites of tracer and vacancy in a finite crystal. */
class VacancyTest {

    /**
     * A crystal.
     *
     * @param basis fractional positions
     * @param lattice rows
     * @param bond distance of neighbors
     */
    private record Crystal(double[][] basis, double[][] lattice, double bond) {

        /** Cartesian vector from site {@code i} of cell 0 to site {@code j} of a cell. */
        double[] vector(final int i, final int j, final int... cell) {
            final double[] r = new double[3];
            for (int a = 0; a < 3; a++) {
                for (int x = 0; x < 3; x++) {
                    r[x] += (basis[j][a] + cell[a] - basis[i][a]) * lattice[a][x];
                }
            }
            return r;
        }

        /** Neighbors of a site: site, cell. */
        List<int[]> neighbors(final int i, final boolean flat) {
            final List<int[]> list = new ArrayList<>();
            for (int j = 0; j < basis.length; j++) {
                for (int a = -2; a <= 2; a++) {
                    for (int b = -2; b <= 2; b++) {
                        for (int c = flat ? 0 : -2; c <= (flat ? 0 : 2); c++) {
                            final double[] r = vector(i, j, a, b, c);
                            if (Math.abs(Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]) - bond) < 1e-6) {
                                list.add(new int[]{j, a, b, c});
                            }
                        }
                    }
                }
            }
            return list;
        }
    }

    /** Rate of a hop of the vacancy from a place to another, each given by its distance from the tracer (0: the tracer's own). */
    private interface Rate {
        double of(double from, double to);
    }

    /** D of the tracer along all directions (trace over dimensions), the probability that the vacancy is at one far place, and f. */
    private static double[] solve(final Crystal crystal, final int size, final boolean flat, final Rate rate) {
        final int n = crystal.basis().length;
        final int depth = flat ? 1 : size;
        final int cells = size * size * depth;
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(n * cells * n);
        final List<double[]> moves = new ArrayList<>();
        // State: site s of the tracer in cell 0, vacancy at site v of a cell relative to it.
        for (int s = 0; s < n; s++) {
            for (int k = 0; k < cells; k++) {
                for (int v = 0; v < n; v++) {
                    if (k == 0 && v == s) {
                        continue;
                    }
                    final int[] cell = {k / (size * depth), k / depth % size, k % depth};
                    final int state = (s * cells + k) * n + v;
                    for (final int[] to : crystal.neighbors(v, flat)) {
                        final int[] there = {Math.floorMod(cell[0] + to[1], size), Math.floorMod(cell[1] + to[2], size), Math.floorMod(cell[2] + to[3], depth)};
                        final int index = (there[0] * size + there[1]) * depth + there[2];
                        final double from = distance(crystal, s, v, cell, size, depth);
                        if (index == 0 && to[0] == s) {
                            // Exchange: the tracer is then in the vacancy's old place, the vacancy in the tracer's.
                            final int[] back = {Math.floorMod(to[1], size), Math.floorMod(to[2], size), Math.floorMod(to[3], depth)};
                            moves.add(crystal.vector(s, v, -to[1], -to[2], -to[3]));
                            builder.add(state, (v * cells + (back[0] * size + back[1]) * depth + back[2]) * n + s, moves.size(), 0, 0, rate.of(from, 0));
                        } else {
                            builder.add(state, (s * cells + index) * n + to[0], 0, 0, 0, rate.of(from, distance(crystal, s, to[0], there, size, depth)));
                        }
                    }
                }
            }
        }
        final int[] used = java.util.stream.IntStream.range(0, n * cells * n).filter(x -> x / n % cells != 0 || x % n != x / n / cells).toArray();
        final PeriodicMatrix rates = builder.build().restrictedTo(used);
        final double[] r = new double[3 * rates.entries()];
        for (int e = 0; e < rates.entries(); e++) {
            if (rates.image(e, 0) > 0) {
                System.arraycopy(moves.get(rates.image(e, 0) - 1), 0, r, 3 * e, 3);
            }
        }
        final NetworkDiffusion d = NetworkDiffusion.ofRates(rates, r);
        final double[] pi = new org.example.lidiff.engine.markov.Generator(rates).stationary();
        double far = 1;
        for (final double p : pi) {
            far = Math.min(far, p);
        }
        return new double[]{d.scalar(), far * n, d.correlationFactor()};
    }

    /** Shortest distance in the finite crystal. */
    private static double distance(final Crystal crystal, final int s, final int v, final int[] cell, final int size, final int depth) {
        double best = 1e9;
        for (int a = -1; a <= 0; a++) {
            for (int b = -1; b <= 0; b++) {
                for (int c = depth > 1 ? -1 : 0; c <= 0; c++) {
                    final double[] r = crystal.vector(s, v, cell[0] + a * size, cell[1] + b * size, cell[2] + c * depth);
                    best = Math.min(best, r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
                }
            }
        }
        return Math.sqrt(best);
    }

    /** f of the infinite crystal: the error of a finite one falls with its volume. */
    private static double factor(final Crystal crystal, final int size, final boolean flat) {
        final double small = solve(crystal, size, flat, (from, to) -> 1)[2];
        final double large = solve(crystal, 2 * size, flat, (from, to) -> 1)[2];
        final double ratio = flat ? 4 : 8;
        return (ratio * large - small) / (ratio - 1);
    }

    private static final double[][] FCC = {{0, .5, .5}, {.5, 0, .5}, {.5, .5, 0}};

    @Test
    void correlationFactorsOfInfiniteLattices() {
        // X-6, literature. Tolerance: what is left after the extrapolation, of the next order in 1/V.
        assertEquals(.78145142, factor(new Crystal(new double[1][3], FCC, Math.sqrt(.5)), 4, false), 2e-4);
        assertEquals(.727194, factor(new Crystal(new double[1][3], new double[][]{{-.5, .5, .5}, {.5, -.5, .5}, {.5, .5, -.5}}, Math.sqrt(.75)), 5, false), 2e-4);
        assertEquals(.5, factor(new Crystal(new double[][]{{0, 0, 0}, {.25, .25, .25}}, FCC, Math.sqrt(3) / 4), 3, false), 5e-4);
        assertEquals(.56006, factor(new Crystal(new double[1][3], new double[][]{{1, 0, 0}, {.5, Math.sqrt(.75), 0}, {0, 0, 9}}, 1), 8, true), 1e-4);
    }

    @Test
    void correlationFactorOfNiobiumOxide() {
        // one kind of ion of NbO, rock salt of which a quarter of the sites of each kind is empty: fcc without its corners.
        final double[][] basis = {{.5, .5, 0}, {.5, 0, .5}, {0, .5, .5}};
        assertEquals(.688916, factor(new Crystal(basis, new double[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, Math.sqrt(.5)), 3, false), 1e-3);
    }

    @Test
    void soluteWithFiveFrequencies() {
        // fcc, vacancy jumps w0 far from the solute, w1 around it, w2 exchange, w3 away from it, w4 to it; D of the solute for each vacancy far away.
        final double near = Math.sqrt(.5);
        final Rate rate = (from, to) -> to == 0 ? 1.25 : from < near + .01 ? to < near + .01 ? .8 : .5 : to < near + .01 ? 1.5 : 1;
        final double[] at = new double[2];
        for (int k = 0; k < 2; k++) {
            final double[] d = solve(new Crystal(new double[1][3], FCC, near), k == 0 ? 5 : 10, false, rate);
            at[k] = d[0] / d[1];
        }
        // Manning's F is a rational approximation, good to some 1e-4.
        assertEquals(2.2941282018, (8 * at[1] - at[0]) / 7, 2e-3);
    }
}

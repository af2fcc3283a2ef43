package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.Generator;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.junit.jupiter.api.Test;

class NetworkDiffusionTest {

    private static final double[] CUBE = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** One site per primitive cell, rate G to the neighbors at ±vectors. */
    private static NetworkDiffusion bravais(final double[] lattice, final int[][] images) {
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(1);
        for (final int[] r : images) {
            builder.add(0, 0, r[0], r[1], r[2], 1).add(0, 0, -r[0], -r[1], -r[2], 1);
        }
        return NetworkDiffusion.ofRates(builder.build(), new NetworkGeometry(new double[3], lattice));
    }

    private static void assertIsotropic(final double d, final NetworkDiffusion diffusion) {
        assertArrayEquals(new double[]{d, 0, 0, 0, d, 0, 0, 0, d}, diffusion.tensor(), 1e-12);
        assertEquals(d, diffusion.scalar(), 1e-12);
        assertEquals(3, diffusion.conductingDirections());
        assertArrayEquals(new double[]{d, d, d}, diffusion.principalValues(), 1e-12);
    }

    @Test
    void randomWalksOnCubicLattices() {
        // P-1, X-8: D = z G a²/(2d).
        final int[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        assertIsotropic(1, bravais(CUBE, axes));
        assertIsotropic(1, bravais(new double[]{-.5, .5, .5, .5, -.5, .5, .5, .5, -.5}, new int[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 1}}));
        assertIsotropic(1, bravais(new double[]{0, .5, .5, .5, 0, .5, .5, .5, 0},
            new int[][]{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, -1, 0}, {0, 1, -1}, {1, 0, -1}}));
    }

    @Test
    void randomWalkOnDiamond() {
        // P-1: two sites, D = z G a²/(2d) = 4 · 3/16/6 = 0.125 for a0 = 1; no correlation.
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(2);
        for (final int[] r : new int[][]{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
            builder.add(0, 1, -r[0], -r[1], -r[2], 1).add(1, 0, r[0], r[1], r[2], 1);
        }
        final NetworkDiffusion d = NetworkDiffusion.ofRates(builder.build(),
            new NetworkGeometry(new double[]{0, 0, 0, .25, .25, .25}, new double[]{0, .5, .5, .5, 0, .5, .5, .5, 0}));
        assertIsotropic(.125, d);
        assertEquals(1, d.correlationFactor(), 1e-12);
    }

    @Test
    void octahedralAndTetrahedralInterstitials() {
        // X-1, from Onsager test_OnsagerCalc.py: fcc a0 = 3, octahedral and two tetrahedral sites, every rate 1: D = 1.5.
        final double[] lattice = {0, 1.5, 1.5, 1.5, 0, 1.5, 1.5, 1.5, 0};
        final double[][] sites = {{1.5, 1.5, 1.5}, {.75, .75, .75}, {2.25, 2.25, 2.25}};
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(3);
        for (int t = 1; t < 3; t++) {
            for (int a = -2; a <= 2; a++) {
                for (int b = -2; b <= 2; b++) {
                    for (int c = -2; c <= 2; c++) {
                        double square = 0;
                        for (int x = 0; x < 3; x++) {
                            final double r = sites[t][x] + a * lattice[x] + b * lattice[3 + x] + c * lattice[6 + x] - sites[0][x];
                            square += r * r;
                        }
                        if (square < 1.7) {
                            builder.add(0, t, a, b, c, 1).add(t, 0, -a, -b, -c, 1);
                        }
                    }
                }
            }
        }
        final PeriodicMatrix rates = builder.build();
        assertEquals(16, rates.entries());
        assertIsotropic(1.5, NetworkDiffusion.ofRates(rates, new NetworkGeometry(new double[]{1.5, 1.5, 1.5, .75, .75, .75, 2.25, 2.25, 2.25}, lattice)));
    }

    @Test
    void alternatingBarriersCorrelateSteps() {
        // P-4: D = 2 a² k1 k2/(k1 + k2).
        final NetworkDiffusion d = alternating(1);
        assertEquals(.4, d.scalar(), 1e-14);
        assertEquals(.625, d.uncorrelatedScalar(), 1e-14);
        assertEquals(.64, d.correlationFactor(), 1e-14);
        assertEquals(1, d.conductingDirections());
        assertArrayEquals(new double[]{.4, 0, 0}, d.principalValues(), 1e-14);
        assertEquals(1, Math.abs(d.principalAxes()[0][0]), 1e-14);
        assertEquals(1, Math.abs(d.conductingBasis()[0][0]), 1e-14);
        assertTrue(d.warnings().isEmpty());
    }

    private static NetworkDiffusion alternating(final double position) {
        final PeriodicMatrix rates = new PeriodicMatrix.Builder(2).add(0, 1, 0, 0, 0, 1).add(1, 0, 0, 0, 0, 1).add(1, 0, 1, 0, 0, .25).add(0, 1, -1, 0, 0, .25)
            .build();
        return NetworkDiffusion.ofRates(rates, new NetworkGeometry(new double[]{0, 0, 0, position, 0, 0}, new double[]{2, 0, 0, 0, 1, 0, 0, 0, 1}));
    }

    @Test
    void ringOfSitesWithinALag() {
        // ring of n sites, hop p each way, a = 2, τ = .5: D = p a²/τ. Two sites: two images between the same pair.
        for (final int n : new int[]{1, 2, 3, 12}) {
            final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(n);
            final double[] positions = new double[3 * n];
            for (int i = 0; i < n; i++) {
                positions[3 * i] = 2 * i;
                builder.add(i, i, 0, 0, 0, .8).add(i, (i + 1) % n, (i + 1) / n, 0, 0, .1).add((i + 1) % n, i, -((i + 1) / n), 0, 0, .1);
            }
            final MarkovStateModel model = MarkovStateModel.of(builder.build(), .5);
            final NetworkDiffusion d = NetworkDiffusion.of(model, new NetworkGeometry(positions, new double[]{2.0 * n, 0, 0, 0, 9, 0, 0, 0, 9}));
            assertEquals(.8, d.scalar(), 1e-12);
            // The unwrapped MSD of an uncorrelated walk is a straight line: 2 p a² a step.
            final double[] msd = d.meanSquaredDisplacement(100);
            for (int s = 0; s <= 100; s++) {
                assertEquals(.8 * s, msd[s], 1e-11);
            }
        }
    }

    @Test
    void unwrappedDisplacementOnATorusDoesNotSaturate() {
        // P-2: 3×3 torus, stay .6, hop .1 to four neighbors: MSD(n) = .4 n, whatever the size of the cell.
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(9);
        final double[] positions = new double[27];
        for (int i = 0; i < 9; i++) {
            final int x = i / 3;
            final int y = i % 3;
            positions[3 * i] = x;
            positions[3 * i + 1] = y;
            final int right = (x + 1) % 3 * 3 + y;
            final int up = x * 3 + (y + 1) % 3;
            builder.add(i, i, 0, 0, 0, .6).add(i, right, (x + 1) / 3, 0, 0, .1).add(right, i, -((x + 1) / 3), 0, 0, .1)
                .add(i, up, 0, (y + 1) / 3, 0, .1).add(up, i, 0, -((y + 1) / 3), 0, .1);
        }
        final NetworkDiffusion d = NetworkDiffusion.of(MarkovStateModel.of(builder.build(), 1), new NetworkGeometry(positions, new double[]{3, 0, 0, 0, 3, 0, 0, 0, 3}));
        assertEquals(4.0, d.meanSquaredDisplacement(10)[10], 1e-13);
        assertEquals(.1, d.scalar(), 1e-14);
        assertEquals(2, d.conductingDirections());
    }

    @Test
    void vacancyCorrelationFactorsInFiniteCells() {
        // P-9
        assertEquals(.723404, vacancy(new int[]{3, 3, 3}), 5e-7);
        assertEquals(.662636, vacancy(new int[]{5, 5, 5}), 5e-7);
        assertEquals(.654066, vacancy(new int[]{10, 10, 10}), 5e-7);
        assertEquals(.515152, vacancy(new int[]{5, 5, 1}), 5e-7);
        assertEquals(.477959, vacancy(new int[]{10, 10, 1}), 5e-7);
    }

    @Test
    void vacancyCorrelationFactorsOfInfiniteLattices() {
        // X-6, literature: the error of a finite cell falls with its volume V; extrapolated from two cells. Tolerance: 1/V².
        assertEquals(1 / (Math.PI - 1), extrapolated(vacancy(new int[]{12, 12, 1}), vacancy(new int[]{24, 24, 1}), 4), 5e-5);
        assertEquals(.653109, extrapolated(vacancy(new int[]{8, 8, 8}), vacancy(new int[]{16, 16, 16}), 8), 3e-5);
        assertEquals(1.0 / 3, extrapolated(honeycomb(8), honeycomb(16), 4), 6e-5);
    }

    private static double extrapolated(final double small, final double large, final double ratio) {
        return (ratio * large - small) / (ratio - 1);
    }

    /** One vacancy in a cell of a square or simple cubic lattice; states are its positions relative to the tracer. */
    private static double vacancy(final int[] size) {
        final int n = size[0] * size[1] * size[2] - 1;
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(n);
        for (int s = 1; s <= n; s++) {
            for (int axis = 0; axis < 3; axis++) {
                for (int step = -1; step <= 1 && size[axis] > 1; step += 2) {
                    final int[] at = {s / (size[1] * size[2]), s / size[2] % size[1], s % size[2]};
                    at[axis] = (at[axis] + step + size[axis]) % size[axis];
                    final int target = (at[0] * size[1] + at[1]) * size[2] + at[2];
                    final int[] r = {0, 0, 0};
                    if (target == 0) {
                        // Exchange: the tracer moves against the vacancy, which is then on its other side.
                        r[axis] = -step;
                        final int[] other = {0, 0, 0};
                        other[axis] = (step + size[axis]) % size[axis];
                        builder.add(s - 1, (other[0] * size[1] + other[1]) * size[2] + other[2] - 1, r[0], r[1], r[2], 1);
                    } else {
                        builder.add(s - 1, target - 1, 0, 0, 0, 1);
                    }
                }
            }
        }
        return byImage(builder.build());
    }

    /** The images of the entries carry the displacement of the tracer. */
    private static double byImage(final PeriodicMatrix rates) {
        final double[] r = new double[3 * rates.entries()];
        for (int e = 0; e < rates.entries(); e++) {
            r[3 * e] = rates.image(e, 0) + .5 * rates.image(e, 2);
            r[3 * e + 1] = rates.image(e, 1) + Math.sqrt(.75) * rates.image(e, 2);
            if (rates.image(e, 2) != 0 && rates.image(e, 0) == 0 && rates.image(e, 1) == 0) {
                r[3 * e] = 0;
                r[3 * e + 1] = 0;
                r[3 * e + 2] = rates.image(e, 2);
            }
        }
        return NetworkDiffusion.ofRates(rates, r).correlationFactor();
    }

    /** Honeycomb of L² cells: a state is the sublattice of the tracer with the place of the vacancy relative to its cell. */
    private static double honeycomb(final int size) {
        final int sites = 2 * size * size;
        final int[][][] hops = {{{0, 0}, {-1, 0}, {0, -1}}, {{0, 0}, {1, 0}, {0, 1}}};
        final double root = Math.sqrt(.75);
        // Bond from an A site to its B neighbors, lattice vectors (√3, 0) and (√3/2, 3/2), bond length 1.
        final double[][] bond = {{root, .5}, {-root, .5}, {0, -1}};
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(2 * sites);
        final Map<Integer, double[]> jumps = new HashMap<>();
        final boolean[] used = new boolean[2 * sites];
        for (int tracer = 0; tracer < 2; tracer++) {
            for (int v = 0; v < sites; v++) {
                final int kind = v % 2;
                final int x = v / 2 / size;
                final int y = v / 2 % size;
                if (kind == tracer && x == 0 && y == 0) {
                    continue;
                }
                final int state = tracer * sites + v;
                used[state] = true;
                for (int h = 0; h < 3; h++) {
                    final int nx = (x + hops[kind][h][0] + size) % size;
                    final int ny = (y + hops[kind][h][1] + size) % size;
                    final int target = 2 * (nx * size + ny) + 1 - kind;
                    if (nx == 0 && ny == 0 && 1 - kind == tracer) {
                        // The tracer takes the place of the vacancy in cell (x, y); the vacancy is now at the tracer's old place, seen from there.
                        final int place = 2 * ((size - x) % size * size + (size - y) % size) + tracer;
                        builder.add(state, (1 - tracer) * sites + place, 1 + h, 0, 0, 1);
                        final double sign = kind == 0 ? -1 : 1;
                        jumps.put(kind * 3 + h, new double[]{sign * bond[h][0], sign * bond[h][1]});
                    } else {
                        builder.add(state, tracer * sites + target, 0, 0, 0, 1);
                    }
                }
            }
        }
        final PeriodicMatrix all = builder.build();
        final PeriodicMatrix rates = all.restrictedTo(java.util.stream.IntStream.range(0, 2 * sites).filter(s -> used[s]).toArray());
        final int[] kept = java.util.stream.IntStream.range(0, 2 * sites).filter(s -> used[s]).toArray();
        final double[] r = new double[3 * rates.entries()];
        for (int e = 0; e < rates.entries(); e++) {
            if (rates.image(e, 0) > 0) {
                final double[] jump = jumps.get(kept[rates.from(e)] % 2 * 3 + rates.image(e, 0) - 1);
                r[3 * e] = jump[0];
                r[3 * e + 1] = jump[1];
            }
        }
        return NetworkDiffusion.ofRates(rates, r).correlationFactor();
    }

    @Test
    void displacementsAgreeWithPropagationOnTheUnfoldedLattice() {
        final Random random = new Random(21);
        for (int trial = 0; trial < 8; trial++) {
            final boolean reversible = trial % 2 == 0;
            final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(random, 1 + random.nextInt(4), 3, reversible), .01);
            final NetworkGeometry geometry = randomGeometry(random, t.size());
            final double[][] exact = NetworkDiffusion.of(MarkovStateModel.of(t, 2), geometry).displacementTensors(6);
            for (int n = 0; n <= 6; n++) {
                assertArrayEquals(unfolded(t, geometry, n)[0], exact[n], 1e-10);
            }
        }
    }

    @Test
    void diffusionIsTheLateGrowthOfTheVariance() {
        final Random random = new Random(22);
        for (int trial = 0; trial < 6; trial++) {
            final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(random, 1 + trial % 3, 1, trial < 3), .05);
            final NetworkGeometry geometry = randomGeometry(random, t.size());
            final NetworkDiffusion d = NetworkDiffusion.of(MarkovStateModel.of(t, 2), geometry);
            // Correlations of these networks have decayed to 1e-10 after 60 steps.
            final double[][] early = unfolded(t, geometry, 60);
            final double[][] late = unfolded(t, geometry, 61);
            for (int x = 0; x < 3; x++) {
                assertEquals((late[1][x] - early[1][x]) / 2, d.driftVelocity()[x], 1e-9);
                for (int y = 0; y < 3; y++) {
                    final double growth = late[0][3 * x + y] - late[1][x] * late[1][y] - early[0][3 * x + y] + early[1][x] * early[1][y];
                    assertEquals(growth / 4, d.tensor()[3 * x + y], 1e-8);
                }
            }
        }
    }

    private static NetworkGeometry randomGeometry(final Random random, final int sites) {
        final double[] lattice = {3, .2, -.4, .5, 2.5, .1, -.3, .6, 2.8};
        return new NetworkGeometry(random.doubles(3L * sites, 0, 3).toArray(), lattice);
    }

    /** Slow twin: probabilities on sites of all cells; mean of Δr⊗Δr and of Δr after n steps from a stationary start. */
    private static double[][] unfolded(final PeriodicMatrix t, final NetworkGeometry geometry, final int steps) {
        final double[] pi = new Generator(t).stationary();
        final double[][] result = {new double[9], new double[3]};
        for (int start = 0; start < pi.length; start++) {
            Map<List<Integer>, Double> p = Map.of(List.of(start, 0, 0, 0), pi[start]);
            for (int n = 0; n < steps; n++) {
                final Map<List<Integer>, Double> next = new HashMap<>();
                p.forEach((at, weight) -> {
                    for (int e = t.rowStart(at.get(0)); e < t.rowStart(at.get(0) + 1); e++) {
                        next.merge(List.of(t.to(e), at.get(1) + t.image(e, 0), at.get(2) + t.image(e, 1), at.get(3) + t.image(e, 2)),
                            weight * t.value(e), Double::sum);
                    }
                });
                p = next;
            }
            for (final Map.Entry<List<Integer>, Double> entry : p.entrySet()) {
                final double[] r = new double[3];
                for (int x = 0; x < 3; x++) {
                    r[x] = geometry.positions()[3 * entry.getKey().get(0) + x] - geometry.positions()[3 * start + x];
                    for (int a = 0; a < 3; a++) {
                        r[x] += entry.getKey().get(a + 1) * geometry.lattice()[3 * a + x];
                    }
                }
                for (int x = 0; x < 3; x++) {
                    result[1][x] += entry.getValue() * r[x];
                    for (int y = 0; y < 3; y++) {
                        result[0][3 * x + y] += entry.getValue() * r[x] * r[y];
                    }
                }
            }
        }
        return result;
    }

    @Test
    void bothFormulasAgree() {
        // D = sym[S + 2 cᵀ Z b − 3 v⊗v]/(2τ) against the form that is never negative; and v.
        final Random random = new Random(23);
        for (int trial = 0; trial < 10; trial++) {
            final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(random, 5, 3, trial % 2 == 0), .02);
            final NetworkGeometry geometry = randomGeometry(random, 5);
            final double[] r = t.displacements(geometry.positions(), geometry.lattice());
            final Generator generator = new Generator(t);
            final double[] pi = generator.stationary();
            final double[][] b = new double[3][5];
            final double[][] c = new double[3][5];
            final double[] v = new double[3];
            final double[] expected = new double[9];
            for (int e = 0; e < t.entries(); e++) {
                for (int x = 0; x < 3; x++) {
                    b[x][t.from(e)] += t.value(e) * r[3 * e + x];
                    c[x][t.to(e)] += pi[t.from(e)] * t.value(e) * r[3 * e + x];
                    v[x] += pi[t.from(e)] * t.value(e) * r[3 * e + x];
                    for (int y = 0; y < 3; y++) {
                        expected[3 * x + y] += pi[t.from(e)] * t.value(e) * r[3 * e + x] * r[3 * e + y] / 2;
                    }
                }
            }
            for (int x = 0; x < 3; x++) {
                for (int y = 0; y < 3; y++) {
                    // Z b = (Z b without its stationary part) + v.
                    final double[] zy = generator.solve(b[y]);
                    final double[] zx = generator.solve(b[x]);
                    double sum = 2 * v[x] * v[y];
                    for (int i = 0; i < 5; i++) {
                        sum += c[x][i] * zy[i] + c[y][i] * zx[i];
                    }
                    expected[3 * x + y] += (sum - 3 * v[x] * v[y]) / 2;
                }
            }
            assertArrayEquals(expected, NetworkDiffusion.ofProbabilities(t, r, 1).tensor(), 1e-12);
        }
    }

    @Test
    void movingASiteDoesNotChangeDiffusion() {
        final Random random = new Random(24);
        for (final boolean reversible : new boolean[]{true, false}) {
            final PeriodicMatrix k = Networks.randomRates(random, 6, 3, reversible);
            final NetworkGeometry here = randomGeometry(random, 6);
            final NetworkGeometry there = randomGeometry(random, 6);
            assertArrayEquals(NetworkDiffusion.ofRates(k, here).tensor(), NetworkDiffusion.ofRates(k, there).tensor(), 1e-11);
            assertArrayEquals(NetworkDiffusion.ofRates(k, here).driftVelocity(), NetworkDiffusion.ofRates(k, there).driftVelocity(), 1e-11);
            final PeriodicMatrix t = Networks.probabilities(k, .01);
            assertArrayEquals(NetworkDiffusion.of(MarkovStateModel.of(t, 1), here).tensor(), NetworkDiffusion.of(MarkovStateModel.of(t, 1), there).tensor(), 1e-12);
        }
        assertEquals(.4, alternating(.3).scalar(), 1e-13);
    }

    @Test
    void shortLagsApproachTheRates() {
        // T = 1 + K dt has b, S proportional to dt: the same D for every dt without drift.
        final PeriodicMatrix k = Networks.randomRates(new Random(25), 4, 3, true);
        final NetworkGeometry geometry = randomGeometry(new Random(1), 4);
        final double[] expected = NetworkDiffusion.ofRates(k, geometry).tensor();
        assertArrayEquals(expected, NetworkDiffusion.of(MarkovStateModel.of(Networks.probabilities(k, .01), .01), geometry).tensor(), 1e-10);
    }

    @Test
    void aLargeNetworkAgreesWithItsCell() {
        // A supercell of 6³ × 2 sites goes through the iterative solvers; D is that of the cell, reversible and not.
        for (final boolean reversible : new boolean[]{true, false}) {
            final PeriodicMatrix k = Networks.randomRates(new Random(26), 2, 3, reversible);
            final NetworkGeometry cell = randomGeometry(new Random(2), 2);
            final int n = 6;
            final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(2 * n * n * n);
            final double[] positions = new double[6 * n * n * n];
            for (int c = 0; c < n * n * n; c++) {
                final int[] at = {c / (n * n), c / n % n, c % n};
                for (int s = 0; s < 2; s++) {
                    for (int x = 0; x < 3; x++) {
                        positions[3 * (2 * c + s) + x] = cell.positions()[3 * s + x] + at[0] * cell.lattice()[x] + at[1] * cell.lattice()[3 + x]
                            + at[2] * cell.lattice()[6 + x];
                    }
                }
                for (int e = 0; e < k.entries(); e++) {
                    final int[] to = new int[3];
                    final int[] image = new int[3];
                    for (int x = 0; x < 3; x++) {
                        to[x] = Math.floorMod(at[x] + k.image(e, x), n);
                        image[x] = Math.floorDiv(at[x] + k.image(e, x), n);
                    }
                    builder.add(2 * c + k.from(e), 2 * ((to[0] * n + to[1]) * n + to[2]) + k.to(e), image[0], image[1], image[2], k.value(e));
                }
            }
            final double[] lattice = Arrays.stream(cell.lattice()).map(v -> n * v).toArray();
            final NetworkDiffusion large = NetworkDiffusion.ofRates(builder.build(), new NetworkGeometry(positions, lattice));
            final NetworkDiffusion small = NetworkDiffusion.ofRates(k, cell);
            assertArrayEquals(small.tensor(), large.tensor(), 1e-9);
            assertArrayEquals(small.driftVelocity(), large.driftVelocity(), 1e-9);
        }
    }

    @Test
    void diffusionIsNeverNegative() {
        final Random random = new Random(27);
        for (int trial = 0; trial < 100; trial++) {
            final PeriodicMatrix k = Networks.randomRates(random, 1 + random.nextInt(6), 1 + random.nextInt(3), random.nextBoolean());
            final NetworkDiffusion d = NetworkDiffusion.ofRates(k, randomGeometry(random, k.size()));
            for (final double value : d.principalValues()) {
                assertTrue(value >= 0);
            }
        }
    }

    @Test
    void aCageConductsNothing() {
        final PeriodicMatrix rates = PeriodicMatrix.of(new double[][]{{0, 1, 2}, {1, 0, 1}, {2, 1, 0}});
        final NetworkDiffusion d = NetworkDiffusion.ofRates(rates, randomGeometry(new Random(3), 3));
        assertEquals(0, d.conductingDirections());
        assertEquals(0, d.scalar());
        assertArrayEquals(new double[]{0, 0, 0}, d.principalValues());
        assertArrayEquals(new double[9], d.tensor(), 1e-13);
        assertTrue(Double.isNaN(d.correlationFactor()));
        assertEquals(List.of("The network is a cage: no direction conducts, and the diffusion coefficient is zero."), d.warnings());
    }

    @Test
    void driftIsReported() {
        // A biased walk: hops 2 forward and 1 back at distance 1 drift at 1 and spread with D = 3/2.
        final PeriodicMatrix rates = new PeriodicMatrix.Builder(1).add(0, 0, 1, 0, 0, 2).add(0, 0, -1, 0, 0, 1).build();
        final NetworkDiffusion d = NetworkDiffusion.ofRates(rates, new NetworkGeometry(new double[3], CUBE));
        assertArrayEquals(new double[]{1, 0, 0}, d.driftVelocity(), 1e-15);
        assertEquals(1.5, d.scalar(), 1e-15);
        assertEquals(List.of("The network has no detailed balance and drifts at 1.000e+00 Å/fs; compare with its error."), d.warnings());
    }

    @Test
    void partsAreTakenOneByOne() {
        // Two separate chains along x, and a cage between two sites.
        final PeriodicMatrix counts = new PeriodicMatrix.Builder(6).add(0, 0, 0, 0, 0, 80).add(0, 0, 1, 0, 0, 10).add(0, 0, -1, 0, 0, 10)
            .add(1, 1, 0, 0, 0, 20).add(1, 1, 1, 0, 0, 10).add(1, 1, -1, 0, 0, 10).add(2, 3, 0, 0, 0, 15).add(3, 2, 0, 0, 0, 15)
            .add(4, 4, 0, 0, 0, 29).add(4, 5, 0, 0, 0, 1).build();
        final NetworkGeometry geometry = new NetworkGeometry(new double[18], CUBE);
        final List<NetworkDiffusion.Part> parts = NetworkDiffusion.parts(TransitionCounts.of(counts, 1), Estimator.REVERSIBLE, geometry);
        assertEquals(3, parts.size());
        assertArrayEquals(new int[]{0}, parts.get(0).stateIds());
        assertEquals(.5, parts.get(0).share(), 1e-15);
        assertEquals(.1, parts.get(0).diffusion().scalar(), 1e-14);
        assertEquals(.2, parts.get(1).share(), 1e-15);
        assertEquals(.25, parts.get(1).diffusion().scalar(), 1e-14);
        assertEquals(0, parts.get(2).diffusion().conductingDirections());
    }

    @Test
    void partsThatAreJoinedInOneDirectionAreRefused() {
        final PeriodicMatrix rates = PeriodicMatrix.of(new double[][]{{0, 1, 0}, {1, 0, 1}, {0, 0, 0}});
        final InputException e = assertThrows(InputException.class, () -> NetworkDiffusion.ofRates(rates, new NetworkGeometry(new double[9], CUBE)));
        assertEquals("The network of 3 sites falls into 2 parts that are not connected in both directions; the largest has 2 sites.", e.summary());
        assertEquals("Take the diffusion of each part, or restrict the counts to one.", e.resolution());
        final TransitionCounts none = TransitionCounts.of(PeriodicMatrix.of(new double[][]{{5, 1}, {0, 5}}), 1);
        assertEquals("No transition between sites can be undone within 1.0 fs: there is no diffusion.", assertThrows(InputException.class,
            () -> NetworkDiffusion.parts(none, Estimator.REVERSIBLE, new NetworkGeometry(new double[6], CUBE))).summary());
    }

    @Test
    void minimumImageDisplacementSaturates() {
        // P-3, for comparison with the classical way: a²(n² − 1)/12 (odd), a²(n² + 2)/12 (even).
        for (final int n : new int[]{3, 4, 5, 20}) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.pow(Math.min(i, n - i), 2) / n;
            }
            assertEquals(n % 2 == 1 ? (n * n - 1) / 12.0 : (n * n + 2) / 12.0, sum, 1e-12);
        }
    }

    @Test
    void aModelOfCountsUsesItsOwnSites() {
        // Site 1 of three is cut off: the geometry of all sites is given, and the right ones are taken.
        final PeriodicMatrix counts = new PeriodicMatrix.Builder(3).add(0, 2, 0, 0, 0, 5).add(2, 0, 0, 0, 0, 5).add(2, 0, 1, 0, 0, 5).add(0, 2, -1, 0, 0, 5)
            .build();
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.of(counts, 1).largestConnected());
        final NetworkGeometry geometry = new NetworkGeometry(new double[]{0, 0, 0, 77, 77, 77, 1, 0, 0}, new double[]{2, 0, 0, 0, 1, 0, 0, 0, 1});
        assertEquals(.5, NetworkDiffusion.of(model, geometry).scalar(), 1e-14);
        assertEquals(1, NetworkDiffusion.of(model, geometry).correlationFactor(), 1e-14);
        final JumpRates rates = JumpRates.of(counts, new double[]{20, 0, 20}).largestConnected();
        assertEquals(.25, NetworkDiffusion.of(rates, geometry).scalar(), 1e-14);
    }
}

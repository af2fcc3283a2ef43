package org.example.lidiff.engine.dynamics;

import java.util.List;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** Potentials that a student could have written: springs to points, and pairs over all images. */
final class TestPotential implements Potential {

    /** What an evaluation does. */
    @FunctionalInterface
    interface Rule {
        Evaluator evaluator(int[] atomicNumbers, EvaluatorOptions options);
    }

    private final double cutoff;
    private final Rule rule;

    private TestPotential(final double cutoff, final Rule rule) {
        this.cutoff = cutoff;
        this.rule = rule;
    }

    /** No forces at all. */
    static TestPotential none() {
        return springs(0);
    }

    /** Every coordinate bound to 0 by a spring of {@code k} eV/Å², without virial. */
    static TestPotential springs(final double k) {
        return new TestPotential(1, (z, options) -> new Plain() {
            @Override
            public void evaluate(final double[] x, final Cell cell, final EnergyForcesVirial result) {
                double energy = 0;
                for (int n = 0; n < x.length; n++) {
                    result.forces()[n] = -k * x[n];
                    energy += 0.5 * k * x[n] * x[n];
                }
                result.setEnergy(energy);
            }
        });
    }

    /** E = 4ε(s⁶ − s³) (1 − r²/r_c²)³ with s = σ²/r²: Lennard-Jones, smooth to the second derivative at the cutoff. */
    static TestPotential lennardJones(final double epsilon, final double sigma, final double cutoff) {
        return new TestPotential(cutoff, (z, options) -> new PairEvaluator(epsilon, sigma, cutoff, options.skin()));
    }

    /** U = ½ k ‖E‖², E = (LᵀL/a² − 1)/2: no forces, but a cell that is elastic around the cube of edge {@code a}. W = −k (1 + 2E) E. */
    static TestPotential elasticCell(final double k, final double a) {
        return new TestPotential(1, (z, options) -> new Plain() {
            @Override
            public void evaluate(final double[] x, final Cell cell, final EnergyForcesVirial result) {
                final double[] e = CellRescalingTest.strain(cell, a);
                double energy = 0;
                for (int p = 0; p < 9; p++) {
                    energy += 0.5 * k * e[p] * e[p];
                    double w = -k * e[p];
                    for (int q = 0; q < 3; q++) {
                        w -= 2 * k * e[p / 3 * 3 + q] * e[3 * q + p % 3];
                    }
                    result.virial()[p] = w;
                }
                result.setEnergy(energy);
            }
        });
    }

    /** Ends with NaN energies once an atom has gone farther than {@code range} Å from the origin. */
    static TestPotential failingBeyond(final double range) {
        return new TestPotential(1, (z, options) -> new Plain() {
            @Override
            public void evaluate(final double[] x, final Cell cell, final EnergyForcesVirial result) {
                double energy = 0;
                for (final double v : x) {
                    energy = Math.abs(v) > range ? Double.NaN : energy;
                }
                result.setEnergy(energy);
            }
        });
    }

    @Override
    public String kind() {
        return "test";
    }

    @Override
    public List<Element> elements() {
        return List.of(Element.of("Ar"), Element.of("Li"));
    }

    @Override
    public double cutoff() {
        return cutoff;
    }

    @Override
    public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
        return rule.evaluator(atomicNumbers, options);
    }

    /** An evaluator without neighbor list. */
    private abstract static class Plain implements Evaluator {

        @Override
        public double[] neighborReferencePositions() {
            return null;
        }

        @Override
        public void rebuildNeighborsAt(final double[] positions, final Cell cell) {
            throw new IllegalStateException("no list");
        }

        @Override
        public long neighborListBuilds() {
            return 0;
        }

        @Override
        public void close() {
        }
    }

    /** Pairs from a list with a skin, found by trying all images. The list's order depends on where it was built. */
    private static final class PairEvaluator implements Evaluator {

        private final double epsilon;
        private final double sigma2;
        private final double cutoff;
        private final double skin;
        private double[] reference;
        private double[] referenceCell;
        private int[] pairs;
        private int count;
        private long builds;

        PairEvaluator(final double epsilon, final double sigma, final double cutoff, final double skin) {
            this.epsilon = epsilon;
            this.sigma2 = sigma * sigma;
            this.cutoff = cutoff;
            this.skin = skin;
        }

        @Override
        public double[] neighborReferencePositions() {
            return reference;
        }

        @Override
        public long neighborListBuilds() {
            return builds;
        }

        @Override
        public void close() {
        }

        @Override
        public void rebuildNeighborsAt(final double[] x, final Cell cell) {
            reference = x.clone();
            referenceCell = cell.rows();
            builds++;
            count = 0;
            pairs = new int[5 * 64];
            final int[] m = new int[3];
            for (int k = 0; k < 3; k++) {
                m[k] = (int)Math.ceil((cutoff + skin) / cell.height(k)) + 2;
            }
            final double[] f = new double[3];
            for (int i = 0; i < x.length / 3; i++) {
                for (int j = i; j < x.length / 3; j++) {
                    for (int k = 0; k < 3; k++) {
                        f[k] = x[3 * j + k] - x[3 * i + k];
                    }
                    cell.toFractional(f, 0, f, 0);
                    final int a0 = (int)-Math.rint(f[0]);
                    final int b0 = (int)-Math.rint(f[1]);
                    final int c0 = (int)-Math.rint(f[2]);
                    for (int a = a0 - m[0] + 1; a < a0 + m[0]; a++) {
                        for (int b = b0 - m[1] + 1; b < b0 + m[1]; b++) {
                            for (int c = c0 - m[2] + 1; c < c0 + m[2]; c++) {
                                addIfClose(x, cell, i, j, a, b, c);
                            }
                        }
                    }
                }
            }
        }

        private void addIfClose(final double[] x, final Cell cell, final int i, final int j, final int a, final int b, final int c) {
            if (i == j && (a < 0 || a == 0 && (b < 0 || b == 0 && c <= 0))) {
                return;
            }
            double square = 0;
            for (int k = 0; k < 3; k++) {
                final double d = x[3 * j + k] - x[3 * i + k] + a * cell.get(0, k) + b * cell.get(1, k) + c * cell.get(2, k);
                square += d * d;
            }
            if (square < (cutoff + skin) * (cutoff + skin)) {
                if (count + 5 > pairs.length) {
                    pairs = java.util.Arrays.copyOf(pairs, 2 * pairs.length);
                }
                for (final int v : new int[] {i, j, a, b, c}) {
                    pairs[count++] = v;
                }
            }
        }

        @Override
        public void evaluate(final double[] x, final Cell cell, final EnergyForcesVirial result) {
            if (reference == null || moved(x, cell)) {
                rebuildNeighborsAt(x, cell);
            }
            result.clear();
            double energy = 0;
            final double[] d = new double[3];
            for (int p = 0; p < count; p += 5) {
                final int i = pairs[p];
                final int j = pairs[p + 1];
                double r2 = 0;
                for (int k = 0; k < 3; k++) {
                    d[k] = x[3 * j + k] - x[3 * i + k] + pairs[p + 2] * cell.get(0, k) + pairs[p + 3] * cell.get(1, k) + pairs[p + 4] * cell.get(2, k);
                    r2 += d[k] * d[k];
                }
                final double u = 1 - r2 / (cutoff * cutoff);
                if (u <= 0) {
                    continue;
                }
                final double s3 = sigma2 / r2 * (sigma2 / r2) * (sigma2 / r2);
                final double lj = 4 * epsilon * (s3 * s3 - s3);
                // dE/d(r²)
                final double slope = 4 * epsilon * (-6 * s3 * s3 + 3 * s3) / r2 * u * u * u - lj * 3 * u * u / (cutoff * cutoff);
                energy += lj * u * u * u;
                for (int k = 0; k < 3; k++) {
                    final double force = -2 * slope * d[k];
                    result.forces()[3 * j + k] += force;
                    result.forces()[3 * i + k] -= force;
                    for (int l = 0; l < 3; l++) {
                        result.virial()[3 * l + k] += d[l] * force;
                    }
                }
            }
            result.setEnergy(energy);
        }

        private boolean moved(final double[] x, final Cell cell) {
            if (skin == 0 || !java.util.Arrays.equals(referenceCell, cell.rows())) {
                return true;
            }
            for (int n = 0; n < x.length; n += 3) {
                double square = 0;
                for (int k = 0; k < 3; k++) {
                    square += (x[n + k] - reference[n + k]) * (x[n + k] - reference[n + k]);
                }
                if (square > 0.25 * skin * skin) {
                    return true;
                }
            }
            return false;
        }
    }
}

package org.example.lidiff.engine.potential.nep;

import java.util.Arrays;

import org.example.lidiff.engine.potential.Environment;
import org.example.lidiff.engine.potential.SiteFunction;

/**
 * The NEP energy of one atom and its derivatives by one reverse pass: ∂U/∂q from the network, ∂U/∂A of the angular sums, then
 * ∂U/∂r_ij neighbor by neighbor.
 */
final class NepSite implements SiteFunction {

    private final NepTables t;
    private final Harmonics harmonics;
    private final AngularInvariants invariants;
    private final ZblPair[] zbl;
    private final int width;

    private final double[] q;
    private final double[] slopeOfQ;
    private final double[] radialSums;
    private final double[] radialSlopes;
    private final double[] sums;
    private final double[] slopeOfSums;
    private final double[] h;
    private final double[] along;
    private final double[] vector = new double[3];
    private final double[] hidden;
    // T_k and T'_k of the neighbor at hand; T_0 = 1, T'_0 = 0, T'_1 = 1
    private final double[] polynomials;
    private final double[] polynomialSlopes;

    private int capacity;
    private int angularNeighbors;
    private int[] angularIndex;
    private double[] taper;
    private double[] taperSlope;
    private double[] g;
    private double[] slopeOfG;
    private double[] y;

    NepSite(final NepTables tables) {
        t = tables;
        harmonics = Harmonics.upTo(t.settings.lMax());
        invariants = new AngularInvariants(t.settings.lMax(), t.settings.terms());
        zbl = t.hasZbl ? t.zblPairs() : null;
        width = harmonics.count();
        q = new double[t.dim];
        slopeOfQ = new double[t.dim];
        radialSums = new double[t.types * t.radialBasis];
        radialSlopes = new double[t.types * t.radialBasis];
        sums = new double[t.angularCount * width];
        slopeOfSums = new double[t.angularCount * width];
        h = new double[width];
        along = new double[width];
        hidden = new double[t.neurons];
        polynomials = new double[Math.max(2, t.angularBasis)];
        polynomialSlopes = new double[polynomials.length];
        polynomials[0] = 1;
        polynomialSlopes[1] = 1;
    }

    @Override
    public double evaluate(final int type, final Environment e) {
        e.clearGradients();
        describe(type, e);
        final double energy = network(type);
        radialGradients(type, e);
        angularGradients(type, e);
        return zbl == null ? energy : energy + repulsion(type, e);
    }

    /** Writes the descriptors of an atom, without their factors, to {@code out[at…]}. */
    void descriptors(final int type, final Environment e, final double[] out, final int at) {
        describe(type, e);
        System.arraycopy(q, 0, out, at, t.dim);
    }

    @Override
    public void descriptors(final double[] out, final int at) {
        for (int d = 0; d < t.dim; d++) {
            out[at + d] = q[d] * t.scaler[d];
        }
    }

    private void describe(final int type, final Environment e) {
        reserve(e.count());
        radialDescriptors(type, e);
        angularSums(type, e);
        final double[] norms = harmonics.norms();
        for (int n = 0; n < t.angularCount; n++) {
            for (int m = 0; m < width; m++) {
                sums[n * width + m] *= norms[m];
            }
            invariants.values(sums, n * width, q, t.radialCount + n, t.angularCount);
        }
    }

    private void reserve(final int neighbors) {
        if (capacity < neighbors) {
            capacity = neighbors + neighbors / 2;
            angularIndex = new int[capacity];
            taper = new double[capacity];
            taperSlope = new double[capacity];
            g = new double[capacity * t.angularCount];
            slopeOfG = new double[capacity * t.angularCount];
            y = new double[capacity * width];
        }
    }

    // Σ_j g_n(r_ij) = Σ_k c_nk (Σ_j f_k): the sums over the neighbors of one type come first
    private void radialDescriptors(final int type, final Environment e) {
        final int basis = t.radialBasis;
        final int[] types = e.types();
        final double[] r = e.distances();
        final double[] s = radialSums;
        Arrays.fill(s, 0);
        for (int j = 0; j < e.count(); j++) {
            final double rc = t.radialCutoffs[type * t.types + types[j]];
            if (r[j] < rc) {
                final double u = r[j] / rc;
                final double fc = 0.5 + 0.5 * Cosine.cosPi(u);
                taper[j] = fc;
                taperSlope[j] = -0.5 * Math.PI / rc * Cosine.sinPi(u);
                final double x2 = 4 * (u - 1) * (u - 1) - 2;
                final int at = types[j] * basis;
                double previous = fc;
                double current = 0.5 * x2 * fc;
                s[at] += previous;
                for (int k = 1; k < basis; k++) {
                    s[at + k] += current;
                    final double next = x2 * current - previous;
                    previous = current;
                    current = next;
                }
            }
        }
        for (int n = 0; n < t.radialCount; n++) {
            double sum = 0;
            for (int tj = 0; tj < t.types; tj++) {
                final int c = ((type * t.types + tj) * t.radialCount + n) * basis;
                for (int k = 0; k < basis; k++) {
                    sum += t.radial[c + k] * s[tj * basis + k];
                }
            }
            q[n] = sum;
        }
    }

    private void radialGradients(final int type, final Environment e) {
        final int basis = t.radialBasis;
        final double[] s = radialSlopes;
        Arrays.fill(s, 0);
        for (int tj = 0; tj < t.types; tj++) {
            for (int n = 0; n < t.radialCount; n++) {
                final int c = ((type * t.types + tj) * t.radialCount + n) * basis;
                for (int k = 0; k < basis; k++) {
                    s[tj * basis + k] += slopeOfQ[n] * t.radial[c + k];
                }
            }
        }
        final int[] types = e.types();
        final double[] r = e.distances();
        for (int j = 0; j < e.count(); j++) {
            final double rc = t.radialCutoffs[type * t.types + types[j]];
            if (r[j] < rc) {
                final double u = r[j] / rc;
                final double x2 = 4 * (u - 1) * (u - 1) - 2;
                final int at = types[j] * basis;
                // T_k and its derivative by x: T'_k+1 = 2 T_k + 2x T'_k − T'_k−1
                double previous = 1;
                double current = 0.5 * x2;
                double previousSlope = 0;
                double currentSlope = 1;
                double value = s[at];
                double slope = 0;
                for (int k = 1; k < basis; k++) {
                    value += s[at + k] * current;
                    slope += s[at + k] * currentSlope;
                    final double next = x2 * current - previous;
                    final double nextSlope = 2 * current + x2 * currentSlope - previousSlope;
                    previous = current;
                    current = next;
                    previousSlope = currentSlope;
                    currentSlope = nextSlope;
                }
                final double f = (value * taperSlope[j] + slope * taper[j] * 4 * (u - 1) / rc) / r[j];
                e.gradientX()[j] += f * e.x()[j];
                e.gradientY()[j] += f * e.y()[j];
                e.gradientZ()[j] += f * e.z()[j];
            }
        }
    }

    private void angularSums(final int type, final Environment e) {
        final int count = t.angularCount;
        final int[] types = e.types();
        final double[] r = e.distances();
        Arrays.fill(sums, 0);
        int a = 0;
        for (int j = 0; j < e.count(); j++) {
            final int pair = type * t.types + types[j];
            if (r[j] < t.angularCutoffs[pair]) {
                angularFunctions(pair, r[j], a * count);
                final double inverse = 1 / r[j];
                harmonics.values(e.x()[j] * inverse, e.y()[j] * inverse, e.z()[j] * inverse, y, a * width);
                addSums(a);
                angularIndex[a++] = j;
            }
        }
        angularNeighbors = a;
    }

    private void addSums(final int a) {
        final double[] s = sums;
        final double[] values = y;
        final int from = a * width;
        for (int n = 0, at = 0; n < t.angularCount; n++, at += width) {
            final double gn = g[a * t.angularCount + n];
            for (int m = 0; m < width; m++) {
                s[at + m] += gn * values[from + m];
            }
        }
    }

    /** g_n(r) and its derivative for all n. */
    private void angularFunctions(final int pair, final double r, final int at) {
        final double rc = t.angularCutoffs[pair];
        final double u = r / rc;
        final double fc = 0.5 + 0.5 * Cosine.cosPi(u);
        final double fcSlope = -0.5 * Math.PI / rc * Cosine.sinPi(u);
        final double x2 = 4 * (u - 1) * (u - 1) - 2;
        final double xSlope = fc * 4 * (u - 1) / rc;
        final int basis = t.angularBasis;
        final double[] p = polynomials;
        final double[] dp = polynomialSlopes;
        p[1] = 0.5 * x2;
        for (int k = 2; k < basis; k++) {
            p[k] = x2 * p[k - 1] - p[k - 2];
            dp[k] = 2 * p[k - 1] + x2 * dp[k - 1] - dp[k - 2];
        }
        final double[] table = t.angular;
        int c = pair * t.angularCount * basis;
        for (int n = 0; n < t.angularCount; n++, c += basis) {
            double value = table[c];
            double slope = 0;
            for (int k = 1; k < basis; k++) {
                value += table[c + k] * p[k];
                slope += table[c + k] * dp[k];
            }
            g[at + n] = fc * value;
            slopeOfG[at + n] = fcSlope * value + xSlope * slope;
        }
    }

    /** U_i, and its derivatives by the descriptors without their factors. */
    private double network(final int type) {
        final double[] w = t.weights[type];
        final double[] b = t.biases[type];
        final double[] out = t.outputs[type];
        final int dim = t.dim;
        // four neurons at a time: independent sums keep the processor busy
        for (int m = 0; m < t.neurons; m += 4) {
            final int w0 = m * dim;
            final int w1 = w0 + dim;
            final int w2 = w1 + dim;
            final int w3 = w2 + dim;
            double z0 = -b[m];
            double z1 = -b[m + 1];
            double z2 = -b[m + 2];
            double z3 = -b[m + 3];
            for (int d = 0; d < dim; d++) {
                z0 += w[w0 + d] * q[d];
                z1 += w[w1 + d] * q[d];
                z2 += w[w2 + d] * q[d];
                z3 += w[w3 + d] * q[d];
            }
            hidden[m] = z0;
            hidden[m + 1] = z1;
            hidden[m + 2] = z2;
            hidden[m + 3] = z3;
        }
        double energy = -t.offsets[type];
        for (int m = 0; m < t.neurons; m++) {
            final double tanh = HyperbolicTangent.of(hidden[m]);
            energy += out[m] * tanh;
            hidden[m] = out[m] * (1 - tanh * tanh);
        }
        Arrays.fill(slopeOfQ, 0);
        for (int m = 0; m < t.neurons; m += 4) {
            addRows(w, m * dim, hidden[m], hidden[m + 1], hidden[m + 2], hidden[m + 3]);
        }
        return energy;
    }

    private void addRows(final double[] w, final int at, final double e0, final double e1, final double e2, final double e3) {
        final double[] s = slopeOfQ;
        final int dim = t.dim;
        for (int d = 0; d < dim; d++) {
            s[d] += e0 * w[at + d] + e1 * w[at + dim + d] + e2 * w[at + 2 * dim + d] + e3 * w[at + 3 * dim + d];
        }
    }

    private void angularGradients(final int type, final Environment e) {
        final double[] norms = harmonics.norms();
        for (int n = 0; n < t.angularCount; n++) {
            invariants.derivatives(sums, slopeOfSums, n * width, slopeOfQ, t.radialCount + n, t.angularCount);
            for (int m = 0; m < width; m++) {
                slopeOfSums[n * width + m] *= norms[m];
            }
        }
        for (int a = 0; a < angularNeighbors; a++) {
            if (t.angularCount == 5) {
                combineFive(a * 5);
            } else {
                combine(a);
            }
            final int j = angularIndex[a];
            final double inverse = 1 / e.distances()[j];
            final double x = e.x()[j] * inverse;
            final double uy = e.y()[j] * inverse;
            final double z = e.z()[j] * inverse;
            harmonics.gradient(x, uy, z, h, vector);
            final double slope = dotProduct(along, y, a * width);
            // the part of the gradient along r is no change of direction
            final double radial = slope - (vector[0] * x + vector[1] * uy + vector[2] * z) * inverse;
            e.gradientX()[j] += vector[0] * inverse + radial * x;
            e.gradientY()[j] += vector[1] * inverse + radial * uy;
            e.gradientZ()[j] += vector[2] * inverse + radial * z;
        }
    }

    /** h_m = Σ_n g_n ∂U/∂A_nm and the same with the derivatives of g_n. */
    private void combine(final int a) {
        final double[] p = slopeOfSums;
        final double[] first = h;
        final double[] second = along;
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        for (int n = 0, at = 0; n < t.angularCount; n++, at += width) {
            final double gn = g[a * t.angularCount + n];
            final double dn = slopeOfG[a * t.angularCount + n];
            for (int m = 0; m < width; m++) {
                first[m] += gn * p[at + m];
                second[m] += dn * p[at + m];
            }
        }
    }

    /** As {@link #combine} for the usual n_max of 4: what is combined stays in registers. */
    private void combineFive(final int at) {
        final double[] p = slopeOfSums;
        final double[] first = h;
        final double[] second = along;
        final int w = width;
        final double g0 = g[at];
        final double g1 = g[at + 1];
        final double g2 = g[at + 2];
        final double g3 = g[at + 3];
        final double g4 = g[at + 4];
        final double d0 = slopeOfG[at];
        final double d1 = slopeOfG[at + 1];
        final double d2 = slopeOfG[at + 2];
        final double d3 = slopeOfG[at + 3];
        final double d4 = slopeOfG[at + 4];
        for (int m = 0; m < w; m++) {
            final double p0 = p[m];
            final double p1 = p[w + m];
            final double p2 = p[2 * w + m];
            final double p3 = p[3 * w + m];
            final double p4 = p[4 * w + m];
            first[m] = g0 * p0 + g1 * p1 + g2 * p2 + g3 * p3 + g4 * p4;
            second[m] = d0 * p0 + d1 * p1 + d2 * p2 + d3 * p3 + d4 * p4;
        }
    }

    // four sums at a time: one sum would wait for each addition
    private static double dotProduct(final double[] a, final double[] b, final int at) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int m = 0;
        for (; m < a.length - 3; m += 4) {
            s0 += a[m] * b[at + m];
            s1 += a[m + 1] * b[at + m + 1];
            s2 += a[m + 2] * b[at + m + 2];
            s3 += a[m + 3] * b[at + m + 3];
        }
        for (; m < a.length; m++) {
            s0 += a[m] * b[at + m];
        }
        return s0 + s1 + (s2 + s3);
    }

    private double repulsion(final int type, final Environment e) {
        double energy = 0;
        for (int j = 0; j < e.count(); j++) {
            final double r = e.distances()[j];
            final ZblPair pair = zbl[type * t.types + e.types()[j]];
            if (r < pair.outer()) {
                energy += 0.5 * pair.energy(r);
                final double f = 0.5 * pair.slope() / r;
                e.gradientX()[j] += f * e.x()[j];
                e.gradientY()[j] += f * e.y()[j];
                e.gradientZ()[j] += f * e.z()[j];
            }
        }
        return energy;
    }
}

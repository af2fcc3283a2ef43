package org.example.lidiff.engine.potential.nep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

/** The formulas of NEP written down as they stand, with sums over pairs of neighbors, against the fast routine. */
class NepTwinTest {

    private record Neighbor(int type, double r, double[] u) { }

    private static List<Neighbor> neighbors(final NepModel model, final Structure s, final int i) {
        final List<Neighbor> list = new ArrayList<>();
        for (int j = 0; j < s.size(); j++) {
            for (int n = 0; n < 9 * 9 * 9; n++) {
                final int[] image = {n / 81 - 4, n / 9 % 9 - 4, n % 9 - 4};
                final double[] v = new double[3];
                for (int k = 0; k < 3; k++) {
                    v[k] = s.position(j, k) - s.position(i, k) + image[0] * s.cell().get(0, k) + image[1] * s.cell().get(1, k)
                        + image[2] * s.cell().get(2, k);
                }
                final double r = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
                if (r > 0 && r < model.settings().cutoff()) {
                    list.add(new Neighbor(model.settings().typeOf(s.element(j)), r, new double[] {v[0] / r, v[1] / r, v[2] / r}));
                }
            }
        }
        return list;
    }

    private static double f(final int k, final double r, final double rc) {
        final double x = 2 * (r / rc - 1) * (r / rc - 1) - 1;
        return r < rc ? 0.5 * (Math.cos(k * Math.acos(x)) + 1) * 0.5 * (1 + Math.cos(Math.PI * r / rc)) : 0;
    }

    private static double legendre(final int l, final double x) {
        return l == 0 ? 1 : l == 1 ? x : ((2 * l - 1) * x * legendre(l - 1, x) - (l - 1) * legendre(l - 2, x)) / l;
    }

    private static double[] descriptors(final NepModel model, final int type, final List<Neighbor> neighbors) {
        final NepSettings s = model.settings();
        final double[] q = new double[s.dim()];
        for (int n = 0; n <= s.nMaxRadial(); n++) {
            for (final Neighbor j : neighbors) {
                for (int k = 0; k <= s.basisSizeRadial(); k++) {
                    q[n] += model.parameter(s.radialC(n, k, type, j.type)) * f(k, j.r, s.radialCutoff(type, j.type));
                }
            }
        }
        for (int n = 0; n <= s.nMaxAngular(); n++) {
            final double[] g = new double[neighbors.size()];
            for (int a = 0; a < g.length; a++) {
                final Neighbor j = neighbors.get(a);
                for (int k = 0; k <= s.basisSizeAngular(); k++) {
                    g[a] += model.parameter(s.angularC(n, k, type, j.type)) * f(k, j.r, s.angularCutoff(type, j.type));
                }
            }
            int at = s.radialDescriptors() + n;
            for (int l = 1; l <= s.lMax(); l++, at += s.nMaxAngular() + 1) {
                // addition theorem: Σ_m |A_lm|² = (2l + 1)/4π Σ_jk g_j g_k P_l(cos)
                for (int a = 0; a < g.length; a++) {
                    for (int b = 0; b < g.length; b++) {
                        final double[] u = neighbors.get(a).u;
                        final double[] w = neighbors.get(b).u;
                        q[at] += (2 * l + 1) / (4 * Math.PI) * g[a] * g[b] * legendre(l, u[0] * w[0] + u[1] * w[1] + u[2] * w[2]);
                    }
                }
            }
            for (final AngularTerm term : s.terms()) {
                q[at] = term(term, g, neighbors);
                at += s.nMaxAngular() + 1;
            }
        }
        return q;
    }

    private static double d(final int a, final int b) {
        return a == b ? 1 : 0;
    }

    private static double term(final AngularTerm term, final double[] g, final List<Neighbor> neighbors) {
        final double[] v = new double[3];
        final double[][] q = new double[3][3];
        final double[][][] t = new double[3][3][3];
        final double[][][][] h = new double[3][3][3][3];
        for (int j = 0; j < g.length; j++) {
            final double[] u = neighbors.get(j).u;
            for (int a = 0; a < 3; a++) {
                v[a] += g[j] * u[a];
                for (int b = 0; b < 3; b++) {
                    q[a][b] += g[j] * (u[a] * u[b] - d(a, b) / 3);
                    for (int c = 0; c < 3; c++) {
                        t[a][b][c] += g[j] * (u[a] * u[b] * u[c] - (d(a, b) * u[c] + d(a, c) * u[b] + d(b, c) * u[a]) / 5);
                        for (int e = 0; e < 3; e++) {
                            h[a][b][c][e] += g[j] * (u[a] * u[b] * u[c] * u[e] - (d(a, b) * u[c] * u[e] + d(a, c) * u[b] * u[e]
                                + d(a, e) * u[b] * u[c] + d(b, c) * u[a] * u[e] + d(b, e) * u[a] * u[c] + d(c, e) * u[a] * u[b]) / 7
                                + (d(a, b) * d(c, e) + d(a, c) * d(b, e) + d(a, e) * d(b, c)) / 35);
                        }
                    }
                }
            }
        }
        double q222 = 0;
        double q112 = 0;
        double q123 = 0;
        double q233 = 0;
        double q134 = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                q112 += v[a] * q[a][b] * v[b];
                for (int c = 0; c < 3; c++) {
                    q222 += q[a][b] * q[b][c] * q[c][a];
                    q123 += t[a][b][c] * v[a] * q[b][c];
                    for (int e = 0; e < 3; e++) {
                        q233 += t[a][c][e] * t[b][c][e] * q[a][b];
                        q134 += h[a][b][c][e] * v[a] * t[b][c][e];
                    }
                }
            }
        }
        final double v2 = v[0] * v[0] + v[1] * v[1] + v[2] * v[2];
        return switch (term) {
            case Q222 -> -Math.sqrt(12.0 / 35) * Math.pow(15 / (8 * Math.PI), 1.5) * q222;
            case Q1111 -> 7.0 / 15 * Math.pow(3 / (4 * Math.PI), 2) * v2 * v2;
            case Q112 -> 3 / (4 * Math.PI) * Math.sqrt(15 / (8 * Math.PI)) / Math.sqrt(5) * q112;
            case Q123 -> -0.168362926992344 * q123;
            case Q233 -> 0.642946547638948 * q233;
            case Q134 -> 0.340215334272040 * q134;
        };
    }

    private static double energy(final NepModel model, final int type, final double[] q) {
        final NepSettings s = model.settings();
        double energy = -model.parameter(s.b1()) - (s.version() == 5 ? model.parameter(s.typeBias(type)) : 0);
        for (int m = 0; m < s.neurons(); m++) {
            double z = -model.parameter(s.b0(type, m));
            for (int d = 0; d < q.length; d++) {
                z += model.parameter(s.w0(type, m, d)) * q[d] * model.scaler()[d];
            }
            energy += model.parameter(s.w1(type, m)) * Math.tanh(z);
        }
        return energy;
    }

    private static double repulsion(final NepModel model, final int ti, final List<Neighbor> neighbors) {
        final NepSettings s = model.settings();
        double sum = 0;
        for (final Neighbor j : neighbors) {
            final double zi = s.species().get(ti).atomicNumber();
            final double zj = s.species().get(j.type).atomicNumber();
            double[] p = {s.zbl().inner(), s.zbl().outer(), 0.18175, 3.1998, 0.50986, 0.94229, 0.28022, 0.4029, 0.02817, 0.20162};
            if (s.zbl().form() == NepZbl.Form.COVALENT) {
                p[0] = 0;
                p[1] = Math.min(p[1], s.zbl().factor()
                    * (CovalentRadii.of(s.species().get(ti)) + CovalentRadii.of(s.species().get(j.type))));
            } else if (s.zbl().form() == NepZbl.Form.FLEXIBLE) {
                // pairs in the order 00 01 02 11 12 22
                final int[][] order = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
                final int at = 10 * order[ti][j.type];
                p = s.zbl().pairs().subList(at, at + 10).stream().mapToDouble(x -> x).toArray();
            }
            final double x = j.r * (Math.pow(zi, 0.23) + Math.pow(zj, 0.23)) * 2.134563;
            double phi = 0;
            for (int k = 2; k < 10; k += 2) {
                phi += p[k] * Math.exp(-p[k + 1] * x);
            }
            final double cut = j.r < p[0] ? 1 : j.r > p[1] ? 0 : 0.5 * (1 + Math.cos(Math.PI * (j.r - p[0]) / (p[1] - p[0])));
            sum += 0.5 * 14.399645 * zi * zj / j.r * phi * cut;
        }
        return sum;
    }

    private static void compare(final NepModel model) {
        final Structure s = PotentialContract.random(7, 16, 1.6, "Li", "Si", "P", "Si");
        final double[] energies = new double[s.size()];
        final double[] q = new double[s.size() * model.dim()];
        for (int i = 0; i < s.size(); i++) {
            final int type = model.settings().typeOf(s.element(i));
            final List<Neighbor> neighbors = neighbors(model, s, i);
            final double[] own = descriptors(model, type, neighbors);
            System.arraycopy(own, 0, q, i * own.length, own.length);
            energies[i] = energy(model, type, own) + (model.settings().zbl() == null ? 0 : repulsion(model, type, neighbors));
        }
        double largest = 1;
        for (final double x : q) {
            largest = Math.max(largest, Math.abs(x));
        }
        assertArrayEquals(q, new Nep(model).rawDescriptors(s), 1e-12 * largest, model.toString());
        assertArrayEquals(energies, new Nep(model).evaluate(s).atomEnergies(), 1e-11, model.toString());
    }

    @Test
    void allVersionsAndRepulsionsWithAllTerms() {
        compare(NepModels.random(3, null));
        compare(NepModels.random(4, NepZbl.fixed(1.2, 2.4)));
        compare(NepModels.random(4, NepZbl.covalent(0, 2.5, 0.8)));
        compare(NepModels.random(5, NepModels.flexible()));
    }

    @Test
    void everyLargestAngularMomentum() {
        for (int l = 0; l <= NepSettings.LARGEST_L; l++) {
            final Set<AngularTerm> terms = EnumSet.noneOf(AngularTerm.class);
            for (final AngularTerm t : AngularTerm.values()) {
                if (t.largestL() <= l) {
                    terms.add(t);
                }
            }
            compare(NepModels.random(NepSettings.defaults(NepModels.LI_SI_P).withCutoffs(4.5, 3.5).withNMax(2, 1)
                .withBasisSizes(4, 3).withNeurons(5).withAngular(l, terms)));
        }
    }

    @Test
    void cosineSeriesIsExact() {
        for (int n = 0; n <= 1000; n++) {
            assertEquals(Math.cos(Math.PI * n / 1000), Cosine.cosPi(n / 1000.0), 1e-15);
            assertEquals(Math.sin(Math.PI * n / 1000), Cosine.sinPi(n / 1000.0), 1e-15);
            assertEquals(Math.tanh(n / 40.0 - 12), HyperbolicTangent.of(n / 40.0 - 12), 5e-16);
        }
        assertEquals(1, HyperbolicTangent.of(1e4), 0);
        assertEquals(-1, HyperbolicTangent.of(-1e4), 0);
    }

    @Test
    void elementsOfTheModelAreListed() {
        assertEquals(List.of(Element.of("Li"), Element.of("Si"), Element.of("P")), new Nep(NepModels.random(3, null)).elements());
    }
}

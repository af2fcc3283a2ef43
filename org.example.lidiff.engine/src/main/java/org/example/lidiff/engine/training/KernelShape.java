package org.example.lidiff.engine.training;

import org.example.lidiff.engine.potential.nep.NepSettings;

/** The sizes of a NEP model and where its parameters are in the arrays of the training kernel. */
final class KernelShape {

    final NepSettings settings;
    final int types;
    final int dim;
    final int neurons;
    /** Radial functions n and basis functions k. */
    final int nR;
    final int kR;
    /** Angular functions n and basis functions k. */
    final int nA;
    final int kA;
    /** Number of (l, m) with l ≥ 1. */
    final int moments;
    /** Number of angular descriptors for each n. */
    final int invariants;
    /** types · kR and types · kA: basis sums of an atom. */
    final int radialSums;
    final int angularSums;
    final Harmonics harmonics;
    final AngularPolynomials polynomials;
    /** (−1)^l of each moment. */
    final double[] parity;

    KernelShape(final NepSettings settings) {
        this.settings = settings;
        types = settings.types();
        dim = settings.dim();
        neurons = settings.neurons();
        nR = settings.nMaxRadial() + 1;
        kR = settings.basisSizeRadial() + 1;
        nA = settings.nMaxAngular() + 1;
        kA = settings.basisSizeAngular() + 1;
        moments = (settings.lMax() + 1) * (settings.lMax() + 1) - 1;
        invariants = settings.lMax() + settings.terms().size();
        radialSums = types * kR;
        angularSums = types * kA;
        harmonics = new Harmonics(settings.lMax());
        polynomials = new AngularPolynomials(settings.lMax(), settings.terms());
        parity = new double[moments];
        for (int l = 1; l <= settings.lMax(); l++) {
            for (int i = l * l - 1; i < l * l + 2 * l; i++) {
                parity[i] = l % 2 == 0 ? 1 : -1;
            }
        }
    }

    /** Copies c into {@code radial} and {@code angular}: for each central type and n, the row of all (neighbor type, k). */
    void gather(final double[] parameters, final double[] radial, final double[] angular) {
        int at = 0;
        for (int ti = 0; ti < types; ti++) {
            for (int n = 0; n < nR; n++) {
                for (int tj = 0; tj < types; tj++) {
                    for (int k = 0; k < kR; k++) {
                        radial[at++] = parameters[settings.radialC(n, k, ti, tj)];
                    }
                }
            }
        }
        at = 0;
        for (int ti = 0; ti < types; ti++) {
            for (int n = 0; n < nA; n++) {
                for (int tj = 0; tj < types; tj++) {
                    for (int k = 0; k < kA; k++) {
                        angular[at++] = parameters[settings.angularC(n, k, ti, tj)];
                    }
                }
            }
        }
    }

    /** Adds what {@link #gather} would have read to the places it would have read from. */
    void scatterAdd(final double[] radial, final double[] angular, final double[] parameters) {
        int at = 0;
        for (int ti = 0; ti < types; ti++) {
            for (int n = 0; n < nR; n++) {
                for (int tj = 0; tj < types; tj++) {
                    for (int k = 0; k < kR; k++) {
                        parameters[settings.radialC(n, k, ti, tj)] += radial[at++];
                    }
                }
            }
        }
        at = 0;
        for (int ti = 0; ti < types; ti++) {
            for (int n = 0; n < nA; n++) {
                for (int tj = 0; tj < types; tj++) {
                    for (int k = 0; k < kA; k++) {
                        parameters[settings.angularC(n, k, ti, tj)] += angular[at++];
                    }
                }
            }
        }
    }
}

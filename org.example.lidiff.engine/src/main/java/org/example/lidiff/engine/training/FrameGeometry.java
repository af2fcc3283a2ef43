package org.example.lidiff.engine.training;

import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Cell;

/**
 * Everything about one configuration that does not depend on the parameters of a NEP model: the pairs (each once) with their
 * basis functions f_k(r), and for each atom the sums over neighbors of one type S_k = Σ f_k and S_k,lm = Σ f_k Y_lm.
 *
 * <p>The descriptors are polynomials of c · S, so that energies and their parameter gradients need no loop over neighbors.
 */
final class FrameGeometry {

    final int atoms;
    final int[] types;
    /** Pairs within the angular cutoff come first. */
    final int pairs;
    final int angularPairs;
    final int[] first;
    final int[] second;
    /** r_ij/|r_ij|, xyz triples, with |r_ij|. */
    final double[] unit;
    final double[] length;
    /** f_k and df_k/dr for each pair. */
    final double[] radial;
    final double[] radialSlope;
    final double[] angular;
    final double[] angularSlope;
    /** Sums of an atom: (type of neighbor, k). */
    final double[] radialSums;
    /** Sums of an atom: (type of neighbor, k, lm). */
    final double[] angularSums;

    FrameGeometry(final KernelShape shape, final int[] types, final double[] positions, final Cell cell) {
        this.types = types;
        atoms = types.length;
        final NepSettings settings = shape.settings;
        double cutoff = 0;
        for (int t = 0; t < shape.types; t++) {
            cutoff = Math.max(cutoff, Math.max(settings.radialCutoff(t, t), settings.angularCutoff(t, t)));
        }
        final NeighborList list = new NeighborList(cutoff, 0, ListKind.HALF);
        list.build(positions, cell);
        list.measure(positions);
        int near = 0;
        int all = 0;
        for (int i = 0; i < atoms; i++) {
            for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                final int j = list.neighbors()[p];
                final double r = list.distances()[p];
                near += r < settings.angularCutoff(types[i], types[j]) ? 1 : 0;
                all += r < settings.angularCutoff(types[i], types[j]) || r < settings.radialCutoff(types[i], types[j]) ? 1 : 0;
            }
        }
        pairs = all;
        angularPairs = near;
        first = new int[all];
        second = new int[all];
        unit = new double[3 * all];
        length = new double[all];
        radial = new double[all * shape.kR];
        radialSlope = new double[all * shape.kR];
        angular = new double[near * shape.kA];
        angularSlope = new double[near * shape.kA];
        radialSums = new double[atoms * shape.radialSums];
        angularSums = new double[atoms * shape.angularSums * shape.moments];
        collect(list, settings);
        fill(shape);
    }

    private void collect(final NeighborList list, final NepSettings settings) {
        int near = 0;
        int far = angularPairs;
        for (int i = 0; i < atoms; i++) {
            for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                final int j = list.neighbors()[p];
                final double r = list.distances()[p];
                final boolean isNear = r < settings.angularCutoff(types[i], types[j]);
                if (!isNear && !(r < settings.radialCutoff(types[i], types[j]))) {
                    continue;
                }
                final int at = isNear ? near++ : far++;
                first[at] = i;
                second[at] = j;
                length[at] = r;
                for (int a = 0; a < 3; a++) {
                    unit[3 * at + a] = list.vectors()[3 * p + a] / r;
                }
            }
        }
    }

    private void fill(final KernelShape shape) {
        final double[] y = new double[shape.harmonics.count()];
        final int m = shape.moments;
        for (int p = 0; p < pairs; p++) {
            final int i = first[p];
            final int j = second[p];
            final int ti = types[i];
            final int tj = types[j];
            basis(length[p], shape.settings.radialCutoff(ti, tj), shape.kR, radial, radialSlope, p * shape.kR);
            final int ri = i * shape.radialSums + tj * shape.kR;
            final int rj = j * shape.radialSums + ti * shape.kR;
            for (int k = 0; k < shape.kR; k++) {
                radialSums[ri + k] += radial[p * shape.kR + k];
                radialSums[rj + k] += radial[p * shape.kR + k];
            }
            if (p >= angularPairs) {
                continue;
            }
            basis(length[p], shape.settings.angularCutoff(ti, tj), shape.kA, angular, angularSlope, p * shape.kA);
            shape.harmonics.values(unit[3 * p], unit[3 * p + 1], unit[3 * p + 2], y);
            for (int k = 0; k < shape.kA; k++) {
                final int si = (i * shape.angularSums + tj * shape.kA + k) * m;
                final int sj = (j * shape.angularSums + ti * shape.kA + k) * m;
                final double f = angular[p * shape.kA + k];
                for (int a = 0; a < m; a++) {
                    angularSums[si + a] += f * y[a + 1];
                    angularSums[sj + a] += f * y[a + 1] * shape.parity[a];
                }
            }
        }
    }

    // f_k = (T_k(x) + 1)/2 · fc with x = 2(r/rc − 1)² − 1, fc = (1 + cos πr/rc)/2
    private static void basis(final double r, final double cutoff, final int count, final double[] f, final double[] slope,
        final int at) {
        if (!(r < cutoff)) {
            return;
        }
        final double u = r / cutoff;
        final double fc = 0.5 * (1 + Math.cos(Math.PI * u));
        final double dfc = -0.5 * Math.PI * Math.sin(Math.PI * u) / cutoff;
        final double x = 2 * (u - 1) * (u - 1) - 1;
        final double dx = 4 * (u - 1) / cutoff;
        double t = 1;
        double tNext = x;
        double d = 0;
        double dNext = 1;
        for (int k = 0; k < count; k++) {
            f[at + k] = 0.5 * (t + 1) * fc;
            slope[at + k] = 0.5 * d * dx * fc + 0.5 * (t + 1) * dfc;
            final double tAfter = 2 * x * tNext - t;
            final double dAfter = 2 * tNext + 2 * x * dNext - d;
            t = tNext;
            tNext = tAfter;
            d = dNext;
            dNext = dAfter;
        }
    }

    /** How much memory it holds, in bytes. */
    long bytes() {
        return 8L * (unit.length + length.length + 2L * radial.length + 2L * angular.length + radialSums.length + angularSums.length)
            + 8L * pairs + 4L * atoms + 200;
    }
}

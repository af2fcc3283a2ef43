package org.example.lidiff.engine.spectral;

import java.util.ArrayDeque;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * Directions in which a connected network leads arbitrarily far: the span of the displacements along its closed walks.
 *
 * <p>Found from a spanning tree; each entry outside it closes one walk.
 */
final class Conduction {

    /** Smallest part of the longest closed walk that counts as a direction of its own, squared. */
    private static final double SMALLEST = 1e-12;

    private Conduction() {
    }

    /**
     * Orthonormal conducting directions, as many rows as there are.
     *
     * @param displacements xyz of each entry
     */
    static double[][] directions(final PeriodicMatrix network, final double[] displacements) {
        final double[] place = new double[3 * network.size()];
        final boolean[] seen = new boolean[network.size()];
        final ArrayDeque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        seen[0] = true;
        // Strong connection makes the forward edges reach every site.
        while (!queue.isEmpty()) {
            final int i = queue.remove();
            for (int e = network.rowStart(i); e < network.rowStart(i + 1); e++) {
                final int j = network.to(e);
                if (network.value(e) > 0 && !seen[j]) {
                    seen[j] = true;
                    queue.add(j);
                    for (int x = 0; x < 3; x++) {
                        place[3 * j + x] = place[3 * i + x] + displacements[3 * e + x];
                    }
                }
            }
        }
        final DMatrixRMaj gram = new DMatrixRMaj(3, 3);
        for (int e = 0; e < network.entries(); e++) {
            if (network.value(e) > 0) {
                addWalk(gram, network, displacements, place, e);
            }
        }
        return spanning(gram);
    }

    private static void addWalk(final DMatrixRMaj gram, final PeriodicMatrix network, final double[] displacements, final double[] place, final int e) {
        final double[] walk = new double[3];
        double length = 0;
        for (int x = 0; x < 3; x++) {
            walk[x] = place[3 * network.from(e) + x] + displacements[3 * e + x] - place[3 * network.to(e) + x];
            length = Math.max(length, Math.abs(walk[x]));
        }
        // Rounding leaves 1e-14 Å where a walk returns to its start.
        if (length < 1e-7) {
            return;
        }
        for (int x = 0; x < 3; x++) {
            for (int y = 0; y < 3; y++) {
                gram.add(x, y, walk[x] * walk[y]);
            }
        }
    }

    private static double[][] spanning(final DMatrixRMaj gram) {
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(3, true, true);
        if (!eigen.decompose(gram.copy())) {
            throw new IllegalStateException("A symmetric 3x3 matrix has no eigenvalues");
        }
        double largest = 0;
        for (int k = 0; k < 3; k++) {
            largest = Math.max(largest, eigen.getEigenvalue(k).getReal());
        }
        final java.util.List<double[]> found = new java.util.ArrayList<>();
        for (int k = 0; k < 3; k++) {
            if (largest > 0 && eigen.getEigenvalue(k).getReal() > SMALLEST * largest) {
                found.add(eigen.getEigenVector(k).data.clone());
            }
        }
        return found.toArray(double[][]::new);
    }

    /** Eigenvalues (row 0, largest first; exactly zero beyond {@code rank}) and eigenvectors (rows 1 to 3) of a symmetric tensor. */
    static double[][] principal(final double[] tensor, final int rank) {
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(3, true, true);
        if (!eigen.decompose(new DMatrixRMaj(3, 3, true, tensor.clone()))) {
            throw new IllegalStateException("A symmetric 3x3 matrix has no eigenvalues");
        }
        final Integer[] order = {0, 1, 2};
        java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(k -> -eigen.getEigenvalue(k).getReal()));
        final double[][] result = new double[4][];
        result[0] = new double[3];
        for (int k = 0; k < 3; k++) {
            result[0][k] = k < rank ? Math.max(0, eigen.getEigenvalue(order[k]).getReal()) : 0;
            result[k + 1] = eigen.getEigenVector(order[k]).data.clone();
        }
        return result;
    }
}

package org.example.lidiff.engine.training;

import java.util.List;
import java.util.stream.IntStream;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Adam in the eigenvectors of Shampoo: with the gradient G of a matrix of parameters, the moving averages L of G Gᵀ and R of Gᵀ G, and
 * their eigenvectors U and V, Adam works on Uᵀ G V, where the components hardly correlate, and its step is turned back (Vyas et al.,
 * "SOAP: Improving and stabilizing Shampoo using Adam", 2025). The eigenvectors follow by one step of orthogonal iteration now and then.
 *
 * <p>The signs of eigenvectors do not matter, a matrix of one element makes plain Adam.
 */
final class Soap implements StepDirection {

    private static final double BETA1 = 0.95;
    private static final double BETA2 = 0.999;
    // of L and R, which take every second gradient
    private static final double BETA_SIDES = 0.98;
    private static final int SIDES = 2;
    private static final double EPSILON = 1e-10;
    // steps from one turn of the eigenvectors of matrices of up to SMALL rows and columns to the next; larger ones turn so much less often that it
    // does not cost more than the steps between
    private static final int TURN = 10;
    private static final int SMALL = 40;

    private final List<Block> blocks;
    private long step;

    Soap(final List<ParameterMatrix> matrices) {
        blocks = matrices.stream().map(Block::new).toList();
    }

    @Override
    public void next(final double[] gradient, final double[] direction) {
        step++;
        final double c1 = 1 / (1 - Math.pow(BETA1, step));
        final double c2 = 1 / (1 - Math.pow(BETA2, step));
        for (final Block block : blocks) {
            block.next(gradient, direction, c1, c2, step % SIDES == 1);
            if (step % block.interval == 1) {
                block.turn();
            }
        }
    }

    /** One matrix of parameters. */
    private static final class Block {
        private final ParameterMatrix places;
        private final int interval;
        private final Side left;
        private final Side right;
        private final double[] gradient;
        private final double[] transposed;
        private final double[] mean;
        private double[] square;
        private final double[] turnedGradient;
        // the mean in the eigenvectors, which turn less often than it changes
        private final double[] turnedMean;
        private final double[] scaled;
        private final double[] half;

        Block(final ParameterMatrix places) {
            this.places = places;
            final int side = Math.max(SMALL, Math.max(places.rows(), places.columns()));
            interval = TURN * side * side * side / (SMALL * SMALL * SMALL);
            left = new Side(places.rows());
            right = new Side(places.columns());
            final int n = places.indices().length;
            gradient = new double[n];
            transposed = new double[n];
            mean = new double[n];
            square = new double[n];
            turnedGradient = new double[n];
            turnedMean = new double[n];
            scaled = new double[n];
            half = new double[n];
        }

        void next(final double[] all, final double[] direction, final double c1, final double c2,
            final boolean sides) {
            final int[] at = places.indices();
            final int rows = places.rows();
            final int columns = places.columns();
            for (int i = 0; i < at.length; i++) {
                gradient[i] = all[at[i]];
                mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradient[i];
            }
            if (sides) {
                transpose(gradient, rows, columns);
                multiply(gradient, transposed, rows, columns, rows, left.product.data);
                left.average();
                multiply(transposed, gradient, columns, rows, columns, right.product.data);
                right.average();
            }
            turn(gradient, turnedGradient);
            for (int i = 0; i < at.length; i++) {
                final double g = turnedGradient[i];
                square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
                turnedMean[i] = BETA1 * turnedMean[i] + (1 - BETA1) * g;
                scaled[i] = turnedMean[i] * c1 / (Math.sqrt(square[i] * c2) + EPSILON);
            }
            multiply(left.vectors.data, scaled, rows, rows, columns, half);
            multiply(half, right.transposed.data, rows, columns, columns, scaled);
            for (int i = 0; i < at.length; i++) {
                direction[at[i]] = scaled[i];
            }
        }

        private void transpose(final double[] x, final int rows, final int columns) {
            for (int r = 0, i = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++, i++) {
                    transposed[c * rows + r] = x[i];
                }
            }
        }

        private void turn(final double[] x, final double[] turned) {
            multiply(left.transposed.data, x, places.rows(), places.rows(), places.columns(), half);
            multiply(half, right.vectors.data, places.rows(), places.columns(), places.columns(), turned);
        }

        // the mean squares go with their eigenvectors, which may change places
        void turn() {
            final int[] rows = left.turn();
            final int[] columns = right.turn();
            final double[] moved = new double[square.length];
            for (int r = 0; r < rows.length; r++) {
                for (int c = 0; c < columns.length; c++) {
                    moved[r * columns.length + c] = square[rows[r] * columns.length + columns[c]];
                }
            }
            square = moved;
            turn(mean, turnedMean);
        }
    }

    // a (m x k) times b (k x n), in loops that the compiler makes vectors of: this is done in every step
    private static void multiply(final double[] a, final double[] b, final int m, final int k, final int n, final double[] product) {
        RowProducts.product(a, 0, k, 1, m, k, b, 0, n, product, 0);
    }

    /** The directions of the rows or of the columns. */
    private static final class Side {
        private final int size;
        private final DMatrixRMaj product;
        private final DMatrixRMaj average;
        private DMatrixRMaj vectors;
        private final DMatrixRMaj transposed;

        Side(final int size) {
            this.size = size;
            product = new DMatrixRMaj(size, size);
            average = new DMatrixRMaj(size, size);
            vectors = CommonOps_DDRM.identity(size);
            transposed = CommonOps_DDRM.identity(size);
        }

        void average() {
            CommonOps_DDRM.add(BETA_SIDES, average, 1 - BETA_SIDES, product, average);
        }

        // one orthogonal iteration, large eigenvalues first; returns where each vector was before
        int[] turn() {
            CommonOps_DDRM.mult(average, vectors, product);
            final double[] values = new double[size];
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    values[c] += vectors.get(r, c) * product.get(r, c);
                }
            }
            final int[] order = IntStream.range(0, size).boxed().sorted((a, b) -> Double.compare(values[b], values[a])).mapToInt(i -> i).toArray();
            final DMatrixRMaj sorted = new DMatrixRMaj(size, size);
            for (int r = 0; r < size; r++) {
                for (int c = 0; c < size; c++) {
                    sorted.set(r, c, product.get(r, order[c]));
                }
            }
            final QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(size, size);
            qr.decompose(sorted);
            vectors = qr.getQ(null, false);
            CommonOps_DDRM.transpose(vectors, transposed);
            return order;
        }
    }
}

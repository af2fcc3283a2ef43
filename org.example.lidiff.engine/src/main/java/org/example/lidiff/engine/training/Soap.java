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
    // of L and R
    private static final double BETA_SIDES = 0.99;
    private static final double EPSILON = 1e-10;
    // steps from one turn of the eigenvectors to the next
    private static final int TURN = 10;

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
            block.next(gradient, direction, c1, c2);
            if (step % TURN == 1) {
                block.turn();
            }
        }
    }

    /** One matrix of parameters. */
    private static final class Block {
        private final ParameterMatrix places;
        private final Side left;
        private final Side right;
        private final DMatrixRMaj gradient;
        private final DMatrixRMaj mean;
        private DMatrixRMaj square;
        private final DMatrixRMaj turnedGradient;
        private final DMatrixRMaj turnedMean;
        private final DMatrixRMaj half;

        Block(final ParameterMatrix places) {
            this.places = places;
            left = new Side(places.rows());
            right = new Side(places.columns());
            gradient = matrix();
            mean = matrix();
            square = matrix();
            turnedGradient = matrix();
            turnedMean = matrix();
            half = matrix();
        }

        private DMatrixRMaj matrix() {
            return new DMatrixRMaj(places.rows(), places.columns());
        }

        void next(final double[] all, final double[] direction, final double c1, final double c2) {
            final int[] at = places.indices();
            for (int i = 0; i < at.length; i++) {
                gradient.data[i] = all[at[i]];
                mean.data[i] = BETA1 * mean.data[i] + (1 - BETA1) * gradient.data[i];
            }
            CommonOps_DDRM.multTransB(gradient, gradient, left.product);
            left.average();
            CommonOps_DDRM.multTransA(gradient, gradient, right.product);
            right.average();
            turn(gradient, turnedGradient);
            turn(mean, turnedMean);
            for (int i = 0; i < at.length; i++) {
                final double g = turnedGradient.data[i];
                square.data[i] = BETA2 * square.data[i] + (1 - BETA2) * g * g;
                turnedMean.data[i] *= c1 / (Math.sqrt(square.data[i] * c2) + EPSILON);
            }
            CommonOps_DDRM.mult(left.vectors, turnedMean, half);
            CommonOps_DDRM.multTransB(half, right.vectors, turnedMean);
            for (int i = 0; i < at.length; i++) {
                direction[at[i]] = turnedMean.data[i];
            }
        }

        private void turn(final DMatrixRMaj x, final DMatrixRMaj turned) {
            CommonOps_DDRM.multTransA(left.vectors, x, half);
            CommonOps_DDRM.mult(half, right.vectors, turned);
        }

        // the mean squares go with their eigenvectors, which may change places
        void turn() {
            final int[] rows = left.turn();
            final int[] columns = right.turn();
            final DMatrixRMaj moved = matrix();
            for (int r = 0; r < rows.length; r++) {
                for (int c = 0; c < columns.length; c++) {
                    moved.set(r, c, square.get(rows[r], columns[c]));
                }
            }
            square = moved;
        }
    }

    /** The directions of the rows or of the columns. */
    private static final class Side {
        private final int size;
        private final DMatrixRMaj product;
        private final DMatrixRMaj average;
        private DMatrixRMaj vectors;

        Side(final int size) {
            this.size = size;
            product = new DMatrixRMaj(size, size);
            average = new DMatrixRMaj(size, size);
            vectors = CommonOps_DDRM.identity(size);
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
            return order;
        }
    }
}

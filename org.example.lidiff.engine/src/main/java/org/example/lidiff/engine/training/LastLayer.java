package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;

/**
 * Bayesian linear regression of the output weights: energy and forces are linear in w1 and b1, so with Gaussian errors of the sizes that the
 * training frames show, and a Gaussian prior as wide as the weights are, their posterior is Gaussian with the covariance
 * (Σ JᵀJ/σ² + P/|w1|²)⁻¹, and the variance of a prediction with the derivatives j is jᵀ C j (Bishop 2006, 3.3).
 *
 * <p>What the descriptors do not resolve, and how the other parameters would have come out, it does not know.
 */
final class LastLayer {

    // that many atoms tell the covariance well enough, and that many tell how good the estimates are
    private static final long ATOMS = 1500;
    private static final double SMALLEST_ERROR = 1e-5;

    private final FrameWorkers workers;
    private final NepSettings settings;
    private final double[] parameters;
    private final double[] scaler;
    private final int size;
    private final DMatrixRMaj covariance;

    /** Fits the covariance to the training frames, whose errors are those of {@code report}. */
    LastLayer(final FrameWorkers workers, final NepModel model, final List<PreparedFrame> training, final ErrorReport report) {
        this.workers = workers;
        settings = model.settings();
        parameters = model.parameters();
        scaler = model.scaler();
        size = settings.networks() * settings.neurons() + 1;
        final List<PreparedFrame> some = some(training);
        final double energyError = Math.max(SMALLEST_ERROR, report.energyRmse());
        final double forceError = Math.max(SMALLEST_ERROR, report.forceRmse());
        final double repeats = (double)training.size() / some.size();
        final DMatrixRMaj precision = new DMatrixRMaj(size, size);
        final DMatrixRMaj[] each = new DMatrixRMaj[some.size()];
        workers.team().run(some.size(), (chunk, worker) -> {
            final DMatrixRMaj j = derivatives(some.get(chunk), worker);
            for (int r = 0; r < j.numRows; r++) {
                scaleRow(j, r, 1 / (r == 0 ? energyError : forceError));
            }
            each[chunk] = new DMatrixRMaj(size, size);
            CommonOps_DDRM.multTransA(j, j, each[chunk]);
        });
        for (final DMatrixRMaj a : each) {
            CommonOps_DDRM.addEquals(precision, repeats, a);
        }
        double squares = 0;
        for (int t = 0; t < settings.networks(); t++) {
            for (int v = 0; v < settings.neurons(); v++) {
                squares += Math.pow(parameters[settings.w1(t, v)], 2);
            }
        }
        for (int i = 0; i < size; i++) {
            precision.add(i, i, size / Math.max(squares, 1e-12));
        }
        covariance = new DMatrixRMaj(size, size);
        if (!CommonOps_DDRM.invertSPD(precision, covariance)) {
            throw new InputException("The uncertainty of the output weights cannot be computed: their precision matrix is not positive.",
                "Switch the uncertainty off, or train longer.");
        }
    }

    /** At most so many frames, equidistant, that they have about {@value #ATOMS} atoms. */
    static List<PreparedFrame> some(final List<PreparedFrame> frames) {
        final long atoms = frames.stream().mapToLong(PreparedFrame::atoms).sum();
        final int stride = (int)Math.max(1, (atoms + ATOMS - 1) / ATOMS);
        return java.util.stream.IntStream.range(0, frames.size()).filter(i -> i % stride == 0).mapToObj(frames::get).toList();
    }

    /** Errors and bare estimates of these frames. */
    UncertaintyReport.Bare of(final List<PreparedFrame> frames) {
        final double[] energyErrors = new double[frames.size()];
        final double[] energyEstimates = new double[frames.size()];
        final double[][] forceErrors = new double[frames.size()][];
        final double[][] forceEstimates = new double[frames.size()][];
        final List<ErrorReport.Prediction> predictions = workers.predict(frames, parameters, scaler);
        workers.team().run(frames.size(), (chunk, worker) -> {
            final PreparedFrame frame = frames.get(chunk);
            final double[] variances = variances(derivatives(frame, worker));
            energyErrors[chunk] = Math.abs(predictions.get(chunk).energy() - frame.energy) / frame.atoms();
            energyEstimates[chunk] = Math.sqrt(variances[0]);
            forceErrors[chunk] = atomErrors(predictions.get(chunk).forces(), frame.forces);
            forceEstimates[chunk] = new double[frame.atoms()];
            for (int i = 0; i < frame.atoms(); i++) {
                forceEstimates[chunk][i] = Math.sqrt((variances[3 * i + 1] + variances[3 * i + 2] + variances[3 * i + 3]) / 3);
            }
        });
        return new UncertaintyReport.Bare(energyErrors, energyEstimates, joined(forceErrors), joined(forceEstimates));
    }

    // row 0: derivative of the energy per atom with respect to w1 and b1; rows 1 …: those of the force components
    private DMatrixRMaj derivatives(final PreparedFrame frame, final int worker) {
        final GradientKernel kernel = workers.kernel(worker);
        kernel.setParameters(parameters, scaler);
        kernel.evaluate(frame.geometry());
        final int n = frame.atoms();
        final DMatrixRMaj j = new DMatrixRMaj(1 + 3 * n, size);
        int column = 0;
        for (int t = 0; t < settings.networks(); t++) {
            for (int v = 0; v < settings.neurons(); v++, column++) {
                j.set(0, column, kernel.featureForces(t, v) / n);
                for (int k = 0; k < 3 * n; k++) {
                    j.set(1 + k, column, kernel.forces()[k]);
                }
            }
        }
        j.set(0, column, -1);
        return j;
    }

    private double[] variances(final DMatrixRMaj j) {
        final DMatrixRMaj product = new DMatrixRMaj(j.numRows, size);
        CommonOps_DDRM.mult(j, covariance, product);
        final double[] result = new double[j.numRows];
        for (int r = 0; r < j.numRows; r++) {
            result[r] = Math.max(0, Rows.dot(product.data, r * size, j.data, r * size, size));
        }
        return result;
    }

    private static void scaleRow(final DMatrixRMaj m, final int row, final double factor) {
        for (int c = 0; c < m.numCols; c++) {
            m.data[row * m.numCols + c] *= factor;
        }
    }

    /** Root mean square over the components of each atom's force error. */
    static double[] atomErrors(final double[] predicted, final double[] reference) {
        final double[] errors = new double[reference.length / 3];
        for (int i = 0; i < reference.length; i++) {
            errors[i / 3] += Math.pow(predicted[i] - reference[i], 2) / 3;
        }
        Arrays.setAll(errors, i -> Math.sqrt(errors[i]));
        return errors;
    }

    static double[] joined(final double[][] parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }
}

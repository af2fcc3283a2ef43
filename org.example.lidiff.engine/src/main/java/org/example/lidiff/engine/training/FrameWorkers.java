package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.potential.WorkerTeam;

/**
 * Threads that evaluate frames: each frame by one thread, its result kept apart, the sums formed in the order of the frames, so
 * that the bits do not depend on the number of threads.
 */
final class FrameWorkers implements AutoCloseable {

    /** Length of the arrays of sums. */
    static final int SUMS = 6;

    private final WorkerTeam team;
    private final GradientKernel[] kernels;
    private final Loss[] losses;
    private final double[][] gradients;
    private final double[][] errors;

    FrameWorkers(final KernelShape shape, final TrainingOptions options) {
        final int threads = options.threads();
        team = new WorkerTeam(threads);
        kernels = new GradientKernel[threads];
        losses = new Loss[threads];
        for (int t = 0; t < threads; t++) {
            kernels[t] = new GradientKernel(shape);
            losses[t] = new Loss(options);
        }
        gradients = new double[options.batchSize()][shape.settings.numberOfParameters()];
        errors = new double[options.batchSize()][];
        Arrays.setAll(errors, i -> new double[SUMS]);
    }

    /**
     * The mean loss of some frames with its gradient.
     *
     * @param indices which of {@code frames}, from {@code from} to before {@code to}
     * @param gradient overwritten
     * @param sums added to: loss, energy, force and virial error, frames with a virial, frames with forces
     */
    void gradient(final List<PreparedFrame> frames, final int[] indices, final int from, final int to, final double[] parameters,
        final double[] scaler, final double[] gradient, final double[] sums) {
        final int count = to - from;
        team.run(count, (chunk, worker) -> {
            final PreparedFrame frame = frames.get(indices[from + chunk]);
            final GradientKernel kernel = kernels[worker];
            kernel.setParameters(parameters, scaler);
            kernel.evaluate(frame.geometry());
            Arrays.fill(gradients[chunk], 0);
            store(losses[worker], losses[worker].of(kernel, frame), errors[chunk]);
            losses[worker].addGradient(kernel, gradients[chunk]);
        });
        for (int i = 0; i < gradient.length; i++) {
            double sum = 0;
            for (int f = 0; f < count; f++) {
                sum += gradients[f][i];
            }
            gradient[i] = sum / count;
        }
        for (int f = 0; f < count; f++) {
            for (int e = 0; e < sums.length; e++) {
                sums[e] += errors[f][e];
            }
        }
    }

    /** Multiplies the weights of energies and virials for the losses that follow. */
    void scaleWeights(final double factor) {
        for (final Loss loss : losses) {
            loss.scale(factor);
        }
    }

    /** Sums over all frames: loss, energy, force and virial error, frames with a virial, frames with forces. */
    double[] errors(final List<PreparedFrame> frames, final double[] parameters, final double[] scaler) {
        final double[][] each = new double[frames.size()][SUMS];
        team.run(frames.size(), (chunk, worker) -> {
            final PreparedFrame frame = frames.get(chunk);
            kernels[worker].setParameters(parameters, scaler);
            kernels[worker].evaluate(frame.geometry());
            store(losses[worker], losses[worker].of(kernels[worker], frame), each[chunk]);
        });
        final double[] sums = new double[SUMS];
        for (final double[] e : each) {
            for (int k = 0; k < SUMS; k++) {
                sums[k] += e[k];
            }
        }
        return sums;
    }

    private static void store(final Loss loss, final double value, final double[] out) {
        out[0] = value;
        out[1] = loss.energyError();
        out[2] = loss.forceError();
        out[3] = loss.virialError();
        out[4] = loss.hasVirial() ? 1 : 0;
        out[5] = loss.hasForces() ? 1 : 0;
    }

    /** Root mean squares from sums over frames. */
    static ErrorSummary summary(final double[] sums) {
        return new ErrorSummary(Math.sqrt(sums[1] / sums[5]), Math.sqrt(sums[2] / sums[5]), Math.sqrt(sums[3] / sums[4]));
    }

    /** What the network says about each frame. */
    List<ErrorReport.Prediction> predict(final List<PreparedFrame> frames, final double[] parameters, final double[] scaler) {
        final ErrorReport.Prediction[] result = new ErrorReport.Prediction[frames.size()];
        team.run(frames.size(), (chunk, worker) -> {
            final PreparedFrame frame = frames.get(chunk);
            final GradientKernel kernel = kernels[worker];
            kernel.setParameters(parameters, scaler);
            kernel.evaluate(frame.geometry());
            result[chunk] = new ErrorReport.Prediction(kernel.energy(), Arrays.copyOf(kernel.forces(), 3 * frame.atoms()),
                kernel.virial().clone());
        });
        return new ArrayList<>(Arrays.asList(result));
    }

    /** Energy of one configuration, by the kernel of thread {@code worker}. */
    double energy(final int worker, final FrameGeometry geometry, final double[] parameters, final double[] scaler) {
        kernels[worker].setParameters(parameters, scaler);
        kernels[worker].evaluate(geometry);
        return kernels[worker].energy();
    }

    /** How many atoms of the configuration that thread {@code worker} evaluated last are outside of {@code known}. */
    int unknownAtoms(final int worker, final DescriptorRange known, final int[] types) {
        return known.unknownAtoms(types, kernels[worker].descriptors());
    }

    /** The team, for other work in chunks. */
    WorkerTeam team() {
        return team;
    }

    /** The kernel of thread {@code worker}. */
    GradientKernel kernel(final int worker) {
        return kernels[worker];
    }

    /** A kernel for the calling thread. */
    GradientKernel kernel() {
        return kernels[0];
    }

    @Override
    public void close() {
        team.close();
    }
}

package org.example.lidiff.engine.training;

/**
 * How a model is trained.
 *
 * <p>Loss of a frame: energyWeight (ΔE/N)² + forceWeight mean ΔF² + virialWeight mean (ΔW/N)², in eV² and eV²/Å², means over
 * the components.
 *
 * @param shape the model's shape when it is trained from scratch; a foundation model keeps its own
 * @param epochs how often each training frame is used
 * @param maxSeconds training ends after this time even if epochs are left; 0 for no limit (a limit makes results depend on the machine)
 * @param batchSize frames a step; they are also what the threads share
 * @param optimizer how a gradient becomes a step
 * @param learningRate largest step of the optimizer
 * @param finalLearningRate step at the end of the cosine decay
 * @param warmUpFraction part of the training over which the step grows from zero
 * @param averagingEpochs the model is the exponential moving average of the parameters over about this many epochs; 0 for none
 * @param energyWeight weight of energies per atom
 * @param energyWeightGrowth by what the weights of energies and virials grow while the steps get smaller: first the forces, which say more, then the
 *        energies, whose errors must become much smaller; 1 for constant weights. {@code energyWeight} and {@code virialWeight} are those at the end
 * @param forceWeight weight of forces
 * @param virialWeight weight of virials per atom, where there are labels; 0 by default, because stresses on plane-wave grids carry Pulay error
 * @param weightDecay how strongly parameters are drawn to zero, or to those of the foundation model, all alike; 0 for none
 * @param priorStrength protection against forgetting: a quadratic prior around the foundation model whose precision is the diagonal Fisher
 *        information of the foundation's own predictions. With 1, a change of those predictions costs as much as an error of the same size on
 *        the labels; 0 for none. Without a foundation it has no meaning
 * @param patienceEpochs training ends when the validation loss did not improve for so many epochs; 0 never
 * @param stabilization how the model is taught to stay near what it knows
 * @param members models of the committee, each with its own seed and, but for the first, its own part of the training frames; the first is the
 *        result. 1 for no committee
 * @param uncertainty whether the last-layer Bayesian estimate of the errors is made
 * @param seed seed of the initial parameters and of the order of frames
 * @param threads number of threads; the result does not depend on it
 */
public record TrainingOptions(ModelShape shape, int epochs, double maxSeconds, int batchSize, OptimizerKind optimizer, double learningRate,
    double finalLearningRate, double warmUpFraction, double averagingEpochs, double energyWeight,
    double energyWeightGrowth, double forceWeight, double virialWeight, double weightDecay, double priorStrength, int patienceEpochs, Stabilization stabilization, int members,
    boolean uncertainty, long seed, int threads) {

    /** Checks the ranges. */
    public TrainingOptions {
        if (epochs < 1 || batchSize < 1 || threads < 1 || !(maxSeconds >= 0) || !(learningRate > 0) || !(finalLearningRate > 0)
            || !(warmUpFraction >= 0 && warmUpFraction < 1) || !(averagingEpochs >= 0) || patienceEpochs < 0
            || !(weightDecay >= 0) || !(energyWeightGrowth > 0) || !(priorStrength >= 0) || members < 1) {
            throw new IllegalArgumentException("epochs, batch size, threads, members and learning rates must be positive, the warm-up within 0 … 1");
        }
        if (!(energyWeight >= 0 && forceWeight >= 0 && virialWeight >= 0 && energyWeight + forceWeight > 0)) {
            throw new IllegalArgumentException("Weights must not be negative, and that of energies or forces positive, not " + energyWeight
                + ", " + forceWeight + ", " + virialWeight);
        }
    }

    /** For training from scratch. */
    public static TrainingOptions defaults() {
        return new TrainingOptions(ModelShape.defaults(), 60, 0, 2, OptimizerKind.SOAP, 5e-3, 1e-5, 0.02, 2, 2, 1, 1, 0, 0.2, 0, 0, Stabilization.defaults(), 1, true, 1,
            Runtime.getRuntime().availableProcessors());
    }

    /**
     * For training from a foundation model, which knows more than the training frames: smaller steps, drawn to its parameters so strongly that dynamics
     * stays where it is right, no stabilization.
     */
    public static TrainingOptions fineTuning() {
        return defaults().withLearningRate(3e-3, 1e-6).withWeightDecay(1).withStabilization(Stabilization.NONE);
    }

    /** The same with another shape. */
    public TrainingOptions withShape(final ModelShape newShape) {
        return new TrainingOptions(newShape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another number of epochs. */
    public TrainingOptions withEpochs(final int newEpochs) {
        return new TrainingOptions(shape, newEpochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with a time limit in seconds; 0 for none. */
    public TrainingOptions withMaxSeconds(final double seconds) {
        return new TrainingOptions(shape, epochs, seconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another batch size. */
    public TrainingOptions withBatchSize(final int size) {
        return new TrainingOptions(shape, epochs, maxSeconds, size, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another optimizer. */
    public TrainingOptions withOptimizer(final OptimizerKind kind) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, kind, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another largest and final step. */
    public TrainingOptions withLearningRate(final double largest, final double last) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, largest, last, warmUpFraction, averagingEpochs, energyWeight,
            energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another warm-up, as part of the training. */
    public TrainingOptions withWarmUp(final double fraction) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, fraction, averagingEpochs,
            energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another moving average. */
    public TrainingOptions withAveragingEpochs(final double number) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction, number,
            energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with other weights. */
    public TrainingOptions withWeights(final double energy, final double force, final double virial) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energy, energyWeightGrowth, force, virial, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with weights of energies and virials that begin smaller by this factor; 1 for constant ones. */
    public TrainingOptions withEnergyWeightGrowth(final double factor) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, factor, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another decay of the parameters; 0 for none. */
    public TrainingOptions withWeightDecay(final double strength) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, strength, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with early stopping after so many epochs without progress; 0 for none. */
    public TrainingOptions withPatienceEpochs(final int number) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, number, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with another stabilization. */
    public TrainingOptions withStabilization(final Stabilization newStabilization) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, newStabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with a prior around the foundation model of this strength; 0 for none. */
    public TrainingOptions withPriorStrength(final double strength) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, strength, patienceEpochs, stabilization,
            members, uncertainty, seed, threads);
    }

    /** The same with a committee of so many models; 1 for none. */
    public TrainingOptions withMembers(final int number) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            number, uncertainty, seed, threads);
    }

    /** The same with or without the last-layer estimate of the errors. */
    public TrainingOptions withUncertainty(final boolean wanted) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, wanted, seed, threads);
    }

    /** The same with another seed. */
    public TrainingOptions withSeed(final long newSeed) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, newSeed, threads);
    }

    /** The same with another number of threads. */
    public TrainingOptions withThreads(final int number) {
        return new TrainingOptions(shape, epochs, maxSeconds, batchSize, optimizer, learningRate, finalLearningRate, warmUpFraction,
            averagingEpochs, energyWeight, energyWeightGrowth, forceWeight, virialWeight, weightDecay, priorStrength, patienceEpochs, stabilization,
            members, uncertainty, seed, number);
    }
}

package org.example.lidiff.engine.training;

/**
 * Steps with a linear warm-up, a cosine decay, an exponential moving average of the parameters, and a decay of
 * the parameters towards an anchor that does not pass through the scaling of the directions (Loshchilov, Hutter 2019; Li, Grandvalet,
 * Davoine 2018).
 */
final class Optimizer {

    // steps over which the usual length of the gradient is taken, and how much longer one may be
    private static final int NORM_STEPS = 50;
    private static final double LONGEST = 3;

    private final double largest;
    private final double last;
    private final long warmUp;
    private final long steps;
    private final double averaging;
    private final double decay;
    private final double[] anchor;
    private final StepDirection directions;
    private final double[] shortened;
    private final double[] direction;
    private final double[] average;
    private long step;
    private double usualNorm;

    /**
     * @param parameters where it begins, copied
     * @param anchor where the decay draws the parameters, copied
     * @param directions where the steps go
     * @param steps number of all steps to come
     * @param averagingSteps the average goes over about this many steps; 0 for none
     */
    Optimizer(final double[] parameters, final double[] anchor, final TrainingOptions options, final StepDirection directions,
        final long steps, final double averagingSteps) {
        this.directions = directions;
        this.anchor = anchor.clone();
        decay = options.weightDecay();
        largest = options.learningRate();
        last = options.finalLearningRate();
        this.steps = steps;
        warmUp = Math.round(options.warmUpFraction() * steps);
        averaging = averagingSteps > 0 ? Math.exp(-1 / averagingSteps) : 0;
        shortened = new double[parameters.length];
        direction = new double[parameters.length];
        average = parameters.clone();
    }

    /** The step length now. */
    double rate() {
        if (step < warmUp) {
            return largest * (step + 1) / warmUp;
        }
        final double x = Math.min(1, (step - warmUp) / (double)Math.max(1, steps - warmUp));
        return last + (largest - last) * 0.5 * (1 + Math.cos(Math.PI * x));
    }

    /** Changes {@code parameters} by one step along {@code gradient}. */
    void step(final double[] parameters, final double[] gradient) {
        final double rate = rate();
        step++;
        final double shorten = shorten(gradient);
        for (int i = 0; i < shortened.length; i++) {
            shortened[i] = shorten * gradient[i];
        }
        directions.next(shortened, direction);
        // a young average must not remember where it began
        final double keep = Math.min(averaging, (double)step / (step + 10));
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] -= rate * (direction[i] + decay * (parameters[i] - anchor[i]));
            average[i] = keep * average[i] + (1 - keep) * parameters[i];
        }
    }

    // a gradient much longer than usual is cut: one strange frame must not throw the parameters away
    private double shorten(final double[] gradient) {
        final double norm = Math.sqrt(Rows.dot(gradient, 0, gradient, 0, gradient.length));
        final double limit = step <= NORM_STEPS ? Double.POSITIVE_INFINITY : LONGEST * usualNorm;
        final double factor = norm > limit ? limit / norm : 1;
        usualNorm += (factor * norm - usualNorm) / Math.min(step, NORM_STEPS);
        return factor;
    }

    /** The moving average; the optimizer's own array. */
    double[] average() {
        return average;
    }
}

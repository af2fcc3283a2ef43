package org.example.lidiff.engine.training;

/** Mean gradient over its root mean square, parameter by parameter (Kingma, Ba 2015). */
final class Adam implements StepDirection {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-10;

    private final double[] mean;
    private final double[] square;
    private long step;

    Adam(final int parameters) {
        mean = new double[parameters];
        square = new double[parameters];
    }

    @Override
    public void next(final double[] gradient, final double[] direction) {
        step++;
        final double c1 = 1 / (1 - Math.pow(BETA1, step));
        final double c2 = 1 / (1 - Math.pow(BETA2, step));
        for (int i = 0; i < mean.length; i++) {
            final double g = gradient[i];
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
            square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
            direction[i] = mean[i] * c1 / (Math.sqrt(square[i] * c2) + EPSILON);
        }
    }
}

package org.example.lidiff.engine.diffusion;

/**
 * Exponent α of y = c + A t^α with its 95 % interval, where χ²(α) exceeds its minimum by less than 3.84.
 *
 * @param value best α
 * @param low lower end; the smallest α tried when the data do not bound it
 * @param high upper end, likewise
 */
record Exponent(double value, double low, double high) {

    private static final double SMALLEST = 0.02;
    private static final double LARGEST = 5;
    private static final int STEPS = 120;
    private static final double CHI_SQUARED_95 = 3.841458821;

    static Exponent of(final FitData data) {
        int best = 0;
        final double[] chi = new double[STEPS + 1];
        for (int k = 0; k <= STEPS; k++) {
            chi[k] = data.chiSquared(alpha(k));
            best = chi[k] < chi[best] ? k : best;
        }
        // golden section between the neighbors of the best grid point
        double a = alpha(Math.max(0, best - 1));
        double b = alpha(Math.min(STEPS, best + 1));
        final double ratio = (Math.sqrt(5) - 1) / 2;
        while (b - a > 1e-6) {
            final double c = b - ratio * (b - a);
            final double d = a + ratio * (b - a);
            if (data.chiSquared(c) < data.chiSquared(d)) {
                b = d;
            } else {
                a = c;
            }
        }
        final double value = 0.5 * (a + b);
        final double limit = data.chiSquared(value) + CHI_SQUARED_95;
        return new Exponent(value, crossing(data, value, SMALLEST, limit), crossing(data, value, LARGEST, limit));
    }

    private static double alpha(final int k) {
        return SMALLEST * Math.pow(LARGEST / SMALLEST, (double)k / STEPS);
    }

    private static double crossing(final FitData data, final double inside, final double end, final double limit) {
        if (data.chiSquared(end) <= limit) {
            return end;
        }
        double a = inside;
        double b = end;
        while (Math.abs(b - a) > 1e-5) {
            final double middle = 0.5 * (a + b);
            if (data.chiSquared(middle) <= limit) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return a;
    }
}

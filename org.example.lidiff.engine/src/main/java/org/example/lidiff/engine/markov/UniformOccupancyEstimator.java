package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;

/** {@link Estimator#UNIFORM_OCCUPANCY}. */
final class UniformOccupancyEstimator {

    private static final double TOLERATED_SPREAD = 1.2;

    private UniformOccupancyEstimator() {
    }

    static Estimation estimate(final PeriodicMatrix counts, final int[] stateIds) {
        final int n = counts.size();
        final double factor = n / counts.sum();
        final double[] leaving = new double[n];
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(n);
        for (int e = 0; e < counts.entries(); e++) {
            if (!counts.isDiagonal(e)) {
                final double t = factor * counts.value(e);
                leaving[counts.from(e)] += t;
                builder.add(counts.from(e), counts.to(e), counts.image(e, 0), counts.image(e, 1), counts.image(e, 2), t);
            }
        }
        for (int i = 0; i < n; i++) {
            if (leaving[i] > 1) {
                throw new InputException(String.format(Locale.ROOT, "With uniform occupancy the probability to leave site %d within the lag is %.3f, "
                    + "more than 1: the site is occupied more often than the average.", stateIds[i], leaving[i]),
                    "Use the reversible estimator, or a shorter lag.");
            }
            builder.add(i, i, 0, 0, 0, 1 - leaving[i]);
        }
        final PeriodicMatrix t = builder.build();
        return new Estimation(t, new Generator(t).stationary(), 0, warnings(counts.rowSums()));
    }

    private static List<String> warnings(final double[] occupancy) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (final double o : occupancy) {
            least = Math.min(least, o);
            most = Math.max(most, o);
        }
        final List<String> warnings = new ArrayList<>();
        if (most > TOLERATED_SPREAD * least) {
            warnings.add(String.format(Locale.ROOT, "The sites are not equally occupied (the most occupied one %.2f times as often as the least), "
                + "which the uniform-occupancy estimator assumes: its time scales and long-time displacements are wrong. "
                + "Use the reversible estimator.", most / least));
        }
        return warnings;
    }
}

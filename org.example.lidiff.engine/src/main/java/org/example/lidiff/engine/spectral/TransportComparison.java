package org.example.lidiff.engine.spectral;

import java.util.Locale;

import org.example.lidiff.engine.markov.LogInterval;

/**
 * The network beside the trajectories it was made from: do diffusion coefficients agree, and mean squared displacements?
 *
 * @param ratio D of the network over D of the trajectories
 * @param ratioInterval its 95 % interval, the two errors taken as independent; they share their data, so that it is rather too wide
 * @param agree whether the interval holds 1
 * @param insideShare share of the compared times at which the network's displacement, vibration included, lies in the 95 % band of the
 *            trajectories; NaN when no time can be compared
 * @param worstDeviation largest deviation of the displacements in standard errors of the trajectories; NaN likewise
 * @param sentence all that in words, with both coefficients and their intervals
 */
public record TransportComparison(double ratio, LogInterval ratioInterval, boolean agree, double insideShare, double worstDeviation, String sentence) {

    private static final double SI = NetworkDiffusion.SQUARE_METERS_PER_SECOND;

    /** Compares transport of the network with that of the trajectories at one temperature. */
    public static TransportComparison of(final NetworkTransport network, final TrajectoryTransport trajectories) {
        final double d = network.fromModel().scalar();
        final double other = trajectories.fit().value();
        final LogInterval own = network.modelInterval().orElse(LogInterval.NONE);
        final double ratio = d / other;
        final double lower = trajectories.fit().lower();
        final double upper = trajectories.fit().upper();
        final double half = Math.hypot(Math.log(own.upper() / own.lower()) / 2, lower > 0 ? Math.log(upper / lower) / 2 : Double.POSITIVE_INFINITY);
        final LogInterval interval = ratio > 0 && !Double.isNaN(half) ? new LogInterval(ratio * Math.exp(-half), ratio * Math.exp(half)) : LogInterval.NONE;
        final double[] goodness = goodness(network, trajectories);
        return new TransportComparison(ratio, interval, interval.contains(1), goodness[0], goodness[1],
            sentence(network, trajectories, own, ratio, interval, goodness));
    }

    /** Share of times inside the band, and the worst deviation. */
    private static double[] goodness(final NetworkTransport network, final TrajectoryTransport trajectories) {
        final double[] msd = network.meanSquaredDisplacement();
        int compared = 0;
        int inside = 0;
        double worst = 0;
        for (int k = 1; k < trajectories.curve().lags(); k++) {
            final double place = trajectories.curve().timeFs(k) / network.lagTimeFs();
            final double error = trajectories.curve().standardError(k);
            // Below one lag the model says nothing.
            if (place >= 1 - 1e-9 && place < msd.length - 1 && error > 0) {
                final int low = (int)Math.floor(place + 1e-9);
                final double value = network.vibration() + msd[low] + Math.max(0, place - low) * (msd[low + 1] - msd[low]);
                final double deviation = Math.abs(value - trajectories.curve().value(k)) / error;
                compared++;
                inside += deviation <= 1.96 ? 1 : 0;
                worst = Math.max(worst, deviation);
            }
        }
        return compared == 0 ? new double[]{Double.NaN, Double.NaN} : new double[]{(double)inside / compared, worst};
    }

    private static String sentence(final NetworkTransport network, final TrajectoryTransport trajectories, final LogInterval own, final double ratio,
        final LogInterval interval, final double[] goodness) {
        if (network.fromModel().conductingDirections() == 0) {
            return String.format(Locale.ROOT, "The connected sites form a cage: the network has no diffusion coefficient to compare with %s of the trajectories.",
                number(trajectories.fit().value(), trajectories.fit().lower(), trajectories.fit().upper()));
        }
        final StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "D of the network is %s, D of the trajectories %s: ",
            number(network.fromModel().scalar(), own.lower(), own.upper()),
            number(trajectories.fit().value(), trajectories.fit().lower(), trajectories.fit().upper())));
        if (Double.isNaN(interval.lower())) {
            text.append("without both intervals they cannot be compared.");
        } else if (interval.contains(1)) {
            text.append(String.format(Locale.ROOT, "they agree within their errors (ratio %.2f, 95 %%: %.2g to %.2g).", ratio, interval.lower(), interval.upper()));
        } else {
            text.append(String.format(Locale.ROOT, "they do not agree (ratio %.2f, 95 %%: %.2g to %.2g). %s", ratio, interval.lower(), interval.upper(), ratio > 1
                ? "A lag that is too short counts hops that are undone at once."
                : "Hops to sites that are missing or cut off are not in the network."));
        }
        if (!trajectories.fit().established()) {
            text.append(" That of the trajectories is not established.");
        }
        if (!Double.isNaN(goodness[0])) {
            text.append(String.format(Locale.ROOT, " The displacement of the network lies in the band of the trajectories at %.0f %% of the times.", 100 * goodness[0]));
        }
        return text.toString();
    }

    private static String number(final double d, final double lower, final double upper) {
        return Double.isNaN(lower) ? String.format(Locale.ROOT, "%.3g m²/s", SI * d)
            : String.format(Locale.ROOT, "%.3g m²/s (95 %%: %.3g to %.3g)", SI * d, SI * lower, SI * upper);
    }
}

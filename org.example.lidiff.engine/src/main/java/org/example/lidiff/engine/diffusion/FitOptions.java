package org.example.lidiff.engine.diffusion;

/**
 * How a diffusion coefficient is fitted.
 *
 * @param startFs first lag time in fs, NaN for automatic: where 6Dt is twice the squared site distance, at most half of the end
 * @param endFs last lag time in fs, NaN for automatic: a tenth of the longest run, a fifth if the start needs it
 * @param siteDistance shortest distance between sites in Å: the displacement must grow by more than half of it
 * @param points how many lags are fitted at most, equally spaced
 * @param bootstrapSamples resampled sets of blocks
 * @param seed of the resampling
 */
public record FitOptions(double startFs, double endFs, double siteDistance, int points, int bootstrapSamples, long seed) {

    /** Refuses numbers out of range. */
    public FitOptions {
        if (points < 4 || bootstrapSamples < 2 || !(siteDistance >= 0)) {
            throw new IllegalArgumentException(points + " points (4 or more), " + bootstrapSamples + " samples (2 or more), site distance "
                + siteDistance + " (not negative)");
        }
    }

    /** Automatic window, sites 2.5 Å apart, 40 points, 400 samples. */
    public static FitOptions defaults() {
        return new FitOptions(Double.NaN, Double.NaN, 2.5, 40, 400, 1);
    }

    /** The same with another window in fs; NaN for automatic. */
    public FitOptions withWindow(final double newStartFs, final double newEndFs) {
        return new FitOptions(newStartFs, newEndFs, siteDistance, points, bootstrapSamples, seed);
    }

    /** The same with another site distance in Å. */
    public FitOptions withSiteDistance(final double distance) {
        return new FitOptions(startFs, endFs, distance, points, bootstrapSamples, seed);
    }

    /** The same with another seed. */
    public FitOptions withSeed(final long newSeed) {
        return new FitOptions(startFs, endFs, siteDistance, points, bootstrapSamples, newSeed);
    }
}

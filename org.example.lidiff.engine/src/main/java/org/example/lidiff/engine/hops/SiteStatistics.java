package org.example.lidiff.engine.hops;

/**
 * What was seen of one site.
 *
 * @param site index of the site
 * @param timeFs time that ions spent in it, in ion·fs, over all copies and runs
 * @param occupancy mean number of ions in one copy of the site
 * @param occupancyError standard error of the occupancy from blocks of time; NaN with fewer than two blocks
 * @param emptyShare share of the time in which a copy is empty
 * @param multipleShare share of the time in which a copy holds two ions or more
 * @param exit rate of leaving: hops over the time
 * @param corrected the rate of leaving corrected for hops between frames
 * @param meanOffset mean position of the ions of the site minus the site, in Å
 * @param covariance covariance of their position around that mean, in Å², nine numbers row by row
 */
public record SiteStatistics(int site, double timeFs, double occupancy, double occupancyError, double emptyShare, double multipleShare,
    RateEstimate exit, RateEstimate corrected, double[] meanOffset, double[] covariance) {

    /** Copies the arrays. */
    public SiteStatistics {
        meanOffset = meanOffset.clone();
        covariance = covariance.clone();
    }

    @Override
    public double[] meanOffset() {
        return meanOffset.clone();
    }

    @Override
    public double[] covariance() {
        return covariance.clone();
    }
}

package org.example.lidiff.engine.markov;

/**
 * Gibbs sampler of transition matrices under detailed balance (Trendelkamp-Schroer, Wu, Paul, Noé, J. Chem. Phys. 143, 174101
 * (2015)), on the entries (i, j, R).
 *
 * <p>Samples symmetric fluxes x_e = x_−e > 0 from Π x^c / Π x_i^{c_i} with the prior Π dx/x, so that the mean is close to the most
 * likely matrix. Given all others, ln x of a pair i ≠ j has the log-concave density a z − c_i ln(e^z + s_i) − c_j ln(e^z + s_j),
 * drawn by slice sampling (Neal, Ann. Stat. 31, 705 (2003)); the share of an entry (i, i, R) in its row is a beta variate.
 */
final class ReversibleSampler {

    private final PeriodicMatrix counts;
    private final int[] reverse;
    private final double[] rowCounts;
    private final double[] flux;
    private double[] rows;
    private final RandomVariates random;

    /**
     * @param counts with an entry for the reverse of each
     * @param start symmetric fluxes to start from, positive where there are counts in either direction
     */
    ReversibleSampler(final PeriodicMatrix counts, final double[] start, final RandomVariates random) {
        this.counts = counts;
        this.reverse = counts.reverses();
        this.rowCounts = counts.rowSums();
        this.flux = start.clone();
        this.random = random;
        normalize();
    }

    private void normalize() {
        double total = 0;
        for (final double x : flux) {
            total += x;
        }
        for (int e = 0; e < flux.length; e++) {
            flux[e] /= total;
        }
        // Summed anew in each sweep: running differences would lose the small elements.
        rows = counts.withValues(flux).rowSums();
    }

    /** Draws every element once. */
    void sweep() {
        for (int e = 0; e < flux.length; e++) {
            final int r = reverse[e];
            if (e > r || flux[e] == 0) {
                continue;
            }
            if (counts.from(e) == counts.to(e)) {
                drawWithinSite(e, r);
            } else {
                drawPair(e, r);
            }
        }
        normalize();
    }

    private void drawWithinSite(final int e, final int r) {
        final int i = counts.from(e);
        final int times = e == r ? 1 : 2;
        final double seen = e == r ? counts.value(e) : counts.value(e) + counts.value(r);
        final double others = rowCounts[i] - seen;
        final double rest = rows[i] - times * flux[e];
        if (others > 0 && rest > 1e-14 * rows[i]) {
            final double x = rest * Math.exp(random.logGamma(seen) - random.logGamma(others)) / times;
            set(e, r, Math.max(x, Double.MIN_NORMAL));
            rows[i] = rest + times * flux[e];
        }
    }

    private void drawPair(final int e, final int r) {
        final int i = counts.from(e);
        final int j = counts.to(e);
        final double a = counts.value(e) + counts.value(r);
        final double si = Math.max(0, rows[i] - flux[e]);
        final double sj = Math.max(0, rows[j] - flux[e]);
        if (si <= 1e-14 * rows[i] && sj <= 1e-14 * rows[j]) {
            return;
        }
        final double width = 2 / Math.sqrt(a);
        final double z = Math.log(flux[e]);
        final double level = density(z, a, i, j, si, sj) - random.exponential();
        double low = z - width * random.uniform();
        double high = low + width;
        while (density(low, a, i, j, si, sj) > level) {
            low -= width;
        }
        while (density(high, a, i, j, si, sj) > level) {
            high += width;
        }
        double next;
        do {
            next = low + (high - low) * random.uniform();
            if (next < z) {
                low = density(next, a, i, j, si, sj) > level ? low : next;
            } else {
                high = density(next, a, i, j, si, sj) > level ? high : next;
            }
        } while (next == low || next == high);
        set(e, r, Math.exp(next));
        rows[i] = si + flux[e];
        rows[j] = sj + flux[e];
    }

    private double density(final double z, final double a, final int i, final int j, final double si, final double sj) {
        final double x = Math.exp(z);
        return a * z - rowCounts[i] * Math.log(x + si) - rowCounts[j] * Math.log(x + sj);
    }

    private void set(final int e, final int r, final double x) {
        flux[e] = x;
        flux[r] = x;
    }

    /** T and π of the present fluxes. */
    Estimation current() {
        return ReversibleEstimator.fromFlux(counts.withValues(flux), 0, java.util.List.of());
    }
}

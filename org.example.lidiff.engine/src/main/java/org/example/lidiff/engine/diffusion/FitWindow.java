package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a displacement is fitted.
 *
 * <p>The weights of the fit are largest at the shortest lags, where ions that rattle in a cage or jump back make the curve too steep. No test
 * on the curve itself shows this when few jumps were seen. So the automatic window starts where 2dDt reaches twice the squared site distance
 * (d/3 of it along one axis): an ion has then left its first neighbors, and for alternating barriers (rates 1 to 4) the slope is within some
 * percent of its limit. The start is moved on while the curve is not straight, at most to half of the end. The end is a tenth of the longest
 * run, and a fifth where a tenth does not reach so far.
 */
final class FitWindow {

    private static final double GROWTH = 2;
    private static final int STARTS = 12;
    private static final int FEWEST = 8;

    private final MsdCurve curve;
    private final int axis;
    private final FitOptions options;
    private final int dimensions;

    FitWindow(final MsdCurve curve, final int axis, final FitOptions options) {
        this.curve = curve;
        this.axis = axis;
        this.options = options;
        dimensions = axis < 0 ? 3 : 1;
    }

    /** Whether the ions have gone beyond their correlated jumps where the points begin. */
    boolean beyondCorrelations(final FitData data) {
        return data.line().slope() * data.times()[0] >= GROWTH * options.siteDistance() * options.siteDistance() * dimensions / 3;
    }

    /** The points that are fitted; null when there are not three lags. */
    FitData choose() {
        final int end = end();
        final FitData found = upTo(end);
        if (!Double.isNaN(options.endFs()) || !Double.isNaN(options.startFs()) || found != null && usable(found)) {
            return found;
        }
        final int later = Math.min(curve.lags() - 1, curve.longestRun() / 5);
        final FitData longer = later > end ? upTo(later) : null;
        return longer == null || found != null && found.correlated() && !longer.correlated() ? found : longer;
    }

    private boolean usable(final FitData data) {
        return beyondCorrelations(data) && data.straight();
    }

    private FitData upTo(final int end) {
        FitData last = null;
        final List<Integer> starts = starts(end);
        for (int k = 0; k < starts.size(); k++) {
            final FitData data = points(starts.get(k), end);
            if (data != null && (k == starts.size() - 1 || beyondCorrelations(data))) {
                last = data;
                if (data.straight()) {
                    return data;
                }
            }
        }
        return last;
    }

    /** Points with their covariance, or without it where it leaves only the beginning of the window, which says nothing about diffusion. */
    FitData points(final int first, final int last) {
        final FitData data = FitData.of(curve, axis, first, last, options.points());
        return data != null && data.dropped() <= data.lags().length ? data : FitData.withoutCovariance(curve, axis, first, last, options.points());
    }

    /** The last lag. */
    int end() {
        final int most = curve.lags() - 1;
        if (!Double.isNaN(options.endFs())) {
            return (int)Math.min(most, Math.floor(options.endFs() / curve.frameIntervalFs() + 1e-9));
        }
        final int tenth = curve.longestRun() / 10;
        return Math.min(most, tenth >= FEWEST ? tenth : curve.longestRun() / 5);
    }

    private List<Integer> starts(final int end) {
        final List<Integer> starts = new ArrayList<>();
        if (!Double.isNaN(options.startFs())) {
            starts.add((int)Math.max(1, Math.ceil(options.startFs() / curve.frameIntervalFs() - 1e-9)));
            return starts;
        }
        for (int k = 0; k < STARTS; k++) {
            final int first = (int)Math.round(Math.pow(Math.max(1, end / 2.0), (double)k / (STARTS - 1)));
            if (first <= end - 2 && !starts.contains(first)) {
                starts.add(first);
            }
        }
        return starts;
    }
}

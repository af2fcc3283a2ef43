package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.markov.DiscreteTrajectory;

/** Times, occupancies and mean positions of the sites of a network, summed over its runs. */
final class NetworkCounts {

    private final int sites;
    private final List<RunHops> runs;
    private final List<OccupancyCounter> occupancies = new ArrayList<>();
    private final double[] timeFs;
    private final HopRates rates;
    private double unassigned;
    private double outside;

    NetworkCounts(final SiteNetwork network, final List<RunHops> runs, final HopRates rates) {
        this.sites = network.size();
        this.runs = runs;
        this.rates = rates;
        timeFs = new double[sites];
        double total = 0;
        for (final RunHops r : runs) {
            occupancies.add(new OccupancyCounter(r, sites));
            total += (double)r.run().frames() * r.run().ions();
            outside += r.outsideFrames();
            for (final DiscreteTrajectory t : r.trajectories()) {
                for (int k = 0; k < t.stays(); k++) {
                    if (t.state(k) >= 0) {
                        timeFs[t.state(k)] += t.length(k) * r.run().frameIntervalFs();
                    } else {
                        unassigned += t.length(k);
                    }
                }
            }
        }
        unassigned /= total;
        outside /= total;
    }

    AssignmentShares shares() {
        double all = 0;
        double occupied = 0;
        double multiple = 0;
        for (final OccupancyCounter o : occupancies) {
            for (int i = 0; i < sites; i++) {
                all += o.siteFrames();
                occupied += o.occupied(i);
                multiple += o.multiple(i);
            }
        }
        return new AssignmentShares(unassigned, outside, 1 - occupied / all, multiple / all);
    }

    List<SiteStatistics> siteStatistics() {
        final List<SiteStatistics> list = new ArrayList<>();
        for (int i = 0; i < sites; i++) {
            list.add(statistics(i));
        }
        return List.copyOf(list);
    }

    private SiteStatistics statistics(final int i) {
        double available = 0;
        double frames = 0;
        double occupied = 0;
        double multiple = 0;
        for (int r = 0; r < runs.size(); r++) {
            final OccupancyCounter o = occupancies.get(r);
            available += o.siteFrames() * runs.get(r).run().frameIntervalFs();
            frames += o.siteFrames();
            occupied += o.occupied(i);
            multiple += o.multiple(i);
        }
        final double[] offset = new double[3];
        final double[] covariance = moments(i, offset);
        return new SiteStatistics(i, timeFs[i], timeFs[i] / available, occupancyError(i), 1 - occupied / frames, multiple / frames,
            RateEstimate.of(rates.seen(i), timeFs[i]), rates.exit(i), offset, covariance);
    }

    private double occupancyError(final int i) {
        int n = 0;
        double sum = 0;
        double squares = 0;
        for (final OccupancyCounter o : occupancies) {
            for (int b = 0; b < OccupancyCounter.BLOCKS; b++) {
                final double x = o.blockOccupancy(b, i);
                if (!Double.isNaN(x)) {
                    n++;
                    sum += x;
                    squares += x * x;
                }
            }
        }
        return n < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1) / n);
    }

    private double[] moments(final int i, final double[] offset) {
        final double[] s = new double[RunHops.MOMENTS];
        for (final RunHops r : runs) {
            for (int k = 0; k < s.length; k++) {
                s[k] += r.moments()[RunHops.MOMENTS * i + k];
            }
        }
        final double[] c = new double[9];
        for (int a = 0; a < 3; a++) {
            offset[a] = s[1 + a] / s[0];
        }
        final int[] product = {4, 9, 8, 9, 5, 7, 8, 7, 6};
        for (int k = 0; k < 9; k++) {
            c[k] = s[product[k]] / s[0] - offset[k / 3] * offset[k % 3];
        }
        return c;
    }
}

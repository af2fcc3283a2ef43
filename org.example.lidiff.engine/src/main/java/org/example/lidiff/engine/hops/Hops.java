package org.example.lidiff.engine.hops;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.markov.DiscreteTrajectory;

/** Every hop of a jump network, ordered by run, ion and time. Immutable. */
public final class Hops {

    private final SiteNetwork sites;
    private final int[] run;
    private final int[] ion;
    private final double[] timeFs;
    private final int[] from;
    private final int[] to;
    private final int[] images;

    Hops(final SiteNetwork sites, final List<RunHops> runs) {
        this.sites = sites;
        int n = 0;
        for (final RunHops r : runs) {
            for (final DiscreteTrajectory t : r.trajectories()) {
                for (int k = 1; k < t.stays(); k++) {
                    n += isHop(t, k) ? 1 : 0;
                }
            }
        }
        run = new int[n];
        ion = new int[n];
        timeFs = new double[n];
        from = new int[n];
        to = new int[n];
        images = new int[3 * n];
        fill(runs);
    }

    private void fill(final List<RunHops> runs) {
        int h = 0;
        for (int r = 0; r < runs.size(); r++) {
            final List<DiscreteTrajectory> trajectories = runs.get(r).trajectories();
            for (int i = 0; i < trajectories.size(); i++) {
                final DiscreteTrajectory t = trajectories.get(i);
                for (int k = 1; k < t.stays(); k++) {
                    if (isHop(t, k)) {
                        run[h] = r;
                        ion[h] = i;
                        timeFs[h] = t.start(k) * runs.get(r).run().frameIntervalFs();
                        from[h] = t.state(k - 1);
                        to[h] = t.state(k);
                        for (int a = 0; a < 3; a++) {
                            images[3 * h + a] = t.image(k, a) - t.image(k - 1, a);
                        }
                        h++;
                    }
                }
            }
        }
    }

    /** Whether the beginning of stay {@code k} is a hop: both stays are known. */
    static boolean isHop(final DiscreteTrajectory t, final int k) {
        return k > 0 && t.state(k) >= 0 && t.state(k - 1) >= 0;
    }

    /** Number of hops. */
    public int size() {
        return from.length;
    }

    /** Index of the run. */
    public int run(final int hop) {
        return run[hop];
    }

    /** Index of the ion among the mobile ions of its run. */
    public int ion(final int hop) {
        return ion[hop];
    }

    /** Time in fs since the first frame of the run at which the ion entered the core of the new site. */
    public double timeFs(final int hop) {
        return timeFs[hop];
    }

    /** Site left. */
    public int from(final int hop) {
        return from[hop];
    }

    /** Site entered. */
    public int to(final int hop) {
        return to[hop];
    }

    /** Component {@code axis} of the lattice translation R between the two sites. */
    public int image(final int hop, final int axis) {
        return images[3 * hop + axis];
    }

    /** x_to + R·L − x_from in Å. */
    public double[] displacement(final int hop) {
        return sites.vector(from[hop], to[hop], Arrays.copyOfRange(images, 3 * hop, 3 * hop + 3));
    }

    /** Length of the hop in Å. */
    public double distance(final int hop) {
        return LatticeVectors.length(displacement(hop));
    }
}

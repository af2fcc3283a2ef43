package org.example.lidiff.engine.hops;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.markov.DiscreteTrajectory;

/** Time that the sites of one simulation cell spend empty, single and multiply occupied, and their ions' time in blocks. */
final class OccupancyCounter {

    /** Blocks of time a run for the standard error of the occupancy. */
    static final int BLOCKS = 10;

    private final int frames;
    private final int copies;
    private final long[] occupied;
    private final long[] multiple;
    private final long[][] blocks;

    OccupancyCounter(final RunHops run, final int sites) {
        frames = run.run().frames();
        copies = run.run().copies();
        occupied = new long[sites];
        multiple = new long[sites];
        blocks = new long[BLOCKS][sites];
        final CellCopies index = new CellCopies(run.run().supercell());
        final List<DiscreteTrajectory> all = run.trajectories();
        int stays = 0;
        for (final DiscreteTrajectory t : all) {
            stays += t.stays();
        }
        final Event[] events = new Event[2 * stays];
        int n = 0;
        for (final DiscreteTrajectory t : all) {
            for (int k = 0; k < t.stays(); k++) {
                if (t.state(k) >= 0) {
                    final long site = (long)t.state(k) * copies + index.of(t.image(k, 0), t.image(k, 1), t.image(k, 2));
                    events[n++] = new Event(site, t.start(k), 1);
                    events[n++] = new Event(site, t.end(k), -1);
                    addToBlocks(t.state(k), t.start(k), t.end(k));
                }
            }
        }
        Arrays.sort(events, 0, n);
        sweep(events, n);
    }

    private record Event(long site, int frame, int change) implements Comparable<Event> {
        @Override
        public int compareTo(final Event other) {
            final int bySite = Long.compare(site, other.site);
            return bySite != 0 ? bySite : Integer.compare(frame, other.frame);
        }
    }

    private void addToBlocks(final int site, final int start, final int end) {
        for (int b = 0; b < BLOCKS; b++) {
            final int low = blockStart(b);
            final int high = blockStart(b + 1);
            blocks[b][site] += Math.max(0, Math.min(end, high) - Math.max(start, low));
        }
    }

    private int blockStart(final int block) {
        return (int)((long)block * frames / BLOCKS);
    }

    private void sweep(final Event[] events, final int n) {
        int ions = 0;
        for (int k = 0; k < n; k++) {
            ions += events[k].change();
            if (k + 1 < n && events[k + 1].site() == events[k].site()) {
                final long time = events[k + 1].frame() - events[k].frame();
                final int site = (int)(events[k].site() / copies);
                occupied[site] += ions > 0 ? time : 0;
                multiple[site] += ions > 1 ? time : 0;
            }
        }
    }

    /** Site·frames of one site over all its copies. */
    long siteFrames() {
        return (long)frames * copies;
    }

    /** Site·frames with an ion. */
    long occupied(final int site) {
        return occupied[site];
    }

    /** Site·frames with two ions or more. */
    long multiple(final int site) {
        return multiple[site];
    }

    /** Mean number of ions on a copy of the site in one block. */
    double blockOccupancy(final int block, final int site) {
        final long length = (long)(blockStart(block + 1) - blockStart(block)) * copies;
        return length == 0 ? Double.NaN : (double)blocks[block][site] / length;
    }
}

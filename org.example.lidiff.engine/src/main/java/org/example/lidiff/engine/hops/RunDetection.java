package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Finds the hops of one run, window by window.
 *
 * <p>Ions are dealt to a fixed number of groups, each worked on by one thread at a time and summed in order, so that the result does
 * not depend on the number of threads.
 */
final class RunDetection {

    private static final int GROUPS = 16;
    private static final double[] CORE_FRACTIONS = {0.3, 0.4, 0.5, 0.6, 0.7};

    private final RunAverage average;
    private final SiteNetwork network;
    private final HopOptions options;
    private final Assignment assignment;
    private final double[] toNetwork;
    private final double[] shift;
    private final Group[] groups;

    /**
     * @param toNetwork M (nine numbers) with simulation cell = M · cell of the network
     * @param shift rigid shift of the crystal in fractions of the network's cell
     */
    RunDetection(final RunAverage average, final SiteNetwork network, final Assignment assignment, final HopOptions options,
        final double[] toNetwork, final double[] shift) {
        this.average = average;
        this.network = network;
        this.assignment = assignment;
        this.options = options;
        this.toNetwork = toNetwork;
        this.shift = shift;
        final int ions = average.mobile().length;
        groups = new Group[Math.min(GROUPS, ions)];
        for (int g = 0; g < groups.length; g++) {
            groups[g] = new Group((int)((long)g * ions / groups.length), (int)((long)(g + 1) * ions / groups.length));
        }
    }

    RunHops run(final UnwrapOptions unwrapping, final Progress progress, final List<String> warnings) {
        final int atoms = average.run().atoms();
        final long frames = average.run().frames();
        long done = 0;
        try (Unwrapper u = Unwrapper.open(average.run(), unwrapping)) {
            final int window = RunAverage.window(atoms);
            for (int n = u.advance(window); n > 0; n = u.advance(window)) {
                final int count = n;
                assignment.window(u.fractional());
                IntStream.range(0, groups.length).parallel().forEach(g -> groups[g].follow(u.fractional(), count, atoms));
                done += n;
                progress.advance(done, frames, "Detecting hops");
            }
            warnings.addAll(u.warnings());
        }
        return collect((int)done);
    }

    private RunHops collect(final int frames) {
        final RunInfo info = average.run().info();
        final int shortest = (int)Math.ceil(options.minimumResidenceFs() / info.frameIntervalFs() - 1e-9);
        final List<DiscreteTrajectory> trajectories = new ArrayList<>();
        final double[] moments = new double[RunHops.MOMENTS * network.size()];
        final long[] hops = new long[CORE_FRACTIONS.length + 1];
        long outside = 0;
        for (final Group g : groups) {
            for (final StayRecorder s : g.stays) {
                trajectories.add(s.finish(shortest));
            }
            for (int k = 0; k < moments.length; k++) {
                moments[k] += g.moments[k];
            }
            for (int k = 0; k < hops.length; k++) {
                hops[k] += g.hops[k];
            }
            outside += g.outside;
        }
        final List<CoreSensitivity> sensitivity = new ArrayList<>();
        for (int k = 0; k < CORE_FRACTIONS.length; k++) {
            sensitivity.add(new CoreSensitivity(CORE_FRACTIONS[k], hops[k]));
        }
        sensitivity.add(new CoreSensitivity(Double.POSITIVE_INFINITY, hops[CORE_FRACTIONS.length]));
        final NetworkRun run = new NetworkRun(info.source(), info.temperatureK(), info.frameIntervalFs(), frames, average.mobile().length,
            average.cell(), Matrices.rounded(toNetwork), info.dynamicsAltered());
        return new RunHops(run, trajectories, moments, outside, sensitivity);
    }

    /** Some of the ions, with all that is remembered of them between windows. */
    private final class Group {

        private final int begin;
        private final StayRecorder[] stays;
        private final SiteLocator locator = assignment.locator();
        private final int[] nearest;
        private final double[] nearestImages;
        /** Kept site and image of each ion for each core radius, the last one without cores. */
        private final int[] kept;
        private final double[] keptImages;
        private final double[] limits;
        private final double[] moments = new double[RunHops.MOMENTS * network.size()];
        private final long[] hops = new long[CORE_FRACTIONS.length + 1];
        private final double[] rows = network.cell().rows();
        private final double[] sites = network.fractionalPositions();
        private final double core = options.coreFraction() * options.coreFraction();
        private long outside;

        Group(final int begin, final int end) {
            this.begin = begin;
            stays = new StayRecorder[end - begin];
            Arrays.setAll(stays, i -> new StayRecorder());
            nearest = new int[stays.length];
            Arrays.fill(nearest, -1);
            nearestImages = new double[3 * stays.length];
            limits = new double[hops.length];
            Arrays.setAll(limits, k -> k < CORE_FRACTIONS.length ? CORE_FRACTIONS[k] * CORE_FRACTIONS[k] : Double.POSITIVE_INFINITY);
            kept = new int[hops.length * stays.length];
            Arrays.fill(kept, -1);
            keptImages = new double[3 * kept.length];
        }

        void follow(final double[] u, final int frames, final int atoms) {
            for (int i = 0; i < stays.length; i++) {
                final int atom = average.mobile()[begin + i];
                for (int f = 0; f < frames; f++) {
                    frame(u, f, 3 * (f * atoms + atom), i);
                }
            }
        }

        private void frame(final double[] u, final int f, final int at, final int i) {
            final double[] m = toNetwork;
            final double x = u[at] * m[0] + u[at + 1] * m[3] + u[at + 2] * m[6] - shift[0];
            final double y = u[at] * m[1] + u[at + 1] * m[4] + u[at + 2] * m[7] - shift[1];
            final double z = u[at] * m[2] + u[at + 1] * m[5] + u[at + 2] * m[8] - shift[2];
            locator.locate(f, x, y, z, nearest[i], nearestImages, i);
            nearest[i] = locator.site();
            for (int a = 0; a < 3; a++) {
                nearestImages[3 * i + a] = locator.image(a);
            }
            final double fraction = locator.squaredCoreFraction();
            final StayRecorder s = stays[i];
            if (fraction < core) {
                s.core(nearest[i], locator.image(0), locator.image(1), locator.image(2));
            } else {
                s.gap();
                outside += s.state() >= 0 ? 1 : 0;
            }
            if (s.state() >= 0) {
                addMoments(s, x, y, z);
            }
            countHops(i, fraction);
        }

        private void countHops(final int i, final double fraction) {
            for (int k = hops.length - 1; k >= 0 && fraction < limits[k]; k--) {
                final int at = i * hops.length + k;
                if (kept[at] != nearest[i] || keptImages[3 * at] != nearestImages[3 * i]
                    || keptImages[3 * at + 1] != nearestImages[3 * i + 1] || keptImages[3 * at + 2] != nearestImages[3 * i + 2]) {
                    hops[k] += kept[at] >= 0 ? 1 : 0;
                    kept[at] = nearest[i];
                    System.arraycopy(nearestImages, 3 * i, keptImages, 3 * at, 3);
                }
            }
        }

        private void addMoments(final StayRecorder s, final double x, final double y, final double z) {
            final int site = s.state();
            final double a = x - sites[3 * site] - s.image(0);
            final double b = y - sites[3 * site + 1] - s.image(1);
            final double c = z - sites[3 * site + 2] - s.image(2);
            final double dx = a * rows[0] + b * rows[3] + c * rows[6];
            final double dy = a * rows[1] + b * rows[4] + c * rows[7];
            final double dz = a * rows[2] + b * rows[5] + c * rows[8];
            final double[] sums = moments;
            final int at = RunHops.MOMENTS * site;
            sums[at]++;
            sums[at + 1] += dx;
            sums[at + 2] += dy;
            sums[at + 3] += dz;
            sums[at + 4] += dx * dx;
            sums[at + 5] += dy * dy;
            sums[at + 6] += dz * dz;
            sums[at + 7] += dy * dz;
            sums[at + 8] += dx * dz;
            sums[at + 9] += dx * dy;
        }
    }
}

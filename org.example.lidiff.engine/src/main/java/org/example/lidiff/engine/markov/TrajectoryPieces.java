package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The counts of pieces of trajectories on the entries of a model, sliding or strided as those of the model: what a bootstrap draws from.
 *
 * <p>Pieces are whole trajectories where there are enough. Sliding counts of neighboring pieces overlap by a lag; a piece of L lags therefore shows only
 * 1 − 1/(3L) of the variance of a row of counts, which {@link #factor()} makes good.
 */
final class TrajectoryPieces {

    private final int entries;
    private final List<int[]> places = new ArrayList<>();
    private final List<double[]> counts = new ArrayList<>();
    private double freedom;
    private double factor;

    private TrajectoryPieces(final int entries) {
        this.entries = entries;
    }

    /**
     * @param set the trajectories that {@code point} was counted from
     * @param enough trajectories from which on none is cut
     * @param lagsPerPiece shortest piece, in lags
     */
    static TrajectoryPieces of(final DiscreteTrajectorySet set, final MarkovStateModel point, final int enough, final int lagsPerPiece) {
        final PeriodicMatrix matrix = point.counts().matrix();
        final TrajectoryPieces pieces = new TrajectoryPieces(matrix.entries());
        final int lag = (int)Math.round(point.lagTimeFs() / set.frameIntervalFs());
        final int[] position = positions(set.states(), point.stateIds());
        long frames = 0;
        for (final DiscreteTrajectory t : set.trajectories()) {
            frames += Math.max(0, t.frames() - lag);
        }
        final boolean strided = point.counts().kind() == CountKind.STRIDED;
        final boolean whole = set.trajectories().size() >= enough;
        long all = 0;
        for (final DiscreteTrajectory t : set.trajectories()) {
            all += t.frames();
        }
        // By frames, not by windows: pieces, and with them random weights, are the same for all lags that are short enough.
        final long length = Math.max((long)lagsPerPiece * lag, (all + enough - 1) / enough);
        double squares = 0;
        double missing = 0;
        for (final DiscreteTrajectory t : set.trajectories()) {
            final long starts = Math.max(0, t.frames() - lag);
            final long parts = whole ? 1 : Math.max(1, t.frames() / length);
            for (long p = 0; p < parts; p++) {
                final EntryAccumulator accumulator = new EntryAccumulator(set.states());
                RunLengthCounter.count(t, lag, strided, (int)(starts * p / parts), (int)(starts * (p + 1) / parts), accumulator);
                final PeriodicMatrix own = accumulator.toMatrix();
                pieces.add(set.symmetry().isEmpty() ? own : SymmetryOperation.average(own, set.symmetry()), matrix, position);
            }
            final double share = (double)starts / parts;
            squares += parts * share * share;
            missing += parts > 1 ? parts * share * lag / (3.0 * share) : 0;
        }
        // Pieces of one length weigh as their number, others as fewer.
        final double effective = squares > 0 ? frames * (frames / squares) : 0;
        pieces.freedom = Math.max(1, effective - 1);
        // Exponential weights of n pieces give (n − 1)/(n + 1) of the variance.
        pieces.factor = Math.sqrt((pieces.freedom + 2) / pieces.freedom / (1 - (frames > 0 ? missing / frames : 0)));
        return pieces;
    }

    private static int[] positions(final int states, final int[] ids) {
        final int[] position = new int[states];
        Arrays.fill(position, -1);
        for (int k = 0; k < ids.length; k++) {
            position[ids[k]] = k;
        }
        return position;
    }

    private void add(final PeriodicMatrix own, final PeriodicMatrix all, final int[] position) {
        final int[] place = new int[own.entries()];
        final double[] count = new double[own.entries()];
        int kept = 0;
        for (int e = 0; e < own.entries(); e++) {
            final int i = position[own.from(e)];
            final int j = position[own.to(e)];
            final int target = i < 0 || j < 0 ? -1 : all.find(i, j, own.image(e, 0), own.image(e, 1), own.image(e, 2));
            if (target >= 0) {
                place[kept] = target;
                count[kept++] = own.value(e);
            }
        }
        // An empty piece has its weight too: the others keep theirs.
        places.add(Arrays.copyOf(place, kept));
        counts.add(Arrays.copyOf(count, kept));
    }

    /** Number of pieces with counts. */
    int size() {
        return (int)places.stream().filter(p -> p.length > 0).count();
    }

    /** Degrees of freedom of the scatter of resampled models: number of pieces of one length, less one. */
    double freedom() {
        return freedom;
    }

    /** By how much resampled models scatter too little. */
    double factor() {
        return factor;
    }

    /** Counts with an exponential weight for each piece. */
    double[] weighted(final RandomVariates random) {
        final double[] total = new double[entries];
        for (int m = 0; m < places.size(); m++) {
            final double weight = random.exponential();
            final int[] place = places.get(m);
            final double[] count = counts.get(m);
            for (int k = 0; k < place.length; k++) {
                total[place[k]] += weight * count[k];
            }
        }
        return total;
    }
}

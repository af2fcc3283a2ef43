package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Runs whose temperatures are the same but for the fluctuation of a measured mean. */
public final class TemperatureGroups {

    /** Neighbors closer than this (relative) are one temperature; the mean of a short run of some 100 atoms scatters by 0.5 %. */
    private static final double TOLERANCE = 0.025;

    /**
     * One group.
     *
     * @param temperatureK mean over the runs, weighted by their time; NaN when unknown
     * @param runs their indices, ascending
     */
    public record Group(double temperatureK, int[] runs) { }

    private TemperatureGroups() {
    }

    /**
     * The groups by ascending temperature; runs of unknown temperature come last, as one group.
     *
     * @param temperaturesK of the runs, in K; NaN when unknown
     * @param timesFs how much time each run covers, in any unit: its weight in the mean
     */
    public static List<Group> of(final double[] temperaturesK, final double[] timesFs) {
        final List<Integer> sorted = IntStream.range(0, temperaturesK.length).boxed()
            .sorted(Comparator.comparingDouble((Integer r) -> temperaturesK[r])).toList();
        final List<Group> groups = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (final int r : sorted) {
            if (!open.isEmpty() && !same(temperaturesK[open.get(open.size() - 1)], temperaturesK[r])) {
                groups.add(group(temperaturesK, timesFs, open));
                open = new ArrayList<>();
            }
            open.add(r);
        }
        if (!open.isEmpty()) {
            groups.add(group(temperaturesK, timesFs, open));
        }
        return groups;
    }

    /** The groups of {@code runs}, as {@link #of(double[], double[])}. */
    public static List<Group> of(final List<? extends Trajectory> runs) {
        return of(runs.stream().mapToDouble(r -> r.info().temperatureK()).toArray(),
            runs.stream().mapToDouble(r -> r.frames() * r.info().frameIntervalFs()).toArray());
    }

    /** Whether two temperatures (K) are the same; two unknown ones are. */
    public static boolean same(final double a, final double b) {
        return Double.isNaN(a) ? Double.isNaN(b) : Math.abs(a - b) <= TOLERANCE * Math.min(a, b);
    }

    private static Group group(final double[] temperaturesK, final double[] timesFs, final List<Integer> members) {
        double sum = 0;
        double time = 0;
        for (final int r : members) {
            sum += temperaturesK[r] * timesFs[r];
            time += timesFs[r];
        }
        return new Group(sum / time, members.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
}

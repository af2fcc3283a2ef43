package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.NetworkRun;

/** Runs whose temperatures are the same but for the fluctuation of a measured mean. */
final class TemperatureGroups {

    /** Neighbors closer than this (relative) are one temperature; the mean of a short run of some 100 atoms scatters by 0.5 %. */
    private static final double TOLERANCE = 0.025;

    /**
     * One group.
     *
     * @param temperatureK mean over the runs, weighted by their time; NaN when unknown
     * @param runs their indices, ascending
     */
    record Group(double temperatureK, int[] runs) { }

    private TemperatureGroups() {
    }

    /** The groups by ascending temperature; runs of unknown temperature come last, as one group. */
    static List<Group> of(final JumpNetwork network) {
        final List<NetworkRun> runs = network.runs();
        final List<Integer> sorted = IntStream.range(0, runs.size()).boxed()
            .sorted(Comparator.comparingDouble((Integer r) -> runs.get(r).temperatureK())).toList();
        final List<Group> groups = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (final int r : sorted) {
            if (!open.isEmpty() && !same(runs.get(open.get(open.size() - 1)).temperatureK(), runs.get(r).temperatureK())) {
                groups.add(group(runs, open));
                open = new ArrayList<>();
            }
            open.add(r);
        }
        groups.add(group(runs, open));
        return groups;
    }

    private static boolean same(final double a, final double b) {
        return Double.isNaN(a) ? Double.isNaN(b) : b - a <= TOLERANCE * a;
    }

    private static Group group(final List<NetworkRun> runs, final List<Integer> members) {
        double sum = 0;
        double time = 0;
        for (final int r : members) {
            sum += runs.get(r).temperatureK() * runs.get(r).timeFs();
            time += runs.get(r).timeFs();
        }
        return new Group(sum / time, members.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
}

package org.example.lidiff.engine.hops;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Groups of sites joined by hops, whatever their direction. */
final class ConnectedSites {

    private ConnectedSites() {
    }

    /** Largest group first. */
    static List<int[]> of(final int sites, final Hops hops) {
        final DisjointSets sets = new DisjointSets(sites);
        for (int h = 0; h < hops.size(); h++) {
            sets.join(hops.from(h), hops.to(h));
        }
        return sets.groups(IntStream.range(0, sites).toArray()).stream()
            .sorted(Comparator.<int[]>comparingInt(g -> -g.length).thenComparingInt(g -> g[0])).toList();
    }
}

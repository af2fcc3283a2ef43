package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Groups of sites joined by hops, whatever their direction. */
final class ConnectedSites {

    private ConnectedSites() {
    }

    static List<int[]> of(final int sites, final Hops hops) {
        final int[] parent = new int[sites];
        for (int i = 0; i < sites; i++) {
            parent[i] = i;
        }
        for (int h = 0; h < hops.size(); h++) {
            parent[root(parent, hops.from(h))] = root(parent, hops.to(h));
        }
        final Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (int i = 0; i < sites; i++) {
            groups.computeIfAbsent(root(parent, i), k -> new ArrayList<>()).add(i);
        }
        return groups.values().stream().map(g -> g.stream().mapToInt(Integer::intValue).toArray())
            .sorted(Comparator.<int[]>comparingInt(g -> -g.length).thenComparingInt(g -> g[0])).toList();
    }

    private static int root(final int[] parent, final int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }
}

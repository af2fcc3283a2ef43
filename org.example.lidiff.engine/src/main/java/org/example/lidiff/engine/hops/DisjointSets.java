package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers 0 … n − 1 in groups that can be joined. */
final class DisjointSets {

    private final int[] parent;

    DisjointSets(final int n) {
        parent = new int[n];
        Arrays.setAll(parent, i -> i);
    }

    /** A number that stands for the group of {@code i}. */
    int root(final int i) {
        int r = i;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /** Joins the groups of two numbers. */
    void join(final int i, final int j) {
        parent[root(i)] = root(j);
    }

    /** The groups, ordered by their first members in {@code order}; members as there. */
    List<int[]> groups(final int[] order) {
        final List<List<Integer>> groups = new ArrayList<>();
        final int[] number = new int[parent.length];
        Arrays.fill(number, -1);
        for (final int i : order) {
            final int r = root(i);
            if (number[r] < 0) {
                number[r] = groups.size();
                groups.add(new ArrayList<>());
            }
            groups.get(number[r]).add(i);
        }
        return groups.stream().map(g -> g.stream().mapToInt(Integer::intValue).toArray()).toList();
    }
}

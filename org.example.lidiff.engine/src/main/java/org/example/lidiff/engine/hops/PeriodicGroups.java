package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;

/** Sites joined by edges with lattice translations: which are connected, and in how many directions a group reaches its own images. */
final class PeriodicGroups {

    private final int[] parent;
    /** Translation of each site relative to its parent's cell. */
    private final int[][] offset;
    /** For roots: independent translations by which the group reaches itself. */
    private final List<List<int[]>> loops = new ArrayList<>();

    PeriodicGroups(final int sites) {
        parent = new int[sites];
        offset = new int[sites][3];
        for (int i = 0; i < sites; i++) {
            parent[i] = i;
            loops.add(new ArrayList<>());
        }
    }

    /**
     * Adds an edge from {@code from} to the image of {@code to} in the cell at {@code image}.
     *
     * @return whether it joins two groups or opens a new direction: whether anything would be missing without it
     */
    boolean join(final int from, final int to, final int... image) {
        final int[] a = new int[3];
        final int[] b = new int[3];
        final int i = root(from, a);
        final int j = root(to, b);
        final int[] t = {a[0] + image[0] - b[0], a[1] + image[1] - b[1], a[2] + image[2] - b[2]};
        if (i == j) {
            return add(loops.get(i), t);
        }
        // the group of j lies t away from that of i
        parent[j] = i;
        offset[j] = t;
        for (final int[] v : loops.get(j)) {
            add(loops.get(i), v);
        }
        loops.get(j).clear();
        return true;
    }

    private int root(final int site, final int[] sum) {
        int r = site;
        while (parent[r] != r) {
            for (int k = 0; k < 3; k++) {
                sum[k] += offset[r][k];
            }
            r = parent[r];
        }
        return r;
    }

    private static boolean add(final List<int[]> basis, final int[] v) {
        final boolean independent = switch (basis.size()) {
            case 0 -> v[0] != 0 || v[1] != 0 || v[2] != 0;
            case 1 -> !zero(cross(basis.get(0), v));
            case 2 -> dot(cross(basis.get(0), basis.get(1)), v) != 0;
            default -> false;
        };
        if (independent) {
            basis.add(v);
        }
        return independent;
    }

    private static long[] cross(final int[] a, final int[] b) {
        return new long[] {(long)a[1] * b[2] - (long)a[2] * b[1], (long)a[2] * b[0] - (long)a[0] * b[2], (long)a[0] * b[1] - (long)a[1] * b[0]};
    }

    private static long dot(final long[] a, final int[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static boolean zero(final long[] a) {
        return a[0] == 0 && a[1] == 0 && a[2] == 0;
    }

    /** In how many directions, 0 to 3, the group of a site reaches its own images. */
    int dimensions(final int site) {
        return loops.get(root(site, new int[3])).size();
    }
}

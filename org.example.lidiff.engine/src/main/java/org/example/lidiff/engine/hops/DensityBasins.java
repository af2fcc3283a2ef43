package org.example.lidiff.engine.hops;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Basins of a density on a periodic grid: watershed by flooding from the highest density down, with 26 periodic neighbors.
 *
 * <p>Where two basins meet, the one with the lower peak is merged into the other if ln(ρ_peak/ρ_saddle), its depth in kT, is below the
 * threshold; otherwise they stay apart. Voxels without density belong to no basin.
 */
final class DensityBasins {

    private final int[] grid;
    private final double[] density;
    private final int[] parent;
    private final int[] peak;
    private final int[] label;
    private final double[] depth;
    private int basins;

    /**
     * @param grid number of voxels along each axis; voxel (a, b, c) is at (a · grid[1] + b) · grid[2] + c
     * @param density not negative
     * @param mergeDepth threshold in kT
     */
    DensityBasins(final int[] grid, final double[] density, final double mergeDepth) {
        this.grid = grid.clone();
        this.density = density;
        label = new int[density.length];
        Arrays.fill(label, -1);
        int count = 0;
        for (final double d : density) {
            count += d > 0 ? 1 : 0;
        }
        final Integer[] order = new Integer[count];
        int n = 0;
        for (int v = 0; v < density.length; v++) {
            if (density[v] > 0) {
                order[n++] = v;
            }
        }
        // equal densities in the order of their voxels: the result does not depend on the sort
        Arrays.sort(order, (a, b) -> density[a] != density[b] ? Double.compare(density[b], density[a]) : a - b);
        parent = new int[count];
        peak = new int[count];
        depth = new double[count];
        final int[] neighbors = new int[26];
        for (final int v : order) {
            flood(v, neighbors, mergeDepth);
        }
    }

    private void flood(final int v, final int[] neighbors, final double mergeDepth) {
        neighbors(v, neighbors);
        int best = -1;
        for (final int w : neighbors) {
            if (label[w] >= 0 && (best < 0 || density[w] > density[best])) {
                best = w;
            }
        }
        if (best < 0) {
            parent[basins] = basins;
            peak[basins] = v;
            depth[basins] = Double.POSITIVE_INFINITY;
            label[v] = basins++;
            return;
        }
        label[v] = root(label[best]);
        for (final int w : neighbors) {
            if (label[w] >= 0) {
                meet(root(label[v]), root(label[w]), density[v], mergeDepth);
            }
        }
        label[v] = root(label[v]);
    }

    private void meet(final int a, final int b, final double saddle, final double mergeDepth) {
        if (a == b) {
            return;
        }
        final boolean first = density[peak[a]] > density[peak[b]] || density[peak[a]] == density[peak[b]] && a < b;
        final int high = first ? a : b;
        final int low = first ? b : a;
        final double d = Math.log(density[peak[low]] / saddle);
        if (d < mergeDepth) {
            parent[low] = high;
        } else {
            // the highest saddle comes first
            depth[low] = Math.min(depth[low], d);
        }
    }

    private int root(final int basin) {
        int r = basin;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    private void neighbors(final int v, final int[] out) {
        final int a = v / (grid[1] * grid[2]);
        final int b = v / grid[2] % grid[1];
        final int c = v % grid[2];
        int n = 0;
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                for (int k = -1; k <= 1; k++) {
                    if (i != 0 || j != 0 || k != 0) {
                        out[n++] = (Math.floorMod(a + i, grid[0]) * grid[1] + Math.floorMod(b + j, grid[1])) * grid[2] + Math.floorMod(c + k, grid[2]);
                    }
                }
            }
        }
    }

    /** The basin of a voxel, −1 for none: the number of a basin that was not merged. */
    int basin(final int voxel) {
        return label[voxel] < 0 ? -1 : root(label[voxel]);
    }

    /** Voxel with the highest density of a basin. */
    int peak(final int basin) {
        return peak[basin];
    }

    /** ln(ρ_peak/ρ_saddle) to the basin next to it; infinite for one that meets no higher one. */
    double depth(final int basin) {
        return depth[basin];
    }

    /** The basins that were not merged, ascending. */
    int[] basins() {
        return IntStream.range(0, basins).filter(i -> parent[i] == i).toArray();
    }
}

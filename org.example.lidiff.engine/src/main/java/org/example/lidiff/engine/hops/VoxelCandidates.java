package org.example.lidiff.engine.hops;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.example.lidiff.engine.structure.Cell;

/**
 * For each voxel of a cell the site images that can be nearest to a point in it.
 *
 * <p>With r the distance from the voxel center to its corners and d₁ the distance from the center to the nearest site, a point of the
 * voxel is at most d₁ + r from that site; so a site further than d₁ + 2r from the center is nearest to none of its points.
 */
final class VoxelCandidates {

    private final int[] starts;
    private final int[] candidates;
    private final double[] positions;
    private final int[] sitesAndImages;

    /**
     * @param cell reduced, so that its voxels are compact
     * @param sites fractional positions in it
     * @param grid voxels along each lattice vector
     */
    VoxelCandidates(final Cell cell, final double[] sites, final int[] grid) {
        final int voxels = grid[0] * grid[1] * grid[2];
        final double radius = voxelRadius(cell, grid);
        final Images images = new Images(cell, sites, radius);
        final int[][] lists = new int[voxels][];
        IntStream.range(0, grid[0]).parallel().forEach(a -> {
            final double[] center = new double[3];
            for (int b = 0; b < grid[1]; b++) {
                for (int c = 0; c < grid[2]; c++) {
                    center[0] = (a + 0.5) / grid[0];
                    center[1] = (b + 0.5) / grid[1];
                    center[2] = (c + 0.5) / grid[2];
                    cell.toCartesian(center, 0, center, 0);
                    lists[(a * grid[1] + b) * grid[2] + c] = images.near(center, 2 * radius);
                }
            }
        });
        starts = new int[voxels + 1];
        for (int v = 0; v < voxels; v++) {
            starts[v + 1] = starts[v] + lists[v].length;
        }
        candidates = new int[starts[voxels]];
        // Only the images that are candidates somewhere are kept, so that they stay in the cache.
        final int[] number = new int[images.count()];
        int count = 0;
        for (int v = 0; v < voxels; v++) {
            for (int k = 0; k < lists[v].length; k++) {
                final int image = lists[v][k];
                number[image] = number[image] > 0 ? number[image] : ++count;
                candidates[starts[v] + k] = number[image] - 1;
            }
        }
        positions = new double[3 * count];
        sitesAndImages = new int[4 * count];
        for (int i = 0; i < number.length; i++) {
            if (number[i] > 0) {
                System.arraycopy(images.positions, 3 * i, positions, 3 * (number[i] - 1), 3);
                System.arraycopy(images.ids, 4 * i, sitesAndImages, 4 * (number[i] - 1), 4);
            }
        }
    }

    private static double voxelRadius(final Cell cell, final int[] grid) {
        double largest = 0;
        final double[] d = new double[3];
        for (int n = 0; n < 4; n++) {
            d[0] = 0.5 / grid[0];
            d[1] = (n % 2 == 0 ? 0.5 : -0.5) / grid[1];
            d[2] = (n / 2 == 0 ? 0.5 : -0.5) / grid[2];
            cell.toCartesian(d, 0, d, 0);
            largest = Math.max(largest, LatticeVectors.length(d));
        }
        // round-off must not lose a candidate
        return largest * (1 + 1e-9) + 1e-9;
    }

    /** First candidate of each voxel, one more than there are voxels. */
    int[] starts() {
        return starts;
    }

    /** Numbers of site images, voxel by voxel; the nearest to its center first. */
    int[] candidates() {
        return candidates;
    }

    /** Cartesian xyz of each site image, Å. */
    double[] positions() {
        return positions;
    }

    /** Four numbers a site image: site, then its image relative to the cell of the voxel. */
    int[] sitesAndImages() {
        return sitesAndImages;
    }

    /** All site images that can be nearest to a point of the home cell, binned in a Cartesian grid of cubes. */
    private static final class Images {

        private final double[] positions;
        private final int[] ids;
        private final double[] low = new double[3];
        private final int[] bins = new int[3];
        private final double width;
        private final int[] first;
        private final int[] order;

        Images(final Cell cell, final double[] sites, final double radius) {
            // every point is within half the body diagonal of the (reduced or not) cell of some image of any one site
            double reach = 0;
            for (int k = 0; k < 3; k++) {
                reach += 0.5 * cell.length(k);
            }
            reach += 2 * radius;
            final int[] range = new int[3];
            for (int k = 0; k < 3; k++) {
                range[k] = (int)Math.ceil(reach / cell.height(k)) + 1;
            }
            double[] x = new double[3 * 64];
            int[] id = new int[4 * 64];
            int n = 0;
            final double[] p = new double[3];
            for (int s = 0; s < sites.length / 3; s++) {
                for (int a = -range[0]; a <= range[0]; a++) {
                    for (int b = -range[1]; b <= range[1]; b++) {
                        for (int c = -range[2]; c <= range[2]; c++) {
                            p[0] = sites[3 * s] + a;
                            p[1] = sites[3 * s + 1] + b;
                            p[2] = sites[3 * s + 2] + c;
                            if (!reachable(p, cell, reach)) {
                                continue;
                            }
                            if (4 * n == id.length) {
                                x = Arrays.copyOf(x, 6 * n);
                                id = Arrays.copyOf(id, 8 * n);
                            }
                            cell.toCartesian(p, 0, x, 3 * n);
                            id[4 * n] = s;
                            id[4 * n + 1] = a;
                            id[4 * n + 2] = b;
                            id[4 * n + 3] = c;
                            n++;
                        }
                    }
                }
            }
            positions = Arrays.copyOf(x, 3 * n);
            ids = Arrays.copyOf(id, 4 * n);
            width = Math.max(0.5, Math.cbrt(cell.volume() / (sites.length / 3)));
            first = new int[binCount(n) + 1];
            order = new int[n];
            sort(n);
        }

        /** Whether the point can lie within {@code reach} of the home cell, by the distance to its faces. */
        private static boolean reachable(final double[] p, final Cell cell, final double reach) {
            for (int k = 0; k < 3; k++) {
                final double outside = Math.max(-p[k], p[k] - 1) * cell.height(k);
                if (outside > reach) {
                    return false;
                }
            }
            return true;
        }

        private int binCount(final int n) {
            final double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
            Arrays.fill(low, Double.POSITIVE_INFINITY);
            for (int i = 0; i < 3 * n; i++) {
                low[i % 3] = Math.min(low[i % 3], positions[i]);
                high[i % 3] = Math.max(high[i % 3], positions[i]);
            }
            for (int k = 0; k < 3; k++) {
                bins[k] = (int)((high[k] - low[k]) / width) + 1;
            }
            return bins[0] * bins[1] * bins[2];
        }

        private void sort(final int n) {
            final int[] bin = new int[n];
            for (int i = 0; i < n; i++) {
                bin[i] = (bin(positions[3 * i], 0) * bins[1] + bin(positions[3 * i + 1], 1)) * bins[2] + bin(positions[3 * i + 2], 2);
                first[bin[i] + 1]++;
            }
            for (int b = 0; b + 1 < first.length; b++) {
                first[b + 1] += first[b];
            }
            final int[] next = first.clone();
            for (int i = 0; i < n; i++) {
                order[next[bin[i]]++] = i;
            }
        }

        private int bin(final double x, final int axis) {
            return (int)((x - low[axis]) / width);
        }

        int count() {
            return order.length;
        }

        /** The images at most {@code margin} further from {@code center} than the nearest one, which comes first. */
        int[] near(final double[] center, final double margin) {
            double limit = width;
            double nearest = Double.POSITIVE_INFINITY;
            while (true) {
                nearest = shortest(center, limit);
                if (nearest <= limit) {
                    break;
                }
                limit *= 1.5;
            }
            final int[] found = within(center, nearest + margin);
            for (int k = 1; k < found.length; k++) {
                if (distance(center, found[k]) < distance(center, found[0])) {
                    final int other = found[0];
                    found[0] = found[k];
                    found[k] = other;
                }
            }
            return found;
        }

        private double shortest(final double[] center, final double radius) {
            double best = Double.POSITIVE_INFINITY;
            final int[] r = range(center, radius);
            for (int a = r[0]; a <= r[1]; a++) {
                for (int b = r[2]; b <= r[3]; b++) {
                    for (int c = r[4]; c <= r[5]; c++) {
                        final int bin = (a * bins[1] + b) * bins[2] + c;
                        for (int k = first[bin]; k < first[bin + 1]; k++) {
                            best = Math.min(best, distance(center, order[k]));
                        }
                    }
                }
            }
            return best;
        }

        private int[] within(final double[] center, final double radius) {
            int[] found = new int[16];
            int n = 0;
            final int[] r = range(center, radius);
            for (int a = r[0]; a <= r[1]; a++) {
                for (int b = r[2]; b <= r[3]; b++) {
                    for (int c = r[4]; c <= r[5]; c++) {
                        final int bin = (a * bins[1] + b) * bins[2] + c;
                        for (int k = first[bin]; k < first[bin + 1]; k++) {
                            if (distance(center, order[k]) <= radius) {
                                found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
                                found[n++] = order[k];
                            }
                        }
                    }
                }
            }
            return Arrays.copyOf(found, n);
        }

        private int[] range(final double[] center, final double radius) {
            final int[] r = new int[6];
            for (int k = 0; k < 3; k++) {
                r[2 * k] = Math.max(0, (int)Math.floor((center[k] - radius - low[k]) / width));
                r[2 * k + 1] = Math.min(bins[k] - 1, (int)Math.floor((center[k] + radius - low[k]) / width));
            }
            return r;
        }

        private double distance(final double[] center, final int i) {
            final double dx = positions[3 * i] - center[0];
            final double dy = positions[3 * i + 1] - center[1];
            final double dz = positions[3 * i + 2] - center[2];
            return Math.sqrt(dx * dx + dy * dy + dz * dz);
        }
    }
}

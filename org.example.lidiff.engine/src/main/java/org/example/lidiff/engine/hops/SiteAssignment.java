package org.example.lidiff.engine.hops;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.ReducedCell;

/**
 * The site nearest to a point, over all periodic images, exact in any cell.
 *
 * <p>The reduced cell is cut into voxels; each lists every site image that can be nearest to a point inside it, so that a question costs
 * a few distances, however skewed the lattice vectors are. A point closer to the site asked for first than half that site's nearest-site distance belongs to it
 * without any search. The table is immutable and shared; each thread asks through its own {@link Query}.
 */
public final class SiteAssignment implements Assignment {

    private static final int LARGEST_GRID = 96;
    /** Voxels a site: a table that stays in the cache is worth more than short lists. */
    private static final double VOXELS_PER_SITE = 64;

    private final double[] rows;
    private final double[] reducedRows;
    /** Original lattice vectors as combinations of the reduced ones: what turns fractions into those of the reduced cell. */
    private final double[] toReduced;
    /** Reduced lattice vectors as combinations of the original ones: what turns images back. */
    private final double[] fromReduced;
    private final double[] sites;
    private final double[] inRadiusSquared;
    private final int[] grid = new int[3];
    private final int[] listStart;
    private final int[] candidates;
    /** Cartesian position of each site image, Å. */
    private final double[] positions;
    /** Four numbers a site image: site, image in the original cell. */
    private final int[] sitesAndImages;

    private SiteAssignment(final SiteNetwork network) {
        rows = network.cell().rows();
        sites = network.fractionalPositions();
        inRadiusSquared = new double[network.size()];
        for (int i = 0; i < inRadiusSquared.length; i++) {
            inRadiusSquared[i] = network.inRadius(i) * network.inRadius(i);
        }
        final ReducedCell reduced = ReducedCell.of(network.cell());
        final Cell cell = reduced.cell();
        reducedRows = cell.rows();
        fromReduced = Matrices.real(reduced.combination());
        toReduced = Matrices.real(Matrices.rounded(Matrices.inverse(fromReduced)));
        final double volume = cell.volume() / Math.min(VOXELS_PER_SITE * network.size(), 2e6);
        for (int a = 0; a < 3; a++) {
            grid[a] = (int)Math.max(1, Math.min(LARGEST_GRID, Math.round(cell.length(a) / Math.cbrt(volume))));
        }
        final double[] there = new double[sites.length];
        for (int i = 0; i < inRadiusSquared.length; i++) {
            System.arraycopy(Matrices.times(sites, 3 * i, toReduced), 0, there, 3 * i, 3);
        }
        final VoxelCandidates lists = new VoxelCandidates(cell, there, grid);
        listStart = lists.starts();
        candidates = lists.candidates();
        positions = lists.positions();
        sitesAndImages = lists.sitesAndImages();
        for (int k = 0; k < sitesAndImages.length; k += 4) {
            final double[] image = Matrices.times(Arrays.stream(sitesAndImages, k + 1, k + 4).asDoubleStream().toArray(), 0, fromReduced);
            for (int a = 0; a < 3; a++) {
                sitesAndImages[k + 1 + a] = (int)image[a];
            }
        }
    }

    /** Prepares the table for the sites of {@code network}. */
    public static SiteAssignment of(final SiteNetwork network) {
        return new SiteAssignment(network);
    }

    /** Mean number of candidates a voxel. */
    public double meanCandidates() {
        return (double)candidates.length / (listStart.length - 1);
    }

    /** A new question form for one thread. */
    public Query query() {
        return new Query();
    }

    @Override
    public SiteLocator locator() {
        return new Query();
    }

    /** Asks for nearest sites; holds the last answer. Not thread-safe. */
    public final class Query implements SiteLocator {

        private int site;
        private double imageA;
        private double imageB;
        private double imageC;
        private double squared;

        private Query() {
        }

        /**
         * Finds the site nearest to the unwrapped fractional point (x, y, z), trying one site image first.
         *
         * @param first site to try first, or −1
         * @param images three integers at {@code 3 * k}, the image of {@code first}
         */
        public void nearest(final double x, final double y, final double z, final int first, final double[] images, final int k) {
            if (first >= 0) {
                final double d = squaredLength(x - sites[3 * first] - images[3 * k], y - sites[3 * first + 1] - images[3 * k + 1],
                    z - sites[3 * first + 2] - images[3 * k + 2]);
                if (d < inRadiusSquared[first]) {
                    site = first;
                    imageA = images[3 * k];
                    imageB = images[3 * k + 1];
                    imageC = images[3 * k + 2];
                    squared = d;
                    return;
                }
            }
            nearest(x, y, z);
        }

        @Override
        public void locate(final int frame, final double x, final double y, final double z, final int first, final double[] images, final int k) {
            nearest(x, y, z, first, images, k);
        }

        /** Finds the site nearest to the unwrapped fractional point (x, y, z). */
        public void nearest(final double x, final double y, final double z) {
            final double[] m = toReduced;
            final double u = x * m[0] + y * m[3] + z * m[6];
            final double v = x * m[1] + y * m[4] + z * m[7];
            final double w = x * m[2] + y * m[5] + z * m[8];
            final double fu = Math.floor(u);
            final double fv = Math.floor(v);
            final double fw = Math.floor(w);
            final double a = u - fu;
            final double b = v - fv;
            final double c = w - fw;
            final int voxel = (cut(a, grid[0]) * grid[1] + cut(b, grid[1])) * grid[2] + cut(c, grid[2]);
            final double[] l = reducedRows;
            final double px = a * l[0] + b * l[3] + c * l[6];
            final double py = a * l[1] + b * l[4] + c * l[7];
            final double pz = a * l[2] + b * l[5] + c * l[8];
            double best = Double.POSITIVE_INFINITY;
            int which = -1;
            for (int k = listStart[voxel]; k < listStart[voxel + 1]; k++) {
                final int candidate = candidates[k];
                final double dx = px - positions[3 * candidate];
                final double dy = py - positions[3 * candidate + 1];
                final double dz = pz - positions[3 * candidate + 2];
                final double d = dx * dx + dy * dy + dz * dz;
                if (d < best) {
                    best = d;
                    which = candidate;
                }
            }
            if (which < 0) {
                throw new IllegalArgumentException("No site is nearest to (" + x + ", " + y + ", " + z + ")");
            }
            final double[] n = fromReduced;
            site = sitesAndImages[4 * which];
            imageA = fu * n[0] + fv * n[3] + fw * n[6] + sitesAndImages[4 * which + 1];
            imageB = fu * n[1] + fv * n[4] + fw * n[7] + sitesAndImages[4 * which + 2];
            imageC = fu * n[2] + fv * n[5] + fw * n[8] + sitesAndImages[4 * which + 3];
            squared = best;
        }

        private double squaredLength(final double a, final double b, final double c) {
            final double[] l = rows;
            final double dx = a * l[0] + b * l[3] + c * l[6];
            final double dy = a * l[1] + b * l[4] + c * l[7];
            final double dz = a * l[2] + b * l[5] + c * l[8];
            return dx * dx + dy * dy + dz * dz;
        }

        /** The nearest site. */
        @Override
        public int site() {
            return site;
        }

        /** The lattice translation of the cell in which the nearest site lies; {@code axis} 0, 1, 2. */
        @Override
        public int image(final int axis) {
            return (int)(axis == 0 ? imageA : axis == 1 ? imageB : imageC);
        }

        /** Squared distance to it in Å². */
        public double squaredDistance() {
            return squared;
        }

        /** Squared distance over the squared in-radius of the site: below κ² the point is in the core. */
        @Override
        public double squaredCoreFraction() {
            return squared / inRadiusSquared[site];
        }
    }

    private static int cut(final double x, final int n) {
        return Math.min(n - 1, (int)(x * n));
    }

    @Override
    public String toString() {
        return "SiteAssignment" + Arrays.toString(grid);
    }
}

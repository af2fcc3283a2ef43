package org.example.lidiff.engine.hops;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;

/**
 * The site nearest to a point, over all periodic images, exact in any cell.
 *
 * <p>The cell is cut into voxels; each lists every site image that can be nearest to a point inside it, so that a question costs
 * a few distances. A point closer to the site asked for first than half that site's nearest-site distance belongs to it
 * without any search. The table is immutable and shared; each thread asks through its own {@link Query}.
 */
public final class SiteAssignment implements Assignment {

    private static final int LARGEST_GRID = 96;
    /** Voxels a site: candidate lists of one to four sites. */
    private static final double VOXELS_PER_SITE = 512;

    private final double[] rows;
    private final double[] sites;
    private final double[] inRadiusSquared;
    private final int[] grid = new int[3];
    private final int[] listStart;
    private final int[] candidates;
    private final double[] candidatePositions;

    private SiteAssignment(final SiteNetwork network) {
        rows = network.cell().rows();
        sites = network.fractionalPositions();
        inRadiusSquared = new double[network.size()];
        for (int i = 0; i < inRadiusSquared.length; i++) {
            inRadiusSquared[i] = network.inRadius(i) * network.inRadius(i);
        }
        final Cell cell = network.cell();
        final double volume = cell.volume() / Math.min(VOXELS_PER_SITE * network.size(), 2e6);
        for (int a = 0; a < 3; a++) {
            grid[a] = (int)Math.max(1, Math.min(LARGEST_GRID, Math.round(cell.length(a) / Math.cbrt(volume))));
        }
        final VoxelCandidates lists = new VoxelCandidates(cell, sites, grid);
        listStart = lists.starts();
        candidates = lists.sitesAndImages();
        candidatePositions = new double[3 * (candidates.length / 4)];
        for (int k = 0; k < candidates.length / 4; k++) {
            for (int a = 0; a < 3; a++) {
                candidatePositions[3 * k + a] = sites[3 * candidates[4 * k] + a] + candidates[4 * k + 1 + a];
            }
        }
    }

    /** Prepares the table for the sites of {@code network}. */
    public static SiteAssignment of(final SiteNetwork network) {
        return new SiteAssignment(network);
    }

    /** Mean number of candidates a voxel. */
    public double meanCandidates() {
        return candidates.length / 4.0 / (listStart.length - 1);
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
            final double fa = Math.floor(x);
            final double fb = Math.floor(y);
            final double fc = Math.floor(z);
            final double a = x - fa;
            final double b = y - fb;
            final double c = z - fc;
            final int voxel = (cut(a, grid[0]) * grid[1] + cut(b, grid[1])) * grid[2] + cut(c, grid[2]);
            double best = Double.POSITIVE_INFINITY;
            int which = -1;
            for (int k = listStart[voxel]; k < listStart[voxel + 1]; k++) {
                final double d = squaredLength(a - candidatePositions[3 * k], b - candidatePositions[3 * k + 1],
                    c - candidatePositions[3 * k + 2]);
                if (d < best) {
                    best = d;
                    which = k;
                }
            }
            if (which < 0) {
                throw new IllegalArgumentException("No site is nearest to (" + x + ", " + y + ", " + z + ")");
            }
            site = candidates[4 * which];
            imageA = fa + candidates[4 * which + 1];
            imageB = fb + candidates[4 * which + 2];
            imageC = fc + candidates[4 * which + 3];
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

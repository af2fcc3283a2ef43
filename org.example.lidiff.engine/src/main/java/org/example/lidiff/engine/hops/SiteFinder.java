package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.VoxelGrid;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Finds sites as basins of the density of the mobile ions, drift of the framework removed.
 *
 * <p>Basins less deep than a threshold in kT are merged: ΔF = kT ln(ρ_peak/ρ_saddle). Basins that hold few ions are left out.
 */
public final class SiteFinder {

    private final Options options;
    private final UnwrapOptions unwrapping;

    private SiteFinder(final Options options, final UnwrapOptions unwrapping) {
        this.options = options;
        this.unwrapping = unwrapping;
    }

    /**
     * How sites are found.
     *
     * @param spacing largest distance of grid points in Å
     * @param smoothing passes of the filter ¼ ½ ¼ along each axis, against noise
     * @param mergeDepth basins less deep than this, in kT, are merged
     * @param fewestIons basins with fewer ions on average are left out
     * @param extraDistance Å; a basin found in addition to a crystal must be this far from all its sites
     */
    public record Options(double spacing, int smoothing, double mergeDepth, double fewestIons, double extraDistance) {

        /** Refuses numbers out of range. */
        public Options {
            if (!(spacing >= 0.05 && spacing <= 2) || smoothing < 0 || smoothing > 100 || !(mergeDepth >= 0) || !(fewestIons >= 0) || !(extraDistance > 0)) {
                throw new InputException(String.format(Locale.ROOT, "Sites cannot be found with a grid of %.3g Å, %d smoothing passes, a merge threshold of"
                    + " %.3g kT, %.3g ions and %.3g Å to other sites.", spacing, smoothing, mergeDepth, fewestIons, extraDistance),
                    "Use a grid of 0.05 to 2 Å, 0 to 100 passes, and positive thresholds.");
            }
        }

        /** 0.25 Å, 2 passes, 1 kT, 0.01 ions, 1 Å. */
        public static Options defaults() {
            return new Options(0.25, 2, 1, 0.01, 1);
        }

        /** The same with another merge threshold in kT. */
        public Options withMergeDepth(final double depth) {
            return new Options(spacing, smoothing, depth, fewestIons, extraDistance);
        }

        /** The same with another distance of grid points in Å. */
        public Options withSpacing(final double newSpacing) {
            return new Options(newSpacing, smoothing, mergeDepth, fewestIons, extraDistance);
        }

        /** The same with another smallest mean number of ions in a basin. */
        public Options withFewestIons(final double ions) {
            return new Options(spacing, smoothing, mergeDepth, ions, extraDistance);
        }
    }

    /**
     * Sites that were found.
     *
     * @param sites the sites, those of the crystal first
     * @param ions mean number of ions in each found site's basin; NaN for sites of the crystal
     * @param depths depth of each basin in kT, infinite for those no higher one touches; NaN for sites of the crystal
     */
    public record Found(SiteNetwork sites, double[] ions, double[] depths) {
    }

    /** A finder. */
    public static SiteFinder of(final Options options) {
        return new SiteFinder(options, UnwrapOptions.defaults());
    }

    /** The same, with runs too coarse for unwrapping allowed or not. */
    public SiteFinder withCoarseAllowed(final boolean allowed) {
        return new SiteFinder(options, unwrapping.withCoarseSamplingAllowed(allowed));
    }

    /**
     * Sites of {@code mobile} in the simulation cell of the first run, labeled "D".
     *
     * @throws InputException if the runs are not of one crystal and size, or no basin is left
     */
    public Found find(final Element mobile, final TrajectorySet set, final Progress progress) {
        if (set.runs().isEmpty()) {
            throw new InputException("There is no run to find sites in.", "Load at least one trajectory.");
        }
        final List<RunAverage> averages = averages(set, mobile, progress.part(0, 0.5));
        final SiteNetwork cell = SiteNetwork.of(averages.get(0).cell(), new double[3], List.of("D"), mobile);
        final CrystalRegistry registry = new CrystalRegistry(cell, averages, new ArrayList<>(), new ArrayList<>());
        for (int r = 0; r < averages.size(); r++) {
            if (!Arrays.equals(registry.supercell(r), new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1})) {
                throw new InputException("The runs '" + averages.get(0).run().info().source() + "' and '" + averages.get(r).run().info().source()
                    + "' have different sizes: the second cell is " + Arrays.toString(registry.supercell(r)) + " times the first.", "Find sites in runs of one size.");
            }
        }
        return found(null, registry, new SiteFolding(cell.withCell(registry.cell()), new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}), averages, progress.part(0.5, 1));
    }

    /**
     * The sites of a crystal, and found ones ("X") at least {@link Options#extraDistance()} away from them: interstitials that the crystal does not
     * list. They are looked for in the unit cell where the framework allows folding, else in the simulation cell.
     */
    public Found findExtra(final SiteNetwork crystal, final TrajectorySet set, final Progress progress) {
        final List<RunAverage> averages = averages(set, crystal.mobile(), progress.part(0, 0.5));
        final CrystalRegistry registry = new CrystalRegistry(crystal, averages, new ArrayList<>(), new ArrayList<>());
        final SiteFolding folding = SiteFolding.of(crystal, registry, averages, HopOptions.Folding.WHERE_FRAMEWORK_ALLOWS, new ArrayList<>());
        return found(folding.network(), registry, folding, averages, progress.part(0.5, 1));
    }

    private List<RunAverage> averages(final TrajectorySet set, final Element mobile, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final List<RunAverage> averages = new ArrayList<>();
        final int runs = set.runs().size();
        for (int r = 0; r < runs; r++) {
            averages.add(RunAverage.of(set.runs().get(r), mobile, unwrapping, throttled.part((double)r / runs, (r + 1.0) / runs)));
        }
        return averages;
    }

    private Found found(final SiteNetwork crystal, final CrystalRegistry registry, final SiteFolding folding, final List<RunAverage> averages,
        final Progress progress) {
        final SiteNetwork frame = folding.network();
        final Cell cell = frame.cell();
        final VoxelGrid grid = new VoxelGrid(voxels(cell, 0), voxels(cell, 1), voxels(cell, 2));
        final double[] counts = new double[grid.size()];
        double copies = 0;
        for (int r = 0; r < averages.size(); r++) {
            final double[] inverse = Matrices.inverse(folding.transform());
            final double[] toNetwork = Matrices.real(Matrices.rounded(Matrices.product(Matrices.real(registry.supercell(r)), inverse)));
            count(averages.get(r), frame.mobile(), toNetwork, Matrices.times(registry.shiftOf(r), 0, inverse), grid, counts);
            copies += averages.get(r).run().frames() * Math.abs(SupercellMatch.determinant(Matrices.rounded(toNetwork)));
            progress.advance(r + 1L, averages.size(), "Counting ions");
        }
        final double[] density = smoothed(counts, grid);
        final DensityBasins basins = new DensityBasins(new int[] {grid.na(), grid.nb(), grid.nc()}, density, options.mergeDepth());
        return collect(crystal, frame, basins, density, grid, copies);
    }

    private int voxels(final Cell cell, final int axis) {
        return (int)Math.max(3, Math.ceil(cell.length(axis) / options.spacing()));
    }

    private void count(final RunAverage a, final Element mobile, final double[] m, final double[] shift, final VoxelGrid grid, final double[] counts) {
        final int atoms = a.run().atoms();
        try (Unwrapper u = Unwrapper.open(a.run(), unwrapping
            .withDriftSpecies(RunAverage.frameworkSpecies(a.run().atomicNumbers(), mobile)))) {
            final int window = RunAverage.window(atoms);
            for (int n = u.advance(window); n > 0; n = u.advance(window)) {
                for (int f = 0; f < n; f++) {
                    for (final int i : a.mobile()) {
                        final double[] x = Matrices.times(u.fractional(), 3 * (f * atoms + i), m);
                        counts[grid.voxel(x[0] - shift[0], x[1] - shift[1], x[2] - shift[2])]++;
                    }
                }
            }
        }
    }

    private double[] smoothed(final double[] counts, final VoxelGrid grid) {
        double[] from = counts.clone();
        double[] to = new double[counts.length];
        final int[] stride = {grid.nb() * grid.nc(), grid.nc(), 1};
        for (int pass = 0; pass < options.smoothing(); pass++) {
            for (int axis = 0; axis < 3; axis++) {
                final int s = stride[axis];
                final int length = grid.along(axis) * s;
                for (int v = 0; v < to.length; v++) {
                    final int line = v / length * length;
                    to[v] = 0.5 * from[v] + 0.25 * (from[line + (v - line + s) % length] + from[line + (v - line + length - s) % length]);
                }
                final double[] t = from;
                from = to;
                to = t;
            }
        }
        return from;
    }

    private Found collect(final SiteNetwork crystal, final SiteNetwork frame, final DensityBasins basins, final double[] density, final VoxelGrid grid,
        final double copies) {
        final List<double[]> positions = new ArrayList<>();
        final List<String> labels = new ArrayList<>();
        final List<Double> ions = new ArrayList<>();
        final List<Double> depths = new ArrayList<>();
        for (int i = 0; crystal != null && i < crystal.size(); i++) {
            positions.add(new double[] {crystal.fractional(i, 0), crystal.fractional(i, 1), crystal.fractional(i, 2)});
            labels.add(crystal.label(i));
            ions.add(Double.NaN);
            depths.add(Double.NaN);
        }
        final SiteAssignment.Query nearest = crystal == null ? null : SiteAssignment.of(crystal).query();
        final double[][] sums = centers(frame.cell(), basins, density, grid);
        for (final int b : basins.basins()) {
            final double[] x = {sums[b][0], sums[b][1], sums[b][2]};
            if (sums[b][3] / copies >= options.fewestIons() && (nearest == null || distance(nearest, x) >= options.extraDistance())) {
                positions.add(x);
                labels.add(crystal == null ? "D" : "X");
                ions.add(sums[b][3] / copies);
                depths.add(basins.depth(b));
            }
        }
        final double[] flat = positions.stream().flatMapToDouble(Arrays::stream).toArray();
        return new Found(frame.withSites(flat, labels), ions.stream().mapToDouble(d -> d).toArray(),
            depths.stream().mapToDouble(d -> d).toArray());
    }

    /** For each basin its center of mass (fractional) and its weight. */
    private static double[][] centers(final Cell cell, final DensityBasins basins, final double[] density, final VoxelGrid grid) {
        final int[] ids = basins.basins();
        final double[][] sums = new double[ids.length == 0 ? 0 : ids[ids.length - 1] + 1][4];
        final MinimumImage image = new MinimumImage(cell);
        final double[] d = new double[3];
        for (int v = 0; v < density.length; v++) {
            final int b = basins.basin(v);
            if (b >= 0) {
                final double[] at = center(v, grid);
                final double[] top = center(basins.peak(b), grid);
                for (int k = 0; k < 3; k++) {
                    d[k] = at[k] - top[k];
                }
                cell.toCartesian(d, 0, d, 0);
                image.apply(d, 0);
                for (int k = 0; k < 3; k++) {
                    sums[b][k] += density[v] * d[k];
                }
                sums[b][3] += density[v];
            }
        }
        for (final int b : ids) {
            final double[] top = center(basins.peak(b), grid);
            final double[] mean = {sums[b][0] / sums[b][3], sums[b][1] / sums[b][3], sums[b][2] / sums[b][3]};
            cell.toFractional(mean, 0, mean, 0);
            for (int k = 0; k < 3; k++) {
                sums[b][k] = top[k] + mean[k];
            }
        }
        return sums;
    }

    private static double[] center(final int voxel, final VoxelGrid grid) {
        return new double[] {grid.center(voxel, 0), grid.center(voxel, 1), grid.center(voxel, 2)};
    }

    private static double distance(final SiteAssignment.Query nearest, final double[] x) {
        nearest.nearest(x[0], x[1], x[2]);
        return Math.sqrt(nearest.squaredDistance());
    }
}

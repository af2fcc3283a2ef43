package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;

/**
 * How each run lies on the cell of the sites: supercell matrix, rigid shift, and the mean cell of all runs.
 */
final class CrystalRegistry {

    private final SiteNetwork sites;
    private final List<RunAverage> averages;
    private final List<int[]> supercells = new ArrayList<>();
    private final List<double[]> shifts = new ArrayList<>();
    private final Cell meanCell;
    private final List<String> notes;
    private final List<String> warnings;

    CrystalRegistry(final SiteNetwork sites, final List<RunAverage> averages, final List<String> notes, final List<String> warnings) {
        this.sites = sites;
        this.averages = averages;
        this.notes = notes;
        this.warnings = warnings;
        for (final RunAverage a : averages) {
            supercells.add(supercell(a));
        }
        meanCell = meanCell();
        compareCells();
        for (int r = 0; r < averages.size(); r++) {
            shifts.add(shift(r));
        }
        if (sites.framework().isEmpty()) {
            notes.add("The sites come without framework atoms: the crystal is taken to lie on them as in the first frame of the first run.");
        }
    }

    private int[] supercell(final RunAverage a) {
        try {
            return SupercellMatch.of(sites.cell(), sites.supercellHint(), a.cell(), name(a));
        } catch (final InputException e) {
            if (supercells.isEmpty()) {
                throw e;
            }
            throw new InputException("The runs '" + name(averages.get(0)) + "' and '" + name(a) + "' have no sites in common: the sites fit the cell of the first one. "
                + e.summary(), "Detect the hops of each with the sites of its own crystal.");
        }
    }

    /** Runs of one crystal at other temperatures or pressures differ little: they are counted on the sites of the mean cell. */
    private void compareCells() {
        for (int r = 1; r < averages.size(); r++) {
            final int run = r;
            SiteDifference.ofCells(siteCell(0), siteCell(r)).ifPresent(text -> warnings.add("The runs '" + name(averages.get(0)) + "' and '"
                + name(averages.get(run)) + "' differ: in the cell of the sites " + text + ". Their hops are counted on the sites of the mean cell. If they are of"
                + " different crystals or compositions, detect the hops of each with its own sites."));
        }
    }

    private static String name(final RunAverage a) {
        return a.run().info().source();
    }

    /** M with simulation cell = M · site cell. */
    int[] supercell(final int run) {
        return supercells.get(run);
    }


    /** Rigid shift of the run in fractions of the site cell: position in the run minus position on the sites. */
    double[] shiftOf(final int run) {
        return shifts.get(run);
    }

    /** The site cell at the mean cell of the runs, weighted by frames. */
    Cell cell() {
        return meanCell;
    }

    private Cell siteCell(final int run) {
        return Cell.of(Matrices.product(Matrices.inverse(Matrices.real(supercells.get(run))), averages.get(run).cell().rows()));
    }

    private Cell meanCell() {
        final double[] sum = new double[9];
        final Cell first = siteCell(0);
        double weight = 0;
        for (int r = 0; r < averages.size(); r++) {
            final Cell c = siteCell(r);
            // a cell in another orientation has no meaningful mean with the first
            if (c.equals(first, 0.1 * first.length(0))) {
                final double w = averages.get(r).run().frames();
                weight += w;
                for (int k = 0; k < 9; k++) {
                    sum[k] += w * c.get(k / 3, k % 3);
                }
            }
        }
        for (int k = 0; k < 9; k++) {
            sum[k] /= weight;
        }
        return Cell.of(sum);
    }

    /** Mean framework positions of a run in fractions of the site cell. */
    private double[] points(final int run) {
        final RunAverage a = averages.get(run);
        final double[] m = Matrices.real(supercells.get(run));
        final double[] result = new double[a.positions().length];
        for (int i = 0; i < result.length; i += 3) {
            System.arraycopy(Matrices.times(a.positions(), i, m), 0, result, i, 3);
        }
        return result;
    }

    private double[] shift(final int run) {
        final RunAverage a = averages.get(run);
        if (a.framework().length == 0) {
            notes.add("The run '" + name(a) + "' has no framework atoms: no drift is removed.");
            return new double[3];
        }
        final boolean likeFirst = run > 0 && Arrays.equals(a.frameworkSpecies(), averages.get(0).frameworkSpecies())
            && Arrays.equals(supercells.get(run), supercells.get(0));
        if (likeFirst) {
            return againstFirst(run);
        }
        if (sites.framework().isEmpty()) {
            if (run > 0) {
                warnings.add("The run '" + name(a) + "' has another framework than the first run: how it is shifted against the sites is not known;"
                    + " no shift is assumed.");
            }
            return new double[3];
        }
        return againstReference(run);
    }

    /** The same atoms in the same cell: compared one by one, unless they turn out to be others. */
    private double[] againstFirst(final int run) {
        final double[] p = averages.get(run).positions();
        final double[] q = averages.get(0).positions();
        final Cell cell = averages.get(0).cell();
        final MinimumImage image = new MinimumImage(cell);
        final double[] mean = new double[3];
        final double[] d = new double[3];
        for (int i = 0; i < p.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                // relative to atom 0, so that a large common shift is no problem
                d[k] = p[i + k] - p[k] - (q[i + k] - q[k]);
            }
            cell.toCartesian(d, 0, d, 0);
            image.apply(d, 0);
            for (int k = 0; k < 3; k++) {
                mean[k] += 3 * d[k] / p.length;
            }
        }
        final double far = farthest(p, q, cell, mean);
        if (far > FrameworkRegistry.FAR) {
            return inAnotherOrder(run, far);
        }
        cell.toFractional(mean, 0, mean, 0);
        for (int k = 0; k < 3; k++) {
            mean[k] += p[k] - q[k];
            mean[k] -= Math.rint(mean[k]);
        }
        final double[] shift = Matrices.times(mean, 0, Matrices.real(supercells.get(run)));
        for (int k = 0; k < 3; k++) {
            shift[k] += shifts.get(0)[k];
        }
        return shift;
    }

    /** Largest distance between equal atoms of two runs once {@code shift} (Å, relative to atom 0) is taken off. */
    private static double farthest(final double[] p, final double[] q, final Cell cell, final double[] shift) {
        final MinimumImage image = new MinimumImage(cell);
        final double[] d = new double[3];
        double largest = 0;
        for (int i = 0; i < p.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                d[k] = p[i + k] - p[k] - (q[i + k] - q[k]);
            }
            cell.toCartesian(d, 0, d, 0);
            for (int k = 0; k < 3; k++) {
                d[k] -= shift[k];
            }
            largest = Math.max(largest, image.apply(d, 0));
        }
        return Math.sqrt(largest);
    }

    /** Atoms of one number are different atoms of the two runs, or have wandered: they are compared as a crystal. */
    private double[] inAnotherOrder(final int run, final double far) {
        if (sites.framework().isPresent()) {
            return againstReference(run);
        }
        final FrameworkRegistry found = FrameworkRegistry.of(averages.get(0).cell(), averages.get(0).positions(), averages.get(0).frameworkSpecies(), 1,
            averages.get(run).positions(), averages.get(run).frameworkSpecies());
        if (!found.good() && !found.usable(averages.get(run).framework().length)) {
            warnings.add(String.format(Locale.ROOT, "The frameworks of the runs '%s' and '%s' do not lie on each other: an atom is %.2f Å away from its place in the"
                + " other run, the limit is %.1f Å, and no other order of the atoms fits either. How the sites lie in the second run is not known; no shift is"
                + " assumed. If the runs are of different crystals, detect the hops of each with its own sites.", name(averages.get(0)), name(averages.get(run)), far,
                FrameworkRegistry.FAR));
            return shifts.get(0).clone();
        }
        final double[] shift = Matrices.times(found.shift(), 0, Matrices.real(supercells.get(run)));
        for (int k = 0; k < 3; k++) {
            shift[k] += shifts.get(0)[k];
        }
        return shift;
    }

    private double[] againstReference(final int run) {
        final RunAverage a = averages.get(run);
        final Structure reference = sites.framework().orElseThrow();
        final int copies = (int)Math.abs(SupercellMatch.determinant(supercells.get(run)));
        final double[] points = points(run);
        final double[] ref = reference.fractionalPositions();
        FrameworkRegistry found = FrameworkRegistry.of(meanCell, ref, reference.atomicNumbers(), copies, points, a.frameworkSpecies());
        if (!found.good()) {
            if (found.usable(a.framework().length)) {
                return withDefects(found, a);
            }
            final FrameworkRegistry blind = FrameworkRegistry.of(meanCell, ref, new int[reference.size()], copies, points,
                new int[a.frameworkSpecies().length]);
            if (!blind.good()) {
                throw new InputException(String.format(Locale.ROOT, "The framework of the run '%s' (%d atoms) does not lie on that of the crystal with"
                    + " the sites (%d positions in each of %d cells): %d positions have too many or too few atoms, and the best fit is %s.",
                    name(a), a.framework().length, reference.size(), copies, found.unmatched(), found.describe(meanCell)),
                    "Use the crystal that was simulated as reference, or sites found from the density of the ions.");
            }
            warnings.add("The framework of the run '" + name(a) + "' has other species on its positions than the crystal with the sites.");
            found = blind;
        }
        if (found.rms() > LatticeVectors.TOLERANCE) {
            warnings.add(String.format(Locale.ROOT, "The mean framework of the run '%s' is off the crystal with the sites by %.2f Å (root mean"
                + " square), at most %.2f Å; the limit is %.1f Å.", name(a), found.rms(), found.largest(), LatticeVectors.TOLERANCE));
        }
        if (found.shiftLength(meanCell) > LatticeVectors.TOLERANCE) {
            notes.add("The crystal of the run '" + name(a) + "' is " + found.describe(meanCell) + ".");
        }
        return found.shift();
    }

    private double[] withDefects(final FrameworkRegistry found, final RunAverage a) {
        warnings.add(String.format(Locale.ROOT, "Some framework atoms of the run '%s' have left their positions (up to %.2f Å, root mean square %.2f Å over"
            + " %d atoms): the crystal has defects or begins to melt. Look at the trajectory, or simulate at a lower temperature.", name(a),
            found.largest(), found.rms(), a.framework().length));
        return found.shift();
    }
}

package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/**
 * The cell in which sites are counted: the smallest one whose translations map the mean framework of every run onto itself within
 * 0.3 Å, species included; else the whole simulation cell.
 *
 * @param network the sites in that cell
 * @param transform matrix B (nine numbers): cell of the network = B · cell of the given sites
 */
record SiteFolding(SiteNetwork network, double[] transform) {

    private static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    static SiteFolding of(final SiteNetwork sites, final CrystalRegistry registry, final List<RunAverage> averages,
        final HopOptions.Folding folding, final List<String> notes) {
        final SiteNetwork strained = sites.withCell(registry.cell());
        double worst = Double.NaN;
        if (folding == HopOptions.Folding.WHERE_FRAMEWORK_ALLOWS) {
            final Cell primitive = primitive(strained);
            final List<Cell> candidates = primitive.equals(strained.cell()) ? List.of(strained.cell()) : List.of(primitive, strained.cell());
            for (final Cell c : candidates) {
                worst = mismatch(strained.cell(), c, registry, averages);
                if (worst < LatticeVectors.TOLERANCE) {
                    return folded(strained, c, worst, registry, averages, notes);
                }
            }
            notes.add(String.format(Locale.ROOT, "The sites are not folded onto the unit cell: its translations do not map the mean framework onto itself"
                + " within %.1f Å (%s), as in a disordered crystal.", LatticeVectors.TOLERANCE,
                Double.isInfinite(worst) ? "atoms of different species or none are found" : String.format(Locale.ROOT, "the largest distance is %.2f Å",
                    worst)));
        }
        return unfolded(strained, registry, averages);
    }

    private static SiteFolding folded(final SiteNetwork strained, final Cell cell, final double worst, final CrystalRegistry registry,
        final List<RunAverage> averages, final List<String> notes) {
        final double[] b = Matrices.product(cell.rows(), strained.cell().inverseRows());
        final int copies = (int)Math.abs(SupercellMatch.determinant(registry.supercell(0)));
        final int parts = (int)Math.rint(strained.cell().volume() / cell.volume());
        if (averages.stream().allMatch(a -> a.framework().length == 0) && copies * parts > 1) {
            notes.add("There are no framework atoms: all cell copies are taken to be equivalent.");
        } else if (copies * parts > 1) {
            notes.add(String.format(Locale.ROOT, "The sites of %d cell copies are folded onto one%s: the mean framework maps onto itself within %.2f Å.",
                copies * parts, parts > 1 ? " primitive cell" : "", worst));
        }
        return new SiteFolding(parts > 1 ? strained.foldedInto(cell) : strained, parts > 1 ? b : IDENTITY);
    }

    private static SiteFolding unfolded(final SiteNetwork strained, final CrystalRegistry registry, final List<RunAverage> averages) {
        final int[] m = registry.supercell(0);
        for (int r = 1; r < averages.size(); r++) {
            if (!Arrays.equals(m, registry.supercell(r))) {
                throw new InputException("The runs '" + averages.get(0).run().info().source() + "' and '" + averages.get(r).run().info().source()
                    + "' have different supercells, " + Arrays.toString(m) + " and " + Arrays.toString(registry.supercell(r))
                    + ", and their sites are not folded onto the unit cell: they have no sites in common.",
                    "Detect the hops of runs of one size at a time.");
            }
        }
        final boolean same = Arrays.equals(Matrices.real(m), IDENTITY);
        return new SiteFolding(same ? strained : strained.supercell(m), Matrices.real(m));
    }

    /** The primitive cell of sites and reference framework together. */
    private static Cell primitive(final SiteNetwork sites) {
        final List<String> labels = new ArrayList<>();
        final Structure framework = sites.framework().orElse(null);
        final int atoms = framework == null ? 0 : framework.size();
        final double[] points = Arrays.copyOf(sites.fractionalPositions(), 3 * (sites.size() + atoms));
        final int[] species = new int[sites.size() + atoms];
        for (int i = 0; i < sites.size(); i++) {
            if (!labels.contains(sites.label(i))) {
                labels.add(sites.label(i));
            }
            species[i] = -1 - labels.indexOf(sites.label(i));
        }
        for (int i = 0; i < atoms; i++) {
            species[sites.size() + i] = framework.element(i).atomicNumber();
        }
        if (framework != null) {
            System.arraycopy(framework.fractionalPositions(), 0, points, 3 * sites.size(), 3 * atoms);
        }
        return LatticeVectors.primitive(sites.cell(), points, species);
    }

    /**
     * How far the translations of {@code cell} miss the mean framework, in Å, worst of all kinds of runs. Runs of the same atoms in the same
     * supercell are averaged first: each of them sees its vacancies at a few sites only, which pushes the atoms beside them aside.
     */
    private static double mismatch(final Cell siteCell, final Cell cell, final CrystalRegistry registry, final List<RunAverage> averages) {
        double worst = 0;
        final boolean[] done = new boolean[averages.size()];
        for (int r = 0; r < averages.size(); r++) {
            final RunAverage a = averages.get(r);
            if (done[r] || a.framework().length == 0) {
                continue;
            }
            final double[] positions = pooled(r, registry, averages, done);
            final double[] toSimulation = Matrices.inverse(Matrices.real(registry.supercell(r)));
            for (int k = 0; k < 3; k++) {
                final double[] site = {cell.get(k, 0), cell.get(k, 1), cell.get(k, 2)};
                siteCell.toFractional(site, 0, site, 0);
                final double[] t = Matrices.times(site, 0, toSimulation);
                worst = Math.max(worst, LatticeVectors.mismatch(a.cell(), positions, a.frameworkSpecies(), t));
            }
        }
        return worst;
    }

    /** Mean framework of run {@code first} and all later runs like it, weighted by frames; marks them as done. */
    private static double[] pooled(final int first, final CrystalRegistry registry, final List<RunAverage> averages, final boolean[] done) {
        final RunAverage a = averages.get(first);
        final double[] origin = shift(first, registry);
        final double[] sum = new double[a.positions().length];
        double weight = 0;
        for (int r = first; r < averages.size(); r++) {
            final RunAverage b = averages.get(r);
            if (!Arrays.equals(a.frameworkSpecies(), b.frameworkSpecies()) || !Arrays.equals(registry.supercell(first), registry.supercell(r))) {
                continue;
            }
            done[r] = true;
            final double[] other = shift(r, registry);
            final double frames = b.run().frames();
            weight += frames;
            for (int i = 0; i < sum.length; i++) {
                final double d = b.positions()[i] - other[i % 3] - (a.positions()[i] - origin[i % 3]);
                sum[i] += frames * (d - Math.rint(d));
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a.positions()[i] + sum[i] / weight;
        }
        return sum;
    }

    /** Shift of a run against the sites, in fractions of its simulation cell. */
    private static double[] shift(final int run, final CrystalRegistry registry) {
        return Matrices.times(registry.shiftOf(run), 0, Matrices.inverse(Matrices.real(registry.supercell(run))));
    }
}

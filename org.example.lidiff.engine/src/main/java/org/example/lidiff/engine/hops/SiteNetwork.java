package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.SupercellTranslations;
import org.example.lidiff.engine.trajectory.FrameStructures;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/**
 * Sites of a mobile species in a periodic cell. Immutable.
 *
 * <p>Fractional positions lie in [0, 1). The framework (all other atoms of the same cell) may be known; it tells how a
 * simulation is shifted against the sites.
 */
public final class SiteNetwork {

    /** Sites closer than this (Å) cannot be two sites. */
    public static final double DUPLICATE_DISTANCE = 0.3;
    private static final double SAME_POSITION = 0.01;

    private final Cell cell;
    private final double[] fractional;
    private final List<String> labels;
    private final List<String> names;
    private final Element mobile;
    private final Structure framework;
    private final int[] supercellHint;
    private final double[] nearest;
    private final int[] nearestSite;

    private SiteNetwork(final Cell cell, final double[] fractional, final List<String> labels, final Element mobile,
        final Structure framework, final int[] supercellHint) {
        this.cell = cell;
        this.fractional = fractional.clone();
        for (int i = 0; i < fractional.length; i++) {
            this.fractional[i] = wrap(fractional[i]);
        }
        this.labels = List.copyOf(labels);
        this.names = names(labels);
        this.mobile = mobile;
        this.framework = framework;
        this.supercellHint = supercellHint;
        this.nearestSite = new int[labels.size()];
        this.nearest = nearestDistances(cell, this.fractional, nearestSite);
    }

    private static double wrap(final double x) {
        final double w = x - Math.floor(x);
        return w < 1 ? w : 0;
    }

    /**
     * Sites at fractional positions of {@code cell}, without a framework.
     *
     * @param fractional triples, wrapped or not
     * @param labels one a site; equal labels mean sites of one type
     * @throws InputException if there is no site or two sites are closer than {@link #DUPLICATE_DISTANCE}
     */
    public static SiteNetwork of(final Cell cell, final double[] fractional, final List<String> labels, final Element mobile) {
        if (fractional.length != 3 * labels.size()) {
            throw new IllegalArgumentException(labels.size() + " labels need as many position triples, not " + fractional.length / 3.0);
        }
        return checked(new SiteNetwork(cell, fractional, labels, mobile, null, null));
    }

    /** Sites as they were stored, however close they are: moving acceptors may meet. */
    static SiteNetwork stored(final Cell cell, final double[] fractional, final List<String> labels, final Element mobile, final Structure framework) {
        return new SiteNetwork(cell, fractional, labels, mobile, framework, null);
    }

    /** Sites are the atoms of {@code mobile} in the unit cell of the complete crystal; the other atoms are the framework. */
    public static SiteNetwork ofReference(final ReferenceStructure reference, final Element mobile) {
        final SiteNetwork sites = ofStructure(reference.unitCell(), mobile, List.of());
        return new SiteNetwork(sites.cell, sites.fractional, sites.labels, mobile, sites.framework, reference.supercellMatrix());
    }

    /**
     * Sites are where the ions are in the first frame of the first run: none of them is empty then.
     *
     * @throws InputException if there is no run, or the species is absent
     */
    public static SiteNetwork ofFirstFrame(final TrajectorySet set, final Element mobile) {
        if (set.runs().isEmpty()) {
            throw new InputException("There is no run to take sites from.", "Load at least one trajectory.");
        }
        return ofStructure(FrameStructures.of(set.runs().get(0), 0), mobile, List.of());
    }

    /**
     * Sites are the atoms of {@code mobile} in {@code structure}, where chosen by label; the atoms of other elements are the framework.
     * Atoms of equal label at the same position (0.01 Å) are one site.
     *
     * @param chosen labels of the sites to take ("T2", "T5"), empty for all
     * @throws InputException if the species or a label is absent, or two sites are closer than {@link #DUPLICATE_DISTANCE}
     */
    public static SiteNetwork ofStructure(final Structure structure, final Element mobile, final Collection<String> chosen) {
        final int[] atoms = structure.indices(mobile);
        if (atoms.length == 0) {
            throw new InputException("The structure with the sites has no " + mobile + "; it is " + structure.formula() + ".",
                "Choose the mobile species among its elements, or another structure.");
        }
        checkLabels(structure, atoms, chosen);
        final double[] frac = structure.fractionalPositions();
        final MinimumImage image = new MinimumImage(structure.cell());
        final List<Integer> kept = new ArrayList<>();
        for (final int a : atoms) {
            if ((chosen.isEmpty() || chosen.contains(structure.label(a))) && !isCopy(structure, image, kept, a)) {
                kept.add(a);
            }
        }
        final double[] positions = new double[3 * kept.size()];
        final List<String> labels = new ArrayList<>();
        for (final int a : kept) {
            System.arraycopy(frac, 3 * a, positions, 3 * labels.size(), 3);
            labels.add(structure.label(a));
        }
        final int[] others = IntStream.range(0, structure.size()).filter(i -> structure.element(i) != mobile).toArray();
        return checked(new SiteNetwork(structure.cell(), positions, labels, mobile, others.length == 0 ? null : structure.select(others), null));
    }

    private static void checkLabels(final Structure structure, final int[] atoms, final Collection<String> chosen) {
        final List<String> there = Arrays.stream(atoms).mapToObj(structure::label).distinct().toList();
        for (final String label : chosen) {
            if (!there.contains(label)) {
                throw new InputException("No site is labeled '" + label + "'; the labels are " + String.join(", ", there) + ".",
                    "Choose among these labels, or leave the choice empty for all sites.");
            }
        }
    }

    private static boolean isCopy(final Structure structure, final MinimumImage image, final List<Integer> kept, final int atom) {
        final double[] d = new double[3];
        for (final int k : kept) {
            for (int a = 0; a < 3; a++) {
                d[a] = structure.position(atom, a) - structure.position(k, a);
            }
            if (image.apply(d, 0) < SAME_POSITION * SAME_POSITION && structure.label(k).equals(structure.label(atom))) {
                return true;
            }
        }
        return false;
    }

    private static SiteNetwork checked(final SiteNetwork sites) {
        if (sites.size() == 0) {
            throw new InputException("There are no sites.", "Choose a structure with atoms of the mobile species.");
        }
        for (int i = 0; i < sites.size(); i++) {
            if (sites.nearest[i] < DUPLICATE_DISTANCE) {
                throw new InputException(String.format(Locale.ROOT, "The sites %s and %s are %.3f Å apart; the limit is %.1f Å.",
                    sites.name(i), sites.name(sites.nearestSite[i]), sites.nearest[i], DUPLICATE_DISTANCE),
                    "Remove one of them, or choose the sites by label.");
            }
        }
        return sites;
    }

    private static List<String> names(final List<String> labels) {
        final Map<String, Integer> total = new LinkedHashMap<>();
        labels.forEach(l -> total.merge(l, 1, Integer::sum));
        final Map<String, Integer> seen = new LinkedHashMap<>();
        final List<String> names = new ArrayList<>();
        for (final String l : labels) {
            names.add(total.get(l) == 1 ? l : l + "." + seen.merge(l, 1, Integer::sum));
        }
        return List.copyOf(names);
    }

    /** For each site the distance to the nearest other site or image, and which site that is. */
    private static double[] nearestDistances(final Cell cell, final double[] fractional, final int[] which) {
        final MinimumImage image = new MinimumImage(cell);
        final double[] result = new double[which.length];
        final double own = image.shortestVector();
        final double[] d = new double[3];
        for (int i = 0; i < which.length; i++) {
            which[i] = i;
            double best = own * own;
            for (int j = 0; j < which.length; j++) {
                if (j != i) {
                    for (int a = 0; a < 3; a++) {
                        d[a] = fractional[3 * j + a] - fractional[3 * i + a];
                    }
                    cell.toCartesian(d, 0, d, 0);
                    final double square = image.apply(d, 0);
                    if (square < best) {
                        best = square;
                        which[i] = j;
                    }
                }
            }
            result[i] = Math.sqrt(best);
        }
        return result;
    }

    /** Number of sites in the cell. */
    public int size() {
        return labels.size();
    }

    /** The cell of the sites. */
    public Cell cell() {
        return cell;
    }

    /** The species that moves among the sites. */
    public Element mobile() {
        return mobile;
    }

    /** Fractional coordinate {@code axis} of site {@code site}, 0 ≤ x < 1. */
    public double fractional(final int site, final int axis) {
        return fractional[3 * site + axis];
    }

    /** A copy of all fractional positions: triples in [0, 1). */
    public double[] fractionalPositions() {
        return fractional.clone();
    }

    /** Type of a site: sites of one label are of one kind. */
    public String label(final int site) {
        return labels.get(site);
    }

    /** The label, with a running number where several sites share it: unique. */
    public String name(final int site) {
        return names.get(site);
    }

    /** Number of sites of each label, in order of appearance. */
    public Map<String, Integer> types() {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        labels.forEach(l -> counts.merge(l, 1, Integer::sum));
        return counts;
    }

    /** Distance of a site to the nearest other site or to its own nearest image, in Å. */
    public double nearestDistance(final int site) {
        return nearest[site];
    }

    /** Radius of the largest sphere around the site inside its Voronoi cell: half the distance to the nearest site, in Å. */
    public double inRadius(final int site) {
        return 0.5 * nearest[site];
    }

    /** The smallest distance between two sites, in Å. */
    public double shortestDistance() {
        return Arrays.stream(nearest).min().orElse(Double.NaN);
    }

    /** The other atoms of the crystal in the same cell, if known. */
    public Optional<Structure> framework() {
        return Optional.ofNullable(framework);
    }

    /** Nine integers M with simulation cell = M · cell, where the source of the sites tells. */
    public Optional<int[]> supercellHint() {
        return supercellHint == null ? Optional.empty() : Optional.of(supercellHint.clone());
    }

    /** Vector from site {@code from} in the home cell to site {@code to} in the cell at {@code image}: x_to + R·L − x_from, in Å. */
    public double[] vector(final int from, final int to, final int... image) {
        final double[] d = new double[3];
        for (int a = 0; a < 3; a++) {
            d[a] = fractional[3 * to + a] + image[a] - fractional[3 * from + a];
        }
        cell.toCartesian(d, 0, d, 0);
        return d;
    }

    /**
     * The sites, with their images, within a distance of a site, that site itself included.
     *
     * @param distance Å
     * @return site, a, b, c of each
     */
    List<int[]> within(final int site, final double distance) {
        final int[] range = new int[3];
        for (int k = 0; k < 3; k++) {
            range[k] = (int)Math.ceil(distance / cell.height(k)) + 1;
        }
        final List<int[]> near = new ArrayList<>();
        for (int n = 0; n < size(); n++) {
            for (int a = -range[0]; a <= range[0]; a++) {
                for (int b = -range[1]; b <= range[1]; b++) {
                    for (int c = -range[2]; c <= range[2]; c++) {
                        if (LatticeVectors.length(vector(site, n, a, b, c)) <= distance) {
                            near.add(new int[] {n, a, b, c});
                        }
                    }
                }
            }
        }
        return near;
    }

    /** The same fractional positions in another cell (thermal expansion, mean cell of a run). */
    public SiteNetwork withCell(final Cell other) {
        return new SiteNetwork(other, fractional, labels, mobile, framework == null ? null : moved(other), supercellHint);
    }

    /** Other sites in the same cell, with the same framework. */
    SiteNetwork withSites(final double[] newFractional, final List<String> newLabels) {
        return checked(new SiteNetwork(cell, newFractional, newLabels, mobile, framework, supercellHint));
    }

    private Structure moved(final Cell other) {
        final double[] x = framework.fractionalPositions();
        for (int i = 0; i < x.length; i += 3) {
            other.toCartesian(x, i, x, i);
        }
        return framework.with(other, x);
    }

    /** All sites of the supercell {@code matrix · cell}, the copies of one site together; the order is that of the translations. */
    public SiteNetwork supercell(final int... matrix) {
        final Cell large = cell.supercell(matrix);
        final List<int[]> translations = SupercellTranslations.of(matrix);
        final double[] x = new double[3 * size() * translations.size()];
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            for (final int[] t : translations) {
                final int at = 3 * names.size();
                for (int a = 0; a < 3; a++) {
                    x[at + a] = fractional[3 * i + a] + t[a];
                }
                cell.toCartesian(x, at, x, at);
                large.toFractional(x, at, x, at);
                names.add(labels.get(i));
            }
        }
        return new SiteNetwork(large, x, names, mobile, framework == null ? null : framework.supercell(matrix), null);
    }

    /** The sites folded into a smaller cell of the same crystal; sites of one label that fall together are one. */
    SiteNetwork foldedInto(final Cell small) {
        final List<String> kept = new ArrayList<>();
        final double[] x = LatticeVectors.fold(cell, fractional, labels, small, kept);
        final Structure folded;
        if (framework == null) {
            folded = null;
        } else {
            final List<String> elements = new ArrayList<>();
            final List<String> symbols = new ArrayList<>();
            for (int i = 0; i < framework.size(); i++) {
                symbols.add(framework.element(i).symbol());
            }
            final double[] f = LatticeVectors.fold(cell, framework.fractionalPositions(), symbols, small, elements);
            for (int i = 0; i < f.length; i += 3) {
                small.toCartesian(f, i, f, i);
            }
            folded = new Structure(small, elements.stream().mapToInt(s -> Element.of(s).atomicNumber()).toArray(), f);
        }
        return new SiteNetwork(small, x, kept, mobile, folded, null);
    }

    @Override
    public String toString() {
        return size() + " " + mobile + " sites " + types();
    }
}

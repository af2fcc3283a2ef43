package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.example.lidiff.engine.markov.SymmetryOperation;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;

/**
 * The symmetry operations of a crystal with its sites, found by trying.
 *
 * <p>Each rotation that maps the lattice onto itself, lengths and angles within 1 %, is combined with each translation that takes one atom of the rarest kind to
 * another; it is an operation when every atom and every site then lies within 0.3 Å of one of its kind. Sites of different labels are of different kinds.
 */
public final class SiteSymmetry {

    private static final double METRIC = 0.01;
    /** Å: before the translation is refined. */
    private static final double LOOSE = 2 * LatticeVectors.TOLERANCE;

    private final Cell cell;
    private final double[] points;
    private final int[] kinds;
    private final int sites;
    private final MinimumImage image;

    private SiteSymmetry(final SiteNetwork network) {
        this.cell = network.cell();
        this.sites = network.size();
        this.image = new MinimumImage(cell);
        final Structure framework = network.framework().orElse(null);
        final int atoms = framework == null ? 0 : framework.size();
        points = java.util.Arrays.copyOf(network.fractionalPositions(), 3 * (sites + atoms));
        kinds = new int[sites + atoms];
        final List<String> labels = new ArrayList<>(network.types().keySet());
        for (int i = 0; i < sites; i++) {
            kinds[i] = -1 - labels.indexOf(network.label(i));
        }
        for (int i = 0; i < atoms; i++) {
            kinds[sites + i] = framework.element(i).atomicNumber();
        }
        if (atoms > 0) {
            System.arraycopy(framework.fractionalPositions(), 0, points, 3 * sites, 3 * atoms);
        }
    }

    /**
     * The operations of {@code network}, the identity among them.
     *
     * @param most the search ends when there are more than this
     */
    public static List<SymmetryOperation> of(final SiteNetwork network, final int most) {
        final SiteSymmetry search = new SiteSymmetry(network);
        final List<SymmetryOperation> found = new ArrayList<>();
        final int anchor = search.rarest();
        for (final int[] w : search.rotations()) {
            for (int k = 0; k < search.kinds.length && found.size() <= most; k++) {
                if (search.kinds[k] == search.kinds[anchor]) {
                    final SymmetryOperation g = search.operation(w, search.translation(w, anchor, k));
                    if (g != null) {
                        found.add(g);
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private int rarest() {
        final Map<Integer, Integer> counts = new TreeMap<>();
        for (final int k : kinds) {
            counts.merge(k, 1, Integer::sum);
        }
        int best = 0;
        for (int i = 1; i < kinds.length; i++) {
            best = counts.get(kinds[i]) < counts.get(kinds[best]) ? i : best;
        }
        return best;
    }

    /** Integer matrices W with W · cell as long and as skewed as the cell. */
    private List<int[]> rotations() {
        final List<List<int[]>> images = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            images.add(asLongAs(k));
        }
        final List<int[]> rotations = new ArrayList<>();
        for (final int[] a : images.get(0)) {
            for (final int[] b : images.get(1)) {
                if (asSkewed(a, b, 0, 1)) {
                    for (final int[] c : images.get(2)) {
                        if (asSkewed(a, c, 0, 2) && asSkewed(b, c, 1, 2)) {
                            rotations.add(new int[] {a[0], a[1], a[2], b[0], b[1], b[2], c[0], c[1], c[2]});
                        }
                    }
                }
            }
        }
        return rotations;
    }

    private List<int[]> asLongAs(final int edge) {
        final double length = cell.length(edge);
        final int[] range = new int[3];
        for (int k = 0; k < 3; k++) {
            range[k] = (int)Math.ceil((1 + METRIC) * length / cell.height(k));
        }
        final List<int[]> list = new ArrayList<>();
        for (int a = -range[0]; a <= range[0]; a++) {
            for (int b = -range[1]; b <= range[1]; b++) {
                for (int c = -range[2]; c <= range[2]; c++) {
                    if (Math.abs(LatticeVectors.length(vector(a, b, c)) / length - 1) < METRIC) {
                        list.add(new int[] {a, b, c});
                    }
                }
            }
        }
        return list;
    }

    private double[] vector(final double... fractional) {
        final double[] v = new double[3];
        cell.toCartesian(fractional, 0, v, 0);
        return v;
    }

    private boolean asSkewed(final int[] u, final int[] v, final int edge, final int other) {
        final double[] x = vector(u[0], u[1], u[2]);
        final double[] y = vector(v[0], v[1], v[2]);
        double dot = 0;
        double own = 0;
        for (int k = 0; k < 3; k++) {
            dot += x[k] * y[k];
            own += cell.get(edge, k) * cell.get(other, k);
        }
        return Math.abs(dot - own) < 2 * METRIC * cell.length(edge) * cell.length(other);
    }

    /** Takes atom {@code from} to atom {@code to} after the rotation. */
    private double[] translation(final int[] w, final int from, final int to) {
        final double[] t = new double[3];
        for (int k = 0; k < 3; k++) {
            t[k] = points[3 * to + k] - rotated(w, from, k);
        }
        return t;
    }

    private double rotated(final int[] w, final int i, final int axis) {
        return points[3 * i] * w[axis] + points[3 * i + 1] * w[3 + axis] + points[3 * i + 2] * w[6 + axis];
    }

    /** The operation, or null when it is none. */
    private SymmetryOperation operation(final int[] w, final double[] start) {
        final int[] to = new int[kinds.length];
        final double[] off = match(w, start, LOOSE, to);
        if (off == null) {
            return null;
        }
        final double[] t = start.clone();
        cell.toFractional(off, 0, off, 0);
        for (int k = 0; k < 3; k++) {
            t[k] += off[k];
        }
        if (match(w, t, LatticeVectors.TOLERANCE, to) == null) {
            return null;
        }
        final int[] translations = new int[3 * sites];
        for (int i = 0; i < sites; i++) {
            for (int k = 0; k < 3; k++) {
                translations[3 * i + k] = (int)Math.rint(rotated(w, i, k) + t[k] - points[3 * to[i] + k]);
            }
        }
        return new SymmetryOperation(java.util.Arrays.copyOf(to, sites), translations, w);
    }

    /** Finds where each atom and site goes; returns the mean vector (Å) that is missing, or null when one finds no place of its own. */
    private double[] match(final int[] w, final double[] t, final double tolerance, final int[] to) {
        final boolean[] taken = new boolean[kinds.length];
        final double[] mean = new double[3];
        final double[] d = new double[3];
        for (int i = 0; i < kinds.length; i++) {
            to[i] = -1;
            for (int j = 0; j < kinds.length && to[i] < 0; j++) {
                if (kinds[j] == kinds[i] && !taken[j]) {
                    for (int k = 0; k < 3; k++) {
                        d[k] = points[3 * j + k] - rotated(w, i, k) - t[k];
                    }
                    cell.toCartesian(d, 0, d, 0);
                    if (image.apply(d, 0) < tolerance * tolerance) {
                        to[i] = j;
                    }
                }
            }
            if (to[i] < 0) {
                return null;
            }
            taken[to[i]] = true;
            for (int k = 0; k < 3; k++) {
                mean[k] += d[k] / kinds.length;
            }
        }
        return mean;
    }
}

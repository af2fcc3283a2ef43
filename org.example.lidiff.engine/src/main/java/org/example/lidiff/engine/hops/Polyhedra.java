package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.SupercellTranslations;

/**
 * Sites as polyhedra of framework atoms, as these are in each frame.
 *
 * <p>The vertices of a site are the framework atoms next to it in the mean structure of the run, each copy of the site for itself. An ion is on
 * its way from the center of the polyhedron (mean of the vertices) to its surface by the share max_faces n·(x − c)/n·(face − c): below 1 it is
 * inside, below κ in the core. Of several polyhedra the one with the smallest share has the ion.
 */
final class Polyhedra implements Assignment {

    /** Share by which a polyhedron may grow in a frame against its mean size. */
    private static final double GROWTH = 1.3;

    private final double[] rows;
    private final SiteNetwork copies;
    private final SiteAssignment nearest;
    private final int[] networkSite;
    private final int[] networkImage;
    private final double[] toSimulation;
    private final double[] shift;
    private final int[] supercell;
    private final Polyhedron[] polyhedra;
    private final List<int[]> neighbors = new ArrayList<>();
    private final int frameLength;
    private double[] window;

    /**
     * @param vertices atom and lattice translation of each, four numbers
     * @param faces three vertices each
     */
    private record Polyhedron(int[] vertices, int[] faces) {
    }

    private record Neighbor(int atom, int[] image, double distance) {
    }

    Polyhedra(final RunAverage average, final SiteNetwork network, final double[] toNetwork, final double[] shift, final PolyhedronOptions options) {
        rows = average.cell().rows();
        frameLength = 3 * average.run().atoms();
        this.shift = shift;
        toSimulation = Matrices.inverse(toNetwork);
        supercell = Matrices.rounded(toNetwork);
        final List<int[]> translations = SupercellTranslations.of(supercell);
        final int n = network.size() * translations.size();
        networkSite = new int[n];
        networkImage = new int[3 * n];
        final double[] x = new double[3 * n];
        final List<String> labels = new ArrayList<>();
        for (int s = 0; s < network.size(); s++) {
            for (final int[] t : translations) {
                place(network, s, t, labels.size(), x);
                labels.add(network.label(s));
            }
        }
        copies = SiteNetwork.of(average.cell(), x, labels, network.mobile());
        nearest = SiteAssignment.of(copies);
        polyhedra = polyhedra(average, options);
        listNeighbors(average);
    }

    private void place(final SiteNetwork network, final int site, final int[] translation, final int copy, final double[] x) {
        final double[] p = new double[3];
        for (int a = 0; a < 3; a++) {
            p[a] = network.fractional(site, a) + translation[a] + shift[a];
        }
        final double[] y = Matrices.times(p, 0, toSimulation);
        networkSite[copy] = site;
        for (int a = 0; a < 3; a++) {
            networkImage[3 * copy + a] = translation[a];
        }
        for (int k = 0; k < 3; k++) {
            final int cell = (int)Math.floor(y[k]);
            x[3 * copy + k] = y[k] - cell;
            for (int a = 0; a < 3; a++) {
                networkImage[3 * copy + a] -= cell * supercell[3 * k + a];
            }
        }
    }

    private Polyhedron[] polyhedra(final RunAverage average, final PolyhedronOptions options) {
        final List<List<Neighbor>> all = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            all.add(neighbors(average, i, options));
        }
        final Map<String, Integer> numbers = new LinkedHashMap<>();
        for (final String label : copies.types().keySet()) {
            numbers.put(label, options.vertices() > 0 ? options.vertices() : number(all, label));
        }
        final Polyhedron[] result = new Polyhedron[copies.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = polyhedron(average, i, all.get(i), numbers.get(copies.label(i)));
        }
        return result;
    }

    /** The framework atoms and their images nearest to a site, nearest first. */
    private List<Neighbor> neighbors(final RunAverage average, final int site, final PolyhedronOptions options) {
        final Cell cell = average.cell();
        final MinimumImage image = new MinimumImage(cell);
        final int reach = cell.smallestHeight() > 14 ? 0 : 1;
        final List<Neighbor> list = new ArrayList<>();
        final double[] d = new double[3];
        final int[] s = new int[3];
        for (int j = 0; j < average.framework().length; j++) {
            if (!options.species().isEmpty() && !options.species().contains(Element.of(average.frameworkSpecies()[j]))) {
                continue;
            }
            for (int a = 0; a < 3; a++) {
                d[a] = average.positions()[3 * j + a] - copies.fractional(site, a);
            }
            cell.toCartesian(d, 0, d, 0);
            image.apply(d, 0);
            image.lastShift(s);
            for (int n = 0; n < 27; n++) {
                final int[] t = {n / 9 - 1, n / 3 % 3 - 1, n % 3 - 1};
                if (reach == 1 || n == 13) {
                    final double[] e = {t[0], t[1], t[2]};
                    cell.toCartesian(e, 0, e, 0);
                    for (int a = 0; a < 3; a++) {
                        e[a] += d[a];
                        t[a] += s[a];
                    }
                    list.add(new Neighbor(average.framework()[j], t, LatticeVectors.length(e)));
                }
            }
        }
        list.sort(Comparator.comparingDouble(Neighbor::distance).thenComparingInt(Neighbor::atom));
        if (list.size() <= PolyhedronOptions.MOST_VERTICES) {
            throw new InputException(String.format(Locale.ROOT, "The run '%s' has %d framework atoms%s: too few for polyhedra around the sites.",
                average.run().info().source(), average.framework().length, options.species().isEmpty() ? "" : " of the species "
                    + options.species().stream().map(Element::symbol).sorted().collect(Collectors.joining(", "))),
                "Choose species of the framework as vertices, or assign ions to the nearest site.");
        }
        return list.subList(0, PolyhedronOptions.MOST_VERTICES + 1);
    }

    /** Number of vertices of the sites of one label: where the mean distance of the next atom grows most. */
    private int number(final List<List<Neighbor>> all, final String label) {
        final double[] mean = new double[PolyhedronOptions.MOST_VERTICES + 1];
        for (int i = 0; i < copies.size(); i++) {
            for (int k = 0; k < mean.length && copies.label(i).equals(label); k++) {
                mean[k] += all.get(i).get(k).distance();
            }
        }
        int best = PolyhedronOptions.FEWEST_VERTICES;
        for (int k = PolyhedronOptions.FEWEST_VERTICES; k <= PolyhedronOptions.MOST_VERTICES; k++) {
            // a later gap must be clearly larger: round-off must not decide between equal ones
            best = mean[k] / mean[k - 1] > mean[best] / mean[best - 1] * (1 + 1e-6) ? k : best;
        }
        return best;
    }

    private Polyhedron polyhedron(final RunAverage average, final int site, final List<Neighbor> near, final int count) {
        final int[] vertices = new int[4 * count];
        final double[] x = new double[3 * count];
        for (int v = 0; v < count; v++) {
            final Neighbor n = near.get(v);
            vertices[4 * v] = n.atom();
            for (int a = 0; a < 3; a++) {
                vertices[4 * v + 1 + a] = n.image()[a];
                x[3 * v + a] = average.positions()[3 * Arrays.binarySearch(average.framework(), n.atom()) + a] + n.image()[a];
            }
            average.cell().toCartesian(x, 3 * v, x, 3 * v);
        }
        final int[] faces = ConvexHull.faces(x);
        final double[] at = {copies.fractional(site, 0), copies.fractional(site, 1), copies.fractional(site, 2)};
        average.cell().toCartesian(at, 0, at, 0);
        if (faces.length == 0 || ConvexHull.share(x, count, faces, at[0], at[1], at[2]) > 1) {
            throw new InputException(String.format(Locale.ROOT, "The site %s does not lie inside the polyhedron of its %d nearest framework atoms (%.2f to %.2f Å).",
                copies.name(site), count, near.get(0).distance(), near.get(count - 1).distance()),
                "Choose the species or the number of the vertices, leave out sites on faces between polyhedra, or assign ions to the nearest site.");
        }
        return new Polyhedron(vertices, faces);
    }

    /** For each copy of a site those, with their lattice translations, whose polyhedra may hold an ion that is nearest to it. */
    private void listNeighbors(final RunAverage average) {
        double size = 0;
        final double[] u = new double[3 * average.run().atoms()];
        for (int j = 0; j < average.framework().length; j++) {
            System.arraycopy(average.positions(), 3 * j, u, 3 * average.framework()[j], 3);
        }
        final double[] x = new double[3 * PolyhedronOptions.MOST_VERTICES];
        for (int i = 0; i < copies.size(); i++) {
            vertices(u, 0, i, 0, 0, 0, x);
            final double[] c = {copies.fractional(i, 0), copies.fractional(i, 1), copies.fractional(i, 2)};
            average.cell().toCartesian(c, 0, c, 0);
            for (int v = 0; v < polyhedra[i].vertices().length / 4; v++) {
                size = Math.max(size, LatticeVectors.length(new double[] {x[3 * v] - c[0], x[3 * v + 1] - c[1], x[3 * v + 2] - c[2]}));
            }
        }
        final double reach = 2 * GROWTH * size;
        for (int i = 0; i < copies.size(); i++) {
            neighbors.add(copies.within(i, reach).stream().flatMapToInt(IntStream::of).toArray());
        }
    }

    /** Writes the vertices of a polyhedron of the cell at image (a, b, c) in a frame to {@code out} (Å). */
    private void vertices(final double[] u, final int offset, final int copy, final int a, final int b, final int c, final double[] out) {
        final int[] v = polyhedra[copy].vertices();
        for (int k = 0; k < v.length / 4; k++) {
            final int at = offset + 3 * v[4 * k];
            final double x = u[at] + v[4 * k + 1] + a;
            final double y = u[at + 1] + v[4 * k + 2] + b;
            final double z = u[at + 2] + v[4 * k + 3] + c;
            for (int d = 0; d < 3; d++) {
                out[3 * k + d] = x * rows[d] + y * rows[3 + d] + z * rows[6 + d];
            }
        }
    }

    @Override
    public void window(final double[] fractional) {
        window = fractional;
    }

    /** Number of vertices of each copy's polyhedron, by label. */
    Map<String, Integer> vertexNumbers() {
        final Map<String, Integer> result = new LinkedHashMap<>();
        for (int i = 0; i < copies.size(); i++) {
            result.put(copies.label(i), polyhedra[i].vertices().length / 4);
        }
        return result;
    }

    @Override
    public SiteLocator locator() {
        return new Locator();
    }

    private final class Locator implements SiteLocator {

        private final SiteAssignment.Query query = nearest.query();
        private final double[] x = new double[3 * PolyhedronOptions.MOST_VERTICES];
        private int site;
        private final int[] image = new int[3];
        private double share;

        @Override
        public void locate(final int frame, final double x0, final double y0, final double z0, final int first, final double[] images, final int k) {
            final double[] m = toSimulation;
            final double p = x0 + shift[0];
            final double q = y0 + shift[1];
            final double r = z0 + shift[2];
            final double a = p * m[0] + q * m[3] + r * m[6];
            final double b = p * m[1] + q * m[4] + r * m[7];
            final double c = p * m[2] + q * m[5] + r * m[8];
            query.nearest(a, b, c);
            final int[] near = neighbors.get(query.site());
            share = Double.POSITIVE_INFINITY;
            set(query.site(), query.image(0), query.image(1), query.image(2));
            final double cx = a * rows[0] + b * rows[3] + c * rows[6];
            final double cy = a * rows[1] + b * rows[4] + c * rows[7];
            final double cz = a * rows[2] + b * rows[5] + c * rows[8];
            final int offset = frame * frameLength;
            for (int n = 0; n < near.length; n += 4) {
                final int i0 = query.image(0) + near[n + 1];
                final int i1 = query.image(1) + near[n + 2];
                final int i2 = query.image(2) + near[n + 3];
                final double s = share(offset, near[n], i0, i1, i2, cx, cy, cz);
                if (s < share) {
                    share = s;
                    set(near[n], i0, i1, i2);
                }
            }
        }

        private double share(final int offset, final int copy, final int a, final int b, final int c, final double px, final double py, final double pz) {
            vertices(window, offset, copy, a, b, c, x);
            return ConvexHull.share(x, polyhedra[copy].vertices().length / 4, polyhedra[copy].faces(), share, px, py, pz);
        }

        private void set(final int copy, final int a, final int b, final int c) {
            site = networkSite[copy];
            for (int d = 0; d < 3; d++) {
                image[d] = networkImage[3 * copy + d] + a * supercell[d] + b * supercell[3 + d] + c * supercell[6 + d];
            }
        }

        @Override
        public int site() {
            return site;
        }

        @Override
        public int image(final int axis) {
            return image[axis];
        }

        @Override
        public double squaredCoreFraction() {
            return share * share;
        }
    }
}

package org.example.lidiff.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;

/** A crystal with its sites and the hops between them, in Cartesian coordinates in Å. */
public final class Scene implements Picture {

    /** The version of the JSON form. */
    public static final int VERSION = 1;

    /** The most atoms, sites and edges together. */
    public static final int MAX_OBJECTS = 20_000;

    static final String TYPE = "scene";

    private final String id;
    private final String title;
    private final double[] cell;
    private final List<Atom> atoms;
    private final List<Site> sites;
    private final List<Edge> edges;
    private final String legendLabel;
    private final String legendUnit;
    private final List<String> notes;

    /**
     * A point in Å.
     */
    public record Point(double x, double y, double z) {

        /** @throws IllegalArgumentException if a coordinate is not finite */
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
                throw new IllegalArgumentException("A position must be finite, not " + x + ", " + y + ", " + z);
            }
        }
    }

    /**
     * An atom.
     *
     * @param element its symbol, which gives color and radius
     * @param position in Å
     * @param value what colors the atom instead of its element, or NaN
     * @param label shown when pointed at, may be empty
     */
    public record Atom(String element, Point position, double value, String label) {
    }

    /**
     * A site of the mobile ions.
     *
     * @param position in Å
     * @param label its name
     * @param value what colors the site, in the unit of the legend, or NaN for gray
     * @param occupancy mean number of ions on the site, which gives its size (0 … 1), or NaN
     */
    public record Site(Point position, String label, double value, double occupancy) {
    }

    /**
     * A hop, or hops in both directions, from one place to another; drawn straight, so periodic images are for the author to choose.
     *
     * @param from start in Å
     * @param to end in Å
     * @param width thickness relative to the other edges, 0 … 1
     * @param value what colors the edge, in the unit of the legend, or NaN for gray
     * @param label shown when pointed at, may be empty
     */
    public record Edge(Point from, Point to, double width, double value, String label) {

        /** @throws IllegalArgumentException if the width is not between 0 and 1 */
        public Edge {
            if (!(width >= 0 && width <= 1)) {
                throw new IllegalArgumentException("The width of an edge is between 0 and 1, not " + width);
            }
        }
    }

    Scene(final SceneBuilder builder) {
        this.id = builder.id;
        this.title = builder.title;
        this.cell = builder.cell;
        this.atoms = List.copyOf(builder.atoms);
        this.sites = List.copyOf(builder.sites);
        this.edges = List.copyOf(builder.edges);
        this.legendLabel = builder.legendLabel;
        this.legendUnit = builder.legendUnit;
        this.notes = List.copyOf(builder.notes);
    }

    /**
     * Starts a scene.
     *
     * @param id identifies it within its node, for example "hop-network"; letters, digits, '-', '_' and '.'
     */
    public static SceneBuilder builder(final String id) {
        return new SceneBuilder(id);
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws InputException if the text is no scene, or of a version this software does not know
     */
    public static Scene fromJson(final String json) {
        return SceneJson.read(Json.parse(json, TYPE));
    }

    @Override
    public String toJson() {
        return Json.text(SceneJson.write(this));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    /** Copy of the lattice vectors in Å, row after row (9 numbers); empty without a cell. */
    public double[] cell() {
        return cell.clone();
    }

    /** The atoms. */
    public List<Atom> atoms() {
        return atoms;
    }

    /** The sites. */
    public List<Site> sites() {
        return sites;
    }

    /** The hops. */
    public List<Edge> edges() {
        return edges;
    }

    /** What the colors mean, or empty. */
    public String legendLabel() {
        return legendLabel;
    }

    /** The unit of the colored values; empty for a pure number. */
    public String legendUnit() {
        return legendUnit;
    }

    /** {@code Label (unit)}, or empty. */
    public String legendCaption() {
        return legendUnit.isEmpty() ? legendLabel : legendLabel + " (" + legendUnit + ")";
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public String description() {
        final String colored = legendLabel.isEmpty() ? "" : "; colored by " + legendCaption();
        return title + ": crystal with " + atoms.size() + " atoms, " + sites.size() + " sites and " + edges.size() + " hops" + colored + ".";
    }

    /** Smallest and largest colored value, or null when nothing is colored. */
    double[] valueRange() {
        final double[] values = DoubleStream.concat(atoms.stream().mapToDouble(Atom::value),
            DoubleStream.concat(sites.stream().mapToDouble(Site::value), edges.stream().mapToDouble(Edge::value)))
            .filter(Double::isFinite).toArray();
        if (values.length == 0) {
            return null;
        }
        return new double[]{Arrays.stream(values).min().getAsDouble(), Arrays.stream(values).max().getAsDouble()};
    }

    /** The 12 edges of the cell as pairs of corners; empty without a cell. */
    List<Point[]> cellEdges() {
        final List<Point[]> lines = new ArrayList<>();
        for (int axis = 0; axis < 3 && cell.length > 0; axis++) {
            final int other = (axis + 1) % 3;
            final int third = (axis + 2) % 3;
            for (int corner = 0; corner < 4; corner++) {
                final double[] f = new double[3];
                f[other] = corner & 1;
                f[third] = corner >> 1;
                final Point from = corner(f);
                f[axis] = 1;
                lines.add(new Point[]{from, corner(f)});
            }
        }
        return lines;
    }

    /** Every point that must be in the picture. */
    Stream<Point> extent() {
        return Stream.of(cellEdges().stream().flatMap(Arrays::stream), atoms.stream().map(Atom::position),
            sites.stream().map(Site::position), edges.stream().flatMap(e -> Stream.of(e.from(), e.to()))).flatMap(s -> s);
    }

    private Point corner(final double[] f) {
        return new Point(f[0] * cell[0] + f[1] * cell[3] + f[2] * cell[6], f[0] * cell[1] + f[1] * cell[4] + f[2] * cell[7],
            f[0] * cell[2] + f[1] * cell[5] + f[2] * cell[8]);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Scene s && id.equals(s.id) && title.equals(s.title) && Arrays.equals(cell, s.cell)
            && atoms.equals(s.atoms) && sites.equals(s.sites) && edges.equals(s.edges) && legendLabel.equals(s.legendLabel)
            && legendUnit.equals(s.legendUnit) && notes.equals(s.notes);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + atoms.hashCode();
    }
}

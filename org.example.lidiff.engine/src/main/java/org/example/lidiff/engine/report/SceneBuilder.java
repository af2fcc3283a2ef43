package org.example.lidiff.engine.report;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.report.Scene.Atom;
import org.example.lidiff.engine.report.Scene.Edge;
import org.example.lidiff.engine.report.Scene.Point;
import org.example.lidiff.engine.report.Scene.Site;

/** Collects what a {@link Scene} shows. */
public final class SceneBuilder {

    final String id;
    String title = "";
    double[] cell = {};
    final List<Atom> atoms = new ArrayList<>();
    final List<Site> sites = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();
    String legendLabel = "";
    String legendUnit = "";
    final List<String> notes = new ArrayList<>();

    SceneBuilder(final String id) {
        this.id = Json.requireId(id);
    }

    /** The heading. */
    public SceneBuilder title(final String text) {
        title = text;
        return this;
    }

    /** The cell: lattice vectors in Å, row after row (9 numbers). */
    public SceneBuilder cell(final double[] rows) {
        if (rows.length != 9) {
            throw new IllegalArgumentException("A cell has 9 numbers, not " + rows.length);
        }
        cell = rows.clone();
        return this;
    }

    /** Adds an atom of this element at x, y, z in Å. */
    public SceneBuilder atom(final String element, final double x, final double y, final double z) {
        return atom(new Atom(element, new Point(x, y, z), Double.NaN, ""));
    }

    /** Adds an atom. */
    public SceneBuilder atom(final Atom atom) {
        atoms.add(atom);
        return this;
    }

    /** Adds a site. */
    public SceneBuilder site(final Site site) {
        sites.add(site);
        return this;
    }

    /** Adds a hop. */
    public SceneBuilder edge(final Edge edge) {
        edges.add(edge);
        return this;
    }

    /**
     * Says what the colors mean.
     *
     * @param label the quantity
     * @param unit its unit; empty for a pure number
     */
    public SceneBuilder legend(final String label, final String unit) {
        legendLabel = label;
        legendUnit = unit;
        return this;
    }

    /** Adds a warning or an explanation, shown below the picture. */
    public SceneBuilder note(final String text) {
        notes.add(text);
        return this;
    }

    /**
     * The scene.
     *
     * @throws IllegalArgumentException if the title is missing, the scene is too large, or colors have no legend
     */
    public Scene build() {
        if (title.isBlank()) {
            throw new IllegalArgumentException("Scene '" + id + "' needs a title");
        }
        final int objects = atoms.size() + sites.size() + edges.size();
        if (objects > Scene.MAX_OBJECTS) {
            throw new IllegalArgumentException("Scene '" + id + "' has " + objects + " objects, the most is " + Scene.MAX_OBJECTS);
        }
        final Scene scene = new Scene(this);
        if (scene.valueRange() != null && legendLabel.isBlank()) {
            throw new IllegalArgumentException("Scene '" + id + "' is colored by values; legend(label, unit) must say which");
        }
        return scene;
    }
}

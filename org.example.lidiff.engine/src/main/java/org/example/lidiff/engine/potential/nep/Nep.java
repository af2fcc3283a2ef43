package org.example.lidiff.engine.potential.nep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.potential.Environment;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.SiteEvaluator;
import org.example.lidiff.engine.potential.SpeciesTypes;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** The neuroevolution potential: a network on radial and angular descriptors of the neighborhood of each atom. */
public final class Nep implements Potential {

    private final NepModel model;

    /** The force field of a model. */
    public Nep(final NepModel model) {
        this.model = model;
    }

    /**
     * Reads a NEP file.
     *
     * @throws org.example.lidiff.engine.InputException if it is missing, damaged or of an unsupported kind
     */
    public static Nep read(final Path file) {
        return new Nep(NepModel.read(file));
    }

    /** The contents of the file. */
    public NepModel model() {
        return model;
    }

    @Override
    public String kind() {
        return model.kind();
    }

    @Override
    public List<Element> elements() {
        return model.settings().species();
    }

    @Override
    public double cutoff() {
        return model.settings().cutoff();
    }

    @Override
    public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
        final NepModel part = modelFor(atomicNumbers);
        final NepTables tables = new NepTables(part);
        return new SiteEvaluator(SpeciesTypes.of(atomicNumbers, part.settings().species(), kind()), part.settings().cutoff(),
            () -> new NepSite(tables), options);
    }

    // the tables of 89 elements do not fit into a cache, those of the elements that are there do
    private NepModel modelFor(final int[] atomicNumbers) {
        final int[] types = SpeciesTypes.of(atomicNumbers, elements(), kind());
        final TreeSet<Integer> present = new TreeSet<>();
        for (final int t : types) {
            present.add(t);
        }
        final List<Element> species = new ArrayList<>();
        present.forEach(t -> species.add(elements().get(t)));
        return species.isEmpty() ? model : model.withSpecies(species);
    }

    /**
     * The descriptors of each atom as the network sees them, multiplied by q_scaler: {@code dim} numbers an atom.
     *
     * @throws org.example.lidiff.engine.InputException if an element has no parameters
     */
    public double[] descriptors(final Structure structure) {
        final double[] q = rawDescriptors(structure);
        final double[] scaler = model.scaler();
        for (int i = 0; i < q.length; i++) {
            q[i] *= scaler[i % scaler.length];
        }
        return q;
    }

    /** As {@link #descriptors}, before they are multiplied by q_scaler. */
    public double[] rawDescriptors(final Structure structure) {
        final int[] types = SpeciesTypes.of(structure.atomicNumbers(), elements(), kind());
        final NepSite site = new NepSite(new NepTables(model));
        final NeighborList list = new NeighborList(cutoff(), 0, ListKind.FULL);
        final double[] positions = structure.positions();
        list.update(positions, structure.cell());
        final Environment e = new Environment();
        final double[] q = new double[structure.size() * model.dim()];
        for (int i = 0; i < structure.size(); i++) {
            e.collect(list, i, positions, types, cutoff());
            site.descriptors(types[i], e, q, i * model.dim());
        }
        return q;
    }
}

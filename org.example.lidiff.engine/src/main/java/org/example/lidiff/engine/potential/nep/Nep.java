package org.example.lidiff.engine.potential.nep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.potential.Environment;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.ExtrapolationCalibration;
import org.example.lidiff.engine.potential.ExtrapolationFile;
import org.example.lidiff.engine.potential.ExtrapolationMeasure;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.SiteEvaluator;
import org.example.lidiff.engine.potential.SpeciesTypes;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** The neuroevolution potential: a network on radial and angular descriptors of the neighborhood of each atom. */
public final class Nep implements Potential {

    private final NepModel model;
    private final ExtrapolationMeasure measure;

    /** The force field of a model. */
    public Nep(final NepModel model) {
        this(model, null);
    }

    private Nep(final NepModel model, final ExtrapolationMeasure measure) {
        this.model = model;
        this.measure = measure;
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

    /**
     * The same with a measure of extrapolation.
     *
     * @throws InputException if the measure was made for other descriptors
     */
    public Nep withExtrapolation(final ExtrapolationMeasure newMeasure) {
        if (newMeasure.fingerprint() != model.descriptorFingerprint() || newMeasure.dim() != model.dim()
            || !newMeasure.elements().equals(elements())) {
            throw new InputException("The extrapolation measure (" + newMeasure.elements() + ", " + newMeasure.dim()
                + " descriptors) was made for another NEP model than this one (" + elements() + ", " + model.dim() + " descriptors).",
                "Choose the " + ExtrapolationFile.NAME + " that was written with the NEP file, or leave it out.");
        }
        return new Nep(model, newMeasure);
    }

    /**
     * The same with the measure of extrapolation of these training frames.
     *
     * @throws InputException if an element has no parameters
     */
    public Nep calibrated(final Iterable<Structure> training) {
        final ExtrapolationCalibration calibration = new ExtrapolationCalibration(elements(), model.descriptorFingerprint(), model.dim());
        final NepTables tables = new NepTables(model);
        for (final Structure frame : training) {
            final int[] types = SpeciesTypes.of(frame.atomicNumbers(), elements(), kind());
            final double[] q = scaled(rawDescriptors(frame, tables));
            for (int i = 0; i < types.length; i++) {
                calibration.add(types[i], q, i * model.dim());
            }
        }
        return new Nep(model, calibration.measure());
    }

    @Override
    public Optional<ExtrapolationMeasure> extrapolation() {
        return Optional.ofNullable(measure);
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
            () -> new NepSite(tables), options, measure == null ? null : measure.select(part.settings().species()));
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
        return scaled(rawDescriptors(structure));
    }

    private double[] scaled(final double[] q) {
        final double[] scaler = model.scaler();
        for (int i = 0; i < q.length; i++) {
            q[i] *= scaler[i % scaler.length];
        }
        return q;
    }

    /** As {@link #descriptors}, before they are multiplied by q_scaler. */
    public double[] rawDescriptors(final Structure structure) {
        return rawDescriptors(structure, new NepTables(model));
    }

    private double[] rawDescriptors(final Structure structure, final NepTables tables) {
        final int[] types = SpeciesTypes.of(structure.atomicNumbers(), elements(), kind());
        final NepSite site = new NepSite(tables);
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

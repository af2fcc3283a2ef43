package org.example.lidiff.engine.spectral;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteDifference;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;

/** Markov state models of a jump network, one a temperature, with the hops they were counted from. Immutable. */
public final class NetworkModel {

    private static final int VERSION = 1;

    /**
     * The model at one temperature.
     *
     * @param temperatureK mean temperature of the runs in K; NaN when unknown
     * @param network their hops
     * @param model the model
     * @param samples models that the data could also have come from, for intervals
     */
    public record AtTemperature(double temperatureK, JumpNetwork network, MarkovStateModel model, Optional<ModelSamples> samples) {

        /** Where the sites are. */
        public NetworkGeometry geometry() {
            return NetworkModel.geometry(network.sites());
        }
    }

    private final List<AtTemperature> temperatures;

    /**
     * Models by temperature, at least one.
     *
     * @throws InputException if two of them have different site sets, so that a state of one is no state of the other
     */
    public NetworkModel(final List<AtTemperature> temperatures) {
        if (temperatures.isEmpty()) {
            throw new IllegalArgumentException("A network model has at least one temperature");
        }
        for (final AtTemperature t : temperatures.subList(1, temperatures.size())) {
            SiteDifference.of(temperatures.get(0).network().sites(), t.network().sites()).ifPresent(text -> {
                throw new InputException("The models " + name(temperatures.get(0)) + " and " + name(t) + " have different site sets: " + text + ".",
                    "Detect the hops of all temperatures in one node, or with the sites of the first one at the port 'Sites' of Detect Hops.");
            });
        }
        this.temperatures = List.copyOf(temperatures);
    }

    private static String name(final AtTemperature t) {
        return String.format(Locale.ROOT, "at %.0f K ('%s')", t.temperatureK(), t.network().runs().get(0).source());
    }

    /** The models, by ascending temperature. */
    public List<AtTemperature> temperatures() {
        return temperatures;
    }

    /** The sites of the first model. */
    public SiteNetwork sites() {
        return temperatures.get(0).network().sites();
    }

    /** The Cartesian positions and the lattice of {@code sites}. */
    static NetworkGeometry geometry(final SiteNetwork sites) {
        final double[] positions = sites.fractionalPositions();
        for (int i = 0; i < positions.length; i += 3) {
            sites.cell().toCartesian(positions, i, positions, i);
        }
        return new NetworkGeometry(positions, sites.cell().rows());
    }

    /** Writes the model; {@link #read} gives it back. */
    public void write(final DataOutput out) throws IOException {
        out.writeInt(VERSION);
        out.writeInt(temperatures.size());
        for (final AtTemperature t : temperatures) {
            out.writeDouble(t.temperatureK());
            t.network().write(out);
            t.model().write(out);
            out.writeBoolean(t.samples().isPresent());
            if (t.samples().isPresent()) {
                t.samples().get().write(out);
            }
        }
    }

    /**
     * Reads a model.
     *
     * @throws InputException if it was written by a newer version
     */
    public static NetworkModel read(final DataInput in) throws IOException {
        final int version = in.readInt();
        if (version != VERSION) {
            throw new InputException("The Markov model has format version " + version + ", this software reads version " + VERSION + ".",
                "Update Lidiff, or run Build MSM again.");
        }
        final int count = in.readInt();
        final List<AtTemperature> temperatures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final double temperature = in.readDouble();
            final JumpNetwork network = JumpNetwork.read(in);
            final MarkovStateModel model = MarkovStateModel.read(in);
            temperatures.add(new AtTemperature(temperature, network, model,
                in.readBoolean() ? Optional.of(ModelSamples.read(in, model)) : Optional.empty()));
        }
        return new NetworkModel(temperatures);
    }
}

package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.hops.NetworkRun;
import org.example.lidiff.engine.markov.MarkovStateModel;

/**
 * All that follows from a model besides its spectrum and its transport coefficients, at one temperature.
 *
 * @param edges hops with their rates and shares of D
 * @param processes passages and relaxation between groups of sites
 * @param scattering line widths; empty for a cage
 * @param spread over cells at {@code spreadTimesFs}
 * @param spreadTimesFs fs
 * @param minimumImage mean squared displacement by minimum-image distances after 0, 1, … lags, cut at half its plateau, Å²; empty for more than {@value
 *            MinimumImageDisplacement#LARGEST} sites
 * @param path lines of the Bloch spectrum along the chosen path; empty without one
 * @param direction ways along the chosen direction; empty without one
 * @param carriersPerCubicAngstrom mobile ions per volume, mean of the runs, 1/Å³
 * @param warnings what the user should know
 */
public record NetworkProcesses(NetworkEdges edges, SiteProcesses processes, List<NetworkScattering> scattering, List<CellSpread> spread,
    double[] spreadTimesFs, double[] minimumImage, List<BlochPath> path, List<TransportPath> direction, double carriersPerCubicAngstrom, List<String> warnings) {

    private static final int WAVENUMBERS = 12;
    private static final int REACH = 3;
    private static final int SPREADS = 4;
    private static final int MOST_STEPS = 1000;
    private static final int MOST_WAYS = 5;

    /**
     * What is asked for.
     *
     * @param metastableSets number of metastable sets, 0 for none
     * @param longestWavenumber of scattering, 1/Å
     * @param passages from sites to sites, besides those between types
     * @param direction lattice direction u, v, w of ways through the crystal; empty for none
     * @param corners of a path of wave vectors; empty for none
     * @param steps from corner to corner
     */
    public record Options(int metastableSets, double longestWavenumber, List<SiteProcesses.Ends> passages, List<Integer> direction, List<BlochPath.Corner> corners,
        int steps) {

        /** Copies the lists. */
        public Options {
            passages = List.copyOf(passages);
            direction = List.copyOf(direction);
            corners = List.copyOf(corners);
        }

        /** Without chosen passages, direction and path. */
        public Options(final int metastableSets, final double longestWavenumber) {
            this(metastableSets, longestWavenumber, List.of(), List.of(), List.of(), 1);
        }
    }

    /**
     * The processes of a model.
     *
     * @param network its transport; its displacement gives the longest time
     */
    public static NetworkProcesses of(final NetworkModel.AtTemperature at, final NetworkTransport network, final Options options) {
        final MarkovStateModel model = at.model();
        final int steps = Math.min(MOST_STEPS, network.meanSquaredDisplacement().length - 1);
        final NetworkEdges edges = NetworkEdges.of(at.network());
        final SiteProcesses processes = SiteProcesses.of(at, options.metastableSets(), steps, options.passages());
        final double[] q = new double[WAVENUMBERS];
        Arrays.setAll(q, k -> options.longestWavenumber() * (k + 1) / WAVENUMBERS);
        final List<NetworkScattering> scattering = network.fromModel().conductingDirections() == 0 ? List.of()
            : NetworkScattering.of(model, at.geometry(), network.fromModel(), q);
        final int[] lags = IntStream.rangeClosed(1, SPREADS).map(k -> Math.max(1, steps * k / SPREADS)).toArray();
        final double[] times = Arrays.stream(lags).mapToDouble(n -> n * model.lagTimeFs()).toArray();
        final List<CellSpread> spread = CellSpread.of(model, model.stationary(), lags, reach(model));
        final List<String> warnings = new ArrayList<>(edges.warnings());
        warnings.addAll(processes.warnings());
        return new NetworkProcesses(edges, processes, scattering, spread, times,
            model.states() > MinimumImageDisplacement.LARGEST ? new double[0] : MinimumImageDisplacement.of(model, at.geometry(), steps),
            path(at, options, warnings), direction(at, network.fromModel(), options.direction(), warnings), carriers(at), warnings);
    }

    private static List<BlochPath> path(final NetworkModel.AtTemperature at, final Options options, final List<String> warnings) {
        if (options.corners().isEmpty()) {
            return List.of();
        }
        try {
            return BlochPath.of(at.model(), at.geometry(), options.corners(), options.steps());
        } catch (final InputException e) {
            // the other results hold
            warnings.add("No line widths along the path: " + e.summary() + " " + e.resolution());
            return List.of();
        }
    }

    private static List<TransportPath> direction(final NetworkModel.AtTemperature at, final NetworkDiffusion diffusion, final List<Integer> uvw,
        final List<String> warnings) {
        if (uvw.isEmpty()) {
            return List.of();
        }
        final String name = uvw.stream().map(String::valueOf).collect(Collectors.joining(" "));
        if (!at.model().reversible() || !TransportPath.possible(diffusion)) {
            warnings.add("No ways along the direction " + name + ": " + (at.model().reversible() ? "the network has " + diffusion.network().entries()
                + " edges, too many to search." : "the model has no detailed balance. Use the reversible estimator."));
            return List.of();
        }
        final double[] u = {uvw.get(0), uvw.get(1), uvw.get(2)};
        at.network().sites().cell().toCartesian(u, 0, u, 0);
        final List<TransportPath> ways = TransportPath.of(diffusion, u, MOST_WAYS);
        if (ways.isEmpty()) {
            warnings.add("Nothing conducts along the direction " + name + ".");
        }
        return ways;
    }

    /** Fewer cells of large networks: they are large themselves. */
    private static int reach(final MarkovStateModel model) {
        return model.states() <= 20 ? REACH : model.states() <= 100 ? 2 : 1;
    }

    private static double carriers(final NetworkModel.AtTemperature at) {
        double ions = 0;
        double volume = 0;
        for (final NetworkRun r : at.network().runs()) {
            ions += r.ions();
            volume += r.cell().volume();
        }
        return ions / volume;
    }
}

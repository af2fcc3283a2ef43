package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
 * @param carriersPerCubicAngstrom mobile ions per volume, mean of the runs, 1/Å³
 * @param warnings what the user should know
 */
public record NetworkProcesses(NetworkEdges edges, SiteProcesses processes, List<NetworkScattering> scattering, List<CellSpread> spread,
    double[] spreadTimesFs, double[] minimumImage, double carriersPerCubicAngstrom, List<String> warnings) {

    private static final int WAVENUMBERS = 12;
    private static final int REACH = 3;
    private static final int SPREADS = 4;
    private static final int MOST_STEPS = 1000;

    /**
     * The processes of a model.
     *
     * @param network its transport; its displacement gives the longest time
     * @param metastableSets number of metastable sets, 0 for none
     * @param longestWavenumber of scattering, 1/Å
     */
    public static NetworkProcesses of(final NetworkModel.AtTemperature at, final NetworkTransport network, final int metastableSets,
        final double longestWavenumber) {
        final MarkovStateModel model = at.model();
        final int steps = Math.min(MOST_STEPS, network.meanSquaredDisplacement().length - 1);
        final NetworkEdges edges = NetworkEdges.of(at.network());
        final SiteProcesses processes = SiteProcesses.of(at, metastableSets, steps);
        final double[] q = new double[WAVENUMBERS];
        Arrays.setAll(q, k -> longestWavenumber * (k + 1) / WAVENUMBERS);
        final List<NetworkScattering> scattering = network.fromModel().conductingDirections() == 0 ? List.of()
            : NetworkScattering.of(model, at.geometry(), network.fromModel(), q);
        final int[] lags = IntStream.rangeClosed(1, SPREADS).map(k -> Math.max(1, steps * k / SPREADS)).toArray();
        final double[] times = Arrays.stream(lags).mapToDouble(n -> n * model.lagTimeFs()).toArray();
        final List<CellSpread> spread = CellSpread.of(model, model.stationary(), lags, reach(model));
        final List<String> warnings = new ArrayList<>(edges.warnings());
        warnings.addAll(processes.warnings());
        return new NetworkProcesses(edges, processes, scattering, spread, times,
            model.states() > MinimumImageDisplacement.LARGEST ? new double[0] : MinimumImageDisplacement.of(model, at.geometry(), steps), carriers(at),
            warnings);
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

package org.example.lidiff.engine.report.figures;

import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.diffusion.MsdCurve;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Scene;
import org.example.lidiff.engine.report.SceneBuilder;
import org.example.lidiff.engine.spectral.NetworkDiffusion;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.example.lidiff.engine.spectral.NetworkTransport;
import org.example.lidiff.engine.spectral.SpectralAnalysis;
import org.example.lidiff.engine.spectral.TrajectoryTransport;
import org.example.lidiff.engine.structure.Units;

/** The results of a Markov state model: its spectrum, a slow mode on the crystal, displacement beside molecular dynamics. */
public final class SpectralFigures {

    private static final int MOST_POINTS = 2000;

    private SpectralFigures() {
    }

    /** Time scales of the modes with their intervals. */
    public static Figure spectrum(final SpectralAnalysis spectrum, final NetworkModel.AtTemperature at, final String suffix) {
        final int n = spectrum.processes();
        final double[] x = new double[n];
        final double[] y = new double[n];
        final double[] lower = new double[n];
        final double[] upper = new double[n];
        for (int k = 0; k < n; k++) {
            x[k] = k + 1;
            y[k] = spectrum.timescaleFs(k) / Units.PICOSECOND;
            lower[k] = spectrum.lowerFs(k) / Units.PICOSECOND;
            upper[k] = spectrum.upperFs(k) / Units.PICOSECOND;
        }
        return Figure.builder("spectrum" + suffix).title("Relaxation times of the network" + temperature(at))
            .x(Axis.dimensionless("Mode, slowest first")).y(Axis.log("Relaxation time", "ps")).points("Modes", x, y).errorBars(lower, upper)
            .horizontal(at.model().lagTimeFs() / Units.PICOSECOND, "lag time")
            .note("Modes below the lag time are not resolved. Bars: 95 % intervals.").build();
    }

    /** The slowest mode on the sites of the crystal. */
    public static Scene slowestMode(final SpectralAnalysis spectrum, final NetworkModel.AtTemperature at, final String suffix) {
        final SiteNetwork sites = at.network().sites();
        final SceneBuilder scene = Scene.builder("slowest-mode" + suffix)
            .title(String.format(Locale.ROOT, "Slowest mode, %.3g ps%s", spectrum.timescaleFs(0) / Units.PICOSECOND, temperature(at)))
            .cell(sites.cell().rows()).legend("Right eigenvector", "");
        final double[] psi = spectrum.right(0);
        final int[] ids = at.model().stateIds();
        for (int i = 0; i < ids.length; i++) {
            final double[] x = CrystalScene.position(sites, ids[i]);
            scene.site(new Scene.Site(new Scene.Point(x[0], x[1], x[2]), sites.name(ids[i]), psi[i], at.model().stationary()[i]));
        }
        return scene.note("Ions flow slowly between sites of opposite sign; sites of the same color exchange ions faster than that.").build();
    }

    /** Mean squared displacement of the network beside that of the trajectories. */
    public static Figure displacement(final NetworkTransport network, final Optional<TrajectoryTransport> trajectories,
        final NetworkModel.AtTemperature at, final String suffix) {
        final FigureBuilder figure = Figure.builder("mean-squared-displacement" + suffix)
            .title("Mean squared displacement of " + at.network().sites().mobile().symbol() + temperature(at)).x(Axis.linear("Time", "ps"))
            .y(Axis.linear("Mean squared displacement", "Å²"));
        final double[] msd = network.meanSquaredDisplacement();
        final int stride = Math.max(1, msd.length / MOST_POINTS);
        // lag 0 has no vibration
        final int n = (msd.length - 2) / stride + 1;
        final double[][] c = new double[4][n];
        final Optional<double[][]> band = network.meanSquaredDisplacementBand();
        for (int i = 0; i < n; i++) {
            final int k = 1 + i * stride;
            c[0][i] = k * network.lagTimeFs() / Units.PICOSECOND;
            c[1][i] = msd[k] + network.vibration();
            c[2][i] = band.isPresent() ? band.get()[0][k] + network.vibration() : Double.NaN;
            c[3][i] = band.isPresent() ? band.get()[1][k] + network.vibration() : Double.NaN;
        }
        if (band.isPresent()) {
            figure.band("Network, with vibration", c[0], c[2], c[3]);
        }
        figure.line("Network, with vibration", c[0], c[1]);
        figure.note(network.fromModel().conductingDirections() == 0 ? "Network: no diffusion coefficient, the connected sites form a cage."
            : diffusion("Network", network.fromModel().scalar(), network.modelInterval().orElse(null)));
        trajectories.ifPresent(t -> addTrajectories(figure, t, c[0][n - 1]));
        return figure.note("Bands: 95 % intervals. Vibration inside the sites adds "
            + String.format(Locale.ROOT, "%.3g Å² to the network's curve.", network.vibration())).build();
    }

    private static void addTrajectories(final FigureBuilder figure, final TrajectoryTransport t, final double longestPs) {
        final MsdCurve curve = t.curve();
        int last = 0;
        while (last + 1 < curve.lags() && curve.timeFs(last + 1) / Units.PICOSECOND <= longestPs) {
            last++;
        }
        final int stride = Math.max(1, last / MOST_POINTS);
        final int n = Math.max(0, (last - 1) / stride + 1);
        final double[][] c = new double[4][n];
        for (int i = 0; i < n; i++) {
            final int k = 1 + i * stride;
            c[0][i] = curve.timeFs(k) / Units.PICOSECOND;
            c[1][i] = curve.value(k);
            c[2][i] = curve.value(k) - 1.96 * curve.standardError(k);
            c[3][i] = curve.value(k) + 1.96 * curve.standardError(k);
        }
        figure.band("Trajectories", c[0], c[2], c[3]).dashedLine("Trajectories", c[0], c[1]);
        figure.note(diffusion("Trajectories", t.fit().value(), new LogInterval(t.fit().lower(), t.fit().upper()))
            + String.format(Locale.ROOT, " Fitted from %.3g to %.3g ps.", t.fit().startFs() / Units.PICOSECOND, t.fit().endFs() / Units.PICOSECOND)
            + (t.fit().established() ? "" : " Not established: " + String.join(" ", t.fit().warnings())));
    }

    private static String diffusion(final String name, final double value, final LogInterval interval) {
        final double f = NetworkDiffusion.SQUARE_METERS_PER_SECOND;
        return interval == null || Double.isNaN(interval.lower()) ? String.format(Locale.ROOT, "%s: D = %.3g m²/s.", name, f * value)
            : String.format(Locale.ROOT, "%s: D = %.3g m²/s (95 %%: %.3g to %.3g).", name, f * value, f * interval.lower(), f * interval.upper());
    }

    private static String temperature(final NetworkModel.AtTemperature at) {
        return Double.isNaN(at.temperatureK()) ? "" : String.format(Locale.ROOT, " at %.0f K", at.temperatureK());
    }
}

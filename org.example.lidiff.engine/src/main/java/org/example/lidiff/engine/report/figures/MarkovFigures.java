package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.example.lidiff.engine.markov.ChapmanKolmogorov;
import org.example.lidiff.engine.markov.ImpliedTimescales;
import org.example.lidiff.engine.markov.LagSelection;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.SeriesKind;
import org.example.lidiff.engine.spectral.NetworkDiffusion;
import org.example.lidiff.engine.spectral.NetworkModelBuilder.Built;
import org.example.lidiff.engine.structure.Units;

/** The tests of Markov state models: implied time scales and Chapman-Kolmogorov. */
public final class MarkovFigures {

    private static final int MOST_PROCESSES = 4;
    private static final int MOST_SETS = 3;

    private MarkovFigures() {
    }

    /** All pictures of the models. */
    public static List<Picture> of(final List<Built> built) {
        final List<Picture> pictures = new ArrayList<>();
        for (int m = 0; m < built.size(); m++) {
            final Built b = built.get(m);
            final String suffix = built.size() == 1 ? "" : "-" + (m + 1);
            final String title = Double.isNaN(b.at().temperatureK()) ? "" : String.format(Locale.ROOT, " at %.0f K", b.at().temperatureK());
            b.timescales().ifPresent(t -> pictures.add(timescales(t, b, "implied-timescales" + suffix, title)));
            b.timescales().filter(t -> IntStream.range(0, t.lags()).anyMatch(l -> t.quantity(l) > 0)).ifPresent(t -> pictures.add(diffusion(t, b, "diffusion-lag" + suffix, title)));
            b.chapmanKolmogorov().ifPresent(t -> pictures.add(chapmanKolmogorov(t, "chapman-kolmogorov" + suffix, title)));
        }
        return pictures;
    }

    private static Figure timescales(final ImpliedTimescales t, final Built b, final String id, final String title) {
        final FigureBuilder figure = Figure.builder(id).title("Implied time scales" + title).x(Axis.log("Lag time", "ps"))
            .y(Axis.log("Implied time scale", "ps"));
        final double[] lag = new double[t.lags()];
        for (int l = 0; l < lag.length; l++) {
            lag[l] = t.lagTimeFs(l) / Units.PICOSECOND;
        }
        for (int k = 0; k < Math.min(MOST_PROCESSES, t.processes()); k++) {
            final double[] value = new double[lag.length];
            final double[] lower = new double[lag.length];
            final double[] upper = new double[lag.length];
            for (int l = 0; l < lag.length; l++) {
                value[l] = t.timescaleFs(l, k) / Units.PICOSECOND;
                lower[l] = t.lowerFs(l, k) / Units.PICOSECOND;
                upper[l] = t.upperFs(l, k) / Units.PICOSECOND;
            }
            final String name = "Process " + (k + 1);
            figure.band(name, lag, lower, upper).series(name, SeriesKind.LINE_POINTS, lag, value);
        }
        return figure.diagonal().vertical(b.at().model().lagTimeFs() / Units.PICOSECOND, "chosen lag")
            .note("A time scale can be trusted where it no longer changes with the lag time. Below the diagonal it is shorter than the lag "
                + "and cannot be seen. Bands: 95 % intervals.").build();
    }

    private static Figure diffusion(final ImpliedTimescales t, final Built b, final String id, final String title) {
        final double si = NetworkDiffusion.SQUARE_METERS_PER_SECOND;
        final double[][] c = new double[4][t.lags()];
        for (int l = 0; l < t.lags(); l++) {
            c[0][l] = t.lagTimeFs(l) / Units.PICOSECOND;
            c[1][l] = si * t.quantity(l);
            c[2][l] = si * t.quantityInterval(l).lower();
            c[3][l] = si * t.quantityInterval(l).upper();
        }
        final StringBuilder verdicts = new StringBuilder();
        b.selection().ifPresent(s -> {
            final LagSelection.Verdicts v = s.verdicts().get(s.chosen());
            verdicts.append(String.format(Locale.ROOT, " At the chosen lag: time scales %s, Chapman-Kolmogorov %s, displacement %s.", words(v.plateau()),
                words(v.chapmanKolmogorov()), words(v.displacement())));
        });
        return Figure.builder(id).title("Diffusion coefficient against lag time" + title).x(Axis.log("Lag time", "ps"))
            .y(Axis.log("Diffusion coefficient of the model", "m²/s")).band("D", c[0], c[2], c[3]).series("D", SeriesKind.LINE_POINTS, c[0], c[1])
            .vertical(b.at().model().lagTimeFs() / Units.PICOSECOND, "chosen lag")
            .note("At short lags hops that are undone at once count: D is too large until the curve is flat. Band: 95 % intervals." + verdicts).build();
    }

    private static String words(final LagSelection.Verdict v) {
        return v == LagSelection.Verdict.PASSED ? "passed" : v == LagSelection.Verdict.FAILED ? "failed" : "not tested";
    }

    private static Figure chapmanKolmogorov(final ChapmanKolmogorov t, final String id, final String title) {
        final FigureBuilder figure = Figure.builder(id).title("Chapman-Kolmogorov test" + title).x(Axis.linear("Time", "ps"))
            .y(Axis.dimensionless("Probability to be in the set again").range(0, 1));
        final double[] time = new double[t.steps()];
        for (int s = 0; s < time.length; s++) {
            time[s] = t.timeFs(s) / Units.PICOSECOND;
        }
        for (int a = 0; a < Math.min(MOST_SETS, t.sets()); a++) {
            final double[] predicted = new double[time.length];
            final double[] estimated = new double[time.length];
            final double[] error = new double[time.length];
            for (int s = 0; s < time.length; s++) {
                predicted[s] = t.predicted(s, a, a);
                estimated[s] = t.estimated(s, a, a);
                error[s] = 2 * t.estimatedError(s, a, a);
            }
            figure.line("Model, set " + (a + 1), time, predicted);
            figure.points("Trajectories, set " + (a + 1), time, estimated).errorBars(error);
        }
        return figure.note(String.format(Locale.ROOT, "The model's prediction and the trajectories must agree: here the test is %s (largest deviation "
            + "%.2f standard errors). Bars: two standard errors.", t.passed() ? "passed" : "not passed", t.worstDeviation())).build();
    }
}

package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.diffusion.Arrhenius;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.spectral.BlochPath;
import org.example.lidiff.engine.spectral.NetworkArrhenius;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.example.lidiff.engine.spectral.NetworkProcesses;
import org.example.lidiff.engine.spectral.NetworkScattering;
import org.example.lidiff.engine.spectral.SiteProcesses;
import org.example.lidiff.engine.structure.Units;

/** What follows from a Markov state model: relaxation, line widths, activation. */
public final class ProcessFigures {

    private static final int MOST_CURVES = 6;
    private static final int LINE_POINTS = 50;

    private ProcessFigures() {
    }

    /** The pictures of one temperature. */
    public static List<Picture> of(final NetworkProcesses processes, final NetworkModel.AtTemperature at, final String suffix) {
        final List<Picture> pictures = new ArrayList<>();
        final String title = Double.isNaN(at.temperatureK()) ? "" : String.format(Locale.ROOT, " at %.0f K", at.temperatureK());
        if (!processes.processes().relaxations().isEmpty()) {
            pictures.add(relaxation(processes.processes(), "relaxation" + suffix, title));
        }
        if (!processes.scattering().isEmpty()) {
            pictures.add(scattering(processes.scattering(), "scattering" + suffix, title));
        }
        if (processes.path().stream().anyMatch(p -> p.length() > 0)) {
            pictures.add(path(processes.path(), "lines-along-path" + suffix, title));
        }
        return pictures;
    }

    private static Figure relaxation(final SiteProcesses processes, final String id, final String title) {
        final FigureBuilder figure = Figure.builder(id).title("Relaxation" + title).x(Axis.linear("Time", "ps"))
            .y(Axis.dimensionless("Probability to be there again").range(0, 1));
        processes.relaxations().stream().filter(r -> r.start().equals(r.in())).limit(MOST_CURVES).forEach(r -> {
            final double[] time = new double[r.probability().length];
            for (int n = 0; n < time.length; n++) {
                time[n] = n * processes.lagTimeFs() / Units.PICOSECOND;
            }
            figure.line(r.start(), time, r.probability());
        });
        return figure.note("Ions that start at a type of site (or in a metastable set), in equilibrium within it. Each curve tends to the share of ions that are there.").build();
    }

    private static Figure scattering(final List<NetworkScattering> scattering, final String id, final String title) {
        final FigureBuilder figure = Figure.builder(id).title("Quasi-elastic line width" + title).x(Axis.linear("Wave number", "1/Å"))
            .y(Axis.linear("Half width", "µeV"));
        for (final String direction : scattering.stream().map(NetworkScattering::direction).distinct().toList()) {
            final List<NetworkScattering> list = scattering.stream().filter(s -> s.direction().equals(direction)).toList();
            final double[] q = list.stream().mapToDouble(NetworkScattering::wavenumber).toArray();
            figure.points(direction.equals("powder") ? "Powder" : "Along " + direction, q, list.stream().mapToDouble(NetworkScattering::width).toArray());
            if (direction.equals("powder")) {
                figure.line("Chudley-Elliott", q, list.stream().mapToDouble(NetworkScattering::chudleyElliott).toArray());
                figure.dashedLine("D q²", q, list.stream().mapToDouble(NetworkScattering::diffusive).toArray());
            }
        }
        return figure.note("Along an axis: the slowest line of the network. Powder: from the intensity averaged over directions, where it has fallen to 1/e. Widths beyond "
            + "one over the lag cannot be seen.").build();
    }

    private static Figure path(final List<BlochPath> path, final String id, final String title) {
        final FigureBuilder figure = Figure.builder(id).title("Lines along a path of wave vectors" + title).x(Axis.linear("Length of the path", "1/Å"))
            .y(Axis.linear("Half width", "µeV"));
        for (int line = 1; line <= MOST_CURVES; line++) {
            final int number = line;
            final List<BlochPath> list = path.stream().filter(p -> p.line() == number && !Double.isNaN(p.width())).toList();
            if (list.size() > 1) {
                figure.line("Line " + line, list.stream().mapToDouble(BlochPath::length).toArray(), list.stream().mapToDouble(BlochPath::width).toArray());
            }
        }
        path.stream().filter(p -> p.line() == 1 && !p.label().isEmpty()).forEach(p -> figure.vertical(p.length(), p.label()));
        return figure.note("Half width at half maximum of each line, slowest first. Weights are in the table.").build();
    }

    /** Temperature dependence of D, with its line; none where there is no fit. */
    public static List<Picture> arrhenius(final List<NetworkArrhenius> activated, final double extrapolationK) {
        final List<Picture> pictures = new ArrayList<>();
        for (int k = 0; k < Math.min(MOST_CURVES, activated.size()); k++) {
            final NetworkArrhenius a = activated.get(k);
            if (a.fit().isPresent()) {
                pictures.add(line(a, a.fit().get(), "arrhenius-" + (k + 1), extrapolationK));
            }
        }
        return pictures;
    }

    private static Figure line(final NetworkArrhenius a, final Arrhenius fit, final String id, final double extrapolationK) {
        final int n = a.points().size();
        final double[][] p = new double[4][n];
        double low = 1000 / extrapolationK;
        double high = low;
        for (int i = 0; i < n; i++) {
            p[0][i] = 1000 / a.points().get(i)[0];
            low = Math.min(low, p[0][i]);
            high = Math.max(high, p[0][i]);
            for (int k = 1; k < 4; k++) {
                p[k][i] = a.points().get(i)[k];
            }
        }
        final double[][] c = new double[4][LINE_POINTS];
        for (int i = 0; i < LINE_POINTS; i++) {
            c[0][i] = low + (high - low) * i / (LINE_POINTS - 1.0);
            c[1][i] = fit.value(1000 / c[0][i]);
            c[2][i] = fit.lower(1000 / c[0][i]);
            c[3][i] = fit.upper(1000 / c[0][i]);
        }
        final String name = String.format(Locale.ROOT, "E = %.3f ± %.3f eV", fit.activationEnergy(), fit.activationEnergyHalfWidth());
        return Figure.builder(id).title(a.quantity() + " against temperature").x(Axis.linear("1000 / T", "1/K")).y(Axis.log(a.quantity(), a.unit()))
            .points("Network", p[0], p[1]).errorBars(p[2], p[3]).band(name, c[0], c[2], c[3]).line(name, c[0], c[1])
            .note("Bars and band: 95 % intervals. Beyond the points the line is an extrapolation. " + a.remark()).build();
    }
}

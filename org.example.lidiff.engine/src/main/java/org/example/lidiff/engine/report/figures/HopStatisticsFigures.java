package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import org.example.lidiff.engine.hops.HopStatistics;
import org.example.lidiff.engine.hops.ResidenceSensitivity;
import org.example.lidiff.engine.hops.ResidenceTimes;
import org.example.lidiff.engine.hops.Vacancies;
import org.example.lidiff.engine.hops.VehicleMotion;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.SeriesKind;
import org.example.lidiff.engine.structure.Units;

/** Residence, recrossing, vacancies and vibrations of the ions, and what carries them. */
public final class HopStatisticsFigures {

    private static final double NORMAL = 1.96;

    private HopStatisticsFigures() {
    }

    /** All pictures of the statistics of several temperatures. */
    public static List<Picture> of(final List<HopStatistics> statistics, final Optional<VehicleMotion> motion) {
        final List<Picture> pictures = new ArrayList<>();
        motion.filter(m -> m.size() > 0).ifPresent(m -> pictures.add(motion(m)));
        if (statistics.stream().anyMatch(s -> s.network().hops().size() > 0)) {
            pictures.add(residence(statistics));
            pictures.add(recrossing(statistics));
        }
        if (statistics.stream().anyMatch(s -> s.vacancies().isPresent())) {
            pictures.add(vacancies(statistics));
            pictures.add(clusters(statistics));
        }
        if (statistics.stream().anyMatch(s -> s.vibrations().isPresent())) {
            pictures.add(vibrations(statistics));
        }
        return pictures;
    }

    private static String name(final HopStatistics s, final String text) {
        final String temperature = Double.isNaN(s.temperatureK()) ? "" : String.format(Locale.ROOT, "%.0f K", s.temperatureK());
        return text.isEmpty() ? temperature.isEmpty() ? "All" : temperature : temperature.isEmpty() ? text : text + ", " + temperature;
    }

    private static Figure residence(final List<HopStatistics> statistics) {
        final FigureBuilder figure = Figure.builder("residence").title("Share of stays longer than a time").x(Axis.linear("Time", "ps"))
            .y(Axis.dimensionless("Share of stays"));
        for (final HopStatistics s : statistics) {
            for (final Map.Entry<String, ResidenceTimes> e : s.residence().entrySet()) {
                final double[] t = e.getValue().timesFs();
                if (t.length > 0) {
                    final double[] v = e.getValue().survival();
                    final double[] error = e.getValue().errors();
                    final double[] x = new double[t.length + 1];
                    final double[] y = new double[x.length];
                    final double[] low = new double[x.length];
                    final double[] high = new double[x.length];
                    y[0] = 1;
                    low[0] = 1;
                    high[0] = 1;
                    for (int k = 0; k < t.length; k++) {
                        x[k + 1] = t[k] / Units.PICOSECOND;
                        y[k + 1] = v[k];
                        low[k + 1] = Math.max(0, v[k] - NORMAL * error[k]);
                        high[k + 1] = Math.min(1, v[k] + NORMAL * error[k]);
                    }
                    final String label = name(s, e.getKey().isEmpty() ? "All sites" : e.getKey());
                    figure.line(label, x, y).band(label, x, low, high);
                }
            }
        }
        return figure.note("Kaplan-Meier: stays that go on at the end of a run count as long as they were seen; the first stay of each ion is left out. "
            + "Band: 95 % interval.").build();
    }

    private static Figure recrossing(final List<HopStatistics> statistics) {
        final FigureBuilder figure = Figure.builder("recrossing").title("How the number of hops depends on the minimum residence time")
            .x(Axis.linear("Minimum residence time", "ps")).y(Axis.dimensionless("Number of hops"));
        for (final HopStatistics s : statistics) {
            final List<ResidenceSensitivity> r = s.network().residenceSensitivity();
            figure.series(name(s, "Hops"), SeriesKind.LINE_POINTS, r.stream().mapToDouble(k -> k.minimumResidenceFs() / Units.PICOSECOND).toArray(),
                r.stream().mapToDouble(ResidenceSensitivity::hops).toArray());
        }
        return figure.vertical(statistics.get(0).network().options().minimumResidenceFs() / Units.PICOSECOND, "chosen")
            .note("A steep fall at short times means that many ions go straight back: recrossings.").build();
    }

    private static Figure vacancies(final List<HopStatistics> statistics) {
        final FigureBuilder figure = Figure.builder("vacancies").title("Vacancies and their largest cluster").x(Axis.linear("Time", "ps"))
            .y(Axis.dimensionless("Number of vacancies"));
        for (final HopStatistics s : statistics) {
            if (s.vacancies().isEmpty()) {
                continue;
            }
            final List<Vacancies.Census> all = s.vacancies().get().census();
            for (int r = 0; r < s.network().runs().size(); r++) {
                final int run = r;
                final List<Vacancies.Census> census = all.stream().filter(c -> c.run() == run).toList();
                final double[] x = steps(census.stream().mapToDouble(c -> c.timeFs() / Units.PICOSECOND).toArray(),
                    s.network().runs().get(r).timeFs() / Units.PICOSECOND);
                figure.line(name(s, "Vacancies, run " + (s.runs().get(r) + 1)), x, held(census.stream().mapToDouble(Vacancies.Census::vacancies).toArray()));
                figure.dashedLine(name(s, "Largest cluster, run " + (s.runs().get(r) + 1)), x, held(census.stream().mapToDouble(Vacancies.Census::largest).toArray()));
            }
        }
        return figure.build();
    }

    /** The corners of a step function: each time twice, and the end. */
    private static double[] steps(final double[] t, final double end) {
        final double[] x = new double[2 * t.length];
        for (int k = 0; k < t.length; k++) {
            x[2 * k] = t[k];
            x[2 * k + 1] = k + 1 < t.length ? t[k + 1] : end;
        }
        return x;
    }

    private static double[] held(final double[] v) {
        final double[] y = new double[2 * v.length];
        for (int k = 0; k < v.length; k++) {
            y[2 * k] = v[k];
            y[2 * k + 1] = v[k];
        }
        return y;
    }

    private static Figure clusters(final List<HopStatistics> statistics) {
        final FigureBuilder figure = Figure.builder("vacancy-clusters").title("Clusters of vacancies").x(Axis.dimensionless("Vacancies in the cluster"))
            .y(Axis.dimensionless("Mean number of clusters"));
        for (final HopStatistics s : statistics) {
            if (s.vacancies().isPresent()) {
                final Vacancies v = s.vacancies().get();
                final TreeSet<Integer> sizes = new TreeSet<>(v.clusterSizes().keySet());
                sizes.addAll(v.expectedClusterSizes().keySet());
                final double[] x = sizes.stream().mapToDouble(k -> k).toArray();
                figure.series(name(s, "Seen"), SeriesKind.LINE_POINTS, x, sizes.stream().mapToDouble(k -> v.clusterSizes().getOrDefault(k, 0.0)).toArray());
                figure.dashedLine(name(s, "By chance"), x, sizes.stream().mapToDouble(k -> v.expectedClusterSizes().getOrDefault(k, 0.0)).toArray());
            }
        }
        return figure.note("By chance: as many vacancies at random sites.").build();
    }

    private static Figure vibrations(final List<HopStatistics> statistics) {
        final FigureBuilder figure = Figure.builder("vibrations").title("Vibrations of the ions").x(Axis.linear("Frequency", "THz"))
            .y(Axis.linear("Density of states", "1/THz"));
        for (final HopStatistics s : statistics) {
            s.vibrations().ifPresent(v -> {
                final double[] x = new double[v.size()];
                final double[] y = new double[v.size()];
                for (int k = 0; k < x.length; k++) {
                    x[k] = v.frequencyTHz(k);
                    y[k] = v.density(k);
                }
                figure.line(name(s, "Density of states"), x, y).vertical(v.centroidTHz(), name(s, "attempt frequency"));
            });
        }
        return figure.note("The attempt frequency is the centroid of the density.").build();
    }

    private static Figure motion(final VehicleMotion m) {
        final double[] x = new double[m.size()];
        for (int k = 0; k < x.length; k++) {
            x[k] = m.timesFs()[k] / Units.PICOSECOND;
        }
        final FigureBuilder figure = Figure.builder("vehicle-and-structure").title("What carries the ions").x(Axis.linear("Time", "ps"))
            .y(Axis.linear("Mean squared displacement", "Å²"));
        add(figure, "Both", x, m.total(), m.totalError());
        add(figure, "Vehicle: acceptors move", x, m.vehicle(), m.vehicleError());
        add(figure, "Structural: ions hop", x, m.structural(), m.structuralError());
        return figure.dashedLine("Both at once: 2⟨V·S⟩", x, m.cross())
            .note("The displacement of an ion's acceptor is the sum of what the acceptors move and of its hops between them. Bars: standard error between ions.")
            .build();
    }

    private static void add(final FigureBuilder figure, final String name, final double[] x, final double[] y, final double[] error) {
        figure.series(name, SeriesKind.LINE_POINTS, x, y);
        if (error.length > 0 && !Double.isNaN(error[0])) {
            figure.errorBars(error);
        }
    }
}

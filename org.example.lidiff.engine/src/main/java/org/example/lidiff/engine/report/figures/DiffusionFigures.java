package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.example.lidiff.engine.diffusion.ActivatedQuantity;
import org.example.lidiff.engine.diffusion.Arrhenius;
import org.example.lidiff.engine.diffusion.ChargeDiffusion;
import org.example.lidiff.engine.diffusion.DiffusionAnalysis;
import org.example.lidiff.engine.diffusion.DiffusionAtTemperature;
import org.example.lidiff.engine.diffusion.DiffusionCurve;
import org.example.lidiff.engine.diffusion.DiffusionCurve.Kind;
import org.example.lidiff.engine.diffusion.DiffusionFit;
import org.example.lidiff.engine.diffusion.Digits;
import org.example.lidiff.engine.diffusion.SpeciesDiffusion;
import org.example.lidiff.engine.diffusion.SpeciesVibrations;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.SeriesKind;
import org.example.lidiff.engine.structure.Units;

/** What a diffusion analysis shows: displacements with their fits, temperature dependence, conduction, structure and vibrations. */
public final class DiffusionFigures {

    private static final double SI = Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;
    private static final int LINE_POINTS = 50;

    private final DiffusionAnalysis analysis;
    private final List<Picture> pictures = new ArrayList<>();

    private DiffusionFigures(final DiffusionAnalysis analysis) {
        this.analysis = analysis;
    }

    /** All pictures of {@code analysis}; the first one answers what D is. */
    public static List<Picture> of(final DiffusionAnalysis analysis) {
        final DiffusionFigures f = new DiffusionFigures(analysis);
        f.pictures.add(f.displacement());
        f.activated();
        f.allSpecies();
        f.axes();
        f.charge();
        f.structure();
        f.vibrations();
        return f.pictures;
    }

    private List<DiffusionAtTemperature> temperatures() {
        return analysis.temperatures();
    }

    /** "" for the only temperature, "-1", "-2" … for several: the end of a picture's id. */
    private String suffix(final int temperature) {
        return temperatures().size() == 1 ? "" : "-" + (temperature + 1);
    }

    /** "Li, 500 K", or what of it is needed to tell curves apart. */
    private static String name(final String species, final DiffusionAtTemperature t) {
        return Double.isNaN(t.temperatureK()) ? species : String.format(Locale.ROOT, "%s, %.0f K", species, t.temperatureK());
    }

    private static void curve(final FigureBuilder figure, final String name, final DiffusionCurve c) {
        if (c.hasIntervals()) {
            figure.band(name, c.x(), c.lower(), c.upper());
        }
        figure.line(name, c.x(), c.y());
    }

    private Figure displacement() {
        final FigureBuilder figure = Figure.builder("mean-squared-displacement").title("Mean squared displacement of " + mobile())
            .x(Axis.log("Time", "ps")).y(Axis.log("Mean squared displacement", "Å²"));
        for (final DiffusionAtTemperature t : temperatures()) {
            for (final SpeciesDiffusion s : t.mobile()) {
                final String name = name(s.species().symbol(), t);
                of(t, Kind.MSD, s.species().symbol()).forEach(c -> curve(figure, name, c));
                line(figure, "Fit, " + name, s.fit(), 6);
                figure.note(prefix(t) + diffusion(s.fit()) + " " + s.sentence());
            }
        }
        return figure.note("Bands: 95 % intervals. Dashed: the line c + 6 D t in the window of the fit.").build();
    }

    private String mobile() {
        return String.join(", ", analysis.options().mobile().stream().map(Object::toString).toList());
    }

    private static List<DiffusionCurve> of(final DiffusionAtTemperature t, final Kind kind, final String species) {
        return t.curves(kind).stream().filter(c -> c.species().equals(species)).toList();
    }

    private static String prefix(final DiffusionAtTemperature t) {
        return Double.isNaN(t.temperatureK()) ? "" : String.format(Locale.ROOT, "%.0f K: ", t.temperatureK());
    }

    private static String diffusion(final DiffusionFit fit) {
        return fit.established() ? String.format(Locale.ROOT, "D = %.3g m²/s (95 %%: %.3g to %.3g).", SI * fit.value(), SI * fit.lower(), SI * fit.upper())
            : "D is not established.";
    }

    /** The fitted line y = c + slope · D t in the window. */
    private static void line(final FigureBuilder figure, final String name, final DiffusionFit fit, final int slope) {
        final double[] x = new double[LINE_POINTS];
        final double[] y = new double[LINE_POINTS];
        for (int i = 0; i < LINE_POINTS; i++) {
            final double t = fit.startFs() * Math.pow(fit.endFs() / fit.startFs(), i / (LINE_POINTS - 1.0));
            x[i] = t / Units.PICOSECOND;
            y[i] = fit.intercept() + slope * fit.value() * t;
        }
        figure.dashedLine(name, x, y);
    }

    private void activated() {
        final List<ActivatedQuantity> fitted = analysis.activated().stream().filter(a -> a.points().size() > 1).toList();
        if (fitted.isEmpty()) {
            return;
        }
        final FigureBuilder figure = Figure.builder("arrhenius").title("Diffusion coefficient against temperature").x(Axis.linear("1000 / T", "1/K"))
            .y(Axis.log("Diffusion coefficient", "m²/s"));
        for (final ActivatedQuantity a : fitted) {
            addPoints(figure, a);
            addLine(figure, a);
        }
        pictures.add(figure.note("Bars and bands: 95 % intervals. Beyond the points the lines are extrapolations.").build());
    }

    private static void addPoints(final FigureBuilder figure, final ActivatedQuantity a) {
        final int n = a.points().size();
        final double[][] c = new double[4][n];
        for (int i = 0; i < n; i++) {
            final ActivatedQuantity.Point p = a.points().get(i);
            c[0][i] = 1000 / p.temperatureK();
            c[1][i] = ActivatedQuantity.si(p.value());
            c[2][i] = ActivatedQuantity.si(p.lower());
            c[3][i] = ActivatedQuantity.si(p.upper());
        }
        figure.points(a.name(), c[0], c[1]).errorBars(c[2], c[3]);
    }

    private void addLine(final FigureBuilder figure, final ActivatedQuantity a) {
        final Arrhenius fit = a.fit().orElseThrow();
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        final List<Double> all = new ArrayList<>(analysis.options().extrapolationsK());
        a.points().forEach(p -> all.add(p.temperatureK()));
        for (final double t : all) {
            low = Math.min(low, 1000 / t);
            high = Math.max(high, 1000 / t);
        }
        final double[][] c = new double[4][LINE_POINTS];
        for (int i = 0; i < LINE_POINTS; i++) {
            c[0][i] = low + (high - low) * i / (LINE_POINTS - 1);
            final double t = 1000 / c[0][i];
            c[1][i] = ActivatedQuantity.si(fit.value(t));
            c[2][i] = ActivatedQuantity.si(fit.lower(t));
            c[3][i] = ActivatedQuantity.si(fit.upper(t));
        }
        final String name = "Line, " + a.name();
        figure.band(name, c[0], c[2], c[3]).line(name, c[0], c[1]);
        figure.note(String.format(Locale.ROOT, "%s: E_a = %.3f ± %.3f eV. %s", a.name(), fit.activationEnergy(), fit.activationEnergyHalfWidth(), a.remark()));
        for (final double t : analysis.options().extrapolationsK()) {
            figure.note(String.format(Locale.ROOT, "%s at %.0f K: %.2g m²/s (95 %%: %.2g to %.2g).", a.name(), t, ActivatedQuantity.si(fit.value(t)),
                ActivatedQuantity.si(fit.lower(t)), ActivatedQuantity.si(fit.upper(t))));
        }
    }

    private void allSpecies() {
        for (int k = 0; k < temperatures().size(); k++) {
            final DiffusionAtTemperature t = temperatures().get(k);
            if (t.species().size() > t.mobile().size()) {
                final FigureBuilder figure = Figure.builder("displacement-of-all" + suffix(k)).title("Mean squared displacement of every species" + t.at())
                    .x(Axis.log("Time", "ps")).y(Axis.log("Mean squared displacement", "Å²"));
                t.curves(Kind.MSD).forEach(c -> curve(figure, c.species(), c));
                t.species().forEach(s -> figure.note(s.sentence()));
                pictures.add(figure.build());
            }
        }
        perTemperature(Kind.NON_GAUSSIAN, "non-gaussian", "Non-Gaussian parameter of " + mobile(), Axis.log("Time", "ps"),
            "0 for a diffusing ion; a maximum where few ions have hopped and most have not.");
    }

    /** One figure with a curve for each temperature and mobile species. */
    private void perTemperature(final Kind kind, final String id, final String title, final Axis x, final String note) {
        final FigureBuilder figure = Figure.builder(id).title(title).x(x).y(axis(kind));
        for (final DiffusionAtTemperature t : temperatures()) {
            t.mobile().forEach(s -> of(t, kind, s.species().symbol()).forEach(c -> curve(figure, name(c.species(), t), c)));
        }
        pictures.add(figure.note(note).build());
    }

    private static Axis axis(final Kind kind) {
        return kind.yUnit().equals("1") ? Axis.dimensionless(kind.title()) : Axis.linear(kind.title(), kind.yUnit());
    }

    private void axes() {
        final String[] axes = {"x", "y", "z"};
        final Kind[] kinds = {Kind.MSD_X, Kind.MSD_Y, Kind.MSD_Z};
        for (int k = 0; k < temperatures().size(); k++) {
            final DiffusionAtTemperature t = temperatures().get(k);
            final FigureBuilder figure = Figure.builder("displacement-by-axis" + suffix(k)).title("Mean squared displacement of " + mobile()
                + " along the axes" + t.at()).x(Axis.linear("Time", "ps")).y(Axis.linear("Mean squared displacement along an axis", "Å²"));
            for (final SpeciesDiffusion s : t.mobile()) {
                for (int a = 0; a < 3; a++) {
                    final String name = s.species() + " along " + axes[a];
                    of(t, kinds[a], s.species().symbol()).forEach(c -> curve(figure, name, c));
                    line(figure, "Fit, " + name, s.axes().get(a), 2);
                    figure.note(String.format(Locale.ROOT, "%s: D = %.3g m²/s (95 %%: %.3g to %.3g).", name, SI * s.axes().get(a).value(),
                        SI * s.axes().get(a).lower(), SI * s.axes().get(a).upper()));
                }
            }
            pictures.add(figure.build());
        }
    }

    private void charge() {
        for (int k = 0; k < temperatures().size(); k++) {
            final DiffusionAtTemperature t = temperatures().get(k);
            if (t.charge().isPresent()) {
                final ChargeDiffusion c = t.charge().get();
                final FigureBuilder figure = Figure.builder("charge-displacement" + suffix(k)).title("Displacement of charge beside that of the ions" + t.at())
                    .x(Axis.linear("Time", "ps")).y(Axis.linear("Mean squared displacement", "Å²"));
                t.curves(Kind.CHARGE_MSD).forEach(m -> curve(figure, "Charge |ΔP|²/(N⟨z²⟩)", scaled(m, 1 / c.meanSquareCharge())));
                t.mobile().stream().filter(s -> c.charges().containsKey(s.species()))
                    .forEach(s -> of(t, Kind.MSD, s.species().symbol()).forEach(m -> curve(figure, "Ions, " + m.species(), m)));
                figure.note(String.format(Locale.ROOT, "Conductivity %.3g S/m (95 %%: %.3g to %.3g), Nernst-Einstein %.3g S/m.", c.conductivity(),
                    c.conductivityInterval()[0], c.conductivityInterval()[1], c.nernstEinstein()));
                figure.note(!c.distinct() ? c.remark() : Double.isNaN(c.havenInterval()[0]) ? String.format(Locale.ROOT, "Haven ratio %.2f.", c.havenRatio())
                    : String.format(Locale.ROOT, "Haven ratio %.2f (95 %%: %.2f to %.2f).", c.havenRatio(), c.havenInterval()[0], c.havenInterval()[1]));
                pictures.add(figure.note("Bands: 95 % intervals. All ions together are one observation, so the charge's is wide.").build());
            }
        }
    }

    private static DiffusionCurve scaled(final DiffusionCurve c, final double factor) {
        final Function<double[], double[]> times = y -> java.util.Arrays.stream(y).map(v -> factor * v).toArray();
        return new DiffusionCurve(c.temperatureK(), c.kind(), c.species(), c.lagFs(), c.x(), times.apply(c.y()), times.apply(c.lower()),
            times.apply(c.upper()));
    }

    private void structure() {
        for (int k = 0; k < temperatures().size(); k++) {
            final DiffusionAtTemperature t = temperatures().get(k);
            add(t, k, "pair-distribution", Kind.RADIAL_DISTRIBUTION, "Pair distributions", DiffusionCurve::species,
                "Divided by the density of an ideal gas; like species by N, so that all go to 1 at large distances.");
            add(t, k, "van-hove-self", Kind.VAN_HOVE_SELF, "How far an ion gets (van Hove, self)", DiffusionFigures::afterLag,
                "Density of the length of the displacement. A second maximum is a hop to a neighboring site.");
            add(t, k, "van-hove-distinct", Kind.VAN_HOVE_DISTINCT, "Where other ions are later (van Hove, distinct)", DiffusionFigures::afterLag,
                "A rise at distance zero: an ion took the place that another one had left.");
        }
    }

    private static String afterLag(final DiffusionCurve c) {
        return c.species() + " after " + Digits.of(c.lagFs() / Units.PICOSECOND, 3) + " ps";
    }

    private void add(final DiffusionAtTemperature t, final int k, final String id, final Kind kind, final String title,
        final Function<DiffusionCurve, String> name, final String note) {
        if (!t.curves(kind).isEmpty()) {
            final FigureBuilder figure = Figure.builder(id + suffix(k)).title(title + t.at()).x(Axis.linear(kind.xTitle(), kind.xUnit())).y(axis(kind));
            t.curves(kind).forEach(c -> figure.series(name.apply(c), SeriesKind.LINE, c.x(), c.y()));
            pictures.add(figure.note(note).build());
        }
    }

    private void vibrations() {
        for (int k = 0; k < temperatures().size(); k++) {
            final DiffusionAtTemperature t = temperatures().get(k);
            if (t.vibrations().isEmpty()) {
                continue;
            }
            final FigureBuilder figure = Figure.builder("vibrations" + suffix(k)).title("Vibrational density of states" + t.at())
                .x(Axis.linear(Kind.DENSITY_OF_STATES.xTitle(), Kind.DENSITY_OF_STATES.xUnit())).y(axis(Kind.DENSITY_OF_STATES));
            t.curves(Kind.DENSITY_OF_STATES).forEach(c -> figure.line(c.species(), c.x(), c.y()));
            for (final SpeciesVibrations v : t.vibrations()) {
                if (t.of(v.species()).mobile()) {
                    figure.vertical(v.centroidTHz(), "centroid of " + v.species());
                    v.doubt().ifPresent(figure::note);
                }
                figure.note(v.species() + ": centroid " + Digits.of(v.centroidTHz(), 3) + " THz"
                    + (v.fromPositions() ? ", velocities from differences of positions." : "."));
            }
            pictures.add(figure.build());
            add(t, k, "velocity-autocorrelation", Kind.VELOCITY_AUTOCORRELATION, "Velocity autocorrelation", DiffusionCurve::species,
                "1 at time zero; it goes below zero where atoms have turned round in their cages.");
        }
    }
}

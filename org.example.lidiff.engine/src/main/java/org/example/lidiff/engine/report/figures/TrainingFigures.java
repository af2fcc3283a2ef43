package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.training.ErrorReport;
import org.example.lidiff.engine.training.ErrorSummary;
import org.example.lidiff.engine.training.LearningCurve;
import org.example.lidiff.engine.training.TrainingResult;
import org.example.lidiff.engine.training.UncertaintyReport;

/** How good a trained force field is: parity, learning curve, distribution of errors, errors against their estimates. */
public final class TrainingFigures {

    private static final double MILLI = 1000;

    private TrainingFigures() {
    }

    /** All pictures of {@code result}. */
    public static List<Picture> of(final TrainingResult result) {
        final List<Picture> pictures = new ArrayList<>();
        pictures.add(forces(result));
        pictures.add(energies(result));
        virials(result).ifPresent(pictures::add);
        pictures.add(elements(result));
        pictures.add(curve(result.learningCurve(), "learning-curve-forces", "Force error during the training", "Force error (RMSE)", "meV/Å",
            ErrorSummary::forceRmse));
        pictures.add(curve(result.learningCurve(), "learning-curve-energies", "Energy error during the training", "Energy error (RMSE)",
            "meV/atom", ErrorSummary::energyRmse));
        pictures.add(distribution(result));
        result.lastLayer().ifPresent(u -> pictures.add(uncertainty("uncertainty-last-layer", u)));
        result.committee().ifPresent(u -> pictures.add(uncertainty("uncertainty-committee", u)));
        return pictures;
    }

    private static Figure forces(final TrainingResult result) {
        final FigureBuilder figure = Figure.builder("parity-forces").title("Forces of the force field against the reference")
            .x(Axis.linear("Reference force component", "eV/Å")).y(Axis.linear("Predicted force component", "eV/Å"));
        result.reports().forEach((name, r) -> addForces(figure, name, r));
        result.foundationReports().forEach((name, r) -> figure.note(before(name.toLowerCase(Locale.ROOT), r)));
        return figure.diagonal().build();
    }

    private static String before(final String set, final ErrorReport foundation) {
        return String.format(Locale.ROOT, "Before the training, foundation on the %s frames: RMSE %.1f meV/Å, MAE %.1f meV/Å.", set,
            MILLI * foundation.forceRmse(), MILLI * foundation.forceMae());
    }

    private static void addForces(final FigureBuilder figure, final String name, final ErrorReport report) {
        figure.points(name, report.referenceForces(), report.predictedForces()).note(String.format(Locale.ROOT,
            "%s: RMSE %.1f meV/Å, MAE %.1f meV/Å over the components of %d frames, mean norm of the error vectors %.1f meV/Å; the forces "
            + "themselves have a root mean square of %.0f meV/Å.", name, MILLI * report.forceRmse(), MILLI * report.forceMae(), report.frames(),
            MILLI * report.meanForceErrorVectorNorm(), MILLI * report.referenceForceRms()));
    }

    // held-out frames if there are any: by element, with the errors by component
    private static Figure elements(final TrainingResult result) {
        final ErrorReport report = result.test().or(result::validation).orElse(result.training());
        final String set = result.test().isPresent() ? "test" : result.validation().isPresent() ? "validation" : "training";
        final FigureBuilder figure = Figure.builder("parity-forces-elements").title("Forces by element, " + set + " frames")
            .x(Axis.linear("Reference force component", "eV/Å")).y(Axis.linear("Predicted force component", "eV/Å"));
        report.perSpecies().forEach((z, error) -> {
            final int[] at = IntStream.range(0, report.forceSpecies().length).filter(i -> report.forceSpecies()[i] == z).toArray();
            final double[] squares = new double[3];
            for (final int i : at) {
                squares[i % 3] += Math.pow(report.predictedForces()[i] - report.referenceForces()[i], 2) / (at.length / 3.0);
            }
            figure.points(Element.of(z).symbol(), pick(report.referenceForces(), at), pick(report.predictedForces(), at)).note(String.format(
                Locale.ROOT, "%s: RMSE %.1f meV/Å (x %.1f, y %.1f, z %.1f), MAE %.1f meV/Å; root mean square force %.0f meV/Å.",
                Element.of(z).symbol(), MILLI * error.rmse(), MILLI * Math.sqrt(squares[0]), MILLI * Math.sqrt(squares[1]),
                MILLI * Math.sqrt(squares[2]), MILLI * error.mae(), MILLI * error.referenceRms()));
        });
        return figure.diagonal().build();
    }

    private static double[] pick(final double[] from, final int[] at) {
        return Arrays.stream(at).mapToDouble(i -> from[i]).toArray();
    }

    private static Optional<Figure> virials(final TrainingResult result) {
        if (result.training().referenceVirials().length == 0) {
            return Optional.empty();
        }
        final FigureBuilder figure = Figure.builder("parity-virials").title("Virials of the force field against the reference")
            .x(Axis.linear("Reference virial per atom", "eV")).y(Axis.linear("Predicted virial per atom", "eV"));
        result.reports().forEach((name, r) -> figure.points(name, r.referenceVirials(), r.predictedVirials()).note(String.format(Locale.ROOT,
            "%s: RMSE %.2f meV/atom, MAE %.2f meV/atom over the six distinct components.", name, MILLI * r.virialRmse(), MILLI * r.virialMae())));
        return Optional.of(figure.diagonal().build());
    }

    private static Figure distribution(final TrainingResult result) {
        final double width = Math.max(1e-9, 0.25 * result.training().forceRmse());
        final FigureBuilder figure = Figure.builder("force-error-distribution").title("Distribution of the force errors")
            .x(Axis.linear("Error of a force component", "meV/Å")).y(Axis.log("Part of the components", "1/(meV/Å)"));
        result.reports().forEach((name, r) -> {
            final TreeMap<Long, Integer> counts = new TreeMap<>();
            for (int i = 0; i < r.referenceForces().length; i++) {
                counts.merge(Math.round((r.predictedForces()[i] - r.referenceForces()[i]) / width), 1, Integer::sum);
            }
            figure.line(name, counts.keySet().stream().mapToDouble(k -> MILLI * width * k).toArray(),
                counts.values().stream().mapToDouble(c -> c / (MILLI * width * r.referenceForces().length)).toArray());
        });
        return figure.note("On a logarithmic scale Gaussian errors are a parabola; wide wings are rare, large errors.").build();
    }

    private static Figure uncertainty(final String id, final UncertaintyReport report) {
        final double largest = Arrays.stream(report.forceEstimates()).max().orElse(1);
        return Figure.builder(id).title("Force errors of atoms against their estimates: " + report.method())
            .x(Axis.linear("Estimated error of a force component", "meV/Å")).y(Axis.linear("Error of the force components of an atom (RMS)", "meV/Å"))
            .points("Atoms", Arrays.stream(report.forceEstimates()).map(x -> MILLI * x).toArray(),
                Arrays.stream(report.forceErrors()).map(x -> MILLI * x).toArray())
            .line("95 % of the atoms lie below, if the estimates are right", new double[] {0, MILLI * largest},
                new double[] {0, UncertaintyReport.THREE_COMPONENTS * MILLI * largest})
            .note(report.text()).build();
    }

    private static Figure energies(final TrainingResult result) {
        final FigureBuilder figure = Figure.builder("parity-energies").title("Energies of the force field against the reference")
            .x(Axis.linear("Reference energy per atom", "eV")).y(Axis.linear("Predicted energy per atom", "eV"));
        result.reports().forEach((name, r) -> addEnergies(figure, name, r));
        result.foundationTraining().ifPresent(r -> figure.note(String.format(Locale.ROOT,
            "Before the training, foundation on the training frames, offsets of the elements refitted: RMSE %.2f meV/atom.", MILLI * r.energyRmse())));
        return figure.diagonal().build();
    }

    private static void addEnergies(final FigureBuilder figure, final String name, final ErrorReport report) {
        figure.points(name, report.referenceEnergies(), report.predictedEnergies()).note(String.format(Locale.ROOT,
            "%s: RMSE %.2f meV/atom, MAE %.2f meV/atom over %d frames.", name, MILLI * report.energyRmse(), MILLI * report.energyMae(),
            report.frames()));
    }

    private static Figure curve(final LearningCurve curve, final String id, final String title, final String label, final String unit,
        final ToDoubleFunction<ErrorSummary> error) {
        final List<LearningCurve.Point> points = curve.points();
        final double[] epoch = points.stream().mapToDouble(LearningCurve.Point::epoch).toArray();
        final FigureBuilder figure = Figure.builder(id).title(title).x(Axis.dimensionless("Epoch")).y(Axis.log(label, unit));
        figure.line("Training", epoch, points.stream().mapToDouble(p -> MILLI * error.applyAsDouble(p.training())).toArray());
        if (points.stream().anyMatch(p -> p.validation() != null)) {
            figure.line("Validation", epoch,
                points.stream().mapToDouble(p -> p.validation() == null ? Double.NaN : MILLI * error.applyAsDouble(p.validation())).toArray());
        }
        return figure.note("Validation frames are a block at the end of each run, never used for training. When their error grows while that "
            + "of the training falls, the model learns by heart.").build();
    }
}

package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.training.ErrorReport;
import org.example.lidiff.engine.training.ErrorSummary;
import org.example.lidiff.engine.training.LearningCurve;
import org.example.lidiff.engine.training.TrainingResult;

/** How good a trained force field is: parity of energies and forces, and the learning curve. */
public final class TrainingFigures {

    private static final double MILLI = 1000;

    private TrainingFigures() {
    }

    /** All pictures of {@code result}. */
    public static List<Picture> of(final TrainingResult result) {
        final List<Picture> pictures = new ArrayList<>();
        pictures.add(forces(result));
        pictures.add(energies(result));
        pictures.add(curve(result.learningCurve(), "learning-curve-forces", "Force error during the training", "Force error (RMSE)", "meV/Å",
            ErrorSummary::forceRmse));
        pictures.add(curve(result.learningCurve(), "learning-curve-energies", "Energy error during the training", "Energy error (RMSE)",
            "meV/atom", ErrorSummary::energyRmse));
        return pictures;
    }

    private static Figure forces(final TrainingResult result) {
        final FigureBuilder figure = Figure.builder("parity-forces").title("Forces of the force field against the reference")
            .x(Axis.linear("Reference force component", "eV/Å")).y(Axis.linear("Predicted force component", "eV/Å"));
        addForces(figure, "Training", result.training());
        result.validation().ifPresent(r -> addForces(figure, "Validation", r));
        result.test().ifPresent(r -> addForces(figure, "Test", r));
        return figure.diagonal().build();
    }

    private static void addForces(final FigureBuilder figure, final String name, final ErrorReport report) {
        figure.points(name, report.referenceForces(), report.predictedForces()).note(String.format(Locale.ROOT,
            "%s: RMSE %.1f meV/Å, MAE %.1f meV/Å over %d frames; the forces themselves have a root mean square of %.0f meV/Å.", name,
            MILLI * report.forceRmse(), MILLI * report.forceMae(), report.frames(), MILLI * report.referenceForceRms()));
    }

    private static Figure energies(final TrainingResult result) {
        final FigureBuilder figure = Figure.builder("parity-energies").title("Energies of the force field against the reference")
            .x(Axis.linear("Reference energy per atom", "eV")).y(Axis.linear("Predicted energy per atom", "eV"));
        addEnergies(figure, "Training", result.training());
        result.validation().ifPresent(r -> addEnergies(figure, "Validation", r));
        result.test().ifPresent(r -> addEnergies(figure, "Test", r));
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

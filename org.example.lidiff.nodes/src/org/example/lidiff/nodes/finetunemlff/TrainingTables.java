package org.example.lidiff.nodes.finetunemlff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.training.ErrorReport;
import org.example.lidiff.engine.training.ErrorSummary;
import org.example.lidiff.engine.training.Forgetting;
import org.example.lidiff.engine.training.LearningCurve;
import org.example.lidiff.engine.training.TrainingResult;
import org.example.lidiff.engine.training.UncertaintyReport;
import org.example.lidiff.nodes.common.TableSchema;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The tables of Fine-tune MLFF. */
final class TrainingTables {

    private static final double MILLI = 1000;
    private static final int WORST = 20;
    private static final String AWAY = "Strained, rattled and exchanged, foundation as reference";
    private static final List<String> AXES = List.of("x", "y", "z");
    private static final List<String> COMPONENTS = List.of("xx", "yy", "zz", "yz", "xz", "xy");

    static final TableSchema CURVE = TableSchema.create().whole("Epoch").number("Learning rate").number("Loss")
        .number("Energy RMSE, training (meV/atom)").number("Force RMSE, training (meV/Å)").number("Energy RMSE, validation (meV/atom)")
        .number("Force RMSE, validation (meV/Å)");

    static final TableSchema ENERGIES = TableSchema.create().text("Set").number("Reference energy (eV/atom)")
        .number("Predicted energy (eV/atom)").text("Frame").text("Group");

    static final TableSchema FORCES = TableSchema.create().text("Set").text("Element").number("Reference force (eV/Å)")
        .number("Predicted force (eV/Å)").text("Component");

    static final TableSchema VIRIALS = TableSchema.create().text("Set").text("Component").number("Reference virial (eV/atom)")
        .number("Predicted virial (eV/atom)");

    static final TableSchema ERRORS = TableSchema.create().text("Force field").text("Set").text("Quantity").text("Unit")
        .number("RMSE").number("MAE").number("Reference root mean square").whole("Frames").text("Group").number("Mean error")
        .number("Mean norm of error vectors");

    static final TableSchema WORST_FRAMES = TableSchema.create().text("Set").whole("Rank").text("Frame").text("Group")
        .number("Force RMSE (meV/Å)").number("Energy error (meV/atom)");

    static final TableSchema DISTRIBUTION = TableSchema.create().text("Set").text("Quantity").text("Unit").whole("Values").number("Median error")
        .number("90 % below").number("95 % below").number("99 % below").number("Largest error");

    static final TableSchema UNCERTAINTY = TableSchema.create().text("Method").text("Set").text("Quantity").text("Unit")
        .number("Root mean square error").number("Root mean square estimate").number("Factor of the estimates").number("Within 95 % intervals (%)")
        .number("Rank correlation");

    private TrainingTables() {
    }

    static BufferedDataTable curve(final LearningCurve curve, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = CURVE.rows(exec);
        for (final LearningCurve.Point p : curve.points()) {
            final ErrorSummary v = p.validation();
            rows.add(p.epoch(), p.learningRate(), p.loss(), MILLI * p.training().energyRmse(), MILLI * p.training().forceRmse(),
                v == null ? null : MILLI * v.energyRmse(), v == null ? null : MILLI * v.forceRmse());
        }
        return rows.close();
    }

    static BufferedDataTable energies(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = ENERGIES.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : result.reports().entrySet()) {
            final double[] reference = s.getValue().referenceEnergies();
            final double[] predicted = s.getValue().predictedEnergies();
            final List<ErrorReport.FrameError> frames = s.getValue().frameErrors();
            for (int i = 0; i < reference.length; i++) {
                rows.add(s.getKey(), reference[i], predicted[i], frames.get(i).name(), frames.get(i).group());
            }
        }
        return rows.close();
    }

    static BufferedDataTable forces(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = FORCES.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : result.reports().entrySet()) {
            final double[] reference = s.getValue().referenceForces();
            final double[] predicted = s.getValue().predictedForces();
            final int[] species = s.getValue().forceSpecies();
            for (int i = 0; i < reference.length; i++) {
                rows.add(s.getKey(), Element.of(species[i]).symbol(), reference[i], predicted[i], AXES.get(i % 3));
            }
        }
        return rows.close();
    }

    static BufferedDataTable virials(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = VIRIALS.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : result.reports().entrySet()) {
            final double[] reference = s.getValue().referenceVirials();
            final double[] predicted = s.getValue().predictedVirials();
            for (int i = 0; i < reference.length; i++) {
                rows.add(s.getKey(), COMPONENTS.get(i % 6), reference[i], predicted[i]);
            }
        }
        return rows.close();
    }

    static BufferedDataTable errors(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = ERRORS.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : result.foundationReports().entrySet()) {
            addErrors(rows, "Foundation", s.getKey(), s.getValue());
        }
        for (final Map.Entry<String, ErrorReport> s : result.reports().entrySet()) {
            addErrors(rows, "Trained", s.getKey(), s.getValue());
        }
        if (result.forgetting().isPresent()) {
            final Forgetting f = result.forgetting().get();
            rows.add("Trained", AWAY, "Change of the energy per atom", "meV/atom", MILLI * f.energyChange(), null, null, f.frames(), null, null, null);
            rows.add("Trained", AWAY, "Change of the force components", "meV/Å", MILLI * f.forceChange(), null, MILLI * f.foundationForceRms(),
                f.frames(), null, null, null);
        }
        return rows.close();
    }

    private static void addErrors(final TableSchema.Rows rows, final String model, final String set, final ErrorReport r)
        throws CanceledExecutionException {
        rows.add(model, set, "Energy per atom", "meV/atom", MILLI * r.energyRmse(), MILLI * r.energyMae(), null, r.frames(), null,
            MILLI * r.energyBias(), null);
        rows.add(model, set, "Force components", "meV/Å", MILLI * r.forceRmse(), MILLI * r.forceMae(), MILLI * r.referenceForceRms(), r.frames(),
            null, null, MILLI * r.meanForceErrorVectorNorm());
        for (final Map.Entry<Integer, ErrorReport.ForceError> e : r.perSpecies().entrySet()) {
            final ErrorReport.ForceError f = e.getValue();
            rows.add(model, set, "Force components on " + Element.of(e.getKey()).symbol(), "meV/Å", MILLI * f.rmse(), MILLI * f.mae(),
                MILLI * f.referenceRms(), r.frames(), null, null, null);
        }
        if (!Double.isNaN(r.virialRmse())) {
            rows.add(model, set, "Virial per atom", "meV/atom", MILLI * r.virialRmse(), MILLI * r.virialMae(), null, r.frames(), null, null, null);
        }
        if (r.perGroup().size() > 1) {
            for (final Map.Entry<String, ErrorReport.GroupErrors> e : r.perGroup().entrySet()) {
                final ErrorReport.GroupErrors g = e.getValue();
                rows.add(model, set, "Energy per atom", "meV/atom", MILLI * g.energyRmse(), MILLI * g.energyMae(), null, g.frames(), e.getKey(),
                    MILLI * g.energyBias(), null);
                rows.add(model, set, "Force components", "meV/Å", MILLI * g.force().rmse(), MILLI * g.force().mae(),
                    MILLI * g.force().referenceRms(), g.frames(), e.getKey(), null, null);
            }
        }
    }

    static BufferedDataTable worstFrames(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = WORST_FRAMES.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : result.reports().entrySet()) {
            int rank = 1;
            for (final ErrorReport.FrameError f : s.getValue().worstFrames(WORST)) {
                rows.add(s.getKey(), rank++, f.name(), f.group(), MILLI * f.forceRmse(), MILLI * f.energyError());
            }
        }
        return rows.close();
    }

    static BufferedDataTable distribution(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = DISTRIBUTION.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : result.reports().entrySet()) {
            final ErrorReport r = s.getValue();
            addDistribution(rows, s.getKey(), "Energy per atom", "meV/atom", r.referenceEnergies(), r.predictedEnergies());
            addDistribution(rows, s.getKey(), "Force components", "meV/Å", r.referenceForces(), r.predictedForces());
            addDistribution(rows, s.getKey(), "Virial per atom", "meV/atom", r.referenceVirials(), r.predictedVirials());
        }
        return rows.close();
    }

    private static void addDistribution(final TableSchema.Rows rows, final String set, final String quantity, final String unit,
        final double[] reference, final double[] predicted) throws CanceledExecutionException {
        if (reference.length == 0) {
            return;
        }
        final double[] errors = new double[reference.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = MILLI * Math.abs(predicted[i] - reference[i]);
        }
        Arrays.sort(errors);
        rows.add(set, quantity, unit, errors.length, quantile(errors, 0.5), quantile(errors, 0.9), quantile(errors, 0.95), quantile(errors, 0.99),
            errors[errors.length - 1]);
    }

    /** The smallest value that at least this share of the sorted values does not exceed. */
    private static double quantile(final double[] sorted, final double share) {
        return sorted[Math.max(0, (int)Math.ceil(share * sorted.length) - 1)];
    }

    static BufferedDataTable uncertainty(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = UNCERTAINTY.rows(exec);
        for (final Optional<UncertaintyReport> report : List.of(result.lastLayer(), result.committee())) {
            if (report.isPresent()) {
                final UncertaintyReport u = report.get();
                rows.add(u.method(), u.set(), "Energy per atom", "meV/atom", MILLI * u.energyErrorRms(), MILLI * u.energyEstimateRms(),
                    u.energyFactor(), 100 * u.energyCoverage(), null);
                rows.add(u.method(), u.set(), "Force components", "meV/Å", MILLI * u.forceErrorRms(), MILLI * u.forceEstimateRms(),
                    u.forceFactor(), 100 * u.forceCoverage(), u.forceCorrelation());
            }
        }
        return rows.close();
    }
}

package org.example.lidiff.nodes.finetunemlff;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.report.figures.TrainingFigures;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.training.ErrorReport;
import org.example.lidiff.engine.training.ErrorSummary;
import org.example.lidiff.engine.training.FineTuner;
import org.example.lidiff.engine.training.LearningCurve;
import org.example.lidiff.engine.training.ModelShape;
import org.example.lidiff.engine.training.Stabilization;
import org.example.lidiff.engine.training.TrainingOptions;
import org.example.lidiff.engine.training.TrainingResult;
import org.example.lidiff.engine.training.TrainingSet;
import org.example.lidiff.engine.training.TrainingSetOptions;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.ports.ForceFieldPortObject;
import org.example.lidiff.nodes.ports.ForceFieldPortObjectSpec;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Fine-tune MLFF: trajectories with energies and forces become a force field. */
public final class FineTuneMlffNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Fine-tune MLFF";
    private static final double MILLI = 1000;

    private static final TableSchema CURVE = TableSchema.create().whole("Epoch").number("Learning rate").number("Loss")
        .number("Energy RMSE, training (meV/atom)").number("Force RMSE, training (meV/Å)").number("Energy RMSE, validation (meV/atom)")
        .number("Force RMSE, validation (meV/Å)");

    private static final TableSchema ENERGIES = TableSchema.create().text("Set").number("Reference energy (eV/atom)")
        .number("Predicted energy (eV/atom)");

    private static final TableSchema FORCES = TableSchema.create().text("Set").text("Element").number("Reference force (eV/Å)")
        .number("Predicted force (eV/Å)");

    private static final TableSchema ERRORS = TableSchema.create().text("Force field").text("Set").text("Quantity").text("Unit")
        .number("RMSE").number("MAE").number("Reference root mean square").whole("Frames");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("fine-tune-mlff.png")
        .shortDescription("Trains a machine-learned force field on ab-initio energies and forces.")
        .fullDescription("""
            <p>Trains a machine-learned force field (MLFF) of the kind <b>NEP</b> on the energies and forces of ab-initio frames: from
            scratch, or from a foundation force field at the optional input, which then only has to learn what is special about
            this material.</p>
            <p>A block at the end of each run is kept from training and tells which state of the model is best. The parity tables
            and figures show every reference value beside the prediction, for training and validation apart.</p>
            <p>The result is a plain NEP file that GPUMD and LAMMPS (USER-NEP) take unchanged. Stop the node to keep the best model
            so far.</p>
            """)
        .sinceVersion(5, 9, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("Training trajectories", g -> g.name("Training trajectories")
                .description("Frames with energies and forces.").fixed(TrajectorySetPortObject.TYPE))
            .addInputPortGroup("Foundation force field", g -> g.name("Foundation force field")
                .description("Optional: a NEP force field to start from. It must know all elements.").optional()
                .supportedTypes(ForceFieldPortObject.TYPE))
            .addOutputPortGroup("Fine-tuned force field", g -> g.name("Fine-tuned force field").description("The trained force field.")
                .fixed(ForceFieldPortObject.TYPE))
            .addOutputPortGroup("Learning curve", g -> g.name("Learning curve").description("Errors after each epoch.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Energy parity", g -> g.name("Energy parity").description("Reference and predicted energy of each frame.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Force parity", g -> g.name("Force parity").description("Reference and predicted force components.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Errors", g -> g.name("Errors")
                .description("Root mean square and mean absolute errors, before and after, by set and element.")
                .fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(FineTuneMlffParameters.class).configure(FineTuneMlffNodeFactory::configure)
            .execute(FineTuneMlffNodeFactory::execute))
        .addView(FigureView.of("Parity of forces and energies, and the learning curve."))
        .nodeType(NodeType.Learner)
        .keywords("NEP", "machine learning", "force field", "potential", "training", "MLFF", "MLIP", "fine-tuning", "foundation model");

    /** Called by KNIME. */
    public FineTuneMlffNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final TrajectorySetPortObjectSpec frames = (TrajectorySetPortObjectSpec)in.getInPortSpec(0);
        if (frames != null && frames.isKnown() && !(frames.hasEnergies() && frames.hasForces())) {
            throw new InvalidSettingsException("The training trajectories have no " + (frames.hasForces() ? "energies" : "forces")
                + ". Load files that contain energies and forces; XDATCAR files do not.");
        }
        if (in.getInPortSpecs().length > 1 && in.getInPortSpec(1) != null && frames != null) {
            final ForceFieldPortObjectSpec foundation = in.getInPortSpec(1);
            final var missing = frames.elements().stream().filter(e -> !foundation.elements().contains(e)).toList();
            if (!foundation.elements().isEmpty() && !missing.isEmpty()) {
                throw new InvalidSettingsException("The foundation force field knows " + String.join(", ", foundation.elements())
                    + " but the training trajectories also have " + String.join(", ", missing)
                    + ". Use a foundation that knows all elements, or disconnect it to train from scratch.");
            }
        }
        out.setOutSpec(0, new ForceFieldPortObjectSpec());
        out.setOutSpec(1, CURVE.spec());
        out.setOutSpec(2, ENERGIES.spec());
        out.setOutSpec(3, FORCES.spec());
        out.setOutSpec(4, ERRORS.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final FineTuneMlffParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Progress progress = EngineCall.progress(exec);
            final TrajectorySetPortObject input = in.getInPortObject(0);
            final Optional<ForceFieldPortObject> foundation = in.getInPortObjects().length > 1 ? Optional.of(in.getInPortObject(1))
                : Optional.empty();
            final TrainingSet set = TrainingSet.of(input.open(), setOptions(p), progress.part(0, 0.02));
            final TrainingResult result = FineTuner.of(options(p, foundation.isPresent())).train(set,
                foundation.map(FineTuneMlffNodeFactory::model), progress.part(0.02, 0.98));
            final Provenance provenance = foundation.map(f -> input.provenance().and(f.provenance())).orElse(input.provenance());
            final FileStore store = exec.createFileStore("force-field");
            final Potential potential = ForceFieldPortObject.write(store, result.model());
            out.setOutData(0, ForceFieldPortObject.of(store, ForceFieldPortObject.Companions.of(provenance.then(ProvenanceStep.of(NAME, p, Map.of())))));
            out.setOutData(1, curve(result.learningCurve(), exec));
            out.setOutData(2, energies(result, exec));
            out.setOutData(3, forces(result, exec));
            out.setOutData(4, errors(result, exec));
            out.setInternalData(FigureTable.of(exec, TrainingFigures.of(result)));
            final Warnings warnings = new Warnings().addAll(set.warnings()).addAll(result.warnings());
            sets(result).forEach((name, report) -> report.warning(name.toLowerCase(Locale.ROOT)).ifPresent(warnings::add));
            if (!result.stabilization().isEmpty()) {
                warnings.add(result.stabilization());
            }
            warnings.show(out);
            return null;
        });
    }

    private static TrainingSetOptions setOptions(final FineTuneMlffParameters p) {
        final TrainingSetOptions options = TrainingSetOptions.defaults().withMaxFrames(p.m_maximumFrames.orElse(0))
            .withValidationFraction(p.m_validationPercent / 100).withTestFraction(p.m_testPercent / 100);
        return p.m_virialWeight > 0 ? options : options.withoutVirials();
    }

    private static TrainingOptions options(final FineTuneMlffParameters p, final boolean fromFoundation) {
        final TrainingOptions base = fromFoundation ? TrainingOptions.fineTuning() : TrainingOptions.defaults();
        final TrainingOptions options = base.withEpochs(p.m_epochs).withMaxSeconds(p.m_timeLimitS.orElse(0.0))
            .withBatchSize(p.m_batchSize).withWeights(p.m_energyWeight, p.m_forceWeight, p.m_virialWeight).withSeed(p.m_seed)
            .withShape(base.shape().withCutoffs(p.m_radialCutoffAngstrom, p.m_angularCutoffAngstrom).withNeurons(p.m_neurons)
                .withZblOuterRadius(p.m_coreRepulsionAngstrom.orElse(ModelShape.AUTOMATIC)))
            .withStabilization(fromFoundation ? Stabilization.NONE : Stabilization.defaults().withRounds(p.m_stabilizationRounds));
        return p.m_learningRate.isPresent()
            ? options.withLearningRate(p.m_learningRate.get(), Math.min(base.finalLearningRate(), p.m_learningRate.get())) : options;
    }

    private static NepModel model(final ForceFieldPortObject foundation) {
        final Potential potential = foundation.potential();
        if (potential instanceof Nep) {
            return ((Nep)potential).model();
        }
        throw new InputException("The foundation force field is of the kind " + potential.kind() + ", but only NEP can be trained here.",
            "Connect a NEP force field, or disconnect it to train from scratch.");
    }

    private static BufferedDataTable curve(final LearningCurve curve, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = CURVE.rows(exec);
        for (final LearningCurve.Point p : curve.points()) {
            final ErrorSummary v = p.validation();
            rows.add(p.epoch(), p.learningRate(), p.loss(), MILLI * p.training().energyRmse(), MILLI * p.training().forceRmse(),
                v == null ? null : MILLI * v.energyRmse(), v == null ? null : MILLI * v.forceRmse());
        }
        return rows.close();
    }

    private static Map<String, ErrorReport> sets(final TrainingResult result) {
        final Map<String, ErrorReport> sets = new LinkedHashMap<>();
        sets.put("Training", result.training());
        result.validation().ifPresent(r -> sets.put("Validation", r));
        result.test().ifPresent(r -> sets.put("Test", r));
        return sets;
    }

    private static BufferedDataTable energies(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = ENERGIES.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : sets(result).entrySet()) {
            final double[] reference = s.getValue().referenceEnergies();
            final double[] predicted = s.getValue().predictedEnergies();
            for (int i = 0; i < reference.length; i++) {
                rows.add(s.getKey(), reference[i], predicted[i]);
            }
        }
        return rows.close();
    }

    private static BufferedDataTable forces(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = FORCES.rows(exec);
        for (final Map.Entry<String, ErrorReport> s : sets(result).entrySet()) {
            final double[] reference = s.getValue().referenceForces();
            final double[] predicted = s.getValue().predictedForces();
            final int[] species = s.getValue().forceSpecies();
            for (int i = 0; i < reference.length; i++) {
                rows.add(s.getKey(), Element.of(species[i]).symbol(), reference[i], predicted[i]);
            }
        }
        return rows.close();
    }

    private static BufferedDataTable errors(final TrainingResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = ERRORS.rows(exec);
        if (result.foundationTraining().isPresent()) {
            addErrors(rows, "Foundation", "Training", result.foundationTraining().get());
        }
        if (result.foundationValidation().isPresent()) {
            addErrors(rows, "Foundation", "Validation", result.foundationValidation().get());
        }
        for (final Map.Entry<String, ErrorReport> s : sets(result).entrySet()) {
            addErrors(rows, "Trained", s.getKey(), s.getValue());
        }
        return rows.close();
    }

    private static void addErrors(final TableSchema.Rows rows, final String model, final String set, final ErrorReport r)
        throws CanceledExecutionException {
        rows.add(model, set, "Energy per atom", "meV/atom", MILLI * r.energyRmse(), MILLI * r.energyMae(), null, r.frames());
        rows.add(model, set, "Force components", "meV/Å", MILLI * r.forceRmse(), MILLI * r.forceMae(), MILLI * r.referenceForceRms(), r.frames());
        for (final Map.Entry<Integer, ErrorReport.ForceError> e : r.perSpecies().entrySet()) {
            rows.add(model, set, "Force components on " + Element.of(e.getKey()).symbol(), "meV/Å", MILLI * e.getValue().rmse(),
                MILLI * e.getValue().mae(), MILLI * e.getValue().referenceRms(), r.frames());
        }
        if (!Double.isNaN(r.virialRmse())) {
            rows.add(model, set, "Virial per atom", "meV/atom", MILLI * r.virialRmse(), MILLI * r.virialMae(), null, r.frames());
        }
    }
}

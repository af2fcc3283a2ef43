package org.example.lidiff.nodes.finetunemlff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.ForceFieldProbe;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.potential.ProbeStructure;
import org.example.lidiff.engine.potential.foundation.FoundationModel;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepExport;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.ForceFieldFigures;
import org.example.lidiff.engine.report.figures.TrainingFigures;
import org.example.lidiff.engine.report.figures.TrainingSummary;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.training.FineTuner;
import org.example.lidiff.engine.training.FrameRole;
import org.example.lidiff.engine.training.ModelShape;
import org.example.lidiff.engine.training.Stabilization;
import org.example.lidiff.engine.training.TrainingOptions;
import org.example.lidiff.engine.training.TrainingResult;
import org.example.lidiff.engine.training.TrainingSet;
import org.example.lidiff.engine.training.TrainingSetOptions;
import org.example.lidiff.engine.trajectory.FrameStructures;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.FoundationFiles;
import org.example.lidiff.nodes.common.ProbeTable;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.finetunemlff.FineTuneMlffParameters.StartFrom;
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
    private static final String TWO_FOUNDATIONS = "A foundation force field is connected, and NEP89 is chosen to start from as well (startFrom).";
    private static final String TWO_FOUNDATIONS_WAY_OUT = "Disconnect the force field, or choose to start from the connected one.";

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("fine-tune-mlff.png")
        .shortDescription("Trains a machine-learned force field on ab-initio energies and forces.")
        .fullDescription("""
            <p>Trains a machine-learned force field (MLFF) of the kind <b>NEP</b> on the energies and forces of ab-initio frames: from
            scratch, or from a foundation force field, which then only has to learn what is special about this material: the one at the
            optional input, or the published NEP89.</p>
            <p>A block at the end of each run is kept from training and tells which state of the model is best. The parity tables
            and figures show every reference value beside the prediction, for training and validation apart.</p>
            <p>The trained force field is then checked without reference data: forces against the energy, virial against strain,
            invariances, smoothness at the cutoff, repulsion at short distances, the energy of a short simulation. A failed check is a warning
            here and in Run MD.</p>
            <p>The result is a plain NEP file that GPUMD and LAMMPS (USER-NEP) take unchanged; a README that says how is stored with it, and both
            can be written to a place of your own. Stop the node to keep the best model so far.</p>
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
                .description("Root mean square and mean absolute errors, before and after, by set, element and group of frames.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Virial parity", g -> g.name("Virial parity")
                .description("Reference and predicted virial of each frame that has one.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Worst frames", g -> g.name("Worst frames")
                .description("The frames with the largest force errors of each set, by name.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Error distribution", g -> g.name("Error distribution")
                .description("Below what the errors of most values are.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup(ProbeTable.PORT, g -> g.name(ProbeTable.PORT).description(ProbeTable.DESCRIPTION)
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Uncertainty", g -> g.name("Uncertainty")
                .description("Estimated beside true errors on held-out frames: by the last layer, and by the committee if there is one.")
                .fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(FineTuneMlffParameters.class).configure(FineTuneMlffNodeFactory::configure)
            .execute(FineTuneMlffNodeFactory::execute))
        .addView(FigureView.of("Parity of forces, energies and virials, the learning curve, errors, and what the checks of the force field found."))
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
        final FineTuneMlffParameters p = in.getParameters();
        if (p.m_startFrom == StartFrom.NEP89 && in.getInPortSpecs().length > 1) {
            throw new InvalidSettingsException(TWO_FOUNDATIONS + " " + TWO_FOUNDATIONS_WAY_OUT);
        }
        ChosenFiles.check(p.m_target, p.m_ifExists.engine());
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
        out.setOutSpec(1, TrainingTables.CURVE.spec());
        out.setOutSpec(2, TrainingTables.ENERGIES.spec());
        out.setOutSpec(3, TrainingTables.FORCES.spec());
        out.setOutSpec(4, TrainingTables.ERRORS.spec());
        out.setOutSpec(5, TrainingTables.VIRIALS.spec());
        out.setOutSpec(6, TrainingTables.WORST_FRAMES.spec());
        out.setOutSpec(7, TrainingTables.DISTRIBUTION.spec());
        out.setOutSpec(8, ProbeTable.spec());
        out.setOutSpec(9, TrainingTables.UNCERTAINTY.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final FineTuneMlffParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Progress progress = EngineCall.progress(exec);
            if (p.m_target.isChosen() && p.m_ifExists.engine() == IfExists.FAIL) {
                // now, not after the training
                try (ChosenFiles.Opened target = ChosenFiles.open(p.m_target)) {
                    NepExport.refuseExisting(target.path());
                }
            }
            final TrajectorySetPortObject input = in.getInPortObject(0);
            final Optional<ForceFieldPortObject> connected = in.getInPortObjects().length > 1 ? Optional.of(in.getInPortObject(1))
                : Optional.empty();
            final Optional<NepModel> foundation = foundation(p, connected);
            final TrajectorySet trajectories = input.open();
            final TrainingSet set = TrainingSet.of(trajectories, setOptions(p), progress.part(0, 0.02));
            final TrainingResult result = FineTuner.of(options(p, foundation.isPresent())).train(set, foundation, progress.part(0.02, 0.96));
            final FileStore store = exec.createFileStore("force-field");
            final Potential potential = ForceFieldPortObject.write(store, new Nep(result.model()).calibrated(
                () -> set.frames(FrameRole.TRAINING).stream().map(f -> new Structure(f.cell(), f.atomicNumbers(), f.positions())).iterator()),
                result.committeeModels());
            final ProbeReport probe = ForceFieldProbe.run(potential, structure(trajectories), ForceFieldProbe.Options.DEFAULT,
                progress.part(0.96, 0.99));
            final Provenance before = connected.map(f -> input.provenance().and(f.provenance())).orElse(input.provenance());
            final ForceFieldPortObject.Companions companions = new ForceFieldPortObject.Companions(Optional.of(probe), offsets(result),
                before.then(ProvenanceStep.of(NAME, p, p.m_startFrom == StartFrom.NEP89
                    ? Map.of(FoundationModel.NEP89.file(), FoundationModel.NEP89.sha256()) : Map.of())));
            final ForceFieldPortObject object = ForceFieldPortObject.of(store, potential, companions);
            final Warnings warnings = new Warnings().addAll(result.warnings()).addAll(object.getSpec().warnings());
            out.setOutData(0, object);
            setTables(result, probe, out, exec);
            final List<Picture> pictures = new ArrayList<>(TrainingFigures.of(result));
            pictures.add(1, TrainingSummary.of(result));
            pictures.add(ForceFieldFigures.checks(probe));
            pictures.addAll(ForceFieldFigures.of(potential, ProbeStructure.mostCommon(potential.elements())));
            out.setInternalData(FigureTable.of(exec, pictures));
            result.reports().forEach((name, report) -> report.warning(name.toLowerCase(Locale.ROOT)).ifPresent(warnings::add));
            if (!result.stabilization().isEmpty()) {
                warnings.add(result.stabilization());
            }
            export(p, result.model(), companions);
            warnings.show(out);
            return null;
        });
    }

    private static void setTables(final TrainingResult result, final ProbeReport probe, final ExecuteOutput out, final ExecutionContext exec)
        throws CanceledExecutionException {
        out.setOutData(1, TrainingTables.curve(result.learningCurve(), exec));
        out.setOutData(2, TrainingTables.energies(result, exec));
        out.setOutData(3, TrainingTables.forces(result, exec));
        out.setOutData(4, TrainingTables.errors(result, exec));
        out.setOutData(5, TrainingTables.virials(result, exec));
        out.setOutData(6, TrainingTables.worstFrames(result, exec));
        out.setOutData(7, TrainingTables.distribution(result, exec));
        out.setOutData(8, ProbeTable.of(probe, exec));
        out.setOutData(9, TrainingTables.uncertainty(result, exec));
    }

    private static Optional<NepModel> foundation(final FineTuneMlffParameters p, final Optional<ForceFieldPortObject> connected)
        throws IOException {
        if (p.m_startFrom == StartFrom.NEP89) {
            if (connected.isPresent()) {
                throw new InputException(TWO_FOUNDATIONS, TWO_FOUNDATIONS_WAY_OUT);
            }
            return Optional.of(model(FoundationFiles.load(FoundationModel.NEP89)));
        }
        return connected.map(f -> model(f.potential()));
    }

    // the first labeled frame is of the kind the force field is for
    private static Structure structure(final TrajectorySet trajectories) {
        return trajectories.runs().stream().filter(r -> r.quantities().contains(Quantity.FORCES) && r.frames() > 0).findFirst()
            .map(r -> FrameStructures.of(r, 0)).orElseThrow();
    }

    private static Map<String, Double> offsets(final TrainingResult result) {
        final Map<String, Double> offsets = new LinkedHashMap<>();
        result.offsets().energies().forEach((z, e) -> offsets.put(Element.of(z).symbol(), e));
        return offsets;
    }

    private static void export(final FineTuneMlffParameters p, final NepModel model, final ForceFieldPortObject.Companions with)
        throws IOException {
        if (p.m_target.isChosen()) {
            try (ChosenFiles.Opened target = ChosenFiles.open(p.m_target)) {
                NepExport.write(model, target.path(), p.m_ifExists.engine(), with.offsets(),
                    with.provenance().describe().lines().toList());
            }
        }
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
            .withEnergyWeightGrowth(p.m_energyWeightGrowth)
            .withShape(base.shape().withCutoffs(p.m_radialCutoffAngstrom, p.m_angularCutoffAngstrom).withNeurons(p.m_neurons)
                .withNMax(p.m_radialFunctions, p.m_angularFunctions).withAngular(p.m_largestAngularMomentum, p.m_angularDescriptors.terms())
                .withZblOuterRadius(p.m_coreRepulsionAngstrom.orElse(ModelShape.AUTOMATIC)))
            .withPriorStrength(fromFoundation ? p.m_priorStrength : 0).withMembers(p.m_members).withUncertainty(p.m_uncertainty)
            .withPatienceEpochs(p.m_patienceEpochs.orElse(0)).withWarmUp(p.m_warmUpPercent / 100).withAveragingEpochs(p.m_averagingEpochs)
            .withWeightDecay(p.m_weightDecay.orElse(base.weightDecay()))
            .withStabilization(fromFoundation ? Stabilization.NONE : Stabilization.defaults().withRounds(p.m_stabilizationRounds)
                .withTemperature(p.m_stabilizationTemperatureK.orElse(0.0)));
        return p.m_learningRate.isPresent()
            ? options.withLearningRate(p.m_learningRate.get(), Math.min(base.finalLearningRate(), p.m_learningRate.get())) : options;
    }

    private static NepModel model(final Potential potential) {
        if (potential instanceof Nep) {
            return ((Nep)potential).model();
        }
        throw new InputException("The foundation force field is of the kind " + potential.kind() + ", but only NEP can be trained here.",
            "Connect a NEP force field, or disconnect it to train from scratch.");
    }
}

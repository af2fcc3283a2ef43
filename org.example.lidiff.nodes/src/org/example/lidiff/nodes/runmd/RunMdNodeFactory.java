package org.example.lidiff.nodes.runmd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.dynamics.CellFreedom;
import org.example.lidiff.engine.dynamics.CheckpointFolder;
import org.example.lidiff.engine.dynamics.GuardAction;
import org.example.lidiff.engine.dynamics.Guards;
import org.example.lidiff.engine.dynamics.MdCondition;
import org.example.lidiff.engine.dynamics.MdJob;
import org.example.lidiff.engine.dynamics.MdPlan;
import org.example.lidiff.engine.dynamics.MdResult;
import org.example.lidiff.engine.dynamics.MdRunResult;
import org.example.lidiff.engine.dynamics.MdStage;
import org.example.lidiff.engine.dynamics.RelaxationOptions;
import org.example.lidiff.engine.dynamics.StartStructure;
import org.example.lidiff.engine.dynamics.Thermostat;
import org.example.lidiff.engine.dynamics.ThermodynamicsRow;
import org.example.lidiff.engine.dynamics.WorkerProcess;
import org.example.lidiff.engine.report.figures.DynamicsFigures;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameStructures;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.TrajectoryInput;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.ports.ForceFieldPortObject;
import org.example.lidiff.nodes.ports.ForceFieldPortObjectSpec;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.example.lidiff.nodes.runmd.RunMdParameters.Execution;
import org.example.lidiff.nodes.runmd.RunMdParameters.Relax;
import org.example.lidiff.nodes.runmd.RunMdParameters.StartFrom;
import org.example.lidiff.nodes.runmd.RunMdParameters.Supercell;
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

/** Run MD: a force field and a structure become trajectories. */
public final class RunMdNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Run MD";
    /** Where heating begins, as a share of the temperature. */
    private static final double COLD = 0.1;

    private static final TableSchema THERMODYNAMICS = TableSchema.create().text("Run").whole("Step").number("Time (ps)")
        .number("Temperature (K)").number("Potential energy (eV)").number("Kinetic energy (eV)").number("Conserved quantity (eV)")
        .number("Pressure (GPa)").number("Volume (Å³)").number("Stress xx (GPa)").number("Stress yy (GPa)").number("Stress zz (GPa)")
        .number("Stress yz (GPa)").number("Stress xz (GPa)").number("Stress xy (GPa)");

    private static final TableSchema RUNS = TableSchema.create().text("Run").number("Set temperature (K)").whole("Seed").whole("Frames")
        .whole("Steps").number("Mean temperature (K)").number("Mean temperature error (K)").number("Mean pressure (GPa)")
        .number("Mean pressure error (GPa)").number("Drift of the conserved quantity (meV/atom/ns)").flag("Stopped early")
        .number("Scatter of the conserved quantity (meV/atom)").number("Mean potential energy (eV)").number("Mean volume (Å³)");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("run-md.png")
        .shortDescription("Runs molecular dynamics with a force field, at several temperatures and with replicas.")
        .fullDescription("""
            <p>Repeats the crystal, removes atoms to make vacancies, and runs molecular dynamics with the force field: at several
            temperatures, several replicas each, side by side on all cores. The same seed gives the same run, bit by bit, on any
            number of cores.</p>
            <p>If wanted, the structure is relaxed first, with its cell, so that the runs start from the lattice of the force field; then come
            stages that are not recorded: heating, constant pressure, constant temperature.</p>
            <p>Use <b>velocity rescaling</b> for transport. The Langevin thermostat slows ions down; its runs are marked, and the
            nodes that follow warn.</p>
            <p>A run whose temperature, energy, distances or extrapolation leave their limits is stopped with a warning, and the frames up to
            then are kept; so are they when the disk becomes full. With a checkpoint folder an interrupted run goes on where it stood when
            the node is run again. The complete crystal is passed on unchanged, so that vacant sites stay sites.</p>
            """)
        .sinceVersion(5, 9, 0)
        .ports(p -> p.addInputPort("Force field", "The force field.", ForceFieldPortObject.TYPE)
            .addInputPort("Start structure", "Trajectories whose reference structure or frame is simulated.", TrajectorySetPortObject.TYPE)
            .addOutputPort("MD trajectories", "One run for each temperature and replica.", TrajectorySetPortObject.TYPE)
            .addOutputTable("Thermodynamics", "Temperature, energies, pressure, volume and stress (tension positive) along the runs.")
            .addOutputTable("Runs", "One row a run: seed, mean temperature and pressure with their errors, drift of the conserved quantity."))
        .model(m -> m.parametersClass(RunMdParameters.class).configure(RunMdNodeFactory::configure).execute(RunMdNodeFactory::execute))
        .addView(FigureView.of("Temperature, energy and conserved quantity of the runs."))
        .nodeType(NodeType.Manipulator)
        .keywords("molecular dynamics", "MD", "simulation", "NVT", "NVE", "NPT", "thermostat", "barostat", "relaxation", "checkpoint",
            "vacancy", "supercell", "replica");

    /** Called by KNIME. */
    public RunMdNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final RunMdParameters p = in.getParameters();
        final ForceFieldPortObjectSpec forceField = (ForceFieldPortObjectSpec)in.getInPortSpec(0);
        final TrajectorySetPortObjectSpec start = (TrajectorySetPortObjectSpec)in.getInPortSpec(1);
        for (int i = 0; i < p.m_vacancies.length; i++) {
            TrajectoryInput.requireElement(start, p.m_vacancies[i].m_element, "vacancies/" + i + "/element");
        }
        if (p.m_startFrom == StartFrom.REFERENCE) {
            TrajectoryInput.requireReference(start);
        }
        if (forceField != null && start != null && !forceField.elements().isEmpty()) {
            final List<String> missing = new ArrayList<>(start.elements());
            missing.removeAll(forceField.elements());
            if (!missing.isEmpty()) {
                throw new InvalidSettingsException("The force field knows " + String.join(", ", forceField.elements())
                    + " but the start structure also has " + String.join(", ", missing) + ". Use a force field that was trained with all elements.");
            }
        }
        out.setOutSpec(0, new TrajectorySetPortObjectSpec());
        out.setOutSpec(1, THERMODYNAMICS.spec());
        out.setOutSpec(2, RUNS.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final RunMdParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final ForceFieldPortObject forceField = in.getInPortObject(0);
            final TrajectorySetPortObject input = in.getInPortObject(1);
            final TrajectorySet set = input.open();
            final StartStructure start = start(p, set);
            final FileStore store = exec.createFileStore("trajectories.lidiff");
            final Provenance provenance = input.provenance().and(forceField.provenance()).then(ProvenanceStep.of(NAME, p, Map.of()));
            final MdJob job = new MdJob(start, forceField.files(), plan(p), ChosenFiles.of(p.m_checkpoints).map(f -> new CheckpointFolder(f,
                Math.max(1, steps(p.m_checkpointIntervalPs * Units.PICOSECOND, p.m_timeStepFs)))), provenance);
            final Path target = store.getFile().toPath();
            final MdResult result = p.m_execution == Execution.WORKER_PROCESS
                ? new WorkerProcess(p.m_workerMemoryMB).run(job, target, EngineCall.progress(exec)) : job.run(target, EngineCall.progress(exec));
            out.setOutData(0, new TrajectorySetPortObject(store));
            out.setOutData(1, thermodynamics(result, exec));
            out.setOutData(2, runs(p, result, exec));
            out.setInternalData(FigureTable.of(exec, DynamicsFigures.of(result)));
            new Warnings().addAll(forceField.getSpec().warnings()).addAll(result.warnings()).show(out);
            return null;
        });
    }

    private static StartStructure start(final RunMdParameters p, final TrajectorySet set) {
        final StartStructure small = base(p, set);
        StartStructure start = p.m_supercell == Supercell.SMALLEST_EDGE ? small.atLeast(p.m_smallestEdgeAngstrom)
            : small.supercell(p.m_repeatA, p.m_repeatB, p.m_repeatC);
        for (final RunMdParameters.Vacancies v : p.m_vacancies) {
            start = start.withVacancies(TrajectoryInput.element(v.m_element), v.m_count, p.m_seed);
        }
        for (final RunMdParameters.Interstitials i : p.m_interstitials) {
            start = start.withInterstitials(TrajectoryInput.element(i.m_element), i.m_count, p.m_seed);
        }
        return start;
    }

    private static StartStructure base(final RunMdParameters p, final TrajectorySet set) {
        final List<Trajectory> runs = set.runs();
        switch (p.m_startFrom) {
            case FIRST_FRAME:
                return new StartStructure(FrameStructures.of(runs.get(0), 0), set.reference());
            case LAST_FRAME:
                final Trajectory last = runs.get(runs.size() - 1);
                return new StartStructure(FrameStructures.of(last, last.frames() - 1), set.reference());
            default:
                return new StartStructure(set.reference().orElseThrow(() -> new InputException(
                    "The trajectories came without a reference structure to start from.",
                    "Choose a reference structure in Load AIMD, or start from a frame.")).supercell(), set.reference());
        }
    }

    private static MdPlan plan(final RunMdParameters p) {
        final List<MdCondition> conditions = new ArrayList<>();
        for (final RunMdParameters.Condition c : p.m_conditions) {
            conditions.add(new MdCondition(c.m_temperatureK, c.m_replicas));
        }
        final Set<Quantity> quantities = EnumSet.of(Quantity.ENERGY);
        if (p.m_storeVelocities) {
            quantities.add(Quantity.VELOCITIES);
        }
        if (p.m_storeForces) {
            quantities.add(Quantity.FORCES);
        }
        if (p.m_storeStress) {
            quantities.add(Quantity.STRESS);
        }
        final double pressure = p.m_pressureGPa / Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
        final MdPlan plan = MdPlan.of(conditions).withTimeStep(p.m_timeStepFs).withSeed(p.m_seed).withQuantities(quantities)
            .withEquilibration(equilibration(p, pressure))
            .withProduction(Math.max(1, steps(p.m_productionPs * Units.PICOSECOND, p.m_timeStepFs)),
                Math.max(1, steps(p.m_sampleIntervalFs, p.m_timeStepFs)))
            .withThreads(Runtime.getRuntime().availableProcessors());
        final MdPlan relaxed = p.m_relax == Relax.NOTHING ? plan : plan.withRelaxation(RelaxationOptions.DEFAULT.withCell(switch (p.m_relax) {
            case VOLUME -> CellFreedom.ISOTROPIC;
            case CELL -> CellFreedom.FULL;
            default -> CellFreedom.FIXED;
        }, pressure));
        final MdPlan guarded = relaxed.withGuards(guards(p)).withCell(switch (p.m_cellChange) {
            case VOLUME -> CellFreedom.ISOTROPIC;
            case AXES -> CellFreedom.ANISOTROPIC;
            case FULL -> CellFreedom.FULL;
        });
        switch (p.m_ensemble) {
            case NPT:
                return guarded.withThermostat(Thermostat.VELOCITY_RESCALING, p.m_thermostatTimeFs).withPressure(pressure);
            case NVE:
                return guarded.withThermostat(Thermostat.NONE, p.m_thermostatTimeFs);
            case NVT_LANGEVIN:
                return guarded.withThermostat(Thermostat.LANGEVIN, Units.PICOSECOND / p.m_frictionPerPs);
            case NVT_NOSE_HOOVER:
                return guarded.withThermostat(Thermostat.NOSE_HOOVER_CHAIN, p.m_thermostatTimeFs);
            default:
                return guarded.withThermostat(Thermostat.VELOCITY_RESCALING, p.m_thermostatTimeFs);
        }
    }

    private static Guards guards(final RunMdParameters p) {
        return Guards.DEFAULT.withMaxTemperature(p.m_maximumTemperatureK).withMinDistance(p.m_shortestDistanceAngstrom)
            .withMaxEnergyJump(p.m_energyJumpMeV / 1000).withMaxExtrapolation(p.m_largestExtrapolation.orElse(Double.POSITIVE_INFINITY))
            .withAction(switch (p.m_beyondLimit) {
                case STOP -> GuardAction.STOP;
                case WARN -> GuardAction.WARN;
                case FAIL -> GuardAction.FAIL;
            });
    }

    private static List<MdStage> equilibration(final RunMdParameters p, final double pressure) {
        final List<MdStage> stages = new ArrayList<>();
        if (p.m_heatingPs > 0) {
            stages.add(MdStage.ramp(steps(p.m_heatingPs * Units.PICOSECOND, p.m_timeStepFs), COLD));
        }
        if (p.m_pressureEquilibrationPs > 0) {
            stages.add(MdStage.constantPressure(steps(p.m_pressureEquilibrationPs * Units.PICOSECOND, p.m_timeStepFs), pressure));
        }
        stages.add(MdStage.constant(steps(p.m_equilibrationPs * Units.PICOSECOND, p.m_timeStepFs)));
        return stages;
    }

    private static long steps(final double timeFs, final double timeStepFs) {
        return Math.round(timeFs / timeStepFs);
    }

    private static BufferedDataTable thermodynamics(final MdResult result, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = THERMODYNAMICS.rows(exec);
        for (final MdRunResult run : result.runs()) {
            for (final ThermodynamicsRow r : run.thermodynamics().rows()) {
                rows.add(run.info().source(), r.step(), r.timeFs() / Units.PICOSECOND, r.temperatureK(), r.potentialEnergy(), r.kineticEnergy(),
                    r.conservedQuantity(), r.pressure() * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA, r.volume(), gigapascals(r, 0), gigapascals(r, 1),
                    gigapascals(r, 2), gigapascals(r, 3), gigapascals(r, 4), gigapascals(r, 5));
            }
        }
        return rows.close();
    }

    private static double gigapascals(final ThermodynamicsRow row, final int component) {
        return row.stress().get(component) * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
    }

    private static BufferedDataTable runs(final RunMdParameters p, final MdResult result, final ExecutionContext exec)
        throws CanceledExecutionException {
        final TableSchema.Rows rows = RUNS.rows(exec);
        for (final MdRunResult run : result.runs()) {
            final var t = run.thermodynamics();
            rows.add(run.info().source(), p.m_conditions[run.condition()].m_temperatureK, run.seed(), run.frames(), t.steps(), t.temperatureK(),
                t.temperatureError(), t.pressure() * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA,
                t.pressureError() * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA, 1000 * t.drift(), run.stopped(), 1000 * t.scatter(),
                t.potentialEnergy(), t.volume());
        }
        return rows.close();
    }
}

package org.example.lidiff.nodes.runmd;

import java.util.Optional;

import org.example.lidiff.nodes.common.Checks;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.ElementChoices;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Run MD. */
public final class RunMdParameters implements NodeParameters {

    @Section(title = "Start structure")
    interface StartSection { }

    @Section(title = "Temperatures and replicas")
    @After(StartSection.class)
    interface ConditionsSection { }

    @Section(title = "Time")
    @After(ConditionsSection.class)
    interface TimeSection { }

    @Section(title = "Dynamics")
    @After(TimeSection.class)
    interface DynamicsSection { }

    @Section(title = "Limits")
    @After(DynamicsSection.class)
    interface LimitsSection { }

    @Section(title = "Execution")
    @After(LimitsSection.class)
    interface ExecutionSection { }

    /** How the size of the supercell is given; the constants are file format. */
    enum Supercell {
        @Label(value = "Repetitions", description = "How often the cell is repeated along each of its vectors.")
        REPETITIONS,
        @Label(value = "Smallest edge", description = "As often as needed for an atom to be at least so far from its periodic images.")
        SMALLEST_EDGE
    }

    /** What relaxes before the first run; the constants are file format. */
    enum Relax {
        @Label(value = "Nothing", description = "The runs start from the structure as it is.")
        NOTHING,
        @Label(value = "Atoms", description = "The atoms move to the nearest minimum of the energy.")
        ATOMS,
        @Label(value = "Atoms and volume", description = "The volume follows the pressure, too; the shape of the cell stays.")
        VOLUME,
        @Label(value = "Atoms and cell", description = "Volume and shape follow the pressure.")
        CELL
    }

    /** What of the cell changes at constant pressure; the constants are file format. */
    enum CellChange {
        @Label(value = "Volume", description = "The cell keeps its shape.")
        VOLUME,
        @Label(value = "Axes", description = "The cell changes along x, y and z independently: right angles stay.")
        AXES,
        @Label(value = "Full cell", description = "Edges and angles change.")
        FULL
    }

    /** What happens beyond a limit; the constants are file format. */
    enum BeyondLimit {
        @Label(value = "Stop the run", description = "The run ends with a warning; its frames up to then are kept.")
        STOP,
        @Label(value = "Warn", description = "The run goes on.")
        WARN,
        @Label(value = "Fail", description = "The node fails.")
        FAIL
    }

    /** Where the work is done; the constants are file format. */
    enum Execution {
        @Label(value = "In KNIME", description = "In the memory of this application.")
        SAME_PROCESS,
        @Label(value = "In a worker process", description = """
            In a Java process of its own with its own memory. It ends when this application ends, and whatever happens to it leaves the
            application alone.
            """)
        WORKER_PROCESS
    }

    /** Which structure the run starts from; the constants are file format. */
    enum StartFrom {
        @Label(value = "Complete crystal", description = "The reference structure of the trajectory set, with all sites occupied.")
        REFERENCE,
        @Label(value = "First frame", description = "The first frame of the first run.")
        FIRST_FRAME,
        @Label(value = "Last frame", description = "The last frame of the last run.")
        LAST_FRAME
    }

    /** The statistical ensemble; the constants are file format. */
    enum Ensemble {
        @Label(value = "NVT, velocity rescaling", description = """
            Constant temperature by stochastic velocity rescaling (Bussi, Donadio, Parrinello 2007). It hardly disturbs
            diffusion and is the right choice for transport.
            """)
        NVT_VELOCITY_RESCALING,
        @Label(value = "NVT, Nosé-Hoover chain", description = "Constant temperature by a deterministic chain of thermostats.")
        NVT_NOSE_HOOVER,
        @Label(value = "NVT, Langevin", description = """
            Constant temperature by friction and noise on every atom. It slows diffusion and rates; the runs are marked.
            """)
        NVT_LANGEVIN,
        @Label(value = "NVE", description = "Constant energy. The temperature is only the one at the start.")
        NVE,
        @Label(value = "NPT, stochastic cell rescaling", description = """
            Constant temperature and pressure (Bernetti, Bussi 2020). For the volume at a temperature; for transport run NVT in that cell.
            """)
        NPT
    }

    static final class SupercellRef implements ParameterReference<Supercell> { }

    static final class ByRepetitions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SupercellRef.class).isOneOf(Supercell.REPETITIONS);
        }
    }

    static final class ByEdge implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SupercellRef.class).isOneOf(Supercell.SMALLEST_EDGE);
        }
    }

    static final class ExecutionRef implements ParameterReference<Execution> { }

    static final class InWorker implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ExecutionRef.class).isOneOf(Execution.WORKER_PROCESS);
        }
    }

    static final class Twice implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 2.0;
        }
    }

    static final class Interstitials implements NodeParameters {
        @Widget(title = "Element", description = "Atoms of this element are added.")
        @ChoicesProvider(ElementChoices.class)
        String m_element = "Li";

        @Widget(title = "Interstitials", description = "How many atoms are added to the supercell, in its widest gaps.")
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        int m_count = 1;
    }

    static final class EnsembleRef implements ParameterReference<Ensemble> { }

    static final class HasThermostatTime implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(EnsembleRef.class).isOneOf(Ensemble.NVT_VELOCITY_RESCALING, Ensemble.NVT_NOSE_HOOVER, Ensemble.NPT);
        }
    }

    static final class IsLangevin implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(EnsembleRef.class).isOneOf(Ensemble.NVT_LANGEVIN);
        }
    }

    static final class Vacancies implements NodeParameters {
        @Widget(title = "Element", description = "Atoms of this element are removed.")
        @ChoicesProvider(ElementChoices.class)
        String m_element = "Li";

        @Widget(title = "Vacancies", description = "How many atoms are removed from the supercell, at random places.")
        @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
        int m_count = 1;
    }

    static final class Condition implements NodeParameters {
        @Widget(title = "Temperature (K)", description = "Temperature of these runs.")
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        double m_temperatureK = 900;

        @Widget(title = "Replicas", description = "How many independent runs at this temperature. They run side by side on all cores.")
        @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
        int m_replicas = 1;
    }

    @Layout(StartSection.class)
    @Widget(title = "Start from", description = "Which structure is repeated and simulated.")
    StartFrom m_startFrom = StartFrom.REFERENCE;

    @Layout(StartSection.class)
    @Widget(title = "Size of the supercell", description = "How the size of the simulated cell is given.")
    @ValueSwitchWidget
    @ValueReference(SupercellRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    Supercell m_supercell = Supercell.REPETITIONS;

    @Layout(StartSection.class)
    @Widget(title = "Smallest edge (Å)", description = """
        The cell is repeated until its three heights are at least this. Twice the cutoff of the force field keeps atoms from feeling
        their own periodic images; in a smaller cell all images are summed, with a warning.
        """)
    @Effect(predicate = ByEdge.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_smallestEdgeAngstrom = 12;

    @Layout(StartSection.class)
    @Widget(title = "Repeat along a", description = "How often the cell is repeated along its first lattice vector.")
    @Effect(predicate = ByRepetitions.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_repeatA = 1;

    @Layout(StartSection.class)
    @Widget(title = "Repeat along b", description = "How often the cell is repeated along its second lattice vector.")
    @Effect(predicate = ByRepetitions.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_repeatB = 1;

    @Layout(StartSection.class)
    @Widget(title = "Repeat along c", description = "How often the cell is repeated along its third lattice vector.")
    @Effect(predicate = ByRepetitions.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_repeatC = 1;

    @Layout(StartSection.class)
    @Widget(title = "Vacancies", description = """
        Atoms to remove from the supercell, chosen at random by the seed. In most crystals ions hop only into vacancies: without
        any, no hops are seen. The complete crystal stays known to the following nodes.
        """)
    @ArrayWidget(addButtonText = "Add element", elementTitle = "Vacancies")
    Vacancies[] m_vacancies = {};

    @Layout(StartSection.class)
    @Widget(title = "Interstitials", description = """
        Atoms to add to the supercell, each in the widest gap of some thousand random points chosen by the seed. The complete crystal
        stays known to the following nodes.
        """, advanced = true)
    @ArrayWidget(addButtonText = "Add element", elementTitle = "Interstitials")
    @Migrate(loadDefaultIfAbsent = true)
    Interstitials[] m_interstitials = {};

    @Layout(StartSection.class)
    @Widget(title = "Relax first", description = """
        What moves to the nearest minimum of the energy before the first run (FIRE). With the cell, the runs start from the lattice of
        the force field at the pressure given below and not from that of the input.
        """)
    @Migrate(loadDefaultIfAbsent = true)
    Relax m_relax = Relax.NOTHING;

    @Layout(ConditionsSection.class)
    @Widget(title = "Conditions", description = "Temperatures and how many replicas run at each.")
    @ArrayWidget(addButtonText = "Add temperature", elementTitle = "Condition")
    Condition[] m_conditions = {new Condition()};

    @Layout(TimeSection.class)
    @Widget(title = "Time step (fs)", description = "Step of the integrator: 1 to 2 fs for lithium compounds, 0.5 fs with hydrogen.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_timeStepFs = 1;

    @Layout(TimeSection.class)
    @Widget(title = "Heating (ps)", description = """
        First stage: the temperature rises from a tenth to the whole of what is set, at constant volume. 0 leaves it out.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_heatingPs;

    @Layout(TimeSection.class)
    @Widget(title = "Equilibration at constant pressure (ps)", description = """
        Second stage: the cell follows the pressure below; what follows runs in the mean cell of the second half of this stage. 0 leaves
        it out.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_pressureEquilibrationPs;

    @Layout(TimeSection.class)
    @Widget(title = "Equilibration (ps)", description = "Last stage before recording starts, at constant volume and temperature.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_equilibrationPs = 2;

    @Layout(TimeSection.class)
    @Widget(title = "Production (ps)", description = "Recorded time of each run.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_productionPs = 20;

    @Layout(TimeSection.class)
    @Widget(title = "Time between frames (fs)", description = """
        How often a frame is stored. It is rounded to whole time steps. 10 to 50 fs resolve hops; larger values save disk space.
        """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_sampleIntervalFs = 20;

    @Layout(DynamicsSection.class)
    @Widget(title = "Ensemble", description = "What is kept constant, and how.")
    @ValueReference(EnsembleRef.class)
    Ensemble m_ensemble = Ensemble.NVT_VELOCITY_RESCALING;

    @Layout(DynamicsSection.class)
    @Widget(title = "Thermostat time (fs)", description = """
        Relaxation time of the kinetic energy. At least 100 fs for transport; shorter times couple more strongly.
        """)
    @Effect(predicate = HasThermostatTime.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_thermostatTimeFs = 100;

    @Layout(DynamicsSection.class)
    @Widget(title = "Friction (1/ps)", description = "Friction of the Langevin thermostat. Larger values slow diffusion more.")
    @Effect(predicate = IsLangevin.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_frictionPerPs = 1;

    @Layout(DynamicsSection.class)
    @Widget(title = "Pressure (GPa)", description = "Of a run or an equilibration at constant pressure, and of the relaxation of the cell.")
    @Migrate(loadDefaultIfAbsent = true)
    double m_pressureGPa;

    @Layout(DynamicsSection.class)
    @Widget(title = "Change of the cell", description = "What of the cell changes in a run or an equilibration at constant pressure.")
    @Migrate(loadDefaultIfAbsent = true)
    CellChange m_cellChange = CellChange.VOLUME;

    @Layout(DynamicsSection.class)
    @Widget(title = "Seed", description = """
        Start of the random numbers: vacancies, velocities and thermostat. The same seed gives the same run, bit by bit.
        """)
    long m_seed = 1;

    @Layout(LimitsSection.class)
    @Widget(title = "Beyond a limit", description = "What happens to a run that leaves one of the limits: the force field has left the region"
        + " it knows, or the time step is too large.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    BeyondLimit m_beyondLimit = BeyondLimit.STOP;

    @Layout(LimitsSection.class)
    @Widget(title = "Shortest distance (Å)", description = "Two atoms that are closer are beyond the limit.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_shortestDistanceAngstrom = 0.5;

    @Layout(LimitsSection.class)
    @Widget(title = "Energy jump (meV/atom)", description = """
        A change of the conserved quantity within ten steps that is larger than this is beyond the limit: it is how a time step that is
        too large shows.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_energyJumpMeV = 50;

    @Layout(LimitsSection.class)
    @Widget(title = "Extrapolation", description = """
        How far the surroundings of an atom may be from the training, in units of the strangest atom of the training: above it is beyond
        the limit. Without it there is a warning only. For force fields that came with such a measure (those of Fine-tune MLFF).
        """, advanced = true)
    @OptionalWidget(defaultProvider = Twice.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<Double> m_largestExtrapolation = Optional.empty();

    @Layout(LimitsSection.class)
    @Widget(title = "Highest temperature (K)", description = "A run whose temperature exceeds this is beyond the limit.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_maximumTemperatureK = 10000;

    @Layout(DynamicsSection.class)
    @Widget(title = "Store velocities", description = "Needed for vibrational spectra; doubles the size of the trajectory.", advanced = true)
    boolean m_storeVelocities;

    @Layout(DynamicsSection.class)
    @Widget(title = "Store forces", description = "Needed to train on these frames; doubles the size of the trajectory.", advanced = true)
    boolean m_storeForces;

    @Layout(DynamicsSection.class)
    @Widget(title = "Store stress", description = "Needed to train on these frames with their stress.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_storeStress;

    @Layout(ExecutionSection.class)
    @Widget(title = "Run", description = "Where the molecular dynamics is carried out.", advanced = true)
    @ValueSwitchWidget
    @ValueReference(ExecutionRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    Execution m_execution = Execution.SAME_PROCESS;

    @Layout(ExecutionSection.class)
    @Widget(title = "Memory of the worker process (MB)", description = "Its largest heap.", advanced = true)
    @Effect(predicate = InWorker.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_workerMemoryMB = 2000;

    @Layout(ExecutionSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    ChosenFiles.CheckpointFolder m_checkpoints = new ChosenFiles.CheckpointFolder();

    @Layout(ExecutionSection.class)
    @Widget(title = "Time between checkpoints (ps)", description = "A run that is interrupted loses at most this.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_checkpointIntervalPs = 5;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.atLeast(m_repeatA, 1, "repeatA", "Repeat along a");
        Checks.atLeast(m_repeatB, 1, "repeatB", "Repeat along b");
        Checks.atLeast(m_repeatC, 1, "repeatC", "Repeat along c");
        for (int i = 0; i < m_vacancies.length; i++) {
            Checks.atLeast(m_vacancies[i].m_count, 0, "vacancies/" + i + "/count", "Vacancies");
        }
        if (m_conditions.length == 0) {
            throw new InvalidSettingsException("There are no conditions. Add at least one temperature.");
        }
        for (int i = 0; i < m_conditions.length; i++) {
            Checks.positive(m_conditions[i].m_temperatureK, "conditions/" + i + "/temperatureK", "Temperature", "K");
            Checks.atLeast(m_conditions[i].m_replicas, 1, "conditions/" + i + "/replicas", "Replicas");
        }
        Checks.positive(m_timeStepFs, "timeStepFs", "Time step", "fs");
        Checks.atLeast(m_equilibrationPs, 0, "equilibrationPs", "Equilibration");
        Checks.positive(m_productionPs, "productionPs", "Production", "ps");
        Checks.positive(m_sampleIntervalFs, "sampleIntervalFs", "Time between frames", "fs");
        Checks.positive(m_thermostatTimeFs, "thermostatTimeFs", "Thermostat time", "fs");
        Checks.positive(m_frictionPerPs, "frictionPerPs", "Friction", "1/ps");
        for (int i = 0; i < m_interstitials.length; i++) {
            Checks.atLeast(m_interstitials[i].m_count, 0, "interstitials/" + i + "/count", "Interstitials");
        }
        Checks.positive(m_smallestEdgeAngstrom, "smallestEdgeAngstrom", "Smallest edge", "Å");
        Checks.atLeast(m_heatingPs, 0, "heatingPs", "Heating");
        Checks.atLeast(m_pressureEquilibrationPs, 0, "pressureEquilibrationPs", "Equilibration at constant pressure");
        Checks.inside(m_pressureGPa, -1000, 1000, "pressureGPa", "Pressure");
        Checks.atLeast(m_shortestDistanceAngstrom, 0, "shortestDistanceAngstrom", "Shortest distance");
        Checks.positive(m_energyJumpMeV, "energyJumpMeV", "Energy jump", "meV/atom");
        Checks.positive(m_largestExtrapolation, "largestExtrapolation", "Extrapolation", "");
        Checks.atLeast(m_workerMemoryMB, 64, "workerMemoryMB", "Memory of the worker process");
        Checks.positive(m_checkpointIntervalPs, "checkpointIntervalPs", "Time between checkpoints", "ps");
        Checks.positive(m_maximumTemperatureK, "maximumTemperatureK", "Highest temperature", "K");
    }
}

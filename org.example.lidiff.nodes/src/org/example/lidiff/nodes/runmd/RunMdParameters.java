package org.example.lidiff.nodes.runmd;

import org.example.lidiff.nodes.common.Checks;
import org.example.lidiff.nodes.common.ElementChoices;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
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
        NVE
    }

    static final class EnsembleRef implements ParameterReference<Ensemble> { }

    static final class HasThermostatTime implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(EnsembleRef.class).isOneOf(Ensemble.NVT_VELOCITY_RESCALING, Ensemble.NVT_NOSE_HOOVER);
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
    @Widget(title = "Repeat along a", description = "How often the cell is repeated along its first lattice vector.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_repeatA = 1;

    @Layout(StartSection.class)
    @Widget(title = "Repeat along b", description = "How often the cell is repeated along its second lattice vector.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_repeatB = 1;

    @Layout(StartSection.class)
    @Widget(title = "Repeat along c", description = "How often the cell is repeated along its third lattice vector.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_repeatC = 1;

    @Layout(StartSection.class)
    @Widget(title = "Vacancies", description = """
        Atoms to remove from the supercell, chosen at random by the seed. In most crystals ions hop only into vacancies: without
        any, no hops are seen. The complete crystal stays known to the following nodes.
        """)
    @ArrayWidget(addButtonText = "Add element", elementTitle = "Vacancies")
    Vacancies[] m_vacancies = {};

    @Layout(ConditionsSection.class)
    @Widget(title = "Conditions", description = "Temperatures and how many replicas run at each.")
    @ArrayWidget(addButtonText = "Add temperature", elementTitle = "Condition")
    Condition[] m_conditions = {new Condition()};

    @Layout(TimeSection.class)
    @Widget(title = "Time step (fs)", description = "Step of the integrator: 1 to 2 fs for lithium compounds, 0.5 fs with hydrogen.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_timeStepFs = 1;

    @Layout(TimeSection.class)
    @Widget(title = "Equilibration (ps)", description = "Time before recording starts.")
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
    @Widget(title = "Seed", description = """
        Start of the random numbers: vacancies, velocities and thermostat. The same seed gives the same run, bit by bit.
        """)
    long m_seed = 1;

    @Layout(DynamicsSection.class)
    @Widget(title = "Stop above temperature (K)", description = """
        A run whose temperature exceeds this is stopped with a warning, and its frames up to then are kept: the force field has
        left the region it knows.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_maximumTemperatureK = 10000;

    @Layout(DynamicsSection.class)
    @Widget(title = "Store velocities", description = "Needed for vibrational spectra; doubles the size of the trajectory.", advanced = true)
    boolean m_storeVelocities;

    @Layout(DynamicsSection.class)
    @Widget(title = "Store forces", description = "Needed to train on these frames; doubles the size of the trajectory.", advanced = true)
    boolean m_storeForces;

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
        Checks.positive(m_maximumTemperatureK, "maximumTemperatureK", "Stop above temperature", "K");
    }
}

package org.example.lidiff.nodes.buildmsm;

import org.example.lidiff.nodes.common.Checks;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** What the user chooses in Build MSM. */
public final class BuildMsmParameters implements NodeParameters {

    @Section(title = "Lag time")
    interface LagSection { }

    @Section(title = "Estimation")
    @After(LagSection.class)
    interface EstimationSection { }

    /** How the lag time is found; the constants are file format. */
    enum LagChoice {
        @Label(value = "Automatic", description = "The smallest lag time at which the model passes its tests.")
        AUTOMATIC,
        @Label(value = "Given here", description = "A lag time of your choice.")
        GIVEN
    }

    /** How transition probabilities follow from counts; the constants are file format. */
    enum Estimator {
        @Label(value = "Reversible", description = "Maximum likelihood with detailed balance: right for a system in equilibrium.")
        REVERSIBLE,
        @Label(value = "Non-reversible", description = "Each row of counts divided by its sum; allows a net drift.")
        NON_REVERSIBLE,
        @Label(value = "Uniform occupancy", description = """
            All sites are taken as equally occupied, as in older lattice Monte Carlo work. Wrong time scales when they are not.
            """)
        UNIFORM_OCCUPANCY
    }

    static final class LagRef implements ParameterReference<LagChoice> { }

    static final class IsGiven implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(LagRef.class).isOneOf(LagChoice.GIVEN);
        }
    }

    @Layout(LagSection.class)
    @Widget(title = "Lag time", description = """
        The time step of the model. It must be long enough that an ion has forgotten how it came to its site, and short enough to
        resolve the hops.
        """)
    @ValueSwitchWidget
    @ValueReference(LagRef.class)
    LagChoice m_lagChoice = LagChoice.AUTOMATIC;

    @Layout(LagSection.class)
    @Widget(title = "Lag time (ps)", description = "Rounded to a whole number of frames.")
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_lagTimePs = 1;

    @Layout(EstimationSection.class)
    @Widget(title = "Estimator", description = "How transition probabilities are found from the counted transitions.")
    Estimator m_estimator = Estimator.REVERSIBLE;

    @Layout(EstimationSection.class)
    @Widget(title = "Samples for intervals", description = """
        How many models are drawn to find the uncertainty of every result. More samples give steadier intervals and take longer.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_samples = 100;

    @Layout(EstimationSection.class)
    @Widget(title = "Seed", description = "Start of the random numbers of the samples.", advanced = true)
    long m_seed = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive(m_lagTimePs, "lagTimePs", "Lag time", "ps");
        Checks.inside(m_samples, 0, 10000, "samples", "Samples for intervals");
    }
}

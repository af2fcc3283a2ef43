package org.example.lidiff.nodes.buildmsm;

import java.util.HashSet;
import java.util.Set;

import org.example.lidiff.nodes.common.Checks;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
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
        UNIFORM_OCCUPANCY,
        @Label(value = "Reversible, given occupancies", description = """
            Maximum likelihood with detailed balance and with the occupancies of the sites as you know them, for example from a structure refinement.
            """)
        FIXED_STATIONARY
    }

    /** Which pairs of frames are counted; the constants are file format. */
    enum Counts {
        @Label(value = "Sliding", description = """
            Every pair of frames a lag time apart. The pairs overlap, so intervals come from ions whose paths get random weights.
            """)
        SLIDING,
        @Label(value = "Strided", description = """
            Pairs that do not overlap: fewer counts, independent of each other. Intervals come from the posterior of the counts.
            """)
        STRIDED,
        @Label(value = "Effective", description = """
            The sliding counts, divided by their statistical inefficiency: the same model. Intervals come from the posterior of as many independent
            counts as they are worth.
            """)
        EFFECTIVE
    }

    /** What becomes of equivalent sites; the constants are file format. */
    enum EquivalentSites {
        @Label(value = "Keep apart", description = "Every site of the jump network has its own counts.")
        APART,
        @Label(value = "Average", description = "Hops that the symmetry of the crystal takes into each other get the mean of their counts.")
        AVERAGED
    }

    /** How often the sites of one type are occupied. */
    static final class Occupancy implements NodeParameters {
        @Widget(title = "Type of site", description = "As in the column 'Type' of the site statistics of Detect Hops.")
        String m_type = "";

        @Widget(title = "Ions on a site", description = "Mean number of ions on a site of this type, for example 0.5.")
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        double m_ions = 1;
    }

    static final class EstimatorRef implements ParameterReference<Estimator> { }

    static final class HasGivenOccupancies implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(EstimatorRef.class).isOneOf(Estimator.FIXED_STATIONARY);
        }
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
    @Widget(title = "Counts", description = """
        Which pairs of frames the model is counted from. The tests of the lag time take sliding counts in any case.
        """, advanced = true)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    Counts m_counts = Counts.SLIDING;

    @Layout(EstimationSection.class)
    @Widget(title = "Estimator", description = "How transition probabilities are found from the counted transitions.")
    @ValueReference(EstimatorRef.class)
    Estimator m_estimator = Estimator.REVERSIBLE;

    @Layout(EstimationSection.class)
    @Widget(title = "Occupancies", description = """
        Mean number of ions on the sites of each type. Types that are not listed, or all of them when the list is empty, keep the occupancy that was seen in the
        trajectories. Takes long with more than some 200 sites.
        """)
    @Effect(predicate = HasGivenOccupancies.class, type = EffectType.SHOW)
    @ArrayWidget(addButtonText = "Add type", elementTitle = "Type of site")
    @Migrate(loadDefaultIfAbsent = true)
    Occupancy[] m_occupancies = {};

    @Layout(EstimationSection.class)
    @Widget(title = "Equivalent sites", description = """
        Averaging over the symmetry of the crystal makes intervals narrower. It is right only if the sites are equivalent; a χ² test of the hops tells, and a
        warning is given when it fails. The symmetry is that of the sites and of the framework atoms of the structure they come from, within 0.3 Å.
        """)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    EquivalentSites m_equivalentSites = EquivalentSites.APART;

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
        final Set<String> types = new HashSet<>();
        for (int i = 0; i < m_occupancies.length; i++) {
            final String type = m_occupancies[i].m_type.strip();
            if (type.isEmpty() || !types.add(type)) {
                throw new InvalidSettingsException("Occupancy " + (i + 1) + " (occupancies/" + i + "/type) "
                    + (type.isEmpty() ? "has no type of site" : "is the second one of '" + type + "'") + ". Name each type once, or remove the entry.");
            }
            Checks.positive(m_occupancies[i].m_ions, "occupancies/" + i + "/ions", "Ions on a site", "ions");
        }
    }
}

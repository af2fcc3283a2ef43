package org.example.lidiff.nodes.diffusionanalysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.example.lidiff.engine.diffusion.DiffusionAnalysisOptions;
import org.example.lidiff.engine.diffusion.DiffusionAnalysisOptions.Part;
import org.example.lidiff.engine.diffusion.LagWindow;
import org.example.lidiff.engine.diffusion.MsdOptions;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.nodes.common.Checks;
import org.example.lidiff.nodes.common.ElementChoices;
import org.example.lidiff.nodes.common.TrajectoryInput;
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
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Diffusion Analysis. */
public final class DiffusionAnalysisParameters implements NodeParameters {

    @Section(title = "Species")
    interface SpeciesSection { }

    @Section(title = "Diffusion coefficient")
    @After(SpeciesSection.class)
    interface FitSection { }

    @Section(title = "Conductivity")
    @After(FitSection.class)
    interface ChargeSection { }

    @Section(title = "Temperature dependence")
    @After(ChargeSection.class)
    interface TemperatureSection { }

    @Section(title = "Structure and vibrations")
    @After(TemperatureSection.class)
    interface StructureSection { }

    /** How the lags that are fitted are chosen; the constants are file format. */
    enum Window {
        @Label(value = "Automatic", description = "From where the displacement becomes straight up to a tenth of the longest run.")
        AUTOMATIC,
        @Label(value = "Times", description = "Between two times in ps.")
        ABSOLUTE,
        @Label(value = "Fractions", description = "Between two fractions of the longest run.")
        FRACTION
    }

    /** How displacements are measured; the constants are file format. */
    enum Path {
        @Label(value = "Crystal", description = "Relative to the lattice: free of the breathing of the cell at constant pressure.")
        LATTICE,
        @Label(value = "Liquid", description = "The sum of all steps in space.")
        CARTESIAN
    }

    static final class WindowRef implements ParameterReference<Window> { }

    static final class HasTimes implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(WindowRef.class).isOneOf(Window.ABSOLUTE);
        }
    }

    static final class HasFractions implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(WindowRef.class).isOneOf(Window.FRACTION);
        }
    }

    static final class ConductivityRef implements BooleanReference { }

    static final class PairsRef implements BooleanReference { }

    static final class VanHoveRef implements BooleanReference { }

    static final class HasDistances implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getBoolean(PairsRef.class).isTrue().or(i.getBoolean(VanHoveRef.class).isTrue());
        }
    }

    static final class Species implements NodeParameters {
        @Widget(title = "Element", description = "An element of the trajectories.")
        @ChoicesProvider(ElementChoices.class)
        String m_element = "Li";
    }

    static final class IonCharge implements NodeParameters {
        @Widget(title = "Element", description = "A mobile element.")
        @ChoicesProvider(ElementChoices.class)
        String m_element = "Li";

        @Widget(title = "Charge (e)", description = "Charge of each of its ions in elementary charges; 0 for an element that carries none.")
        @NumberInputWidget
        double m_chargeE = 1;
    }

    static final class Lag implements NodeParameters {
        @Widget(title = "Time (ps)", description = "Time between the two positions that are compared. It is rounded to whole frames.")
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        double m_timePs = 1;
    }

    static final class Extrapolation implements NodeParameters {
        @Widget(title = "Temperature (K)", description = "Diffusion coefficient and conductivity are extrapolated to this temperature.")
        @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
        double m_temperatureK = 300;
    }

    @Layout(SpeciesSection.class)
    @Widget(title = "Mobile species", description = "The elements whose diffusion is asked for.")
    @ArrayWidget(addButtonText = "Add element", elementTitle = "Mobile species")
    Species[] m_mobileSpecies = {new Species()};

    @Layout(SpeciesSection.class)
    @Widget(title = "Framework species", description = """
        The elements that hold the crystal together. Their mean displacement is the drift of the crystal, which is removed. Without
        any, all elements that are not mobile are taken.
        """)
    @ArrayWidget(addButtonText = "Add element", elementTitle = "Framework species")
    Species[] m_frameworkSpecies = {};

    @Layout(SpeciesSection.class)
    @Widget(title = "Displacements in a", description = "It makes a difference only when the cell changes with time.", advanced = true)
    @ValueSwitchWidget
    Path m_path = Path.LATTICE;

    @Layout(SpeciesSection.class)
    @Widget(title = "Allow coarse sampling", description = """
        Go on although atoms move so far between frames that the way around the periodic boundary is not certain. The result
        carries a warning.
        """, advanced = true)
    boolean m_allowCoarseSampling;

    @Layout(FitSection.class)
    @Widget(title = "Fit window", description = """
        The times between which a straight line is fitted to the mean squared displacement. It must begin after the vibrations in
        the cage and end before the curve becomes noise. The window that was used is always printed.
        """)
    @ValueSwitchWidget
    @ValueReference(WindowRef.class)
    Window m_fitWindow = Window.AUTOMATIC;

    @Layout(FitSection.class)
    @Widget(title = "Fit from (ps)", description = "Shortest time that is fitted.")
    @Effect(predicate = HasTimes.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_fitFromPs = 1;

    @Layout(FitSection.class)
    @Widget(title = "Fit to (ps)", description = "Longest time that is fitted.")
    @Effect(predicate = HasTimes.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_fitToPs = 10;

    @Layout(FitSection.class)
    @Widget(title = "Fit from (fraction)", description = "Shortest time that is fitted, as a fraction of the longest run.")
    @Effect(predicate = HasFractions.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_fitFromFraction = 0.02;

    @Layout(FitSection.class)
    @Widget(title = "Fit to (fraction)", description = "Longest time that is fitted, as a fraction of the longest run.")
    @Effect(predicate = HasFractions.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_fitToFraction = 0.1;

    @Layout(FitSection.class)
    @Widget(title = "Shortest site distance (Å)", description = """
        Distance between neighboring sites of the mobile ions. There is no diffusion coefficient unless the mean squared displacement
        grows in the fit window by the square of half of it: ions that stay in their cages do not diffuse.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_siteDistanceAngstrom = 2.5;

    @Layout(FitSection.class)
    @Widget(title = "Longest time (fraction)", description = """
        Up to which fraction of the longest run displacements are computed. Longer times have few windows and large errors.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_longestLagFraction = 0.5;

    @Layout(FitSection.class)
    @Widget(title = "Seed", description = "Start of the random numbers with which errors are checked. The same seed gives the same result.", advanced = true)
    long m_seed = 1;

    @Layout(ChargeSection.class)
    @Widget(title = "Conductivity", description = """
        Compute the diffusion of charge from the common motion of all mobile ions, the conductivity, and the Haven ratio. It needs the
        temperature of the trajectories.
        """)
    @ValueReference(ConductivityRef.class)
    boolean m_conductivity = true;

    @Layout(ChargeSection.class)
    @Widget(title = "Charges", description = """
        Charges of the mobile ions. An element that is not here has its usual charge: +1 for H, Li, Na, K, Rb, Cs, Cu, Ag; +2 for Mg,
        Ca, Sr, Ba, Zn; +3 for Al; -1 for F, Cl, Br, I; -2 for O, S, Se, Te; -3 for N.
        """)
    @ArrayWidget(addButtonText = "Add charge", elementTitle = "Charge")
    @Effect(predicate = ConductivityRef.class, type = EffectType.SHOW)
    IonCharge[] m_charges = {};

    @Layout(TemperatureSection.class)
    @Widget(title = "Extrapolate to", description = """
        Temperatures to which diffusion coefficient and conductivity are extrapolated when the trajectories have two temperatures or
        more. The extrapolation carries its interval.
        """)
    @ArrayWidget(addButtonText = "Add temperature", elementTitle = "Temperature")
    Extrapolation[] m_extrapolations = {new Extrapolation()};

    @Layout(StructureSection.class)
    @Widget(title = "Pair distributions", description = "Compute how often two elements are a distance apart, and the number of neighbors.")
    @ValueReference(PairsRef.class)
    boolean m_pairDistributions = true;

    @Layout(StructureSection.class)
    @Widget(title = "Van Hove correlations", description = """
        Compute how far a mobile ion gets in a time (self) and where other mobile ions are after it (distinct).
        """)
    @ValueReference(VanHoveRef.class)
    boolean m_vanHove = true;

    @Layout(StructureSection.class)
    @Widget(title = "Vibrations", description = """
        Compute the vibrational density of states and the velocity autocorrelation. The centroid of the density is the attempt frequency of
        hops.
        """)
    boolean m_vibrations = true;

    @Layout(StructureSection.class)
    @Widget(title = "Largest distance (Å)", description = "Up to which distance pairs and displacements are counted.")
    @Effect(predicate = HasDistances.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_largestDistanceAngstrom = 10;

    @Layout(StructureSection.class)
    @Widget(title = "Shells", description = "Into how many shells of equal width that distance is divided.", advanced = true)
    @Effect(predicate = HasDistances.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_shells = 200;

    @Layout(StructureSection.class)
    @Widget(title = "Times of the van Hove correlations", description = """
        Without any, three times are taken: 1/100, 1/20 and 1/4 of the longest run.
        """, advanced = true)
    @ArrayWidget(addButtonText = "Add time", elementTitle = "Time")
    @Effect(predicate = VanHoveRef.class, type = EffectType.SHOW)
    Lag[] m_vanHoveLags = {};

    /** The choices as the engine wants them. */
    DiffusionAnalysisOptions options() {
        final List<Element> mobile = new ArrayList<>(elements(m_mobileSpecies));
        final Map<Element, Double> charges = new LinkedHashMap<>();
        for (final IonCharge c : m_charges) {
            charges.put(TrajectoryInput.element(c.m_element), c.m_chargeE);
        }
        final Set<Part> parts = EnumSet.noneOf(Part.class);
        add(parts, m_conductivity, Part.CONDUCTIVITY);
        add(parts, m_pairDistributions, Part.RADIAL_DISTRIBUTION);
        add(parts, m_vanHove, Part.VAN_HOVE);
        add(parts, m_vibrations, Part.VIBRATIONS);
        return DiffusionAnalysisOptions.of(mobile.toArray(new Element[0])).withFramework(elements(m_frameworkSpecies)).withCharges(charges)
            .withWindow(window()).withSiteDistance(m_siteDistanceAngstrom).withLongestLag(m_longestLagFraction)
            .withPath(m_path == Path.LATTICE ? MsdOptions.Path.LATTICE : MsdOptions.Path.CARTESIAN).withCoarseAllowed(m_allowCoarseSampling)
            .withPairs(m_largestDistanceAngstrom, m_shells).withVanHoveLags(Arrays.stream(m_vanHoveLags).map(l -> l.m_timePs * Units.PICOSECOND).toList())
            .withExtrapolations(Arrays.stream(m_extrapolations).map(e -> e.m_temperatureK).toList()).withSeed(m_seed).withParts(parts);
    }

    private LagWindow window() {
        switch (m_fitWindow) {
            case ABSOLUTE:
                return LagWindow.absolute(m_fitFromPs * Units.PICOSECOND, m_fitToPs * Units.PICOSECOND);
            case FRACTION:
                return LagWindow.fraction(m_fitFromFraction, m_fitToFraction);
            default:
                return LagWindow.automatic();
        }
    }

    private static Set<Element> elements(final Species[] species) {
        final Set<Element> elements = new LinkedHashSet<>();
        for (final Species s : species) {
            elements.add(TrajectoryInput.element(s.m_element));
        }
        return elements;
    }

    private static void add(final Set<Part> parts, final boolean wanted, final Part part) {
        if (wanted) {
            parts.add(part);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_mobileSpecies.length == 0) {
            throw new InvalidSettingsException("There are no mobile species (mobileSpecies). Add the element whose diffusion is asked for.");
        }
        for (int i = 0; i < m_mobileSpecies.length; i++) {
            chosen(m_mobileSpecies[i].m_element, "mobileSpecies/" + i + "/element");
        }
        for (int i = 0; i < m_frameworkSpecies.length; i++) {
            chosen(m_frameworkSpecies[i].m_element, "frameworkSpecies/" + i + "/element");
        }
        validateCharges();
        if (m_fitWindow == Window.ABSOLUTE) {
            Checks.atLeast(m_fitFromPs, 0, "fitFromPs", "Fit from (ps)");
            Checks.positive(m_fitToPs, "fitToPs", "Fit to", "ps");
            ordered(m_fitFromPs, m_fitToPs, "fitFromPs", "fitToPs", " ps");
        } else if (m_fitWindow == Window.FRACTION) {
            Checks.inside(m_fitFromFraction, 0, 1, "fitFromFraction", "Fit from (fraction)");
            Checks.inside(m_fitToFraction, 0, 1, "fitToFraction", "Fit to (fraction)");
            ordered(m_fitFromFraction, m_fitToFraction, "fitFromFraction", "fitToFraction", " of the run");
        }
        Checks.inside(m_siteDistanceAngstrom, 0, 99, "siteDistanceAngstrom", "Shortest site distance (Å)");
        Checks.inside(m_longestLagFraction, 0.001, 1, "longestLagFraction", "Longest time (fraction)");
        Checks.inside(m_largestDistanceAngstrom, 0.1, 100, "largestDistanceAngstrom", "Largest distance (Å)");
        Checks.inside(m_shells, 1, 10_000, "shells", "Shells");
        for (int i = 0; i < m_vanHoveLags.length; i++) {
            Checks.positive(m_vanHoveLags[i].m_timePs, "vanHoveLags/" + i + "/timePs", "Time", "ps");
        }
        for (int i = 0; i < m_extrapolations.length; i++) {
            Checks.positive(m_extrapolations[i].m_temperatureK, "extrapolations/" + i + "/temperatureK", "Temperature", "K");
        }
    }

    private void validateCharges() throws InvalidSettingsException {
        for (int i = 0; i < m_charges.length; i++) {
            final String element = m_charges[i].m_element;
            chosen(element, "charges/" + i + "/element");
            Checks.inside(m_charges[i].m_chargeE, -10, 10, "charges/" + i + "/chargeE", "Charge (e)");
            for (int j = 0; j < i; j++) {
                if (m_charges[j].m_element.equals(element)) {
                    throw new InvalidSettingsException("The charge of " + element + " is given twice (charges/" + j + " and charges/" + i + "). Remove one of"
                        + " them.");
                }
            }
            if (Arrays.stream(m_mobileSpecies).noneMatch(s -> s.m_element.equals(element))) {
                throw new InvalidSettingsException("A charge is given for " + element + " (charges/" + i + "/element), which is not among the mobile species. Only"
                    + " mobile ions carry current: add it to them, or remove its charge.");
            }
        }
    }

    private static void chosen(final String element, final String key) throws InvalidSettingsException {
        if (element == null || Element.find(element).isEmpty()) {
            throw new InvalidSettingsException("'" + element + "' (" + key + ") is no chemical element. Choose an element of the trajectories.");
        }
    }

    private static void ordered(final double from, final double to, final String fromKey, final String toKey, final String unit)
        throws InvalidSettingsException {
        if (!(to > from)) {
            throw new InvalidSettingsException("The fit window ends (" + toKey + ") at " + to + unit + ", not after its start (" + fromKey + ") at " + from + unit
                + ". Give an end after the start.");
        }
    }
}

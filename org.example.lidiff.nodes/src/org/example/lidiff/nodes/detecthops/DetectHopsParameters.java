package org.example.lidiff.nodes.detecthops;

import java.util.Optional;

import org.example.lidiff.nodes.common.Checks;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.ElementChoices;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
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
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** What the user chooses in Detect Hops. */
public final class DetectHopsParameters implements NodeParameters {

    @Section(title = "Sites")
    interface SitesSection { }

    @Section(title = "Hops")
    @After(SitesSection.class)
    interface HopsSection { }

    /** Where the sites come from; the constants are file format. */
    enum SiteSource {
        @Label(value = "Reference structure", description = "The complete crystal that came with the trajectories.")
        REFERENCE_STRUCTURE,
        @Label(value = "Structure file", description = "A CIF or POSCAR that lists the sites, for example candidate sites from the literature.")
        STRUCTURE_FILE,
        @Label(value = "First frame", description = "Where the ions are in the first frame of the first trajectory: no site is empty then, unless more are found.")
        FIRST_FRAME,
        @Label(value = "Density", description = "Basins of the density of the ions in the trajectories.")
        DENSITY,
        @Label(value = "Moving acceptors", description = "Atoms that carry the ions, as oxygens carry protons.")
        ACCEPTORS
    }

    /** What belongs to a site; the constants are file format. */
    enum Assignment {
        @Label(value = "Nearest site", description = "An ion belongs to the site nearest to it.")
        NEAREST,
        @Label(value = "Polyhedra", description = "An ion belongs to the site whose polyhedron of framework atoms it is in, as that is in each frame.")
        POLYHEDRA
    }

    static final class SourceRef implements ParameterReference<SiteSource> { }

    static final class AssignmentRef implements ParameterReference<Assignment> { }

    static final class FoundRef implements BooleanReference { }

    static final class AtRest implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(SiteSource.REFERENCE_STRUCTURE, SiteSource.STRUCTURE_FILE, SiteSource.FIRST_FRAME, SiteSource.DENSITY);
        }
    }

    static final class OfStructure implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(SiteSource.REFERENCE_STRUCTURE, SiteSource.STRUCTURE_FILE, SiteSource.FIRST_FRAME);
        }
    }

    static final class Found implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(SiteSource.DENSITY)
                .or(i.getBoolean(FoundRef.class).isTrue().and(i.getEnum(SourceRef.class).isOneOf(SiteSource.REFERENCE_STRUCTURE,
                    SiteSource.STRUCTURE_FILE, SiteSource.FIRST_FRAME)));
        }
    }

    static final class Carried implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(SiteSource.ACCEPTORS);
        }
    }

    static final class InPolyhedra implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(AssignmentRef.class).isOneOf(Assignment.POLYHEDRA)
                .and(i.getEnum(SourceRef.class).isOneOf(SiteSource.REFERENCE_STRUCTURE, SiteSource.STRUCTURE_FILE, SiteSource.FIRST_FRAME,
                    SiteSource.DENSITY));
        }
    }

    static final class FromFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SourceRef.class).isOneOf(SiteSource.STRUCTURE_FILE);
        }
    }

    @Layout(SitesSection.class)
    @Widget(title = "Mobile element", description = "The element whose hops are detected.")
    @ChoicesProvider(ElementChoices.class)
    String m_mobileElement = "Li";

    @Layout(SitesSection.class)
    @Widget(title = "Sites from", description = """
        The positions between which ions hop. They must include the sites that are empty: a vacancy is an empty site. When the
        optional input is connected, the sites of its jump network are used instead.
        """)
    @RadioButtonsWidget
    @ValueReference(SourceRef.class)
    SiteSource m_siteSource = SiteSource.REFERENCE_STRUCTURE;

    @Layout(SitesSection.class)
    @Effect(predicate = FromFile.class, type = EffectType.SHOW)
    ChosenFiles.StructureFile m_siteStructure = new ChosenFiles.StructureFile();

    @Layout(SitesSection.class)
    @Widget(title = "Site labels", description = """
        Labels of the sites to use, separated by commas, for example <tt>T2, T5</tt>. Empty uses all sites of the mobile element.
        """)
    String m_siteLabels = "";

    @Layout(SitesSection.class)
    @Widget(title = "Add sites found in the density", description = """
        Add basins of the density of the ions that are 1 Å or more from all sites, such as interstitials that the structure does
        not list.
        """)
    @ValueReference(FoundRef.class)
    @Effect(predicate = OfStructure.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_addFoundSites;

    @Layout(SitesSection.class)
    @Widget(title = "Merge threshold (kT)", description = """
        Basins of the density are one site when the barrier between them, kT ln(peak/saddle), is lower than this.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Found.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_mergeThresholdKt = 1;

    @Layout(SitesSection.class)
    @Widget(title = "Smallest occupancy of found sites", description = "Basins that hold fewer ions than this on average are no sites.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Found.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_smallestOccupancy = 0.01;

    @Layout(SitesSection.class)
    @Widget(title = "Density grid (Å)", description = "Largest distance of the points at which the density is counted.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Found.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_densityGridAngstrom = 0.25;

    @Layout(SitesSection.class)
    @Widget(title = "Acceptors", description = "Elements that carry the ions, separated by commas, for example <tt>O</tt> for protons in water.")
    @Effect(predicate = Carried.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_acceptorElements = "O";

    @Layout(SitesSection.class)
    @Widget(title = "Bond length (Å)", description = """
        Distance between an ion and its acceptor. A hop counts when the ion, on its way from the middle between two acceptors to
        this distance from the new one, has come so far that only the core size times that way is left.
        """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = Carried.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double m_bondLengthAngstrom = 1;

    @Layout(SitesSection.class)
    @Widget(title = "An ion belongs to", description = "What makes the space around a site.")
    @ValueSwitchWidget
    @ValueReference(AssignmentRef.class)
    @Effect(predicate = AtRest.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    Assignment m_assignment = Assignment.NEAREST;

    @Layout(SitesSection.class)
    @Widget(title = "Vertices", description = """
        Elements of the framework atoms around a site, separated by commas. Empty for all of the framework.
        """)
    @Effect(predicate = InPolyhedra.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_vertexElements = "";

    @Layout(SitesSection.class)
    @Widget(title = "Number of vertices", description = """
        4 for tetrahedra, 6 for octahedra, up to 12; 0 tells the number for each type of site from the distances.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = InPolyhedra.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    int m_vertices;

    @Layout(SitesSection.class)
    @Widget(title = "Fold sites onto the unit cell", description = """
        Treat copies of a site in different unit cells as one, which gives better statistics. It is done only when the
        time-averaged framework really repeats itself from cell to cell within 0.3 Å.
        """)
    boolean m_foldSites = true;

    @Layout(HopsSection.class)
    @Widget(title = "Core radius (fraction)", description = """
        An ion belongs to a site once it is inside the site's core and stays with it until it enters another core. The core
        reaches this fraction of the way from the site to the face of its cell or polyhedron, or, for moving acceptors, from the
        bond to the middle between two of them. Larger values count more short visits as hops.
        """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_coreFraction = 0.5;

    @Layout(HopsSection.class)
    @Widget(title = "Minimum residence time (fs)", description = """
        Stays shorter than this are treated as vibration and not counted as a hop. Larger values give fewer hops.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_minimumResidenceFs;

    @Layout(HopsSection.class)
    @Widget(title = "Allow coarse sampling", description = """
        Go on although atoms move so far between frames that the way around the periodic boundary is not certain. The result
        carries a warning.
        """, advanced = true)
    boolean m_allowCoarseSampling;

    @Layout(HopsSection.class)
    @Widget(title = "Strings within (fs)", description = """
        Hops of different ions belong to one string when one follows the other into the site that it leaves within this time.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_stringTimeFs = 500;

    @Layout(HopsSection.class)
    @Widget(title = "Distance of neighboring vacancies (Å)", description = """
        Vacancies closer than this are one cluster. Without it, a tenth more than the largest distance of a site to the nearest
        other one.
        """, advanced = true)
    @OptionalWidget(defaultProvider = ThreeAngstrom.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<Double> m_vacancyDistanceAngstrom = Optional.empty();

    static final class ThreeAngstrom implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 3.0;
        }
    }

    @Layout(HopsSection.class)
    @Widget(title = "Seed", description = "Of the random order that strings and clusters are compared with.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    long m_seed = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inside(m_coreFraction, 0.05, 1, "coreFraction", "Core radius (fraction)");
        Checks.atLeast(m_minimumResidenceFs, 0, "minimumResidenceFs", "Minimum residence time");
        Checks.atLeast(m_mergeThresholdKt, 0, "mergeThresholdKt", "Merge threshold");
        Checks.atLeast(m_smallestOccupancy, 0, "smallestOccupancy", "Smallest occupancy of found sites");
        Checks.inside(m_densityGridAngstrom, 0.05, 2, "densityGridAngstrom", "Density grid");
        Checks.inside(m_bondLengthAngstrom, 0, 5, "bondLengthAngstrom", "Bond length");
        if (m_vertices != 0) {
            Checks.inside(m_vertices, 4, 12, "vertices", "Number of vertices");
        }
        Checks.positive(m_stringTimeFs, "stringTimeFs", "Strings within", "fs");
        Checks.positive(m_vacancyDistanceAngstrom, "vacancyDistanceAngstrom", "Distance of neighboring vacancies", "Å");
        if (m_siteSource == SiteSource.ACCEPTORS && m_acceptorElements.isBlank()) {
            throw new InvalidSettingsException("No acceptor is chosen (acceptorElements). Write the elements that carry the ions, for example O.");
        }
        if (m_mobileElement == null || m_mobileElement.isBlank()) {
            throw new InvalidSettingsException("No mobile element is chosen (mobileElement). Choose the element that hops.");
        }
    }
}

package org.example.lidiff.nodes.detecthops;

import org.example.lidiff.nodes.common.Checks;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.ElementChoices;
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
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
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
        STRUCTURE_FILE
    }

    static final class SourceRef implements ParameterReference<SiteSource> { }

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
        optional input is connected, its table is used instead.
        """)
    @ValueSwitchWidget
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
    @Widget(title = "Fold sites onto the unit cell", description = """
        Treat copies of a site in different unit cells as one, which gives better statistics. It is done only when the
        time-averaged framework really repeats itself from cell to cell within 0.3 Å.
        """)
    boolean m_foldSites = true;

    @Layout(HopsSection.class)
    @Widget(title = "Core radius (fraction)", description = """
        An ion belongs to a site once it is inside the site's core and stays with it until it enters another core. The core
        reaches this fraction of the way to the face between neighboring sites. Larger values count more short visits as hops.
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

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inside(m_coreFraction, 0.05, 1, "coreFraction", "Core radius (fraction)");
        Checks.atLeast(m_minimumResidenceFs, 0, "minimumResidenceFs", "Minimum residence time");
        if (m_mobileElement == null || m_mobileElement.isBlank()) {
            throw new InvalidSettingsException("No mobile element is chosen (mobileElement). Choose the element that hops.");
        }
    }
}

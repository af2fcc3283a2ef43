package org.example.lidiff.nodes.spectralanalysis;

import org.example.lidiff.nodes.common.Checks;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Spectral Analysis. */
public final class SpectralAnalysisParameters implements NodeParameters {

    @Widget(title = "Eigenvectors", description = """
        How many of the slowest relaxation modes are shown. Each has an eigenvalue, a time scale and a value at every site.
        """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_eigenvectors = 8;

    @Widget(title = "Longest time of the mean squared displacement (ps)", description = """
        How far the displacement of the network is followed. With trajectories connected it is drawn beside theirs.
        """)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_longestTimePs = 20;

    @Widget(title = "Metastable sets", description = """
        Into how many sets of sites the crystal is divided (PCCA+): ions exchange fast within a set and slowly between sets. 0 for none.
        Where all sites are of one type, these sets are the groups of the passage and relaxation tables.
        """)
    @Migrate(loadDefaultIfAbsent = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_metastableSets = 2;

    @Widget(title = "Charge of an ion (e)", description = "For the conductivity by Nernst and Einstein, in elementary charges.")
    @Migrate(loadDefaultIfAbsent = true)
    double m_chargeE = 1;

    @Widget(title = "Extrapolate to (K)", description = """
        Temperature at which the Arrhenius lines of models at several temperatures are read, with their interval.
        """)
    @Migrate(loadDefaultIfAbsent = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_extrapolationK = 300;

    @Widget(title = "Longest wave number (1/Å)", description = """
        Up to which wave number the widths of quasi-elastic scattering are computed, in twelve steps.
        """, advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_longestWavenumber = 2.4;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inside(m_eigenvectors, 1, 1000, "eigenvectors", "Eigenvectors");
        Checks.positive(m_longestTimePs, "longestTimePs", "Longest time", "ps");
        Checks.inside(m_metastableSets, 0, 20, "metastableSets", "Metastable sets");
        Checks.positive(m_extrapolationK, "extrapolationK", "Extrapolate to", "K");
        Checks.positive(m_longestWavenumber, "longestWavenumber", "Longest wave number", "1/Å");
    }
}

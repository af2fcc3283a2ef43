package org.example.lidiff.nodes.spectralanalysis;

import org.example.lidiff.nodes.common.Checks;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
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

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inside(m_eigenvectors, 1, 1000, "eigenvectors", "Eigenvectors");
        Checks.positive(m_longestTimePs, "longestTimePs", "Longest time", "ps");
    }
}

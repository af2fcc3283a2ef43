package org.example.lidiff.nodes.spectralanalysis;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.nodes.common.Checks;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Spectral Analysis. */
public final class SpectralAnalysisParameters implements NodeParameters {

    /** A passage from sites to sites. */
    static final class Passage implements NodeParameters {
        @Widget(title = "From", description = "Where ions start: types of sites (T2), sites (T5.3) or numbers of sites, separated by commas.")
        String m_from = "";

        @Widget(title = "To", description = "Where they arrive, likewise.")
        String m_to = "";
    }

    /** A corner of a path of wave vectors. */
    static final class WaveVector implements NodeParameters {
        @Widget(title = "Label", description = "Its name in tables and figures, for example Γ.")
        String m_label = "Γ";

        @Widget(title = "Component h", description = "In units of the reciprocal lattice vector a* (with 2π).")
        double m_h;

        @Widget(title = "Component k", description = "In units of b*.")
        double m_k;

        @Widget(title = "Component l", description = "In units of c*.")
        double m_l;
    }

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

    @Widget(title = "Passages", description = """
        Passage times and transition paths from some sites to others, besides those between all types of sites. Sites are those of the table of site
        eigenvectors.
        """)
    @ArrayWidget(addButtonText = "Add passage", elementTitle = "Passage")
    @Migrate(loadDefaultIfAbsent = true)
    Passage[] m_passages = {};

    @Widget(title = "Direction of ways through the crystal", description = """
        Three whole numbers u v w, for example 1 1 0, in units of the cell edges of the sites: the ways on which ions cross the crystal along this direction, each with
        its share of the diffusion and the hop that holds it up. Empty for none.
        """)
    @Migrate(loadDefaultIfAbsent = true)
    String m_direction = "";

    @Widget(title = "Path of wave vectors", description = """
        Corners of a path along which all lines of quasi-elastic scattering are computed, as a band structure. One corner for a single wave vector, none for no
        path. For models with detailed balance and up to 600 sites.
        """)
    @ArrayWidget(addButtonText = "Add corner", elementTitle = "Corner")
    @Migrate(loadDefaultIfAbsent = true)
    WaveVector[] m_wavePath = {};

    @Widget(title = "Steps between corners", description = "How many wave vectors from one corner of the path to the next.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_wavePathSteps = 20;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inside(m_eigenvectors, 1, 1000, "eigenvectors", "Eigenvectors");
        Checks.positive(m_longestTimePs, "longestTimePs", "Longest time", "ps");
        Checks.inside(m_metastableSets, 0, 20, "metastableSets", "Metastable sets");
        Checks.positive(m_extrapolationK, "extrapolationK", "Extrapolate to", "K");
        Checks.positive(m_longestWavenumber, "longestWavenumber", "Longest wave number", "1/Å");
        Checks.inside(m_wavePathSteps, 1, 1000, "wavePathSteps", "Steps between corners");
        for (int i = 0; i < m_passages.length; i++) {
            if (m_passages[i].m_from.isBlank() || m_passages[i].m_to.isBlank()) {
                throw new InvalidSettingsException("Passage " + (i + 1) + " (passages/" + i + "/" + (m_passages[i].m_from.isBlank() ? "from" : "to")
                    + ") names no sites. Name types of sites, sites or their numbers, or remove the entry.");
            }
        }
        for (int i = 0; i < m_wavePath.length; i++) {
            if (!Double.isFinite(m_wavePath[i].m_h + m_wavePath[i].m_k + m_wavePath[i].m_l)) {
                throw new InvalidSettingsException("Corner " + (i + 1) + " of the path of wave vectors (wavePath/" + i + ") is " + m_wavePath[i].m_h + " " + m_wavePath[i].m_k
                    + " " + m_wavePath[i].m_l + ". Give three numbers.");
            }
        }
        direction();
    }

    /** u, v, w, or empty. */
    List<Integer> direction() throws InvalidSettingsException {
        if (m_direction.isBlank()) {
            return List.of();
        }
        final String[] words = m_direction.strip().split("[\\s,]+");
        if (words.length != 3 || Arrays.stream(words).anyMatch(w -> !w.matches("[+-]?[0-9]{1,4}")) || Arrays.stream(words).allMatch(w -> Integer.parseInt(w) == 0)) {
            throw new InvalidSettingsException("The direction of ways through the crystal (direction) is '" + m_direction
                + "'. Give three whole numbers that are not all zero, for example 1 1 0, or leave it empty.");
        }
        return Arrays.stream(words).map(Integer::valueOf).toList();
    }
}

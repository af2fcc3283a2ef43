package org.example.lidiff.nodes.ports;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.example.lidiff.engine.spectral.NetworkModel;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** What a Markov model holds: the mobile element, sites, temperatures, lag times. */
public final class MarkovModelPortObjectSpec extends LidiffPortObjectSpec {

    /** Stores the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<MarkovModelPortObjectSpec> { }

    private String m_mobileElement = "";
    private int m_sites;
    private double[] m_temperaturesK = {};
    private double[] m_lagTimesFs = {};

    /** For loading. */
    public MarkovModelPortObjectSpec() {
    }

    /** The contents are not known yet, but the mobile element is. */
    public MarkovModelPortObjectSpec(final String mobileElement) {
        m_mobileElement = mobileElement;
    }

    /** Describes {@code model}. */
    public static MarkovModelPortObjectSpec of(final NetworkModel model) {
        final MarkovModelPortObjectSpec spec = new MarkovModelPortObjectSpec(model.sites().mobile().symbol());
        spec.m_sites = model.sites().size();
        spec.m_temperaturesK = model.temperatures().stream().mapToDouble(NetworkModel.AtTemperature::temperatureK).toArray();
        spec.m_lagTimesFs = model.temperatures().stream().mapToDouble(t -> t.model().lagTimeFs()).toArray();
        return spec;
    }

    /** Symbol of the element that hops. */
    public String mobileElement() {
        return m_mobileElement;
    }

    @Override
    public String summary() {
        final String lags = Arrays.stream(m_lagTimesFs).mapToObj(l -> String.format(Locale.ROOT, "%.3g ps", l / 1000))
            .collect(Collectors.joining(", "));
        return m_sites == 0 ? "Markov state model of " + m_mobileElement
            : "Markov state model of " + m_mobileElement + " on " + m_sites + " sites, lag time " + lags;
    }

    @Override
    void saveContent(final ModelContentWO model) {
        model.addString("mobileElement", m_mobileElement);
        model.addInt("sites", m_sites);
        model.addDoubleArray("temperaturesK", m_temperaturesK);
        model.addDoubleArray("lagTimesFs", m_lagTimesFs);
    }

    @Override
    void loadContent(final ModelContentRO model) throws InvalidSettingsException {
        m_mobileElement = model.getString("mobileElement");
        m_sites = model.getInt("sites");
        m_temperaturesK = model.getDoubleArray("temperaturesK");
        m_lagTimesFs = model.getDoubleArray("lagTimesFs");
    }
}

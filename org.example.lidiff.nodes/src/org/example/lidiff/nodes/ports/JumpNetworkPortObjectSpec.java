package org.example.lidiff.nodes.ports;

import org.example.lidiff.engine.hops.JumpNetwork;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** What a jump network holds: the mobile element, sites, hops, temperatures. */
public final class JumpNetworkPortObjectSpec extends LidiffPortObjectSpec {

    /** Stores the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<JumpNetworkPortObjectSpec> { }

    private String m_mobileElement = "";
    private int m_sites;
    private long m_hops;
    private double[] m_temperaturesK = {};

    /** For loading. */
    public JumpNetworkPortObjectSpec() {
    }

    /** The contents are not known yet, but the mobile element is. */
    public JumpNetworkPortObjectSpec(final String mobileElement) {
        m_mobileElement = mobileElement;
    }

    /** Describes {@code network}. */
    public static JumpNetworkPortObjectSpec of(final JumpNetwork network) {
        final JumpNetworkPortObjectSpec spec = new JumpNetworkPortObjectSpec(network.sites().mobile().symbol());
        spec.m_sites = network.sites().size();
        spec.m_hops = network.hops().size();
        spec.m_temperaturesK = network.temperaturesK();
        return spec;
    }

    /** Symbol of the element that hops. */
    public String mobileElement() {
        return m_mobileElement;
    }

    @Override
    public String summary() {
        return m_sites == 0 ? "Hops of " + m_mobileElement : m_hops + " hops of " + m_mobileElement + " between " + m_sites + " sites";
    }

    @Override
    void saveContent(final ModelContentWO model) {
        model.addString("mobileElement", m_mobileElement);
        model.addInt("sites", m_sites);
        model.addLong("hops", m_hops);
        model.addDoubleArray("temperaturesK", m_temperaturesK);
    }

    @Override
    void loadContent(final ModelContentRO model) throws InvalidSettingsException {
        m_mobileElement = model.getString("mobileElement");
        m_sites = model.getInt("sites");
        m_hops = model.getLong("hops");
        m_temperaturesK = model.getDoubleArray("temperaturesK");
    }
}

package org.knime.core.node.config.base;

/** A value of type xdouble. */
public final class ConfigDoubleEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final double m_value;

    public ConfigDoubleEntry(final String key, final double value) {
        super(ConfigEntries.xdouble, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xdouble */
    public ConfigDoubleEntry(final String key, final String value) {
        this(key, Double.parseDouble(value));
    }

    public double getDouble() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Double.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Double.compare(m_value, ((ConfigDoubleEntry)other).m_value) == 0;
    }
}

package org.knime.core.node.config.base;

/** A value of type xboolean. */
public final class ConfigBooleanEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final boolean m_value;

    public ConfigBooleanEntry(final String key, final boolean value) {
        super(ConfigEntries.xboolean, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xboolean */
    public ConfigBooleanEntry(final String key, final String value) {
        this(key, XMLConfig.parseBoolean(value));
    }

    public boolean getBoolean() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Boolean.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return m_value == ((ConfigBooleanEntry)other).m_value;
    }
}

package org.knime.core.node.config.base;

/** A value of type xint. */
public final class ConfigIntEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final int m_value;

    public ConfigIntEntry(final String key, final int value) {
        super(ConfigEntries.xint, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xint */
    public ConfigIntEntry(final String key, final String value) {
        this(key, Integer.parseInt(value));
    }

    public int getInt() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Integer.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return m_value == ((ConfigIntEntry)other).m_value;
    }
}

package org.knime.core.node.config.base;

/** A value of type xlong. */
public final class ConfigLongEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final long m_value;

    public ConfigLongEntry(final String key, final long value) {
        super(ConfigEntries.xlong, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xlong */
    public ConfigLongEntry(final String key, final String value) {
        this(key, Long.parseLong(value));
    }

    public long getLong() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Long.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return m_value == ((ConfigLongEntry)other).m_value;
    }
}

package org.knime.core.node.config.base;

/** A value of type xshort. */
public final class ConfigShortEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final short m_value;

    public ConfigShortEntry(final String key, final short value) {
        super(ConfigEntries.xshort, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xshort */
    public ConfigShortEntry(final String key, final String value) {
        this(key, Short.parseShort(value));
    }

    public short getShort() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Short.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return m_value == ((ConfigShortEntry)other).m_value;
    }
}

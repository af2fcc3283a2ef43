package org.knime.core.node.config.base;

/** A value of type xbyte. */
public final class ConfigByteEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final byte m_value;

    public ConfigByteEntry(final String key, final byte value) {
        super(ConfigEntries.xbyte, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xbyte */
    public ConfigByteEntry(final String key, final String value) {
        this(key, Byte.parseByte(value));
    }

    public byte getByte() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Byte.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return m_value == ((ConfigByteEntry)other).m_value;
    }
}

package org.knime.core.node.config.base;

/** A value of type xchar. */
public final class ConfigCharEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final char m_value;

    public ConfigCharEntry(final String key, final char value) {
        super(ConfigEntries.xchar, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xchar */
    public ConfigCharEntry(final String key, final String value) {
        this(key, XMLConfig.parseChar(value));
    }

    public char getChar() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Character.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return m_value == ((ConfigCharEntry)other).m_value;
    }
}

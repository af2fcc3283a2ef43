package org.knime.core.node.config.base;

/** A value of type xfloat. */
public final class ConfigFloatEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final float m_value;

    public ConfigFloatEntry(final String key, final float value) {
        super(ConfigEntries.xfloat, key);
        m_value = value;
    }

    /** @throws IllegalArgumentException if the text is no xfloat */
    public ConfigFloatEntry(final String key, final String value) {
        this(key, Float.parseFloat(value));
    }

    public float getFloat() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return Float.toString(m_value);
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Float.compare(m_value, ((ConfigFloatEntry)other).m_value) == 0;
    }
}

package org.knime.core.node.config.base;

import java.util.Objects;

/** A string, possibly null. */
public final class ConfigStringEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String m_value;

    public ConfigStringEntry(final String key, final String value) {
        super(ConfigEntries.xstring, key);
        m_value = value;
    }

    public String getString() {
        return m_value;
    }

    @Override
    public String toStringValue() {
        return m_value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Objects.equals(m_value, ((ConfigStringEntry)other).m_value);
    }
}

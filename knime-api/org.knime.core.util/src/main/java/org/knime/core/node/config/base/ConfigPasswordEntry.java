package org.knime.core.node.config.base;

import java.util.Objects;

/** An encrypted password as it stands in a file; the stand-in keeps the text and never decrypts it. */
public final class ConfigPasswordEntry extends AbstractConfigEntry {

    private static final long serialVersionUID = 1L;

    private final String m_value;

    public ConfigPasswordEntry(final String key, final String value) {
        super(ConfigEntries.xpassword, key);
        m_value = value;
    }

    @Override
    public String toStringValue() {
        return m_value;
    }

    @Override
    protected boolean hasIdenticalValue(final AbstractConfigEntry other) {
        return Objects.equals(m_value, ((ConfigPasswordEntry)other).m_value);
    }
}

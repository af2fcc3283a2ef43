package org.example.lidiff.nodes.common;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.knime.node.DefaultModel.ExecuteOutput;

/** The warnings of one execution, shown together because KNIME keeps only the last one. */
public final class Warnings {

    private final Set<String> m_texts = new LinkedHashSet<>();

    /** Adds all of {@code warnings}. */
    public Warnings addAll(final Collection<String> warnings) {
        m_texts.addAll(warnings);
        return this;
    }

    /** Adds one. */
    public Warnings add(final String warning) {
        m_texts.add(warning);
        return this;
    }

    /** Shows them, a line each. */
    public void show(final ExecuteOutput output) {
        if (!m_texts.isEmpty()) {
            output.setWarningMessage(String.join("\n", m_texts));
        }
    }
}

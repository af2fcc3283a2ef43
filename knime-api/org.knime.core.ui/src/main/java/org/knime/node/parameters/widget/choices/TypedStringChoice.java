package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;

/** A choice that has a type, as a column. */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    public static TypedStringChoice fromColSpec(final DataColumnSpec colSpec) {
        final String type = colSpec.getType().getName();
        return new TypedStringChoice(colSpec.getName(), colSpec.getName(), new PossibleTypeValue(type, type));
    }

    /** A type. */
    public static record PossibleTypeValue(String id, String text) {
    }
}

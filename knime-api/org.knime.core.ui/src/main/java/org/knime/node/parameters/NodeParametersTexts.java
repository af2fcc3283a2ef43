package org.knime.node.parameters;

import org.knime.core.standin.StandinOnly;
import org.knime.node.parameters.widget.choices.Label;

/** Texts of parameters. */
@StandinOnly
public final class NodeParametersTexts {

    private NodeParametersTexts() {
    }

    /** The text of a constant: its label, or its name. */
    public static String label(final Enum<?> constant) {
        try {
            final Label label = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
            return label == null ? constant.name() : label.value();
        } catch (NoSuchFieldException ex) {
            throw new IllegalStateException("A constant is a field of its class: " + constant, ex);
        }
    }
}

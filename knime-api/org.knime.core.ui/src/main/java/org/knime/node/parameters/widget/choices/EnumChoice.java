package org.knime.node.parameters.widget.choices;

import org.knime.node.parameters.NodeParametersTexts;

/** A constant to choose and its text. */
public record EnumChoice<E extends Enum<E>>(E id, String text) {

    /** The constant with the text of its {@link Label}. */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E enumConst) {
        return new EnumChoice<>(enumConst, NodeParametersTexts.label(enumConst));
    }
}

package org.knime.node.parameters.widget.choices.util;

/** Knows which input table it is about. */
public interface InputTableIndexHolder {

    default int getInputTableIndex() {
        return 0;
    }
}

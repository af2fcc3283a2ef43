package org.knime.node.parameters;

/** Fields that are shown together in a dialog. */
public interface WidgetGroup {
}

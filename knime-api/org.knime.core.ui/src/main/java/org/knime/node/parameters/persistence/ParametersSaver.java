package org.knime.node.parameters.persistence;

import org.knime.core.node.NodeSettingsWO;

/** Writes parameters. */
public interface ParametersSaver<T> {

    void save(T param, NodeSettingsWO settings);
}

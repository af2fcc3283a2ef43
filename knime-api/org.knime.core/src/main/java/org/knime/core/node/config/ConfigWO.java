package org.knime.core.node.config;

import org.knime.core.data.DataType;
import org.knime.core.node.config.base.ConfigBaseWO;

/** Write access to a configuration. */
public interface ConfigWO extends ConfigBaseWO {

    Config addConfig(String key);

    void addDataType(String key, DataType value);
}

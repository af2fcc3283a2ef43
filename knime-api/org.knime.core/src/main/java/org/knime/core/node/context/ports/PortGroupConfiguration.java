package org.knime.core.node.context.ports;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;
import org.knime.core.node.port.PortType;

/** Ports under one name. */
public interface PortGroupConfiguration extends DeepCopy<PortGroupConfiguration>, NodeSettingsPersistable {

    PortType[] getInputPorts();

    PortType[] getOutputPorts();

    boolean definesInputPorts();

    boolean definesOutputPorts();
}

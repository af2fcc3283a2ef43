package org.knime.core.node.context.ports;

import java.util.Map;

import org.knime.core.node.context.DeepCopy;
import org.knime.core.node.context.NodeSettingsPersistable;

/** The ports of a node, to be changed. */
public interface ModifiablePortsConfiguration
    extends PortsConfiguration, DeepCopy<ModifiablePortsConfiguration>, NodeSettingsPersistable {

    Map<String, ExtendablePortGroup> getExtendablePorts();

    PortGroupConfiguration getGroup(String grpName);
}

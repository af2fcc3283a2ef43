package org.knime.core.node.context.ports;

import org.knime.core.node.port.PortType;

/** A group to which ports can be added; an optional port is one with room for one. */
public interface ExtendablePortGroup extends ConfigurablePortGroup {

    PortType[] getFixedPorts();

    PortType[] getConfiguredPorts();

    boolean canAddPort();

    boolean hasConfiguredPorts();

    void addPort(PortType pType);

    PortType removeLastPort();
}

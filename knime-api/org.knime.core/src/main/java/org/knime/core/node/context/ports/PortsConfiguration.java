package org.knime.core.node.context.ports;

import java.util.List;
import java.util.Map;

import org.knime.core.node.port.PortType;

/** The data ports of a node by group. */
public interface PortsConfiguration {

    PortType[] getInputPorts();

    PortType[] getOutputPorts();

    /** For each group with input ports, the positions of its ports among all inputs. */
    Map<String, int[]> getInputPortLocation();

    /** For each group with output ports, the positions of its ports among all outputs. */
    Map<String, int[]> getOutputPortLocation();

    List<String> getPortGroupNames();
}

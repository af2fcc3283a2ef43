package org.knime.core.node;

import java.util.Map;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;

/** Names of data ports: of a group if the node has groups, else from the description. */
final class PortNames {

    private PortNames() {
    }

    static String input(final ModifiableNodeCreationConfiguration config, final NodeFactory<?> factory,
        final int index) {
        return config == null || config.getPortConfig().isEmpty() ? factory.getInportName(index)
            : group(config.getPortConfig().get().getInputPortLocation(), index);
    }

    static String output(final ModifiableNodeCreationConfiguration config, final NodeFactory<?> factory,
        final int index) {
        return config == null || config.getPortConfig().isEmpty() ? factory.getOutportName(index)
            : group(config.getPortConfig().get().getOutputPortLocation(), index);
    }

    private static String group(final Map<String, int[]> locations, final int index) {
        for (final Map.Entry<String, int[]> location : locations.entrySet()) {
            for (final int at : location.getValue()) {
                if (at == index) {
                    return location.getKey();
                }
            }
        }
        throw new IndexOutOfBoundsException("There is no data port " + index + ".");
    }
}

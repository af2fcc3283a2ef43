package org.knime.node;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNode.RequireModel;

/** Next: the ports. The name of a port or group is unique among inputs and outputs together. */
@FunctionalInterface
public interface RequirePorts {

    /** Ports that are always there. */
    default RequireModel ports(final Consumer<PortsAdder> ports) {
        return dynamicPorts(groups -> ports.accept(PortGroups.fixed(groups)));
    }

    /** Ports of which some can be added, removed or changed by the user. */
    RequireModel dynamicPorts(Consumer<DynamicPortsAdder> ports);

    /** Adds fixed ports. */
    interface PortsAdder {

        PortsAdder addInputPort(String name, String description, PortType type);

        PortsAdder addOutputPort(String name, String description, PortType type);

        default PortsAdder addInputTable(final String name, final String description) {
            return addInputPort(name, description, BufferedDataTable.TYPE);
        }

        default PortsAdder addOutputTable(final String name, final String description) {
            return addOutputPort(name, description, BufferedDataTable.TYPE);
        }
    }

    /** Adds port groups; the identifier of a group is the key in the saved settings. */
    interface DynamicPortsAdder {

        DynamicPortsAdder addInputPortGroup(String id, Function<RequirePortName, ConfigurablePort> groupConfiguration);

        DynamicPortsAdder addOutputPortGroup(String id, Function<RequirePortName, ConfigurablePort> groupConfiguration);
    }

    /** Next: the name people see. */
    @FunctionalInterface
    interface RequirePortName {

        RequirePortDescription name(String name);
    }

    /** Next: the description. */
    @FunctionalInterface
    interface RequirePortDescription {

        RequireConfigurablePortMode description(String description);
    }

    /** Next: whether the port is always there. */
    interface RequireConfigurablePortMode {

        ConfigurablePort.FinalConfigurablePort fixed(PortType type);

        /** At most one port, absent until the user adds it. */
        RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional();

        /** Any number of ports. */
        RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable();
    }

    /** Next: the types that a port of the group can have. */
    interface RequireSupportedTypes<T> {

        T supportedTypes(PortType... portTypes);

        T supportedTypes(Predicate<PortType> portTypePredicate);
    }

    /** A finished port group. */
    interface ConfigurablePort {

        /** A group with nothing more to say. */
        final class FinalConfigurablePort implements ConfigurablePort {

            public FinalConfigurablePort() {
            }
        }

        /** An optional port. */
        interface OptionalConfigurablePort extends ConfigurablePort {

            /** Makes the port present on new nodes. */
            FinalConfigurablePort defaultPortType(PortType portType);
        }

        /** A group of any number of ports. */
        interface ExtendableConfigurablePort extends ConfigurablePort {

            /** Ports that are always there. */
            ExtendableConfigurablePort fixedTypes(PortType... types);
        }
    }
}

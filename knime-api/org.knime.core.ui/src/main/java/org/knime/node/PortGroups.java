package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.knime.core.node.ConfigurableNodeFactory.PortsConfigurationBuilder;
import org.knime.core.node.port.PortType;
import org.knime.node.RequirePorts.ConfigurablePort;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.RequirePorts.PortsAdder;
import org.knime.node.RequirePorts.RequireConfigurablePortMode;
import org.knime.node.RequirePorts.RequirePortName;
import org.knime.node.RequirePorts.RequireSupportedTypes;

/** The port groups of a fluent node in the order of their definition. */
final class PortGroups implements DynamicPortsAdder {

    private final List<Group> m_groups = new ArrayList<>();

    /** Which ports a group can have. */
    private enum Mode {
        FIXED, OPTIONAL, EXTENDABLE
    }

    /** One group; filled while it is being defined. */
    private static final class Group {

        private final String m_id;

        private final boolean m_input;

        private String m_name;

        private String m_description;

        private Mode m_mode;

        private PortType[] m_fixed = new PortType[0];

        private PortType[] m_supported = new PortType[0];

        private PortType m_default;

        Group(final String id, final boolean input) {
            m_id = id;
            m_input = input;
        }
    }

    /** Adds each fixed port as a group under its name. */
    static PortsAdder fixed(final DynamicPortsAdder groups) {
        return new PortsAdder() {
            @Override
            public PortsAdder addInputPort(final String name, final String description, final PortType type) {
                groups.addInputPortGroup(name, g -> g.name(name).description(description).fixed(type));
                return this;
            }

            @Override
            public PortsAdder addOutputPort(final String name, final String description, final PortType type) {
                groups.addOutputPortGroup(name, g -> g.name(name).description(description).fixed(type));
                return this;
            }
        };
    }

    @Override
    public DynamicPortsAdder addInputPortGroup(final String id,
        final Function<RequirePortName, ConfigurablePort> groupConfiguration) {
        return add(new Group(id, true), groupConfiguration);
    }

    @Override
    public DynamicPortsAdder addOutputPortGroup(final String id,
        final Function<RequirePortName, ConfigurablePort> groupConfiguration) {
        return add(new Group(id, false), groupConfiguration);
    }

    private PortGroups add(final Group group, final Function<RequirePortName, ConfigurablePort> configuration) {
        if (m_groups.stream().anyMatch(g -> g.m_id.equals(group.m_id))) {
            throw new IllegalArgumentException("A port group with the name \"" + group.m_id
                + "\" has already been added: the name of a port is its group, used once among inputs and outputs.");
        }
        configuration.apply(name -> description -> {
            group.m_name = name;
            group.m_description = description;
            return new ModeStep(group);
        });
        if (group.m_mode == null) {
            throw new IllegalStateException("The port group \"" + group.m_id + "\" was left unfinished.");
        }
        m_groups.add(group);
        return this;
    }

    private static final class ModeStep implements RequireConfigurablePortMode {

        private final Group m_group;

        ModeStep(final Group group) {
            m_group = group;
        }

        @Override
        public ConfigurablePort.FinalConfigurablePort fixed(final PortType type) {
            m_group.m_mode = Mode.FIXED;
            m_group.m_fixed = new PortType[]{type};
            return new ConfigurablePort.FinalConfigurablePort();
        }

        @Override
        public RequireSupportedTypes<ConfigurablePort.OptionalConfigurablePort> optional() {
            return types(Mode.OPTIONAL, portType -> {
                m_group.m_default = portType;
                return new ConfigurablePort.FinalConfigurablePort();
            });
        }

        @Override
        public RequireSupportedTypes<ConfigurablePort.ExtendableConfigurablePort> extendable() {
            return types(Mode.EXTENDABLE, new ConfigurablePort.ExtendableConfigurablePort() {
                @Override
                public ConfigurablePort.ExtendableConfigurablePort fixedTypes(final PortType... types) {
                    m_group.m_fixed = types.clone();
                    return this;
                }
            });
        }

        private <T> RequireSupportedTypes<T> types(final Mode mode, final T next) {
            return new RequireSupportedTypes<>() {
                @Override
                public T supportedTypes(final PortType... portTypes) {
                    m_group.m_mode = mode;
                    m_group.m_supported = portTypes.clone();
                    return next;
                }

                @Override
                public T supportedTypes(final Predicate<PortType> portTypePredicate) {
                    throw new UnsupportedOperationException("The stand-in takes port types by name only.");
                }
            };
        }
    }

    void addTo(final PortsConfigurationBuilder builder) {
        for (final Group group : m_groups) {
            if (group.m_mode == Mode.FIXED) {
                if (group.m_input) {
                    builder.addFixedInputPortGroup(group.m_id, group.m_fixed);
                } else {
                    builder.addFixedOutputPortGroup(group.m_id, group.m_fixed);
                }
            } else if (group.m_mode == Mode.EXTENDABLE) {
                if (group.m_input) {
                    builder.addExtendableInputPortGroup(group.m_id, group.m_fixed, group.m_supported);
                } else {
                    builder.addExtendableOutputPortGroup(group.m_id, group.m_fixed, group.m_supported);
                }
            } else if (!group.m_input) {
                builder.addOptionalOutputPortGroup(group.m_id, group.m_supported);
            } else if (group.m_default != null) {
                builder.addOptionalInputPortGroupWithDefault(group.m_id, group.m_default, group.m_supported);
            } else {
                builder.addOptionalInputPortGroup(group.m_id, group.m_supported);
            }
        }
    }

    private Group group(final boolean input, final int index) {
        final List<Group> groups = m_groups.stream().filter(g -> g.m_input == input).toList();
        return index >= 0 && index < groups.size() ? groups.get(index) : null;
    }

    /** The name of the group at that place among the inputs or outputs, or null. */
    String name(final boolean input, final int index) {
        final Group group = group(input, index);
        return group == null ? null : group.m_name;
    }

    /** The description of the group at that place among the inputs or outputs, or null. */
    String description(final boolean input, final int index) {
        final Group group = group(input, index);
        return group == null ? null : group.m_description;
    }
}

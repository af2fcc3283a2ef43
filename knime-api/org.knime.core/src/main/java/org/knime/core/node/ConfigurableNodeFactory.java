package org.knime.core.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.node.context.ports.PortGroupConfiguration;
import org.knime.core.node.context.ports.impl.DefaultExtendablePortGroup;
import org.knime.core.node.context.ports.impl.DefaultFixedPortGroup;
import org.knime.core.node.context.ports.impl.DefaultModifiablePortsConfiguration;
import org.knime.core.node.port.PortType;

/** A factory of nodes whose ports people can add and remove. */
public abstract class ConfigurableNodeFactory<T extends NodeModel> extends NodeFactory<T> {

    protected ConfigurableNodeFactory() {
    }

    protected ConfigurableNodeFactory(final boolean lazyInitialization) {
        super(lazyInitialization);
    }

    @Override
    public T createNodeModel() {
        return createNodeModel(createNodeCreationConfig());
    }

    @Override
    protected NodeDialogPane createNodeDialogPane() {
        return createNodeDialogPane(createNodeCreationConfig());
    }

    /** The ports of a new node: optional ones are absent. */
    public final ModifiableNodeCreationConfiguration createNodeCreationConfig() {
        return new ModifiableNodeCreationConfiguration(
            createPortsConfigBuilder().map(PortsConfigurationBuilder::build).orElse(null));
    }

    protected abstract Optional<PortsConfigurationBuilder> createPortsConfigBuilder();

    @Override
    protected abstract T createNodeModel(NodeCreationConfiguration creationConfig);

    protected abstract NodeDialogPane createNodeDialogPane(NodeCreationConfiguration creationConfig);

    /** Collects the port groups of a node; the name of a group is its identifier and unique in the node. */
    public static final class PortsConfigurationBuilder {

        private final Map<String, PortGroupConfiguration> m_groups = new LinkedHashMap<>();

        public PortsConfigurationBuilder() {
        }

        public void addFixedInputPortGroup(final String pGrpId, final PortType... fixedPortTypes) {
            add(pGrpId, new DefaultFixedPortGroup(fixedPortTypes, true, false));
        }

        public void addFixedOutputPortGroup(final String pGrpId, final PortType... fixedPortTypes) {
            add(pGrpId, new DefaultFixedPortGroup(fixedPortTypes, false, true));
        }

        public void addOptionalInputPortGroup(final String pGrpId, final PortType... supportedTypes) {
            add(pGrpId, new DefaultExtendablePortGroup(new PortType[0], supportedTypes, true, false, 1));
        }

        public void addOptionalInputPortGroupWithDefault(final String pGrpId, final PortType defaultType,
            final PortType... supportedTypes) {
            add(pGrpId, withPort(new DefaultExtendablePortGroup(new PortType[0], supported(defaultType, supportedTypes),
                true, false, 1), defaultType));
        }

        public void addOptionalOutputPortGroup(final String pGrpId, final PortType... supportedTypes) {
            add(pGrpId, new DefaultExtendablePortGroup(new PortType[0], supportedTypes, false, true, 1));
        }

        public void addExtendableInputPortGroup(final String pGrpId, final PortType... supportedTypes) {
            add(pGrpId, new DefaultExtendablePortGroup(new PortType[0], supportedTypes, true, false));
        }

        public void addExtendableInputPortGroup(final String pGrpId, final PortType[] fixedTypes,
            final PortType... supportedTypes) {
            add(pGrpId, new DefaultExtendablePortGroup(fixedTypes, supportedTypes, true, false));
        }

        public void addExtendableOutputPortGroup(final String pGrpId, final PortType... supportedTypes) {
            add(pGrpId, new DefaultExtendablePortGroup(new PortType[0], supportedTypes, false, true));
        }

        public void addExtendableOutputPortGroup(final String pGrpId, final PortType[] fixedTypes,
            final PortType... supportedTypes) {
            add(pGrpId, new DefaultExtendablePortGroup(fixedTypes, supportedTypes, false, true));
        }

        private static PortType[] supported(final PortType first, final PortType... rest) {
            final List<PortType> types = new ArrayList<>(Arrays.asList(rest));
            if (!types.contains(first)) {
                types.add(first);
            }
            return types.toArray(new PortType[0]);
        }

        private static DefaultExtendablePortGroup withPort(final DefaultExtendablePortGroup group, final PortType type) {
            group.addPort(type);
            return group;
        }

        private void add(final String id, final PortGroupConfiguration group) {
            if (m_groups.putIfAbsent(id, group) != null) {
                throw new IllegalArgumentException("A port group with the name \"" + id
                    + "\" has already been added: the name of a port is its group, used once among inputs and outputs.");
            }
        }

        ModifiablePortsConfiguration build() {
            return new DefaultModifiablePortsConfiguration(m_groups);
        }
    }
}

package org.knime.core.node.context;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;

/** The ports of a node, to be changed and kept as "node_creation_config" in settings.xml. */
public final class ModifiableNodeCreationConfiguration extends NodeCreationConfiguration
    implements DeepCopy<ModifiableNodeCreationConfiguration>, NodeSettingsPersistable {

    private static final String CFG = "node_creation_config";

    public ModifiableNodeCreationConfiguration(final ModifiablePortsConfiguration portsConfig) {
        super(portsConfig);
    }

    @Override
    public Optional<ModifiablePortsConfiguration> getPortConfig() {
        return getModifiablePortConfig();
    }

    @Override
    public ModifiableNodeCreationConfiguration copy() {
        return new ModifiableNodeCreationConfiguration(
            getPortConfig().map(ModifiablePortsConfiguration::copy).orElse(null));
    }

    /** Writes "node_creation_config" into the settings of a node. */
    @Override
    public void saveSettingsTo(final NodeSettingsWO settings) {
        final NodeSettingsWO config = settings.addNodeSettings(CFG);
        getPortConfig().ifPresent(p -> p.saveSettingsTo(config));
    }

    /** Reads "node_creation_config" from the settings of a node; absent, the ports stay as they are. */
    @Override
    public void loadSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (settings.containsKey(CFG) && getPortConfig().isPresent()) {
            getPortConfig().get().loadSettingsFrom(settings.getNodeSettings(CFG));
        }
    }
}

package org.knime.node.parameters;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.context.ports.PortsConfiguration;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.standin.StandinOnly;

/**
 * Keeps parameters in settings as KNIME does: each non-private field under its name without "m_" or the key of its
 * {@code @Persist}; groups as sub-configurations; arrays and lists of groups as sub-configurations "0", "1", …;
 * {@code Optional} with a second key "…_is_present"; enums by name.
 */
@StandinOnly
public final class ParametersPersistence {

    private ParametersPersistence() {
    }

    /** The parameters of a new node, by the constructor without arguments. */
    public static <P extends NodeParameters> P createDefaults(final Class<P> type) {
        return Instances.create(type);
    }

    /** The parameters of a new node, by the constructor that takes the inputs if there is one. */
    public static <P extends NodeParameters> P createDefaults(final Class<P> type, final PortsConfiguration ports,
        final PortObjectSpec[] inSpecs) {
        return Instances.create(type, new SpecsInput(ports, inSpecs));
    }

    public static void save(final NodeParameters parameters, final NodeSettingsWO settings) {
        GroupPersistor.of(parameters.getClass()).saveAny(parameters, settings);
    }

    /**
     * Reads parameters.
     *
     * @throws InvalidSettingsException naming the key, if one is missing without a migration, is of the wrong type, or
     *             is no constant of its enum
     */
    public static <P extends NodeParameters> P load(final Class<P> type, final NodeSettingsRO settings)
        throws InvalidSettingsException {
        return type.cast(GroupPersistor.of(type).load(settings));
    }
}

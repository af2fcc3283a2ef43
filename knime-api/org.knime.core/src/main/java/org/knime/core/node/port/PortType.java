package org.knime.core.node.port;

import java.util.Objects;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The class of the objects that a port takes or gives. */
public final class PortType {

    public static final int DEFAULT_COLOR = 0x9b9b9b;

    private static final String CFG_CLASS = "object_class";

    private static final String CFG_OPTIONAL = "is_optional";

    private final Class<? extends PortObject> m_objectClass;

    private final boolean m_optional;

    PortType(final boolean isOptional, final Class<? extends PortObject> objectClass) {
        m_objectClass = objectClass;
        m_optional = isOptional;
    }

    public String getName() {
        return PortTypeRegistry.getInstance().nameOf(m_objectClass);
    }

    public int getColor() {
        return PortTypeRegistry.getInstance().colorOf(m_objectClass);
    }

    public Class<? extends PortObject> getPortObjectClass() {
        return m_objectClass;
    }

    /** The class of the specifications; that of all specifications if the type is not registered. */
    public Class<? extends PortObjectSpec> getPortObjectSpecClass() {
        return PortTypeRegistry.getInstance().specClassOf(m_objectClass);
    }

    public boolean isOptional() {
        return m_optional;
    }

    public boolean isSuperTypeOf(final PortType subType) {
        return m_objectClass.isAssignableFrom(subType.m_objectClass);
    }

    /** Whether a port of this type takes the specification; null, an unknown one, is always taken. */
    public boolean acceptsPortObjectSpec(final PortObjectSpec spec) {
        return spec == null || getPortObjectSpecClass().isInstance(spec);
    }

    public boolean acceptsPortObjectClass(final Class<? extends PortObject> cl) {
        return m_objectClass.isAssignableFrom(cl);
    }

    public boolean acceptsPortObject(final PortObject obj) {
        return obj == null || m_objectClass.isInstance(obj);
    }

    public void save(final NodeSettingsWO settings) {
        save((ConfigWO)settings);
    }

    public void save(final ConfigWO config) {
        config.addString(CFG_CLASS, m_objectClass.getName());
        config.addBoolean(CFG_OPTIONAL, m_optional);
    }

    public static PortType load(final NodeSettingsRO settings) throws InvalidSettingsException {
        return load((ConfigRO)settings);
    }

    /** @throws InvalidSettingsException if no port type is registered for the class */
    public static PortType load(final ConfigRO config) throws InvalidSettingsException {
        final String name = config.getString(CFG_CLASS);
        final Class<? extends PortObject> cl = PortTypeRegistry.getInstance().getObjectClass(name)
            .orElseThrow(() -> new InvalidSettingsException("No port type is registered for \"" + name + "\"."));
        return PortTypeRegistry.getInstance().getPortType(cl, config.getBoolean(CFG_OPTIONAL, false));
    }

    @Override
    public String toString() {
        return getName();
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof PortType type && m_objectClass == type.m_objectClass && m_optional == type.m_optional;
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_objectClass, m_optional);
    }
}

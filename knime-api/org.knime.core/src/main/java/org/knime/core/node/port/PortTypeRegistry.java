package org.knime.core.node.port;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

/**
 * Knows the port types. KNIME reads them from the extension point org.knime.core.PortType; here the runner hands them
 * in through {@link PortTypeRegistration}. A type that nobody registered can be used but not saved.
 */
public final class PortTypeRegistry {

    private static final PortTypeRegistry INSTANCE = new PortTypeRegistry();

    private final Map<String, PortTypeRegistration> m_types = new ConcurrentHashMap<>();

    private PortTypeRegistry() {
    }

    public static PortTypeRegistry getInstance() {
        return INSTANCE;
    }

    private static final class BuiltIn { // loaded on first use: the classes themselves ask the registry

        static final Map<String, PortTypeRegistration> TYPES = Map.of(
            PortObject.class.getName(),
            new PortTypeRegistration("Generic", 0x9b9b9b, PortObject.class, null, PortObjectSpec.class, null),
            BufferedDataTable.class.getName(),
            new PortTypeRegistration("Table", 0x000000, BufferedDataTable.class, null, DataTableSpec.class, null),
            ImagePortObject.class.getName(),
            new PortTypeRegistration("Image", 0x41be78, ImagePortObject.class, ImagePortObject.Serializer.class,
                ImagePortObjectSpec.class, ImagePortObjectSpec.Serializer.class));
    }

    void register(final PortTypeRegistration type) {
        final String name = type.objectClass().getName();
        final PortTypeRegistration before = m_types.putIfAbsent(name, type);
        if (before != null && !before.equals(type)) {
            throw new IllegalArgumentException("The port type of " + name + " is registered twice, differently.");
        }
    }

    private Optional<PortTypeRegistration> find(final String objectClass) {
        final PortTypeRegistration type = m_types.get(objectClass);
        return Optional.ofNullable(type == null ? BuiltIn.TYPES.get(objectClass) : type);
    }

    private Optional<PortTypeRegistration> findSpec(final String specClass) {
        return m_types.values().stream().filter(t -> t.specClass().getName().equals(specClass)).findFirst()
            .or(() -> BuiltIn.TYPES.values().stream().filter(t -> t.specClass().getName().equals(specClass))
                .findFirst());
    }

    public PortType getPortType(final Class<? extends PortObject> objectClass) {
        return getPortType(objectClass, false);
    }

    public PortType getPortType(final Class<? extends PortObject> objectClass, final boolean isOptional) {
        return new PortType(isOptional, objectClass);
    }

    public Optional<Class<? extends PortObject>> getObjectClass(final String objectClassName) {
        return find(objectClassName).map(PortTypeRegistration::objectClass);
    }

    public Optional<Class<? extends PortObjectSpec>> getSpecClass(final String specClassName) {
        return findSpec(specClassName).map(PortTypeRegistration::specClass);
    }

    @SuppressWarnings("unchecked") // the registration pairs class and serializer
    public <T extends PortObject> Optional<PortObject.PortObjectSerializer<T>> getObjectSerializer(
        final Class<T> objectClass) {
        return find(objectClass.getName()).map(PortTypeRegistration::objectSerializer)
            .map(c -> (PortObject.PortObjectSerializer<T>)PortTypeRegistration.create(c));
    }

    @SuppressWarnings("unchecked") // the registration pairs class and serializer
    public <T extends PortObjectSpec> Optional<PortObjectSpec.PortObjectSpecSerializer<T>> getSpecSerializer(
        final Class<T> specClass) {
        return findSpec(specClass.getName()).map(PortTypeRegistration::specSerializer)
            .map(c -> (PortObjectSpec.PortObjectSpecSerializer<T>)PortTypeRegistration.create(c));
    }

    String nameOf(final Class<? extends PortObject> objectClass) {
        return find(objectClass.getName()).map(PortTypeRegistration::name).orElse(objectClass.getSimpleName());
    }

    int colorOf(final Class<? extends PortObject> objectClass) {
        return find(objectClass.getName()).map(PortTypeRegistration::color).orElse(PortType.DEFAULT_COLOR);
    }

    Class<? extends PortObjectSpec> specClassOf(final Class<? extends PortObject> objectClass) {
        return find(objectClass.getName()).<Class<? extends PortObjectSpec>> map(PortTypeRegistration::specClass)
            .orElse(PortObjectSpec.class);
    }
}

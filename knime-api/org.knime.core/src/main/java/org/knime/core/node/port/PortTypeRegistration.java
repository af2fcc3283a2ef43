package org.knime.core.node.port;

import java.lang.reflect.InvocationTargetException;

import org.knime.core.standin.StandinOnly;

/**
 * One registration of the extension point org.knime.core.PortType.
 *
 * @param name the name people see
 * @param color red, green and blue, 8 bits each
 * @param objectSerializer null if the objects cannot be saved
 * @param specSerializer null if the specifications cannot be saved
 */
@StandinOnly
public record PortTypeRegistration(String name, int color, Class<? extends PortObject> objectClass,
    Class<? extends PortObject.PortObjectSerializer<?>> objectSerializer, Class<? extends PortObjectSpec> specClass,
    Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>> specSerializer) {

    /** Makes the port type known; the same registration again changes nothing. */
    public void register() {
        PortTypeRegistry.getInstance().register(this);
    }

    /** Loads the classes named in plugin.xml. */
    public static PortTypeRegistration load(final ClassLoader loader, final String name, final String color,
        final String objectClass, final String objectSerializer, final String specClass, final String specSerializer)
        throws ClassNotFoundException {
        return new PortTypeRegistration(name, color == null ? PortType.DEFAULT_COLOR : Integer.decode(color),
            Class.forName(objectClass, true, loader).asSubclass(PortObject.class),
            objectSerializer(Class.forName(objectSerializer, true, loader)),
            Class.forName(specClass, true, loader).asSubclass(PortObjectSpec.class),
            specSerializer(Class.forName(specSerializer, true, loader)));
    }

    @SuppressWarnings("unchecked") // the wildcard says no more than the raw class
    private static Class<? extends PortObject.PortObjectSerializer<?>> objectSerializer(final Class<?> c) {
        return (Class<? extends PortObject.PortObjectSerializer<?>>)c
            .asSubclass(PortObject.PortObjectSerializer.class);
    }

    @SuppressWarnings("unchecked") // the wildcard says no more than the raw class
    private static Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>> specSerializer(final Class<?> c) {
        return (Class<? extends PortObjectSpec.PortObjectSpecSerializer<?>>)c
            .asSubclass(PortObjectSpec.PortObjectSpecSerializer.class);
    }

    static <T> T create(final Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException | NoSuchMethodException | InstantiationException
                | IllegalAccessException ex) {
            throw new IllegalStateException(
                type.getName() + " must be public with a public constructor without arguments.", ex);
        }
    }
}

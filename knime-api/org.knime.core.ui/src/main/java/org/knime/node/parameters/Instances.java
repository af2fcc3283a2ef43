package org.knime.node.parameters;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes parameters, persistors and migrations by their constructors, of whatever visibility. */
final class Instances {

    private Instances() {
    }

    static <T> T create(final Class<T> type) {
        try {
            return call(type.getDeclaredConstructor());
        } catch (NoSuchMethodException ex) {
            throw new IllegalStateException(type.getName() + " needs a constructor without arguments.", ex);
        }
    }

    static <T> T create(final Class<T> type, final NodeParametersInput input) {
        try {
            return call(type.getDeclaredConstructor(NodeParametersInput.class), input);
        } catch (NoSuchMethodException ex) { // NOSONAR most parameters do not look at the inputs
            return create(type);
        }
    }

    private static <T> T call(final Constructor<T> constructor, final Object... arguments) {
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException ex) {
            throw new IllegalStateException(
                "The constructor of " + constructor.getDeclaringClass().getName() + " failed: " + ex.getCause(), ex);
        } catch (ReflectiveOperationException ex) {
            throw new IllegalStateException(
                constructor.getDeclaringClass().getName() + " cannot be made: " + ex.getMessage(), ex);
        }
    }
}

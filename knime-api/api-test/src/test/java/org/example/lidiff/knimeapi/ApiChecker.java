package org.example.lidiff.knimeapi;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares compiled classes with the list and says what they have that the list has not. */
final class ApiChecker {

    private final ApiList m_list;

    private final List<String> m_faults = new ArrayList<>();

    ApiChecker(final ApiList list) {
        m_list = list;
    }

    List<String> faults() {
        return m_faults;
    }

    /** Checks a class that other bundles can see; others have nothing to compare. */
    void check(final Class<?> c, final String bundle) {
        final ApiList.Type type = m_list.type(c.getName());
        if (type == null) {
            m_faults.add(c.getName() + " is not in the list");
            return;
        }
        expect(c, "kind", type.kind(), c.isInterface() ? "interface" : "class");
        expect(c, "bundle", type.bundle(), bundle);
        checkModifiers(c, type);
        checkSuperTypes(c, type);
        for (final Field field : c.getDeclaredFields()) {
            checkMember(c, field.getName(), field.getType().descriptorString(), field.getModifiers(),
                field.isSynthetic());
        }
        for (final Method method : c.getDeclaredMethods()) {
            checkMember(c, method.getName(), MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString(), method.getModifiers(), method.isSynthetic());
        }
        for (final Constructor<?> constructor : c.getDeclaredConstructors()) {
            checkMember(c, "<init>", MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString(), constructor.getModifiers(), constructor.isSynthetic());
        }
    }

    private void expect(final Class<?> c, final String what, final String listed, final String compiled) {
        if (!listed.equals(compiled)) {
            m_faults.add(c.getName() + ": " + what + " is " + compiled + ", listed " + listed);
        }
    }

    private void checkModifiers(final Class<?> c, final ApiList.Type type) {
        final int m = c.getModifiers();
        final Set<String> compiled = new HashSet<>();
        add(compiled, Modifier.isPublic(m), "public");
        add(compiled, Modifier.isProtected(m), "protected");
        add(compiled, Modifier.isFinal(m), "final");
        add(compiled, Modifier.isAbstract(m) && !c.isInterface(), "abstract");
        final Set<String> listed = new HashSet<>(type.modifiers());
        listed.retainAll(Set.of("public", "protected", "final", "abstract"));
        expect(c, "modifiers", sorted(listed), sorted(compiled));
    }

    private static void add(final Set<String> to, final boolean condition, final String name) {
        if (condition) {
            to.add(name);
        }
    }

    private static String sorted(final Set<String> names) {
        return String.join(" ", names.stream().sorted().toList());
    }

    /** Every super type that others see is listed; every listed one of the JDK or in the stand-in is there. */
    private void checkSuperTypes(final Class<?> c, final ApiList.Type type) {
        final Set<String> direct = new HashSet<>();
        if (c.getSuperclass() != null && c.getSuperclass() != Object.class) {
            direct.add(c.getSuperclass().getName());
        }
        Arrays.stream(c.getInterfaces()).map(Class::getName).forEach(direct::add);
        final Set<String> all = new HashSet<>();
        closure(c, all);
        for (final String s : direct) {
            if (!type.superTypes().contains(s) && !reached(type.superTypes(), s)) {
                m_faults.add(c.getName() + ": super type " + s + " is not listed");
            }
        }
        for (final String s : type.superTypes()) {
            if (!all.contains(s) && (s.startsWith("java") || exists(s))) {
                m_faults.add(c.getName() + ": super type " + s + " is missing");
            }
        }
    }

    /** Whether the list reaches the super type through types that the stand-in left out. */
    private boolean reached(final Set<String> from, final String target) {
        for (final String s : from) {
            if (s.equals(target) || m_list.hasType(s) && !exists(s) && reached(m_list.type(s).superTypes(), target)) {
                return true;
            }
            // a super class that is not public in KNIME is not in the list and can have any interface
            if (!s.startsWith("java") && !m_list.hasType(s) && !exists(s)) {
                return true;
            }
        }
        return false;
    }

    private static boolean exists(final String name) {
        try {
            Class.forName(name, false, ApiChecker.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException ex) {
            return false;
        }
    }

    private static void closure(final Class<?> c, final Set<String> all) {
        if (c == null || !all.add(c.getName())) {
            return;
        }
        closure(c.getSuperclass(), all);
        for (final Class<?> i : c.getInterfaces()) {
            closure(i, all);
        }
    }

    private void checkMember(final Class<?> c, final String name, final String descriptor, final int modifiers,
        final boolean synthetic) {
        if (!Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers)
            || synthetic && !name.equals("<init>") && Modifier.isStatic(modifiers)) {
            return; // nobody outside sees it; static synthetic members are bodies of lambdas and caches of enums
        }
        final Set<String> listed = m_list.member(c.getName(), name, descriptor);
        if (listed == null) {
            if (!isInheritedInList(c, name, descriptor)) {
                m_faults.add(c.getName() + "." + name + descriptor + " is not in the list");
            }
            return;
        }
        if (listed.contains("static") != Modifier.isStatic(modifiers)) {
            m_faults.add(c.getName() + "." + name + descriptor + ": static differs");
        }
        if (listed.contains("public") != Modifier.isPublic(modifiers)) {
            m_faults.add(c.getName() + "." + name + descriptor + ": visibility differs");
        }
        if (listed.contains("final") && !Modifier.isFinal(modifiers) && !Modifier.isFinal(c.getModifiers())
            && !synthetic) {
            m_faults.add(c.getName() + "." + name + descriptor + ": is final in KNIME");
        }
        if (Modifier.isFinal(modifiers) && !listed.contains("final") && !Modifier.isFinal(c.getModifiers())
            && !name.equals("<init>")) {
            m_faults.add(c.getName() + "." + name + descriptor + ": is not final in KNIME");
        }
        if (Modifier.isAbstract(modifiers) && !listed.contains("abstract")) {
            m_faults.add(c.getName() + "." + name + descriptor + ": is not abstract in KNIME");
        }
        if (listed.contains("abstract") && !Modifier.isAbstract(modifiers)) {
            m_faults.add(c.getName() + "." + name + descriptor + ": is abstract in KNIME");
        }
    }

    /** A member that overrides a listed one of a super type adds nothing that a caller could not use in KNIME. */
    private boolean isInheritedInList(final Class<?> c, final String name, final String descriptor) {
        if (name.equals("<init>")) {
            return false;
        }
        final Set<String> supers = new HashSet<>();
        closure(c, supers);
        supers.remove(c.getName());
        return supers.stream().anyMatch(s -> m_list.member(s, name, descriptor) != null);
    }
}

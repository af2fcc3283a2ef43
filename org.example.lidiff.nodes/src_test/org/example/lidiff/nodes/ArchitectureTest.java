package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.example.lidiff.nodes.common.EngineCall;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.knime.core.standin.StandinOnly;

/** What the node classes must never refer to or hold. */
class ArchitectureTest {

    private static final String ROOT = "org.example.lidiff.nodes.";
    private static final Set<String> SHARED = Set.of("ports", "common");
    private static final String INTERNAL = "org.knime.core.webui.";

    private static Map<String, Set<String>> dependencies;

    @BeforeAll
    static void read() throws URISyntaxException {
        dependencies = ClassDependencies.of(Path.of(EngineCall.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        assertTrue(dependencies.size() > 30, "the classes of the nodes: " + dependencies.size());
    }

    private static String area(final String className) {
        return className.startsWith(ROOT) ? className.substring(ROOT.length()).replaceAll("\\..*", "") : "";
    }

    /** References from one node package to another, or from shared code to a node. */
    static List<String> betweenNodes(final Map<String, Set<String>> classes) {
        final List<String> faults = new ArrayList<>();
        classes.forEach((from, all) -> all.forEach(to -> {
            if (!area(to).isEmpty() && !area(to).equals(area(from)) && !SHARED.contains(area(to))) {
                faults.add(from + " -> " + to);
            }
        }));
        return faults;
    }

    /** References to classes that KNIME does not have, or to the runner. */
    static List<String> outside(final Map<String, Set<String>> classes) throws IOException {
        final List<String> faults = new ArrayList<>();
        for (final var entry : classes.entrySet()) {
            for (final String to : entry.getValue()) {
                if (to.startsWith("org.example.lidiff.headless.") || isStandinOnly(to)) {
                    faults.add(entry.getKey() + " -> " + to);
                }
            }
        }
        return faults;
    }

    // the annotation is kept in class files only, so reflection does not see it
    private static boolean isStandinOnly(final String className) throws IOException {
        if (!className.startsWith("org.knime.")) {
            return false;
        }
        if (className.contains(".standin.")) {
            return true;
        }
        try (InputStream in = ArchitectureTest.class.getResourceAsStream("/" + className.replace('.', '/') + ".class")) {
            final String mark = "L" + StandinOnly.class.getName().replace('.', '/') + ";";
            return in != null && new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).contains(mark);
        }
    }

    /** Fields that hold state between executions. */
    static List<String> staticState(final Class<?> type) {
        final List<String> faults = new ArrayList<>();
        for (final Field f : type.getDeclaredFields()) {
            if (Modifier.isStatic(f.getModifiers()) && !Modifier.isFinal(f.getModifiers()) && !f.isSynthetic()) {
                faults.add(f.toString());
            }
        }
        return faults;
    }

    @Test
    void noNodeKnowsAnother() {
        assertEquals(List.of(), betweenNodes(dependencies));
        assertEquals(List.of("org.example.lidiff.nodes.runmd.A -> org.example.lidiff.nodes.loadaimd.B"),
            betweenNodes(Map.of("org.example.lidiff.nodes.runmd.A", Set.of("org.example.lidiff.nodes.loadaimd.B", "org.example.lidiff.nodes.ports.C"))));
        assertEquals(1, betweenNodes(Map.of("org.example.lidiff.nodes.common.A", Set.of("org.example.lidiff.nodes.runmd.B"))).size());
    }

    @Test
    void noNodeKnowsTheRunnerOrAClassThatKnimeDoesNotHave() throws IOException {
        assertEquals(List.of(), outside(dependencies));
        final Set<String> bad = Set.of("org.example.lidiff.headless.Main", "org.knime.core.standin.HeadlessSupport", "org.knime.node.HeadlessViews",
            "org.knime.core.node.port.PortTypeRegistration", "org.knime.filehandling.core.standin.WorkflowFiles", "org.knime.core.node.Node");
        // Node is KNIME's
        assertEquals(5, outside(Map.of("a.B", bad)).size(), outside(Map.of("a.B", bad)).toString());
    }

    @Test
    void noNodeParsesXmlDeserializesOrShowsWindows() {
        final Set<String> faults = new TreeSet<>();
        dependencies.forEach((from, all) -> all.stream().filter(to -> to.startsWith("java.awt.") || to.startsWith("javax.xml.")
            || to.equals("java.io.ObjectInputStream") || to.startsWith("javax.swing.") && !to.equals("javax.swing.JComponent"))
            .forEach(to -> faults.add(from + " -> " + to)));
        assertEquals(Set.of(), faults);
    }

    /** KNIME's internal packages may change in any version: one class touches each part of them. */
    @Test
    void internalPartsOfKnimeAreTouchedInOnePlaceEach() {
        final Set<String> chooser = new TreeSet<>();
        final Set<String> page = new TreeSet<>();
        dependencies.forEach((from, all) -> all.stream().filter(to -> to.startsWith(INTERNAL)).forEach(to -> {
            final String outer = from.replaceAll("\\$.*", "");
            (to.startsWith("org.knime.core.webui.page.") ? page : chooser).add(outer);
        }));
        assertEquals(Set.of("org.example.lidiff.nodes.common.ChosenFiles"), chooser);
        assertEquals(Set.of("org.example.lidiff.nodes.common.FigureView"), page);
    }

    /** A class with what the rule forbids. */
    static final class Stateful {
        static int counter;
        static final int LIMIT = 3;
    }

    @Test
    void noClassHoldsStaticState() throws ClassNotFoundException {
        final List<String> faults = new ArrayList<>();
        for (final String name : dependencies.keySet()) {
            faults.addAll(staticState(Class.forName(name, false, ArchitectureTest.class.getClassLoader())));
        }
        assertEquals(List.of(), faults);
        assertEquals(1, staticState(Stateful.class).size());
        assertFalse(staticState(Stateful.class).get(0).contains("LIMIT"));
    }
}

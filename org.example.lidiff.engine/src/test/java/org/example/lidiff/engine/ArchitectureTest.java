package org.example.lidiff.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may use which: read from the compiled classes, so that a fully qualified name counts as an import does. */
class ArchitectureTest {

    private static final String ROOT = "org.example.lidiff.engine";

    /** Packages of the engine and those above them that they may use; {@code engine} itself is for all. */
    private static final Map<String, Set<String>> ARROWS = arrows();

    /** Packages that run in a worker process with nothing but the engine's jar. */
    private static final Set<String> JDK_ONLY = Set.of("", "structure", "trajectory", "neighbors", "potential", "potential.nep", "potential.aenet",
        "potential.foundation", "dynamics");

    /** AWT draws pictures; what opens a window or takes input is not allowed. */
    private static final Set<String> DRAWING = Set.of("java.awt.geom.", "java.awt.image.", "java.awt.font.", "java.awt.color.");
    private static final Set<String> DRAWING_CLASSES = Set.of("Color", "BasicStroke", "Stroke", "Font", "FontMetrics", "Graphics", "Graphics2D",
        "RenderingHints", "RenderingHints$Key", "Shape", "Paint", "Polygon", "Rectangle", "Point", "Dimension", "Composite", "AlphaComposite",
        "GradientPaint", "RadialGradientPaint", "LinearGradientPaint", "HeadlessException", "AWTError");

    private static Map<String, Set<String>> dependencies;

    private static Map<String, Set<String>> arrows() {
        final Map<String, Set<String>> m = new TreeMap<>();
        m.put("", Set.of());
        m.put("structure", Set.of());
        m.put("trajectory", Set.of("structure"));
        m.put("neighbors", Set.of("structure"));
        // the factory of potentials knows the kinds there are, the kinds know what a potential is
        m.put("potential", Set.of("structure", "neighbors", "potential.nep", "potential.aenet"));
        m.put("potential.nep", Set.of("structure", "neighbors", "potential"));
        m.put("potential.aenet", Set.of("structure", "neighbors", "potential"));
        // files of others and where they lie, whatever is in them
        m.put("potential.foundation", Set.of());
        m.put("training", Set.of("structure", "trajectory", "neighbors", "potential", "potential.nep"));
        // sees only Potential, not its kinds
        m.put("dynamics", Set.of("structure", "trajectory", "neighbors", "potential"));
        m.put("diffusion", Set.of("structure", "trajectory"));
        // knows no atoms
        m.put("markov", Set.of());
        m.put("hops", Set.of("structure", "trajectory", "diffusion", "markov"));
        m.put("spectral", Set.of("structure", "trajectory", "diffusion", "hops", "markov"));
        // draws figures, whatever they show
        m.put("report", Set.of());
        m.put("report.figures", Set.of("structure", "trajectory", "potential", "potential.nep",
            "potential.foundation", "training", "dynamics", "diffusion", "hops", "markov", "spectral",
            "report"));
        return m;
    }

    @BeforeAll
    static void read() throws URISyntaxException {
        dependencies = ClassDependencies.of(Path.of(InputException.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        assertTrue(dependencies.size() > 100, "the classes of the engine: " + dependencies.size());
    }

    /** The package below the engine's, "" for the engine's own, or null for a class of others. */
    private static String area(final String className) {
        final String pack = className.substring(0, Math.max(0, className.lastIndexOf('.')));
        if (pack.equals(ROOT)) {
            return "";
        }
        return pack.startsWith(ROOT + ".") ? pack.substring(ROOT.length() + 1) : null;
    }

    /** References against the arrows; a package that has none is a fault too. */
    static List<String> againstArrows(final Map<String, Set<String>> classes) {
        final List<String> faults = new ArrayList<>();
        classes.forEach((from, all) -> {
            final Set<String> allowed = ARROWS.get(area(from));
            if (allowed == null) {
                faults.add("The package of " + from + " has no place in the order of packages");
                return;
            }
            all.forEach(to -> {
                final String area = area(to);
                if (area != null && !area.isEmpty() && !area.equals(area(from)) && !allowed.contains(area)) {
                    faults.add(from + " -> " + to);
                }
            });
        });
        return faults;
    }

    /** References of the packages that must do with the JDK to anything else. */
    static List<String> outsideTheJdk(final Map<String, Set<String>> classes) {
        final List<String> faults = new ArrayList<>();
        classes.forEach((from, all) -> {
            if (JDK_ONLY.contains(area(from))) {
                all.stream().filter(to -> area(to) == null && !to.startsWith("java.") && !to.startsWith("javax."))
                    .forEach(to -> faults.add(from + " -> " + to));
            }
        });
        return faults;
    }

    /** References to KNIME, windows, deserialization. */
    static List<String> forbidden(final Map<String, Set<String>> classes) {
        final List<String> faults = new ArrayList<>();
        classes.forEach((from, all) -> all.stream().filter(ArchitectureTest::isForbidden).forEach(to -> faults.add(from + " -> " + to)));
        return faults;
    }

    private static boolean isForbidden(final String to) {
        if (to.startsWith("java.awt.")) {
            return DRAWING.stream().noneMatch(to::startsWith) && !DRAWING_CLASSES.contains(to.substring("java.awt.".length()));
        }
        return to.startsWith("org.knime.") || to.startsWith("javax.swing.") || to.startsWith("org.eclipse.") || to.equals("java.io.ObjectInputStream")
            || to.equals("java.io.ObjectOutputStream") || to.startsWith("org.example.lidiff.nodes.") || to.startsWith("org.example.lidiff.headless.");
    }

    @Test
    void packagesUseOnlyThoseAboveThem() {
        assertEquals(List.of(), againstArrows(dependencies));
    }

    @Test
    void theCoreUsesTheJdkOnly() {
        assertEquals(List.of(), outsideTheJdk(dependencies));
    }

    @Test
    void theEngineKnowsNoKnimeNoWindowsAndNoDeserialization() {
        assertEquals(List.of(), forbidden(dependencies));
    }

    @Test
    void noClassHoldsStaticState() throws ClassNotFoundException {
        final List<String> faults = new ArrayList<>();
        for (final String name : dependencies.keySet()) {
            faults.addAll(staticState(Class.forName(name, false, ArchitectureTest.class.getClassLoader())));
        }
        assertEquals(List.of(), faults);
    }

    /** Static fields that can be assigned. */
    static List<String> staticState(final Class<?> type) {
        final List<String> faults = new ArrayList<>();
        for (final Field f : type.getDeclaredFields()) {
            if (Modifier.isStatic(f.getModifiers()) && !Modifier.isFinal(f.getModifiers()) && !f.isSynthetic()) {
                faults.add(f.toString());
            }
        }
        return faults;
    }

    /** A class with what the rule forbids. */
    static final class Stateful {
        static int counter;
        static final int LIMIT = 3;
    }

    @Test
    void everyRuleFindsItsFault() {
        final String markov = ROOT + ".markov.A";
        assertEquals(1, againstArrows(Map.of(markov, Set.of(ROOT + ".hops.B", ROOT + ".markov.C", ROOT + ".Progress", "java.util.List"))).size());
        assertEquals(1, againstArrows(Map.of(ROOT + ".dynamics.A", Set.of(ROOT + ".potential.Potential", ROOT + ".potential.nep.Nep"))).size());
        assertEquals(1, againstArrows(Map.of(ROOT + ".Progress", Set.of(ROOT + ".structure.Cell"))).size());
        assertEquals(1, againstArrows(Map.of(ROOT + ".extra.A", Set.of())).size());
        assertEquals(1, outsideTheJdk(Map.of(ROOT + ".dynamics.A", Set.of("org.ejml.data.DMatrixRMaj", "java.util.List"))).size());
        assertEquals(0, outsideTheJdk(Map.of(markov, Set.of("org.ejml.data.DMatrixRMaj"))).size());
        assertEquals(5, forbidden(Map.of(markov, Set.of("org.knime.core.node.Node", "javax.swing.JPanel", "java.awt.Frame", "java.io.ObjectInputStream",
            "java.awt.event.MouseListener", "java.awt.Color", "java.awt.geom.Path2D"))).size());
        assertEquals(1, staticState(Stateful.class).size());
    }

    @Test
    void dependenciesAreReadFromClassFiles() throws URISyntaxException {
        final Map<String, Set<String>> own = ClassDependencies.of(
            Path.of(ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
        assertTrue(own.get(ArchitectureTest.class.getName()).contains(InputException.class.getName()), "a reference in a method is found");
        assertTrue(own.get(ArchitectureTest.class.getName()).contains("java.lang.reflect.Field"), own.toString());
    }
}

package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The stand-in has nothing that KNIME has not: every visible member is compared with the list of KNIME's API. */
class ApiListTest {

    /** One class of each bundle, to find the bundle's classes. */
    private static final Map<String, String> BUNDLES = Map.of("org.knime.core.util",
        "org.knime.core.node.InvalidSettingsException", "org.knime.core", "org.knime.core.node.Node",
        "org.knime.filehandling.core", "org.knime.filehandling.core.connections.FSPath", "org.knime.core.ui",
        "org.knime.node.DefaultNode", "org.knime.base",
        "org.knime.base.node.io.filehandling.webui.FileChooserPathAccessor");

    /** Types that came after KNIME 5.9. */
    private static final List<String> NEWER_TYPES =
        List.of("org.knime.node.parameters.widget.choices.SuggestionsProvider",
            "org.knime.node.parameters.updates.Effects");

    /** Members that came after KNIME 5.9: the source of 5.9 (November 2025) does not have them. */
    private static final Set<String> NEWER_MEMBERS = Set.of("org.knime.node.parameters.Widget.effect",
        "org.knime.node.parameters.widget.number.NumberInputWidget.stepSize",
        "org.knime.node.parameters.widget.choices.EnumChoice.disabled",
        "org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection.validate",
        "org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget.selectionModeProvider",
        "org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem.connectionProvider");

    private static ApiList list() throws IOException, URISyntaxException {
        return ApiList.read(Path.of(ApiListTest.class.getResource("/knime-api-5.12-used.txt").toURI()));
    }

    /** The public and protected classes of all bundles with the bundle of each. */
    private static Map<Class<?>, String> classes() throws Exception {
        final Map<Class<?>, String> classes = new LinkedHashMap<>();
        for (final Map.Entry<String, String> bundle : BUNDLES.entrySet()) {
            final URI root =
                Class.forName(bundle.getValue()).getProtectionDomain().getCodeSource().getLocation().toURI();
            for (final String name : names(Path.of(root))) {
                final Class<?> c = Class.forName(name, false, ApiListTest.class.getClassLoader());
                if (isVisible(c)) {
                    classes.put(c, bundle.getKey());
                }
            }
        }
        return classes;
    }

    private static List<String> names(final Path root) throws IOException {
        if (Files.isDirectory(root)) {
            return names(root, root);
        }
        try (FileSystem jar = FileSystems.newFileSystem(root)) {
            final Path top = jar.getPath("/");
            return names(top, top);
        }
    }

    private static List<String> names(final Path root, final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".class")).map(f -> root.relativize(f).toString())
                .map(f -> f.substring(0, f.length() - ".class".length()).replace('/', '.').replace('\\', '.'))
                .filter(n -> !n.endsWith("-info")).sorted().toList();
        }
    }

    private static boolean isVisible(final Class<?> c) {
        for (Class<?> outer = c; outer != null; outer = outer.getEnclosingClass()) {
            if (!Modifier.isPublic(outer.getModifiers()) && !Modifier.isProtected(outer.getModifiers())
                || outer.isAnonymousClass() || outer.isLocalClass()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the class file, or that of an enclosing class, names the annotation; it is not kept at run time. */
    private static boolean isStandinOnly(final Class<?> c) throws IOException {
        Class<?> outer = c;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        try (DataInputStream in = new DataInputStream(
            outer.getResourceAsStream("/" + outer.getName().replace('.', '/') + ".class"))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)
                .contains("Lorg/knime/core/standin/StandinOnly;");
        }
    }

    @Test
    void everyVisibleMemberIsInTheList() throws Exception {
        final ApiChecker checker = new ApiChecker(list());
        int checked = 0;
        for (final Map.Entry<Class<?>, String> e : classes().entrySet()) {
            if (!isStandinOnly(e.getKey())) {
                checker.check(e.getKey(), e.getValue());
                checked++;
            }
        }
        assertEquals(List.of(), checker.faults());
        assertTrue(checked > 150, "only " + checked + " classes were found");
    }

    @Test
    void noTypeOfKnimeHidesAsStandinOnly() throws Exception {
        for (final Class<?> c : classes().keySet()) {
            assertFalse(isStandinOnly(c) && list().hasType(c.getName()), c.getName());
        }
    }

    @Test
    void nothingIsNewerThanFiveNine() throws Exception {
        final List<String> found = new ArrayList<>();
        for (final Class<?> c : classes().keySet()) {
            if (NEWER_TYPES.contains(c.getName())) {
                found.add(c.getName());
            }
            Stream.of(c.getDeclaredMethods()).map(m -> c.getName() + "." + m.getName())
                .filter(NEWER_MEMBERS::contains).forEach(found::add);
        }
        assertEquals(List.of(), found);
    }

    @Test
    void theConstructorsNewerThanFiveNineAreAbsent() throws Exception {
        for (final Class<?> c : classes().keySet()) {
            final int arguments = switch (c.getName()) {
                case "org.knime.node.parameters.widget.choices.EnumChoice" -> 2;
                case "org.knime.base.node.io.filehandling.webui.FileChooserPathAccessor" -> 2;
                default -> -1;
            };
            if (arguments >= 0) {
                assertEquals(1, c.getDeclaredConstructors().length, c.getName());
                assertEquals(arguments, c.getDeclaredConstructors()[0].getParameterCount(), c.getName());
            }
        }
    }

    @Test
    void theCopyIsPartOfTheFullList() throws Exception {
        final Path full = Path.of("../../../shared/knime/knime-api-5.12.txt");
        Assumptions.assumeTrue(Files.exists(full), "skipped: " + full + " is not beside the checkout");
        final Set<String> lines = Set.copyOf(Files.readAllLines(full));
        final List<String> copy =
            Files.readAllLines(Path.of(ApiListTest.class.getResource("/knime-api-5.12-used.txt").toURI()));
        assertEquals(List.of(), copy.stream().filter(l -> !lines.contains(l)).toList());
    }

    /** Stands for a type of KNIME with more than the list has. */
    public static class WithExtras implements Runnable {

        public WithExtras() {
        }

        @Override
        public void run() {
            // listed
        }

        public static String extra() {
            return "";
        }

        protected int m_extra; // NOSONAR visible on purpose
    }

    /** Stands for a type of KNIME; its constructor without arguments is public though nobody wrote it. */
    public static final class WithImplicitConstructor {
    }

    @Test
    void whatTheListDoesNotHaveIsReported() {
        final String name = WithExtras.class.getName();
        final String implicit = WithImplicitConstructor.class.getName();
        final ApiChecker checker = new ApiChecker(new ApiList(List.of(
            "C " + name + " class public super=- ifs=java.lang.Runnable bundle=b", "M " + name + " <init> ()V public",
            "M " + name + " run ()V public",
            "C " + implicit + " class public+final super=- ifs=- bundle=b")));
        checker.check(WithExtras.class, "b");
        checker.check(WithImplicitConstructor.class, "b");
        assertEquals(
            List.of(name + ".m_extraI is not in the list",
                name + ".extra()Ljava/lang/String; is not in the list", implicit + ".<init>()V is not in the list"),
            checker.faults());
    }

    @Test
    void whatDiffersFromTheListIsReported() {
        final String name = WithExtras.class.getName();
        final ApiChecker checker = new ApiChecker(new ApiList(List.of(
            "C " + name + " interface public+final super=- ifs=- bundle=a", "M " + name + " <init> ()V protected",
            "M " + name + " run ()V public+static", "M " + name + " extra ()Ljava/lang/String; public+static",
            "M " + name + " m_extra I protected+final")));
        checker.check(WithExtras.class, "b");
        assertEquals(
            List.of(name + ": kind is class, listed interface", name + ": bundle is b, listed a",
                name + ": modifiers is public, listed final public",
                name + ": super type java.lang.Runnable is not listed", name + ".m_extraI: is final in KNIME",
                name + ".run()V: static differs", name + ".<init>()V: visibility differs").stream().sorted().toList(),
            checker.faults().stream().sorted().toList());
        assertFalse(checker.faults().isEmpty());
    }

    @Test
    void aTypeThatIsNotListedIsReported() throws Exception {
        final ApiChecker checker = new ApiChecker(list());
        checker.check(WithExtras.class, "org.knime.core");
        assertEquals(List.of(WithExtras.class.getName() + " is not in the list"), checker.faults());
        assertNull(list().type(WithExtras.class.getName()));
    }
}

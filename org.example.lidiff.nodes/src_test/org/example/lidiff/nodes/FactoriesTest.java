package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortObjectSpec;

/** Every node of plugin.xml: texts, icon, ports and columns. */
class FactoriesTest {

    /** The names of the nodes, which are given, by package. */
    private static final Map<String, String> NAMES = Map.of("loadaimd", "Load AIMD", "loadmlff", "Load MLFF", "finetunemlff", "Fine-tune MLFF",
        "runmd", "Run MD", "detecthops", "Detect Hops", "buildmsm", "Build MSM", "spectralanalysis", "Spectral Analysis", "diffusionanalysis",
        "Diffusion Analysis", "writetrajectory", "Write Trajectory");

    private static final Set<String> INPUTS = Set.of("Training trajectories", "Foundation force field", "Force field", "Start structure",
        "Trajectories", "Sites", "Jump network", "Markov model");

    /** Outputs that are no tables. */
    private static final Set<String> OUTPUTS = Set.of("Loaded trajectories", "Loaded force field", "Fine-tuned force field", "MD trajectories",
        "Detected jump network", "Built Markov model", "Figure");

    /** Columns of real numbers that have no unit, or their unit in a column beside. */
    private static final Set<String> WITHOUT_UNIT = Set.of("Eigenvalue", "Eigenvalue, imaginary part", "Occupancy", "Occupancy error",
        "Stationary probability", "Predicted probability", "Predicted probability error", "Estimated probability", "Estimated probability error",
        "Value", "x", "y", "Exponent", "Chi squared", "p value", "Learning rate", "Loss", "RMSE", "MAE", "Reference root mean square",
        "Membership", "Probability", "Equilibrium probability", "Weight of the line",
        // beside a column that says the unit of the row
        "Limit", "Mean error", "Mean norm of error vectors", "Median error", "90 % below", "95 % below", "99 % below", "Largest error",
        "Root mean square error", "Root mean square estimate", "Factor of the estimates", "Rank correlation");

    static Stream<NodeFactory<NodeModel>> factories() {
        return Nodes.factories().stream();
    }

    @ParameterizedTest
    @MethodSource("factories")
    void hasTheNameThatIsGiven(final NodeFactory<NodeModel> factory) {
        assertEquals(NAMES.get(Nodes.shortName(factory)), factory.getNodeName());
        assertEquals("org.example.lidiff.nodes." + Nodes.shortName(factory), factory.getClass().getPackageName());
        assertNotNull(factory.getType());
    }

    @ParameterizedTest
    @MethodSource("factories")
    void hasTextsThatAreWellFormed(final NodeFactory<NodeModel> factory) throws ReflectiveOperationException {
        final NodeDescription texts = description(factory);
        final String summary = texts.getShortDescription().orElseThrow();
        assertTrue(summary.matches("[A-Z].*\\.") && summary.length() < 120, summary);
        Xhtml.check(summary);
        final String full = texts.getIntro().orElseThrow();
        assertTrue(full.contains("<p>") && full.length() > 200, full);
        Xhtml.check(full);
        Xhtml.check(texts.getViewDescription(0));
    }

    private static NodeDescription description(final NodeFactory<NodeModel> factory) throws ReflectiveOperationException {
        final var method = NodeFactory.class.getDeclaredMethod("createNodeDescription");
        method.setAccessible(true);
        return (NodeDescription)method.invoke(factory);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void hasKeywordsThatUsersType(final NodeFactory<NodeModel> factory) {
        final List<String> keywords = Arrays.asList(factory.getKeywords());
        assertTrue(keywords.size() >= 4, keywords.toString());
        assertEquals(keywords.size(), new HashSet<>(keywords).size(), "a keyword is there twice: " + keywords);
        keywords.forEach(k -> assertEquals(k.strip(), k));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void hasAnIconBesideItsDrawing(final NodeFactory<NodeModel> factory) throws IOException {
        assertNotNull(factory.getIcon(), "no icon");
        final BufferedImage icon = ImageIO.read(factory.getIcon());
        assertEquals(16, icon.getWidth());
        assertEquals(16, icon.getHeight());
        final String name = factory.getIcon().getPath().replaceAll(".*/", "").replace(".png", ".svg");
        try (InputStream svg = factory.getClass().getResourceAsStream(name)) {
            assertNotNull(svg, name);
            assertTrue(new String(svg.readAllBytes(), StandardCharsets.UTF_8).contains("<svg"), name);
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void portNamesAreThoseGivenAndNeverEqualOnBothSides(final NodeFactory<NodeModel> factory) {
        final List<String> inputs = Nodes.portNames(factory, true);
        final List<String> outputs = Nodes.portNames(factory, false);
        assertTrue(Collections.disjoint(inputs, outputs), inputs + " and " + outputs);
        assertTrue(INPUTS.containsAll(inputs), inputs.toString());
        final PortObjectSpec[] specs = configure(Nodes.node(factory));
        assertEquals(outputs.size(), specs.length);
        for (int i = 0; i < specs.length; i++) {
            assertTrue(specs[i] instanceof DataTableSpec || OUTPUTS.contains(outputs.get(i)), outputs.get(i));
            assertFalse(outputs.get(i).isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void everyPortIsDescribed(final NodeFactory<NodeModel> factory) {
        for (int i = 0; i < Nodes.portNames(factory, true).size(); i++) {
            assertTrue(factory.getInportDescription(i).matches("(?s)[A-Z].*\\."), factory.getInportDescription(i));
            Xhtml.check(factory.getInportDescription(i));
        }
        for (int i = 0; i < Nodes.portNames(factory, false).size(); i++) {
            assertTrue(factory.getOutportDescription(i).matches("(?s)[A-Z].*\\."), factory.getOutportDescription(i));
            Xhtml.check(factory.getOutportDescription(i));
        }
    }

    /** What the node says of its outputs when nothing is known of its inputs. */
    private static PortObjectSpec[] configure(final Node node) {
        try {
            return node.invokeNodeModelConfigure(new PortObjectSpec[node.getNrInPorts() - 1]);
        } catch (InvalidSettingsException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void portNamesAreAPromise() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (final NodeFactory<NodeModel> factory : Nodes.factories()) {
            Nodes.portNames(factory, true).forEach(n -> lines.add(Nodes.shortName(factory) + "\tin\t" + n));
            Nodes.portNames(factory, false).forEach(n -> lines.add(Nodes.shortName(factory) + "\tout\t" + n));
        }
        GoldenFile.check("ports.txt", lines);
    }

    @Test
    void columnNamesAreAPromise() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (final NodeFactory<NodeModel> factory : Nodes.factories()) {
            final List<String> outputs = Nodes.portNames(factory, false);
            final PortObjectSpec[] specs = configure(Nodes.node(factory));
            for (int i = 0; i < specs.length; i++) {
                if (specs[i] instanceof DataTableSpec) {
                    for (final DataColumnSpec c : (DataTableSpec)specs[i]) {
                        lines.add(Nodes.shortName(factory) + "\t" + outputs.get(i) + "\t" + c.getName() + "\t" + c.getType().getName());
                    }
                }
            }
        }
        GoldenFile.check("columns.txt", lines);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void columnsOfRealNumbersHaveAUnit(final NodeFactory<NodeModel> factory) {
        for (final PortObjectSpec spec : configure(Nodes.node(factory))) {
            if (spec instanceof DataTableSpec) {
                for (final DataColumnSpec c : (DataTableSpec)spec) {
                    if (c.getType().isCompatible(DoubleValue.class) && !c.getType().isCompatible(LongValue.class)) {
                        assertTrue(hasUnit(c.getName()), "'" + c.getName() + "' has no unit");
                    }
                    assertEquals(c.getName().strip(), c.getName());
                }
            }
        }
    }

    private static boolean hasUnit(final String column) {
        return column.matches(".+ \\([^()]+\\)") || WITHOUT_UNIT.contains(column) || column.matches("(Right|Left) eigenvector \\d+");
    }

    @Test
    void aColumnWithoutUnitAndBrokenTextAreFound() {
        assertTrue(hasUnit("Time (ps)"));
        assertFalse(hasUnit("Time"));
        assertFalse(hasUnit("Time(ps)"));
        assertThrows(AssertionError.class, () -> Xhtml.check("<p>text"));
        assertThrows(AssertionError.class, () -> Xhtml.check("a < b"));
        assertThrows(AssertionError.class, () -> Xhtml.check("<script>x</script>"));
        Xhtml.check("<p>a <b>b</b> &lt; c</p>");
    }

    @Test
    void theNodesAreInTheCategoryThatPluginXmlMakes() throws IOException {
        final String plugin = Files.readString(Nodes.file("plugin.xml"));
        assertTrue(plugin.contains("<?eclipse version=\"3.4\"?>"), "qualified extension-point ids need it");
        assertTrue(plugin.contains("path=\"/community\" level-id=\"lidiff\""));
        assertEquals(Nodes.factoryNames().size(), plugin.split("category-path=\"/community/lidiff\"", -1).length - 1);
        assertTrue(ImageIO.read(Nodes.file("icons/lidiff.png").toFile()).getWidth() == 16);
        assertTrue(Nodes.factoryNames().stream().allMatch(f -> f.toLowerCase(Locale.ROOT).startsWith("org.example.lidiff.nodes.")));
    }
}

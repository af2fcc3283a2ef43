package org.example.lidiff.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.port.PortTypeRegistration;
import org.knime.core.standin.HeadlessSupport;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.ParametersPersistence;

/** The nodes of plugin.xml, as KNIME would make them. */
public final class Nodes {

    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z-]+)=\"([^\"]*)\"");

    private Nodes() {
    }

    /** A file of this module, of the sources. */
    public static Path file(final String path) {
        return Path.of(System.getProperty("basedir", "")).resolve(path).toAbsolutePath();
    }

    private static List<String> elements(final String name) {
        final Matcher m;
        try {
            m = Pattern.compile("<" + name + "\\s[^>]*>").matcher(Files.readString(file("plugin.xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        final List<String> found = new ArrayList<>();
        while (m.find()) {
            found.add(m.group());
        }
        return found;
    }

    private static String attribute(final String element, final String name) {
        final Matcher m = ATTRIBUTE.matcher(element);
        while (m.find()) {
            if (m.group(1).equals(name)) {
                return m.group(2);
            }
        }
        throw new AssertionError(element + " has no " + name);
    }

    /** Registers the port types of plugin.xml. */
    public static void registerPortTypes() {
        for (final String e : elements("portType")) {
            try {
                PortTypeRegistration.load(Nodes.class.getClassLoader(), attribute(e, "name"), attribute(e, "color"), attribute(e, "objectClass"),
                    attribute(e, "objectSerializer"), attribute(e, "specClass"), attribute(e, "specSerializer")).register();
            } catch (ClassNotFoundException x) {
                throw new AssertionError(x);
            }
        }
    }

    /** Class names of the factories in plugin.xml. */
    public static List<String> factoryNames() {
        return elements("node").stream().map(e -> attribute(e, "factory-class")).toList();
    }

    /** A factory with its description read. */
    public static NodeFactory<NodeModel> factory(final String name) {
        registerPortTypes();
        final NodeFactory<NodeModel> factory = HeadlessSupport.createFactory(Nodes.class.getClassLoader(), name);
        factory.init();
        return factory;
    }

    /** All factories. */
    public static List<NodeFactory<NodeModel>> factories() {
        return factoryNames().stream().map(Nodes::factory).toList();
    }

    /** A new node with its default ports. */
    public static Node node(final NodeFactory<NodeModel> factory) {
        try {
            return HeadlessSupport.createNode(factory, null);
        } catch (InvalidSettingsException e) {
            throw new AssertionError(e);
        }
    }

    /** Names of the ports on a side, those of optional ports too. */
    public static List<String> portNames(final NodeFactory<NodeModel> factory, final boolean inputs) {
        final var ports = ((ConfigurableNodeFactory<?>)(Object)factory).createNodeCreationConfig().getPortConfig().orElseThrow();
        return ports.getPortGroupNames().stream()
            .filter(g -> inputs == (ports.getGroup(g) != null && ports.getGroup(g).definesInputPorts())).toList();
    }

    /** The parameter class of a node. */
    public static Class<? extends NodeParameters> parameters(final String factoryName) {
        try {
            return Class.forName(factoryName.replaceAll("NodeFactory$", "Parameters")).asSubclass(NodeParameters.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** The parameters of a new node. */
    public static <P extends NodeParameters> P defaults(final Class<P> type) {
        return ParametersPersistence.createDefaults(type);
    }

    /** A context to execute in. */
    public static ExecutionContext context(final Path fileStores) {
        return HeadlessSupport.newExecutionContext(fileStores, null, () -> false);
    }

    /** The node's own word: {@code Load AIMD} gives {@code loadaimd}. */
    static String shortName(final NodeFactory<NodeModel> factory) {
        return factory.getClass().getPackageName().replaceAll(".*\\.", "");
    }
}

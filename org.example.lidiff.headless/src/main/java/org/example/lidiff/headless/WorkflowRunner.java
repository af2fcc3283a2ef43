package org.example.lidiff.headless;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.headless.WorkflowDirectory.Connection;
import org.example.lidiff.headless.WorkflowDirectory.NodeEntry;
import org.example.lidiff.nodes.ports.LidiffPortObject;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistration;
import org.knime.core.standin.HeadlessSupport;
import org.knime.filehandling.core.standin.WorkflowFiles;

/** Runs the nodes of a workflow directory in the order of their connections. */
final class WorkflowRunner {

    private final WorkflowDirectory workflow;
    private final Console console;
    private final BooleanSupplier canceled;
    private final boolean debug;
    private final Map<Integer, RunnableNode> nodes = new TreeMap<>();
    private final Map<Integer, NodeOutcome> outcomes = new LinkedHashMap<>();
    private final Map<Integer, PortObject[]> results = new TreeMap<>();

    WorkflowRunner(final WorkflowDirectory workflow, final Console console, final BooleanSupplier canceled, final boolean debug) {
        this.workflow = workflow;
        this.console = console;
        this.canceled = canceled;
        this.debug = debug;
    }

    /**
     * Makes the nodes of this extension and checks options and connections; nothing runs yet.
     *
     * @throws RunnerException if the workflow cannot be loaded (3) or an option is wrong (2)
     */
    void load(final List<BatchOption> options, final Map<String, WorkflowVariable> variables) {
        final PluginXml plugin = PluginXml.ofLidiffNodes();
        plugin.portTypes().forEach(WorkflowRunner::register);
        for (final BatchOption option : options) {
            if (!workflow.nodes().containsKey(option.nodeId())) {
                throw new RunnerException(ExitCode.USAGE, "The workflow has no node " + option.nodeId() + " (option for '" + option.key()
                    + "'). Its nodes are: " + describeNodes() + ".");
            }
        }
        for (final int id : workflow.topologicalOrder()) {
            final NodeEntry entry = workflow.nodes().get(id);
            outcomes.put(id, new NodeOutcome(entry));
            if (plugin.factories().contains(entry.factory())) {
                nodes.put(id, RunnableNode.load(entry, options, variables));
            }
        }
        workflow.connections().forEach(this::check);
    }

    private static void register(final PluginXml.PortTypeEntry t) {
        try {
            PortTypeRegistration.load(WorkflowRunner.class.getClassLoader(), t.name(), t.color(), t.objectClass(), t.objectSerializer(),
                t.specClass(), t.specSerializer()).register();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The plugin.xml of the Lidiff nodes names a missing class", e);
        }
    }

    private String describeNodes() {
        final List<String> names = new ArrayList<>();
        workflow.nodes().forEach((id, n) -> names.add(id + " (" + n.name() + ")"));
        return String.join(", ", names);
    }

    private void check(final Connection c) {
        final RunnableNode from = nodes.get(c.source());
        final RunnableNode to = nodes.get(c.destination());
        if (from != null && (c.sourcePort() < 0 || c.sourcePort() > from.outputs())) {
            throw port("output", c.sourcePort(), from, from.outputs());
        }
        if (to != null && (c.destinationPort() < 0 || c.destinationPort() > to.inputs())) {
            throw port("input", c.destinationPort(), to, to.inputs());
        }
        if (from != null && to != null && c.sourcePort() > 0 && c.destinationPort() > 0) {
            final PortType out = from.node().getOutputType(c.sourcePort());
            final PortType in = to.node().getInputType(c.destinationPort());
            if (!in.isSuperTypeOf(out)) {
                throw new RunnerException(ExitCode.LOAD, "Output " + c.sourcePort() + " of node " + c.source() + " (" + from.entry().name() + ", "
                    + out.getName() + ") does not fit input " + c.destinationPort() + " of node " + c.destination() + " (" + to.entry().name() + ", "
                    + in.getName() + "). Correct the connection in KNIME.");
            }
        }
    }

    private static RunnerException port(final String side, final int port, final RunnableNode node, final int ports) {
        return new RunnerException(ExitCode.LOAD, "A connection uses " + side + " port " + port + " of node " + node.entry().id() + " ("
            + node.entry().name() + "), which has " + ports + ". Correct the connection in KNIME.");
    }

    /** Executes every node that can be; returns what became of each, in order. */
    List<NodeOutcome> run(final OutputDirectory output) {
        try (WorkflowFiles.Scope scope = WorkflowFiles.enter(workflow.directory())) {
            for (final NodeOutcome outcome : outcomes.values()) {
                console.begin(outcome);
                runNode(outcome, output, scope);
                console.end(outcome);
            }
        }
        return List.copyOf(outcomes.values());
    }

    private void runNode(final NodeOutcome outcome, final OutputDirectory output, final WorkflowFiles.Scope scope) {
        final RunnableNode node = nodes.get(outcome.id);
        if (node == null) {
            outcome.fail("This node belongs to another extension (" + outcome.factory + "), which this runner does not have. "
                + "Run the workflow in KNIME, or remove the node.");
            return;
        }
        final PortObject[] inputs = new PortObject[node.inputs()];
        if (!connect(outcome, node, inputs)) {
            return;
        }
        final long start = System.nanoTime();
        try {
            scope.writeTo(output.begin(outcome));
            execute(outcome, node, inputs, output);
        } catch (KNIMEException e) {
            outcome.fail(describe(e.getKNIMEMessage()));
            trace(e);
        } catch (InvalidSettingsException e) {
            // refused before it ran: the node stays idle, as in KNIME
            outcome.error = e.getMessage();
            trace(e);
        } catch (CanceledExecutionException e) {
            outcome.fail("Stopped by the user.");
            trace(e);
        } catch (IOException e) {
            outcome.fail("The results cannot be written to '" + output.root() + "': " + OutputDirectory.reason(e)
                + ". Free some space or give another folder with --output.");
            trace(e);
        } catch (OutOfMemoryError e) {
            outcome.fail("There is not enough memory (the limit is " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB). Give more with LIDIFF_JAVA_OPTS=-Xmx8g, or load fewer frames.");
            trace(e);
        } catch (Exception e) {
            outcome.fail("An error of the program, not of your data: " + e + ". Run again with --debug and report what it prints.");
            trace(e);
        } finally {
            outcome.seconds = (System.nanoTime() - start) * 1e-9;
            deleteEmpty(outcome, output);
        }
    }

    private void deleteEmpty(final NodeOutcome outcome, final OutputDirectory output) {
        try {
            output.deleteEmpty(outcome);
        } catch (IOException e) {
            // an empty folder is no harm
            trace(e);
        }
    }

    private void trace(final Throwable e) {
        if (debug) {
            e.printStackTrace();
        }
    }

    private static String describe(final Message message) {
        final StringBuilder text = new StringBuilder(message.getSummary());
        message.getResolutions().forEach(r -> text.append(text.charAt(text.length() - 1) == ' ' ? "" : " ").append(r));
        return text.toString();
    }

    /** Collects the inputs; returns false when the node cannot run, with the reason in its outcome. */
    private boolean connect(final NodeOutcome outcome, final RunnableNode node, final PortObject[] inputs) {
        final boolean[] connected = new boolean[inputs.length];
        for (final Connection c : workflow.connections()) {
            if (c.destination() != outcome.id) {
                continue;
            }
            final PortObject[] source = results.get(c.source());
            if (source == null) {
                outcome.state = NodeState.SKIPPED;
                outcome.error = "Not run, because node " + c.source() + " (" + outcomes.get(c.source()).name + ") was not executed.";
                return false;
            }
            if (c.destinationPort() > 0 && c.sourcePort() > 0) {
                inputs[c.destinationPort() - 1] = source[c.sourcePort() - 1];
                connected[c.destinationPort() - 1] = true;
            }
        }
        for (int i = 0; i < inputs.length; i++) {
            if (!connected[i]) {
                outcome.error = "The input '" + node.node().getInportName(i + 1) + "' is not connected. Connect it in KNIME.";
                return false;
            }
        }
        return true;
    }

    private void execute(final NodeOutcome outcome, final RunnableNode node, final PortObject[] inputs, final OutputDirectory output)
        throws Exception {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = inputs[i].getSpec();
        }
        node.node().invokeNodeModelConfigure(specs);
        outcome.state = NodeState.CONFIGURED;
        final ExecutionContext exec = HeadlessSupport.newExecutionContext(output.stores(outcome.id), console::progress, canceled);
        final PortObject[] data = node.node().invokeNodeModelExecute(exec, inputs);
        // a node shows its warnings as the lines of one text
        HeadlessSupport.warning(node.node()).map(WorkflowRunner::describe).ifPresent(w -> outcome.warnings.addAll(w.lines().toList()));
        outcome.pictures.addAll(pictures(node));
        provenance(data).ifPresent(p -> outcome.provenance = p);
        for (final PortObject object : data) {
            HeadlessSupport.flush(object);
        }
        results.put(outcome.id, data);
        output.write(outcome, data, node.outputNames(), exec);
        outcome.state = NodeState.EXECUTED;
    }

    private static List<Picture> pictures(final RunnableNode node) {
        final List<Picture> pictures = new ArrayList<>();
        final PortObject[] internal = node.node().getInternalHeldPortObjects();
        if (internal != null && internal.length > 0 && internal[0] instanceof BufferedDataTable) {
            try (CloseableRowIterator rows = ((BufferedDataTable)internal[0]).iterator()) {
                while (rows.hasNext()) {
                    final DataRow row = rows.next();
                    pictures.add(Picture.fromJson(((StringValue)row.getCell(1)).getStringValue()));
                }
            }
        }
        return pictures;
    }

    private static Optional<String> provenance(final PortObject[] data) {
        for (final PortObject object : data) {
            if (object instanceof LidiffPortObject) {
                return Optional.of(((LidiffPortObject<?>)object).provenance().describe());
            }
        }
        return Optional.empty();
    }

    /** Whether every node was executed. */
    static boolean succeeded(final List<NodeOutcome> outcomes) {
        return outcomes.stream().allMatch(o -> o.state == NodeState.EXECUTED);
    }
}

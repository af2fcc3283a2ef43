package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.knimeapi.Fixtures.Note;
import org.example.lidiff.knimeapi.Fixtures.NoteSpec;
import org.example.lidiff.knimeapi.Fixtures.Store;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.standin.HeadlessSupport;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultNode;
import org.knime.node.HeadlessViews;

/** Nodes are made, loaded, configured and executed as the runner does it. */
class NodeRunTest {

    @TempDir
    Path m_directory;

    @BeforeAll
    static void register() {
        Fixtures.registerPortTypes();
    }

    private static NodeFactory<NodeModel> factory(final Class<?> type) {
        return HeadlessSupport.createFactory(NodeRunTest.class.getClassLoader(), type.getName());
    }

    private ExecutionContext context() {
        return HeadlessSupport.newExecutionContext(m_directory, null, null);
    }

    private BufferedDataTable rows(final int count) throws Exception {
        final Node source = HeadlessSupport.createNode(factory(Fixtures.SourceFactory.class), null);
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("rows", count);
        source.loadModelSettingsFrom(settings);
        return (BufferedDataTable)source.invokeNodeModelExecute(context(), Fixtures.none())[0];
    }

    private static Node sum(final boolean withOptional) throws Exception {
        final String more = withOptional
            ? "<config key=\"port_0\"><entry key=\"object_class\" type=\"xstring\" value=\""
                + BufferedDataTable.class.getName() + "\"/></config>" : "";
        final NodeSettingsRO settings = ConfigXmlTest.parse("<config key=\"settings.xml\"><config key=\""
            + "node_creation_config\"><config key=\"Values\"/><config key=\"More\">" + more
            + "</config><config key=\"Note\"/></config></config>");
        return HeadlessSupport.createNode(factory(Fixtures.SumFactory.class), settings);
    }

    private Note runSum(final Node node, final PortObject... inputs) throws Exception {
        final PortObjectSpec[] specs = new PortObjectSpec[inputs.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = inputs[i].getSpec();
        }
        node.invokeNodeModelConfigure(specs);
        return (Note)node.invokeNodeModelExecute(context(), inputs)[0];
    }

    @Test
    void aClassicNodeRuns() throws Exception {
        final Node node = HeadlessSupport.createNode(factory(Fixtures.SourceFactory.class), null);
        assertEquals("Rows", node.getName());
        assertEquals(NodeFactory.NodeType.Source, node.getType());
        assertEquals(1, node.getNrInPorts(), "the flow-variable port alone");
        assertEquals(2, node.getNrOutPorts());
        assertEquals("Out", node.getOutportName(1));
        assertEquals(BufferedDataTable.TYPE, node.getOutputType(1));
        assertArrayEquals(new PortObjectSpec[]{Fixtures.VALUES},
            node.invokeNodeModelConfigure(new PortObjectSpec[0]));
        final BufferedDataTable table =
            (BufferedDataTable)node.invokeNodeModelExecute(context(), Fixtures.none())[0];
        assertEquals("Rows: 10, Cols: 1", table.getSummary());
        assertEquals(Optional.of(Message.fromSummary("classic warning")), HeadlessSupport.warning(node));
    }

    @Test
    void anAbsentOptionalPortIsMissing() throws Exception {
        final Node node = sum(false);
        assertEquals(2, node.getNrInPorts());
        final Note note = runSum(node, rows(5));
        assertEquals(20, note.sum(), "(0+1+2+3+4) times 2");
        assertEquals("inputs 1", note.getSpec().title());
    }

    @Test
    void aPresentOptionalPortIsTheLast() throws Exception {
        final Node node = sum(true);
        assertEquals(3, node.getNrInPorts());
        assertEquals("Values", node.getInportName(1));
        assertEquals("More", node.getInportName(2));
        assertEquals("Note", node.getOutportName(1));
        final Note note = runSum(node, rows(5), rows(3));
        assertEquals(26, note.sum());
        assertEquals("inputs 2", note.getSpec().title());
    }

    @Test
    void aNewNodeHasNoOptionalPorts() throws Exception {
        assertEquals(2, HeadlessSupport.createNode(factory(Fixtures.SumFactory.class), null).getNrInPorts());
    }

    @Test
    void thePortsAreKeptInTheSettings() throws Exception {
        final NodeSettings settings = new NodeSettings("settings.xml");
        sum(true).getCopyOfCreationConfig().orElseThrow().saveSettingsTo(settings);
        final NodeSettings config = settings.getNodeSettings("node_creation_config");
        assertEquals(List.of("Values", "More", "Note"), List.copyOf(config.keySet()));
        assertEquals(BufferedDataTable.class.getName(),
            config.getNodeSettings("More").getNodeSettings("port_0").getString("object_class"));
        assertEquals(3, HeadlessSupport.createNode(factory(Fixtures.SumFactory.class), settings).getNrInPorts());
    }

    @Test
    void aPortOfAnotherTypeIsRefused() throws Exception {
        final NodeSettings settings = new NodeSettings("settings.xml");
        sum(true).getCopyOfCreationConfig().orElseThrow().saveSettingsTo(settings);
        final NodeSettings port =
            settings.getNodeSettings("node_creation_config").getNodeSettings("More").getNodeSettings("port_0");
        port.addString("object_class", Note.class.getName());
        final NodeFactory<NodeModel> factory = factory(Fixtures.SumFactory.class);
        assertTrue(assertThrows(InvalidSettingsException.class, () -> HeadlessSupport.createNode(factory, settings))
            .getMessage().contains("port_0 is a Note"));
        port.addString("object_class", "java.lang.Runtime");
        assertTrue(assertThrows(InvalidSettingsException.class, () -> HeadlessSupport.createNode(factory, settings))
            .getMessage().contains("No port type is registered"));
    }

    @Test
    void aNameUsedOnBothSidesIsRefused() {
        final String message = assertThrows(IllegalArgumentException.class,
            () -> DefaultNode.create().name("x").icon("x").shortDescription("x").fullDescription("x")
                .sinceVersion(5, 9, 0).ports(p -> p.addInputTable("Table", "in").addOutputTable("Table", "out")))
            .getMessage();
        assertTrue(message.contains("\"Table\" has already been added"), message);
    }

    @Test
    void anUnknownSpecificationIsNull() throws Exception {
        final Node node = sum(false);
        assertNull(node.invokeNodeModelConfigure(new PortObjectSpec[1])[0]);
        assertEquals("nothing is known yet", HeadlessSupport.warning(node).orElseThrow().getSummary());
        node.invokeNodeModelConfigure(new PortObjectSpec[]{Fixtures.VALUES});
        assertEquals(Optional.empty(), HeadlessSupport.warning(node), "the next configure clears the warning");
    }

    @Test
    void configureCanRefuse() throws Exception {
        final Node node = sum(false);
        final DataTableSpec other = new DataTableSpec(new DataColumnSpecCreator("s", StringCell.TYPE).createSpec());
        assertEquals("There is no column \"value\".", assertThrows(InvalidSettingsException.class,
            () -> node.invokeNodeModelConfigure(new PortObjectSpec[]{other})).getMessage());
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> node.invokeNodeModelConfigure(new PortObjectSpec[]{new NoteSpec("x")})).getMessage()
            .contains("\"Values\" of Sum takes Table, not NoteSpec"));
    }

    @Test
    void theWarningOfExecuteIsKept() throws Exception {
        final Node node = sum(false);
        runSum(node, rows(1));
        assertEquals("fluent warning", HeadlessSupport.warning(node).orElseThrow().getSummary());
    }

    @Test
    void aFailureHasSummaryAndResolutions() throws Exception {
        final Node node = sum(false);
        final BufferedDataTable many = rows(101);
        final KNIMEException ex = assertThrows(KNIMEException.class, () -> runSum(node, many));
        assertEquals("Too many rows", ex.getKNIMEMessage().getSummary());
        assertEquals(List.of("Use fewer."), ex.getKNIMEMessage().getResolutions());
        assertEquals("Too many rows\n  - Use fewer.", ex.getKNIMEMessage().toLogPrintable());
    }

    @Test
    void parametersAreLoadedAndValidated() throws Exception {
        final Node node = sum(false);
        final NodeSettings settings = HeadlessSupport.defaultSettings(factory(Fixtures.SumFactory.class));
        assertEquals(2, settings.getDouble("factor"));
        settings.addDouble("factor", 10);
        node.loadModelSettingsFrom(settings);
        assertEquals(30, runSum(node, rows(3)).sum());
        settings.addDouble("factor", -1);
        assertEquals("The factor must be positive, not -1.0.",
            assertThrows(InvalidSettingsException.class, () -> node.loadModelSettingsFrom(settings)).getMessage());
        assertEquals(30, runSum(node, rows(3)).sum(), "refused settings change nothing");
        settings.removeConfig("factor");
        assertTrue(assertThrows(InvalidSettingsException.class, () -> node.loadModelSettingsFrom(settings))
            .getMessage().contains("\"factor\""));
    }

    @Test
    void cancelEndsTheExecution() throws Exception {
        final Node node = HeadlessSupport.createNode(factory(Fixtures.SourceFactory.class), null);
        final List<Double> progress = new ArrayList<>();
        final ExecutionContext exec = HeadlessSupport.newExecutionContext(m_directory,
            (fraction, message) -> progress.add(fraction), () -> progress.size() == 4);
        assertThrows(CanceledExecutionException.class, () -> node.invokeNodeModelExecute(exec, Fixtures.none()));
        assertEquals(List.of(0.0, 0.1, 0.2, 0.3), progress);
    }

    @Test
    void progressOfPartsAddsUp() throws Exception {
        final List<String> seen = new ArrayList<>();
        final ExecutionContext exec = HeadlessSupport.newExecutionContext(m_directory,
            (fraction, message) -> seen.add(fraction + " " + message), null);
        final var first = exec.createSubProgress(0.5);
        first.setProgress(0.5, () -> "half");
        first.setProgress(1.0);
        first.setProgress(0.25); // going back is not passed on
        exec.createSilentSubProgress(0.25).setProgress(1, "unheard");
        exec.createSubExecutionContext(0.25).setProgress(1);
        assertEquals(1.0, exec.getProgressMonitor().getProgress());
        assertEquals("half", exec.getProgressMonitor().getMessage());
        exec.setProgress(7);
        assertEquals(1.0, exec.getProgressMonitor().getProgress(), "cut to 1");
        exec.setProgress(Double.NaN);
        assertEquals(1.0, exec.getProgressMonitor().getProgress());
        assertTrue(seen.contains("0.25 half"), seen.toString());
    }

    @Test
    void anEmptyOutputIsRefused() throws Exception {
        final Node node = HeadlessSupport.createNode(factory(Fixtures.ForgetfulFactory.class), null);
        node.invokeNodeModelConfigure(new PortObjectSpec[0]);
        assertEquals("The output \"Note\" of Forgetful is empty.", assertThrows(IllegalStateException.class,
            () -> node.invokeNodeModelExecute(context(), Fixtures.none())).getMessage());
    }

    @Test
    void anotherNumberOfInputsIsRefused() throws Exception {
        final Node node = sum(false);
        assertThrows(IllegalStateException.class, () -> node.invokeNodeModelConfigure(new PortObjectSpec[2]));
        assertThrows(IllegalStateException.class, () -> node.invokeNodeModelExecute(context(), new PortObject[1]));
    }

    @Test
    void aClassThatIsNoFactoryIsNamed() {
        for (final String name : List.of("no.such.Factory", "java.lang.String")) {
            assertTrue(assertThrows(IllegalArgumentException.class,
                () -> HeadlessSupport.createFactory(NodeRunTest.class.getClassLoader(), name)).getMessage()
                .contains("\"" + name + "\" is no usable node factory"));
        }
    }

    @Test
    void theDescriptionIsThere() throws Exception {
        final NodeFactory<NodeModel> factory = factory(Fixtures.SumFactory.class);
        assertEquals("Sum", factory.getNodeName());
        assertEquals(NodeFactory.NodeType.Manipulator, factory.getType());
        assertArrayEquals(new String[]{"sum", "total"}, factory.getKeywords());
        assertEquals("More numbers.", factory.getInportDescription(1));
    }

    @Test
    void theViewHasItsPageAndData() throws Exception {
        final Node node = sum(false);
        final Page page = HeadlessViews.page(node).orElseThrow();
        assertEquals("<html>é</html>", HeadlessViews.html(page));
        assertEquals("index.html", page.getRelativePath());
        assertEquals("let a;", new String(page.getResource("a.js").orElseThrow().getInputStream().readAllBytes()));
        assertEquals(Optional.empty(), page.getResource("b.js"));
        runSum(node, rows(4));
        assertEquals(Optional.of("[\"rows\",4]"), HeadlessViews.initialData(node, null));
        assertEquals(4, ((BufferedDataTable)node.getInternalHeldPortObjects()[0]).size());
        node.reset();
        assertNull(node.getInternalHeldPortObjects());
    }

    @Test
    void aNodeWithoutViewHasNone() throws Exception {
        final Node node = HeadlessSupport.createNode(factory(Fixtures.StoreFactory.class), null);
        assertEquals(Optional.empty(), HeadlessViews.page(node));
        assertEquals(Optional.empty(), HeadlessViews.initialData(node, null));
    }

    @Test
    void aFileStoreNodeWritesUnderItsDirectory() throws Exception {
        final Node node = HeadlessSupport.createNode(factory(Fixtures.StoreFactory.class), null);
        final Note note = new Note(new NoteSpec("t"), 42);
        final PortObject[] out =
            node.invokeNodeModelExecute(context(), new PortObject[]{note});
        final Store store = (Store)out[0];
        assertEquals(m_directory.resolve("000/000/notes"), store.file(0).toPath());
        HeadlessSupport.flush(store);
        assertEquals("sum=42.00", Files.readString(store.file(0).toPath()));
        assertEquals(new PortType[]{Store.TYPE}[0], node.getOutputType(1));
    }
}

package org.example.lidiff.knimeapi;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.ZipEntry;

import javax.swing.JComponent;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.NodeView;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistration;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Small nodes and port objects of the kinds that the project has. */
public final class Fixtures {

    static final DataTableSpec VALUES =
        new DataTableSpec(new DataColumnSpecCreator("value", DoubleCell.TYPE).createSpec());

    private Fixtures() {
    }

    static void registerPortTypes() {
        new PortTypeRegistration("Note", 0xaa5500, Note.class, Note.Serializer.class, NoteSpec.class,
            NoteSpec.Serializer.class).register();
        new PortTypeRegistration("Store", 0x0055aa, Store.class, Store.Serializer.class, NoteSpec.class,
            NoteSpec.Serializer.class).register();
    }

    /** What is known of a note. */
    public static final class NoteSpec extends AbstractSimplePortObjectSpec {

        /** Writes and reads it. */
        public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NoteSpec> {
        }

        private String m_title = "";

        public NoteSpec() {
        }

        NoteSpec(final String title) {
            m_title = title;
        }

        String title() {
            return m_title;
        }

        @Override
        protected void save(final ModelContentWO model) {
            model.addString("title", m_title);
        }

        @Override
        protected void load(final ModelContentRO model) throws InvalidSettingsException {
            m_title = model.getString("title");
        }
    }

    /** A small port object. */
    public static final class Note extends AbstractSimplePortObject {

        /** Writes and reads it. */
        public static final class Serializer extends AbstractSimplePortObjectSerializer<Note> {
        }

        static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(Note.class);

        private NoteSpec m_spec;

        private double m_sum;

        public Note() {
        }

        Note(final NoteSpec spec, final double sum) {
            m_spec = spec;
            m_sum = sum;
        }

        double sum() {
            return m_sum;
        }

        @Override
        public NoteSpec getSpec() {
            return m_spec;
        }

        @Override
        public String getSummary() {
            return "sum=" + m_sum;
        }

        @Override
        protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
            model.addDouble("sum", m_sum);
        }

        @Override
        protected void load(final ModelContentRO model, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws InvalidSettingsException {
            m_spec = (NoteSpec)spec;
            m_sum = model.getDouble("sum");
        }
    }

    /** A port object with a file. */
    public static class Store extends FileStorePortObject {

        /** Writes and reads it. */
        public static final class Serializer extends PortObjectSerializer<Store> {

            @Override
            public void savePortObject(final Store portObject, final PortObjectZipOutputStream out,
                final ExecutionMonitor exec) throws IOException {
                out.putNextEntry(new ZipEntry("version"));
                out.write('1');
                out.closeEntry();
            }

            @Override
            public Store loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor exec) throws IOException {
                if (in.getNextEntry() == null || in.read() != '1') {
                    throw new IOException("version");
                }
                final Store store = new Store();
                store.m_spec = (NoteSpec)spec;
                return store;
            }
        }

        static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(Store.class);

        private NoteSpec m_spec;

        private String m_pending;

        boolean m_constructed;

        public Store() {
        }

        Store(final NoteSpec spec, final String text, final FileStore... stores) {
            super(List.of(stores));
            m_spec = spec;
            m_pending = text;
        }

        @Override
        protected void flushToFileStore() throws IOException {
            if (m_pending != null) {
                for (int i = 0; i < getFileStoreCount(); i++) {
                    Files.writeString(getFileStore(i).getFile().toPath(), m_pending + i);
                }
                m_pending = null;
            }
        }

        @Override
        protected void postConstruct() {
            m_constructed = true;
        }

        File file(final int index) {
            return getFileStore(index).getFile();
        }

        @Override
        public NoteSpec getSpec() {
            return m_spec;
        }

        @Override
        public String getSummary() {
            return "store";
        }

        @Override
        public JComponent[] getViews() {
            return new JComponent[0];
        }
    }

    /** A port object of a type that nobody registers. */
    public static final class Unregistered extends Store {
    }

    /** A classic source of a table. */
    public static final class SourceFactory extends NodeFactory<SourceModel> {

        @Override
        public SourceModel createNodeModel() {
            return new SourceModel();
        }

        @Override
        protected java.io.InputStream getPropertiesInputStream() {
            return new java.io.ByteArrayInputStream("""
                <knimeNode icon="./source.png" type="Source" xmlns="http://knime.org/node/v4.1">
                  <name>Rows</name><shortDescription>Makes rows.</shortDescription>
                  <ports><outPort index="0" name="Out">Rows</outPort></ports>
                </knimeNode>""".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        protected int getNrNodeViews() {
            return 0;
        }

        @Override
        public NodeView<SourceModel> createNodeView(final int viewIndex, final SourceModel nodeModel) {
            return null;
        }

        @Override
        protected boolean hasDialog() {
            return false;
        }

        @Override
        protected NodeDialogPane createNodeDialogPane() {
            return null;
        }
    }

    /** Makes rows; cancels and reports progress. */
    public static final class SourceModel extends NodeModel {

        private int m_rows = 10;

        SourceModel() {
            super(0, 1);
        }

        @Override
        protected DataTableSpec[] configure(final DataTableSpec[] inSpecs) {
            return new DataTableSpec[]{VALUES};
        }

        @Override
        protected BufferedDataTable[] execute(final BufferedDataTable[] inData, final ExecutionContext exec)
            throws Exception {
            final var container = exec.createDataContainer(VALUES);
            for (int i = 0; i < m_rows; i++) {
                exec.checkCanceled();
                exec.setProgress(i / (double)m_rows);
                container.addRowToTable(new DefaultRow(RowKey.createRowKey((long)i), new DoubleCell(i)));
            }
            container.close();
            setWarningMessage("classic warning");
            return new BufferedDataTable[]{container.getTable()};
        }

        @Override
        protected void saveSettingsTo(final NodeSettingsWO settings) {
            settings.addInt("rows", m_rows);
        }

        @Override
        protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
            settings.getInt("rows");
        }

        @Override
        protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
            m_rows = settings.getInt("rows");
        }

        @Override
        protected void loadInternals(final File nodeInternDir, final ExecutionMonitor exec) {
            // none
        }

        @Override
        protected void saveInternals(final File nodeInternDir, final ExecutionMonitor exec) {
            // none
        }

        @Override
        protected void reset() {
            // nothing
        }
    }

    /** Parameters with a condition. */
    public static final class SumParameters implements NodeParameters {
        double m_factor = 2;

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_factor <= 0) {
                throw new InvalidSettingsException("The factor must be positive, not " + m_factor + ".");
            }
        }
    }

    /** Sums a table into a note; an optional second table; a view. */
    public static final class SumFactory extends DefaultNodeFactory {

        private static final DefaultNode NODE = DefaultNode.create().name("Sum").icon("sum.png")
            .shortDescription("Sums.").fullDescription("<p>Sums.</p>").sinceVersion(5, 9, 0)
            .dynamicPorts(p -> p
                .addInputPortGroup("Values", g -> g.name("Values").description("Numbers.").fixed(BufferedDataTable.TYPE))
                .addInputPortGroup("More", g -> g.name("More").description("More numbers.").optional()
                    .supportedTypes(BufferedDataTable.TYPE))
                .addOutputPortGroup("Note", g -> g.name("Note").description("The sum.").fixed(Note.TYPE)))
            .model(m -> m.parametersClass(SumParameters.class).configure((i, o) -> {
                if (i.getInTableSpec(0) == null) {
                    o.setWarningMessage("nothing is known yet");
                    return;
                }
                if (i.getInTableSpec(0).findColumnIndex("value") < 0) {
                    throw new InvalidSettingsException("There is no column \"value\".");
                }
                o.setOutSpec(0, new NoteSpec("inputs " + i.getInPortSpecs().length));
            }).execute((i, o) -> {
                final SumParameters parameters = i.getParameters();
                double sum = 0;
                for (final BufferedDataTable table : i.getInTables()) {
                    if (table.size() > 100) {
                        throw KNIMEException.of(Message.fromSummaryWithResolution("Too many rows", "Use fewer."));
                    }
                    try (var rows = table.iterator()) {
                        while (rows.hasNext()) {
                            i.getExecutionContext().checkCanceled();
                            sum += ((DoubleCell)rows.next().getCell(0)).getDoubleValue();
                        }
                    }
                }
                o.setWarningMessage("fluent warning");
                o.setInternalData(i.getInTable(0));
                o.setOutData(0, new Note(new NoteSpec("inputs " + i.getInPortObjects().length),
                    sum * parameters.m_factor));
            }))
            .addView(v -> v.withoutParameters().description("A view.")
                .page(p -> p.fromString(() -> "<html>é</html>").relativePath("index.html")
                    .addResourceFromString(() -> "let a;", "a.js"))
                .initialData(d -> d.data(vi -> List.of("rows", vi.getInternalTables()[0].size()))))
            .nodeType(NodeFactory.NodeType.Manipulator).keywords("sum", "total");

        public SumFactory() {
            super(NODE);
        }
    }

    /** Puts a note into a file. */
    public static final class StoreFactory extends DefaultNodeFactory {

        private static final DefaultNode NODE = DefaultNode.create().name("Store").icon("store.png")
            .shortDescription("Stores.").fullDescription("<p>Stores.</p>").sinceVersion(5, 9, 0)
            .ports(p -> p.addInputPort("Note", "A note.", Note.TYPE).addOutputPort("File", "The file.", Store.TYPE))
            .model(m -> m.withoutParameters().configure((i, o) -> o.setOutSpec(0, i.getInPortSpec(0)))
                .execute((i, o) -> {
                    final Note note = i.getInPortObject(0);
                    try {
                        o.setOutData(0, new Store(note.getSpec(), note.getSummary(),
                            i.getExecutionContext().createFileStore("notes")));
                    } catch (IOException ex) {
                        throw KNIMEException.of(Message.fromSummary(ex.getMessage()), ex);
                    }
                }));

        public StoreFactory() {
            super(NODE);
        }
    }

    /** Forgets its output. */
    public static final class ForgetfulFactory extends DefaultNodeFactory {

        public ForgetfulFactory() {
            super(DefaultNode.create().name("Forgetful").icon("x.png").shortDescription("x").fullDescription("x")
                .sinceVersion(5, 9, 0).ports(p -> p.addOutputPort("Note", "Never.", Note.TYPE))
                .model(m -> m.withoutParameters().configure((i, o) -> { }).execute((i, o) -> { })));
        }
    }

    static PortObject[] none() {
        return new PortObject[0];
    }
}

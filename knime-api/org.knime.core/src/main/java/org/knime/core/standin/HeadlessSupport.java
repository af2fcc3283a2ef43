package org.knime.core.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import org.knime.core.data.filestore.FileStoreDirectory;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.Node;
import org.knime.core.node.NodeAccess;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.context.ModifiableNodeCreationConfiguration;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortUtil;

/** What a runner needs beyond KNIME's own API to run nodes without a workbench. */
@StandinOnly
public final class HeadlessSupport {

    private static final String SPEC = "spec/spec.zip";

    private static final String OBJECT = "object/portobject.zip";

    private static final String FILE_STORES = "object/filestore.xml";

    private HeadlessSupport() {
    }

    /**
     * Makes a factory by its public constructor without arguments.
     *
     * @throws IllegalArgumentException if the class is missing, is no node factory, or cannot be made
     */
    @SuppressWarnings("unchecked") // Node takes factories of any model
    public static NodeFactory<NodeModel> createFactory(final ClassLoader loader, final String className) {
        try {
            return (NodeFactory<NodeModel>)Class.forName(className, true, loader).asSubclass(NodeFactory.class)
                .getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError ex) {
            throw new IllegalArgumentException("\"" + className + "\" is no usable node factory: " + ex, ex);
        }
    }

    /**
     * Makes a node with the ports that its settings.xml names in "node_creation_config".
     *
     * @param nodeSettings the whole settings of the node, or null for a new node
     * @throws InvalidSettingsException if the ports do not fit the node
     */
    public static Node createNode(final NodeFactory<NodeModel> factory, final NodeSettingsRO nodeSettings)
        throws InvalidSettingsException {
        factory.init();
        if (!(factory instanceof ConfigurableNodeFactory<?> configurable)) {
            return new Node(factory);
        }
        final ModifiableNodeCreationConfiguration config = configurable.createNodeCreationConfig();
        if (nodeSettings != null) {
            config.loadSettingsFrom(nodeSettings);
        }
        return new Node(factory, config);
    }

    /** The parameters of a new node, under the key "model". */
    public static NodeSettings defaultSettings(final NodeFactory<NodeModel> factory) {
        final NodeSettings settings = new NodeSettings(Node.CFG_MODEL);
        new Node(factory).saveModelSettingsTo(settings);
        return settings;
    }

    /**
     * A context to execute one node in.
     *
     * @param fileStoreDirectory where the node's file stores go; made when the first is asked for
     * @param listener gets the progress, or null
     * @param canceled asked whenever the node asks; true ends the execution, or null
     */
    public static ExecutionContext newExecutionContext(final Path fileStoreDirectory, final ProgressListener listener,
        final BooleanSupplier canceled) {
        return NodeAccess.newExecutionContext(new FileStoreDirectory(fileStoreDirectory), listener, canceled);
    }

    /** The warning that the node gave in its last configure or execute. */
    public static Optional<Message> warning(final Node node) {
        return NodeAccess.warning(node);
    }

    /** Writes to the file stores of a port object what it still holds in memory; others need nothing. */
    public static void flush(final PortObject object) throws IOException {
        if (object instanceof FileStorePortObject stores) {
            FileStoreDirectory.flush(stores);
        }
    }

    /**
     * Saves a port object other than a table: spec/spec.zip, object/portobject.zip, and for file stores
     * object/filestore.xml and filestore/000/000/name.
     *
     * @param directory made if missing; must hold no port object
     * @throws IllegalStateException if no port type is registered for the class
     */
    public static void savePortObject(final PortObject object, final Path directory, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        saveSpec(object.getSpec(), directory.resolve(SPEC));
        saveObject(object, directory, exec);
    }

    private static <S extends PortObjectSpec> void saveSpec(final S spec, final Path file) throws IOException {
        @SuppressWarnings("unchecked") // the class of an object of type S
        final Class<S> type = (Class<S>)spec.getClass();
        final PortObjectSpec.PortObjectSpecSerializer<S> serializer = PortUtil.getPortObjectSpecSerializer(type);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                var zip = PortUtil.getPortObjectSpecZipOutputStream(out)) {
            serializer.savePortObjectSpec(spec, zip);
        }
    }

    private static <T extends PortObject> void saveObject(final T object, final Path directory,
        final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
        @SuppressWarnings("unchecked") // the class of an object of type T
        final Class<T> type = (Class<T>)object.getClass();
        final PortObject.PortObjectSerializer<T> serializer = PortUtil.getPortObjectSerializer(type);
        final Path file = directory.resolve(OBJECT);
        Files.createDirectories(file.getParent());
        if (object instanceof FileStorePortObject stores) {
            final ModelContent list = new ModelContent("filestore");
            FileStoreDirectory.save(stores, list, directory.resolve("filestore"));
            try (OutputStream out = Files.newOutputStream(directory.resolve(FILE_STORES))) {
                list.saveToXML(out);
            }
        }
        try (OutputStream out = Files.newOutputStream(file); var zip = PortUtil.getPortObjectZipOutputStream(out)) {
            serializer.savePortObject(object, zip, exec);
        }
    }

    /**
     * Loads what {@link #savePortObject} saved; the file stores stay in the directory.
     *
     * @throws IllegalStateException if no port type is registered for the class
     */
    public static <T extends PortObject, S extends PortObjectSpec> T loadPortObject(final Path directory,
        final Class<T> objectClass, final Class<S> specClass, final ExecutionMonitor exec)
        throws IOException, CanceledExecutionException {
        final S spec;
        try (InputStream in = Files.newInputStream(directory.resolve(SPEC));
                var zip = PortUtil.getPortObjectSpecZipInputStream(in)) {
            spec = PortUtil.getPortObjectSpecSerializer(specClass).loadPortObjectSpec(zip);
        }
        final T object;
        try (InputStream in = Files.newInputStream(directory.resolve(OBJECT));
                var zip = PortUtil.getPortObjectZipInputStream(in)) {
            object = PortUtil.getPortObjectSerializer(objectClass).loadPortObject(zip, spec, exec);
        }
        if (object instanceof FileStorePortObject stores) {
            try (InputStream in = Files.newInputStream(directory.resolve(FILE_STORES))) {
                final ModelContentRO list = ModelContent.loadFromXML(in);
                FileStoreDirectory.load(stores, list, directory.resolve("filestore"));
            } catch (InvalidSettingsException ex) {
                throw new IOException("The list of file stores cannot be read: " + ex.getMessage(), ex);
            }
        }
        return object;
    }
}

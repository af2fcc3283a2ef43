package org.example.lidiff.nodes.ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A force field in its own files. */
public final class ForceFieldPortObject extends LidiffPortObject<ForceFieldPortObjectSpec> {

    private static final String NEP_FILE = "nep.txt";

    /** The orange port. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(ForceFieldPortObject.class);

    /** Stores the object. */
    public static final class Serializer extends PortObjectSerializer<ForceFieldPortObject> {
        @Override
        public void savePortObject(final ForceFieldPortObject object, final PortObjectZipOutputStream out,
            final ExecutionMonitor exec) throws IOException, CanceledExecutionException {
            object.saveTo(out, exec);
        }

        @Override
        public ForceFieldPortObject loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
            final ExecutionMonitor exec) throws IOException {
            final ForceFieldPortObject object = new ForceFieldPortObject();
            object.loadFrom(in, spec);
            return object;
        }
    }

    /** For loading. */
    public ForceFieldPortObject() {
    }

    private ForceFieldPortObject(final FileStore store, final ForceFieldPortObjectSpec spec, final Provenance provenance) {
        super(store, spec, provenance);
    }

    /** Copies the force field's {@code files} into the folder {@code store} and checks that they can be read. */
    public static ForceFieldPortObject copyOf(final FileStore store, final List<Path> files, final Provenance provenance)
        throws IOException {
        final Path folder = Files.createDirectories(store.getFile().toPath());
        for (final Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ForceFieldPortObject(store, ForceFieldPortObjectSpec.of(load(folder)), provenance);
    }

    /** Writes {@code model} as a NEP file into the folder {@code store}. */
    public static ForceFieldPortObject of(final FileStore store, final NepModel model, final Provenance provenance) throws IOException {
        final Path folder = Files.createDirectories(store.getFile().toPath());
        model.write(folder.resolve(NEP_FILE));
        return new ForceFieldPortObject(store, ForceFieldPortObjectSpec.of(load(folder)), provenance);
    }

    /** Reads the force field. */
    public Potential potential() {
        return load(path());
    }

    /** The files of the force field, by name. */
    public List<Path> files() {
        return files(path());
    }

    private static Potential load(final Path folder) {
        return PotentialFiles.load(files(folder));
    }

    private static List<Path> files(final Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new InputException("The stored force field cannot be read: " + e.getMessage(), "Run the node that made it again.", e);
        }
    }
}

package org.example.lidiff.nodes.ports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.ExtrapolationFile;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepReadme;
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
    private static final String COMMITTEE = "committee";

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

    /** Copies the force field's {@code files} into the folder {@code store}; {@link #of} makes the object of it. */
    public static Potential copy(final FileStore store, final List<Path> files) throws IOException {
        final Path folder = Files.createDirectories(store.getFile().toPath());
        for (final Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
        }
        return load(folder);
    }

    /**
     * Writes {@code potential} as a NEP file into the folder {@code store}, with its measure of extrapolation if it has one, and the others of its
     * committee, if there is one, into the folder {@code committee} there.
     */
    public static Potential write(final FileStore store, final Nep potential, final List<NepModel> committee) throws IOException {
        final Path folder = Files.createDirectories(store.getFile().toPath());
        potential.model().write(folder.resolve(NEP_FILE));
        if (potential.extrapolation().isPresent()) {
            ExtrapolationFile.write(potential.extrapolation().get(), folder.resolve(ExtrapolationFile.NAME));
        }
        for (int i = 1; i < committee.size(); i++) {
            committee.get(i).write(Files.createDirectories(folder.resolve(COMMITTEE)).resolve("nep-" + (i + 1) + ".txt"));
        }
        return load(folder);
    }

    /**
     * What goes with a force field.
     *
     * @param probe what its checks found; empty if none were made
     * @param offsets energy of each element in eV that the reference has and the force field has not, by symbol; empty if not known
     * @param provenance the chain of nodes that made it
     */
    public record Companions(Optional<ProbeReport> probe, Map<String, Double> offsets, Provenance provenance) {

        /** Nothing but where it comes from. */
        public static Companions of(final Provenance provenance) {
            return new Companions(Optional.empty(), Map.of(), provenance);
        }
    }

    /**
     * The force field {@code potential}, whose files were {@linkplain #copy copied} or {@linkplain #write written} to the folder {@code store}; a NEP
     * file gets a README beside it.
     */
    public static ForceFieldPortObject of(final FileStore store, final Potential potential, final Companions with) throws IOException {
        final Path folder = store.getFile().toPath();
        if (potential instanceof Nep) {
            final String file = files(folder).stream().map(f -> f.getFileName().toString()).filter(f -> !f.equals(ExtrapolationFile.NAME))
                .findFirst().orElse(NEP_FILE);
            Files.writeString(folder.resolve(NepReadme.NAME), NepReadme.text(((Nep)potential).model().settings(), file, with.offsets(),
                with.provenance().describe().lines().toList()));
        }
        return new ForceFieldPortObject(store, ForceFieldPortObjectSpec.of(potential, with.probe()), with.provenance());
    }

    /** Reads the force field. */
    public Potential potential() {
        return load(path());
    }

    /** The files of the force field, by name, without what only explains it. */
    public List<Path> files() {
        return files(path());
    }

    /** The files of the force field in the folder {@code store}, by name. */
    public static List<Path> filesOf(final FileStore store) {
        return files(store.getFile().toPath());
    }

    /** How other programs run it; empty if it is no NEP file. */
    public Optional<Path> readme() {
        return Optional.of(path().resolve(NepReadme.NAME)).filter(Files::isRegularFile);
    }

    private static Potential load(final Path folder) {
        return PotentialFiles.load(files(folder));
    }

    private static List<Path> files(final Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).filter(f -> !f.getFileName().toString().equals(NepReadme.NAME)).sorted().toList();
        } catch (IOException e) {
            throw new InputException("The stored force field cannot be read: " + e.getMessage(), "Run the node that made it again.", e);
        }
    }
}

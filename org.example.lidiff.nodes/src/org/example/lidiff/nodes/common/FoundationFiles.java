package org.example.lidiff.nodes.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.potential.foundation.FoundationFolder;
import org.example.lidiff.engine.potential.foundation.FoundationModel;
import org.example.lidiff.nodes.ports.ForceFieldPortObject;
import org.knime.core.data.filestore.FileStore;

/**
 * Finds a foundation model: in the workflow's data area, in the user's data folder, in an installed feature, in this order. The feature is a
 * fragment of this bundle, so that its file is found as a resource of these classes. Nothing is ever downloaded here.
 */
public final class FoundationFiles {

    private static final String FOLDER = "foundation/";

    private FoundationFiles() {
    }

    /** What is done with the file, which may be gone afterwards. */
    @FunctionalInterface
    private interface Use {
        Potential of(Path file) throws IOException;
    }

    /**
     * Copies the file of {@code model} into the folder {@code store}.
     *
     * @return the force field
     * @throws InputException if it is nowhere, with how to get it; if what is there is another file
     */
    public static Potential copy(final FoundationModel model, final FileStore store) throws IOException {
        return copy(model, store, FoundationFolder.ofUser());
    }

    static Potential copy(final FoundationModel model, final FileStore store, final FoundationFolder user) throws IOException {
        return find(model, user, file -> ForceFieldPortObject.copy(store, List.of(file)));
    }

    /**
     * Reads {@code model}.
     *
     * @throws InputException as {@link #copy}
     */
    public static Potential load(final FoundationModel model) throws IOException {
        return find(model, FoundationFolder.ofUser(), file -> PotentialFiles.load(List.of(file)));
    }

    private static Potential find(final FoundationModel model, final FoundationFolder user, final Use use) throws IOException {
        for (final String name : List.of(model.file(), FOLDER + model.file())) {
            final Optional<ChosenFiles.Opened> file = ChosenFiles.openInWorkflow(name);
            if (file.isPresent()) {
                try (ChosenFiles.Opened opened = file.get()) {
                    FoundationFolder.check(model, opened.path());
                    return use.of(opened.path());
                }
            }
        }
        final Optional<Path> file = user.find(model);
        if (file.isPresent()) {
            return use.of(file.get());
        }
        try (InputStream in = FoundationFiles.class.getResourceAsStream("/" + FOLDER + model.file())) {
            if (in == null) {
                throw new InputException("The foundation force field " + model.name() + " is not on this machine: neither in the workflow's data area, "
                    + "nor in the data folder (" + user.path() + "), nor installed.", model.howToGet());
            }
            return unpacked(model, in, use);
        }
    }

    private static Potential unpacked(final FoundationModel model, final InputStream in, final Use use) throws IOException {
        final Path folder = Files.createTempDirectory("lidiff-foundation");
        final Path file = folder.resolve(model.file());
        try {
            Files.copy(in, file);
            FoundationFolder.check(model, file);
            return use.of(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }
}

package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.foundation.FoundationFolder;
import org.example.lidiff.engine.potential.foundation.FoundationModel;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.nodes.Nodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.filestore.FileStore;
import org.knime.filehandling.core.standin.WorkflowFiles;

/** Where a foundation model is looked for, with a small one in place of NEP89. */
class FoundationFilesTest {

    @TempDir
    private Path folder;
    private FoundationModel model;
    private FoundationFolder user;
    private FileStore store;

    @BeforeEach
    void make() throws Exception {
        Nodes.registerPortTypes();
        final Path file = write(folder.resolve("made/small.txt"), 1);
        model = new FoundationModel("SMALL", "small", "small.txt", Files.size(file), FileHash.sha256(file), "MIT", "A paper", "a test", "package",
            "a/small.txt", List.of());
        user = new FoundationFolder(folder.resolve("user"));
        store = Nodes.context(folder.resolve("stores")).createFileStore("force-field");
    }

    private static Path write(final Path file, final double value) throws Exception {
        final NepSettings settings = NepSettings.defaults(List.of(Element.of("Li"))).withNeurons(2);
        final double[] parameters = new double[settings.numberOfParameters()];
        parameters[0] = value;
        Files.createDirectories(file.getParent());
        new NepModel(settings, parameters, new double[settings.dim()]).write(file);
        return file;
    }

    @Test
    void whereItIsNotTheMessageSaysHowToGetIt() {
        final InputException e = assertThrows(InputException.class, () -> FoundationFiles.copy(model, store, user));
        assertTrue(e.summary().contains("The foundation force field SMALL is not on this machine") && e.summary().contains(user.path().toString()),
            e.summary());
        assertTrue(e.resolution().contains("./lidiff foundation small") && e.resolution().contains("workflow's data area"), e.resolution());
    }

    @Test
    void itIsFoundInTheUsersDataFolder() throws Exception {
        Files.createDirectories(user.path());
        Files.copy(folder.resolve("made/small.txt"), user.file(model));
        assertEquals(List.of(Element.of("Li")), FoundationFiles.copy(model, store, user).elements());
        assertEquals(model.sha256(), FileHash.sha256(store.getFile().toPath().resolve("small.txt")));
    }

    @Test
    void theWorkflowsOwnFileComesFirst() throws Exception {
        Files.createDirectories(folder.resolve("workflow/data/foundation"));
        Files.copy(folder.resolve("made/small.txt"), folder.resolve("workflow/data/foundation/small.txt"));
        // what is in the user's folder would be refused
        write(Files.createDirectories(user.path()).resolve("small.txt"), 2);
        try (WorkflowFiles.Scope scope = WorkflowFiles.enter(folder.resolve("workflow"))) {
            assertEquals(List.of(Element.of("Li")), FoundationFiles.copy(model, store, user).elements());
        }
        final InputException e = assertThrows(InputException.class, () -> FoundationFiles.copy(model, store, user));
        assertTrue(e.summary().contains("is not SMALL"), e.summary());
    }

    @Test
    void anotherFileInTheWorkflowIsRefused() throws Exception {
        write(folder.resolve("workflow/data/small.txt"), 3);
        try (WorkflowFiles.Scope scope = WorkflowFiles.enter(folder.resolve("workflow"))) {
            final InputException e = assertThrows(InputException.class, () -> FoundationFiles.copy(model, store, user));
            assertTrue(e.summary().contains("small.txt is not SMALL"), e.summary());
            assertTrue(e.resolution().contains("'From file'"), e.resolution());
        }
    }
}

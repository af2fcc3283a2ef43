package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowDirectoryTest {

    @TempDir
    private Path folder;

    private TestWorkflow workflow() throws IOException {
        return new TestWorkflow(folder.resolve("A workflow")).foreign(1, "org.other.ReaderNodeFactory", "Reader");
    }

    private static WorkflowDirectory read(final TestWorkflow workflow) throws IOException {
        return WorkflowDirectory.read(workflow.write().directory());
    }

    @Test
    void readsNodesAndConnections() throws IOException {
        final WorkflowDirectory w = read(workflow().foreign(4, "org.other.WriterNodeFactory", "Writer").connect(1, 1, 4, 2));
        assertEquals("Reader", w.nodes().get(1).name());
        assertEquals("org.other.WriterNodeFactory", w.nodes().get(4).factory());
        assertEquals(List.of(new WorkflowDirectory.Connection(1, 1, 4, 2)), w.connections());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "5.1.0"})
    void acceptsTheVersionsThatKnimeWrites(final String version) throws IOException {
        assertEquals(1, read(workflow().version(version)).nodes().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "5.0.0", "5.2.0", "6.0.0", ""})
    void refusesVersionsThatKnimeRefuses(final String version) throws IOException {
        refused(workflow().version(version), "'" + version + "'", "5.1.0");
    }

    @Test
    void refusesADirectoryThatIsNotThereOrNoWorkflow() {
        refused(folder.resolve("gone"), "does not exist", "workflow.knime");
        refused(folder, "is no KNIME workflow", "workflow.knime");
    }

    @Test
    void refusesASettingsFileThatIsNotThere() throws IOException {
        final TestWorkflow w = workflow().write();
        Files.delete(w.settingsFile(1));
        refused(w.directory(), "'Node (#1)/settings.xml' of node 1 does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"factory", "node-name", "node-bundle-name", "node-bundle-symbolic-name", "node-bundle-vendor"})
    void refusesSettingsWithoutAKeyThatKnimeNeeds(final String key) throws IOException {
        final TestWorkflow w = workflow().write();
        removeKey(w.settingsFile(1), key);
        refused(w.directory(), "'Node (#1)/settings.xml' of node 1 has no entry '" + key + "'");
    }

    @Test
    void refusesAWorkflowFileWithoutAKeyThatKnimeNeeds() throws IOException {
        for (final String key : new String[] {"version", "id", "node_settings_file", "sourceID", "destPort"}) {
            final TestWorkflow w = new TestWorkflow(folder.resolve(key)).foreign(1, "a.B", "A").foreign(2, "a.B", "B").connect(1, 1, 2, 1).write();
            removeKey(w.directory().resolve("workflow.knime"), key);
            refused(w.directory(), "workflow.knime is not complete", key);
        }
    }

    @Test
    void refusesFilesThatAreNoConfigXml() throws IOException {
        final TestWorkflow w = workflow().write();
        Files.writeString(w.settingsFile(1), "<config><entry");
        refused(w.directory(), "'Node (#1)/settings.xml' of the workflow cannot be read");
        Files.writeString(w.settingsFile(1), "");
        refused(w.directory(), "'Node (#1)/settings.xml' of the workflow cannot be read");
        Files.writeString(w.directory().resolve("workflow.knime"), "no xml");
        refused(w.directory(), "'workflow.knime' of the workflow cannot be read");
    }

    @Test
    void refusesADocumentTypeAndReadsNoFileThatItNames() throws IOException {
        final TestWorkflow w = workflow().write();
        final Path secret = Files.writeString(folder.resolve("secret"), "do-not-tell");
        final String text = Files.readString(w.settingsFile(1));
        final int root = text.indexOf("<config");
        Files.writeString(w.settingsFile(1), text.substring(0, root) + "<!DOCTYPE config [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
            + text.substring(root).replace("value=\"Reader\"", "value=\"&x;\""));
        final RunnerException e = refused(w.directory(), "'Node (#1)/settings.xml' of the workflow cannot be read");
        assertFalse(e.getMessage().contains("do-not-tell"), e.getMessage());
    }

    @Test
    void refusesASettingsFileOutsideTheWorkflow() throws IOException {
        final TestWorkflow outside = new TestWorkflow(folder.resolve("other")).foreign(1, "a.B", "B").write();
        refused(workflow().settingsFile("../other/Node (#1)/settings.xml"), "lies outside the workflow directory");
        refused(workflow().settingsFile(outside.settingsFile(1).toAbsolutePath().toString()), "lies outside the workflow directory");
    }

    @Test
    void refusesTwoNodesWithOneId() throws IOException {
        final TestWorkflow w = workflow().foreign(2, "a.B", "B").write();
        final Path file = w.directory().resolve("workflow.knime");
        Files.writeString(file, Files.readString(file).replace("key=\"id\" type=\"xint\" value=\"2\"", "key=\"id\" type=\"xint\" value=\"1\""));
        refused(w.directory(), "two nodes with ID 1");
    }

    @Test
    void refusesAConnectionToANodeThatIsNotThere() throws IOException {
        refused(workflow().connect(1, 1, 7, 1), "joins node 7");
    }

    @Test
    void ordersNodesByTheirConnectionsThenById() throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("order"));
        for (int id = 1; id <= 5; id++) {
            w.foreign(id, "a.B", "B");
        }
        w.connect(5, 1, 1, 1).connect(1, 1, 3, 1).connect(4, 1, 3, 2);
        assertEquals(List.of(2, 4, 5, 1, 3), read(w).topologicalOrder());
    }

    @Test
    void refusesACircle() throws IOException {
        final WorkflowDirectory w = read(workflow().foreign(2, "a.B", "B").foreign(3, "a.B", "C").connect(2, 1, 3, 1).connect(3, 1, 2, 1));
        final RunnerException e = assertThrows(RunnerException.class, w::topologicalOrder);
        assertEquals(ExitCode.LOAD, e.exitCode());
        assertTrue(e.getMessage().contains("circle among nodes [2, 3]"), e.getMessage());
    }

    private static void removeKey(final Path file, final String key) throws IOException {
        final String text = Files.readString(file);
        final String without = text.replaceAll("<entry key=\"" + key + "\"[^>]*/>", "");
        assertFalse(text.equals(without), key + " was not there");
        Files.writeString(file, without);
    }

    private static RunnerException refused(final TestWorkflow workflow, final String... parts) throws IOException {
        return refused(workflow.write().directory(), parts);
    }

    private static RunnerException refused(final Path directory, final String... parts) {
        final RunnerException e = assertThrows(RunnerException.class, () -> WorkflowDirectory.read(directory));
        assertEquals(ExitCode.LOAD, e.exitCode());
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        return e;
    }
}

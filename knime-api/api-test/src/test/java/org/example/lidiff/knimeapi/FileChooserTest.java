package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.base.node.io.filehandling.webui.FileChooserPathAccessor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.standin.WorkflowFiles;

@SuppressWarnings("try") // a scope is there to be closed
/** Chosen files are found, and only where they may be; their paths can do what KNIME's can. */
class FileChooserTest {

    @TempDir
    Path m_workflow;

    @BeforeEach
    void makeFiles() throws Exception {
        Files.createDirectories(m_workflow.resolve("data/runs"));
        Files.writeString(m_workflow.resolve("data/run 1.xyz"), "one");
        Files.writeString(m_workflow.resolve("data/runs/a.xyz"), "a");
        Files.writeString(m_workflow.resolve("outside.xyz"), "outside");
    }

    private static FileChooserPathAccessor accessor(final FSCategory category, final String specifier,
        final String path) {
        return new FileChooserPathAccessor(new FileSelection(new FSLocation(category, specifier, path)),
            Optional.empty());
    }

    private Path choose(final FSCategory category, final String specifier, final String path) throws Exception {
        try (var scope = WorkflowFiles.enter(m_workflow); var access = accessor(category, specifier, path)) {
            return access.getPaths(s -> { }).get(0);
        }
    }

    private Path data(final String path) throws Exception {
        return choose(FSCategory.RELATIVE, "knime.workflow.data", path);
    }

    private void assertRefused(final String expected, final FSCategory category, final String specifier,
        final String path) {
        final String message =
            assertThrows(InvalidSettingsException.class, () -> choose(category, specifier, path)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void filesAreFound() throws Exception {
        assertEquals("one", Files.readString(data("run 1.xyz")));
        assertEquals("a", Files.readString(data("runs/a.xyz")));
        assertEquals("a", Files.readString(data("/runs/../runs/a.xyz")));
        assertEquals("run 1.xyz", data("run 1.xyz").getFileName().toString());
        assertEquals("outside", Files.readString(choose(FSCategory.RELATIVE, "knime.workflow", "outside.xyz")));
        assertEquals("outside",
            Files.readString(choose(FSCategory.LOCAL, null, m_workflow.resolve("outside.xyz").toString())));
    }

    @Test
    void pathsThatLeaveTheWorkflowAreRefused() {
        for (final String path : List.of("../outside.xyz", "runs/../../outside.xyz", "./../data2/x", "../../x")) {
            assertRefused("leads out of the workflow's data area", FSCategory.RELATIVE, "knime.workflow.data", path);
        }
        assertRefused("leads out of the workflow's directory", FSCategory.RELATIVE, "knime.workflow", "../x");
    }

    @Test
    void aPathMadeFromAChosenOneCannotLeaveEither() throws Exception {
        final Path chosen = data("run 1.xyz");
        assertThrows(RuntimeException.class, () -> Files.readString(chosen.resolveSibling("../outside.xyz")));
        assertEquals("a", Files.readString(chosen.resolveSibling("runs/a.xyz")));
    }

    @Test
    void nothingChosenIsRefused() {
        assertRefused("No file was chosen", FSCategory.LOCAL, null, "");
        assertRefused("No file was chosen", FSCategory.RELATIVE, "knime.workflow.data", " ");
        try (var access = new FileChooserPathAccessor(new FileSelection(), Optional.empty())) {
            assertThrows(InvalidSettingsException.class, () -> access.getOutputPath(s -> { }));
        } catch (java.io.IOException ex) {
            throw new java.io.UncheckedIOException(ex);
        }
    }

    @Test
    void whatIsNotAFileIsRefused() {
        assertRefused("does not exist", FSCategory.RELATIVE, "knime.workflow.data", "run2.xyz");
        assertRefused("runs is a folder. Please specify a file.", FSCategory.RELATIVE, "knime.workflow.data", "runs");
    }

    @Test
    void fileSystemsThatNeedKnimeAreNamed() {
        assertRefused("RELATIVE knime.space, which needs KNIME", FSCategory.RELATIVE, "knime.space", "x");
        assertRefused("CUSTOM_URL 1000, which needs KNIME", FSCategory.CUSTOM_URL, "1000", "http://host/x");
    }

    @Test
    void aRelativePathNeedsAWorkflow() {
        final String message = assertThrows(InvalidSettingsException.class,
            () -> accessor(FSCategory.RELATIVE, "knime.workflow.data", "x").getOutputPath(s -> { })).getMessage();
        assertTrue(message.contains("no workflow is open"), message);
    }

    @Test
    void threadsInheritTheWorkflow() throws Exception {
        final Path[] found = new Path[1];
        try (var scope = WorkflowFiles.enter(m_workflow)) {
            final Thread thread = new Thread(() -> {
                try (var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", "run 1.xyz")) {
                    found[0] = access.getPaths(s -> { }).get(0);
                } catch (Exception ex) {
                    throw new IllegalStateException(ex);
                }
            });
            thread.start();
            thread.join();
        }
        assertEquals("one", Files.readString(found[0]));
    }

    @Test
    void workflowsNest(@TempDir final Path other) throws Exception {
        Files.createDirectories(other.resolve("data"));
        Files.writeString(other.resolve("data/x"), "other");
        try (var outer = WorkflowFiles.enter(m_workflow)) {
            try (var inner = WorkflowFiles.enter(other);
                    var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", "x")) {
                assertEquals("other", Files.readString(access.getPaths(s -> { }).get(0)));
            }
            try (var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", "run 1.xyz")) {
                assertEquals("one", Files.readString(access.getPaths(s -> { }).get(0)));
            }
        }
    }

    @Test
    void outputsAndFoldersAreReached() throws Exception {
        try (var scope = WorkflowFiles.enter(m_workflow);
                var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", "new/out.txt")) {
            final FSPath path = access.getOutputPath(s -> { });
            assertFalse(Files.exists(path));
            Files.createDirectories(path.getParent());
            Files.writeString(path, "written");
            assertEquals("written", Files.readString(m_workflow.resolve("data/new/out.txt")));
            assertEquals(m_workflow.resolve("data/new/out.txt"), WorkflowFiles.localFile(path));
        }
        try (var scope = WorkflowFiles.enter(m_workflow);
                var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", "runs")) {
            final Path folder = access.getRootPath(s -> { });
            try (Stream<Path> files = Files.walk(folder)) {
                assertEquals(List.of("runs", "runs/a.xyz"), files.map(p -> p.toString().replace('\\', '/')).toList());
            }
        }
    }

    @Test
    void whatIsWrittenGoesBesideTheWorkflowAndIsFoundThere(@TempDir final Path output) throws Exception {
        try (var scope = WorkflowFiles.enter(m_workflow)) {
            scope.writeTo(output.resolve("1"));
            scope.writeTo(output.resolve("2"));
            for (final String specifier : List.of("knime.workflow.data", "knime.workflow")) {
                try (var access = accessor(FSCategory.RELATIVE, specifier, "runs/a.xyz")) {
                    final FSPath path = access.getOutputPath(s -> { });
                    assertFalse(Files.exists(path), "the file of the workflow is not in the way");
                    Files.createDirectories(path.getParent());
                    Files.writeString(path, "written");
                    Files.move(path, path.resolveSibling("b.xyz"));
                    Files.writeString(path, "again");
                }
            }
            assertEquals("again", Files.readString(output.resolve("2/data/runs/a.xyz")));
            assertEquals("written", Files.readString(output.resolve("2/workflow/runs/b.xyz")));
            assertEquals("a", Files.readString(m_workflow.resolve("data/runs/a.xyz")));
            for (final String[] there : new String[][] {{"runs/a.xyz", "again"}, {"run 1.xyz", "one"}}) {
                try (var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", there[0])) {
                    assertEquals(there[1], Files.readString(access.getPaths(s -> { }).get(0)));
                }
            }
            try (var access = accessor(FSCategory.RELATIVE, "knime.workflow.data", "../x")) {
                assertTrue(assertThrows(InvalidSettingsException.class, () -> access.getOutputPath(s -> { })).getMessage()
                    .contains("leads out of the workflow's data area"));
            }
        }
    }

    @Test
    void localFilesInTheWorkflowAreNotWritten(@TempDir final Path output) throws Exception {
        final String inside = m_workflow.resolve("data/new/x").toString();
        try (var scope = WorkflowFiles.enter(m_workflow);
                var access = accessor(FSCategory.LOCAL, null, inside);
                var elsewhere = accessor(FSCategory.LOCAL, null, output.resolve("x").toString())) {
            assertEquals(inside, access.getOutputPath(s -> { }).toString(), "as in KNIME");
            scope.writeTo(output);
            final String message = assertThrows(InvalidSettingsException.class, () -> access.getOutputPath(s -> { })).getMessage();
            assertTrue(message.contains("lies in the workflow directory, which is never written to here. Choose the file relative to the "
                + "workflow's data area"), message);
            assertEquals(output.resolve("x").toString(), elsewhere.getOutputPath(s -> { }).toString());
            final Path link = Files.createSymbolicLink(output.resolve("link"), m_workflow);
            try (var linked = accessor(FSCategory.LOCAL, null, link.resolve("y").toString())) {
                assertThrows(InvalidSettingsException.class, () -> linked.getOutputPath(s -> { }));
            }
        }
    }

    @Test
    void pathsCanBeReadByFilesOnly() throws Exception {
        final Path path = data("run 1.xyz");
        assertEquals(3, Files.size(path));
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            final ByteBuffer bytes = ByteBuffer.allocate(2);
            channel.position(1);
            channel.read(bytes);
            assertEquals("ne", new String(bytes.array()));
            assertFalse(channel instanceof FileChannel);
        }
        assertThrows(UnsupportedOperationException.class, () -> FileChannel.open(path));
        assertThrows(UnsupportedOperationException.class, path::toFile);
        assertThrows(ProviderMismatchException.class, () -> m_workflow.resolve(path));
    }
}

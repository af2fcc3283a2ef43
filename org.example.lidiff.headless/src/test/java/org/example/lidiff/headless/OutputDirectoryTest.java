package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputDirectoryTest {

    @TempDir
    private Path folder;
    private Path workflow;

    @BeforeEach
    void workflow() throws IOException {
        workflow = Files.createDirectories(folder.resolve("workflow"));
    }

    @Test
    void fileNamesHaveNoSeparatorsBlanksOrLeadingDots() {
        assertEquals("Load-AIMD", OutputDirectory.fileName("Load AIMD"));
        assertEquals("Hops", OutputDirectory.fileName("Hops"));
        assertEquals("etc-passwd", OutputDirectory.fileName("../../etc/passwd"));
        assertEquals("C-x", OutputDirectory.fileName("C:\\x"));
        assertEquals("hidden", OutputDirectory.fileName(".hidden"));
        assertEquals("Größe", OutputDirectory.fileName("Größe"));
        assertEquals("unnamed", OutputDirectory.fileName(" / "));
        assertEquals("unnamed", OutputDirectory.fileName(".."));
    }

    @Test
    void makesTheFolderAndLeavesNothingInIt() throws IOException {
        final OutputDirectory output = OutputDirectory.open(folder.resolve("a/b c"), workflow);
        assertTrue(Files.isDirectory(output.root()));
        assertEquals(Map.of("", "folder"), FolderHash.of(output.root()));
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws IOException {
        final Path file = Files.writeString(folder.resolve("taken"), "text");
        refused(file, "'" + file + "' cannot be written", "--output");
        refused(file.resolve("below"), "cannot be written", "--output");
    }

    @Test
    void refusesTheWorkflowAndEverythingInIt() throws IOException {
        refused(workflow, "lies inside the workflow directory", "--output");
        refused(workflow.resolve("out"), "lies inside the workflow directory");
        refused(workflow.resolve("../workflow/out"), "lies inside the workflow directory");
    }

    @Test
    void refusesALinkIntoTheWorkflowAndWritesNothingThere() throws IOException {
        final Path link = Files.createSymbolicLink(folder.resolve("link"), workflow);
        final Map<String, String> before = FolderHash.of(workflow);
        refused(link.resolve("out/deeper"), "workflow directory, which is never written to");
        assertEquals(before, FolderHash.of(workflow));
    }

    private void refused(final Path root, final String... parts) {
        final RunnerException e = assertThrows(RunnerException.class, () -> OutputDirectory.open(root, workflow));
        assertEquals(ExitCode.USAGE, e.exitCode());
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }
}

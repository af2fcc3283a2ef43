package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows of single nodes in test-workflows: their tables are those in the folder "reference", and nothing in them changes. */
class NodeWorkflowsTest {

    /** Names of workflows whose references are written anew, separated by commas; see test-workflows/README.md. */
    private static final String REGENERATE = "lidiff.regenerate";

    /** Workflows from end to end, and those that need data from elsewhere, have tests of their own. */
    private static final Set<String> END_TO_END = Set.of("argyrodite", "koh-water-cp2k", "lithium-silicide");

    @TempDir
    private Path folder;

    static Stream<Path> workflows() throws IOException {
        return TestWorkflowsTest.workflows().filter(w -> !END_TO_END.contains(w.getFileName().toString()));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void tablesAreThoseOfTheReference(final Path workflow) throws IOException {
        final Path output = folder.resolve("out");
        final Map<String, String> before = FolderHash.of(workflow);
        Command.lidiff("run", workflow, "--output", output).ended(ExitCode.OK);
        assertEquals(before, FolderHash.of(workflow), "the workflow directory is never written to");
        final String name = workflow.getFileName().toString();
        final Path reference = workflow.resolve("reference");
        if (Arrays.asList(System.getProperty(REGENERATE, "").split(",")).contains(name)) {
            ReferenceTables.regenerate(reference, output);
            fail("The reference tables of " + name + " were written anew. Look at every change in them, and run again without -D" + REGENERATE + ".");
        }
        assertFalse(ReferenceTables.tables(reference).isEmpty(), name + " has no reference table; see test-workflows/README.md");
        assertEquals(List.of(), ReferenceTables.differences(reference, output), () -> "the tables of " + name
            + " changed. If that is right, see test-workflows/README.md");
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow test-workflows/koh-water-cp2k on real ab-initio dynamics of a solution of KOH, run once: protons hop among oxygens that move. */
class KohWaterRunTest {

    private static final String NAME = "koh-water-cp2k";

    @TempDir
    private static Path folder;
    private static Path workflow;
    private static Path output;
    private static Map<String, String> before;
    private static Command command;

    @BeforeAll
    static void run() throws IOException {
        final Path data = SharedFiles.path(NAME);
        workflow = folder.resolve(NAME);
        Folders.copy(Folders.root().resolve("test-workflows").resolve(NAME), workflow);
        Folders.copy(data, workflow.resolve("data"));
        before = FolderHash.of(workflow);
        output = folder.resolve("out");
        command = Command.lidiff("run", workflow, "--output", output).ended(ExitCode.OK);
    }

    @Test
    void tablesAreThoseOfTheReference() throws IOException {
        final Path reference = Folders.root().resolve("test-workflows").resolve(NAME).resolve("reference");
        if (Arrays.asList(System.getProperty("lidiff.regenerate", "").split(",")).contains(NAME)) {
            ReferenceTables.regenerate(reference, output);
            fail("The reference tables of " + NAME + " were written anew.");
        }
        assertTrue(ReferenceTables.tables(reference).size() > 5);
        assertEquals(List.of(), ReferenceTables.differences(reference, output));
        assertEquals(before, FolderHash.of(workflow), "the workflow directory is never written to");
    }

    @Test
    void protonHopsAreCounted() throws IOException {
        // 27 as an independent program counts them: a proton keeps its oxygen until it is halfway from the middle to a bond of 1 Å with another one
        assertEquals(27, ChainRunTest.csv(output.resolve("2-Detect-Hops/Hops.csv")).size());
        command.says("The acceptors move by", "a diffusion coefficient from a network of fixed sites does not");
    }

    @Test
    void vehicleAndStructuralDisplacementAddUp() throws IOException {
        final List<CSVRecord> rows = ChainRunTest.csv(output.resolve("2-Detect-Hops/Carrier-displacement.csv"));
        assertTrue(rows.size() > 10);
        for (final CSVRecord row : rows) {
            final double sum = number(row, "Vehicle (Å²)") + number(row, "Structural (Å²)") + number(row, "Cross term (Å²)");
            assertEquals(number(row, "Both (Å²)"), sum, 1e-9 * sum);
            assertTrue(number(row, "Structural error (Å²)") > 0);
        }
    }

    private static double number(final CSVRecord row, final String column) {
        return Double.parseDouble(row.get(column));
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The made data of test workflows is what its generator makes, so that it can be made again. */
class WorkflowDataTest {

    private static final String REGENERATE = "lidiff.regenerate";

    @TempDir
    private Path folder;

    private static Path data(final String workflow) {
        return Folders.root().resolve("test-workflows").resolve(workflow).resolve("data");
    }

    private static boolean regenerates(final String workflow) {
        return Arrays.asList(System.getProperty(REGENERATE, "").split(",")).contains(workflow);
    }

    @Test
    void loadAimd() throws IOException {
        final Path made = folder.resolve("made");
        if (regenerates("load-aimd")) {
            WorkflowData.loadAimd(data("load-aimd"), folder);
            fail("The data of load-aimd was written anew.");
        }
        WorkflowData.loadAimd(made, folder);
        assertSame(made, data("load-aimd"), 3);
    }

    @Test
    void writeTrajectory() throws IOException {
        final Path made = folder.resolve("made");
        if (regenerates("write-trajectory")) {
            WorkflowData.writeTrajectory(data("write-trajectory"));
            fail("The data of write-trajectory was written anew.");
        }
        WorkflowData.writeTrajectory(made);
        assertSame(made, data("write-trajectory"), 2);
    }

    @Test
    void loadMlff() throws IOException {
        final Path made = folder.resolve("made");
        if (regenerates("load-mlff")) {
            ForceFieldData.loadMlff(data("load-mlff"));
            fail("The data of load-mlff was written anew.");
        }
        ForceFieldData.loadMlff(made);
        assertSame(made, data("load-mlff"), 1);
    }

    @Test
    void fineTuneMlff() throws IOException {
        final Path made = folder.resolve("made");
        if (regenerates("fine-tune-mlff")) {
            ForceFieldData.fineTuneMlff(data("fine-tune-mlff"));
            fail("The data of fine-tune-mlff was written anew.");
        }
        ForceFieldData.fineTuneMlff(made);
        assertSame(made, data("fine-tune-mlff"), 1);
    }

    @Test
    void detectHops() throws IOException {
        final Path made = folder.resolve("made");
        if (regenerates("detect-hops")) {
            VacancyCrystal.write(data("detect-hops"));
            fail("The data of detect-hops was written anew.");
        }
        // as many as each node of the workflow counts, see its reference tables
        assertEquals(32, VacancyCrystal.write(made));
        assertSame(made, data("detect-hops"), 3);
    }

    @Test
    void markovModels() throws IOException {
        for (final String workflow : new String[] {"build-msm", "spectral-analysis"}) {
            if (regenerates(workflow)) {
                HoppingIons.write(data(workflow));
            }
            final Path made = Files.createDirectories(folder.resolve(workflow));
            HoppingIons.write(made);
            assertSame(made, data(workflow), 2);
        }
    }

    private static void assertSame(final Path made, final Path data, final int count) throws IOException {
        final var files = Folders.files(made);
        assertEquals(count, files.size());
        for (final Path file : files) {
            final Path there = data.resolve(made.relativize(file).toString());
            assertEquals(text(file), text(there), there.toString());
            assertTrue(Files.size(there) < 80_000, there + " is large");
        }
    }

    private static String text(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file); InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package org.example.lidiff.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvenanceTest {

    private static Provenance.Step step(final String node) {
        return Provenance.Step.of(node, "1.0", Map.of("timeStepFs", "2.0", "name", "ä\n" + "x".repeat(70_000)), Map.of("a.xyz", "ab".repeat(32)));
    }

    @Test
    void writtenAndReadAgainItIsEqual() throws IOException {
        final Provenance chain = Provenance.NONE.then(step("Load AIMD")).then(step("Run MD"));
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        chain.write(new DataOutputStream(bytes));
        assertEquals(chain, Provenance.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    }

    @Test
    void aCommonPastIsToldOnce() {
        final Provenance past = Provenance.NONE.then(step("Load AIMD"));
        assertEquals(3, past.then(step("A")).and(past.then(step("B"))).steps().size());
    }

    @Test
    void aDamagedChainIsRefused() {
        final byte[] damaged = {0, 0, 0, 1, 0x7f, 0, 0, 0};
        final IOException e = assertThrows(IOException.class, () -> Provenance.read(new DataInputStream(new ByteArrayInputStream(damaged))));
        assertTrue(e.getMessage().contains("damaged"), e.getMessage());
        final IOException newer = assertThrows(IOException.class,
            () -> Provenance.read(new DataInputStream(new ByteArrayInputStream(new byte[] {0, 0, 0, 9, 0, 0, 0, 0}))));
        assertTrue(newer.getMessage().contains("format 9"), newer.getMessage());
    }

    @Test
    void theHashIsThatOfTheStandard(@TempDir final Path dir) throws IOException {
        // FIPS 180-4, example "abc"
        final Path file = Files.writeString(dir.resolve("abc"), "abc");
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", FileHash.sha256(file));
        assertEquals(2, FileHash.sha256(List.of(file, file)).size());
    }
}

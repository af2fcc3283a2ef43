package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    private static final Simulation SIMULATION = Simulation.of(TestCrystals.argon(2, 5.3), TestCrystals.ARGON).ensemble(new NoseHooverChain(60, 50))
        .timeStep(5).skin(0.3);

    @TempDir
    private Path folder;

    private Path written() throws IOException {
        final Path file = folder.resolve("a.checkpoint");
        SIMULATION.run(50, Progress.NONE).write(file);
        return file;
    }

    @Test
    void aFileIsAsGoodAsMemory() throws IOException {
        final Path file = written();
        final Checkpoint straight = SIMULATION.run(90, Progress.NONE);
        try (RunningSimulation run = SIMULATION.resume(Checkpoint.read(file))) {
            run.run(40, List.of(), Progress.NONE);
            assertArrayEquals(straight.structure().positions(), run.checkpoint().structure().positions());
            assertArrayEquals(straight.velocities(), run.checkpoint().velocities());
        }
        assertEquals(List.of("a.checkpoint"), Arrays.asList(folder.toFile().list()));
    }

    @Test
    void everyFlippedBitAndEveryMissingByteIsNoticed() throws IOException {
        final Path file = written();
        final byte[] good = Files.readAllBytes(file);
        for (int at = 0; at < good.length; at += 97) {
            final byte[] bad = good.clone();
            bad[at] ^= 4;
            Files.write(file, bad);
            assertEquals("The checkpoint a.checkpoint is damaged.", assertThrows(InputException.class, () -> Checkpoint.read(file)).summary());
            Files.write(file, Arrays.copyOf(good, at));
            assertThrows(InputException.class, () -> Checkpoint.read(file));
        }
    }

    @Test
    void anAbsentFileIsNamed() {
        assertEquals("The checkpoint no.checkpoint cannot be read.",
            assertThrows(InputException.class, () -> Checkpoint.read(folder.resolve("no.checkpoint"))).summary());
    }

    @Test
    void anotherRunDoesNotGoOnFromIt() {
        final Checkpoint checkpoint = SIMULATION.run(1, Progress.NONE);
        assertEquals("The checkpoint was written by a run with NVT, Nosé-Hoover chain (50 fs) and a time step of 5 fs, this run has NVT, velocity rescaling"
            + " (100 fs) and a time step of 2 fs.", assertThrows(InputException.class,
                () -> SIMULATION.ensemble(new VelocityRescaling(60)).timeStep(2).resume(checkpoint)).summary());
        assertEquals("The checkpoint holds Ar32, the start structure is Ar4.", assertThrows(InputException.class,
            () -> Simulation.of(TestCrystals.argon(1, 5.3), TestCrystals.ARGON).resume(checkpoint)).summary());
    }
}

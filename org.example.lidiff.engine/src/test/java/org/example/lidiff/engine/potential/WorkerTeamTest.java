package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;

class WorkerTeamTest {

    @Test
    void everyChunkIsDoneOnceInEveryRound() {
        for (int threads = 1; threads <= 4; threads++) {
            try (WorkerTeam team = new WorkerTeam(threads)) {
                final AtomicIntegerArray done = new AtomicIntegerArray(37);
                for (int round = 0; round < 3000; round++) {
                    team.run(37, (chunk, worker) -> done.incrementAndGet(chunk));
                }
                for (int c = 0; c < 37; c++) {
                    assertEquals(3000, done.get(c), "chunk " + c + ", " + threads + " threads");
                }
            }
        }
    }

    @Test
    void failureOfAChunkReachesTheCallerAndTheTeamStaysUsable() {
        try (WorkerTeam team = new WorkerTeam(3)) {
            final IllegalStateException e = assertThrows(IllegalStateException.class, () -> team.run(50, (chunk, worker) -> {
                if (chunk == 20) {
                    throw new IllegalStateException("chunk 20");
                }
            }));
            assertEquals("chunk 20", e.getMessage());
            final AtomicIntegerArray done = new AtomicIntegerArray(5);
            team.run(5, (chunk, worker) -> done.incrementAndGet(chunk));
            assertEquals(1, done.get(4));
        }
    }
}

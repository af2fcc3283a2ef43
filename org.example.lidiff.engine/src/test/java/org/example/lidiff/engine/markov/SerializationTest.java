package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;

class SerializationTest {

    private final DiscreteTrajectorySet set = Networks.walks(4, Networks.probabilities(Networks.randomRates(new Random(1), 4, 3, true), .02), 12, 300);
    private final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(set, 2).largestConnected());

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(final Writer writer) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        }
        return bytes.toByteArray();
    }

    private static DataInputStream in(final byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    @Test
    void aModelComesBackAsItWas() throws IOException {
        final MarkovStateModel back = MarkovStateModel.read(in(bytes(model::write)));
        assertArrayEquals(model.transitions().values(), back.transitions().values());
        assertArrayEquals(model.stationary(), back.stationary());
        assertArrayEquals(model.stateIds(), back.stateIds());
        assertArrayEquals(model.counts().matrix().values(), back.counts().matrix().values());
        assertEquals(model.lagTimeFs(), back.lagTimeFs());
        assertEquals(model.estimator(), back.estimator());
        assertEquals(model.warnings(), back.warnings());
        assertArrayEquals(bytes(model::write), bytes(back::write));
    }

    @Test
    void samplesComeBackAsTheyWere() throws IOException {
        final ModelSamples samples = ModelSamples.ionBootstrap(set, model, 3, 1, Progress.NONE);
        final ModelSamples back = ModelSamples.read(in(bytes(samples::write)), model);
        assertEquals(3, back.size());
        assertEquals(ModelSamples.Kind.ION_BOOTSTRAP, back.kind());
        assertArrayEquals(samples.model(2).transitions().values(), back.model(2).transitions().values());
    }

    @Test
    void trajectoriesComeBackAsTheyWere() throws IOException {
        final DiscreteTrajectorySet back = DiscreteTrajectorySet.read(in(bytes(set::write)));
        assertArrayEquals(bytes(set::write), bytes(back::write));
        assertArrayEquals(TransitionCounts.sliding(set, 3).matrix().values(), TransitionCounts.sliding(back, 3).matrix().values());
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        final byte[] written = bytes(model::write);
        written[3] = 9;
        final InputException e = assertThrows(InputException.class, () -> MarkovStateModel.read(in(written)));
        assertEquals("The Markov state model was written in version 9 of its format; this software reads up to version 1.", e.summary());
        assertEquals("Update Lidiff, or compute it again with this version.", e.resolution());
        final byte[] trajectories = bytes(set::write);
        trajectories[3] = 9;
        assertTrue(assertThrows(InputException.class, () -> DiscreteTrajectorySet.read(in(trajectories))).summary().startsWith("The set of discrete trajectories"));
    }

    @Test
    void damagedBytesNeverDoAnythingElseThanFail() throws IOException {
        final byte[] original = bytes(model::write);
        final Random random = new Random(6);
        for (int trial = 0; trial < 500; trial++) {
            final byte[] damaged = original.clone();
            damaged[random.nextInt(damaged.length)] = (byte)random.nextInt(256);
            try {
                MarkovStateModel.read(in(damaged));
            } catch (final InputException | IOException e) {
                assertTrue(e.getMessage() == null || !e.getMessage().isBlank());
            }
        }
    }
}

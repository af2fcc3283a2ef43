package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;

/** The example of the package description compiles and gives what it says. */
class PackageExampleTest {

    @Test
    void theExampleRuns() {
        int[] ionA = {0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 2, 2, 2, 1, 1, 0, 0};
        int[] ionB = {2, 2, 1, 1, 2, 2, 2, 2, 1, 0, 0, 0, 1, 1, 1, 2, 2};
        DiscreteTrajectorySet ions = new DiscreteTrajectorySet(
            List.of(DiscreteTrajectory.of(ionA), DiscreteTrajectory.of(ionB)), 3, 100.0);
        TransitionCounts counts = TransitionCounts.sliding(ions, 1).largestConnected();
        MarkovStateModel model = MarkovStateModel.reversible(counts);
        double slowest = Eigenmodes.of(model, 2).timescaleFs(1);
        ModelSamples errors = ModelSamples.ionBootstrap(ions, model, 100, 1, Progress.NONE);
        LogInterval interval = errors.timescaleIntervals(Eigenmodes.of(model, 2))[0];
        EdgeRates rates = EdgeRates.of(JumpRates.of(ions), ions.frameIntervalFs());

        assertEquals(3, model.states());
        assertTrue(interval.contains(slowest));
        // 0 → 1 was seen twice by A and once by B in the 11 frames that a hop from 0 could follow.
        final int e = rates.rates().hops().find(0, 1, 0, 0, 0);
        assertEquals(3, rates.rates().hops().value(e));
        assertTrue(rates.rate(e) > 3 / 1100.0);
    }

    @Test
    void itIsWordForWordThatOfTheDescription() throws IOException {
        // The tests run in the folder of the engine.
        final String description = Files.readString(Path.of("src/main/java/org/example/lidiff/engine/markov/package-info.java"));
        final String test = Files.readString(Path.of("src/test/java/org/example/lidiff/engine/markov/PackageExampleTest.java"));
        final String example = description.substring(description.indexOf("<pre>{@code") + 11, description.indexOf("}</pre>"));
        final List<String> lines = example.lines().map(l -> l.replaceFirst("^ \\* ?", "").strip()).filter(l -> !l.isEmpty()).toList();
        assertEquals(10, lines.size());
        lines.forEach(l -> assertTrue(test.contains(l), l));
    }
}

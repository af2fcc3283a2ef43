package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.trajectory.FileJoining;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DFT frames of LiSi, CP2K: few, correlated, in a cell smaller than twice the cutoff. */
class LithiumSilicideTrainingTest {

    @Test
    void forcesOfHeldOutBlocksAreLearned(@TempDir final Path folder) throws IOException {
        final Path file = folder.resolve("lisi.bin");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(file)) {
            TrajectoryReader.read(List.of(SharedData.path("lisi-cp2k/perfect-900K/LiSi-pos-1.xyz"),
                SharedData.path("lisi-cp2k/two-vacancies-1000K/LiSi-2vac-pos-1.xyz")), ReadOptions.defaults().withJoining(FileJoining.SEPARATE),
                writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        final TrainingSet set = TrainingSet.of(TrajectorySetFile.open(file), TrainingSetOptions.defaults(), Progress.NONE);
        assertEquals(115, set.frames(FrameRole.TRAINING).size());
        assertEquals(20, set.frames(FrameRole.VALIDATION).size());
        final TrainingResult result = FineTuner.of(TrainingOptions.defaults().withEpochs(12).withThreads(2)
            .withStabilization(Stabilization.NONE)).train(set, Optional.empty(), Progress.NONE);
        final ErrorReport validation = result.validation().orElseThrow();
        // 12 instead of 60 epochs reach 0.32 to 0.34; a model of equal radial functions stays at 0.39
        assertTrue(validation.forceRmse() < 0.37 * validation.referenceForceRms(), validation.text());
        assertTrue(validation.energyRmse() < 0.03, validation.text());
        // two compositions determine two offsets
        assertTrue(!result.offsets().degenerate());
    }
}

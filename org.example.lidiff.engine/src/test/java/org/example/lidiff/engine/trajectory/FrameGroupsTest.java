package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameGroupsTest {

    private static final ReadOptions POINTS = ReadOptions.defaults().withKind(RunKind.INDEPENDENT);

    @Test
    void rareNamesAreAKindOnlyTogether() {
        final FrameGroups groups = new FrameGroups();
        for (int i = 0; i < 7; i++) {
            groups.count("POSCAR_" + i);
            groups.count("AIMD 300K");
            groups.count("AIMD 600K");
        }
        groups.count("odd");
        groups.count("");
        assertEquals("POSCAR_*", groups.of("POSCAR_3"));
        assertEquals("AIMD 300K", groups.of("AIMD 300K"));
        assertEquals("", groups.of("odd"));
        assertEquals("", groups.of(""));
    }

    @Test
    void kindsOfAFileBecomeRuns(@TempDir final Path folder) {
        final StringBuilder text = new StringBuilder();
        for (int f = 0; f < 12; f++) {
            text.append("1\nLattice=\"4 0 0 0 4 0 0 0 4\" Properties=species:S:1:pos:R:3:forces:R:3 energy=-1 Config_type=")
                .append(f % 2 == 0 ? "\"bulk strained\"" : "liquid").append(" pbc=\"T T T\"\nLi ").append(0.1 * f).append(" 0 0 0 0 0\n");
        }
        final Reading reading = Reading.of(folder, POINTS, Reading.write(folder, "a.xyz", text.toString()));
        assertEquals(List.of("bulk strained", "liquid"), reading.set.runs().stream().map(r -> r.info().group()).toList());
        assertEquals(6, reading.set.runs().get(1).frames());
        // the place in the file, so that the order is known across runs
        assertEquals(3, reading.frames(1).steps()[1]);
    }

    @Test
    void publishedSetHasItsKinds(@TempDir final Path folder) {
        final Reading reading = Reading.of(folder, POINTS, SharedData.path("mlearn-Li-Si/Si_training.extxyz"));
        assertEquals(List.of("Vacancy", "Surface", "AIMD-NVT", "Elastic"),
            reading.set.runs().stream().map(r -> r.info().group()).distinct().toList());
        assertEquals(90, reading.set.runs().stream().filter(r -> r.info().group().equals("AIMD-NVT")).mapToLong(Trajectory::frames).sum());
    }
}

package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protons among the oxygens of 4 KOH + 92 H2O: 100 frames, 100 fs apart. */
class KohWaterTest {

    private static final double EDGE = 14.21;
    private static final int ATOMS = 288;

    @TempDir
    private Path folder;

    private TrajectorySet load() {
        final Path target = folder.resolve("set");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            TrajectoryReader.read(List.of(SharedData.path("koh-water-cp2k/100_steps_4koh.xyz")), ReadOptions.defaults().withTimeStepFs(100)
                .withCell(Cell.of(EDGE, 0, 0, 0, EDGE, 0, 0, 0, EDGE)), writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        return TrajectorySetFile.open(target);
    }

    /** Hops counted from the text of the file, in a cube, with nothing of the engine: changes of the oxygen that a proton was last bound to. */
    private static int[] count(final double... cores) throws IOException {
        final List<String> lines = Files.readAllLines(SharedData.path("koh-water-cp2k/100_steps_4koh.xyz"));
        final int[][] bound = new int[cores.length][ATOMS];
        Arrays.stream(bound).forEach(b -> Arrays.fill(b, -1));
        final int[] hops = new int[cores.length];
        for (int at = 0; at + ATOMS + 2 <= lines.size(); at += ATOMS + 2) {
            final String[][] words = lines.subList(at + 2, at + 2 + ATOMS).stream().map(l -> l.strip().split("\\s+")).toArray(String[][]::new);
            final double[][] x = new double[ATOMS][3];
            for (int k = 0; k < 3 * ATOMS; k++) {
                x[k / 3][k % 3] = Double.parseDouble(words[k / 3][1 + k % 3]);
            }
            for (int i = 0; i < ATOMS; i++) {
                if (!words[i][0].equals("H")) {
                    continue;
                }
                double near = Double.POSITIVE_INFINITY;
                double next = Double.POSITIVE_INFINITY;
                int which = -1;
                for (int j = 0; j < ATOMS; j++) {
                    if (words[j][0].equals("O")) {
                        double square = 0;
                        for (int a = 0; a < 3; a++) {
                            final double d = x[i][a] - x[j][a];
                            final double e = d - EDGE * Math.rint(d / EDGE);
                            square += e * e;
                        }
                        final double r = Math.sqrt(square);
                        next = Math.min(next, Math.max(near, r));
                        if (r < near) {
                            near = r;
                            which = j;
                        }
                    }
                }
                for (int c = 0; c < cores.length; c++) {
                    if (Math.max(0, near - 1) < cores[c] * (0.5 * (near + next) - 1)) {
                        hops[c] += bound[c][i] >= 0 && bound[c][i] != which ? 1 : 0;
                        bound[c][i] = which;
                    }
                }
            }
        }
        return hops;
    }

    @Test
    void protonHopsAreThoseOfAnIndependentCount() throws IOException {
        final AcceptorDetector.Result found = AcceptorDetector.of(Element.of("H"), List.of(Element.of("O")), 1, HopOptions.defaults())
            .detect(load(), Progress.NONE);
        final JumpNetwork net = found.network();
        assertEquals(96, net.sites().size());
        assertEquals(188, net.runs().get(0).ions());
        final int[] counted = count(0.5, 0.3, Double.POSITIVE_INFINITY);
        assertArrayEquals(new int[] {27, 22, 36}, counted, "as an independent program counts them");
        assertEquals(counted[0], net.hops().size());
        assertEquals(counted[1], net.sensitivity().get(0).hops());
        assertEquals(counted[2], net.sensitivity().get(5).hops());
        // 4 OH− and 92 H2O: 188 protons on 96 oxygens, all of them bound
        assertEquals(188.0 / 96, net.siteStatistics().stream().mapToDouble(SiteStatistics::occupancy).sum() / 96, 1e-3);
        assertEquals(0, net.shares().unassigned(), 1e-3);
        final VehicleMotion m = found.motion();
        for (int k = 0; k < m.size(); k++) {
            assertEquals(m.total()[k], m.vehicle()[k] + m.structural()[k] + m.cross()[k], 1e-9 * m.total()[k]);
            assertTrue(m.vehicle()[k] > 0 && m.structural()[k] > 0 && m.totalError()[k] > 0);
        }
    }
}

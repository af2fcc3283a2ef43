package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class VacanciesTest {

    private static SyntheticCrystal crystal(final int na, final int nb, final int nc) {
        final Structure unit = new Structure(Cell.of(3, 0, 0, 0.4, 3.2, 0, -0.3, 0.5, 3.4), new int[] {3, 14}, new double[] {0.2, 0.3, 0.1, 1.6, 1.8, 1.7});
        final SyntheticCrystal crystal = new SyntheticCrystal(unit, na, 0, 0, 0, nb, 0, 0, 0, nc);
        crystal.vibration = 0.02;
        return crystal;
    }

    private static JumpNetwork detect(final SyntheticCrystal crystal, final int[][][] paths) {
        return HopDetector.of(crystal.sites(), HopOptions.defaults().withCoarseAllowed(true)).detect(crystal.set(paths), Progress.NONE);
    }

    @Test
    void aVacancyMovesAgainstTheIons() {
        // five sites in a row, four ions; two of them move one after the other, then two in one frame
        final JumpNetwork net = detect(crystal(5, 1, 1), SyntheticCrystal.along(new int[] {0, 0, 0, 0, 1}, new int[] {1, 1, 1, 1, 2}, new int[] {2, 2, 3, 3, 3},
            new int[] {3, 4, 4, 4, 4}));
        final Vacancies v = Vacancies.of(net, 3.3, 1);
        assertEquals(1, v.paths().size());
        final Vacancies.Path path = v.paths().get(0);
        assertEquals(3, path.moves());
        assertEquals(0, path.startFs());
        assertEquals(500, path.endFs());
        // from cell 4 to cell 0, the last two cells in one move
        assertArrayEquals(new double[] {-12, 0, 0}, path.displacement(), 1e-9);
        assertEquals(1, v.mean(), 1e-12);
        assertEquals((9 + 9 + 36) / (6 * 500.0), v.jumpDiffusivity(), 1e-12);
    }

    @Test
    void aShortDoubleOccupancyDoesNotEndAPath() {
        // the second ion enters the occupied site 2 before its ion leaves for the vacancy 3
        final JumpNetwork net = detect(crystal(4, 1, 1), SyntheticCrystal.along(new int[] {0, 0, 0, 0, 1}, new int[] {1, 2, 2, 2, 2}, new int[] {2, 2, 2, 3, 3}));
        final Vacancies v = Vacancies.of(net, 3.3, 1);
        assertEquals(1, v.paths().size());
        assertArrayEquals(new double[] {-9, 0, 0}, v.paths().get(0).displacement(), 1e-9);
        assertEquals(2, v.paths().get(0).moves());
        assertEquals(List.of(0, 1, 0, 0), v.census().stream().map(Vacancies.Census::shared).toList());
        assertEquals(List.of(1, 2, 1, 1), v.census().stream().map(Vacancies.Census::vacancies).toList());
    }

    @Test
    void randomWalksWithExclusionKeepTheirBalance() {
        // with one ion a site at all times the vacancies move as far as the ions, the other way; clusters as a flood finds them frame by frame
        final SyntheticCrystal crystal = crystal(3, 3, 2);
        final Random random = new Random(12);
        final int ions = 13;
        final int frames = 150;
        final int[][][] paths = new int[ions][frames][];
        final int[][] now = new int[ions][];
        for (int i = 0; i < ions; i++) {
            now[i] = new int[] {0, i % 3, i / 3 % 3, i / 9};
        }
        for (int f = 0; f < frames; f++) {
            for (int n = 0; f > 0 && n < 4; n++) {
                final int i = random.nextInt(ions);
                // an ion that moves twice in a frame is seen to move once
                final int[] to = now[i].clone();
                to[1 + random.nextInt(3)] += random.nextBoolean() ? 1 : -1;
                boolean free = true;
                for (final int[] other : now) {
                    free &= cell(other) != cell(to);
                }
                if (free) {
                    now[i] = to;
                }
            }
            for (int i = 0; i < ions; i++) {
                paths[i][f] = now[i].clone();
            }
        }
        final JumpNetwork net = detect(crystal, paths);
        final double reach = 3.5;
        final Vacancies v = Vacancies.of(net, reach, 1);
        assertEquals(18 - ions, v.paths().size());
        final double[] sum = new double[3];
        for (final Vacancies.Path p : v.paths()) {
            for (int a = 0; a < 3; a++) {
                sum[a] += p.displacement()[a];
            }
        }
        for (int h = 0; h < net.hops().size(); h++) {
            for (int a = 0; a < 3; a++) {
                sum[a] += net.hops().displacement(h)[a];
            }
        }
        assertArrayEquals(new double[3], sum, 1e-9);
        assertTrue(v.moves() > 100);
        for (final Vacancies.Census c : v.census()) {
            final int f = (int)Math.rint(c.timeFs() / crystal.frameIntervalFs);
            assertEquals(18 - ions, c.vacancies());
            assertEquals(0, c.shared());
            final List<Integer> sizes = flood(net.sites(), paths, f, reach);
            assertEquals(sizes.size(), c.clusters());
            assertEquals(sizes.stream().max(Integer::compare).orElseThrow(), c.largest());
        }
        assertEquals(5, v.clusterSizes().entrySet().stream().mapToDouble(e -> e.getKey() * e.getValue()).sum(), 1e-9);
        assertEquals(5, v.expectedClusterSizes().entrySet().stream().mapToDouble(e -> e.getKey() * e.getValue()).sum(), 1e-9);
    }

    private static int cell(final int[] s) {
        return (Math.floorMod(s[1], 3) * 3 + Math.floorMod(s[2], 3)) * 2 + Math.floorMod(s[3], 2);
    }

    private static List<Integer> flood(final SiteNetwork sites, final int[][][] paths, final int f, final double reach) {
        final Set<Integer> empty = new HashSet<>();
        for (int c = 0; c < 18; c++) {
            empty.add(c);
        }
        for (final int[][] p : paths) {
            empty.remove(cell(p[f]));
        }
        final List<Integer> sizes = new ArrayList<>();
        while (!empty.isEmpty()) {
            final List<Integer> group = new ArrayList<>(List.of(empty.iterator().next()));
            empty.remove(group.get(0));
            for (int k = 0; k < group.size(); k++) {
                final int c = group.get(k);
                for (int n = 0; n < 125; n++) {
                    final int[] t = {n / 25 - 2, n / 5 % 5 - 2, n % 5 - 2};
                    final int to = cell(new int[] {0, c / 6 + t[0], c / 2 % 3 + t[1], c % 2 + t[2]});
                    if (LatticeVectors.length(sites.vector(0, 0, t)) <= reach && empty.remove(to)) {
                        group.add(to);
                    }
                }
            }
            sizes.add(group.size());
        }
        return sizes;
    }

    @Test
    void neighborsAreAtLeastTheNearestSites() {
        final SiteNetwork chain = SiteNetwork.of(Cell.of(10, 0, 0, 0, 20, 0, 0, 0, 20), new double[] {0, 0, 0, 0.2, 0, 0, 0.5, 0, 0}, List.of("A", "A", "B"),
            SyntheticCrystal.LI);
        assertEquals(3.3, Vacancies.defaultNeighborDistance(chain), 1e-12);
    }
}

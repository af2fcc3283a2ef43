package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.RelabeledRun;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

class HopDetectorTest {

    private static final int[] TWICE = {2, 0, 0, 0, 2, 0, 0, 0, 2};

    /** Random walks over site images at most 3 Å apart, less than 0.9 of half the height of any cell here. */
    private static int[][][] walks(final SyntheticCrystal crystal, final int ions, final int frames, final double hop, final Random random) {
        final SiteNetwork sites = crystal.sites();
        final List<List<int[]>> neighbors = new ArrayList<>();
        for (int i = 0; i < sites.size(); i++) {
            neighbors.add(new ArrayList<>());
            for (int n = 0; n < 27 * sites.size(); n++) {
                final int[] to = {n / 27, n / 9 % 3 - 1, n / 3 % 3 - 1, n % 3 - 1};
                final double d = LatticeVectors.length(sites.vector(i, to[0], to[1], to[2], to[3]));
                if (d > 0 && d < 3) {
                    neighbors.get(i).add(to);
                }
            }
        }
        final int[][][] paths = new int[ions][frames][];
        for (int i = 0; i < ions; i++) {
            final int[] state = {random.nextInt(sites.size()), random.nextInt(3), random.nextInt(3), random.nextInt(3)};
            for (int f = 0; f < frames; f++) {
                final List<int[]> choice = neighbors.get(state[0]);
                if (!choice.isEmpty() && random.nextDouble() < hop) {
                    final int[] to = choice.get(random.nextInt(choice.size()));
                    state[0] = to[0];
                    for (int a = 1; a < 4; a++) {
                        state[a] += to[a];
                    }
                }
                paths[i][f] = state.clone();
            }
        }
        return paths;
    }

    private static void assertPaths(final int[][][] paths, final JumpNetwork net) {
        for (int i = 0; i < paths.length; i++) {
            final DiscreteTrajectory t = net.trajectories(0).get(i);
            final int[] frames = t.toFrames();
            for (int k = 0; k < t.stays(); k++) {
                for (int f = t.start(k); f < t.end(k); f++) {
                    assertEquals(paths[i][f][0], frames[f], "site of ion " + i + " in frame " + f);
                    for (int a = 0; a < 3; a++) {
                        // images count from an arbitrary cell
                        assertEquals(paths[i][f][1 + a] - paths[i][0][1 + a], t.image(k, a) - t.image(0, a), "image of ion " + i + " in frame " + f);
                    }
                }
            }
        }
    }

    @Test
    void knownPathsComeBackExactlyInAnyCell() {
        final Random random = new Random(11);
        for (int n = 0; n < 8; n++) {
            final SyntheticCrystal crystal = SyntheticCrystal.random(random, 4, 1.8, n % 2 == 0 ? TWICE : new int[] {2, 1, 0, 0, 2, 0, -1, 0, 3});
            crystal.vibration = 0.06;
            crystal.breathing = n > 3 ? 0.01 : 0;
            crystal.drift = n > 1 ? 0.05 : 0;
            crystal.seed = n;
            final int[][][] paths = walks(crystal, 9, 200, 0.2, random);
            final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
            assertEquals(4, net.sites().size(), "folded onto the unit cell");
            assertPaths(paths, net);
            assertTrue(net.hops().size() > 100);
        }
    }

    @Test
    void twoImagesOfOneSitePairAreTwoEdges() {
        // one Li site: every hop goes to an image of the site itself
        final Cell cell = Cell.of(4, 0, 0, 1, 5, 0, 0.5, 0.5, 6);
        final Structure unit = new Structure(cell, new int[] {3, 14}, new double[] {0.4, 0.3, 0.2, 2.5, 3, 3});
        final SyntheticCrystal crystal = new SyntheticCrystal(unit, 3, 0, 0, 0, 3, 0, 0, 0, 3);
        final int[][][] paths = {{{0, 0, 0, 0}, {0, 1, 0, 0}, {0, 2, 0, 0}, {0, 2, -1, 0}, {0, 3, -1, 0}, {0, 4, -1, 0}, {0, 4, -1, 0}}};
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
        assertEquals(5, net.hops().size());
        assertEquals(2, net.edges().size());
        assertArrayEquals(new int[] {0, -1, 0}, net.edges().get(0).image());
        assertArrayEquals(new int[] {1, 0, 0}, net.edges().get(1).image());
        assertEquals(4, net.edges().get(1).count());
        assertArrayEquals(new double[] {4, 0, 0}, net.edges().get(1).vector(), 1e-12);
        assertEquals(4 / 700.0, net.edges().get(1).rate().rate(), 1e-15);
    }

    @Test
    void theSumOfTheHopsIsThePathOfTheIon() {
        final Random random = new Random(4);
        final SyntheticCrystal crystal = SyntheticCrystal.random(random, 3, 2, TWICE);
        final int[][][] paths = walks(crystal, 5, 300, 0.3, random);
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
        final double[][] sums = new double[5][3];
        for (int h = 0; h < net.hops().size(); h++) {
            for (int a = 0; a < 3; a++) {
                sums[net.hops().ion(h)][a] += net.hops().displacement(h)[a];
            }
        }
        for (int i = 0; i < 5; i++) {
            final int[] first = paths[i][0];
            final int[] last = paths[i][299];
            assertArrayEquals(net.sites().vector(first[0], last[0], last[1] - first[1], last[2] - first[2], last[3] - first[3]), sums[i], 1e-9);
        }
    }

    @Test
    void flickerAtAFaceIsNoHop() {
        final Cell cell = Cell.of(8, 0, 0, 0, 6, 0, 0, 0, 6);
        final double[] x = {2, 3, 3, 6, 3, 3};
        final SiteNetwork sites = SiteNetwork.of(cell, x2(cell, x), List.of("A", "B"), SyntheticCrystal.LI);
        // from A to the face and back and forth across it, back to A, then to B and to stay
        final double[] path = {2, 2.4, 3.9, 4.1, 3.9, 4.2, 3.8, 2.1, 3.9, 4.1, 5.8, 4.1, 3.9, 5.9};
        final TrajectorySet set = SyntheticCrystal.set(TestRuns.single(cell, path, 3, 3));
        final JumpNetwork net = HopDetector.of(sites, HopOptions.defaults()).detect(set, Progress.NONE);
        assertEquals(1, net.hops().size());
        assertEquals(10 * 100.0, net.hops().timeFs(0), "at the entry to the core of B");
        assertEquals(7, net.sensitivity().get(5).hops(), "nearest-site assignment counts every crossing");
        assertEquals(Double.POSITIVE_INFINITY, net.sensitivity().get(5).coreFraction());
        assertEquals(1, net.sensitivity().get(2).hops());
        assertEquals(9 / 14.0, net.shares().outsideCores(), 1e-12);
    }

    private static double[] x2(final Cell cell, final double[] x) {
        final double[] f = x.clone();
        for (int i = 0; i < f.length; i += 3) {
            cell.toFractional(f, i, f, i);
        }
        return f;
    }

    @Test
    void minimumResidenceRemovesShortStays() {
        final Cell cell = Cell.of(8, 0, 0, 0, 8, 0, 0, 0, 8);
        final SiteNetwork sites = SiteNetwork.of(cell, x2(cell, new double[] {2, 3, 3, 6, 3, 3}), List.of("A", "B"), SyntheticCrystal.LI);
        final double[] path = {2, 2, 2, 5, 2, 2, 5, 5, 5, 5};
        final TrajectorySet set = SyntheticCrystal.set(TestRuns.single(cell, path, 3, 3));
        assertEquals(3, HopDetector.of(sites, HopOptions.defaults().withCoreFraction(0.9)).detect(set, Progress.NONE).hops().size());
        assertEquals(1, HopDetector.of(sites, HopOptions.defaults().withCoreFraction(0.9).withMinimumResidenceFs(200)).detect(set, Progress.NONE)
            .hops().size());
    }

    @Test
    void meanPositionAndVibrationOfASite() {
        final SyntheticCrystal crystal = SyntheticCrystal.random(new Random(2), 3, 2.4, TWICE);
        crystal.vibration = 0.08;
        final int[][][] paths = new int[20][1000][];
        for (int i = 0; i < 20; i++) {
            java.util.Arrays.fill(paths[i], new int[] {i % 3, i % 2, 0, i / 10});
        }
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults().withCoreFraction(0.9)).detect(crystal.set(paths), Progress.NONE);
        final double[] c = net.siteStatistics().get(1).covariance();
        // drift removal by 24 framework atoms subtracts their mean: the variance grows by 1/24; about 6,000 samples
        final double expected = 0.0064 * (1 + 1 / 24.0);
        assertEquals(expected, c[0], 5 * expected * Math.sqrt(2 / 6000.0));
        assertEquals(expected, c[8], 5 * expected * Math.sqrt(2 / 6000.0));
        assertEquals(0, c[1], 5 * expected / Math.sqrt(6000));
        assertEquals(1.0 / 8 * 7, net.siteStatistics().get(1).occupancy(), 1e-12);
        assertEquals(0, net.siteStatistics().get(1).occupancyError(), 1e-9);
    }

    @Test
    void aShiftedCrystalIsFoundOnItsSites() {
        final Random random = new Random(21);
        final SyntheticCrystal crystal = SyntheticCrystal.random(random, 4, 1.8, TWICE);
        crystal.vibration = 0.05;
        crystal.rigidShift = new double[] {1.9, -2.3, 0.7};
        final int[][][] paths = walks(crystal, 6, 150, 0.1, random);
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
        assertPaths(paths, net);
        assertTrue(net.notes().stream().anyMatch(s -> s.contains("shifted by 3.06 Å")), () -> net.notes().toString());
    }

    @Test
    void aDisorderedFrameworkIsNotFolded() {
        final Random random = new Random(31);
        final SyntheticCrystal crystal = SyntheticCrystal.random(random, 3, 2.2, TWICE);
        crystal.vibration = 0.03;
        crystal.disorder = 0.45;
        final int[][][] paths = walks(crystal, 4, 100, 0.1, random);
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
        assertEquals(24, net.sites().size());
        assertTrue(net.notes().stream().anyMatch(s -> s.contains("not folded")), () -> net.notes().toString());
        assertEquals(1, net.runs().get(0).copies());
        // the same hops, image by image
        final double[] sum = new double[3];
        for (int h = 0; h < net.hops().size(); h++) {
            if (net.hops().ion(h) == 0) {
                for (int a = 0; a < 3; a++) {
                    sum[a] += net.hops().displacement(h)[a];
                }
            }
        }
        final int[] first = paths[0][0];
        final int[] last = paths[0][99];
        assertArrayEquals(crystal.sites().vector(first[0], last[0], last[1] - first[1], last[2] - first[2], last[3] - first[3]), sum, 1e-6);
    }

    @Test
    void aCenteredCellIsFoldedOntoThePrimitiveOne() {
        // body-centered: Li and Si each at the corner-like position and the center-shifted one
        final Cell cell = Cell.of(4.4, 0, 0, 0, 4.4, 0, 0, 0, 5);
        final Structure unit = new Structure(cell, new int[] {3, 3, 14, 14},
            new double[] {0.1, 0.2, 0.3, 2.3, 2.4, 2.8, 2.1, 0.2, 0.4, 4.3, 2.4, 2.9});
        final SyntheticCrystal crystal = new SyntheticCrystal(unit, 3, 0, 0, 0, 3, 0, 0, 0, 3);
        final int[][][] paths = {{{0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 1, 1}, {1, 1, 1, 1}}};
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
        assertEquals(1, net.sites().size());
        assertEquals(54, net.runs().get(0).copies());
        assertEquals(cell.volume() / 2, net.sites().cell().volume(), 1e-9);
        final double[] d = net.hops().displacement(0);
        assertArrayEquals(new double[] {2.2, 2.2, 2.5}, d, 1e-9);
    }

    @Test
    void neverFoldingKeepsEverySiteOfTheSimulationCell() {
        final Random random = new Random(41);
        final SyntheticCrystal crystal = SyntheticCrystal.random(random, 2, 2.5, TWICE);
        final int[][][] paths = walks(crystal, 3, 100, 0.2, random);
        final JumpNetwork folded = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(paths), Progress.NONE);
        final JumpNetwork all = HopDetector.of(crystal.sites(), HopOptions.defaults().withFolding(HopOptions.Folding.NEVER))
            .detect(crystal.set(paths), Progress.NONE);
        assertEquals(16, all.sites().size());
        assertEquals(folded.hops().size(), all.hops().size());
        for (int h = 0; h < all.hops().size(); h++) {
            assertArrayEquals(folded.hops().displacement(h), all.hops().displacement(h), 1e-9);
        }
        assertEquals(folded.shares().emptySites(), all.shares().emptySites(), 1e-12, "empty sites do not depend on folding");
    }

    @Test
    void threadsDoNotChangeTheResult() {
        final Random random = new Random(51);
        final SyntheticCrystal crystal = SyntheticCrystal.random(random, 4, 1.8, TWICE);
        crystal.vibration = 0.1;
        final TrajectorySet set = crystal.set(walks(crystal, 20, 300, 0.1, random));
        final JumpNetwork a = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(set, Progress.NONE);
        final JumpNetwork b = new java.util.concurrent.ForkJoinPool(1)
            .submit(() -> HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(set, Progress.NONE)).join();
        assertArrayEquals(JumpNetworkTest.bytes(a), JumpNetworkTest.bytes(b));
    }

    @Test
    void cancelingStopsTheDetection() {
        final Random random = new Random(71);
        final SyntheticCrystal crystal = SyntheticCrystal.random(random, 2, 2.5, TWICE);
        final TrajectorySet set = crystal.set(walks(crystal, 3, 50, 0.2, random));
        final List<String> seen = new ArrayList<>();
        assertThrows(CancellationException.class, () -> HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(set, (done, total, text) -> {
            seen.add(text);
            throw new CancellationException();
        }));
        assertEquals(List.of("Averaging the framework"), seen);
    }

    // messages

    private static String message(final SyntheticCrystal crystal, final Trajectory run) {
        return assertThrows(InputException.class, () -> HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(SyntheticCrystal.set(run),
            Progress.NONE)).getMessage();
    }

    private static SyntheticCrystal small() {
        return SyntheticCrystal.random(new Random(61), 2, 2.5, TWICE);
    }

    private static int[][][] still(final int ions, final int frames) {
        final int[][][] paths = new int[ions][frames][4];
        for (int i = 0; i < ions; i++) {
            for (final int[] state : paths[i]) {
                state[1] = i;
            }
        }
        return paths;
    }

    @Test
    void independentRunsAreRefusedByName() {
        final Trajectory run = small().run(still(1, 5));
        assertTrue(message(small(), RelabeledRun.of(run, RunInfo.independent("single points.xyz"))).contains("'single points.xyz' holds independent frames"));
    }

    @Test
    void anUnknownFrameIntervalIsRefused() {
        final Trajectory run = small().run(still(1, 5));
        assertTrue(message(small(), RelabeledRun.of(run, RunInfo.continuous("XDATCAR", Double.NaN))).contains("time between frames of the run 'XDATCAR'"));
    }

    @Test
    void anAbsentSpeciesIsNamedWithWhatIsThere() {
        final Trajectory run = small().run(still(1, 5));
        final SiteNetwork sites = SiteNetwork.of(small().unitCell.cell(), new double[3], List.of("Na"), Element.of("Na"));
        final String text = assertThrows(InputException.class, () -> HopDetector.of(sites, HopOptions.defaults())
            .detect(SyntheticCrystal.set(run), Progress.NONE)).getMessage();
        assertTrue(text.contains("has no Na; its species are Li, Si"), text);
    }

    @Test
    void anotherCellIsRefusedWithBoth() {
        final SyntheticCrystal other = SyntheticCrystal.random(new Random(62), 2, 2.5, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        final String text = message(new SyntheticCrystal(SyntheticCrystal.randomAtoms(new Random(1), Cell.of(7, 0, 0, 0, 7, 0, 0, 0, 7), 2, 2.5), 1, 0, 0, 0,
            1, 0, 0, 0, 1), other.run(still(1, 5)));
        assertTrue(text.contains("is no supercell of the cell of the sites (7.000, 7.000, 7.000 Å"), text);
    }

    @Test
    void anotherCrystalInTheSameCellIsRefused() {
        final Cell cell = Cell.of(9, 0, 0, 0, 9, 0, 0, 0, 9);
        final SyntheticCrystal a = new SyntheticCrystal(SyntheticCrystal.randomAtoms(new Random(5), cell, 5, 2.5), 1, 0, 0, 0, 1, 0, 0, 0, 1);
        final SyntheticCrystal b = new SyntheticCrystal(SyntheticCrystal.randomAtoms(new Random(6), cell, 5, 2.5), 1, 0, 0, 0, 1, 0, 0, 0, 1);
        final String text = message(a, b.run(still(1, 5)));
        assertTrue(text.contains("does not lie on that of the crystal"), text);
    }

    @Test
    void tooCoarseFramesAreRefusedUnlessAllowed() {
        final Cell cell = Cell.of(6, 0, 0, 0, 6, 0, 0, 0, 6);
        final SiteNetwork sites = SiteNetwork.of(cell, new double[] {0, 0, 0}, List.of("A"), SyntheticCrystal.LI);
        final TrajectorySet set = SyntheticCrystal.set(TestRuns.single(cell, new double[] {0, 2.9, 0}, 0, 0));
        assertThrows(InputException.class, () -> HopDetector.of(sites, HopOptions.defaults()).detect(set, Progress.NONE));
        final JumpNetwork net = HopDetector.of(sites, HopOptions.defaults().withCoarseAllowed(true)).detect(set, Progress.NONE);
        assertFalse(net.warnings().isEmpty());
    }

    @Test
    void runsOfDifferentSizeShareSitesOnlyWhenFolded() {
        final Structure unit = small().unitCell;
        final SyntheticCrystal large = new SyntheticCrystal(unit, 3, 0, 0, 0, 2, 0, 0, 0, 2);
        final TrajectorySet set = SyntheticCrystal.set(small().run(still(2, 5)), large.run(still(3, 7)));
        final JumpNetwork net = HopDetector.of(small().sites(), HopOptions.defaults()).detect(set, Progress.NONE);
        assertEquals(8, net.runs().get(0).copies());
        assertEquals(12, net.runs().get(1).copies());
        final String text = assertThrows(InputException.class, () -> HopDetector.of(small().sites(),
            HopOptions.defaults().withFolding(HopOptions.Folding.NEVER)).detect(set, Progress.NONE)).getMessage();
        assertTrue(text.contains("different supercells"), text);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertTrue(assertThrows(InputException.class, () -> HopOptions.defaults().withCoreFraction(1.2)).getMessage().contains("1.2"));
        assertTrue(assertThrows(InputException.class, () -> HopOptions.defaults().withMinimumResidenceFs(-1)).getMessage().contains("-1.0 fs"));
        assertTrue(assertThrows(InputException.class, () -> HopDetector.of(small().sites(), HopOptions.defaults())
            .detect(SyntheticCrystal.set(), Progress.NONE)).getMessage().contains("no run"));
        assertTrue(message(small(), small().run(still(1, 1))).contains("has 1 frames"));
    }
}

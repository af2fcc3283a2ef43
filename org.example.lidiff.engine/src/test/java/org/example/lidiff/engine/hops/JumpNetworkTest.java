package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.KineticMonteCarlo;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class JumpNetworkTest {

    /** Two sites in a skewed cell, joined through two images; A is left three times as slowly as B. */
    private static final List<SyntheticCrystal.Edge> EDGES = edges();

    private static List<SyntheticCrystal.Edge> edges() {
        final List<SyntheticCrystal.Edge> list = new ArrayList<>();
        list.addAll(SyntheticCrystal.both(0, 1, new int[] {0, 0, 0}, 1e-4, 3e-4));
        list.addAll(SyntheticCrystal.both(0, 1, new int[] {-1, 0, 0}, 0.5e-4, 1.5e-4));
        list.addAll(SyntheticCrystal.both(0, 0, new int[] {0, 1, 0}, 0.2e-4, 0.2e-4));
        return list;
    }

    private static SyntheticCrystal crystal(final int repeats) {
        final Structure unit = new Structure(Cell.of(5, 0, 0, 1.2, 4.5, 0, 0.3, 1, 5), new int[] {3, 3, 14, 14},
            new double[] {0.5, 0.5, 0.5, 3, 0.8, 0.6, 1, 2.5, 3, 4, 2.7, 3.2});
        return new SyntheticCrystal(unit, repeats, 0, 0, 0, repeats, 0, 0, 0, repeats);
    }

    private static JumpNetwork network(final long seed, final int ions, final int frames, final double interval) {
        final SyntheticCrystal crystal = crystal(4);
        crystal.vibration = 0.05;
        crystal.frameIntervalFs = interval;
        crystal.seed = seed;
        // several hops between two frames may look coarse in this small cell
        return HopDetector.of(crystal.sites(), HopOptions.defaults().withCoarseAllowed(true))
            .detect(crystal.set(crystal.kineticMonteCarlo(EDGES, ions, frames, new Random(seed))), Progress.NONE);
    }

    static byte[] bytes(final JumpNetwork net) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            net.write(new DataOutputStream(out));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static JumpNetwork read(final byte[] bytes) throws IOException {
        return JumpNetwork.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    @Test
    void ratesOfAKnownNetworkLieInTheirIntervals() {
        // frames 300 fs apart, residence 2000 fs and more: the rates are corrected for what is missed
        int inside = 0;
        int all = 0;
        final int seeds = Boolean.getBoolean("lidiff.thorough") ? 200 : 20;
        for (int seed = 0; seed < seeds; seed++) {
            final JumpNetwork net = network(seed, 10, 500, 300);
            for (final SyntheticCrystal.Edge e : EDGES) {
                for (final HopEdge h : net.edges()) {
                    if (h.from() == e.from() && h.to() == e.to() && java.util.Arrays.equals(h.image(), e.image())) {
                        all++;
                        inside += h.corrected().lower() <= e.rate() && e.rate() <= h.corrected().upper() ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(all >= 5 * seeds, "edges seen");
        final double share = (double)inside / all;
        assertTrue(share >= 0.9 && share <= 0.995, () -> "coverage " + share);
    }

    /** Rates of {@link KineticMonteCarlo} with frames every tenth of a residence time: two sites in a row, with hops over two images. */
    private static final PeriodicMatrix KNOWN = new PeriodicMatrix.Builder(2).add(0, 1, 0, 0, 0, 2e-3).add(1, 0, 0, 0, 0, 6e-3).add(0, 1, -1, 0, 0, 1e-3)
        .add(1, 0, 1, 0, 0, 3e-3).add(0, 0, 0, 1, 0, .5e-3).add(0, 0, 0, -1, 0, .5e-3).build();

    private static JumpNetwork walks(final long seed, final double minimumResidence, final double... intervals) {
        final SiteNetwork sites = SiteNetwork.of(Cell.of(6, 0, 0, 0, 5, 0, 0, 0, 5), new double[] {0.1, 0.5, 0.5, 0.6, 0.5, 0.5}, List.of("A", "B"), SyntheticCrystal.LI);
        final List<RunHops> runs = new ArrayList<>();
        for (final double interval : intervals) {
            runs.add(walk(sites, new KineticMonteCarlo(KNOWN, 20, (int)(300_000 / interval), interval), seed + runs.size()));
        }
        return new JumpNetwork(sites, HopOptions.defaults().withMinimumResidenceFs(minimumResidence), runs, List.of(), List.of());
    }

    private static RunHops walk(final SiteNetwork sites, final KineticMonteCarlo walk, final long seed) {
        return new RunHops(new NetworkRun("walk", 500, walk.intervalFs(), walk.frames(), walk.walkers(), sites.cell(), new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, false),
            walk.run(seed).trajectories(), new double[RunHops.MOMENTS * sites.size()], 0, List.of());
    }

    @Test
    void edgesThatWereNeverSeenTakeTheirPartOfSums() {
        // Six neighbors, frames every fifth of a stay: two hops within a frame lead to one of 18 places, most of which a short run has never seen.
        final PeriodicMatrix.Builder cubic = new PeriodicMatrix.Builder(1);
        for (int k = 0; k < 6; k++) {
            final int step = k % 2 == 0 ? 1 : -1;
            cubic.add(0, 0, k / 2 == 0 ? step : 0, k / 2 == 1 ? step : 0, k / 2 == 2 ? step : 0, 1e-3);
        }
        final SiteNetwork sites = SiteNetwork.of(Cell.of(3, 0, 0, 0, 3, 0, 0, 0, 3), new double[3], List.of("A"), SyntheticCrystal.LI);
        final int seeds = 200;
        double rate = 0;
        double diffusivity = 0;
        double plain = 0;
        for (int seed = 0; seed < seeds; seed++) {
            final JumpNetwork net = new JumpNetwork(sites, HopOptions.defaults(), List.of(walk(sites, new KineticMonteCarlo(cubic.build(), 4, 75, 1 / .03), seed)),
                List.of(), List.of());
            rate += net.correctedHopRate().rate() / seeds;
            diffusivity += net.correctedJumpDiffusivity(3) / seeds;
            plain += net.hops().size() / net.correctedHopRate().timeFs() / seeds;
        }
        // 12,000 hops: four standard errors, and what the third order leaves
        assertEquals(6e-3, rate, .045 * 6e-3);
        assertEquals(1e-3 * 9, diffusivity, .05 * 1e-3 * 9);
        assertTrue(plain < .92 * 6e-3, "uncorrected " + plain);
    }

    private static boolean inside(final RateEstimate r, final double known) {
        return r.lower() <= known && known <= r.upper();
    }

    private static boolean seenInside(final RateEstimate r, final double known) {
        return inside(RateEstimate.of(r.count(), r.timeFs()), known);
    }

    @Test
    void framesEveryTenthOfAResidenceTimeDoNotMakeRatesTooSmall() {
        // Mean residence 200 fs, frames every 20 fs, 30,000 hops: hops over the time are a tenth too few, many times their error.
        final int seeds = Boolean.getBoolean("lidiff.thorough") ? 200 : 20;
        int edges = 0;
        int held = 0;
        int plain = 0;
        final int[] sums = new int[5];
        for (int seed = 0; seed < seeds; seed++) {
            final JumpNetwork net = walks(10L * seed, 0, 20);
            for (final HopEdge h : net.edges()) {
                final int known = KNOWN.find(h.from(), h.to(), h.image()[0], h.image()[1], h.image()[2]);
                if (known >= 0) {
                    edges++;
                    held += inside(h.corrected(), KNOWN.value(known)) ? 1 : 0;
                    plain += seenInside(h.corrected(), KNOWN.value(known)) ? 1 : 0;
                } else {
                    // .2³ of the rates is left
                    assertTrue(h.corrected().rate() < 4e-5, "two hops within a frame are no edge: " + h);
                }
            }
            final RateEstimate exit = net.siteStatistics().get(1).corrected();
            final RateEstimate type = net.typeRates().get(1).corrected();
            sums[0] += inside(exit, 9e-3) ? 1 : 0;
            sums[1] += seenInside(exit, 9e-3) ? 1 : 0;
            sums[2] += inside(type, 3e-3) ? 1 : 0;
            // π_A : π_B = 3 : 1
            sums[3] += inside(net.correctedHopRate(), 5.25e-3) ? 1 : 0;
            sums[4] += seenInside(net.correctedHopRate(), 5.25e-3) ? 1 : 0;
            // ½ Σ π k r²: 3 Å along x at 4.5e-3, 5 Å along y at .75e-3; five standard errors
            assertEquals((4.5e-3 * 9 + .75e-3 * 25) / 2, net.correctedJumpDiffusivity(1), .035 * (4.5e-3 * 9 + .75e-3 * 25) / 2);
        }
        // 20 of 95 % each are fewer than 15 in one of 3000 cases
        final double least = seeds == 20 ? .75 : .9;
        assertEquals(6 * seeds, edges);
        assertTrue(held >= .9 * edges && plain <= .4 * edges, held + " corrected and " + plain + " plain of " + edges);
        assertTrue(sums[0] >= least * seeds && sums[2] >= least * seeds && sums[3] >= least * seeds, () -> java.util.Arrays.toString(sums));
        assertEquals(0, sums[1] + sums[4], "uncorrected ones never hold the truth");
    }

    @Test
    void plainRatesStandBesideTheCorrectedOnesWithAWarningWhereItMatters() {
        final JumpNetwork coarse = walks(0, 0, 20);
        for (final HopEdge h : coarse.edges()) {
            final double time = coarse.siteStatistics().get(h.from()).timeFs();
            assertEquals(h.count() / time, h.rate().rate(), 1e-15);
            assertEquals(time, h.rate().timeFs(), 1e-9);
        }
        final String text = String.join("\n", coarse.warnings());
        assertTrue(text.matches("(?s).*About (8|9|10|11|12) % of the hops fell between two frames, there and back, and were not seen: .*Take the corrected rates, or"
            + " record frames more often\\..*"), text);
        final String fine = String.join("\n", walks(0, 0, 4).warnings());
        assertTrue(!fine.contains("between two frames"), fine);
    }

    @Test
    void runsWithDifferentFrameIntervalsAreCorrectedEachOnItsOwn() {
        final JumpNetwork net = walks(5, 0, 10, 40);
        final JumpNetwork fine = net.select(0);
        final JumpNetwork coarse = net.select(1);
        for (final HopEdge h : net.edges()) {
            final int known = KNOWN.find(h.from(), h.to(), h.image()[0], h.image()[1], h.image()[2]);
            if (known >= 0) {
                final RateEstimate a = edge(fine, h);
                final RateEstimate b = edge(coarse, h);
                assertEquals(a.count() + b.count(), h.count());
                assertEquals(a.rate() * a.timeFs() + b.rate() * b.timeFs(), h.corrected().rate() * h.corrected().timeFs(), 1e-9 * h.count());
                assertEquals(KNOWN.value(known), h.corrected().rate(), 4 * KNOWN.value(known) / Math.sqrt(h.count()) + .01 * KNOWN.value(known));
            }
        }
    }

    private static RateEstimate edge(final JumpNetwork net, final HopEdge h) {
        return net.edges().stream().filter(e -> e.from() == h.from() && e.to() == h.to() && java.util.Arrays.equals(e.image(), h.image())).findFirst()
            .orElseThrow().corrected();
    }

    @Test
    void staysThatAreVibrationByChoiceAreNotMissed() {
        final JumpNetwork net = walks(3, 40, 20);
        for (final HopEdge h : net.edges()) {
            assertEquals(h.count() / h.corrected().timeFs(), h.corrected().rate(), 1e-15);
        }
        assertEquals(net.hops().size() / net.correctedHopRate().timeFs(), net.correctedHopRate().rate(), 1e-15);
    }

    @Test
    void occupanciesFollowDetailedBalance() {
        final JumpNetwork net = network(99, 8, 4000, 200);
        // π_A : π_B = 3 : 1; 8 ions on 64 copies
        final SiteStatistics a = net.siteStatistics().get(0);
        assertEquals(0.75 / 8, a.occupancy(), 4 * a.occupancyError());
        assertTrue(a.occupancyError() < 0.03 / 8);
        // nearly every ion starts in a core
        assertEquals(1 / 8.0, a.occupancy() + net.siteStatistics().get(1).occupancy(), 1e-5);
    }

    @Test
    void occupancyCountsAgreeWithCountingFrameByFrame() {
        final JumpNetwork net = network(7, 40, 200, 300);
        final CellCopies copies = new CellCopies(net.runs().get(0).supercell());
        final Map<Long, Integer> one = new HashMap<>();
        final Map<Long, Integer> more = new HashMap<>();
        for (int f = 0; f < 200; f++) {
            final Map<Long, Integer> now = new HashMap<>();
            for (final DiscreteTrajectory t : net.trajectories(0)) {
                for (int k = 0; k < t.stays(); k++) {
                    if (t.start(k) <= f && f < t.end(k) && t.state(k) >= 0) {
                        now.merge(64L * t.state(k) + copies.of(t.image(k, 0), t.image(k, 1), t.image(k, 2)), 1, Integer::sum);
                    }
                }
            }
            now.forEach((site, n) -> {
                one.merge(site / 64, 1, Integer::sum);
                more.merge(site / 64, n > 1 ? 1 : 0, Integer::sum);
            });
        }
        for (final SiteStatistics s : net.siteStatistics()) {
            assertEquals(one.get((long)s.site()) / 12800.0, 1 - s.emptyShare(), 1e-12);
            assertEquals(more.get((long)s.site()) / 12800.0, s.multipleShare(), 1e-12);
        }
        assertTrue(net.shares().multiplyOccupied() > 0);
    }

    @Test
    void copiesOfACellInASkewedSupercell() {
        final int[] m = {2, 1, 0, 0, 3, 0, -1, 0, 2};
        final CellCopies copies = new CellCopies(m);
        final java.util.Set<Integer> seen = new java.util.TreeSet<>();
        for (int a = -3; a < 4; a++) {
            for (int b = -3; b < 4; b++) {
                for (int c = -3; c < 4; c++) {
                    seen.add(copies.of(a, b, c));
                    assertEquals(copies.of(a, b, c), copies.of(a + m[0] - m[6], b + m[1] - m[7], c + m[2] - m[8]));
                }
            }
        }
        assertEquals(12, seen.size());
    }

    @Test
    void aHopsRateIntervalIsThatOfAGammaDistribution() {
        // 95 % quantiles of Gamma(5.5, 1): scipy.stats.gamma.ppf
        final RateEstimate r = RateEstimate.of(5, 2);
        assertEquals(2.5, r.rate());
        assertEquals(1.9078743, 2 * r.lower(), 1e-6);
        assertEquals(10.960025, 2 * r.upper(), 1e-5);
        assertEquals(3.0 / 50, RateEstimate.of(0, 50).upper(), 1e-15);
        assertEquals(0, RateEstimate.of(0, 50).lower());
    }

    @Test
    void writtenAndReadItIsTheSame() throws IOException {
        final JumpNetwork net = network(3, 5, 500, 100);
        final byte[] bytes = bytes(net);
        final JumpNetwork again = read(bytes);
        assertArrayEquals(bytes, bytes(again));
        assertEquals(net.hops().size(), again.hops().size());
        assertEquals(net.warnings(), again.warnings());
        assertEquals(net.shares(), again.shares());
        assertEquals(net.sensitivity(), again.sensitivity());
        assertArrayEquals(net.siteStatistics().get(0).covariance(), again.siteStatistics().get(0).covariance());
        assertEquals(net.options(), again.options());
    }

    @Test
    void aFileOfTheFirstVersionIsRead() throws IOException {
        // written by the last commit before version 2 (f82fea8): two ions on two sites in 2 × 2 × 2 cells, 12 frames of 100 fs
        final byte[] stored;
        try (java.io.InputStream in = JumpNetworkTest.class.getResourceAsStream("jump-network-v1.lidiff")) {
            stored = in.readAllBytes();
        }
        assertEquals(1, stored[3]);
        final JumpNetwork net = read(stored);
        assertEquals(HopOptions.SiteKind.POINT, net.options().kind());
        assertTrue(net.options().coarseAllowed());
        assertTrue(net.sites().framework().isEmpty(), "version 1 had none");
        assertEquals("2 Li sites {Li=2}", net.sites().toString());
        assertArrayEquals(new double[] {5, 0, 0, 1.2, 4.5, 0, 0.3, 1, 5}, net.sites().cell().rows(), 1e-9);
        final List<String> hops = new ArrayList<>();
        for (int h = 0; h < net.hops().size(); h++) {
            hops.add(net.hops().ion(h) + " " + net.hops().timeFs(h) + " " + net.hops().from(h) + " " + net.hops().to(h) + " " + net.hops().image(h, 0)
                + net.hops().image(h, 1) + net.hops().image(h, 2));
        }
        assertEquals(List.of("0 300.0 0 1 000", "0 600.0 1 0 100", "0 900.0 0 1 000", "1 800.0 1 1 010"), hops);
        assertEquals(0.0625, net.siteStatistics().get(0).occupancy(), 1e-15);
        assertEquals(0.1875, net.siteStatistics().get(1).occupancy(), 1e-15);
        assertEquals(6, net.sensitivity().size());
        assertEquals("synthetic run", net.runs().get(0).source());
        assertEquals(8, net.runs().get(0).copies());
        assertTrue(net.warnings().get(0).contains("moves 4.66 Å in one step"));
        assertEquals("The sites of 8 cell copies are folded onto one: the mean framework maps onto itself within 0.00 Å.", net.notes().get(0));
        // written again it is of the present version
        final byte[] again = bytes(net);
        assertEquals(2, again[3]);
        assertArrayEquals(again, bytes(read(again)));
    }

    @Test
    void damagedOrNewerFilesAreRefused() {
        final byte[] bytes = bytes(network(3, 2, 50, 100));
        bytes[3] = 9;
        assertTrue(assertThrows(InputException.class, () -> read(bytes)).getMessage().contains("version 9"));
        bytes[3] = 0;
        assertTrue(assertThrows(InputException.class, () -> read(bytes)).getMessage().contains("damaged"));
    }

    @Test
    void runsAreSelectedByTemperature() {
        final SyntheticCrystal crystal = crystal(4);
        final var a = crystal.run(crystal.kineticMonteCarlo(EDGES, 3, 100, new Random(1)));
        crystal.temperature = 800;
        crystal.frameIntervalFs = 50;
        final var b = crystal.run(crystal.kineticMonteCarlo(EDGES, 3, 100, new Random(2)));
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(SyntheticCrystal.set(a, b), Progress.NONE);
        assertArrayEquals(new double[] {600, 800}, net.temperaturesK());
        assertEquals(50, net.atTemperature(800).discreteTrajectories().frameIntervalFs());
        assertEquals(3, net.atTemperature(600).discreteTrajectories().trajectories().size());
        assertTrue(assertThrows(InputException.class, net::discreteTrajectories).getMessage().contains("100.0 fs apart"));
    }

    @Test
    void warningsNameWhatIsMissing() {
        final SyntheticCrystal crystal = crystal(2);
        final int[][][] still = new int[16][20][4];
        for (int i = 0; i < 16; i++) {
            for (final int[] s : still[i]) {
                s[0] = i % 2;
                s[1] = i / 2 % 2;
                s[2] = i / 4 % 2;
                s[3] = i / 8;
            }
        }
        final JumpNetwork full = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(still), Progress.NONE);
        final String text = String.join("\n", full.warnings());
        assertTrue(text.contains("has 16 ions on 16 sites"), text);
        // 3.00/T with T = 16 · 20 · 100 fs = 32 ps
        assertTrue(text.contains("No hop was seen in 32.00 ps of ion time: the mean hop rate of an ion is below 0.0938 per ps"), text);
        final int[][][] two = {{{0, 0, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 0}}, {{1, 1, 0, 0}, {1, 1, 0, 0}, {1, 1, 0, 0}}};
        final SyntheticCrystal large = crystal(3);
        final String parts = String.join("\n", HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(large.set(two), Progress.NONE).warnings());
        assertTrue(parts.contains("2 separate groups: {Li.1}, {Li.2}"), parts);
        assertTrue(parts.contains("Only 2 hops were seen"), parts);
        assertTrue(parts.contains("2 of 2 edges have fewer than 10 hops"), parts);
        assertTrue(parts.contains("hop every 3.0 frames: visits between frames are missed. The rates of counted hops are too low"), parts);
        final int[][][] one = {{{0, 0, 0, 0}, {0, 0, 0, 0}}};
        final String empty = String.join("\n", HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(one), Progress.NONE).warnings());
        assertTrue(empty.contains("1 of 2 sites are never occupied: Li.2"), empty);
    }

    @Test
    void edgesThatMatterAreNamed() {
        // 20 hops between A and B in the cell; three lead on to the next cell: without them nothing diffuses
        final SyntheticCrystal crystal = crystal(3);
        final int[][][] path = new int[1][60][];
        final int[] s = {0, 0, 0, 0};
        for (int f = 0; f < 60; f++) {
            if (f % 2 == 1) {
                if (s[0] == 1 && f % 20 == 11) {
                    s[0] = 0;
                    s[1]++;
                } else {
                    s[0] = 1 - s[0];
                }
            }
            path[0][f] = s.clone();
        }
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults().withCoarseAllowed(true)).detect(crystal.set(path), Progress.NONE);
        final String text = String.join("\n", net.warnings());
        assertTrue(text.contains("Fewer than 10 hops were seen on 1 edges without which sites would be cut off or a direction of diffusion missing: "
            + "Li.2 to Li.1"), text);
        assertTrue(text.contains("there, 0 back)"), text);
    }

    @Test
    void hopsPastASiteAreSaidToBeTooCoarse() {
        // a row of sites along x; the ion is never seen at every other one
        final Structure unit = new Structure(Cell.of(2.5, 0, 0, 0, 14, 0, 0, 0, 14), new int[] {3, 14}, new double[] {1, 2, 2, 1, 6, 6});
        final SyntheticCrystal row = new SyntheticCrystal(unit, 8, 0, 0, 0, 1, 0, 0, 0, 1);
        final int[][][] path = new int[1][40][];
        for (int f = 0; f < 40; f++) {
            path[0][f] = new int[] {0, f / 8 * 2, 0, 0};
        }
        final JumpNetwork net = HopDetector.of(row.sites(), HopOptions.defaults()).detect(row.set(path), Progress.NONE);
        assertTrue(net.warnings().stream().anyMatch(w -> w.contains("100 % of the hops lead straight through the core of a third site")),
            () -> net.warnings().toString());
    }

    @Test
    void hopsAgainstMinimumResidenceAndTheWayBack() {
        final SyntheticCrystal crystal = crystal(3);
        // A for 5 frames, B for 2, back to A for 6, B for 12
        final int[] sites = new int[25];
        java.util.Arrays.fill(sites, 5, 7, 1);
        java.util.Arrays.fill(sites, 13, 25, 1);
        final int[][][] path = new int[1][25][];
        for (int f = 0; f < 25; f++) {
            path[0][f] = new int[] {sites[f], 0, 0, 0};
        }
        final JumpNetwork net = HopDetector.of(crystal.sites(), HopOptions.defaults()).detect(crystal.set(path), Progress.NONE);
        final List<ResidenceSensitivity> r = net.residenceSensitivity();
        assertEquals(List.of(0.0, 200.0, 300.0, 500.0, 1000.0, 2000.0, 5000.0), r.stream().map(ResidenceSensitivity::minimumResidenceFs).toList());
        assertEquals(List.of(3L, 3L, 1L, 1L, 1L, 0L, 0L), r.stream().map(ResidenceSensitivity::hops).toList());
        assertEquals(1, net.returnShare(), "both hops that are followed by another one lead back");
        final List<TypeRate> rates = net.typeRates();
        assertEquals(1, rates.size());
        assertEquals(3, rates.get(0).rate().count());
        assertEquals(3 / 2500.0, rates.get(0).rate().rate(), 1e-15);
        assertEquals(2400, rates.get(0).corrected().timeFs(), 1e-9, "24 intervals of 100 fs");
    }

    @Test
    void typesOfSitesKeepTheirRatesApart() {
        final SiteNetwork sites = SiteNetwork.of(Cell.of(8, 0, 0, 0, 8, 0, 0, 0, 8), new double[] {0.25, 0.4, 0.4, 0.75, 0.4, 0.4}, List.of("A", "B"),
            SyntheticCrystal.LI);
        final var run = TestRuns.single(sites.cell(), new double[] {2, 2, 6, 6, 6, 2, 2, 2, 2, 2}, 3.2, 3.2);
        final JumpNetwork net = HopDetector.of(sites, HopOptions.defaults().withCoarseAllowed(true))
            .detect(SyntheticCrystal.set(run), Progress.NONE);
        final Map<String, RateEstimate> rates = new HashMap<>();
        net.typeRates().forEach(t -> rates.put(t.from() + t.to(), t.rate()));
        assertEquals(1 / 700.0, rates.get("AB").rate(), 1e-15);
        assertEquals(1 / 300.0, rates.get("BA").rate(), 1e-15);
        assertEquals(3.0 / 700, rates.get("AA").upper(), 1e-15, "none was seen");
    }

    @Test
    void whereASiteStandsInsideItsCellDoesNotChangeHowFarIonsGo() {
        // the same stays with the sites moved: every closed way sums up to the same, every path changes at its ends only
        final JumpNetwork net = network(5, 6, 800, 100);
        final double[] x = net.sites().fractionalPositions();
        final double[][] moved = {{0.31, -0.2, 0.11}, {-0.15, 0.25, 0.4}};
        for (int i = 0; i < 6; i++) {
            x[i] += moved[i / 3][i % 3] / 10;
        }
        final SiteNetwork other = SiteNetwork.of(net.sites().cell(), x, List.of("Li", "Li"), SyntheticCrystal.LI);
        for (final DiscreteTrajectory t : net.trajectories(0)) {
            final double[] sum = new double[3];
            for (int k = 1; k < t.stays(); k++) {
                final int[] r = {t.image(k, 0) - t.image(k - 1, 0), t.image(k, 1) - t.image(k - 1, 1), t.image(k, 2) - t.image(k - 1, 2)};
                final double[] a = net.sites().vector(t.state(k - 1), t.state(k), r);
                final double[] b = other.vector(t.state(k - 1), t.state(k), r);
                for (int d = 0; d < 3; d++) {
                    sum[d] += b[d] - a[d];
                }
            }
            final int first = t.state(0);
            final int last = t.state(t.stays() - 1);
            final double[] ends = new double[3];
            for (int d = 0; d < 3; d++) {
                ends[d] = (moved[last][d] - moved[first][d]) / 10;
            }
            other.cell().toCartesian(ends, 0, ends, 0);
            assertArrayEquals(ends, sum, 1e-9);
        }
    }
}

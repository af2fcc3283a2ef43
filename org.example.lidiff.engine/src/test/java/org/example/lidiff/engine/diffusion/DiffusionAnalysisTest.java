package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.diffusion.DiffusionAnalysisOptions.Part;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.RelabeledRun;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DiffusionAnalysisTest {

    private static final Element LI = Element.of("Li");
    private static final Element S = Element.of("S");
    private static final double[] TEMPERATURES = {700, 900, 1200};
    private static final double SECOND = 705;
    private static final int IONS = 24;
    private static final int FRAMES = 2500;
    private static final double INTERVAL = 20;
    private static final Set<Part> FIT_ONLY = EnumSet.of(Part.CONDUCTIVITY);

    private static DiffusionAnalysis analysis;

    @BeforeAll
    static void walks() {
        final List<Trajectory> runs = new ArrayList<>();
        for (final double t : TEMPERATURES) {
            runs.add(walk(t, 1, 11));
        }
        // measured means scatter
        runs.add(walk(SECOND, 1, 12));
        analysis = DiffusionAnalysis.of(runs, DiffusionAnalysisOptions.of(LI).withPairs(6, 60).withWindow(LagWindow.absolute(500, 5000)), Progress.NONE);
    }

    private static Trajectory walk(final double temperatureK, final double hopping, final long seed) {
        return WalkingCrystal.run(temperatureK, IONS, FRAMES, INTERVAL, hopping, seed);
    }

    private static DiffusionAnalysis analyze(final Trajectory run, final DiffusionAnalysisOptions options) {
        return DiffusionAnalysis.of(List.of(run), options, Progress.NONE);
    }

    /** Within three standard errors: there are several temperatures and quantities. */
    private static void inside(final double expected, final double value, final double error) {
        assertEquals(expected, value, 3 * error);
        assertTrue(error < 0.6 * expected, value + " ± " + error);
    }

    private static void inside(final double expected, final DiffusionFit fit) {
        inside(expected, fit.value(), (fit.upper() - fit.lower()) / (2 * 1.96));
    }

    @Test
    void runsAreGroupedByTemperature() {
        assertEquals(3, analysis.temperatures().size());
        assertArrayEquals(new int[] {2, 1, 1}, analysis.temperatures().stream().mapToInt(DiffusionAtTemperature::runs).toArray());
        assertArrayEquals(new double[] {(700 + SECOND) / 2, 900, 1200},
            analysis.temperatures().stream().mapToDouble(DiffusionAtTemperature::temperatureK).toArray(), 1e-9);
    }

    @Test
    void diffusionIsThatOfTheWalk() {
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            final SpeciesDiffusion li = t.of(LI);
            inside(WalkingCrystal.diffusion(t.temperatureK()), li.fit());
            assertTrue(li.fit().established(), li.sentence());
            assertTrue(li.sentence().matches("Between [0-9.]+ and [0-9.]+ ps the MSD of Li grows as t\\^[01]\\.\\d\\d \\(95 % .* to .*; p = .* of a straight"
                + " line\\): linear, D is established\\."), li.sentence());
            for (int axis = 0; axis < 3; axis++) {
                inside(WalkingCrystal.diffusion(t.temperatureK()), li.axes().get(axis));
                final double[] interval = li.diagonalInterval(axis);
                assertTrue(interval[0] < li.tensor()[4 * axis] && li.tensor()[4 * axis] < interval[1]);
                assertEquals(li.fit().startFs(), li.axes().get(axis).startFs(), 0);
            }
        }
    }

    @Test
    void cellsOfSeveralSizesShowWhetherItMatters() {
        final DiffusionAnalysisOptions options = DiffusionAnalysisOptions.of(LI).withParts(FIT_ONLY).withWindow(LagWindow.absolute(500, 5000));
        final DiffusionAtTemperature same = DiffusionAnalysis.of(List.of(WalkingCrystal.run(900, 16, 1500, INTERVAL, 1, 3), WalkingCrystal.run(900, 24, 1500, INTERVAL,
            1, 4), WalkingCrystal.run(900, 32, 1500, INTERVAL, 1, 5)), options, Progress.NONE).temperatures().get(0);
        final SizeDependence d = same.sizes().get(0);
        assertEquals(3, d.atoms().size());
        inside(WalkingCrystal.diffusion(900), d.line().diffusion(), d.line().standardError());
        assertFalse(d.seen(), d.remark());
        assertTrue(d.remark().endsWith("3 sizes; no dependence on the size is seen within the errors."), d.remark());
        // an ion in the small cell is a quarter as fast
        final SizeDependence grows = DiffusionAnalysis.of(List.of(WalkingCrystal.run(900, 16, 1500, INTERVAL, .25, 3),
            WalkingCrystal.run(900, 32, 1500, INTERVAL, 1, 5)), options, Progress.NONE).temperatures().get(0).sizes().get(0);
        assertTrue(grows.seen() && grows.line().diffusion() > grows.fits().get(1).value());
        assertTrue(grows.remark().endsWith("2 sizes, which nothing tests; D grows with the size of the cell."), grows.remark());
        assertTrue(analysis.temperatures().get(0).sizes().isEmpty(), "two runs of one size");
    }

    @Test
    void theFrameworkVibratesAndTheSentenceSaysSo() {
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            assertFalse(t.of(S).fit().established());
            assertTrue(t.of(S).sentence().contains("the MSD of S grows by") && t.of(S).sentence().endsWith("it vibrates in place, there is no D."),
                t.of(S).sentence());
        }
        assertEquals(6, analysis.sentences().size());
        assertTrue(analysis.sentences().get(0).startsWith("703 K: Between "), analysis.sentences().get(0));
        assertEquals(List.of(), analysis.warnings(), "a framework that stays is no problem");
    }

    @Test
    void independentIonsHaveAHavenRatioOfOneAndBothConductivitiesAgree() {
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            final ChargeDiffusion c = t.charge().orElseThrow();
            assertEquals("Li", c.species());
            assertEquals(Map.of(LI, 1.0), c.charges());
            assertEquals(1, c.meanSquareCharge(), 1e-12);
            inside(WalkingCrystal.diffusion(t.temperatureK()), c.value(), c.standardError());
            final double[] h = c.havenInterval();
            assertTrue(h[0] < 1 && 1 < h[1] && h[0] < c.havenRatio() && c.havenRatio() < h[1], Arrays.toString(h));
            // σ = n e² D/kT in SI units
            final double n = IONS / (WalkingCrystal.cell().volume() * 1e-30);
            final double kT = 1.380649e-23 * t.temperatureK();
            final double expected = n * Units.ELEMENTARY_CHARGE * Units.ELEMENTARY_CHARGE * c.tracer() * 1e-5 / kT;
            assertEquals(expected, c.nernstEinstein(), 1e-6 * expected);
            assertEquals(c.havenRatio(), c.nernstEinstein() / c.conductivity(), 1e-12);
            final double[] sigma = c.conductivityInterval();
            assertTrue(sigma[0] < c.conductivity() && c.conductivity() < sigma[1]);
            assertFalse(c.formal());
            assertTrue(c.tracerRemark().startsWith("Charges Li +1 e."), c.tracerRemark());
        }
    }

    @Test
    void theBarrierIsFoundAgainAndExtrapolated() {
        final ActivatedQuantity d = analysis.activated().get(0);
        assertEquals("D of Li", d.name());
        final Arrhenius fit = d.fit().orElseThrow();
        assertEquals(3, d.points().size());
        inside(WalkingCrystal.BARRIER, fit.activationEnergy(), fit.activationEnergyError());
        final double truth = WalkingCrystal.diffusion(300);
        // as above
        assertEquals(Math.log(truth), Math.log(fit.value(300)), 3 * fit.logError(300));
        assertTrue(fit.lower(300) < fit.value(300) && fit.value(300) < fit.upper(300));
        final double n = IONS / WalkingCrystal.cell().volume();
        assertEquals(Conductivity.siemensPerMeter(n, 1, truth, 300), d.conductivity(truth, 300), 1e-9 * d.conductivity(truth, 300));
        assertTrue(d.remark().startsWith("3 temperatures. χ² = "), d.remark());
        final ActivatedQuantity charge = analysis.activated().get(1);
        assertTrue(charge.ofCharge());
        assertEquals("D_σ of Li", charge.name());
    }

    @Test
    void vibrationsHaveTheirFrequency() {
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            final SpeciesVibrations v = t.vibrations(S).orElseThrow();
            // the frequency is no multiple of the resolution, so that some of it leaks
            assertEquals(WalkingCrystal.VIBRATION_THZ, v.centroidTHz(), 0.05);
            assertEquals(25, v.nyquistTHz(), 1e-9);
            assertTrue(v.fromPositions());
            final DiffusionCurve dos = t.curves(DiffusionCurve.Kind.DENSITY_OF_STATES).stream().filter(c -> c.species().equals("S")).findFirst().orElseThrow();
            double integral = 0;
            for (int k = 0; k + 1 < dos.x().length; k++) {
                integral += dos.y()[k] * (dos.x()[k + 1] - dos.x()[k]);
            }
            assertEquals(1, integral, 0.01);
        }
    }

    @Test
    void pairsAndVanHoveAreThoseOfTheRuns() {
        final DiffusionAtTemperature t = analysis.temperatures().get(0);
        assertEquals(List.of("Li-Li", "Li-S", "S-S"), t.curves(DiffusionCurve.Kind.RADIAL_DISTRIBUTION).stream().map(DiffusionCurve::species).toList());
        // the mean over the runs, each with half of the frames
        final DiffusionCurve pair = t.curves(DiffusionCurve.Kind.RADIAL_DISTRIBUTION).get(1);
        final RadialDistribution.Options o = new RadialDistribution.Options(LI, S, 6, 60, 100);
        final RadialDistribution a = RadialDistribution.compute(walk(TEMPERATURES[0], 1, 11), o, Progress.NONE);
        final RadialDistribution b = RadialDistribution.compute(walk(SECOND, 1, 12), o, Progress.NONE);
        for (int k = 0; k < 60; k++) {
            assertEquals((a.value(k) + b.value(k)) / 2, pair.y()[k], 1e-9);
            assertEquals(a.distance(k), pair.x()[k], 0);
        }
        final List<DiffusionCurve> self = t.curves(DiffusionCurve.Kind.VAN_HOVE_SELF);
        assertEquals(3, self.size());
        // most ions are where they were after 1/100 of the run, so their displacement is that of the vibration
        assertEquals(24 * INTERVAL, self.get(0).lagFs(), 0);
        assertEquals(624 * INTERVAL, self.get(2).lagFs(), 0);
        assertEquals(3, t.curves(DiffusionCurve.Kind.VAN_HOVE_DISTINCT).size());
        final double[] alpha = t.curves(DiffusionCurve.Kind.NON_GAUSSIAN).get(0).y();
        assertTrue(Arrays.stream(alpha).max().orElseThrow() > 1, "hops are rare and long at short times");
    }

    @Test
    void curvesAreThinnedOut() {
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            for (final DiffusionCurve c : t.curves()) {
                assertTrue(c.x().length <= 500 && c.x().length == c.y().length && c.x().length == c.lower().length, c.kind().toString());
                assertTrue(c.x().length > 20, c.kind().toString());
            }
            final DiffusionCurve msd = t.curves(DiffusionCurve.Kind.MSD).get(0);
            assertEquals(t.of(LI).msd().value(1), msd.y()[0], 0);
            assertEquals(t.of(LI).msd().lags() - 1, Math.round(msd.x()[msd.x().length - 1] * 1000 / INTERVAL));
            assertTrue(msd.hasIntervals() && msd.lower()[5] < msd.y()[5] && msd.y()[5] < msd.upper()[5]);
        }
    }

    @Test
    void ionsThatOnlyVibrateHaveNoD() {
        final DiffusionAnalysis a = analyze(walk(700, 0, 5), DiffusionAnalysisOptions.of(LI).withParts(FIT_ONLY));
        final String sentence = a.temperatures().get(0).of(LI).sentence();
        assertTrue(sentence.contains("less than 1.6 Å² (half the shortest site distance, squared): ions have hardly left their sites, there is no D."), sentence);
        assertTrue(a.warnings().contains(sentence), a.warnings().toString());
        assertTrue(a.activated().get(0).fit().isEmpty());
        assertTrue(a.activated().get(0).remark().startsWith("No activation energy: there is no temperature with an established value. 700 K is left out"),
            a.activated().get(0).remark());
        final ChargeDiffusion c = a.temperatures().get(0).charge().orElseThrow();
        assertTrue(c.tracerRemark().contains("D is not established, so neither is this number."), c.tracerRemark());
    }

    @Test
    void aWindowInTheBallisticPartIsNotLinear() {
        final double[][] r = new double[2000][3 * 8];
        final java.util.Random random = new java.util.Random(2);
        for (int k = 0; k < 24; k++) {
            double v = 0;
            for (int t = 1; t < r.length; t++) {
                // persistent walkers
                v = 0.99 * v + 0.02 * random.nextGaussian();
                r[t][k] = r[t - 1][k] + v;
            }
        }
        final Trajectory run = TestRuns.run(Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20), new int[] {3, 3, 3, 3, 3, 3, 3, 3}, r,
            RunInfo.continuous("persistent", 10).withTemperature(500).withUnwrapped(true), false);
        final DiffusionAnalysis a = analyze(run, DiffusionAnalysisOptions.of(LI).withWindow(LagWindow.absolute(100, 500)).withParts(FIT_ONLY)
            .withSiteDistance(0.5));
        final String sentence = a.temperatures().get(0).of(LI).sentence();
        assertTrue(sentence.startsWith("Between 0.1 and 0.5 ps the MSD of Li grows as t^1.") && sentence.endsWith(": not linear, there is no D yet."), sentence);
        assertTrue(a.warnings().contains(sentence));
        assertTrue(a.warnings().stream().anyMatch(w -> w.startsWith("None of the species (Li) is an anion: the conductivity is a formal ionic number")),
            a.warnings().toString());
        assertTrue(a.temperatures().get(0).charge().orElseThrow().formal());
    }

    @Test
    void windowsAreThoseAskedFor() {
        final Trajectory run = walk(900, 1, 6);
        final DiffusionFit absolute = analyze(run, DiffusionAnalysisOptions.of(LI).withWindow(LagWindow.absolute(1000, 6000)).withParts(Set.of()))
            .temperatures().get(0).of(LI).fit();
        assertEquals(1000, absolute.startFs(), 1e-9);
        assertEquals(6000, absolute.endFs(), 1e-9);
        final DiffusionFit fraction = analyze(run, DiffusionAnalysisOptions.of(LI).withWindow(LagWindow.fraction(0.01, 0.05)).withParts(Set.of()))
            .temperatures().get(0).of(LI).fit();
        // of 2499 frame intervals of 20 fs
        assertEquals(500, fraction.startFs(), 1e-9);
        assertEquals(2480, fraction.endFs(), 1e-9);
        final SpeciesDiffusion narrow = analyze(run, DiffusionAnalysisOptions.of(LI).withWindow(LagWindow.absolute(4500, 5000)).withParts(Set.of()))
            .temperatures().get(0).of(LI);
        assertTrue(narrow.fit().exponentUpper() - narrow.fit().exponentLower() > 1, narrow.sentence());
        assertTrue(narrow.sentence().contains(": linear as far as these few data tell, "), narrow.sentence());
        refused(() -> LagWindow.absolute(2000, 1000), "The fit window runs from 2 to 1 ps.", "an end after it");
        refused(() -> LagWindow.fraction(0.2, 1.5), "The fit window runs from 0.2 to 1.5 of the longest run.", "at most 1");
        refused(() -> analyze(run, DiffusionAnalysisOptions.of(LI).withWindow(LagWindow.absolute(1000, 1010))), "no three lags between 1000 and 1000 fs",
            "a wider fit window");
    }

    @Test
    void withoutATemperatureThereIsDButNoConductivity() {
        final Trajectory run = RelabeledRun.of(walk(900, 1, 6), RunInfo.continuous("unknown.xyz", INTERVAL));
        final DiffusionAnalysis a = analyze(run, DiffusionAnalysisOptions.of(LI).withParts(FIT_ONLY).withWindow(LagWindow.absolute(500, 5000)));
        inside(WalkingCrystal.diffusion(900), a.temperatures().get(0).of(LI).fit());
        assertTrue(a.temperatures().get(0).charge().isEmpty());
        assertEquals(List.of(), a.activated());
        assertEquals(List.of("The temperature of 'unknown.xyz' is not known, so there is D, but no conductivity and no Arrhenius line. Give the temperature in"
            + " Load AIMD."), a.warnings());
    }

    @Test
    void whatCannotBeAnalyzedIsRefusedByName() {
        final Trajectory run = walk(900, 1, 7);
        final DiffusionAnalysisOptions o = DiffusionAnalysisOptions.of(LI);
        refused(() -> analyze(RelabeledRun.of(run, RunInfo.independent("OUTCAR")), o), "The run 'OUTCAR' holds independent frames", "choose 'Dynamics' in Load AIMD");
        refused(() -> analyze(RelabeledRun.of(run, RunInfo.continuous("XDATCAR", Double.NaN)), o), "The time between frames of the run 'XDATCAR' is not known",
            "Give the time between frames in Load AIMD");
        refused(() -> analyze(run, DiffusionAnalysisOptions.of(Element.of("Na"))), "The run 'walk at 900 K' has no Na; it has Li, S.",
            "Choose mobile species among those");
        refused(() -> analyze(run, o.withFramework(Set.of(Element.of("P")))), "has none of the framework species P; it has Li, S.",
            "Choose framework species among those");
        refused(() -> DiffusionAnalysis.of(List.of(), o, Progress.NONE), "There is no run to analyze", "Load at least one");
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        final DiffusionAnalysisOptions o = DiffusionAnalysisOptions.of(LI);
        refused(DiffusionAnalysisOptions::of, "No mobile species", "Choose the species");
        refused(() -> o.withSiteDistance(-1), "The shortest site distance is -1.0 Å.", "0 to 100 Å");
        refused(() -> o.withLongestLag(1.5), "The longest lag is 1.5 of the run.", "at most 1");
        refused(() -> o.withPairs(0, 10), "The largest distance of pairs is 0.0 Å.", "at most 100 Å");
        refused(() -> o.withPairs(5, 0), "divided into 0 shells", "1 to 100000");
        refused(() -> o.withVanHoveLags(List.of(-1000.0)), "A lag of the van Hove correlation is -1.0 ps", "a time above 0");
        refused(() -> o.withExtrapolations(List.of(0.0)), "A temperature to extrapolate to is 0.0 K", "above 0 K");
    }

    private static void refused(final Runnable work, final String summary, final String resolution) {
        final InputException e = assertThrows(InputException.class, work::run);
        assertTrue(e.summary().contains(summary), e.summary());
        assertTrue(e.resolution().contains(resolution), e.resolution());
    }

    @Test
    void aChargeThatIsNotKnownIsAskedFor() {
        final Trajectory run = walk(900, 1, 8);
        final Element xe = Element.of("Xe");
        final int[] z = run.atomicNumbers();
        assertEquals(16, z[z.length - 1]);
        // sulfur as the mobile species has a usual charge; xenon has none
        assertTrue(FormalCharges.of(xe).isEmpty());
        final double[][] r = new double[400][6];
        final java.util.Random random = new java.util.Random(2);
        for (int t = 1; t < r.length; t++) {
            for (int k = 0; k < 3; k++) {
                r[t][k] = r[t - 1][k] + 0.3 * random.nextGaussian();
            }
        }
        final Trajectory gas = TestRuns.run(WalkingCrystal.cell(), new int[] {54, 16}, r, RunInfo.continuous("gas", 10).withTemperature(300)
            .withUnwrapped(true), false);
        final DiffusionAnalysisOptions o = DiffusionAnalysisOptions.of(xe).withParts(FIT_ONLY);
        assertTrue(analyze(gas, o).warnings().contains("The charge of Xe is not known, so there is no conductivity. Give its charge."));
        assertTrue(analyze(gas, o).temperatures().get(0).charge().isEmpty());
        assertEquals(4, analyze(gas, o.withCharges(Map.of(xe, 2.0))).temperatures().get(0).charge().orElseThrow().meanSquareCharge(), 1e-12);
    }

    @Test
    void aFrameworkThatDiffusesIsAWarning() {
        final Trajectory run = walk(900, 1, 9);
        // lithium is taken as the framework of sulfur
        final DiffusionAnalysis a = analyze(run, DiffusionAnalysisOptions.of(S).withFramework(Set.of(S)).withWindow(LagWindow.absolute(1000, 6000))
            .withParts(Set.of()));
        assertTrue(a.warnings().stream().anyMatch(w -> w.startsWith("Li was taken as framework, but it diffuses, too (D = ")), a.warnings().toString());
    }

    @Test
    void framesThatAreTooFarApartForVibrationsAreAWarning() {
        // 8 THz at a sampling of 10 THz
        final Trajectory run = WalkingCrystal.run(900, 8, 2000, 100, 0.1, 3);
        final DiffusionAnalysis a = analyze(run, DiffusionAnalysisOptions.of(LI).withParts(EnumSet.of(Part.VIBRATIONS)));
        assertTrue(a.warnings().stream().anyMatch(w -> w.contains("The frames are 100 fs apart, so vibrations of Li above 5 THz are folded back")),
            a.warnings() + " " + a.temperatures().get(0).vibrations());
    }

    @Test
    void theSameBitsForAnyNumberOfThreads() throws Exception {
        final Trajectory run = WalkingCrystal.run(900, 8, 800, 20, 1, 4);
        final DiffusionAnalysisOptions o = DiffusionAnalysisOptions.of(LI).withPairs(5, 30);
        final DiffusionAnalysis one = inPool(1, () -> analyze(run, o));
        final DiffusionAnalysis four = inPool(4, () -> analyze(run, o));
        final List<DiffusionCurve> a = one.temperatures().get(0).curves();
        final List<DiffusionCurve> b = four.temperatures().get(0).curves();
        assertEquals(a.size(), b.size());
        for (int i = 0; i < a.size(); i++) {
            assertArrayEquals(a.get(i).y(), b.get(i).y(), 0, a.get(i).kind().toString());
        }
        assertEquals(one.temperatures().get(0).of(LI).fit().standardError(), four.temperatures().get(0).of(LI).fit().standardError(), 0);
    }

    private static DiffusionAnalysis inPool(final int threads, final java.util.concurrent.Callable<DiffusionAnalysis> work) throws Exception {
        final ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(work).get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void stopsWhenAskedInEveryPart() {
        final Trajectory run = WalkingCrystal.run(900, 8, 400, 20, 1, 4);
        final List<String> texts = new ArrayList<>();
        analyze2(run, (done, total, text) -> texts.add(text));
        for (final String part : List.of("Averaging displacements", "Counting pairs", "Counting displacements", "Correlating velocities")) {
            assertTrue(texts.contains(part), texts.toString());
            assertThrows(CancellationException.class, () -> analyze2(run, (done, total, text) -> {
                if (text.equals(part)) {
                    throw new CancellationException();
                }
            }), part);
        }
    }

    private static void analyze2(final Trajectory run, final Progress progress) {
        DiffusionAnalysis.of(List.of(run), DiffusionAnalysisOptions.of(LI).withPairs(5, 30), progress);
    }

    @Test
    void progressRunsFromZeroToOneWithoutGoingBack() {
        final Trajectory run = WalkingCrystal.run(900, 8, 400, 20, 1, 4);
        final double[] last = {0};
        analyze2(run, (done, total, text) -> {
            assertTrue((double)done / total >= last[0] - 1e-6, text + " at " + done + " after " + last[0]);
            last[0] = (double)done / total;
        });
        assertEquals(1, last[0], 1e-6);
    }
}

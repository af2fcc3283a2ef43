package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

class TransportTest {

    private static final Element LI = Element.of("Li");

    @Test
    void nernstEinstein() {
        // TESTVECTORS D-9: n = 2e28 1/m³, D = 1e-12 m²/s, 300 K
        assertEquals(0.1239499186, Conductivity.siemensPerMeter(0.02, 1, 1e-7, 300), 5e-11);
    }

    @Test
    void anArrheniusLineIsFoundAgain() {
        // TESTVECTORS D-8 (kinisi): 10 exp(−1e-5 eV/kT) at 300 K; its k_B is older than CODATA 2018: 1.3e-9 of difference
        final List<Arrhenius.Point> points = new ArrayList<>();
        for (final double t : new double[] {200, 400, 700}) {
            points.add(Arrhenius.Point.of(t, 10 * Math.exp(-1e-5 / (Units.BOLTZMANN * t)), 0.1));
        }
        final Arrhenius fit = Arrhenius.fit(points);
        assertEquals(1e-5, fit.activationEnergy(), 1e-14);
        assertEquals(9.996132574, fit.value(300), 2e-9);
        assertEquals(Math.log(10), fit.logPrefactor(), 1e-12);
    }

    @Test
    void twoPointsPropagateTheirErrors() {
        final Arrhenius fit = Arrhenius.fit(List.of(new Arrhenius.Point(500, -10, 0.1), new Arrhenius.Point(1000, -8, 0.2)));
        final double dx = 1 / (Units.BOLTZMANN * 500) - 1 / (Units.BOLTZMANN * 1000);
        assertEquals(2 / dx, fit.activationEnergy(), 1e-12);
        assertEquals(Math.hypot(0.1, 0.2) / dx, fit.activationEnergyError(), 1e-12);
        assertEquals(0.1, fit.logError(500), 1e-12);
        assertEquals(0.2, fit.logError(1000), 1e-12);
        assertTrue(fit.warnings().get(0).startsWith("Two temperatures"));
        assertTrue(Double.isNaN(fit.pValue()));
    }

    @Test
    void scatteredPointsWidenTheInterval() {
        final double[] t = {400, 500, 700, 1000};
        final double[] off = {0.5, -0.5, -0.5, 0.5};
        final List<Arrhenius.Point> tight = new ArrayList<>();
        final List<Arrhenius.Point> loose = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            final double y = -0.3 / (Units.BOLTZMANN * t[i]) + off[i];
            tight.add(new Arrhenius.Point(t[i], y, 0.01));
            loose.add(new Arrhenius.Point(t[i], y, 10));
        }
        final Arrhenius a = Arrhenius.fit(tight);
        assertEquals(a.activationEnergyError(), Arrhenius.fit(loose).activationEnergyError() * 0.001 * Math.sqrt(a.chiSquared() / 2), 1e-12);
        assertTrue(a.warnings().get(0).contains("do not lie on one line"));
        assertTrue(Arrhenius.fit(loose).warnings().get(0).contains("relative error is 1000 %"));
    }

    @Test
    void intervalsOfTheActivationEnergyCover() {
        final Random random = new Random(4);
        int covered = 0;
        int extrapolated = 0;
        final double[] t = {600, 700, 800, 1000};
        final int trials = 500;
        for (int n = 0; n < trials; n++) {
            final List<Arrhenius.Point> points = new ArrayList<>();
            for (final double k : t) {
                points.add(new Arrhenius.Point(k, -7 - 0.35 / (Units.BOLTZMANN * k) + 0.1 * random.nextGaussian(), 0.1));
            }
            final Arrhenius fit = Arrhenius.fit(points);
            covered += Math.abs(fit.activationEnergy() - 0.35) < fit.activationEnergyHalfWidth() ? 1 : 0;
            final double truth = Math.exp(-7 - 0.35 / (Units.BOLTZMANN * 300));
            extrapolated += fit.lower(300) < truth && truth < fit.upper(300) ? 1 : 0;
        }
        // errors are scaled up by scatter but never down: at least 95 %, 4 sigma of 500 trials is 4 %
        assertTrue(covered > 0.92 * trials && covered < trials, "covered " + covered);
        assertTrue(extrapolated > 0.92 * trials, "extrapolated " + extrapolated);
    }

    @Test
    void scatterThatErrorsExplainKeepsTheNormalInterval() {
        // three points off by their error: χ² = 1.5 of one degree of freedom; the interval is scaled, but not by t = 12.7
        final double x = Units.BOLTZMANN;
        final List<Arrhenius.Point> points = new ArrayList<>();
        final double[] off = {0.1, -0.2, 0.1};
        for (int i = 0; i < 3; i++) {
            final double inverse = 20 + 2 * i;
            points.add(new Arrhenius.Point(1 / (x * inverse), -0.3 * inverse + off[i], 0.2));
        }
        final Arrhenius fit = Arrhenius.fit(points);
        assertEquals(1.5, fit.chiSquared(), 1e-9);
        assertEquals(Math.sqrt(1.5) * 0.2 / Math.sqrt(8), fit.activationEnergyError(), 1e-9);
        assertEquals(1.959963985 * fit.activationEnergyError(), fit.activationEnergyHalfWidth(), 1e-9);
        assertTrue(fit.extrapolates(300) && !fit.extrapolates(530));
    }

    @Test
    void coefficientsOfTrajectoriesBecomePoints() {
        final DiffusionFit many = DiffusionFit.of(HoppingIons.jumping(16, 600, 600).displacement(1).of(LI), FitOptions.defaults());
        final Arrhenius.Point p = Arrhenius.Point.of(600, many);
        assertEquals(Math.log(many.value()), p.logValue(), 1e-12);
        assertEquals(Math.log(many.upper() / many.lower()) / 2 / 1.959963985, p.logError(), 1e-9);
        // few jumps: the relative error is above 0.3, and the logarithms of resampled blocks spread at least as much as is used
        final DiffusionFit few = DiffusionFit.of(HoppingIons.jumping(4, 500, 12).displacement(4).of(LI), FitOptions.defaults());
        assertTrue(few.standardError() > 0.3 * few.value() && few.lower() > 0, () -> few.value() + " " + few.standardError() + " " + few.lower());
        final double spread = Arrhenius.Point.ofSamples(600, few.samples()).logError();
        assertTrue(Arrhenius.Point.of(600, few).logError() >= spread);
        assertEquals(400, few.samples().length);
        // their scatter is the error that is printed
        double square = 0;
        for (final double d : few.samples()) {
            square += (d - few.value()) * (d - few.value()) / 399;
        }
        assertEquals(few.bootstrapError(), Math.sqrt(square), 1e-9 * few.value());
        final DiffusionFit none = DiffusionFit.of(HoppingIons.jumping(4, 400, 1e-9).displacement(2).of(LI), FitOptions.defaults());
        assertTrue(assertThrows(InputException.class, () -> Arrhenius.Point.of(600, none)).getMessage().contains("not distinguished from zero"));
    }

    @Test
    void intervalsOfActivationEnergyAndHavenRatioCover() {
        final int seeds = Boolean.getBoolean("lidiff.thorough") ? 200 : 24;
        final int[][] chosen = {{0, 4}, {0, 2, 4}, {0, 1, 2, 3, 4}};
        final int[] covered = new int[3];
        final int[] fits = new int[3];
        int leftOut = 0;
        int ratios = 0;
        int haven = 0;
        int conductivity = 0;
        final double[] temperatures = {600, 650, 700, 800, 900};
        for (int seed = 0; seed < seeds; seed++) {
            final Arrhenius.Point[] points = new Arrhenius.Point[5];
            for (int i = 0; i < 5; i++) {
                // 0.25 eV; 120 jumps at the lowest temperature
                final double jumps = 120 * Math.exp(-0.25 / Units.BOLTZMANN * (1 / temperatures[i] - 1 / 600.0));
                final HoppingIons ions = HoppingIons.jumping(8, 300, jumps).withGroup(2);
                final MeanSquaredDisplacement msd = ions.displacement(31 * seed + i);
                final DiffusionFit tracer = DiffusionFit.of(msd.of(LI), FitOptions.defaults());
                // temperatures where D is not distinguished from zero are left out, as the analysis does
                if (tracer.lower() > 0) {
                    points[i] = Arrhenius.Point.of(temperatures[i], tracer);
                } else {
                    leftOut++;
                }
                if (i == 4) {
                    final ChargeDiffusion c = charge(msd, 8, FitOptions.defaults(), 900, false);
                    ratios += Double.isNaN(c.havenRatio()) ? 0 : 1;
                    // pairs that jump together: one half
                    haven += c.havenInterval()[0] <= 0.5 && 0.5 <= c.havenInterval()[1] ? 1 : 0;
                    final double truth = Conductivity.siemensPerMeter(8 / msd.volume(), 1, ions.chargeDiffusion(), 900);
                    conductivity += c.conductivityInterval()[0] <= truth && truth <= c.conductivityInterval()[1] ? 1 : 0;
                }
            }
            for (int k = 0; k < 3; k++) {
                final List<Arrhenius.Point> known = Arrays.stream(chosen[k]).mapToObj(i -> points[i]).filter(Objects::nonNull).toList();
                if (known.size() > 1) {
                    final Arrhenius fit = Arrhenius.fit(known);
                    fits[k]++;
                    covered[k] += Math.abs(fit.activationEnergy() - 0.25) <= fit.activationEnergyHalfWidth() ? 1 : 0;
                }
            }
        }
        final String text = "activation energy " + Arrays.toString(covered) + " of " + Arrays.toString(fits) + ", left out " + leftOut + ", Haven ratio " + haven + " of " + ratios + ", conductivity "
            + conductivity + ", seeds " + seeds;
        // 95 % in truth; below this number once in 10^4 tests
        for (int k = 0; k < 3; k++) {
            assertTrue(covered[k] >= fewest(fits[k]), text);
        }
        assertTrue(conductivity >= fewest(seeds) && leftOut <= seeds / 20, text);
        assertTrue(ratios > seeds / 2 && haven >= fewest(ratios), text);
    }

    private static int fewest(final int intervals) {
        return new BinomialDistribution(null, intervals, 0.95).inverseCumulativeProbability(1e-4);
    }

    @Test
    void correctionForTheSizeOfACell() {
        // TESTVECTORS D-11: 300 K, 1e-3 Pa s, 2 nm
        assertEquals(3.117297257870796e-10, FiniteSize.yehHummer(300, 1e-3, 20) * 1e-5, 1e-19);
        final FiniteSize line = FiniteSize.extrapolate(List.of(new FiniteSize.Size(100, 2 - 0.5, 0.1), new FiniteSize.Size(200, 2 - 0.25, 0.2)));
        assertEquals(2, line.diffusion(), 1e-12);
        assertEquals(-50, line.slope(), 1e-9);
        // D∞ = 2 D(200) − D(100)
        assertEquals(Math.hypot(0.4, 0.1), line.standardError(), 1e-12);
        assertEquals(Math.hypot(0.1, 0.2) * 200, line.slopeError(), 1e-9);
        assertTrue(assertThrows(InputException.class, () -> FiniteSize.yehHummer(300, 0, 20)).getMessage().contains("viscosity (0.000 Pa s)"));
        assertTrue(assertThrows(InputException.class, () -> FiniteSize.extrapolate(List.of(new FiniteSize.Size(100, 1, 0.1)))).getMessage()
            .contains("two cells of different size; there is one"));
        assertTrue(assertThrows(InputException.class, () -> FiniteSize.extrapolate(List.of(new FiniteSize.Size(100, 1, 0), new FiniteSize.Size(200, 1, 1))))
            .getMessage().contains("The cell of 100 atoms has D with the error 0.0"));
    }

    @Test
    void densities() {
        // TESTVECTORS D-17: one atom in 1 Å³
        assertEquals(1e30, Conductivity.perCubicMeter(1), 0);
        assertEquals(1660.53906, Conductivity.molesPerLiter(1), 1e-5);
    }

    @Test
    void samplesOfTheLogarithm() {
        final Arrhenius.Point p = Arrhenius.Point.ofSamples(500, Math.E, Math.exp(3), -1);
        assertEquals(2, p.logValue(), 1e-12);
        assertEquals(Math.sqrt(2), p.logError(), 1e-12);
    }

    @Test
    void whatCannotBeFittedIsRefused() {
        assertTrue(assertThrows(InputException.class, () -> Arrhenius.fit(List.of(new Arrhenius.Point(500, 1, 1)))).getMessage()
            .contains("needs two temperatures; there is one"));
        assertTrue(assertThrows(InputException.class, () -> Arrhenius.Point.of(500, -1e-9, 1e-9)).getMessage().contains("At 500.0 K"));
        assertTrue(assertThrows(InputException.class, () -> Arrhenius.Point.ofSamples(500, -1, 2)).getMessage().contains("fewer than two samples"));
    }

    @Test
    void independentIonsHaveAHavenRatioOfOne() {
        final Random random = new Random(12);
        final int ions = 30;
        final int frames = 3000;
        final double[][] r = new double[frames][3 * ions];
        for (int t = 1; t < frames; t++) {
            for (int k = 0; k < 3 * ions; k++) {
                r[t][k] = r[t - 1][k] + 0.2 * random.nextGaussian();
            }
        }
        final int[] z = new int[ions];
        java.util.Arrays.fill(z, 3);
        final Cell cell = Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20);
        final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(List.of(TestRuns.unwrapped(cell, z, r, 1)),
            MsdOptions.of(LI, Set.of()).withCharges(Map.of(LI, 1.0)), Progress.NONE);
        final FitOptions options = FitOptions.defaults().withWindow(1, 100);
        final DiffusionFit tracer = DiffusionFit.of(msd.of(LI), options);
        final ChargeDiffusion c = charge(msd, ions, options, 600, true);
        assertEquals(1, c.havenRatio(), 4 * c.havenRatio() * Math.hypot(tracer.standardError() / tracer.value(), c.standardError() / c.value()));
        assertEquals(0.02, c.tracer(), 4 * tracer.standardError());
        assertEquals(tracer.value(), c.tracer(), 1e-15);
        assertTrue(c.standardError() > tracer.standardError(), "all ions are one observation");
        assertEquals(Conductivity.siemensPerMeter(30 / 8000.0, 1, c.tracer(), 600), c.nernstEinstein(), 1e-9);
        assertTrue(c.remark().contains("A formal ionic number: in an alloy electrons conduct."), c.remark());
    }

    @Test
    void oppositeMotionHasNoHavenRatio() {
        final Random random = new Random(13);
        final double[][] r = new double[800][6];
        for (int t = 1; t < 800; t++) {
            for (int k = 0; k < 3; k++) {
                r[t][k] = r[t - 1][k] + 0.2 * random.nextGaussian();
                r[t][3 + k] = -r[t][k] + 0.01 * random.nextGaussian();
            }
        }
        final Cell cell = Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20);
        final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(List.of(TestRuns.unwrapped(cell, new int[] {3, 3}, r, 1)),
            MsdOptions.of(LI, Set.of()).withCharges(Map.of(LI, 1.0)), Progress.NONE);
        final ChargeDiffusion c = charge(msd, 2, FitOptions.defaults(), 600, false);
        assertTrue(Double.isNaN(c.havenRatio()));
        assertTrue(c.remark().contains("there is no Haven ratio"), c.remark());
    }

    private static ChargeDiffusion charge(final MeanSquaredDisplacement msd, final double ions, final FitOptions options, final double temperatureK,
        final boolean formal) {
        return new ChargeDiffusion(List.of(SpeciesDiffusion.of(LI, true, ions, msd.of(LI), options)), Map.of(LI, 1.0), msd.collective().orElseThrow(), options,
            msd.volume(), temperatureK, formal);
    }
}

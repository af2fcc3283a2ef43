package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.CountKind;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.spectral.NetworkModelBuilder.Built;
import org.example.lidiff.engine.spectral.NetworkModelBuilder.EquivalentSites;
import org.example.lidiff.engine.spectral.NetworkModelBuilder.Options;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

/** What can be chosen when a model is built: counts, given occupancies, equivalent sites. */
class NetworkModelBuilderTest {

    private static final double LAG = 20;

    /** A zigzag of sites A, B, A, B …: A is left to either side at two rates, B at one. */
    private static JumpNetwork row(final double right, final double left, final double back, final String... labels) {
        return RowOfSites.network(new double[] {right, back}, new double[] {left, back}, 800, labels);
    }

    private static Options given(final Estimator estimator) {
        return new Options(OptionalDouble.of(LAG), estimator, 40, 7);
    }

    private static Built build(final JumpNetwork network, final Options options) {
        return NetworkModelBuilder.build(network, options, Progress.NONE).get(0);
    }

    @Test
    void effectiveCountsGiveTheSameModelAndItsPosterior() {
        final JumpNetwork network = row(.01, .01, .03, "A", "B");
        final Built sliding = build(network, given(Estimator.REVERSIBLE));
        final Built effective = build(network, given(Estimator.REVERSIBLE).withCounts(CountKind.EFFECTIVE));
        assertArrayEquals(sliding.at().model().stationary(), effective.at().model().stationary(), 1e-9);
        assertEquals(CountKind.EFFECTIVE, effective.at().model().counts().kind());
        assertEquals(ModelSamples.Kind.ION_BOOTSTRAP, sliding.at().samples().orElseThrow().kind());
        assertEquals(ModelSamples.Kind.POSTERIOR, effective.at().samples().orElseThrow().kind());
        final NetworkTransport a = NetworkTransport.of(sliding.at(), 500, 1, Progress.NONE);
        final NetworkTransport b = NetworkTransport.of(effective.at(), 500, 1, Progress.NONE);
        // two independent estimates of one error: within a half
        assertEquals(1, Math.log(a.modelInterval().orElseThrow().upper() / a.modelInterval().orElseThrow().lower())
            / Math.log(b.modelInterval().orElseThrow().upper() / b.modelInterval().orElseThrow().lower()), .5);
    }

    @Test
    void stridedCountsDoNotOverlap() {
        final JumpNetwork network = row(.01, .01, .03, "A", "B");
        final Built strided = build(network, given(Estimator.NON_REVERSIBLE).withCounts(CountKind.STRIDED));
        // 20 runs of 800 frames, every other one starts a pair
        assertEquals(20 * 399, strided.at().model().counts().total(), 20);
        assertEquals(ModelSamples.Kind.POSTERIOR, strided.at().samples().orElseThrow().kind());
        final Built automatic = build(network, new Options(OptionalDouble.empty(), Estimator.REVERSIBLE, 20, 7).withCounts(CountKind.STRIDED));
        assertEquals(automatic.selection().orElseThrow().lagTimeFs(), automatic.at().model().lagTimeFs());
        assertEquals(CountKind.STRIDED, automatic.at().model().counts().kind());
    }

    @Test
    void givenOccupanciesAreTheStationaryVector() {
        final JumpNetwork network = row(.01, .01, .03, "A", "B");
        final Built seen = build(network, given(Estimator.FIXED_STATIONARY));
        final double a = network.siteStatistics().get(0).occupancy();
        final double b = network.siteStatistics().get(1).occupancy();
        assertArrayEquals(new double[] {a / (a + b), b / (a + b)}, seen.at().model().stationary(), 1e-9);
        final Built given = build(network, given(Estimator.REVERSIBLE).withOccupancies(Map.of("A", .6, "B", .1)));
        assertArrayEquals(new double[] {6 / 7., 1 / 7.}, given.at().model().stationary(), 1e-9);
        assertTrue(given.at().model().reversible());
        assertArrayEquals(new double[] {6 / 7., 1 / 7.}, given.at().samples().orElseThrow().model(3).stationary(), 1e-9);
        final Built one = build(network, given(Estimator.REVERSIBLE).withOccupancies(Map.of("A", b)));
        assertArrayEquals(new double[] {.5, .5}, one.at().model().stationary(), 1e-9, "B keeps what was seen");
        assertTrue(build(network, new Options(OptionalDouble.empty(), Estimator.FIXED_STATIONARY, 10, 1)).chapmanKolmogorov().isPresent());
    }

    @Test
    void occupanciesThatCannotBeAreRefused() {
        final JumpNetwork network = row(.01, .01, .03, "A", "B");
        final String type = assertThrows(InputException.class, () -> build(network, given(Estimator.REVERSIBLE).withOccupancies(Map.of("T2", .5)))).getMessage();
        assertTrue(type.contains("sites of type 'T2'; the types are A, B. Name one of these types."), type);
        final String zero = assertThrows(InputException.class, () -> build(network, given(Estimator.REVERSIBLE).withOccupancies(Map.of("A", 0.)))).getMessage();
        assertTrue(zero.contains("sites of type 'A' is 0.0; it must be above 0"), zero);
    }

    @Test
    void equivalentSitesAreAveragedAndTested() {
        final JumpNetwork network = row(.01, .01, .01, "A", "A");
        final Built built = build(network, given(Estimator.REVERSIBLE).withEquivalentSites(EquivalentSites.AVERAGED));
        assertArrayEquals(new double[] {.5, .5}, built.at().model().stationary(), 1e-9);
        // a zigzag: mirrors along x and z, and a glide by half the cell
        assertEquals(8, built.symmetry().orElseThrow().operations());
        assertTrue(built.symmetry().orElseThrow().test().pValue() > .01);
        assertTrue(built.warnings().stream().noneMatch(w -> w.contains("equivalent edges")));
        assertNotEquals(.5, build(network, given(Estimator.REVERSIBLE)).at().model().stationary()[0], 1e-6);
        assertTrue(build(network, given(Estimator.REVERSIBLE)).symmetry().isEmpty());
    }

    @Test
    void sitesThatAreNotEquivalentAfterAllAreWarnedOf() {
        final JumpNetwork network = row(.01, .01, .03, "A", "A");
        final List<String> warnings = build(network, given(Estimator.REVERSIBLE).withEquivalentSites(EquivalentSites.AVERAGED)).warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.startsWith("500 K: The hops along equivalent edges differ by more than chance (χ² = ")
            && w.contains("the limit is 0.01") && w.contains("Keep equivalent sites apart, or run longer.")), warnings::toString);
    }

    @Test
    void aSupercellThatWasNotFoldedIsNotAveraged() {
        final double[] x = new double[3 * 216];
        for (int i = 0; i < 216; i++) {
            x[3 * i] = i / 36 / 6.;
            x[3 * i + 1] = i / 6 % 6 / 6.;
            x[3 * i + 2] = i % 6 / 6.;
        }
        final SiteNetwork cube = SiteNetwork.of(Cell.of(18, 0, 0, 0, 18, 0, 0, 0, 18), x, java.util.Collections.nCopies(216, "A"), Element.of("Li"));
        final Trajectory run = InMemoryTrajectory.of(RunInfo.continuous("cube", 10).withTemperature(500), new int[] {3}, walk());
        final JumpNetwork many = HopDetector.of(cube, HopOptions.defaults().withFolding(HopOptions.Folding.NEVER))
            .detect(new TrajectorySet(List.of(run), Optional.empty(), Provenance.NONE), Progress.NONE);
        final String text = assertThrows(InputException.class, () -> build(many, given(Estimator.REVERSIBLE).withEquivalentSites(EquivalentSites.AVERAGED))).getMessage();
        assertTrue(text.contains("has more than 192 symmetry operations, the limit of averaging. Its 216 sites"), text);
    }

    private static FrameBlock walk() {
        final FrameBlock block = new FrameBlock(1, EnumSet.noneOf(Quantity.class));
        block.resize(40);
        for (int f = 0; f < 40; f++) {
            block.positions()[3 * f] = 3 * (f / 5 % 2);
            for (int k = 0; k < 3; k++) {
                block.cells()[9 * f + 4 * k] = 18;
            }
            block.steps()[f] = f;
        }
        return block;
    }
}

package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

/** One ion that hops on a simple cubic lattice of 3 Å at the rate G to each neighbor: D = G a². */
class NetworkModelTest {

    private static final double EDGE = 3;
    private static final double INTERVAL = 10;
    private static final double RATE = 1e-4;
    private static final SiteNetwork SITES = SiteNetwork.of(Cell.of(EDGE, 0, 0, 0, EDGE, 0, 0, 0, EDGE), new double[3], List.of("A"),
        Element.of("Li"));

    private static Trajectory walk(final long seed, final double kelvin, final int frames, final double rate) {
        final Random random = new Random(seed);
        final FrameBlock block = new FrameBlock(1, EnumSet.noneOf(Quantity.class));
        block.resize(frames);
        final double[] x = new double[3];
        for (int f = 0; f < frames; f++) {
            if (random.nextDouble() < 6 * rate * INTERVAL) {
                x[random.nextInt(3)] += random.nextBoolean() ? EDGE : -EDGE;
            }
            for (int k = 0; k < 3; k++) {
                block.positions()[3 * f + k] = x[k];
                block.cells()[9 * f + 4 * k] = 3 * EDGE;
            }
            block.steps()[f] = f;
        }
        return InMemoryTrajectory.of(RunInfo.continuous("walk " + seed, INTERVAL).withTemperature(kelvin).withUnwrapped(true), new int[] {3}, block);
    }

    private static JumpNetwork network(final Trajectory... runs) {
        return HopDetector.of(SITES, HopOptions.defaults()).detect(new TrajectorySet(List.of(runs), Optional.empty(), Provenance.NONE), Progress.NONE);
    }

    private static NetworkModelBuilder.Options given(final double lagFs) {
        return new NetworkModelBuilder.Options(OptionalDouble.of(lagFs), Estimator.REVERSIBLE, 40, 7);
    }

    private static Trajectory[] many(final int count, final double kelvin) {
        final Trajectory[] runs = new Trajectory[count];
        for (int i = 0; i < count; i++) {
            runs[i] = walk(100 + i, kelvin + 0.1 * i, 4000, RATE);
        }
        return runs;
    }

    @Test
    void theDiffusionCoefficientIsThatOfTheWalkWithinItsInterval() {
        final NetworkModelBuilder.Built built = NetworkModelBuilder.build(network(many(12, 500)), given(10), Progress.NONE).get(0);
        final NetworkTransport t = NetworkTransport.of(built.at(), 1000, 1, Progress.NONE);
        final double exact = RATE * EDGE * EDGE;
        final LogInterval interval = t.modelInterval().orElseThrow();
        // some 290 hops: 6 % standard deviation, the seeds are fixed
        assertEquals(exact, t.fromModel().scalar(), 0.24 * exact);
        assertTrue(interval.contains(t.fromModel().scalar()), "the interval holds its value");
        assertTrue(interval.upper() / interval.lower() < 2, "and is not wider than the number of hops allows");
        assertEquals(3, t.fromModel().conductingDirections());
    }

    @Test
    void temperaturesThatDifferByFluctuationsAreOneModel() {
        final Trajectory[] runs = {walk(1, 499, 3000, RATE), walk(2, 503, 3000, RATE), walk(3, 700, 3000, RATE)};
        final List<NetworkModelBuilder.Built> built = NetworkModelBuilder.build(network(runs), given(10), Progress.NONE);
        assertEquals(2, built.size());
        assertEquals(501, built.get(0).at().temperatureK(), 1e-9);
        assertEquals(700, built.get(1).at().temperatureK(), 1e-9);
    }

    @Test
    void writtenAndReadAgainItGivesTheSameBits() throws IOException {
        final NetworkModel model = NetworkModelBuilder.model(NetworkModelBuilder.build(network(many(3, 500)), given(20), Progress.NONE));
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.write(new DataOutputStream(bytes));
        final NetworkModel read = NetworkModel.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertArrayEquals(NetworkTransport.of(model.temperatures().get(0), 500, 1, Progress.NONE).meanSquaredDisplacement(),
            NetworkTransport.of(read.temperatures().get(0), 500, 1, Progress.NONE).meanSquaredDisplacement(), 0);
        final byte[] newer = bytes.toByteArray();
        newer[3] = 9;
        assertTrue(assertThrows(InputException.class, () -> NetworkModel.read(new DataInputStream(new ByteArrayInputStream(newer)))).getMessage()
            .contains("format version 9"));
    }

    @Test
    void withoutHopsThereIsNoModel() {
        final String text = assertThrows(InputException.class,
            () -> NetworkModelBuilder.build(network(walk(1, 300, 100, 0)), given(10), Progress.NONE)).getMessage();
        assertTrue(text.contains("There are no hops at 300 K"), text);
    }

    @Test
    void aLagLongerThanTheRunIsRefused() {
        final String text = assertThrows(InputException.class,
            () -> NetworkModelBuilder.build(network(many(2, 500)), given(1e6), Progress.NONE)).getMessage();
        assertTrue(text.contains("1000 ps is not shorter than the longest run of 40.00 ps"), text);
    }

    @Test
    void modelsWithDifferentSitesAreNotJoined() {
        final NetworkModel.AtTemperature cold = NetworkModelBuilder.build(network(many(2, 500)), given(10), Progress.NONE).get(0).at();
        final SiteNetwork two = SiteNetwork.of(Cell.of(2 * EDGE, 0, 0, 0, EDGE, 0, 0, 0, EDGE), new double[] {0, 0, 0, .5, 0, 0}, List.of("A", "A"), Element.of("Li"));
        final JumpNetwork other = HopDetector.of(two, HopOptions.defaults().withFolding(HopOptions.Folding.NEVER))
            .detect(new TrajectorySet(List.of(doubled(walk(3, 700, 4000, 5 * RATE))), Optional.empty(), Provenance.NONE), Progress.NONE);
        final NetworkModel.AtTemperature hot = new NetworkModel.AtTemperature(700, other, cold.model(), Optional.empty());
        final String text = assertThrows(InputException.class, () -> new NetworkModel(List.of(cold, hot))).getMessage();
        assertTrue(text.contains("The models at 500 K ('walk 100') and at 700 K ('walk 3') have different site sets: there are 1 sites {A=1} and ")
            && text.contains("port 'Sites' of Detect Hops"), text);
    }

    @Test
    void trajectoriesOfAnotherCrystalAreNotCompared() {
        final NetworkModel.AtTemperature at = NetworkModelBuilder.build(network(many(2, 500)), given(10), Progress.NONE).get(0).at();
        final TrajectorySet other = new TrajectorySet(List.of(resized(walk(3, 500, 100, RATE), 7.3)), Optional.empty(), Provenance.NONE);
        final String text = assertThrows(InputException.class, () -> TrajectoryTransport.of(other, at, Progress.NONE)).getMessage();
        assertTrue(text.contains("The trajectory 'walk 3' is of another crystal than the hops of the model ('walk 100', 'walk 101'). "), text);
    }

    private static Trajectory doubled(final Trajectory run) {
        return resized(run, 4 * EDGE);
    }

    /** The same walk in a cubic cell of another edge. */
    private static Trajectory resized(final Trajectory run, final double edge) {
        final FrameBlock block = new FrameBlock(1, EnumSet.noneOf(Quantity.class));
        try (org.example.lidiff.engine.trajectory.FrameReader reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        for (int k = 0; k < 9 * run.frames(); k++) {
            block.cells()[k] = k % 9 % 4 == 0 ? edge : 0;
        }
        return InMemoryTrajectory.of(run.info(), run.atomicNumbers(), block);
    }
}

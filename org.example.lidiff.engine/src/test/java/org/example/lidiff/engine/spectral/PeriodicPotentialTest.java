package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.LagSelection;
import org.example.lidiff.engine.markov.LagSelection.Verdict;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

/**
 * Overdamped motion in a periodic potential, through hop detection to the Markov model.
 *
 * <p>dx = −βU'(x) D₀ dt + √(2 D₀ dt) ξ. Exact: D = D₀/(⟨e^{βU}⟩⟨e^{−βU}⟩), averages over a period (Lifson and Jackson, J. Chem. Phys. 36, 2410 (1962)).
 * Minima are the sites. Just after it has come over a barrier an ion is likely to go back: short lags give a D that is too large.
 */
class PeriodicPotentialTest {

    private static final double PERIOD = 3;
    private static final int IONS = 20;
    private static final int FRAMES = 24_000;
    private static final int STEPS_PER_FRAME = 20;
    private static final double FRAME_FS = 10;
    /** Root mean square step without force, in periods. */
    private static final double STEP = 0.028;

    /** Longer than a stay. */
    private static final double LONG_LAG = 1500;

    /** Depth of the potential βU of the two wells. */
    private static final double DEEP = 3;
    private static final double SHALLOW = 2;

    /** Two wells a period of 2 · PERIOD, barriers of one height: βU = 0 on top, −DEEP and −SHALLOW at the bottom. */
    private static double energy(final double x) {
        final double depth = Math.floorMod((long)Math.floor(x / PERIOD), 2L) == 0 ? DEEP : SHALLOW;
        return -depth * (1 - Math.cos(2 * Math.PI * x / PERIOD)) / 2;
    }

    private static double slope(final double x) {
        final double depth = Math.floorMod((long)Math.floor(x / PERIOD), 2L) == 0 ? DEEP : SHALLOW;
        return -depth * Math.sin(2 * Math.PI * x / PERIOD) * Math.PI / PERIOD;
    }

    private static double free() {
        return STEP * STEP * PERIOD * PERIOD / 2 / (FRAME_FS / STEPS_PER_FRAME);
    }

    private static double exact() {
        double up = 0;
        double down = 0;
        final int n = 10_000;
        for (int k = 0; k < n; k++) {
            final double u = energy(2 * PERIOD * (k + .5) / n);
            up += Math.exp(u) / n;
            down += Math.exp(-u) / n;
        }
        return free() / (up * down);
    }

    private static Trajectory motion(final long seed) {
        final Random random = new Random(seed);
        final FrameBlock block = new FrameBlock(IONS, EnumSet.noneOf(Quantity.class));
        block.resize(FRAMES);
        final double[] x = new double[IONS];
        // From the bottom of a well chosen with its weight; some stays pass before the first frame.
        for (int i = 0; i < IONS; i++) {
            x[i] = PERIOD * (i % 3 < 2 ? .5 : 1.5);
        }
        final double drift = STEP * STEP * PERIOD * PERIOD / 2;
        for (int f = -1000; f < FRAMES; f++) {
            for (int i = 0; i < IONS; i++) {
                for (int s = 0; s < STEPS_PER_FRAME; s++) {
                    x[i] += -slope(x[i]) * drift + STEP * PERIOD * random.nextGaussian();
                }
                if (f >= 0) {
                    block.positions()[3 * (f * IONS + i)] = x[i];
                    block.positions()[3 * (f * IONS + i) + 1] = 2;
                    block.positions()[3 * (f * IONS + i) + 2] = 1;
                }
            }
            if (f >= 0) {
                final double[] cell = {6 * PERIOD, 0, 0, 0, 9, 0, 0, 0, 9};
                System.arraycopy(cell, 0, block.cells(), 9 * f, 9);
                block.steps()[f] = f;
            }
        }
        final int[] li = new int[IONS];
        Arrays.fill(li, 3);
        return InMemoryTrajectory.of(RunInfo.continuous("overdamped", FRAME_FS).withTemperature(500).withUnwrapped(true), li, block);
    }

    @Test
    void theModelFindsTheExactDiffusionAtALongLagAndRefusesShortOnes() {
        final int seeds = Boolean.getBoolean("lidiff.thorough") ? 20 : 1;
        int held = 0;
        for (int seed = 3; seed < 3 + seeds; seed++) {
            final JumpNetwork network = network(seed);
            final LagSelection selection = NetworkModelBuilder.build(network, NetworkModelBuilder.Options.defaults(), Progress.NONE).get(0).selection().orElseThrow();
            final LagSelection.Verdicts shortest = selection.verdicts().get(0);
            assertTrue(shortest.plateau() == Verdict.FAILED || shortest.displacement() == Verdict.FAILED, () -> "10 fs is too short, but " + shortest);
            assertTrue(selection.lagTimeFs() >= 100, () -> "chosen " + selection.lagTimeFs() + " fs");
            final NetworkModelBuilder.Built given = NetworkModelBuilder.build(network,
                new NetworkModelBuilder.Options(OptionalDouble.of(LONG_LAG), Estimator.REVERSIBLE, 100, 1), Progress.NONE).get(0);
            final NetworkTransport transport = NetworkTransport.of(given.at(), 20_000, 1, Progress.NONE);
            held += transport.modelInterval().orElseThrow().contains(exact()) ? 1 : 0;
            // At a lag of one frame D is that of the hops, too large by what goes back at once.
            assertTrue(transport.fromRates().scalar() > transport.fromModel().scalar());
        }
        // 95 % of 20 are fewer than 16 in one of 400 cases.
        assertTrue(held >= (seeds == 1 ? 1 : 16), held + " of " + seeds + " intervals hold the exact diffusion coefficient");
    }

    private static JumpNetwork network(final long seed) {
        final SiteNetwork sites = SiteNetwork.of(Cell.of(2 * PERIOD, 0, 0, 0, 9, 0, 0, 0, 9), new double[]{.25, .22, .11, .75, .22, .11}, List.of("deep", "shallow"),
            Element.of("Li"));
        return HopDetector.of(sites, HopOptions.defaults()).detect(new TrajectorySet(List.of(motion(seed)), Optional.empty(), Provenance.NONE), Progress.NONE);
    }
}

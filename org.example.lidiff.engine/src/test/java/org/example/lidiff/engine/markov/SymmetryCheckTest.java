package org.example.lidiff.engine.markov;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.Progress;
import org.junit.jupiter.api.Test;

/** Averages over symmetry operations, and the test of the averaged rates. */
class SymmetryCheckTest {

    private static final int[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** A row of two equivalent sites; mirrored at the middle between them, and moved on by half the cell. */
    private static final List<SymmetryOperation> GROUP = List.of(operation(new int[]{0, 1}, new int[]{0, 0}, 1), operation(new int[]{1, 0}, new int[]{0, 0}, -1),
        operation(new int[]{1, 0}, new int[]{0, 1}, 1), operation(new int[]{0, 1}, new int[]{0, -1}, -1));

    private static SymmetryOperation operation(final int[] states, final int[] x, final int sign) {
        final int[] w = IDENTITY.clone();
        w[0] = sign;
        return new SymmetryOperation(states, new int[]{x[0], 0, 0, x[1], 0, 0}, w);
    }

    private static PeriodicMatrix chain(final double there, final double on) {
        return new PeriodicMatrix.Builder(2).add(0, 1, 0, 0, 0, there).add(1, 0, 0, 0, 0, there).add(1, 0, 1, 0, 0, on).add(0, 1, -1, 0, 0, on).build();
    }

    private static SymmetryCheck test(final PeriodicMatrix rates, final long seed, final int frames) {
        return SymmetryCheck.of(JumpRates.of(new KineticMonteCarlo(rates, 10, frames, 5).run(seed)), GROUP);
    }

    @Test
    void equivalentEdgesGetTheMeanOfTheirCounts() {
        final PeriodicMatrix mean = SymmetryOperation.average(new PeriodicMatrix.Builder(2).add(0, 1, 0, 0, 0, 8).add(1, 0, 1, 0, 0, 4).add(0, 0, 0, 0, 0, 10).build(), GROUP);
        for (final int[] e : new int[][]{{0, 1, 0}, {1, 0, 0}, {1, 0, 1}, {0, 1, -1}}) {
            assertEquals(3, mean.value(mean.find(e[0], e[1], e[2], 0, 0)), 1e-15, Arrays.toString(e));
        }
        assertEquals(5, mean.value(mean.find(0, 0, 0, 0, 0)), 1e-15);
        assertEquals(5, mean.value(mean.find(1, 1, 0, 0, 0)), 1e-15);
        assertEquals(22, mean.sum(), 1e-13);
    }

    @Test
    void pValuesOfASymmetricNetworkAreEvenlySpread() {
        // many hops, and so few that most edges have two or three
        for (final int frames : new int[]{2000, 30}) {
            int low = 0;
            double sum = 0;
            final int seeds = 200;
            for (int seed = 0; seed < seeds; seed++) {
                final SymmetryCheck t = test(chain(.01, .01), seed, frames);
                // four edges, and four more where two hops within a frame were seen
                assertEquals(0, t.degrees() % 3);
                assertEquals(4 * t.orbits(), t.edges());
                low += t.pValue() < .05 ? 1 : 0;
                sum += t.pValue() / seeds;
            }
            // four standard errors: .289/√200 of the mean, √(200 · .05 · .95) of the number
            assertEquals(.5, sum, .08, frames + " frames");
            assertTrue(low <= 10 + 12, low + " of " + seeds + " below 0.05");
        }
    }

    @Test
    void brokenSymmetryIsRejected() {
        for (int seed = 0; seed < 20; seed++) {
            assertTrue(test(chain(.01, .007), seed, 2000).pValue() < .01);
        }
    }

    @Test
    void withoutEquivalentEdgesThereIsNothingToTest() {
        final SymmetryCheck t = SymmetryCheck.of(JumpRates.of(new KineticMonteCarlo(chain(.01, .01), 10, 100, 5).run(1)), GROUP.subList(0, 1));
        assertEquals(0, t.degrees());
        assertTrue(Double.isNaN(t.pValue()));
    }

    @Test
    void averagedModelsAreSymmetricAndTheirIntervalsNarrower() {
        final DiscreteTrajectorySet set = new KineticMonteCarlo(chain(.01, .01), 10, 400, 5).run(3);
        final DiscreteTrajectorySet averaged = set.averagedOver(GROUP);
        final MarkovStateModel plain = MarkovStateModel.reversible(TransitionCounts.sliding(set, 2).largestConnected());
        final MarkovStateModel model = MarkovStateModel.reversible(TransitionCounts.sliding(averaged, 2).largestConnected());
        assertArrayEquals(new double[]{.5, .5}, model.stationary(), 1e-9);
        final PeriodicMatrix t = model.transitions();
        assertEquals(t.value(t.find(0, 1, 0, 0, 0)), t.value(t.find(1, 0, 1, 0, 0)), 1e-9);
        final ModelSamples own = ModelSamples.ionBootstrap(averaged, model, 60, 1, Progress.NONE);
        final PeriodicMatrix s = own.model(7).transitions();
        assertEquals(s.value(s.find(0, 1, 0, 0, 0)), s.value(s.find(0, 1, -1, 0, 0)), 1e-9, "samples are symmetric, too");
        assertTrue(spread(own) < .8 * spread(ModelSamples.ionBootstrap(set, plain, 60, 1, Progress.NONE)), "four edges share their hops");
        assertEquals(TransitionCounts.sliding(set, 2).total(), TransitionCounts.sliding(averaged, 2).total(), 1e-9);
    }

    private static double spread(final ModelSamples samples) {
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < samples.size(); k++) {
            final PeriodicMatrix t = samples.model(k).transitions();
            final double x = t.value(t.find(0, 1, 0, 0, 0));
            sum += x / samples.size();
            squares += x * x / samples.size();
        }
        return Math.sqrt(squares - sum * sum);
    }
}

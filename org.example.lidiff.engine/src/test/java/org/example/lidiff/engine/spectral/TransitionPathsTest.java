package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class TransitionPathsTest {

    @Test
    void birthDeathChain() {
        // S-4, deeptime test_committor.py and siblings.
        final MarkovStateModel model = BirthDeathChain.model();
        final TransitionPaths paths = TransitionPaths.of(model, new int[]{0, 1}, new int[]{8, 9});
        assertArrayEquals(new double[]{0, 0, .0081300813, .0162601626, .0243902439, .4308943089, .837398374, .918699187, 1, 1}, paths.forwardCommittor(), 5e-11);
        assertArrayEquals(new double[]{.184501845, .184501845, .184501845, .184501845, .184501845, .0036900369, .0184501845, .0184501845, .0184501845, .0184501845},
            model.stationary(), 5e-11);
        assertEquals(.000750007500075, paths.totalFlux(), 1e-15);
        assertEquals(.0008151287903, paths.rate(), 5e-14);
        for (int i = 0; i < 10; i++) {
            assertEquals(1 - paths.forwardCommittor()[i], paths.backwardCommittor()[i], 1e-12);
        }
        final Eigenmodes modes = Eigenmodes.of(model, 4);
        assertArrayEquals(new double[]{81.9193833751, 4.6916981944, 2.7413458143},
            new double[]{modes.timescaleFs(1), modes.timescaleFs(2), modes.timescaleFs(3)}, 5e-9);
        final List<Pathway> found = paths.dominantPaths(10, .99);
        assertEquals(1, found.size());
        assertArrayEquals(new int[]{1, 2, 3, 4, 5, 6, 7, 8}, found.get(0).states());
        assertEquals(paths.totalFlux(), found.get(0).flux(), 1e-15);
    }

    @Test
    void pathwaysOfASmallFlux() {
        // S-7, msmbuilder test_tpt.py.
        final double[][] flux = new double[6][6];
        flux[0][1] = .5;
        flux[0][2] = .5;
        flux[1][3] = .3;
        flux[1][5] = .2;
        flux[2][4] = .5;
        flux[3][5] = .3;
        final boolean[] source = {true, false, false, false, false, false};
        final boolean[] target = {false, false, false, false, true, true};
        final List<Pathway> paths = Pathway.decompose(PeriodicMatrix.of(flux), source, target, 100, 1);
        assertEquals(3, paths.size());
        assertArrayEquals(new int[]{0, 2, 4}, paths.get(0).states());
        assertArrayEquals(new int[]{0, 1, 3, 5}, paths.get(1).states());
        assertArrayEquals(new int[]{0, 1, 5}, paths.get(2).states());
        assertArrayEquals(new double[]{.5, .3, .2}, new double[]{paths.get(0).flux(), paths.get(1).flux(), paths.get(2).flux()}, 1e-15);
        assertEquals(1, paths.get(1).bottleneck());
        assertEquals(1, Pathway.decompose(PeriodicMatrix.of(flux), source, target, 1, 1).size(), "the limit holds");
        assertEquals(2, Pathway.decompose(PeriodicMatrix.of(flux), source, target, 9, .8).size(), "the share holds");
    }

    @Test
    void fluxIsConservedWithAndWithoutDetailedBalance() {
        final Random random = new Random(41);
        for (int trial = 0; trial < 20; trial++) {
            final MarkovStateModel model = MarkovStateModel.of(Networks.probabilities(Networks.randomRates(random, 8, 3, trial % 2 == 0), .01), 2);
            final TransitionPaths paths = TransitionPaths.of(model, new int[]{0, 3}, new int[]{5});
            final double[] out = paths.netFluxes().rowSums();
            for (int i = 0; i < 8; i++) {
                double in = 0;
                for (int e = 0; e < paths.netFluxes().entries(); e++) {
                    in += paths.netFluxes().to(e) == i ? paths.netFluxes().value(e) : 0;
                }
                final double source = i == 0 || i == 3 ? out[i] : i == 5 ? -in : 0;
                assertEquals(source, out[i] - in, 1e-13);
            }
            double sum = 0;
            for (final Pathway p : paths.dominantPaths(1000, 1)) {
                sum += p.flux();
            }
            assertEquals(paths.totalFlux(), sum, 1e-10 * paths.totalFlux());
        }
    }

    @Test
    void theRateIsTheReturnRateOfALongWalk() {
        // A single source and target: the mean cycle A → B → A has 1/F steps = MFPT(A → B) + MFPT(B → A), reversible or not.
        final Random random = new Random(42);
        for (int trial = 0; trial < 10; trial++) {
            final MarkovStateModel model = MarkovStateModel.of(Networks.probabilities(Networks.randomRates(random, 6, 3, trial % 2 == 0), .02), 3);
            final TransitionPaths paths = TransitionPaths.of(model, new int[]{1}, new int[]{4});
            final double cycle = FirstPassage.meanTimesFs(model, 4)[1] + FirstPassage.meanTimesFs(model, 1)[4];
            assertEquals(cycle, 3 / paths.totalFlux(), 1e-8 * cycle);
            assertEquals(FirstPassage.meanTimesFs(model, 4)[1], 1 / paths.rate(), 1e-8 * cycle);
        }
    }

    @Test
    void misuseIsRefused() {
        final MarkovStateModel model = BirthDeathChain.model();
        assertEquals("State 1 is both a source and a target.",
            assertThrows(InputException.class, () -> TransitionPaths.of(model, new int[]{0, 1}, new int[]{1})).summary());
        assertEquals("A set of sites is empty.", assertThrows(InputException.class, () -> TransitionPaths.of(model, new int[0], new int[]{1})).summary());
        assertEquals("There is no state 10; the model has the states 0 to 9.",
            assertThrows(InputException.class, () -> TransitionPaths.of(model, new int[]{10}, new int[]{1})).summary());
        final MarkovStateModel oneWay = Networks.model(new double[][]{{.5, .5, 0}, {0, .5, .5}, {0, .5, .5}});
        assertTrue(assertThrows(InputException.class, () -> TransitionPaths.of(oneWay, new int[]{1}, new int[]{2})).summary()
            .startsWith("The model falls into 2 parts"));
    }

    @Test
    void fluxBetweenSetsOfAGrid() {
        // S-3, deeptime test_reactive_flux.py: a 4×4 grid, stay 1/2; hops right, down, left, up as listed, 16 numbers each; π P symmetrized.
        final double[][] hop = {
            {.2, .1, .2, 0, .1, .1, .2, 0, .1, .1, .1, 0, .2, .1, .2, 0},
            {.3, .2, .2, .4, .1, .1, .1, .1, .3, .1, .2, .2, 0, 0, 0, 0},
            {0, .2, .1, .1, 0, .2, .1, .3, 0, .2, .1, .2, 0, .3, .1, .2},
            {0, 0, 0, 0, .3, .1, .1, .1, .1, .1, .1, .1, .3, .1, .2, .3}};
        final int[] step = {1, 4, -1, -4};
        final double[][] p = new double[16][16];
        for (int i = 0; i < 16; i++) {
            p[i][i] = .5;
            for (int d = 0; d < 4; d++) {
                if (hop[d][i] > 0) {
                    p[i][i + step[d]] = hop[d][i];
                }
            }
        }
        final double[] pi = MarkovStateModel.of(PeriodicMatrix.of(p), 1).stationary();
        final double[][] symmetric = new double[16][16];
        for (int i = 0; i < 16; i++) {
            double sum = 0;
            for (int j = 0; j < 16; j++) {
                symmetric[i][j] = pi[i] * p[i][j] + pi[j] * p[j][i];
                sum += symmetric[i][j];
            }
            for (int j = 0; j < 16; j++) {
                symmetric[i][j] /= sum;
            }
        }
        final int[] setOf = {0, 3, 1, 1, 0, 3, 1, 1, 4, 4, 2, 5, 4, 4, 2, 5};
        final TransitionPaths paths = TransitionPaths.of(MarkovStateModel.of(PeriodicMatrix.of(symmetric), 1), new int[]{0, 4}, new int[]{11, 15});
        final TransitionPaths.Coarse c = paths.coarse(setOf);
        assertArrayEquals(new double[]{.15995388, .18360442, .12990937, .11002342, .31928127, .09722765}, c.stationary(), 5e-9);
        assertArrayEquals(new double[]{0, .56060272, .73052426, .19770537, .36514272, 1}, c.forward(), 5e-9);
        assertArrayEquals(new double[]{1, .43939728, .26947574, .80229463, .63485728, 0}, c.backward(), 5e-9);
        assertEquals(.00710244418780712, paths.totalFlux(), 5e-17 * 100);
        final double[][] net = new double[6][6];
        net[0][3] = .00427986;
        net[0][4] = .00282259;
        net[1][2] = .00120686;
        net[1][5] = .00201899;
        net[2][5] = .00508346;
        net[3][1] = .00322585;
        net[3][4] = .00105401;
        net[4][2] = .0038766;
        for (int a = 0; a < 6; a++) {
            assertArrayEquals(net[a], c.net()[a], 5e-9);
        }
        final int[] mixed = setOf.clone();
        mixed[1] = 0;
        assertEquals("States 0 and 1 are in one set, but only one of them is a source or a target.",
            assertThrows(InputException.class, () -> paths.coarse(mixed)).summary());
    }
}

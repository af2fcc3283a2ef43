package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;

import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class CellSpreadTest {

    @Test
    void aWalkAlongOneAxisIsMultinomial() {
        // Two steps of stay .8, .1 each way.
        final PeriodicMatrix t = new PeriodicMatrix.Builder(1).add(0, 0, 0, 0, 0, .8).add(0, 0, 1, 0, 0, .1).add(0, 0, -1, 0, 0, .1).build();
        final CellSpread s = CellSpread.of(MarkovStateModel.of(t, 1), new double[]{1}, 2, 2);
        assertEquals(.66, s.probability(0, 0, 0), 1e-15);
        assertEquals(.16, s.probability(1, 0, 0), 1e-15);
        assertEquals(.01, s.probability(-2, 0, 0), 1e-15);
        assertEquals(0, s.probability(0, 1, 0));
        assertEquals(0, s.outside());
        assertEquals(.2, CellSpread.of(MarkovStateModel.of(t, 1), new double[]{1}, 1, 0).outside(), 1e-15);
    }

    @Test
    void summedOverCellsItIsThePropagatedDistributionWhereNothingIsLost() {
        final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(new Random(4), 3, 3, false), .01);
        final CellSpread s = CellSpread.of(MarkovStateModel.of(t, 1), new double[]{.2, .3, .5}, 3, 3);
        assertEquals(1, s.inside() + s.outside(), 1e-14);
        assertEquals(0, s.outside(), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> CellSpread.of(MarkovStateModel.of(t, 1), new double[3], 1, 11));
    }
}

package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

class ShortDynamicsTest {

    // without forces, Langevin particles diffuse: ⟨Δx²⟩ = 2 (kT/m) τ (t − τ(1 − e^{−t/τ})), exact for thermal initial velocities
    @Test
    void freeParticlesDiffuseAsLangevinSays() {
        final NepModel zero = RandomModels.model(RandomModels.settings(4, 2, java.util.Set.of()), 1);
        final Nep nothing = new Nep(zero.withParameters(new double[zero.numberOfParameters()]));
        final int atoms = 400;
        final int[] lithium = new int[atoms];
        java.util.Arrays.fill(lithium, 3);
        final LabeledFrame frame = new LabeledFrame(0, 0, lithium, new double[3 * atoms], Cell.of(900, 0, 0, 0, 900, 0, 0, 0, 900), 0,
            new double[3 * atoms], null);
        final double[] start = frame.positions();
        for (int i = 0; i < atoms; i++) {
            start[3 * i] = 30 * (i % 20);
            start[3 * i + 1] = 30 * (i / 20);
        }
        final List<double[]> path = new ShortDynamics(500, 400, 2).run(nothing, frame, 1, () -> { });
        assertEquals(2, path.size());
        double sum = 0;
        for (int i = 0; i < 3 * atoms; i++) {
            final double d = path.get(1)[i] - start[i];
            sum += d * d / (3 * atoms);
        }
        final double kTm = Units.BOLTZMANN * 500 * Units.ACCELERATION / 6.94;
        final double expected = 2 * kTm * 100 * (400 - 100 * (1 - Math.exp(-4)));
        // 1200 independent squares scatter by √(2/1200) = 4 %
        assertEquals(expected, sum, 0.16 * expected);
        assertArrayEquals(path.get(1), new ShortDynamics(500, 400, 2).run(nothing, frame, 1, () -> { }).get(1));
    }
}

package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

/** TESTVECTORS P-11: free Langevin particles with k_B T = m = γ = 1 (in Å and fs). */
class FreeLangevinParticleTest {

    @Test
    void displacementsAndVelocitiesFollowOrnsteinAndUhlenbeck() {
        final int atoms = 4000;
        final double dt = 0.05;
        final double kelvin = Element.of("Li").mass() * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / Units.BOLTZMANN;
        final double[] msd = new double[401];
        final double[] vacf = new double[401];
        try (RunningSimulation run = Simulation.of(TestCrystals.pointAtoms(atoms), TestPotential.none())
            .ensemble(new Langevin(kelvin, 1)).timeStep(dt).seed(3).start()) {
            final double[] x0 = run.snapshot().positions().clone();
            final double[] v0 = run.snapshot().velocities().clone();
            run.run(400, List.of(s -> {
                double r2 = 0;
                double vv = 0;
                for (int n = 0; n < x0.length; n++) {
                    r2 += Math.pow(s.positions()[n] - x0[n], 2);
                    vv += s.velocities()[n] * v0[n];
                }
                msd[(int)s.step()] = r2 / atoms;
                vacf[(int)s.step()] = vv / atoms;
            }), Progress.NONE);
        }
        // r² of a Gaussian in 3D scatters by √(2/3) of its mean
        final double relative = 4 * Math.sqrt(2.0 / 3 / atoms);
        assertEquals(114.0, msd[400], 114.0 * relative);
        assertEquals(1.0, (msd[400] - msd[200]) / (6 * 10), 1.5 * relative);
        for (final int step : new int[] {10, 20, 40, 80}) {
            // 3 e^(−t); the product of two correlated normal triples scatters by at most √6
            assertEquals(3 * Math.exp(-step * dt), vacf[step], 4 * Math.sqrt(6.0 / atoms));
        }
    }
}

package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

/** TESTVECTORS P-10: one lithium atom on a spring with ω = 1/fs. */
class HarmonicOscillatorTest {

    private static final double MASS = Element.of("Li").mass();
    /** k = m ω² in eV/Å² */
    private static final double SPRING = MASS / Units.ACCELERATION;

    private static Structure atomAt(final double x) {
        return new Structure(Cell.of(1e3, 0, 0, 0, 1e3, 0, 0, 0, 1e3), new int[] {3}, new double[] {x, 0, 0});
    }

    @Test
    void verletKeepsItsShadowEnergy() {
        final double dt = 0.2;
        // v² + ω²x²(1 − ω²dt²/4), started at x = 1, v = 0
        final double invariant = 1 - dt * dt / 4;
        Simulation.of(atomAt(1), TestPotential.springs(SPRING)).ensemble(new ConstantEnergy(0)).timeStep(dt).velocities(new double[3])
            .run(1000, Progress.NONE, s -> {
                final double x = s.positions()[0];
                final double v = s.velocities()[0];
                assertEquals(invariant, v * v + x * x * (1 - dt * dt / 4), 1e-12);
            });
    }

    @Test
    void verletHasItsOwnFrequency() {
        final double dt = 0.2;
        final double omega = 2 / dt * Math.asin(dt / 2);
        assertEquals(1.0016742, omega, 5e-8);
        Simulation.of(atomAt(1), TestPotential.springs(SPRING)).ensemble(new ConstantEnergy(0)).timeStep(dt).velocities(new double[3])
            .run(1000, Progress.NONE, s -> assertEquals(Math.cos(omega * s.timeFs()), s.positions()[0], 1e-11));
    }

    @Test
    void baoabSamplesPositionsExactlyAndVelocitiesWithItsKnownError() {
        final double dt = 0.5;
        final int atoms = 400;
        // k_B T = m (Å/fs)²: then ⟨x²⟩ = 1 Å² and ⟨v²⟩ = 1 − dt²/4 = 0.9375 (Å/fs)²
        final double kelvin = MASS * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / Units.BOLTZMANN;
        final double[] sums = new double[3];
        try (RunningSimulation run = Simulation.of(TestCrystals.pointAtoms(atoms), TestPotential.springs(SPRING))
            .ensemble(new Langevin(kelvin, 1)).timeStep(dt).seed(5).start()) {
            // the start positions are forgotten like e^(−γt/2): 400 Å · e^(−100)
            run.run(400, java.util.List.of(), Progress.NONE);
            run.run(2000, java.util.List.of(s -> {
                for (int n = 0; n < 3 * atoms; n++) {
                    sums[0] += s.positions()[n] * s.positions()[n];
                    sums[1] += s.velocities()[n] * s.velocities()[n];
                }
                sums[2] += 3 * atoms;
            }), Progress.NONE);
        }
        // 2.4e6 values with a correlation time of about 2 steps of their square: standard error below √(2·8/2.4e6) = 0.0026
        assertEquals(1.0, sums[0] / sums[2], 4 * 0.0026);
        assertEquals(0.9375, sums[1] / sums[2], 4 * 0.0026);
    }
}

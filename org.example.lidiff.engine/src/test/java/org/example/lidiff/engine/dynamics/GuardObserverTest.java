package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.LennardJones;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class GuardObserverTest {

    private static final Structure TWO = new Structure(Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20), new int[] {3, 14}, new double[] {0, 0, 0, 2, 0, 0});

    private static Simulation flying(final double velocity) {
        return Simulation.of(TWO, TestPotential.none()).ensemble(new ConstantEnergy(0)).timeStep(1)
            .velocities(new double[] {velocity, 0, 0, 0, 0, 0});
    }

    private static SimulationStopped run(final Simulation simulation, final Guards guards) {
        return assertThrows(SimulationStopped.class, () -> simulation.run(100, Progress.NONE, new GuardObserver(guards, 7)));
    }

    @Test
    void collidingAtomsAreNamedBeforeTheFrameIsRecorded() {
        // 2 Å apart, 0.12 Å a step: 0.8 Å at step 10, 0.32 at 14, which is no tenth step but one whose frame is recorded
        final SimulationStopped e = run(flying(0.02).timeStep(6), Guards.DEFAULT);
        assertEquals("At step 14 (84 fs) the atoms Li 1 and Si 2 are 0.32 Å apart, below the limit of 0.5 Å.", e.getMessage());
        assertEquals(14, e.step());
        assertEquals("Use a shorter time step, relax the start structure first, or train the force field on such configurations.", e.resolution());
    }

    @Test
    void heatIsSeenAtOnce() {
        // Li at 0.1 Å/fs: ½ · 6.94 · 0.01 · 103.64 eV = 3.6 eV over 3 degrees of freedom
        final SimulationStopped e = run(flying(0.1), Guards.DEFAULT.withMaxTemperature(5000));
        assertEquals("At step 0 (0 fs) the temperature is 27823 K, above the limit of 5000 K; the fastest atom is Li 1 with 0.1 Å/fs.",
            e.getMessage());
    }

    @Test
    void energyJumpsAreSeen() {
        // a spring of ω = 0.1/fs at a time step beyond Verlet's stability limit of 2/ω
        final Simulation unstable = Simulation.of(TWO, TestPotential.springs(7)).ensemble(new ConstantEnergy(10)).timeStep(25).seed(1);
        final SimulationStopped e = run(unstable, Guards.DEFAULT.withMaxTemperature(1e12));
        assertTrue(e.getMessage().startsWith("At step 7 (175 fs) the conserved quantity changed by "), e.getMessage());
        assertTrue(e.getMessage().contains(" eV per atom within 10 steps, above the limit of 0.05 eV; the fastest atom is "), e.getMessage());
    }

    @Test
    void numbersThatAreNotFiniteStopEvenARunThatOnlyWarns() {
        final Simulation s = Simulation.of(TWO, TestPotential.failingBeyond(2.55)).ensemble(new ConstantEnergy(0)).timeStep(1)
            .velocities(new double[] {0, 0, 0, 0.1, 0, 0});
        final SimulationStopped e = run(s, Guards.DEFAULT.withAction(GuardAction.WARN).withMaxTemperature(1e9));
        assertEquals("At step 6 (6 fs) the energy is no finite number; the fastest atom is Si 2 with 0.1 Å/fs.", e.getMessage());
    }

    @Test
    void anExplosionEndsEvenARunThatOnlyWarns() {
        // a time step far too long: the atoms collide and fly apart, farther than their cells can be counted
        final Guards guards = Guards.DEFAULT.withAction(GuardAction.WARN).withMaxTemperature(Double.MAX_VALUE);
        final Simulation s = Simulation.of(TestCrystals.argon(2, 5.3), new LennardJones(List.of(Element.of("Ar")), LennardJones.Parameters.ARGON))
            .timeStep(1000).seed(1);
        final SimulationStopped thrown = run(s.ensemble(new ConstantEnergy(60)), guards);
        assertTrue(thrown.getMessage().matches("After step \\d+ \\(\\d+ fs\\) the atoms flew apart or together: Atom \\d+ is at .* Å, not"
            + " within \\d+ cells\\. The fastest atom is Ar \\d+ with [0-9.e+]+ Å/fs\\."),
            thrown.getMessage());
        assertTrue(thrown.resolution().startsWith("Use a shorter time step"), thrown.resolution());
        for (final CellFreedom freedom : new CellFreedom[] {CellFreedom.ISOTROPIC, CellFreedom.FULL}) {
            final SimulationStopped burst = run(s.ensemble(new CellRescaling(60, 0.01, CellRescaling.Times.DEFAULT, freedom)), guards);
            assertTrue(burst.getMessage().matches("A(fter|t) step \\d+ .* (flew apart|cell collapsed or burst|no finite number).*"), burst.getMessage());
        }
    }

    @Test
    void warningsAreListedAndCounted() {
        final GuardObserver guard = new GuardObserver(Guards.DEFAULT.withAction(GuardAction.WARN).withMaxTemperature(5000), 10);
        flying(0.001).velocities(new double[] {0.1, 0, 0, 0, 0.1, 0}).run(10, Progress.NONE, guard);
        assertEquals(4, guard.warnings().size());
        assertTrue(guard.warnings().get(0).startsWith("At step 0 (0 fs) the temperature is "));
        assertEquals("8 more steps beyond the limits are not listed.", guard.warnings().get(3));
    }

    @Test
    void aQuietRunPasses() {
        final GuardObserver guard = new GuardObserver(Guards.DEFAULT, 10);
        Simulation.of(TestCrystals.argon(2, 5.3), TestCrystals.ARGON).ensemble(new VelocityRescaling(40)).timeStep(4).run(200, Progress.NONE, guard);
        assertTrue(guard.warnings().isEmpty());
    }
}

package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Structure ARGON = TestCrystals.argon(2, 5.3);

    @Test
    void startVelocitiesHaveExactlyTheTemperatureAndNoMomentum() {
        try (RunningSimulation run = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(new VelocityRescaling(80)).seed(4).start()) {
            final Snapshot s = run.snapshot();
            assertEquals(3 * 32 - 3, s.degreesOfFreedom());
            assertEquals(80, s.temperature(), 1e-10);
            // round-off of 32 momenta of about 0.01 amu Å/fs · 40
            assertArrayEquals(new double[3], momentum(s), 1e-13);
        }
        try (RunningSimulation run = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(new Langevin(80, 100)).start()) {
            assertEquals(3 * 32, run.snapshot().degreesOfFreedom());
            assertEquals(80, run.snapshot().temperature(), 1e-10);
        }
    }

    private static double[] momentum(final Snapshot s) {
        final double[] p = new double[3];
        for (int n = 0; n < 3 * s.atoms(); n++) {
            p[n % 3] += Element.of(s.atomicNumbers()[n / 3]).mass() * s.velocities()[n];
        }
        return p;
    }

    @Test
    void newtonConservesMomentumAndEnergyErrorFallsFourfoldWithHalfTheTimeStep() {
        final double coarse = energyScatter(8, 250);
        final double fine = energyScatter(4, 500);
        // the error is c dt² + O(dt⁴); the two runs sample the same 2 ps but not the same instants
        assertEquals(4, coarse / fine, 0.4);
    }

    private static double energyScatter(final double dt, final int steps) {
        final double[] sums = new double[2];
        final Simulation simulation = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(new ConstantEnergy(40)).timeStep(dt).seed(9);
        try (RunningSimulation run = simulation.start()) {
            final double start = run.snapshot().conservedQuantity();
            run.run(steps, List.of(s -> {
                final double d = s.conservedQuantity() - start;
                sums[0] += d / steps;
                sums[1] += d * d / steps;
            }), Progress.NONE);
            // 500 kicks of round-off 1e-17
            assertArrayEquals(new double[3], momentum(run.snapshot()), 1e-12);
        }
        return Math.sqrt(sums[1] - sums[0] * sums[0]);
    }

    @Test
    void newtonIsReversible() {
        final Simulation simulation = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(new ConstantEnergy(40)).timeStep(4).skin(0);
        final Checkpoint there = simulation.run(100, Progress.NONE);
        final double[] back = there.velocities();
        for (int n = 0; n < back.length; n++) {
            back[n] = -back[n];
        }
        final Checkpoint again = Simulation.of(there.structure(), TestCrystals.ARGON).ensemble(new ConstantEnergy(40)).timeStep(4).skin(0)
            .velocities(back).run(100, Progress.NONE);
        assertArrayEquals(ARGON.positions(), again.structure().positions(), 1e-10);
    }

    @Test
    void thermostatsConserveTheirQuantityAndMomentum() {
        for (final Ensemble e : List.of(new VelocityRescaling(40, 50), new NoseHooverChain(40, 100), new Langevin(40, 200))) {
            final double[] worst = new double[1];
            try (RunningSimulation run = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(e).timeStep(2).seed(2).start()) {
                final double start = run.snapshot().conservedQuantity();
                final double potential = run.snapshot().potentialEnergy();
                run.run(1000, List.of(s -> worst[0] = Math.max(worst[0], Math.abs(s.conservedQuantity() - start))), Progress.NONE);
                assertTrue(Math.abs(run.snapshot().potentialEnergy() - potential) > 0.05);
                // the energy that flows is 0.1 eV; Verlet at 2 fs keeps 32 argon atoms to a few 1e-5 eV
                assertEquals(0, worst[0], 5e-4, e.description());
                if (e.conservesMomentum()) {
                    assertArrayEquals(new double[3], momentum(run.snapshot()), 1e-12);
                }
            }
        }
    }

    @Test
    void canonicalThermostatsGiveTheGammaDistributionOfTheKineticEnergy() {
        for (final Ensemble e : List.of(new VelocityRescaling(60, 20), new NoseHooverChain(60, 150))) {
            final List<Double> kinetic = new ArrayList<>();
            try (RunningSimulation run = Simulation.of(TestCrystals.argon(1, 5.6), TestPotential.lennardJones(0.0104, 3.4, 5.5)).ensemble(e)
                .timeStep(5).seed(21).start()) {
                run.run(500, List.of(), Progress.NONE);
                run.run(40_000, List.of(s -> kinetic.add(s.kineticEnergy())), Progress.NONE);
            }
            final BlockMean first = new BlockMean();
            final BlockMean second = new BlockMean();
            final double expected = 0.5 * 9 * Units.BOLTZMANN * 60;
            for (final double k : kinetic) {
                first.add(k / expected);
                second.add(Math.pow(k / expected - 1, 2));
            }
            // mean N_f kT/2, relative variance 2/N_f; errors by block averaging
            assertEquals(1, first.mean(), 4 * first.error(), e.description());
            assertEquals(2.0 / 9, second.mean(), 4 * second.error(), e.description());
            assertTrue(first.error() < 0.03 && second.error() < 0.03, e.description());
        }
    }

    @Test
    void pressureIsMinusTheVolumeDerivativeOfTheEnergy() {
        try (RunningSimulation run = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(new ConstantEnergy(0)).start()) {
            final Snapshot s = run.snapshot();
            final double v = s.cell().volume();
            final double pressure = s.pressure();
            final double[] stress = new double[9];
            s.stress(stress);
            assertEquals(-pressure, (stress[0] + stress[4] + stress[8]) / 3, 1e-15);
            // truncation h² · 400, round-off 1e-16/h: both far below 1e-6
            final double h = 1e-5;
            final double plus = TestCrystals.ARGON.evaluate(scaled(1 + h)).energy();
            final double minus = TestCrystals.ARGON.evaluate(scaled(1 - h)).energy();
            final double dv = v * (Math.pow(1 + h, 3) - Math.pow(1 - h, 3));
            assertEquals(-(plus - minus) / dv, pressure, 1e-6 * Math.abs(pressure));
        }
    }

    private static Structure scaled(final double f) {
        return TestCrystals.argon(2, 5.3 * f);
    }

    @Test
    void observersSeeStartEveryStepAndEnd() {
        final List<String> calls = new ArrayList<>();
        Simulation.of(ARGON, TestCrystals.ARGON).timeStep(2).run(3, Progress.NONE, new Observer() {
            @Override
            public void init(final Snapshot s) {
                calls.add("init " + s.step() + " " + s.timeFs());
            }

            @Override
            public void handleStep(final Snapshot s) {
                calls.add("step " + s.step() + " " + s.timeFs());
            }

            @Override
            public void finish(final Snapshot s) {
                calls.add("finish " + s.step() + " " + s.timeFs());
            }
        });
        assertEquals(List.of("init 0 0.0", "step 1 2.0", "step 2 4.0", "step 3 6.0", "finish 3 6.0"), calls);
    }

    @Test
    void restartIsBitIdenticalInEveryEnsemble() {
        for (final Ensemble e : List.of(new ConstantEnergy(60), new VelocityRescaling(60, 50), new NoseHooverChain(60, 50),
            new Langevin(60, 100), new CellRescaling(60, 0, CellRescaling.Times.DEFAULT),
            new CellRescaling(60, 0, CellRescaling.Times.DEFAULT, CellFreedom.FULL))) {
            final Simulation simulation = Simulation.of(ARGON, TestCrystals.ARGON).ensemble(e).timeStep(5).seed(8).skin(0.3);
            final Checkpoint straight;
            final Checkpoint half;
            try (RunningSimulation run = simulation.start()) {
                run.run(77, List.of(), Progress.NONE);
                half = run.checkpoint();
                run.run(73, List.of(), Progress.NONE);
                straight = run.checkpoint();
                assertTrue(run.neighborListBuilds() > 1, "the list must have been rebuilt for this test to mean anything");
            }
            try (RunningSimulation run = simulation.resume(half)) {
                run.run(73, List.of(), Progress.NONE);
                final Checkpoint resumed = run.checkpoint();
                assertArrayEquals(straight.structure().positions(), resumed.structure().positions(), e.description());
                assertArrayEquals(straight.velocities(), resumed.velocities(), e.description());
                assertEquals(straight.structure().cell(), resumed.structure().cell());
                assertEquals(150, resumed.step());
            }
        }
    }

    @Test
    void atomsOnTopOfEachOtherAreNamed() {
        final Structure s = new Structure(Cell.of(5, 0, 0, 0, 5, 0, 0, 0, 5), new int[] {3, 14, 3}, new double[] {1, 1, 1, 0, 0, 0.01, 0, 0, 4.99});
        final InputException e = assertThrows(InputException.class, () -> Simulation.of(s, TestPotential.none()).start());
        assertEquals("Atoms Si 2 and Li 3 of the start structure lie on top of each other, 0.02 Å apart.", e.summary());
        assertEquals("Remove one of the two from the structure.", e.resolution());
    }

    @Test
    void oneAtomHasNoDegreeOfFreedomForAThermostat() {
        final Structure s = TestCrystals.pointAtoms(1);
        final InputException e = assertThrows(InputException.class, () -> Simulation.of(s, TestPotential.none()).start());
        assertEquals("The start structure has 1 atom; without its total momentum it has no degree of freedom for NVT, velocity rescaling (100 fs).",
            e.summary());
    }

    @Test
    void noAtomsAreRefused() {
        final Structure s = TestCrystals.pointAtoms(0);
        final InputException e = assertThrows(InputException.class, () -> Simulation.of(s, TestPotential.none()).start());
        assertEquals("The start structure has no atoms.", e.summary());
    }

    @Test
    void anEnergyThatIsNoNumberIsRefusedAtTheStart() {
        final Structure s = TestCrystals.pointAtoms(3);
        final InputException e = assertThrows(InputException.class, () -> Simulation.of(s, TestPotential.failingBeyond(0.1)).start());
        assertEquals("The force field gives the energy NaN for the start structure.", e.summary());
    }

    @Test
    void impossibleNumbersAreRefusedWithTheWayOut() {
        assertEquals("The time step is 0 fs.", assertThrows(InputException.class,
            () -> Simulation.of(ARGON, TestCrystals.ARGON).timeStep(0)).summary());
        assertEquals("The temperature of the thermostat is -5 K.",
            assertThrows(InputException.class, () -> new VelocityRescaling(-5)).summary());
        assertEquals("The time constant is 0 fs.", assertThrows(InputException.class, () -> new VelocityRescaling(300, 0)).summary());
        assertEquals("The temperature is NaN K.", assertThrows(InputException.class, () -> new Langevin(Double.NaN, 1)).summary());
    }
}

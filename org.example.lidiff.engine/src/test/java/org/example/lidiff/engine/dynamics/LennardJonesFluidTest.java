package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.LennardJones;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

/** TESTVECTORS P-13: the Lennard-Jones fluid at T* = 0.85, ρ* = 0.776, cut at 3σ with tail corrections. */
class LennardJonesFluidTest {

    private static final double SIGMA = 3.4;
    private static final double EPSILON = 0.0104;
    private static final double CUTOFF = 3;
    private static final double DENSITY = 0.776;
    private static final double KELVIN = 0.85 * EPSILON / Units.BOLTZMANN;
    /** T* = 1.5 and ρ* = 0.75: far from bubbles, which come and go at the almost vanishing pressure of the state above, and from freezing. */
    private static final double DENSE = 0.75;
    private static final double HOT = 1.5 * EPSILON / Units.BOLTZMANN;
    /** dt* = 0.004 in units of σ √(m/ε) */
    private static final double STEP = 0.004 * SIGMA * Math.sqrt(Element.of("Ar").mass() * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / EPSILON);
    private static final LennardJones FLUID = new LennardJones(List.of(Element.of("Ar")),
        new LennardJones.Parameters(EPSILON, SIGMA, CUTOFF * SIGMA, LennardJones.Cut.PLAIN));

    private static Structure fluid(final int n, final double density) {
        return TestCrystals.argon(n, SIGMA * Math.cbrt(4 / density));
    }

    /** U/N and p beyond the cutoff for a uniform fluid, in ε and ε/σ³. */
    private static double energyTail(final double density) {
        return 8 * Math.PI * density / 3 * (Math.pow(CUTOFF, -9) / 3 - Math.pow(CUTOFF, -3));
    }

    private static double pressureTail(final double density) {
        return 16 * Math.PI * density * density / 3 * (2 * Math.pow(CUTOFF, -9) / 3 - Math.pow(CUTOFF, -3));
    }

    @Test
    void energyAndPressureOfTheFluid() {
        final boolean thorough = Boolean.getBoolean("lidiff.thorough");
        check(thorough ? 5 : 3, thorough ? 40_000 : 3_000);
    }

    private static void check(final int cells, final int steps) {
        final int atoms = 4 * cells * cells * cells;
        final BlockMean energy = new BlockMean();
        final BlockMean pressure = new BlockMean();
        try (RunningSimulation run = Simulation.of(fluid(cells, DENSITY), FLUID).ensemble(new VelocityRescaling(2 * KELVIN, 200)).timeStep(STEP)
            .seed(31).skin(1).threads(2).start()) {
            // melts at twice the temperature first
            run.run(500, List.of(), Progress.NONE);
            run.switchTo(new VelocityRescaling(KELVIN, 200));
            run.run(steps / 4, List.of(), Progress.NONE);
            run.run(steps, List.of(s -> {
                energy.add(s.potentialEnergy() / EPSILON / atoms);
                pressure.add(s.pressure() * SIGMA * SIGMA * SIGMA / EPSILON);
            }), Progress.NONE);
        }
        assertTrue(energy.error() < 0.02, "error " + energy.error());
        // the reference is good to 0.0004; blocks of a short run underestimate its error by up to a third
        assertEquals(-5.5121, energy.mean() + energyTail(DENSITY), 5 * energy.error() + 0.0016);
        assertEquals(0.0068, pressure.mean() + pressureTail(DENSITY), 5 * pressure.error() + 0.002);
    }

    @Test
    void oneAndTwoThreadsGiveTheSameBitsAlsoAcrossARestart() {
        final Simulation one = Simulation.of(fluid(4, DENSITY), FLUID).ensemble(new VelocityRescaling(KELVIN)).timeStep(STEP).seed(5).skin(0.5);
        final Simulation two = one.threads(2);
        final Checkpoint straight;
        final Checkpoint half;
        try (RunningSimulation run = one.start()) {
            run.run(40, List.of(), Progress.NONE);
            half = run.checkpoint();
            run.run(40, List.of(), Progress.NONE);
            straight = run.checkpoint();
            assertTrue(run.neighborListBuilds() > 1);
        }
        final Checkpoint parallel = two.run(80, Progress.NONE);
        assertArrayEquals(straight.structure().positions(), parallel.structure().positions());
        assertArrayEquals(straight.velocities(), parallel.velocities());
        try (RunningSimulation run = two.resume(half)) {
            run.run(40, List.of(), Progress.NONE);
            assertArrayEquals(straight.structure().positions(), run.checkpoint().structure().positions());
            assertArrayEquals(straight.velocities(), run.checkpoint().velocities());
        }
    }

    @Test
    void theSkinDoesNotChangeABit() {
        final Simulation thin = Simulation.of(fluid(4, DENSITY), FLUID).ensemble(new VelocityRescaling(KELVIN)).timeStep(STEP).seed(6).skin(0.2);
        final Checkpoint a = thin.run(60, Progress.NONE);
        final Checkpoint b = thin.skin(1.2).run(60, Progress.NONE);
        assertArrayEquals(a.structure().positions(), b.structure().positions());
        assertArrayEquals(a.velocities(), b.velocities());
    }

    /** NPT at the pressure of an NVT run returns its density, and ⟨δV²⟩ = kT V κ with κ from NVT runs at two densities. */
    @Test
    void constantPressureReturnsTheDensityAndTheCompressibility() {
        if (Boolean.getBoolean("lidiff.thorough")) {
            constantPressure(DENSITY, KELVIN, 40_000);
            final double error = constantPressure(DENSE, HOT, 40_000);
            assertTrue(error < 0.1, "the fluctuations are known to " + error);
        } else {
            constantPressure(DENSE, HOT, 4_000);
        }
    }

    /** Returns the relative error of the fluctuations that the checks allow for. */
    private static double constantPressure(final double density, final double kelvin, final int steps) {
        final BlockMean target = pressureAt(density, kelvin, steps);
        final double pressure = target.mean();
        final double step = 0.03;
        final BlockMean dense = pressureAt(density * (1 + step), kelvin, steps);
        final BlockMean thin = pressureAt(density * (1 - step), kelvin, steps);
        // V dp/dV by a central difference, with its error
        final double slope = (dense.mean() - thin.mean()) / (2 * step);
        final double slopeError = Math.hypot(dense.error(), thin.error()) / (2 * step) / slope;
        final double compressibility = 1 / slope;
        final double expected = 108 * Math.pow(SIGMA, 3) / density;
        final BlockMean volume = new BlockMean();
        final BlockMean square = new BlockMean();
        final CellRescaling npt = new CellRescaling(kelvin, pressure, new CellRescaling.Times(200, 500, compressibility));
        try (RunningSimulation run = Simulation.of(fluid(3, density), FLUID).ensemble(npt).timeStep(STEP).seed(32).skin(1).threads(2).start()) {
            run.run(steps / 8, List.of(), Progress.NONE);
            run.run(3 * steps / 2, List.of(s -> {
                volume.add(s.cell().volume());
                square.add(Math.pow(s.cell().volume() / expected - 1, 2));
            }), Progress.NONE);
        }
        // the error of the target pressure moves the volume by κ δp
        final double fromPressure = expected * compressibility * target.error();
        assertEquals(expected, volume.mean(), 4 * Math.hypot(volume.error(), fromPressure));
        final double fluctuation = Units.BOLTZMANN * kelvin * compressibility / expected;
        // κ changes by a tenth over the difference, and the mean that is subtracted is that of the density, off by the first test's error
        assertEquals(fluctuation, square.mean(), 4 * Math.hypot(square.error(), fluctuation * slopeError) + 0.05 * fluctuation);
        return Math.hypot(square.error() / fluctuation, slopeError);
    }

    private static BlockMean pressureAt(final double density, final double kelvin, final int steps) {
        final BlockMean pressure = new BlockMean();
        try (RunningSimulation run = Simulation.of(fluid(3, density), FLUID).ensemble(new VelocityRescaling(2 * kelvin, 200)).timeStep(STEP).seed(33)
            .skin(1).threads(2).start()) {
            run.run(500, List.of(), Progress.NONE);
            run.switchTo(new VelocityRescaling(kelvin, 200));
            run.run(steps / 8, List.of(), Progress.NONE);
            run.run(steps, List.of(s -> pressure.add(s.pressure())), Progress.NONE);
        }
        return pressure;
    }
}

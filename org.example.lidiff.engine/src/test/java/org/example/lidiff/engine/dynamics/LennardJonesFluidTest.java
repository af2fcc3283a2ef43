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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** TESTVECTORS P-13: the Lennard-Jones fluid at T* = 0.85, ρ* = 0.776, cut at 3σ with tail corrections. */
class LennardJonesFluidTest {

    private static final double SIGMA = 3.4;
    private static final double EPSILON = 0.0104;
    private static final double CUTOFF = 3;
    private static final double DENSITY = 0.776;
    private static final double KELVIN = 0.85 * EPSILON / Units.BOLTZMANN;
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

    /** NPT at the pressure of an NVT run returns its density, and ⟨δV²⟩ = kT V κ with κ from NVT runs at two densities. */
    @Test
    @EnabledIfSystemProperty(named = "lidiff.thorough", matches = "true")
    void constantPressureReturnsTheDensityAndTheCompressibility() {
        final BlockMean target = pressureAt(DENSITY);
        final double pressure = target.mean();
        final double step = 0.02;
        final double slope = (pressureAt(DENSITY * (1 + step)).mean() - pressureAt(DENSITY * (1 - step)).mean()) / (2 * step);
        final double compressibility = 1 / slope;
        final double expected = 108 * Math.pow(SIGMA, 3) / DENSITY;
        final BlockMean volume = new BlockMean();
        final BlockMean square = new BlockMean();
        final CellRescaling npt = new CellRescaling(KELVIN, pressure, new CellRescaling.Times(200, 500, compressibility));
        try (RunningSimulation run = Simulation.of(fluid(3, DENSITY), FLUID).ensemble(npt).timeStep(STEP).seed(32).skin(1).threads(2).start()) {
            run.run(5_000, List.of(), Progress.NONE);
            run.run(60_000, List.of(s -> {
                volume.add(s.cell().volume());
                square.add(Math.pow(s.cell().volume() / expected - 1, 2));
            }), Progress.NONE);
        }
        // the error of the target pressure moves the volume by κ δp
        final double fromPressure = expected * compressibility * target.error();
        assertEquals(expected, volume.mean(), 4 * Math.hypot(volume.error(), fromPressure));
        // κ itself is a finite difference, good to 10 %
        final double fluctuation = Units.BOLTZMANN * KELVIN * compressibility / expected;
        assertEquals(fluctuation, square.mean(), 4 * square.error() + 0.15 * fluctuation);
    }

    private static BlockMean pressureAt(final double density) {
        final BlockMean pressure = new BlockMean();
        try (RunningSimulation run = Simulation.of(fluid(3, density), FLUID).ensemble(new VelocityRescaling(2 * KELVIN, 200)).timeStep(STEP).seed(33)
            .skin(1).threads(2).start()) {
            run.run(500, List.of(), Progress.NONE);
            run.switchTo(new VelocityRescaling(KELVIN, 200));
            run.run(3_000, List.of(), Progress.NONE);
            run.run(40_000, List.of(s -> pressure.add(s.pressure())), Progress.NONE);
        }
        return pressure;
    }
}

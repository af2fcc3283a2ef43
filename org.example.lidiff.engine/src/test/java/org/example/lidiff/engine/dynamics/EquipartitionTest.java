package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

class EquipartitionTest {

    /** Without total momentum an atom has ⟨p²/2m⟩ = 3/2 kT (1 − m/M), whatever its mass. */
    @Test
    void lightAndHeavyAtomsShareTheEnergy() {
        final Structure argon = TestCrystals.argon(1, 5.6).supercell(2, 1, 1);
        final int[] z = argon.atomicNumbers();
        for (int i = 0; i < z.length; i += 2) {
            z[i] = 3;
        }
        final double kelvin = 60;
        final double li = Element.of("Li").mass();
        final double ar = Element.of("Ar").mass();
        final double total = 4 * (li + ar);
        for (final Ensemble e : List.of(new VelocityRescaling(kelvin, 50), new NoseHooverChain(kelvin, 100))) {
            final BlockMean light = new BlockMean();
            final BlockMean heavy = new BlockMean();
            try (RunningSimulation run = Simulation.of(new Structure(argon.cell(), z, argon.positions()), TestPotential.lennardJones(0.0104, 3.4, 5.5))
                .ensemble(e).timeStep(2).seed(12).start()) {
                run.run(2_000, List.of(), Progress.NONE);
                run.run(30_000, List.of(s -> {
                    final double[] sums = new double[2];
                    for (int n = 0; n < 24; n++) {
                        sums[n / 3 % 2] += s.velocities()[n] * s.velocities()[n] / 12;
                    }
                    light.add(li * sums[0] * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / (Units.BOLTZMANN * kelvin * (1 - li / total)));
                    heavy.add(ar * sums[1] * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / (Units.BOLTZMANN * kelvin * (1 - ar / total)));
                }), Progress.NONE);
            }
            assertEquals(1, light.mean(), 4 * light.error(), e.description());
            assertEquals(1, heavy.mean(), 4 * heavy.error(), e.description());
            assertTrue(light.error() < 0.04 && heavy.error() < 0.04, e.description());
        }
    }

    /** χ² of the positions of harmonic oscillators against e^(−kx²/2kT), 20 bins of equal width in x. */
    @Test
    void aHarmonicDegreeOfFreedomHasTheBoltzmannDistribution() {
        final double mass = Element.of("Li").mass();
        final double kelvin = mass * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / Units.BOLTZMANN;
        final int atoms = 400;
        final int samples = 100;
        final int[] counts = new int[20];
        try (RunningSimulation run = Simulation.of(TestCrystals.pointAtoms(atoms), TestPotential.springs(mass / Units.ACCELERATION))
            .ensemble(new Langevin(kelvin, 1)).timeStep(0.5).seed(6).start()) {
            run.run(400, List.of(), Progress.NONE);
            for (int n = 0; n < samples; n++) {
                // 10 fs apart: correlations e^(−5)
                run.run(20, List.of(), Progress.NONE);
                for (final double x : run.snapshot().positions()) {
                    counts[Math.max(0, Math.min(19, (int)Math.floor((x + 2.5) * 4)))]++;
                }
            }
        }
        double chiSquare = 0;
        for (int b = 0; b < 20; b++) {
            final double from = b == 0 ? -10 : -2.5 + b / 4.0;
            final double to = b == 19 ? 10 : -2.5 + (b + 1) / 4.0;
            final double expected = 3.0 * atoms * samples * normal(from, to);
            chiSquare += Math.pow(counts[b] - expected, 2) / expected;
        }
        // 19 degrees of freedom: mean 19, standard deviation √38
        assertEquals(19, chiSquare, 4 * Math.sqrt(38));
    }

    // the normal density integrated by the midpoint rule, to 1e-8
    private static double normal(final double from, final double to) {
        final int n = 20_000;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            final double x = from + (i + 0.5) * (to - from) / n;
            sum += Math.exp(-0.5 * x * x) * (to - from) / n;
        }
        return sum / Math.sqrt(2 * Math.PI);
    }
}

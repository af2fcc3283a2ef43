package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;
import org.junit.jupiter.api.Test;

class CellRescalingTest {

    /**
     * N free particles without total momentum have p(V) ∝ V^(N−1) e^(−P₀V/kT), a gamma distribution: ⟨V⟩ = N kT/P₀ and
     * ⟨δV²⟩ = N (kT/P₀)² = kT ⟨V⟩ κ with κ = 1/P₀.
     */
    @Test
    void idealGasHasTheGammaDistributionOfTheVolume() {
        final int atoms = 6;
        final double kelvin = 300;
        final double pressure = 1e-4;
        final double unit = Units.BOLTZMANN * kelvin / pressure;
        final double edge = Math.cbrt(atoms * unit);
        final int[] z = {18, 18, 18, 18, 18, 18};
        final double[] x = new double[18];
        for (int i = 0; i < atoms; i++) {
            x[3 * i] = i;
        }
        final Structure gas = new Structure(Cell.of(edge, 0, 0, 0, edge, 0, 0, 0, edge), z, x);
        final CellRescaling npt = new CellRescaling(kelvin, pressure, new CellRescaling.Times(20, 200, 1 / pressure));
        final List<Double> volumes = new ArrayList<>();
        try (RunningSimulation run = Simulation.of(gas, TestPotential.none()).ensemble(npt).timeStep(2).seed(17).start()) {
            run.run(2000, List.of(), Progress.NONE);
            run.run(400_000, List.of(s -> volumes.add(s.cell().volume() / unit)), Progress.NONE);
        }
        final BlockMean mean = new BlockMean();
        final BlockMean square = new BlockMean();
        for (final double v : volumes) {
            mean.add(v);
            square.add((v - atoms) * (v - atoms));
        }
        assertEquals(atoms, mean.mean(), 4 * mean.error());
        assertEquals(atoms, square.mean(), 4 * square.error());
        assertTrue(mean.error() < 0.02 * atoms && square.error() < 0.06 * atoms, mean.error() + " " + square.error());
    }

    @Test
    void theConservedQuantityAccountsForThermostatAndBarostat() {
        final CellRescaling npt = new CellRescaling(60, 0.001, new CellRescaling.Times(50, 500, 50));
        final double[] worst = new double[2];
        try (RunningSimulation run = Simulation.of(TestCrystals.argon(2, 5.3), TestCrystals.ARGON).ensemble(npt).timeStep(2).seed(2).start()) {
            final double start = run.snapshot().conservedQuantity();
            final double volume = run.snapshot().cell().volume();
            run.run(1500, List.of(s -> {
                worst[0] = Math.max(worst[0], Math.abs(s.conservedQuantity() - start));
                worst[1] = Math.max(worst[1], Math.abs(s.cell().volume() / volume - 1));
            }), Progress.NONE);
        }
        // the volume must move for the test to mean something; energies of 0.2 eV flow
        assertTrue(worst[1] > 0.01, "volume moved by " + worst[1]);
        assertEquals(0, worst[0], 5e-3);
    }
}

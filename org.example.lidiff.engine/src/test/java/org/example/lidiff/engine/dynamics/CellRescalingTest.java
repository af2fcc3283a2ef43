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

    /** (LᵀL/a² − 1)/2, nine numbers. */
    static double[] strain(final Cell cell, final double a) {
        final double[] e = new double[9];
        for (int p = 0; p < 3; p++) {
            for (int q = 0; q < 3; q++) {
                for (int i = 0; i < 3; i++) {
                    e[3 * p + q] += cell.get(i, p) * cell.get(i, q) / (2 * a * a);
                }
                e[3 * p + q] -= p == q ? 0.5 : 0;
            }
        }
        return e;
    }

    /**
     * A gas in an elastic cell has the Boltzmann distribution of the strain: ⟨E_aa²⟩ = kT/k, and ⟨E_ab²⟩ = kT/2k for a ≠ b, which stands
     * twice in ‖E‖². The pressure N kT/V of the cube leaves the mean strain 0.
     */
    @Test
    void everyStrainHasItsShareOfTheEnergy() {
        final double kelvin = 300;
        final double kt = Units.BOLTZMANN * kelvin;
        final double stiffness = 3000 * kt;
        final double a = 10;
        final int[] z = {18, 18, 18, 18, 18, 18};
        final double[] x = new double[18];
        for (int i = 0; i < 6; i++) {
            x[3 * i] = i;
        }
        final Structure gas = new Structure(Cell.of(a, 0, 0, 0, a, 0, 0, 0, a), z, x);
        // a compressibility of the order of V/k lets the strain relax with τ
        final CellRescaling.Times times = new CellRescaling.Times(20, 50, a * a * a / stiffness);
        for (final CellFreedom freedom : List.of(CellFreedom.ANISOTROPIC, CellFreedom.FULL)) {
            final BlockMean[] squares = {new BlockMean(), new BlockMean(), new BlockMean()};
            final double[] end = new double[9];
            try (RunningSimulation run = Simulation.of(gas, TestPotential.elasticCell(stiffness, a))
                .ensemble(new CellRescaling(kelvin, 6 * kt / (a * a * a), times, freedom)).timeStep(2).seed(21).start()) {
                run.run(2000, List.of(), Progress.NONE);
                run.run(200_000, List.of(s -> {
                    final double[] e = strain(s.cell(), a);
                    squares[0].add((e[0] * e[0] + e[4] * e[4] + e[8] * e[8]) / 3 * stiffness / kt);
                    squares[1].add((e[1] * e[1] + e[2] * e[2] + e[5] * e[5]) / 3 * 2 * stiffness / kt);
                    squares[2].add((e[0] + e[4] + e[8]) * (e[0] + e[4] + e[8]) / 3 * stiffness / kt);
                }), Progress.NONE);
                System.arraycopy(run.snapshot().cell().rows(), 0, end, 0, 9);
            }
            assertTrue(squares[0].error() < 0.03, "error " + squares[0].error());
            // the strain is not small: terms of its fourth power, and the steps of the random walk, make half a percent
            assertEquals(1, squares[0].mean(), 4 * squares[0].error() + 0.01, freedom.name());
            assertEquals(1, squares[2].mean(), 4 * squares[2].error() + 0.01, freedom.name());
            if (freedom == CellFreedom.FULL) {
                assertEquals(1, squares[1].mean(), 4 * squares[1].error() + 0.01);
                // no more than second order of the strain of 2 %: the cell does not turn
                assertEquals(end[1], end[3], 0.02 * a);
            } else {
                assertEquals(0, end[1] * end[1] + end[2] * end[2] + end[5] * end[5], 0);
            }
        }
    }

    @Test
    void theConservedQuantityAccountsForThermostatAndBarostat() {
        for (final CellFreedom freedom : List.of(CellFreedom.ISOTROPIC, CellFreedom.ANISOTROPIC, CellFreedom.FULL)) {
            conservedQuantity(freedom);
        }
    }

    private static void conservedQuantity(final CellFreedom freedom) {
        final CellRescaling npt = new CellRescaling(60, 0.001, new CellRescaling.Times(50, 500, 50), freedom);
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

package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class RelaxationTest {

    private static final RelaxationOptions TIGHT = RelaxationOptions.DEFAULT.withLimits(1e-6, 1e-8);

    private static Structure shaken(final Structure s, final double by) {
        final RandomSource random = new RandomSource(6);
        final double[] x = s.positions();
        for (int n = 0; n < x.length; n++) {
            x[n] += by * random.nextGaussian();
        }
        return s.withPositions(x);
    }

    @Test
    void aShakenCrystalFindsItsSites() {
        final Structure crystal = TestCrystals.argon(2, 5.3);
        final RelaxationResult r = Relaxation.run(shaken(crystal, 0.15), TestCrystals.ARGON, TIGHT, Progress.NONE);
        assertTrue(r.converged());
        assertTrue(r.maxForce() < 1e-6);
        assertEquals(0, r.maxStress());
        final double perfect = TestCrystals.ARGON.evaluate(crystal).energy();
        // second order in the forces that are left: (1e-6)²/k
        assertEquals(perfect, r.endEnergy(), 1e-9);
        assertTrue(r.startEnergy() > perfect + 0.1);
        assertEquals(crystal.cell(), r.structure().cell());
    }

    @Test
    void volumeFollowsThePressure() {
        // independent: the cubic edge that minimizes E + P V, by golden section
        final double pressure = 0.002;
        double low = 4.8;
        double high = 5.8;
        final double golden = (Math.sqrt(5) - 1) / 2;
        while (high - low > 1e-7) {
            final double a = high - golden * (high - low);
            final double b = low + golden * (high - low);
            if (enthalpy(a, pressure) < enthalpy(b, pressure)) {
                high = b;
            } else {
                low = a;
            }
        }
        for (final CellFreedom freedom : new CellFreedom[] {CellFreedom.ISOTROPIC, CellFreedom.ANISOTROPIC, CellFreedom.FULL}) {
            final RelaxationResult r = Relaxation.run(shaken(TestCrystals.argon(2, 5.5), 0.05), TestCrystals.ARGON, TIGHT.withCell(freedom, pressure),
                Progress.NONE);
            assertTrue(r.converged(), freedom.name());
            // 1e-8 eV/Å³ over a bulk modulus of 0.02 eV/Å³, of which a third is strain; golden section finds 1e-6 or so
            assertEquals(2 * low, r.structure().cell().length(0), 1e-5, freedom.name());
        }
    }

    private static double enthalpy(final double a, final double pressure) {
        return 8 * (TestCrystals.ARGON.evaluate(TestCrystals.argon(1, a)).energy() + pressure * a * a * a);
    }

    @Test
    void aShearedCellBecomesCubicWithoutTurning() {
        final Structure crystal = TestCrystals.argon(2, 5.3);
        final double[] strain = {1.02, 0.03, 0, 0.03, 0.99, -0.02, 0, -0.02, 1.01};
        final double[] rows = new double[9];
        final double[] x = new double[3 * crystal.size()];
        final Cell f = Cell.of(strain);
        for (int i = 0; i < 3; i++) {
            f.toCartesian(crystal.cell().rows(), 3 * i, rows, 3 * i);
        }
        for (int i = 0; i < crystal.size(); i++) {
            f.toCartesian(crystal.positions(), 3 * i, x, 3 * i);
        }
        final RelaxationResult r = Relaxation.run(crystal.with(Cell.of(rows), x), TestCrystals.ARGON, TIGHT.withCell(CellFreedom.FULL, 0), Progress.NONE);
        assertTrue(r.converged());
        final Cell c = r.structure().cell();
        for (int k = 0; k < 3; k++) {
            assertEquals(90, c.angle(k, (k + 1) % 3), 1e-3);
            assertEquals(c.length(0), c.length(k), 1e-4);
        }
    }

    @Test
    void tooFewStepsAreAWarning() {
        final RelaxationResult r = Relaxation.run(shaken(TestCrystals.argon(2, 5.3), 0.15), TestCrystals.ARGON, TIGHT.withMaxSteps(3), Progress.NONE);
        assertFalse(r.converged());
        assertTrue(r.warnings().get(0).startsWith("The relaxation ended after 3 steps with a largest force of "), r.warnings().get(0));
        assertTrue(r.warnings().get(0).endsWith(" eV/Å³: allow more steps."));
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertEquals("The relaxation is to end at forces of 0 eV/Å and stresses of 0.0001 eV/Å³.",
            assertThrows(InputException.class, () -> RelaxationOptions.DEFAULT.withLimits(0, 1e-4)).summary());
        assertEquals("The number of relaxation steps is 0.",
            assertThrows(InputException.class, () -> RelaxationOptions.DEFAULT.withMaxSteps(0)).summary());
        assertEquals("The force field gives the energy NaN during the relaxation.", assertThrows(InputException.class,
            () -> Relaxation.run(TestCrystals.argon(1, 5.3), TestPotential.failingBeyond(1), TIGHT, Progress.NONE)).summary());
    }
}

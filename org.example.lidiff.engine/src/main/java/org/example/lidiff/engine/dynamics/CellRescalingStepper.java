package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;

/**
 * Velocity Verlet whose drift is followed by a random step of the cell, then velocity rescaling.
 *
 * <p>Isotropic, with λ = √V: dλ = −(βλ/2τ)(P₀ − P − k_B T/2V) dt + √(k_B T β/2τ) dW. Otherwise the cell becomes L e^ε with the symmetric
 * dε = (β/3τ)(P − P₀) dt + √(2 k_B T β/3Vτ) dW, P the pressure tensor, whose trace is the isotropic equation; an element off the diagonal
 * stands for two of dW, so that its noise is smaller by √2. The change of the diffusion coefficient with the volume and the weight V of
 * the volume element of ε cancel. Positions become x e^ε, velocities v e^−ε.
 */
final class CellRescalingStepper extends Stepper {

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final int LAST_ORDER = 8;

    private final double pressure;
    private final CellRescaling.Times times;
    private final CellFreedom freedom;
    private final double[] tensor = new double[9];
    private final double[] strain = new double[9];
    private final double[] oldVirial = new double[9];
    private final double[] factor = new double[9];
    private final double[] term = new double[9];
    private final double[] scaled = new double[9];
    private double kelvin;

    CellRescalingStepper(final CellRescaling ensemble) {
        kelvin = ensemble.temperatureK();
        pressure = ensemble.pressure();
        times = ensemble.times();
        freedom = ensemble.cell();
    }

    @Override
    void step(final PhaseState s, final RandomSource random) {
        final double half = 0.5 * s.timeStep;
        if (freedom == CellFreedom.ISOTROPIC) {
            isotropicStrain(s, random);
        } else {
            strain(s, random);
        }
        kick(s, half);
        drift(s, s.timeStep);
        final double kinetic = s.kineticEnergy();
        System.arraycopy(s.result.virial(), 0, oldVirial, 0, 9);
        scale(s);
        s.evaluateForces();
        // work of the barostat on the atoms by the trapezoidal rule: the bath pays for it, what remains is time-step error
        double work = s.kineticEnergy() - kinetic;
        for (int k = 0; k < 9; k++) {
            work -= 0.5 * (oldVirial[k] + s.result.virial()[k]) * strain[k];
        }
        s.bathEnergy -= work;
        kick(s, half);
        RescalingStepper.rescale(s, kelvin, times.thermostatFs(), random);
    }

    private void isotropicStrain(final PhaseState s, final RandomSource random) {
        final double v = s.cell.volume();
        final double kt = thermalEnergy(kelvin);
        final double rate = times.compressibility() * s.timeStep / (2 * times.barostatFs());
        final double lambda = Math.sqrt(v);
        final double next = lambda - rate * lambda * (pressure - s.pressure() - kt / (2 * v)) + Math.sqrt(rate * kt) * random.nextGaussian();
        final double e = StrictMath.log(next * next / v) / 3;
        for (int k = 0; k < 9; k += 4) {
            strain[k] = e;
        }
    }

    private void strain(final PhaseState s, final RandomSource random) {
        final double v = s.cell.volume();
        final double rate = times.compressibility() * s.timeStep / (3 * times.barostatFs());
        final double noise = Math.sqrt(2 * thermalEnergy(kelvin) * rate / v);
        s.stress(tensor);
        for (int a = 0; a < 3; a++) {
            strain[4 * a] = rate * (-tensor[4 * a] - pressure) + noise * random.nextGaussian();
        }
        if (freedom == CellFreedom.FULL) {
            for (int a = 0; a < 3; a++) {
                for (int b = a + 1; b < 3; b++) {
                    final double e = -0.5 * rate * (tensor[3 * a + b] + tensor[3 * b + a]) + SQRT_HALF * noise * random.nextGaussian();
                    strain[3 * a + b] = e;
                    strain[3 * b + a] = e;
                }
            }
        }
    }

    private void scale(final PhaseState s) {
        if (freedom == CellFreedom.ISOTROPIC) {
            final double f = StrictMath.exp(strain[0]);
            final double[] rows = s.cell.rows();
            for (int k = 0; k < rows.length; k++) {
                rows[k] *= f;
            }
            s.cell = cell(s, rows);
            for (int n = 0; n < s.positions.length; n++) {
                s.positions[n] *= f;
            }
            s.scaleVelocities(1 / f);
        } else {
            exponential(1, factor);
            final double[] rows = s.cell.rows();
            multiply(rows, factor);
            s.cell = cell(s, rows);
            multiply(s.positions, factor);
            exponential(-1, factor);
            multiply(s.velocities, factor);
            s.velocitiesChanged();
        }
    }

    // the pressure of a run that explodes makes any cell vanish or burst
    private static Cell cell(final PhaseState s, final double[] rows) {
        try {
            return Cell.of(rows);
        } catch (final InputException e) {
            throw GuardObserver.exploded(s, "the cell collapsed or burst; the", e);
        }
    }

    /** Writes e^(± strain) to {@code sum} by its series; strains of one step are far below one. */
    private void exponential(final double sign, final double[] sum) {
        for (int k = 0; k < 9; k++) {
            sum[k] = k % 4 == 0 ? 1 : 0;
        }
        System.arraycopy(sum, 0, term, 0, 9);
        for (int order = 1; order <= LAST_ORDER; order++) {
            for (int k = 0; k < 9; k++) {
                scaled[k] = sign * strain[k] / order;
            }
            multiply(term, scaled);
            for (int k = 0; k < 9; k++) {
                sum[k] += term[k];
            }
        }
    }

    /** Replaces each row r of {@code rows} by r · {@code f}. */
    private static void multiply(final double[] rows, final double[] f) {
        for (int n = 0; n < rows.length; n += 3) {
            final double x = rows[n];
            final double y = rows[n + 1];
            final double z = rows[n + 2];
            rows[n] = x * f[0] + y * f[3] + z * f[6];
            rows[n + 1] = x * f[1] + y * f[4] + z * f[7];
            rows[n + 2] = x * f[2] + y * f[5] + z * f[8];
        }
    }

    @Override
    void temperature(final double newKelvin) {
        kelvin = newKelvin;
    }
}

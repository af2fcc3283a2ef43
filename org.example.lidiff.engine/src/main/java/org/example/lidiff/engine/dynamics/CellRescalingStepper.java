package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Cell;

/**
 * Velocity Verlet whose drift is followed by a random step of the volume, then velocity rescaling.
 *
 * <p>With λ = √V: dλ = −(βλ/2τ)(P₀ − P − k_B T/2V) dt + √(k_B T β/2τ) dW; positions scale with V^⅓, velocities with V^−⅓.
 */
final class CellRescalingStepper extends Stepper {

    private final double pressure;
    private final CellRescaling.Times times;
    private double kelvin;

    CellRescalingStepper(final CellRescaling ensemble) {
        kelvin = ensemble.temperatureK();
        pressure = ensemble.pressure();
        times = ensemble.times();
    }

    @Override
    void step(final PhaseState s, final RandomSource random) {
        final double half = 0.5 * s.timeStep;
        final double before = s.pressure();
        kick(s, half);
        drift(s, s.timeStep);
        final double oldVolume = s.cell.volume();
        final double kinetic = s.kineticEnergy();
        final double oldTrace = trace(s);
        scale(s, volumeFactor(s, before, random));
        s.evaluateForces();
        // work of the barostat on the atoms by the trapezoidal rule: the bath pays for it, what remains is time-step error
        final double strain = Math.log(s.cell.volume() / oldVolume) / 3;
        final double work = -0.5 * (oldTrace + trace(s)) * strain + s.kineticEnergy() - kinetic;
        s.bathEnergy -= work;
        kick(s, half);
        RescalingStepper.rescale(s, kelvin, times.thermostatFs(), random);
    }

    private static double trace(final PhaseState s) {
        final double[] w = s.result.virial();
        return w[0] + w[4] + w[8];
    }

    private double volumeFactor(final PhaseState s, final double current, final RandomSource random) {
        final double v = s.cell.volume();
        final double kt = thermalEnergy(kelvin);
        final double rate = times.compressibility() * s.timeStep / (2 * times.barostatFs());
        final double lambda = Math.sqrt(v);
        final double next = lambda - rate * lambda * (pressure - current - kt / (2 * v)) + Math.sqrt(rate * kt) * random.nextGaussian();
        return next * next / v;
    }

    private static void scale(final PhaseState s, final double volumeFactor) {
        final double f = StrictMath.cbrt(volumeFactor);
        final double[] rows = s.cell.rows();
        for (int k = 0; k < rows.length; k++) {
            rows[k] *= f;
        }
        s.cell = Cell.of(rows);
        for (int n = 0; n < s.positions.length; n++) {
            s.positions[n] *= f;
        }
        s.scaleVelocities(1 / f);
    }

    @Override
    void temperature(final double newKelvin) {
        kelvin = newKelvin;
    }
}

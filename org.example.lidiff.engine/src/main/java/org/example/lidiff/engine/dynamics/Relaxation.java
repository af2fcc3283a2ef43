package org.example.lidiff.engine.dynamics;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/**
 * The nearest minimum of the energy (or the enthalpy) by FIRE (Bitzek et al., Phys. Rev. Lett. 97, 170201, 2006, with the half
 * step back of Guénolé et al., Comput. Mater. Sci. 175, 109584, 2020).
 *
 * <p>With a free cell the unknowns are q with x = q F and N · F, where the cell is L₀ F (Tadmor et al., Phys. Rev. B 59, 235,
 * 1999); the force on F is F⁻ᵀ(W − P V).
 */
public final class Relaxation {

    private static final double LARGEST_MOVE = 0.2;
    private static final double START_STEP = 0.1;
    private static final double LARGEST_STEP = 1;
    private static final double START_MIXING = 0.1;
    private static final int PATIENCE = 5;

    private final Structure start;
    private final RelaxationOptions options;
    private final EnergyForcesVirial result;
    private final double[] unknowns;
    private final double[] slopes;
    private final double[] velocities;
    private final double[] positions;
    private Cell cell;
    private double timeStep = START_STEP;
    private double mixing = START_MIXING;
    private int downhill;

    private Relaxation(final Structure start, final RelaxationOptions options) {
        this.start = start;
        this.options = options;
        final int atoms = start.size();
        result = new EnergyForcesVirial(atoms);
        positions = start.positions();
        cell = start.cell();
        unknowns = Arrays.copyOf(positions, 3 * atoms + 9);
        for (int k = 0; k < 9; k += 4) {
            unknowns[3 * atoms + k] = atoms;
        }
        slopes = new double[unknowns.length];
        velocities = new double[unknowns.length];
    }

    /**
     * Relaxes {@code structure}.
     *
     * @return the structure after the last step; converged or with a warning
     * @throws InputException if an element has no parameters or the energy is no finite number
     */
    public static RelaxationResult run(final Structure structure, final Potential potential, final RelaxationOptions options,
        final Progress progress) {
        return run(structure, potential, options, 1, progress);
    }

    /** The same on so many threads; the result does not depend on them. */
    static RelaxationResult run(final Structure structure, final Potential potential, final RelaxationOptions options, final int threads,
        final Progress progress) {
        try (Evaluator evaluator = potential.evaluator(structure.atomicNumbers(), new EvaluatorOptions(threads, Simulation.DEFAULT_SKIN))) {
            return new Relaxation(structure, options).minimize(evaluator, Progress.throttled(progress));
        }
    }

    private RelaxationResult minimize(final Evaluator evaluator, final Progress progress) {
        evaluate(evaluator);
        final double startEnergy = result.energy();
        int step = 0;
        while (!converged() && step < options.maxSteps()) {
            move();
            evaluate(evaluator);
            step++;
            progress.advance(step, options.maxSteps(), "Relaxing the structure");
        }
        final boolean done = converged();
        final List<String> warnings = done ? List.of() : List.of("The relaxation ended after " + step + " steps with a largest force of "
            + Checks.number(maxForce()) + " eV/Å and a largest stress of " + Checks.number(maxStress()) + " eV/Å³: allow more steps.");
        return new RelaxationResult(start.with(cell, positions), startEnergy, result.energy(), maxForce(), maxStress(), step, done, warnings);
    }

    private boolean converged() {
        return maxForce() < options.maxForce() && maxStress() < options.maxStress();
    }

    private double maxForce() {
        double largest = 0;
        final double[] f = result.forces();
        for (int n = 0; n < f.length; n += 3) {
            largest = Math.max(largest, f[n] * f[n] + f[n + 1] * f[n + 1] + f[n + 2] * f[n + 2]);
        }
        return Math.sqrt(largest);
    }

    private double maxStress() {
        double largest = 0;
        for (final double w : cellVirial()) {
            largest = Math.max(largest, Math.abs(w) / cell.volume());
        }
        return largest;
    }

    // W − P V, symmetric so that the cell does not turn, without the parts that the cell may not follow
    private double[] cellVirial() {
        final double[] w = result.virial();
        final double[] v = new double[9];
        if (options.cell() == CellFreedom.FIXED) {
            return v;
        }
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                v[3 * a + b] = 0.5 * (w[3 * a + b] + w[3 * b + a]) - (a == b ? options.pressure() * cell.volume() : 0);
            }
        }
        if (options.cell() == CellFreedom.ANISOTROPIC) {
            for (int k = 0; k < 9; k++) {
                v[k] = k % 4 == 0 ? v[k] : 0;
            }
        }
        if (options.cell() == CellFreedom.ISOTROPIC) {
            final double mean = (v[0] + v[4] + v[8]) / 3;
            Arrays.fill(v, 0);
            v[0] = mean;
            v[4] = mean;
            v[8] = mean;
        }
        return v;
    }

    private void evaluate(final Evaluator evaluator) {
        final int atoms = start.size();
        final double[] f = deformation();
        for (int i = 0; i < atoms; i++) {
            for (int k = 0; k < 3; k++) {
                positions[3 * i + k] = unknowns[3 * i] * f[k] + unknowns[3 * i + 1] * f[3 + k] + unknowns[3 * i + 2] * f[6 + k];
            }
        }
        if (options.cell() != CellFreedom.FIXED) {
            cell = Cell.of(multiply(start.cell().rows(), f));
        }
        evaluator.evaluate(positions, cell, result);
        if (!Double.isFinite(result.energy())) {
            throw new InputException("The force field gives the energy " + result.energy() + " during the relaxation.",
                "Check the positions and the cell of the structure, and that the force field suits it.");
        }
        final double[] forces = result.forces();
        for (int i = 0; i < atoms; i++) {
            for (int k = 0; k < 3; k++) {
                slopes[3 * i + k] = forces[3 * i] * f[3 * k] + forces[3 * i + 1] * f[3 * k + 1] + forces[3 * i + 2] * f[3 * k + 2];
            }
        }
        final double[] g = Cell.of(f).inverseRows();
        final double[] onCell = multiply(new double[] {g[0], g[3], g[6], g[1], g[4], g[7], g[2], g[5], g[8]}, cellVirial());
        for (int k = 0; k < 9; k++) {
            slopes[3 * atoms + k] = onCell[k] / atoms;
        }
    }

    private double[] deformation() {
        final double[] f = new double[9];
        for (int k = 0; k < 9; k++) {
            f[k] = unknowns[3 * start.size() + k] / start.size();
        }
        return f;
    }

    private static double[] multiply(final double[] a, final double[] b) {
        final double[] c = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                c[3 * i + j] = a[3 * i] * b[j] + a[3 * i + 1] * b[3 + j] + a[3 * i + 2] * b[6 + j];
            }
        }
        return c;
    }

    private void move() {
        double power = 0;
        for (int n = 0; n < slopes.length; n++) {
            power += slopes[n] * velocities[n];
        }
        if (power > 0) {
            if (++downhill > PATIENCE) {
                timeStep = Math.min(1.1 * timeStep, LARGEST_STEP);
                mixing *= 0.99;
            }
        } else {
            downhill = 0;
            timeStep *= 0.5;
            mixing = START_MIXING;
            for (int n = 0; n < unknowns.length; n++) {
                unknowns[n] -= timeStep * velocities[n];
                velocities[n] = 0;
            }
        }
        double speed = 0;
        double slope = 0;
        for (int n = 0; n < slopes.length; n++) {
            velocities[n] += timeStep * slopes[n];
            speed += velocities[n] * velocities[n];
            slope += slopes[n] * slopes[n];
        }
        // far from the minimum the forces are huge; no atom moves farther than the limit
        final double bend = slope > 0 ? mixing * Math.sqrt(speed / slope) : 0;
        double largest = 0;
        for (int n = 0; n < slopes.length; n++) {
            velocities[n] = (1 - mixing) * velocities[n] + bend * slopes[n];
            largest = Math.max(largest, Math.abs(timeStep * velocities[n]));
        }
        final double shorter = Math.min(1, LARGEST_MOVE / largest);
        for (int n = 0; n < slopes.length; n++) {
            velocities[n] *= shorter;
            unknowns[n] += timeStep * velocities[n];
        }
    }
}

package org.example.lidiff.engine.potential;

import java.util.function.DoubleFunction;

import org.example.lidiff.engine.structure.Cell;

/** Whether forces and virial are the derivatives of the energy. */
final class DerivativeChecks {

    /** How far the paths go, in Å a coordinate. */
    private static final double PATH = 0.1;
    private static final int SEGMENTS = 16;
    // Gauss-Legendre on [0, 1]
    private static final double[] NODES = {0.5 - 0.5 * Math.sqrt(0.6), 0.5, 0.5 + 0.5 * Math.sqrt(0.6)};
    private static final double[] WEIGHTS = {5.0 / 18, 8.0 / 18, 5.0 / 18};

    private final ProbeSystem system;

    DerivativeChecks(final ProbeSystem system) {
        this.system = system;
    }

    private double[] energiesAt(final double[] positions, final Cell cell) {
        return system.potential.evaluate(system.structure.with(cell, positions)).atomEnergies();
    }

    /**
     * dE/dx by five points. The step is small because second derivatives jump where a neighbor crosses the cutoff; the atoms
     * are subtracted one by one, since the total energy of many atoms has too few digits for that.
     */
    private static double derivative(final double h, final DoubleFunction<double[]> energies) {
        final double[][] e = {energies.apply(-2 * h), energies.apply(-h), energies.apply(h), energies.apply(2 * h)};
        double sum = 0;
        for (int i = 0; i < e[0].length; i++) {
            sum += (8 * (e[2][i] - e[1][i]) - (e[3][i] - e[0][i])) / 12;
        }
        return sum / h;
    }

    /** At one place, by differences: says most about each force. */
    ProbeCheck forces() {
        double worst = 0;
        final double[] r = system.structure.positions();
        for (int n = 0; n < system.options.directions(); n++) {
            final double[] direction = system.direction();
            double force = 0;
            for (int i = 0; i < r.length; i++) {
                force += system.base.forces()[i] * direction[i];
            }
            final double slope = derivative(system.options.step(), h -> energiesAt(moved(r, direction, h), system.structure.cell()));
            worst = ProbeSystem.worse(worst, Math.abs(slope + force) / system.forceScale);
        }
        return ProbeCheck.atMost("Forces are derivatives of the energy", worst, 1e-6, "of the rms force",
            "Energy is not conserved in a simulation.");
    }

    /** Along paths so long that neighbors come and go. */
    ProbeCheck work() {
        double worst = 0;
        final double[] r = system.structure.positions();
        final double length = PATH * Math.sqrt(r.length);
        for (int n = 0; n < system.options.directions(); n++) {
            final double[] direction = system.direction();
            double work = 0;
            for (int s = 0; s < SEGMENTS; s++) {
                for (int g = 0; g < NODES.length; g++) {
                    final double[] forces = system.potential.evaluate(system.structure.withPositions(
                        moved(r, direction, length * (s + NODES[g]) / SEGMENTS))).forces();
                    for (int i = 0; i < r.length; i++) {
                        work += WEIGHTS[g] * length / SEGMENTS * forces[i] * direction[i];
                    }
                }
            }
            final double change = system.potential.evaluate(system.structure.withPositions(moved(r, direction, length))).energy()
                - system.base.energy();
            worst = ProbeSystem.worse(worst, Math.abs(change + work) / system.structure.size());
        }
        return ProbeCheck.atMost("Work along random paths is the change of the energy", worst, 1e-5 * Math.max(1, system.forceScale),
            "eV per atom", "Energy is not conserved in a simulation: somewhere on the way it jumps, or forces are not its slope.");
    }

    private static double[] moved(final double[] r, final double[] direction, final double h) {
        final double[] moved = r.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += h * direction[i];
        }
        return moved;
    }

    ProbeCheck virial() {
        double worst = 0;
        double scale = 0;
        for (final double w : system.base.virial()) {
            scale = Math.max(scale, Math.abs(w));
        }
        scale = Math.max(scale, system.forceScale * system.structure.size());
        for (int component = 0; component < 9; component++) {
            final int a = component / 3;
            final int b = component % 3;
            final double slope = derivative(0.1 * system.options.step(), h -> energiesAt(strained(system.structure.positions(), a, b, h),
                Cell.of(strained(system.structure.cell().rows(), a, b, h))));
            worst = ProbeSystem.worse(worst, Math.abs(slope + system.base.virial()[component]) / scale);
        }
        return ProbeCheck.atMost("Virial is the derivative by the strain", worst, 1e-6, "of the largest component",
            "Pressure and cell are wrong in a simulation at constant pressure.");
    }

    private static double[] strained(final double[] vectors, final int a, final int b, final double strain) {
        final double[] result = vectors.clone();
        for (int i = 0; i < vectors.length; i += 3) {
            result[i + b] += strain * vectors[i + a];
        }
        return result;
    }
}

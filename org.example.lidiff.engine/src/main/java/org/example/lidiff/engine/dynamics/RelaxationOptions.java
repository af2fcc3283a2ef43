package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.InputException;

/**
 * When a relaxation ends, and what may move.
 *
 * @param cell how the cell may change
 * @param pressure target in eV/Å³ where the cell changes
 * @param maxForce converged when no force is larger, in eV/Å
 * @param maxStress converged when no component of the stress is farther from the target, in eV/Å³, where the cell changes
 * @param maxSteps steps at most
 */
public record RelaxationOptions(CellFreedom cell, double pressure, double maxForce, double maxStress, int maxSteps) {

    /** Positions only, 0.005 eV/Å, 1e-4 eV/Å³ (0.016 GPa), 2000 steps. */
    public static final RelaxationOptions DEFAULT = new RelaxationOptions(CellFreedom.FIXED, 0, 0.005, 1e-4, 2000);

    /** Checks the ranges. */
    public RelaxationOptions {
        if (!(maxForce > 0) || !(maxStress > 0)) {
            throw new InputException("The relaxation is to end at forces of " + Checks.number(maxForce) + " eV/Å and stresses of "
                + Checks.number(maxStress) + " eV/Å³.", "Give limits above 0; 0.005 eV/Å and 0.0001 eV/Å³ are usual.");
        }
        if (maxSteps < 1) {
            throw new InputException("The number of relaxation steps is " + maxSteps + ".", "Give 1 or more.");
        }
    }

    /** The same with another freedom of the cell and a target pressure in eV/Å³. */
    public RelaxationOptions withCell(final CellFreedom newCell, final double newPressure) {
        return new RelaxationOptions(newCell, newPressure, maxForce, maxStress, maxSteps);
    }

    /** The same with other limits in eV/Å and eV/Å³. */
    public RelaxationOptions withLimits(final double force, final double stress) {
        return new RelaxationOptions(cell, pressure, force, stress, maxSteps);
    }

    /** The same with another number of steps. */
    public RelaxationOptions withMaxSteps(final int steps) {
        return new RelaxationOptions(cell, pressure, maxForce, maxStress, steps);
    }
}

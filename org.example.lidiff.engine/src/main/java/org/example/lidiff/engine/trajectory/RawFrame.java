package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** One frame as a format reader fills it; reused from frame to frame. Units of the engine. */
final class RawFrame {

    /** The step number of a file that has none. */
    static final long NO_STEP = Long.MIN_VALUE;

    int atoms;
    int[] numbers = {};
    double[] positions = {};
    double[] velocities = {};
    double[] forces = {};
    final double[] cell = new double[9];
    final double[] stress = new double[9];
    double energy;
    final Set<Quantity> has = EnumSet.noneOf(Quantity.class);
    boolean hasCell;
    long step;
    double timeFs;
    double temperatureK;
    boolean converged;
    boolean unwrapped;
    StressKind stressKind;
    /** Kind of configuration (config_type), empty if the file names none. */
    String group;
    long line;

    RawFrame() {
        clear();
    }

    /** Forgets everything but the buffers and the cell. */
    void clear() {
        has.clear();
        energy = Double.NaN;
        step = NO_STEP;
        timeFs = Double.NaN;
        temperatureK = Double.NaN;
        converged = true;
        unwrapped = false;
        stressKind = StressKind.POTENTIAL;
        group = "";
    }

    /** Forgets what a calculation that did not converge says: energy, forces, stress. */
    void dropLabels() {
        has.removeAll(Quantity.LABELS);
        energy = Double.NaN;
    }

    /** Makes room for at least {@code count} atoms in all arrays that are in use; grows by doubling, so a false count costs nothing. */
    void ensure(final int count, final boolean withVelocities, final boolean withForces) {
        if (numbers.length < count) {
            final int room = Math.max(count, 2 * numbers.length);
            numbers = Arrays.copyOf(numbers, room);
            positions = Arrays.copyOf(positions, 3 * room);
        }
        if (withVelocities && velocities.length < 3 * count) {
            velocities = Arrays.copyOf(velocities, positions.length);
        }
        if (withForces && forces.length < 3 * count) {
            forces = Arrays.copyOf(forces, positions.length);
        }
    }
}

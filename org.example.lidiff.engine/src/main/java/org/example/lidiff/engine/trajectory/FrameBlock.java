package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * A reusable window of frames in flat arrays.
 *
 * <p>The arrays are the block's own and are meant to be read and filled in place; they may be longer than the frames in use.
 */
public final class FrameBlock {

    private final int atoms;
    private final Set<Quantity> quantities;
    private int frames;
    private long[] steps = {};
    private double[] positions = {};
    private double[] cells = {};
    private double[] velocities = {};
    private double[] energies = {};
    private double[] forces = {};
    private double[] stresses = {};
    private double[] temperatures = {};
    private double[] converged = {};

    /** A block for frames of {@code atoms} atoms with these quantities. */
    public FrameBlock(final int atoms, final Set<Quantity> quantities) {
        this.atoms = atoms;
        this.quantities = quantities.isEmpty() ? EnumSet.noneOf(Quantity.class) : EnumSet.copyOf(quantities);
    }

    /** A block that fits {@code trajectory}. */
    public static FrameBlock of(final Trajectory trajectory) {
        return new FrameBlock(trajectory.atoms(), trajectory.quantities());
    }

    /** Makes room for {@code count} frames and sets the number in use; contents are kept as far as they fit. */
    public void resize(final int count) {
        if (steps.length < count) {
            steps = Arrays.copyOf(steps, count);
            positions = Arrays.copyOf(positions, 3 * atoms * count);
            cells = Arrays.copyOf(cells, 9 * count);
            velocities = grow(velocities, Quantity.VELOCITIES, count);
            energies = grow(energies, Quantity.ENERGY, count);
            forces = grow(forces, Quantity.FORCES, count);
            stresses = grow(stresses, Quantity.STRESS, count);
            temperatures = grow(temperatures, Quantity.TEMPERATURE, count);
            converged = grow(converged, Quantity.CONVERGED, count);
        }
        frames = count;
    }

    private double[] grow(final double[] array, final Quantity quantity, final int count) {
        return quantities.contains(quantity) ? Arrays.copyOf(array, quantity.width(atoms) * count) : array;
    }

    /** Atoms in a frame. */
    public int atoms() {
        return atoms;
    }

    /** Frames in use. */
    public int frames() {
        return frames;
    }

    /** What the block holds besides positions and cell. */
    public Set<Quantity> quantities() {
        return quantities;
    }

    /** Step numbers as the source counts them, one a frame. */
    public long[] steps() {
        return steps;
    }

    /** Positions in Å: frame f, atom i, axis k at 3·(f·atoms + i) + k. */
    public double[] positions() {
        return positions;
    }

    /** Cells in Å: nine numbers a frame, lattice vectors as rows. */
    public double[] cells() {
        return cells;
    }

    /** Velocities in Å/fs, laid out as the positions; empty without {@link Quantity#VELOCITIES}. */
    public double[] velocities() {
        return velocities;
    }

    /** Potential energies in eV, one a frame; empty without {@link Quantity#ENERGY}. */
    public double[] energies() {
        return energies;
    }

    /** Forces in eV/Å, laid out as the positions; empty without {@link Quantity#FORCES}. */
    public double[] forces() {
        return forces;
    }

    /** Stresses in eV/Å³, tension positive, nine numbers a frame; empty without {@link Quantity#STRESS}. */
    public double[] stresses() {
        return stresses;
    }

    /** Instantaneous temperatures in K, one a frame; empty without {@link Quantity#TEMPERATURE}. */
    public double[] temperatures() {
        return temperatures;
    }

    /** 1 or 0 for each frame, as {@link Quantity#CONVERGED} says; empty without it. */
    public double[] converged() {
        return converged;
    }
}

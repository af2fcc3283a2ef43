package org.example.lidiff.engine.dynamics;

/** Takes the frames of a run one by one, in the layout of {@link org.example.lidiff.engine.trajectory.RunWriter#appendFrame}. */
@FunctionalInterface
public interface FrameSink {

    /**
     * Appends one frame.
     *
     * @param step step number
     * @param positions unwrapped, xyz triples in Å; copied
     * @param cell nine numbers in Å; copied
     * @param velocities in Å/fs, or null; copied
     * @param energy in eV
     * @param forces in eV/Å, or null; copied
     * @param stress nine numbers in eV/Å³, tension positive, without the kinetic part, or null; copied
     */
    void append(long step, double[] positions, double[] cell, double[] velocities, double energy, double[] forces, double[] stress);
}

package org.example.lidiff.engine.training;

import org.example.lidiff.engine.structure.Cell;

/**
 * A configuration with its reference energy, forces and perhaps virial. The arrays are shared, not copied: do not modify them.
 *
 * @param run index of its run in the trajectory set, from 0
 * @param frame index of the frame in its run, from 0
 * @param group kind of configuration (config_type), or the run: "run 1"; errors are reported for each
 * @param order orders the independent frames of one kind as the files do
 * @param atomicNumbers one an atom
 * @param positions xyz triples in Å
 * @param cell the periodic cell
 * @param energy in eV
 * @param forces xyz triples in eV/Å
 * @param virial W = −dE/dε in eV, nine numbers, or null without label
 */
public record LabeledFrame(int run, long frame, String group, long order, int[] atomicNumbers, double[] positions, Cell cell, double energy,
    double[] forces, double[] virial) {

    /** A frame of no special kind. */
    LabeledFrame(final int run, final long frame, final int[] atomicNumbers, final double[] positions, final Cell cell, final double energy,
        final double[] forces, final double[] virial) {
        this(run, frame, runName(run), frame, atomicNumbers, positions, cell, energy, forces, virial);
    }

    /** Number of atoms. */
    public int atoms() {
        return atomicNumbers.length;
    }

    /** "frame 12 of run 1", counted from 1 as people do; with its kind, if it has one. */
    public String name() {
        final String name = runName(run);
        return "frame " + (frame + 1) + " of " + name + (group.equals(name) ? "" : " (" + group + ")");
    }

    /** "run 1" for the first. */
    static String runName(final int run) {
        return "run " + (run + 1);
    }
}

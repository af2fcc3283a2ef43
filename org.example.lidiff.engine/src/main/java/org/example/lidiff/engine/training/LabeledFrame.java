package org.example.lidiff.engine.training;

import org.example.lidiff.engine.structure.Cell;

/**
 * A configuration with its reference energy, forces and perhaps virial. The arrays are shared, not copied: do not modify them.
 *
 * @param run index of its run in the trajectory set, from 0
 * @param frame index of the frame in its run, from 0
 * @param atomicNumbers one an atom
 * @param positions xyz triples in Å
 * @param cell the periodic cell
 * @param energy in eV
 * @param forces xyz triples in eV/Å
 * @param virial W = −dE/dε in eV, nine numbers, or null without label
 */
public record LabeledFrame(int run, long frame, int[] atomicNumbers, double[] positions, Cell cell, double energy,
    double[] forces, double[] virial) {

    /** Number of atoms. */
    public int atoms() {
        return atomicNumbers.length;
    }

    /** "frame 12 of run 1", counted from 1 as people do. */
    public String name() {
        return "frame " + (frame + 1) + " of run " + (run + 1);
    }
}

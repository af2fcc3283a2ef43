package org.example.lidiff.engine.hops;

import org.example.lidiff.engine.structure.Cell;

/**
 * A run whose hops were counted.
 *
 * @param source where the run came from
 * @param temperatureK temperature in K, NaN when unknown
 * @param frameIntervalFs time between frames in fs
 * @param frames number of frames
 * @param ions number of mobile ions
 * @param cell mean simulation cell
 * @param supercell nine integers M with simulation cell = M · cell of the sites
 * @param dynamicsAltered whether the thermostat changes rates
 */
public record NetworkRun(String source, double temperatureK, double frameIntervalFs, int frames, int ions, Cell cell, int[] supercell,
    boolean dynamicsAltered) {

    /** Copies the matrix. */
    public NetworkRun {
        supercell = supercell.clone();
    }

    @Override
    public int[] supercell() {
        return supercell.clone();
    }

    /** Copies of each site in the simulation cell, |det M|. */
    public int copies() {
        final int[] m = supercell;
        return Math.abs(m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]));
    }

    /** Time covered by the frames of one ion, each frame standing for one interval, in fs. */
    public double timeFs() {
        return frames * frameIntervalFs;
    }
}

package org.example.lidiff.engine.diffusion;

import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.structure.Element;

/**
 * Sums over the windows of one run.
 *
 * @param frames number of frames
 * @param species for each species
 * @param ions number of ions of each species
 * @param charge for the collective displacement |ΔP|²/N, or null
 * @param carriers number of charged ions
 * @param meanSquareCharge ⟨z²⟩ of them
 * @param volume of the mean cell in Å³
 */
record RunMsd(int frames, Map<Element, Sums> species, Map<Element, Integer> ions, Sums charge, int carriers, double meanSquareCharge, double volume) {

    /**
     * @param total over all windows of the run
     * @param blocks for each division of the run into blocks of time, the finest first, over the windows inside each block
     */
    record Sums(WindowSums total, List<List<WindowSums>> blocks) {
    }
}

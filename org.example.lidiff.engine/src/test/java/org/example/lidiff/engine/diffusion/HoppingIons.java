package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Made-up ions of known diffusion coefficient: jumps in continuous time between the sites of a cubic lattice, and vibrations about them.
 *
 * <p>Along each axis barriers alternate: a site is left at the rate k₁ to one side and k₂ to the other, so that
 * D = 2 a² k₁k₂/(k₁ + k₂) (TESTVECTORS P-4) and neighboring jumps are correlated unless k₁ = k₂. Vibrations are Gaussian with an
 * exponential correlation. Ions of one group jump together: D of the charge is then as many times D.
 *
 * @param ions number of ions
 * @param frames frames a run
 * @param runs independent runs
 * @param distance between sites a in Å; 0 for Brownian motion with D in {@code k1} (Å²/frame)
 * @param k1 jumps a frame to one side
 * @param k2 jumps a frame to the other side
 * @param vibration standard deviation along an axis in Å
 * @param memory correlation time of the vibration in frames; 0 for none
 * @param group how many ions jump together
 */
record HoppingIons(int ions, int frames, int runs, double distance, double k1, double k2, double vibration, double memory, int group) {

    static final Element LI = Element.of("Li");
    private static final Cell CELL = Cell.of(50, 0, 0, 0, 50, 0, 0, 0, 50);

    /** Uncorrelated jumps, so many in all ions and axes of a run on average, sites 2.5 Å apart, vibrations of 0.25 Å with a memory of 3 frames. */
    static HoppingIons jumping(final int ions, final int frames, final double jumps) {
        final double rate = jumps / (6.0 * ions * frames);
        return new HoppingIons(ions, frames, 1, 2.5, rate, rate, 0.25, 3, 1);
    }

    /** Brownian motion with D in Å²/frame and white noise. */
    static HoppingIons brownian(final int ions, final int frames, final double d, final double noise) {
        return new HoppingIons(ions, frames, 1, 0, d, d, noise, 0, 1);
    }

    /** The same with barriers that alternate: the mean rate stays, k₂ = ratio · k₁. */
    HoppingIons alternating(final double ratio) {
        final double first = (k1 + k2) / (1 + ratio);
        return new HoppingIons(ions, frames, runs, distance, first, ratio * first, vibration, memory, group);
    }

    HoppingIons withRuns(final int number) {
        return new HoppingIons(ions, frames, number, distance, k1, k2, vibration, memory, group);
    }

    HoppingIons withVibration(final double amplitude, final double frameMemory) {
        return new HoppingIons(ions, frames, runs, distance, k1, k2, amplitude, frameMemory, group);
    }

    HoppingIons withGroup(final int size) {
        return new HoppingIons(ions, frames, runs, distance, k1, k2, vibration, memory, size);
    }

    /** The tracer coefficient in Å²/frame. */
    double diffusion() {
        return distance == 0 ? k1 : 2 * distance * distance * k1 * k2 / (k1 + k2);
    }

    /** That of the charge displacement. */
    double chargeDiffusion() {
        return group * diffusion();
    }

    /** Paths [frame][3 · ion + axis] in Å. */
    double[][] paths(final Random random) {
        final double[][] r = new double[frames][3 * ions];
        final double[] path = new double[frames];
        final double keep = memory == 0 ? 0 : Math.exp(-1 / memory);
        for (int first = 0; first < ions; first += group) {
            for (int a = 0; a < 3; a++) {
                if (distance == 0) {
                    walk(random, path);
                } else {
                    jump(random, path);
                }
                for (int i = first; i < Math.min(ions, first + group); i++) {
                    double u = vibration * random.nextGaussian();
                    for (int t = 0; t < frames; t++) {
                        r[t][3 * i + a] = path[t] + u;
                        u = keep * u + vibration * Math.sqrt(1 - keep * keep) * random.nextGaussian();
                    }
                }
            }
        }
        return r;
    }

    private void walk(final Random random, final double[] path) {
        path[0] = 0;
        for (int t = 1; t < frames; t++) {
            path[t] = path[t - 1] + Math.sqrt(2 * k1) * random.nextGaussian();
        }
    }

    private void jump(final Random random, final double[] path) {
        int site = random.nextInt(2);
        double next = -Math.log(1 - random.nextDouble()) / (k1 + k2);
        for (int t = 0; t < frames; t++) {
            while (next <= t) {
                // the barrier k₁ is above even sites, below odd ones
                final boolean low = random.nextDouble() * (k1 + k2) < k1;
                site += low == (Math.floorMod(site, 2) == 0) ? 1 : -1;
                next -= Math.log(1 - random.nextDouble()) / (k1 + k2);
            }
            path[t] = distance * site;
        }
    }

    /** The runs of one seed. */
    List<Trajectory> trajectories(final long seed) {
        final Random random = new Random(seed * 7919 + 17);
        final int[] z = new int[ions];
        Arrays.fill(z, 3);
        final List<Trajectory> list = new ArrayList<>();
        for (int n = 0; n < runs; n++) {
            list.add(TestRuns.unwrapped(CELL, z, paths(random), 1));
        }
        return list;
    }

    /** Their displacements, with the charge displacement. */
    MeanSquaredDisplacement displacement(final long seed) {
        return MeanSquaredDisplacement.compute(trajectories(seed), MsdOptions.of(LI, Set.of()).withCharges(Map.of(LI, 1.0)), Progress.NONE);
    }
}

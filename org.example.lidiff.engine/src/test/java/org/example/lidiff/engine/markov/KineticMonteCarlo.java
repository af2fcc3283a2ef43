package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Walkers that do not see each other, hopping in continuous time on a network of known rates and looked at in frames: trajectories whose every
 * answer is known.
 *
 * @param rates k(i, j, R) in 1/fs
 * @param walkers number of walkers, stationary starts
 * @param frames frames of each walker
 * @param intervalFs time between frames, fs
 */
public record KineticMonteCarlo(PeriodicMatrix rates, int walkers, int frames, double intervalFs) {

    /** What the walkers of one seed did. */
    public DiscreteTrajectorySet run(final long seed) {
        final Random random = new Random(seed);
        final double[] pi = new Generator(rates).stationary();
        final double[] exit = rates.rowSums();
        final List<DiscreteTrajectory> list = new ArrayList<>();
        for (int w = 0; w < walkers; w++) {
            list.add(walk(random, pick(random, pi), exit));
        }
        return new DiscreteTrajectorySet(list, pi.length, intervalFs);
    }

    /** Mean time a walker stays at a site, fs. */
    public double meanResidenceFs() {
        final double[] pi = new Generator(rates).stationary();
        final double[] exit = rates.rowSums();
        double hops = 0;
        for (int i = 0; i < pi.length; i++) {
            hops += pi[i] * exit[i];
        }
        return 1 / hops;
    }

    private static int pick(final Random random, final double[] weights) {
        double u = random.nextDouble();
        int k = 0;
        while (k < weights.length - 1 && u >= weights[k]) {
            u -= weights[k++];
        }
        return k;
    }

    private DiscreteTrajectory walk(final Random random, final int start, final double[] exit) {
        final List<int[]> stays = new ArrayList<>();
        int state = start;
        final int[] at = new int[3];
        double time = 0;
        int frame = 0;
        while (frame < frames) {
            time += -Math.log(1 - random.nextDouble()) / exit[state] / intervalFs;
            final int next = (int)Math.min(frames, Math.ceil(time));
            if (next > frame) {
                // a stay between two frames is not seen
                stays.add(new int[]{state, frame, at[0], at[1], at[2]});
                frame = next;
            }
            double u = random.nextDouble() * exit[state];
            int e = rates.rowStart(state);
            while (e < rates.rowStart(state + 1) - 1 && u >= rates.value(e)) {
                u -= rates.value(e++);
            }
            for (int x = 0; x < 3; x++) {
                at[x] += rates.image(e, x);
            }
            state = rates.to(e);
        }
        final int[] images = new int[3 * stays.size()];
        for (int k = 0; k < stays.size(); k++) {
            System.arraycopy(stays.get(k), 2, images, 3 * k, 3);
        }
        return DiscreteTrajectory.ofStays(stays.stream().mapToInt(s -> s[0]).toArray(), images, stays.stream().mapToInt(s -> s[1]).toArray(), frames);
    }
}

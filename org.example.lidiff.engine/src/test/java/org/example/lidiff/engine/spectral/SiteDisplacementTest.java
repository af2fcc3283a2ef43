package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class SiteDisplacementTest {

    private static final NetworkGeometry GEOMETRY = new NetworkGeometry(new double[]{0, 0, 0, 1, .5, 0, .2, 1, 1.5}, new double[]{3, 0, 0, .4, 2.5, 0, 0, 0, 2.8});

    @Test
    void itIsTheMeanOverAllPairsOfFrames() {
        // Slow twin, frame by frame; with unknown frames and a site that does not count.
        final Random random = new Random(9);
        final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(random, 3, 3, true), .01);
        final List<DiscreteTrajectory> list = new ArrayList<>();
        final List<int[][]> frames = new ArrayList<>();
        for (int w = 0; w < 5; w++) {
            final int[][] walk = Networks.walk(random, t, w % 3, 200 + w);
            for (int f = 20 * w; f < 22 * w; f++) {
                walk[0][f] = -1;
            }
            frames.add(walk);
            list.add(DiscreteTrajectory.of(walk[0], walk[1]));
        }
        final SiteDisplacement d = SiteDisplacement.of(new DiscreteTrajectorySet(list, 3, 2), GEOMETRY, new int[]{0, 2});
        assertTrue(d.size() > 10);
        for (int k = 0; k < d.size(); k++) {
            final int lag = (int)Math.round(d.timeFs(k) / 2);
            double sum = 0;
            int count = 0;
            for (final int[][] walk : frames) {
                for (int f = 0; f + lag < walk[0].length; f++) {
                    final int a = walk[0][f];
                    final int b = walk[0][f + lag];
                    if (a != -1 && b != -1 && a != 1 && b != 1) {
                        count++;
                        for (int x = 0; x < 3; x++) {
                            double r = GEOMETRY.positions()[3 * b + x] - GEOMETRY.positions()[3 * a + x];
                            for (int axis = 0; axis < 3; axis++) {
                                r += (walk[1][3 * (f + lag) + axis] - walk[1][3 * f + axis]) * GEOMETRY.lattice()[3 * axis + x];
                            }
                            sum += r * r;
                        }
                    }
                }
            }
            assertEquals(sum / count, d.mean(k), 1e-9 * (1 + d.mean(k)));
        }
    }

    @Test
    void theBandHoldsTheExactDisplacement() {
        // 20 seeds, 24 times each: a band of 95 % holds the exact curve of the walk at nine times of ten.
        final PeriodicMatrix t = Networks.probabilities(Networks.randomRates(new Random(3), 3, 3, true), .01);
        int inside = 0;
        int all = 0;
        for (int seed = 0; seed < 20; seed++) {
            final SiteDisplacement d = SiteDisplacement.of(Networks.walks(seed, t, seed % 2 == 0 ? 50 : 4, 2000), GEOMETRY, new int[]{0, 1, 2});
            final double[] exact = NetworkDiffusion.of(MarkovStateModel.of(t, 1), GEOMETRY).meanSquaredDisplacement(400);
            for (int k = 0; k < d.size(); k++) {
                all++;
                inside += Math.abs(exact[(int)d.timeFs(k)] - d.mean(k)) <= d.halfInterval(k) ? 1 : 0;
            }
        }
        final double share = (double)inside / all;
        assertTrue(share > .9, () -> "share " + share);
    }
}

package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * A network of known rates.
 *
 * @param name for tables
 * @param rates 1/fs; the mean residence time is of the order of 100 fs
 * @param geometry its sites
 */
record NetworkCases(String name, PeriodicMatrix rates, NetworkGeometry geometry) {

    private static final double[] SKEWED = {3, .2, -.4, .5, 2.5, .1, -.3, .6, 2.8};

    /** Networks of one to three directions, with one to twenty sites, balanced. */
    static List<NetworkCases> all() {
        final List<NetworkCases> list = new ArrayList<>();
        list.add(cubic());
        list.add(alternating(4));
        list.add(alternating(20));
        list.add(unequal());
        list.add(twoImages());
        list.add(blocked());
        list.add(diamond());
        list.add(random("random 2D, 6 sites", 1, 6, 2));
        list.add(random("random 3D, 20 sites", 2, 20, 3));
        return list;
    }

    /** One site, hops to six neighbors. */
    static NetworkCases cubic() {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(1);
        for (int x = 0; x < 3; x++) {
            pair(b, new int[]{0, 0, x == 0 ? 1 : 0, x == 1 ? 1 : 0, x == 2 ? 1 : 0}, .0017, .0017);
        }
        return new NetworkCases("cubic, 1 site", b.build(), new NetworkGeometry(new double[3], new double[]{3, 0, 0, 0, 3, 0, 0, 0, 3}));
    }

    /** A chain with two barriers; D = 2 a² k1 k2/(k1 + k2). */
    static NetworkCases alternating(final double ratio) {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(2);
        pair(b, new int[]{0, 1, 0, 0, 0}, .01, .01);
        pair(b, new int[]{1, 0, 1, 0, 0}, .01 / ratio, .01 / ratio);
        return new NetworkCases("chain, barriers " + (int)ratio + " : 1", b.build(),
            new NetworkGeometry(new double[]{0, 0, 0, 1.5, 0, 0}, new double[]{3, 0, 0, 0, 3, 0, 0, 0, 3}));
    }

    /** A chain of two sites, one ten times as often occupied as the other. */
    static NetworkCases unequal() {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(2);
        pair(b, new int[]{0, 1, 0, 0, 0}, .003, .03);
        pair(b, new int[]{1, 0, 1, 0, 0}, .03, .003);
        return new NetworkCases("chain, occupancy 10 : 1", b.build(),
            new NetworkGeometry(new double[]{0, 0, 0, 1.5, 0, 0}, new double[]{3, 0, 0, 0, 3, 0, 0, 0, 3}));
    }

    /** Three sites in a skewed cell, with two images between one pair and unequal occupancies, in three directions. */
    static NetworkCases twoImages() {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(3);
        final double[] energy = {0, .7, 1.2};
        balanced(b, energy, new int[]{0, 1, 0, 0, 0}, .004);
        balanced(b, energy, new int[]{0, 1, -1, 0, 0}, .002);
        balanced(b, energy, new int[]{1, 2, 0, 0, 0}, .003);
        balanced(b, energy, new int[]{2, 0, 0, 1, 0}, .002);
        balanced(b, energy, new int[]{2, 1, 0, 0, 1}, .002);
        balanced(b, energy, new int[]{0, 2, 0, 0, -1}, .001);
        return new NetworkCases("3D, 3 sites, two images", b.build(), new NetworkGeometry(new double[]{0, 0, 0, 1.4, .4, .3, .6, 1.3, 1.2}, SKEWED));
    }

    /** The same kind of network without a way along the third axis. */
    static NetworkCases blocked() {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(4);
        final double[] energy = {0, 1, .3, .6};
        balanced(b, energy, new int[]{0, 1, 0, 0, 0}, .004);
        balanced(b, energy, new int[]{0, 1, -1, 0, 0}, .003);
        balanced(b, energy, new int[]{1, 2, 0, 0, 0}, .002);
        balanced(b, energy, new int[]{2, 0, 0, 1, 0}, .003);
        balanced(b, energy, new int[]{0, 3, 0, 0, 0}, .002);
        balanced(b, energy, new int[]{3, 2, 0, 0, 0}, .001);
        return new NetworkCases("one direction blocked, 4 sites", b.build(),
            new NetworkGeometry(new double[]{0, 0, 0, 1.4, .4, .3, .6, 1.3, 1.2, .2, .1, 1.6}, SKEWED));
    }

    /** Two sites with four neighbors each. */
    static NetworkCases diamond() {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(2);
        for (final int[] r : new int[][]{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
            pair(b, new int[]{0, 1, -r[0], -r[1], -r[2]}, .0025, .0025);
        }
        return new NetworkCases("diamond, 2 sites", b.build(),
            new NetworkGeometry(new double[]{0, 0, 0, 1, 1, 1}, new double[]{0, 2, 2, 2, 0, 2, 2, 2, 0}));
    }

    /** Some random network, balanced. */
    static NetworkCases random(final String name, final long seed, final int sites, final int dimensions) {
        final Random random = new Random(seed);
        final PeriodicMatrix rates = org.example.lidiff.engine.markov.Networks.randomRates(random, sites, dimensions, true);
        final double[] k = rates.values();
        for (int e = 0; e < k.length; e++) {
            k[e] *= .0015;
        }
        return new NetworkCases(name, rates.withValues(k), new NetworkGeometry(random.doubles(3L * sites, 0, 3).toArray(), SKEWED));
    }

    private static void balanced(final PeriodicMatrix.Builder b, final double[] energy, final int[] edge, final double flux) {
        pair(b, edge, flux * Math.exp(energy[edge[0]]), flux * Math.exp(energy[edge[1]]));
    }

    private static void pair(final PeriodicMatrix.Builder b, final int[] edge, final double there, final double back) {
        b.add(edge[0], edge[1], edge[2], edge[3], edge[4], there).add(edge[1], edge[0], -edge[2], -edge[3], -edge[4], back);
    }
}

package org.example.lidiff.engine.spectral;

import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;

/** The chain of ten states of TESTVECTORS S-4: up with .5 (state 4: .01), down with .5 (state 6: .1). */
final class BirthDeathChain {

    private BirthDeathChain() {
    }

    static double[][] matrix() {
        final double[][] t = new double[10][10];
        for (int i = 0; i < 10; i++) {
            final double up = i == 9 ? 0 : i == 4 ? .01 : .5;
            final double down = i == 0 ? 0 : i == 6 ? .1 : .5;
            t[i][i] = 1 - up - down;
            if (i < 9) {
                t[i][i + 1] = up;
            }
            if (i > 0) {
                t[i][i - 1] = down;
            }
        }
        return t;
    }

    static MarkovStateModel model() {
        return Networks.model(matrix());
    }
}

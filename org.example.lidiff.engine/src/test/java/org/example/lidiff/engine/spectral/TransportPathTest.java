package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class TransportPathTest {

    private static List<TransportPath> of(final NetworkCases c, final double... u) {
        return TransportPath.of(NetworkDiffusion.ofRates(c.rates(), c.geometry()), u, 1000);
    }

    @Test
    void theBottleneckOfAChainIsItsSlowEdge() {
        final List<TransportPath> ways = of(NetworkCases.alternating(4), 1, 0, 0);
        assertEquals(1, ways.size());
        assertEquals(1, ways.get(0).share(), 1e-12);
        assertArrayEquals(new int[]{1, 0, 0}, ways.get(0).image());
        assertEquals(1, ways.get(0).states()[ways.get(0).bottleneck()], "from the second site to the next cell");
    }

    @Test
    void twoWaysSideBySideShareTheirCurrent() {
        // Over B at a third of the rates of the way over C: conductances of rows in parallel.
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(3);
        for (int k = 1; k < 3; k++) {
            final double rate = k == 1 ? .01 : .03;
            b.add(0, k, 0, 0, 0, rate).add(k, 0, 0, 0, 0, rate).add(k, 0, 1, 0, 0, rate).add(0, k, -1, 0, 0, rate);
        }
        final List<TransportPath> ways = of(new NetworkCases("two ways", b.build(), new NetworkGeometry(new double[]{0, 0, 0, 2, 1, 0, 2, -1, 0},
            new double[]{4, 0, 0, 0, 4, 0, 0, 0, 4})), 1, 0, 0);
        assertEquals(2, ways.size());
        assertEquals(.75, ways.get(0).share(), 1e-12);
        assertEquals(.25, ways.get(1).share(), 1e-12);
        assertTrue(java.util.Arrays.stream(ways.get(0).states()).anyMatch(i -> i == 2));
    }

    @Test
    void waysAddUpToTheDiffusionAndAllLeadForward() {
        for (final NetworkCases c : List.of(NetworkCases.cubic(), NetworkCases.twoImages(), NetworkCases.diamond(), NetworkCases.random("3D", 2, 12, 3))) {
            for (final double[] u : new double[][]{{1, 0, 0}, {1, 1, 0}, {-.3, .5, .8}}) {
                final List<TransportPath> ways = of(c, u);
                assertEquals(1, ways.stream().mapToDouble(TransportPath::share).sum(), 1e-6, c.name());
                for (final TransportPath w : ways) {
                    double forward = 0;
                    for (int x = 0; x < 3; x++) {
                        for (int k = 0; k < 3; k++) {
                            forward += w.image()[k] * c.geometry().lattice()[3 * k + x] * u[x];
                        }
                    }
                    assertTrue(forward > 0, c.name());
                    assertEquals(w.states()[0], w.states()[w.states().length - 1]);
                    assertTrue(w.bottleneck() >= 0 && w.bottleneck() < w.states().length - 1);
                }
            }
        }
    }
}

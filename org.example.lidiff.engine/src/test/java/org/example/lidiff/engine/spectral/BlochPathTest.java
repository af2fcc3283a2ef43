package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.spectral.BlochPath.Corner;
import org.junit.jupiter.api.Test;

class BlochPathTest {

    private static final double P = .02;
    private static final double[] LATTICE = {3, .4, 0, 0, 4, .6, 0, 0, 5};
    private static final NetworkGeometry GEOMETRY = new NetworkGeometry(new double[3], LATTICE);

    /** One site, hops to the six neighboring cells of a skewed lattice. */
    private static MarkovStateModel skewed() {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(1).add(0, 0, 0, 0, 0, 1 - 6 * P);
        for (int k = 0; k < 3; k++) {
            for (final int s : new int[]{-1, 1}) {
                b.add(0, 0, k == 0 ? s : 0, k == 1 ? s : 0, k == 2 ? s : 0, P);
            }
        }
        return MarkovStateModel.of(b.build(), 10);
    }

    @Test
    void theBranchOfOneSiteIsKnown() {
        // λ = 1 − 2 p Σ (1 − cos 2π h_k) in any lattice
        final List<BlochPath> path = BlochPath.of(skewed(), GEOMETRY, List.of(new Corner("Γ", new double[3]), new Corner("X", new double[]{.5, 0, 0}),
            new Corner("M", new double[]{.5, .5, 0})), 4);
        assertEquals(9, path.size());
        for (final BlochPath p : path) {
            double lambda = 1;
            for (final double h : p.fractional()) {
                lambda -= 2 * P * (1 - Math.cos(2 * Math.PI * h));
            }
            assertEquals(-Math.log(lambda) / 10 * 1e3 * BlochSpectrum.HBAR_MICRO_EV_PS, p.width(), 1e-9 * BlochSpectrum.HBAR_MICRO_EV_PS);
            assertEquals(1, p.weight(), 1e-12);
            assertEquals(1, p.line());
        }
        assertEquals(List.of("Γ", "", "", "", "X", "", "", "", "M"), path.stream().map(BlochPath::label).toList());
        assertArrayEquals(new double[]{.5, .125, 0}, path.get(5).fractional(), 1e-15);
    }

    @Test
    void lengthsAreThoseOfTheReciprocalLattice() {
        // right angles: half of 2π/3 along a*, then half of 2π/4 along b*
        final List<BlochPath> path = BlochPath.of(skewed(), new NetworkGeometry(new double[3], new double[]{3, 0, 0, 0, 4, 0, 0, 0, 5}),
            List.of(new Corner("Γ", new double[3]), new Corner("X", new double[]{.5, 0, 0}), new Corner("Y", new double[]{.5, .5, 0})), 2);
        assertEquals(Math.PI / 3, path.get(2).length(), 1e-12);
        assertEquals(Math.PI / 3, path.get(2).wavenumber(), 1e-12);
        assertEquals(Math.PI / 3 + Math.PI / 4, path.get(4).length(), 1e-12);
        assertEquals(Math.PI * Math.hypot(1 / 3., 1 / 4.), path.get(4).wavenumber(), 1e-12);
    }

    @Test
    void severalSitesHaveSeveralLines() {
        final double[][] t = org.example.lidiff.engine.markov.Networks.exponential(new double[][]{{-.1, .1}, {.1, -.1}}, 1);
        final List<BlochPath> one = BlochPath.of(MarkovStateModel.of(PeriodicMatrix.of(t), 10), new NetworkGeometry(new double[6], LATTICE),
            List.of(new Corner("Q", new double[]{.3, .2, .1})), 7);
        assertEquals(2, one.size(), "a single wave vector");
        assertEquals(1, one.stream().mapToDouble(BlochPath::weight).sum(), 1e-12);
    }

    @Test
    void pathsThatAreTooLongAreRefused() {
        final String text = assertThrows(InputException.class, () -> BlochPath.of(skewed(), GEOMETRY, List.of(new Corner("Γ", new double[3]),
            new Corner("X", new double[]{.5, 0, 0})), 5000)).getMessage();
        assertTrue(text.contains("2 corners with 5000 steps between them has 5001 wave vectors; the limit is 2000. Take fewer steps."), text);
    }
}

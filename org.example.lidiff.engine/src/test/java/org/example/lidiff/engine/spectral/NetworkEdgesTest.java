package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.Networks;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.junit.jupiter.api.Test;

class NetworkEdgesTest {

    @Test
    void theSlowBarrierOfAChainCarriesItsPartOfTheResistance() {
        // Resistances 1/(π k) in series: 1/1 and 1/0.25, so 1/5 and 4/5, half of each in either direction.
        final PeriodicMatrix rates = new PeriodicMatrix.Builder(2).add(0, 1, 0, 0, 0, 1).add(1, 0, 0, 0, 0, 1).add(1, 0, 1, 0, 0, .25).add(0, 1, -1, 0, 0, .25).build();
        final NetworkDiffusion d = NetworkDiffusion.ofRates(rates, new NetworkGeometry(new double[]{0, 0, 0, 1, 0, 0}, new double[]{2, 0, 0, 0, 1, 0, 0, 0, 1}));
        assertEquals(.1, d.shares()[rates.find(0, 1, 0, 0, 0)], 1e-14);
        assertEquals(.4, d.shares()[rates.find(1, 0, 1, 0, 0)], 1e-14);
        assertArrayEquals(d.shares(), d.shares(5, 0, 0), 1e-14);
        assertEquals(0, Arrays.stream(d.shares(0, 1, 0)).sum(), 0, "nothing flows across");
    }

    @Test
    void sharesAreThoseOfTheTensorElementAndSumToOne() {
        final NetworkCases c = NetworkCases.twoImages();
        final NetworkDiffusion d = NetworkDiffusion.ofRates(c.rates(), c.geometry());
        assertEquals(1, Arrays.stream(d.shares()).sum(), 1e-12);
        assertEquals(1, Arrays.stream(d.shares(1, 2, 3)).sum(), 1e-12);
        // ∂ ln D/∂ ln k of a pair of rates that keeps π is its share: a rate that is doubled there and back.
        final double[] changed = c.rates().values();
        final int e = c.rates().find(0, 1, -1, 0, 0);
        final int back = c.rates().reverses()[e];
        changed[e] *= 1 + 1e-6;
        changed[back] *= 1 + 1e-6;
        final double before = d.tensor()[0];
        final double after = NetworkDiffusion.ofRates(c.rates().withValues(changed), c.geometry()).tensor()[0];
        final double[] shares = d.shares(1, 0, 0);
        assertEquals(shares[e] + shares[back], (after - before) / before / 1e-6, 1e-5);
    }

    @Test
    void minimumImagesSaturateAtTheSizeOfTheCell() {
        // P-3: a ring of n sites; P-2: a 3×3 torus, (4/3)(1 − .7ⁿ).
        for (final int n : new int[]{3, 4, 5, 20}) {
            final MarkovStateModel ring = ring(n);
            assertEquals(n % 2 == 1 ? (n * n - 1) / 12.0 : (n * n + 2) / 12.0, MinimumImageDisplacement.plateau(ring, geometry(n)), 1e-12);
            final double[] cut = MinimumImageDisplacement.of(ring, geometry(n), 1000);
            assertTrue(cut.length < 1000 && cut[cut.length - 1] <= MinimumImageDisplacement.plateau(ring, geometry(n)) / 2);
        }
        final PeriodicMatrix.Builder torus = new PeriodicMatrix.Builder(9);
        final double[] positions = new double[27];
        for (int i = 0; i < 9; i++) {
            positions[3 * i] = i / 3;
            positions[3 * i + 1] = i % 3;
            final int right = (i + 3) % 9;
            final int up = i / 3 * 3 + (i + 1) % 3;
            torus.add(i, i, 0, 0, 0, .6).add(i, right, 0, 0, 0, .1).add(right, i, 0, 0, 0, .1).add(i, up, 0, 0, 0, .1).add(up, i, 0, 0, 0, .1);
        }
        final double[] msd = MinimumImageDisplacement.uncut(MarkovStateModel.of(torus.build(), 1),
            new NetworkGeometry(positions, new double[]{3, 0, 0, 0, 3, 0, 0, 0, 3}), 4);
        assertArrayEquals(new double[]{0, .4, .68, .876, 1.0132}, msd, 1e-12);
    }

    private static NetworkGeometry geometry(final int n) {
        final double[] positions = new double[3 * n];
        for (int i = 0; i < n; i++) {
            positions[3 * i] = i;
        }
        return new NetworkGeometry(positions, new double[]{n, 0, 0, 0, 2.0 * n, 0, 0, 0, 2.0 * n});
    }

    private static MarkovStateModel ring(final int n) {
        final PeriodicMatrix.Builder b = new PeriodicMatrix.Builder(n);
        for (int i = 0; i < n; i++) {
            b.add(i, i, 0, 0, 0, .8).add(i, (i + 1) % n, (i + 1) / n, 0, 0, .1).add((i + 1) % n, i, -((i + 1) / n), 0, 0, .1);
        }
        return MarkovStateModel.of(b.build(), 1);
    }

    @Test
    void widthsOfARandomWalkAreThoseOfChudleyAndElliott() {
        // One site on a simple cubic lattice: Γ(q) = (D/a²)(2 − 2 cos qa) along an axis within a short lag; D q² at small q.
        final double dt = .01;
        final PeriodicMatrix t = Networks.probabilities(NetworkCases.cubic().rates(), dt);
        final MarkovStateModel model = MarkovStateModel.of(t, dt);
        final NetworkGeometry geometry = NetworkCases.cubic().geometry();
        final NetworkDiffusion d = NetworkDiffusion.of(model, geometry);
        final double hbar = BlochSpectrum.HBAR_MICRO_EV_PS * 1000;
        for (final NetworkScattering s : NetworkScattering.of(model, geometry, d, .05, .5, 1)) {
            final double q = s.wavenumber();
            assertEquals(hbar * d.scalar() * q * q, s.diffusive(), 1e-9 * s.diffusive());
            assertEquals(hbar * 6 * d.scalar() / 9 * (1 - Math.sin(3 * q) / (3 * q)), s.chudleyElliott(), 1e-9 * s.chudleyElliott());
            if (!s.direction().equals("powder")) {
                // The lag of 0.01 fs moves the width by Γτ/2 < 1e-4.
                assertEquals(hbar * d.scalar() / 9 * (2 - 2 * Math.cos(3 * q)), s.width(), 2e-4 * s.width());
                assertEquals(1, s.weight(), 1e-12);
            }
        }
        // A powder within a lag of a tenth of a stay: D q² at small q.
        final MarkovStateModel coarse = MarkovStateModel.of(Networks.probabilities(NetworkCases.cubic().rates(), 10), 10);
        final NetworkScattering powder = NetworkScattering.of(coarse, geometry, NetworkDiffusion.of(coarse, geometry), .1).get(3);
        assertEquals("powder", powder.direction());
        assertEquals(1, powder.width() / powder.diffusive(), .02);
        assertTrue(Double.isNaN(Eigenmodes.of(coarse, 1).timescaleFs(0)));
    }

    @Test
    void theJumpLengthCountsEachHopAsOftenAsItHappens() {
        // A has four times the occupancy of B; from A also hops of 3 Å to the next cells
        final PeriodicMatrix t = new PeriodicMatrix.Builder(2).add(0, 0, 0, 0, 0, .95).add(0, 1, 0, 0, 0, .01).add(0, 0, 1, 0, 0, .02).add(0, 0, -1, 0, 0, .02)
            .add(1, 0, 0, 0, 0, .04).add(1, 1, 0, 0, 0, .96).build();
        final MarkovStateModel model = MarkovStateModel.of(t, 1);
        final NetworkGeometry geometry = new NetworkGeometry(new double[] {0, 0, 0, 1, 0, 0}, new double[] {3, 0, 0, 0, 3, 0, 0, 0, 3});
        final NetworkDiffusion d = NetworkDiffusion.of(model, geometry);
        final double jump = Math.sqrt((.8 * .01 + .2 * .04 + .8 * .04 * 9) / (.8 * .01 + .2 * .04 + .8 * .04));
        final NetworkScattering s = NetworkScattering.of(model, geometry, d, 1).get(0);
        assertEquals("x", s.direction());
        assertEquals(BlochSpectrum.HBAR_MICRO_EV_PS * 1000 * 6 * d.tensor()[0] / (jump * jump) * (1 - Math.sin(jump) / jump), s.chudleyElliott(),
            1e-9 * s.chudleyElliott());
    }
}

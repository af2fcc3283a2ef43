package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.markov.MarkovStateModel;

/**
 * Line widths of quasi-elastic scattering against wave number, along a direction and for a powder.
 *
 * <p>Along a direction: Γ₀(q) of the branch of diffusion (the slowest line), beside D q² of the tensor in that direction and the form of Chudley and
 * Elliott for jumps of one length ℓ in any direction, Γ = (6D/ℓ²)(1 − sin qℓ/(qℓ)). For a powder I(q, t) is averaged over directions and
 * Γ is 1/t where it has fallen to 1/e: widths are never averaged. Immutable.
 *
 * @param direction "x", "y", "z" or "powder"
 * @param wavenumber |q|, 1/Å
 * @param width Γ, half width at half maximum, µeV; NaN where it cannot be seen within the lag
 * @param diffusive ħ D q², µeV
 * @param chudleyElliott µeV
 * @param weight share of the slowest line in the intensity, 0 … 1; NaN for a powder
 */
public record NetworkScattering(String direction, double wavenumber, double width, double diffusive, double chudleyElliott, double weight) {

    private static final int DIRECTIONS = 60;
    private static final int MOST_STEPS = 2000;
    private static final double FS_PER_PS = 1000;

    /**
     * The widths of a model at the wave numbers, along x, y, z (models with detailed balance and up to {@value BlochSpectrum#LARGEST} sites) and for a powder.
     *
     * @param geometry all sites
     * @param diffusion of the same model
     */
    public static List<NetworkScattering> of(final MarkovStateModel model, final NetworkGeometry geometry, final NetworkDiffusion diffusion,
        final double... wavenumbers) {
        final List<NetworkScattering> list = new ArrayList<>();
        final double[] tensor = diffusion.tensor();
        final double jump = jumpLength(model, diffusion);
        final String[] names = {"x", "y", "z"};
        for (int axis = 0; axis < 3 && model.reversible() && model.states() <= BlochSpectrum.LARGEST; axis++) {
            for (final double q : wavenumbers) {
                final double[] vector = new double[3];
                vector[axis] = q;
                final BlochSpectrum s = BlochSpectrum.of(model, geometry, vector);
                list.add(new NetworkScattering(names[axis], q, s.widthMicroEv(0), microEv(tensor[4 * axis] * q * q), chudleyElliott(tensor[4 * axis], jump, q), s.weight(0)));
            }
        }
        final double mean = (tensor[0] + tensor[4] + tensor[8]) / 3;
        for (final double q : wavenumbers) {
            list.add(new NetworkScattering("powder", q, powderWidth(model, geometry, mean, q), microEv(mean * q * q), chudleyElliott(mean, jump, q), Double.NaN));
        }
        return list;
    }

    /** ħ times a rate in 1/fs, µeV. */
    private static double microEv(final double rate) {
        return BlochSpectrum.HBAR_MICRO_EV_PS * FS_PER_PS * rate;
    }

    private static double chudleyElliott(final double d, final double jump, final double q) {
        return microEv(6 * d / (jump * jump) * (1 - Math.sin(q * jump) / (q * jump)));
    }

    /** Root mean square of the displacements within a lag, without those that stay, each as often as it happens: π_i T_ijR. */
    private static double jumpLength(final MarkovStateModel model, final NetworkDiffusion diffusion) {
        final double[] pi = model.stationary();
        final double[] r = diffusion.displacements();
        double sum = 0;
        double weight = 0;
        for (int e = 0; e < diffusion.network().entries(); e++) {
            final double square = r[3 * e] * r[3 * e] + r[3 * e + 1] * r[3 * e + 1] + r[3 * e + 2] * r[3 * e + 2];
            if (!diffusion.network().isDiagonal(e)) {
                final double often = pi[diffusion.network().from(e)] * diffusion.network().value(e);
                sum += often * square;
                weight += often;
            }
        }
        return weight > 0 ? Math.sqrt(sum / weight) : Double.NaN;
    }

    private static double powderWidth(final MarkovStateModel model, final NetworkGeometry geometry, final double d, final double q) {
        final int steps = (int)Math.min(MOST_STEPS, Math.max(4, Math.ceil(6 / (d * q * q * model.lagTimeFs()))));
        final double[] function = BlochSpectrum.powder(model, geometry, q, steps, DIRECTIONS);
        final double target = Math.exp(-1);
        for (int n = 1; n <= steps; n++) {
            if (function[n] <= target) {
                if (n == 1 || !(function[n] > 0)) {
                    // It has gone within one lag: nothing between was seen.
                    return n == 1 ? Double.NaN : microEv(1 / ((n - .5) * model.lagTimeFs()));
                }
                final double place = n - 1 + (Math.log(function[n - 1]) + 1) / (Math.log(function[n - 1]) - Math.log(function[n]));
                return microEv(1 / (place * model.lagTimeFs()));
            }
        }
        return Double.NaN;
    }
}

package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * Incoherent scattering of a walk on a periodic network at one wave vector q: the generalization of Chudley and Elliott (Proc. Phys.
 * Soc. 77, 353 (1961)) to many sites within a finite time.
 *
 * <p>Bloch matrix D_ij(q) = Σ_R T_ijR e^{iq·r} with eigenvalues λ_n; I(q, nτ) = π D(q)ⁿ 1 = Σ w_n λ_nⁿ, Σ w_n = 1. Line half widths Γ_n = −ln
 * λ_n/τ. Under detailed balance λ_n is real and w_n not negative. Immutable.
 */
public final class BlochSpectrum {

    /** ħ in µeV ps: a half width in 1/ps times this is in µeV. */
    public static final double HBAR_MICRO_EV_PS = 658.2119569;

    /** Largest number of sites of the dense eigenvalue problem. */
    public static final int LARGEST = 600;

    private static final double FS_PER_PS = 1000;

    private final double lagTimeFs;
    private final double[] eigenvalues;
    private final double[] weights;
    private final List<String> warnings;

    private BlochSpectrum(final double lagTimeFs, final double[] eigenvalues, final double[] weights, final List<String> warnings) {
        this.lagTimeFs = lagTimeFs;
        this.eigenvalues = eigenvalues;
        this.weights = weights;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Spectrum at {@code q}.
     *
     * @param geometry all sites
     * @param q wave vector, Cartesian, 1/Å
     * @throws InputException if the model has no detailed balance, or more than {@value #LARGEST} sites
     */
    public static BlochSpectrum of(final MarkovStateModel model, final NetworkGeometry geometry, final double[] q) {
        if (!model.reversible()) {
            throw new InputException("The model has no detailed balance: the eigenvalues of its Bloch matrix are complex.",
                "Use the reversible estimator, or the intermediate scattering function alone.");
        }
        if (model.states() > LARGEST) {
            throw new InputException("The model has " + model.states() + " sites; the line widths are computed for up to " + LARGEST + ".",
                "Use the intermediate scattering function, or average over equivalent sites.");
        }
        final int n = model.states();
        final double[] pi = model.stationary();
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(2 * n, true, true);
        if (!eigen.decompose(hermitian(model, geometry, q))) {
            throw new IllegalStateException("The eigenvalues of a symmetric matrix of size " + 2 * n + " did not converge");
        }
        final List<double[]> pairs = new ArrayList<>();
        for (int k = 0; k < 2 * n; k++) {
            double overlap = 0;
            for (int i = 0; i < n; i++) {
                overlap += eigen.getEigenVector(k).get(i, 0) * Math.sqrt(pi[i]);
            }
            pairs.add(new double[]{eigen.getEigenvalue(k).getReal(), overlap * overlap});
        }
        pairs.sort(Comparator.comparingDouble(p -> -p[0]));
        final double[] lambda = new double[n];
        final double[] weight = new double[n];
        int negative = 0;
        for (int k = 0; k < n; k++) {
            // Each complex eigenvector stands there twice, as (Re, Im) and (−Im, Re).
            lambda[k] = (pairs.get(2 * k)[0] + pairs.get(2 * k + 1)[0]) / 2;
            weight[k] = pairs.get(2 * k)[1] + pairs.get(2 * k + 1)[1];
            negative += lambda[k] <= 0 && weight[k] > 1e-6 ? 1 : 0;
        }
        final List<String> warnings = negative == 0 ? List.of() : List.of(negative + " eigenvalues of the Bloch matrix are not positive and have no line "
            + "width: the lag is too long for this wave vector.");
        return new BlochSpectrum(model.lagTimeFs(), lambda, weight, warnings);
    }

    /** Π^½ D(q) Π^−½, Hermitian, as the real symmetric matrix ((Re, −Im), (Im, Re)). */
    private static DMatrixRMaj hermitian(final MarkovStateModel model, final NetworkGeometry geometry, final double[] q) {
        final PeriodicMatrix t = model.transitions();
        final double[] phase = phases(model, geometry, q);
        final double[] pi = model.stationary();
        final int n = t.size();
        final DMatrixRMaj h = new DMatrixRMaj(2 * n, 2 * n);
        for (int e = 0; e < t.entries(); e++) {
            final int i = t.from(e);
            final int j = t.to(e);
            final double v = t.value(e) * Math.sqrt(pi[i] / pi[j]) / 2;
            final double re = v * Math.cos(phase[e]);
            final double im = v * Math.sin(phase[e]);
            // Half from each direction makes rounding symmetric.
            for (int half = 0; half < 2; half++) {
                final int a = half == 0 ? i : j;
                final int b = half == 0 ? j : i;
                final double sign = half == 0 ? im : -im;
                h.add(a, b, re);
                h.add(n + a, n + b, re);
                h.add(a, n + b, -sign);
                h.add(n + a, b, sign);
            }
        }
        return h;
    }

    private static double[] phases(final MarkovStateModel model, final NetworkGeometry geometry, final double[] q) {
        final NetworkGeometry some = geometry.select(model.stateIds());
        final double[] r = model.transitions().displacements(some.positions(), some.lattice());
        final double[] phase = new double[r.length / 3];
        for (int e = 0; e < phase.length; e++) {
            phase[e] = q[0] * r[3 * e] + q[1] * r[3 * e + 1] + q[2] * r[3 * e + 2];
        }
        return phase;
    }

    /** Number of lines. */
    public int lines() {
        return eigenvalues.length;
    }

    /** λ_n, largest first; near q = 0 the first is the branch of diffusion. */
    public double eigenvalue(final int line) {
        return eigenvalues[line];
    }

    /** w_n. */
    public double weight(final int line) {
        return weights[line];
    }

    /** Γ_n = −ln λ_n/τ, 1/ps; NaN where λ_n ≤ 0. */
    public double widthPerPs(final int line) {
        return eigenvalues[line] > 0 ? -Math.log(eigenvalues[line]) / lagTimeFs * FS_PER_PS : Double.NaN;
    }

    /** ħΓ_n, half width at half maximum, µeV; NaN where λ_n ≤ 0. */
    public double widthMicroEv(final int line) {
        return HBAR_MICRO_EV_PS * widthPerPs(line);
    }

    /**
     * S(q, ω) = Σ w_n (1/π) ħΓ_n/((ħΓ_n)² + (ħω)²), 1/µeV, without Debye-Waller factor; lines without width or of zero width are left out.
     *
     * @param energyMicroEv ħω, µeV
     */
    public double scattering(final double energyMicroEv) {
        double sum = 0;
        for (int n = 0; n < lines(); n++) {
            final double width = widthMicroEv(n);
            if (width > 0) {
                sum += weights[n] * width / (width * width + energyMicroEv * energyMicroEv) / Math.PI;
            }
        }
        return sum;
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Intermediate scattering function I(q, nτ) = Re π D(q)ⁿ 1 for n = 0 … {@code steps}, with or without detailed balance, any number of
     * sites.
     *
     * @param geometry all sites
     * @param q wave vector, Cartesian, 1/Å
     */
    public static double[] intermediate(final MarkovStateModel model, final NetworkGeometry geometry, final double[] q, final int steps) {
        final PeriodicMatrix t = model.transitions();
        final double[] phase = phases(model, geometry, q);
        final double[] cos = Arrays.stream(phase).map(Math::cos).toArray();
        final double[] sin = Arrays.stream(phase).map(Math::sin).toArray();
        final double[] pi = model.stationary();
        double[] re = new double[pi.length];
        double[] im = new double[pi.length];
        Arrays.fill(re, 1);
        final double[] result = new double[steps + 1];
        for (int s = 0; s <= steps; s++) {
            for (int i = 0; i < pi.length; i++) {
                result[s] += pi[i] * re[i];
            }
            final double[] nextRe = new double[pi.length];
            final double[] nextIm = new double[pi.length];
            for (int e = 0; e < phase.length; e++) {
                final int i = t.from(e);
                final int j = t.to(e);
                nextRe[i] += t.value(e) * (cos[e] * re[j] - sin[e] * im[j]);
                nextIm[i] += t.value(e) * (cos[e] * im[j] + sin[e] * re[j]);
            }
            re = nextRe;
            im = nextIm;
        }
        return result;
    }

    /**
     * I(|q|, nτ) averaged over directions of q, for powders: the function is averaged, never the widths.
     *
     * @param wavenumber |q|, 1/Å
     * @param directions number of directions, spread evenly over the half sphere (I(q) = I(−q))
     */
    public static double[] powder(final MarkovStateModel model, final NetworkGeometry geometry, final double wavenumber, final int steps,
            final int directions) {
        final double[] mean = new double[steps + 1];
        final double golden = Math.PI * (3 - Math.sqrt(5));
        for (int k = 0; k < directions; k++) {
            final double z = (k + .5) / directions;
            final double r = Math.sqrt(1 - z * z);
            final double[] one = intermediate(model, geometry,
                new double[]{wavenumber * r * Math.cos(golden * k), wavenumber * r * Math.sin(golden * k), wavenumber * z}, steps);
            for (int s = 0; s <= steps; s++) {
                mean[s] += one[s] / directions;
            }
        }
        return mean;
    }
}

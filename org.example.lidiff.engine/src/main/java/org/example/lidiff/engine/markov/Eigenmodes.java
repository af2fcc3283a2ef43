package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;

/**
 * Slowest eigenmodes of a transition matrix: T ψ = λ ψ and φ T = λ φ.
 *
 * <p>Ordered by the real part of λ, largest first; mode 0 is λ = 1 with ψ = 1, φ = π. Σ π |ψ|² = 1 and Σ φ_i ψ_i = 1; under detailed
 * balance φ = π ψ. The component of ψ with the largest magnitude (the first of equal ones) is real and positive. Immutable.
 */
public final class Eigenmodes {

    /** Largest number of states without detailed balance. */
    public static final int LARGEST_NON_REVERSIBLE = 1000;

    /** Largest number of states solved densely under detailed balance. */
    static final int DENSE = 700;

    private final double lagTimeFs;
    private final boolean reversible;
    private final List<Mode> modes;
    private final List<String> warnings;

    /** One mode; vectors as real and imaginary part. */
    record Mode(double real, double imaginary, double[][] right, double[][] left) {
    }

    private Eigenmodes(final double lagTimeFs, final boolean reversible, final List<Mode> modes, final List<String> warnings) {
        this.lagTimeFs = lagTimeFs;
        this.reversible = reversible;
        this.modes = modes;
        this.warnings = warnings;
    }

    /**
     * The slowest modes of {@code model}.
     *
     * @param count how many, the stationary one included; cut to the number of states
     * @throws InputException if there are too many states without detailed balance
     */
    public static Eigenmodes of(final MarkovStateModel model, final int count) {
        final int wanted = Math.min(count, model.states());
        final Generator generator = new Generator(model.transitions());
        final List<String> warnings = new ArrayList<>();
        final List<Mode> modes;
        if (generator.reversible()) {
            modes = ReversibleModes.of(model.transitions(), generator, wanted, warnings);
        } else {
            if (model.states() > LARGEST_NON_REVERSIBLE) {
                throw new InputException("The model has " + model.states() + " states and no detailed balance; eigenmodes of such models are limited to "
                    + LARGEST_NON_REVERSIBLE + " states.", "Use the reversible estimator.");
            }
            modes = GeneralModes.of(model.folded(), generator.stationary(), wanted, warnings);
        }
        warn(modes, warnings);
        return new Eigenmodes(model.lagTimeFs(), generator.reversible(), List.copyOf(modes), List.copyOf(warnings));
    }

    private static void warn(final List<Mode> modes, final List<String> warnings) {
        final long complex = modes.stream().filter(m -> m.imaginary() != 0).count();
        final long negative = modes.stream().filter(m -> m.imaginary() == 0 && m.real() <= 0).count();
        if (complex > 0) {
            warnings.add(complex + " eigenvalues are complex: the model has no detailed balance and these modes rotate while they decay.");
        }
        if (negative > 0) {
            warnings.add(negative + " eigenvalues are not positive; such modes have no time scale.");
        }
    }

    /** Number of modes, the stationary one included. */
    public int count() {
        return modes.size();
    }

    /** Whether the model has detailed balance. */
    public boolean reversible() {
        return reversible;
    }

    /** Real part of λ. */
    public double eigenvalue(final int mode) {
        return modes.get(mode).real();
    }

    /** Imaginary part of λ. */
    public double imaginary(final int mode) {
        return modes.get(mode).imaginary();
    }

    /** Whether λ is complex. */
    public boolean isComplex(final int mode) {
        return modes.get(mode).imaginary() != 0;
    }

    /**
     * −τ/ln λ, fs; NaN for the stationary mode and for λ ≤ 0. A complex λ with positive real part has −τ/ln|λ|, the decay time of
     * its amplitude.
     */
    public double timescaleFs(final int mode) {
        return mode == 0 ? Double.NaN : timescaleFs(lagTimeFs, modes.get(mode).real(), modes.get(mode).imaginary());
    }

    static double timescaleFs(final double lagTimeFs, final double real, final double imaginary) {
        if (!(real > 0)) {
            return Double.NaN;
        }
        final double size = imaginary == 0 ? real : Math.hypot(real, imaginary);
        return size >= 1 ? Double.POSITIVE_INFINITY : -lagTimeFs / Math.log(size);
    }

    /** Right eigenvector ψ, real part. */
    public double[] right(final int mode) {
        return modes.get(mode).right()[0].clone();
    }

    /** Right eigenvector ψ, imaginary part. */
    public double[] rightImaginary(final int mode) {
        return modes.get(mode).right()[1].clone();
    }

    /** Left eigenvector φ, real part. */
    public double[] left(final int mode) {
        return modes.get(mode).left()[0].clone();
    }

    /** Left eigenvector φ, imaginary part. */
    public double[] leftImaginary(final int mode) {
        return modes.get(mode).left()[1].clone();
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * λ of another matrix near this one, from the two-sided Rayleigh quotient φ T' ψ: exact to second order in the change.
     *
     * @return real and imaginary part
     */
    public double[] perturbed(final int mode, final PeriodicMatrix transitions) {
        final Mode m = modes.get(mode);
        final double[] real = transitions.times(m.right()[0]);
        final double[] imaginary = isComplex(mode) ? transitions.times(m.right()[1]) : new double[real.length];
        double re = 0;
        double im = 0;
        for (int i = 0; i < real.length; i++) {
            re += m.left()[0][i] * real[i] - m.left()[1][i] * imaginary[i];
            im += m.left()[0][i] * imaginary[i] + m.left()[1][i] * real[i];
        }
        return new double[]{re, im};
    }

    /** Index of the first component whose magnitude is the largest, equal ones told apart only beyond 1e-6. */
    static int largest(final double[][] vector) {
        int best = 0;
        double size = 0;
        for (int i = 0; i < vector[0].length; i++) {
            final double s = Math.hypot(vector[0][i], vector[1][i]);
            if (s > size * (1 + 1e-6)) {
                size = s;
                best = i;
            }
        }
        return best;
    }

    /** Real vector with the sign of the convention, with a zero imaginary part. */
    static double[][] signed(final double[] vector) {
        final double[][] both = {vector, new double[vector.length]};
        final double sign = Math.signum(vector[largest(both)]);
        return new double[][]{Arrays.stream(vector).map(v -> sign * v + 0.0).toArray(), both[1]};
    }
}

package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.markov.Eigenmodes;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/**
 * Relaxation processes of a Markov state model, slowest first: time scale and the sites between which each moves ions.
 *
 * <p>Process 0 is the slowest one, eigenvalue λ₂; the stationary mode is not a process. Right eigenvectors are normalized to ⟨ψ,ψ⟩_π
 * = 1, their largest component is positive. Immutable.
 */
public final class SpectralAnalysis {

    private final MarkovStateModel model;
    private final Eigenmodes modes;
    private final LogInterval[] intervals;
    private final List<String> warnings;

    private SpectralAnalysis(final MarkovStateModel model, final Eigenmodes modes, final LogInterval[] intervals, final List<String> warnings) {
        this.model = model;
        this.modes = modes;
        this.intervals = intervals;
        this.warnings = List.copyOf(warnings);
    }

    /** The {@code processes} slowest processes, without errors. */
    public static SpectralAnalysis of(final MarkovStateModel model, final int processes) {
        final Eigenmodes modes = Eigenmodes.of(model, processes + 1);
        final LogInterval[] none = new LogInterval[modes.count() - 1];
        Arrays.fill(none, LogInterval.NONE);
        return new SpectralAnalysis(model, modes, none, modes.warnings());
    }

    /** The slowest processes with 95 % intervals of their time scales from samples, see {@link ModelSamples#timescaleIntervals}. */
    public static SpectralAnalysis of(final MarkovStateModel model, final int processes, final ModelSamples samples) {
        final SpectralAnalysis plain = of(model, processes);
        final List<String> warnings = new ArrayList<>(plain.warnings);
        warnings.addAll(samples.warnings());
        return new SpectralAnalysis(model, plain.modes, samples.timescaleIntervals(plain.modes), warnings);
    }

    /** The model. */
    public MarkovStateModel model() {
        return model;
    }

    /** Number of processes. */
    public int processes() {
        return modes.count() - 1;
    }

    /** Eigenvalue, real part. */
    public double eigenvalue(final int process) {
        return modes.eigenvalue(process + 1);
    }

    /** Eigenvalue, imaginary part. */
    public double imaginary(final int process) {
        return modes.imaginary(process + 1);
    }

    /** Whether the eigenvalue is complex. */
    public boolean isComplex(final int process) {
        return modes.isComplex(process + 1);
    }

    /** Time scale, fs; NaN where λ ≤ 0. */
    public double timescaleFs(final int process) {
        return modes.timescaleFs(process + 1);
    }

    /** Lower end of the 95 % interval of the time scale, fs; NaN without samples. */
    public double lowerFs(final int process) {
        return intervals[process].lower();
    }

    /** Upper end of the 95 % interval of the time scale, fs; NaN without samples. */
    public double upperFs(final int process) {
        return intervals[process].upper();
    }

    /** Right eigenvector ψ (real part), one number for each state: sites of opposite sign exchange ions in this process. */
    public double[] right(final int process) {
        return modes.right(process + 1);
    }

    /** Left eigenvector φ (real part), one number for each state: the change of occupancy that decays in this process. */
    public double[] left(final int process) {
        return modes.left(process + 1);
    }

    /**
     * Derivative ∂t/∂T_e of a real time scale with respect to each entry of T, fs: τ/(λ ln²λ) φ_i ψ_j.
     *
     * <p>Rows of T must stay normalized: only differences within a row have a meaning.
     */
    public double[] timescaleSensitivity(final int process) {
        final double lambda = eigenvalue(process);
        final double log = Math.log(lambda);
        final double factor = model.lagTimeFs() / (lambda * log * log);
        final double[] left = left(process);
        final double[] right = right(process);
        final PeriodicMatrix t = model.transitions();
        final double[] result = new double[t.entries()];
        for (int e = 0; e < result.length; e++) {
            result[e] = factor * left[t.from(e)] * right[t.to(e)];
        }
        return result;
    }

    /** What the user should know. */
    public List<String> warnings() {
        return warnings;
    }
}

package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Vibrational density of states of one species: the power spectrum of its velocities, averaged over atoms, axes and segments of the runs.
 *
 * <p>It is the transform of the velocity autocorrelation function, and its centroid is the attempt frequency ν* of the species. Velocities
 * are those of the runs; without them, differences of successive positions over the frame interval, whose power is that of the velocities times
 * sinc²(ν Δt), which is divided out. Immutable.
 */
public final class VibrationalSpectrum {

    private final double frameIntervalFs;
    private final int segment;
    private final double[] power;
    private final double sum;
    private final VelocityAutocorrelation autocorrelation;

    private VibrationalSpectrum(final VelocitySums sums) {
        frameIntervalFs = sums.frameIntervalFs();
        segment = sums.segment();
        power = sums.power();
        for (int k = 1; k < power.length && sums.fromPositions(); k++) {
            final double x = Math.PI * k / segment;
            power[k] *= x * x / (Math.sin(x) * Math.sin(x));
        }
        sum = Arrays.stream(power).sum();
        autocorrelation = new VelocityAutocorrelation(sums);
    }

    /** The spectrum of {@code species} in one run; as {@link #compute(List, Element, Progress)}. */
    public static VibrationalSpectrum compute(final Trajectory run, final Element species, final Progress progress) {
        return compute(List.of(run), species, progress);
    }

    /**
     * The spectrum of {@code species}; runs count by their whole segments.
     *
     * @throws org.example.lidiff.engine.InputException if a run lacks the species, is too short, has independent frames or another frame interval, or
     *     only some have velocities
     */
    public static VibrationalSpectrum compute(final List<Trajectory> runs, final Element species, final Progress progress) {
        return new VibrationalSpectrum(VelocitySums.of(runs, species, progress));
    }

    /** Number of frequencies. */
    public int size() {
        return power.length;
    }

    /** A frequency in THz. */
    public double frequencyTHz(final int k) {
        return 1000.0 * k / (segment * frameIntervalFs);
    }

    /** Density of states at a frequency in 1/THz; the integral is 1. */
    public double density(final int k) {
        return power[k] / sum / frequencyTHz(1);
    }

    /** Centroid of the density of states in THz: the attempt frequency ν*. */
    public double centroidTHz() {
        return 1000 * Periodogram.centroid(power, segment) / frameIntervalFs;
    }

    /** The highest frequency that the frames can show, in THz: vibrations above it are folded back. */
    public double nyquistTHz() {
        return 500 / frameIntervalFs;
    }

    /** Velocity autocorrelation at a lag of {@code frames}, 1 at zero, for lags below a segment. */
    public double autocorrelation(final int frames) {
        return autocorrelation.normalized(frames);
    }

    /** The velocity autocorrelation function of the same velocities, over all windows. */
    public VelocityAutocorrelation autocorrelation() {
        return autocorrelation;
    }

    /** Whether velocities were taken from differences of positions. */
    public boolean fromPositions() {
        return autocorrelation.fromPositions();
    }

    /** Effective barrier of a rate (1/fs) at a temperature (K): E_a = −kT ln(Γ/ν*), in eV. */
    public double barrier(final double ratePerFs, final double temperatureK) {
        return -Units.BOLTZMANN * temperatureK * Math.log(ratePerFs / (centroidTHz() / 1000));
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.OptionalLong;

/**
 * What is known of a run besides its frames.
 *
 * @param source where it came from: file names or "Run MD"
 * @param kind successive or independent frames
 * @param frameIntervalFs time between stored frames in fs; NaN when unknown or for independent frames
 * @param temperatureK temperature that was set, or the measured mean, in K; NaN when unknown
 * @param seed seed of the run's random numbers, if it had any
 * @param unwrapped whether the positions follow each atom through the periodic boundary without jumps
 * @param stressKind what the stress contains, where there is one
 * @param dynamics how the run moved, for people: "NVT, velocity rescaling"; of independent frames their kind as the file names it
 *        (config_type); empty when unknown
 * @param dynamicsAltered whether the thermostat changes diffusion and rates (Langevin, strong friction)
 */
public record RunInfo(String source, RunKind kind, double frameIntervalFs, double temperatureK, OptionalLong seed,
    boolean unwrapped, StressKind stressKind, String dynamics, boolean dynamicsAltered) {

    /** A continuous run of unknown temperature with wrapped positions. */
    public static RunInfo continuous(final String source, final double frameIntervalFs) {
        return new RunInfo(source, RunKind.CONTINUOUS, frameIntervalFs, Double.NaN, OptionalLong.empty(), false,
            StressKind.TOTAL, "", false);
    }

    /** Independent frames of unknown temperature. */
    public static RunInfo independent(final String source) {
        return new RunInfo(source, RunKind.INDEPENDENT, Double.NaN, Double.NaN, OptionalLong.empty(), false,
            StressKind.POTENTIAL, "", false);
    }

    /** The kind of configurations that independent frames are of ("surface"); empty when unknown, and for continuous runs. */
    public String group() {
        return kind == RunKind.INDEPENDENT ? dynamics : "";
    }

    /** The same with another temperature (K). */
    public RunInfo withTemperature(final double newTemperatureK) {
        return new RunInfo(source, kind, frameIntervalFs, newTemperatureK, seed, unwrapped, stressKind, dynamics, dynamicsAltered);
    }

    /** The same with another frame interval (fs). */
    public RunInfo withFrameInterval(final double newFrameIntervalFs) {
        return new RunInfo(source, kind, newFrameIntervalFs, temperatureK, seed, unwrapped, stressKind, dynamics, dynamicsAltered);
    }

    /** The same with another seed. */
    public RunInfo withSeed(final long newSeed) {
        return new RunInfo(source, kind, frameIntervalFs, temperatureK, OptionalLong.of(newSeed), unwrapped, stressKind, dynamics,
            dynamicsAltered);
    }

    /** The same with positions that are (or are not) unwrapped. */
    public RunInfo withUnwrapped(final boolean nowUnwrapped) {
        return new RunInfo(source, kind, frameIntervalFs, temperatureK, seed, nowUnwrapped, stressKind, dynamics, dynamicsAltered);
    }

    /** The same with another stress content. */
    public RunInfo withStressKind(final StressKind newStressKind) {
        return new RunInfo(source, kind, frameIntervalFs, temperatureK, seed, unwrapped, newStressKind, dynamics, dynamicsAltered);
    }

    /** The same with a description of the dynamics. */
    public RunInfo withDynamics(final String newDynamics, final boolean altered) {
        return new RunInfo(source, kind, frameIntervalFs, temperatureK, seed, unwrapped, stressKind, newDynamics, altered);
    }
}

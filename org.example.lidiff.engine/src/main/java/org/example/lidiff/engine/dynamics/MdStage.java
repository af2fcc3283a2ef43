package org.example.lidiff.engine.dynamics;

import java.util.OptionalDouble;

import org.example.lidiff.engine.InputException;

/**
 * A part of the equilibration, which is not recorded. The temperature goes linearly from {@code startFraction} to {@code
 * endFraction} of the condition's temperature.
 *
 * @param steps number of steps, at least 0
 * @param startFraction of the temperature of the condition, above 0
 * @param endFraction of the temperature of the condition, above 0
 * @param pressure in eV/Å³; where given, the volume relaxes and the run goes on in the mean cell of the stage's second half
 */
public record MdStage(long steps, double startFraction, double endFraction, OptionalDouble pressure) {

    /** Checks the ranges. */
    public MdStage {
        if (steps < 0) {
            throw new InputException("The number of equilibration steps is " + steps + ".", "Give 0 or more.");
        }
        if (!(startFraction > 0) || !(endFraction > 0)) {
            throw new InputException("The equilibration goes from " + Checks.number(startFraction) + " to " + Checks.number(endFraction)
                + " of the temperature.", "Give fractions above 0.");
        }
    }

    /** At the temperature of the condition and constant volume. */
    public static MdStage constant(final long steps) {
        return new MdStage(steps, 1, 1, OptionalDouble.empty());
    }

    /** From a fraction of the temperature up (or down) to it, at constant volume. */
    public static MdStage ramp(final long steps, final double startFraction) {
        return new MdStage(steps, startFraction, 1, OptionalDouble.empty());
    }

    /** At the temperature of the condition and this pressure in eV/Å³. */
    public static MdStage constantPressure(final long steps, final double pressure) {
        return new MdStage(steps, 1, 1, OptionalDouble.of(pressure));
    }

    /** Fraction of the condition's temperature at step {@code step} of the stage. */
    double fraction(final long step) {
        return steps == 0 ? endFraction : startFraction + (endFraction - startFraction) * step / steps;
    }
}

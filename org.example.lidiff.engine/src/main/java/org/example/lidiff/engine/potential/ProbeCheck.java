package org.example.lidiff.engine.potential;

/**
 * The outcome of one check of a force field.
 *
 * @param name what was checked, for people
 * @param value the number that was found
 * @param limit what it may be at most
 * @param unit unit of both
 * @param passed whether the value is a number and within the limit
 * @param meaning what it means for a simulation if it fails
 */
public record ProbeCheck(String name, double value, double limit, String unit, boolean passed, String meaning) {

    static ProbeCheck atMost(final String name, final double value, final double limit, final String unit, final String meaning) {
        return new ProbeCheck(name, value, limit, unit, value <= limit, meaning);
    }
}

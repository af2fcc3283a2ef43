package org.example.lidiff.engine.hops;

/**
 * How many hops there are with another minimum residence time, at the chosen core size.
 *
 * @param minimumResidenceFs stays shorter than this count as time of the stay before
 * @param hops number of hops
 */
public record ResidenceSensitivity(double minimumResidenceFs, long hops) {
}

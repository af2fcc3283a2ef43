package org.example.lidiff.engine.hops;

/**
 * How many hops there are with another core radius, without a minimum residence time.
 *
 * @param coreFraction κ; positive infinity for plain nearest-site assignment without cores
 * @param hops number of hops
 */
public record CoreSensitivity(double coreFraction, long hops) {
}

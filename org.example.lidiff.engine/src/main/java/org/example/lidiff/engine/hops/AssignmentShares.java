package org.example.lidiff.engine.hops;

/**
 * How much of the ions' time can be assigned, as shares of all ion·frames (the first two) and of all site·frames.
 *
 * @param unassigned before the first core: not counted anywhere
 * @param outsideCores after it, but outside all cores: counted for the last core
 * @param emptySites share of the sites' time without an ion
 * @param multiplyOccupied share of the sites' time with two ions or more
 */
public record AssignmentShares(double unassigned, double outsideCores, double emptySites, double multiplyOccupied) {
}

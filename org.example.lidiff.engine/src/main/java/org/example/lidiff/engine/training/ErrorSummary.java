package org.example.lidiff.engine.training;

/**
 * Root mean square errors of one set of frames.
 *
 * @param energyRmse eV/atom
 * @param forceRmse eV/Å, over the components
 * @param virialRmse eV/atom over the six components; NaN without labels
 */
public record ErrorSummary(double energyRmse, double forceRmse, double virialRmse) {
}

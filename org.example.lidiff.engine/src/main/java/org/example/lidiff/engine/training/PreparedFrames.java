package org.example.lidiff.engine.training;

import java.util.List;

/**
 * The frames of a training set as the kernel sees them.
 *
 * @param offsets energies of the species, already subtracted
 */
record PreparedFrames(List<PreparedFrame> training, List<PreparedFrame> validation, List<PreparedFrame> test, SpeciesOffsets offsets) {
}

package org.example.lidiff.engine.diffusion;

import java.util.Optional;

import org.example.lidiff.engine.structure.Element;

/**
 * Vibrations of one species at one temperature.
 *
 * @param species the species
 * @param centroidTHz centroid of its density of states: the attempt frequency
 * @param nyquistTHz highest frequency that the frames can show
 * @param highShare share of the density of states in the upper fifth of the frequencies
 * @param fromPositions whether velocities were taken from differences of positions
 */
public record SpeciesVibrations(Element species, double centroidTHz, double nyquistTHz, double highShare, boolean fromPositions) {

    /** More than this in the upper fifth means that the spectrum does not end before the highest frequency. */
    private static final double MOST_HIGH = 0.1;

    /** Why the spectrum is not to be trusted, if it is not. */
    public Optional<String> doubt() {
        return highShare <= MOST_HIGH ? Optional.empty() : Optional.of("The frames are " + Digits.of(500 / nyquistTHz, 3) + " fs apart, so vibrations of " + species
            + " above " + Digits.of(nyquistTHz, 3) + " THz are folded back: its vibrational spectrum and attempt frequency are not reliable. Store frames"
            + " every 5 to 10 fs for them.");
    }
}

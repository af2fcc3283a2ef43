package org.example.lidiff.engine.trajectory;

import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;

/**
 * Whether the time between frames fits the temperature: atoms that move by Δr in Δt have the temperature Σ m (Δr/Δt)²/(3(N − 1) k).
 *
 * <p>That is the temperature where frames are dense, and less where atoms turn round between them. How dense they are is seen in the frames
 * themselves, in c = Σ m Δr_k · Δr_{k+1} / Σ m Δr_k²: an oscillation of frequency ω has c = cos(ω Δt) and shows the share
 * (2 sin(ω Δt/2)/(ω Δt))² of its temperature.
 */
final class ClockCheck {

    private static final int FEWEST_STEPS = 8;
    private static final double DENSE = 0.8;
    private static final double FACTOR = 1.6;

    private final double[] masses;
    private final double[] last;
    private boolean hasLast;
    private double squares;
    private double products;
    private double paired;
    private long steps;
    private double temperatures;
    private long withTemperature;

    ClockCheck(final int[] atomicNumbers) {
        masses = new double[atomicNumbers.length];
        for (int i = 0; i < masses.length; i++) {
            masses[i] = Element.of(atomicNumbers[i]).mass();
        }
        last = new double[3 * masses.length];
    }

    /** Takes the Cartesian steps of all atoms in Å. */
    void add(final double[] step) {
        double square = 0;
        double product = 0;
        for (int i = 0; i < last.length; i++) {
            square += masses[i / 3] * step[i] * step[i];
            product += masses[i / 3] * step[i] * last[i];
            last[i] = step[i];
        }
        squares += square;
        if (hasLast) {
            products += product;
            paired += square;
        }
        hasLast = true;
        steps++;
    }

    /** Takes a temperature in K that the source states; NaN is passed over. */
    void addTemperature(final double temperatureK) {
        if (!Double.isNaN(temperatureK)) {
            temperatures += temperatureK;
            withTemperature++;
        }
    }

    /** Temperature in K that the displacements show at a time between frames of {@code intervalFs}. */
    double displacementTemperature(final double intervalFs) {
        return squares / steps / (intervalFs * intervalFs) * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / (3 * Math.max(1, masses.length - 1) * Units.BOLTZMANN);
    }

    /** What is wrong with {@code intervalFs}, if anything is. */
    Optional<String> warning(final RunInfo info) {
        final double known = withTemperature > 0 ? temperatures / withTemperature : info.temperatureK();
        if (steps < FEWEST_STEPS || !(known > 0) || !(info.frameIntervalFs() > 0) || !(squares > 0)) {
            return Optional.empty();
        }
        final double shown = displacementTemperature(info.frameIntervalFs());
        final double c = products / paired;
        final double angle = Math.acos(Math.max(-1, Math.min(1, c)));
        final double visible = angle < 1e-6 || c < DENSE ? 1 : Math.pow(2 * Math.sin(angle / 2) / angle, 2);
        final boolean tooShort = shown > FACTOR * known;
        final boolean tooLong = c > DENSE && shown < visible * known / FACTOR;
        if (!tooShort && !tooLong) {
            return Optional.empty();
        }
        return Optional.of(String.format(Locale.ROOT, "The time between frames of '%s' is given as %.4g fs, at which its atoms move as at %.0f K, and the"
            + " temperature is %.0f K: the time between frames is probably about %.2g fs (time step of the dynamics times the steps between stored"
            + " frames).", info.source(), info.frameIntervalFs(), shown, known, info.frameIntervalFs() * Math.sqrt(shown / (visible * known))));
    }
}

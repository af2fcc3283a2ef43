package org.example.lidiff.engine.training;

/**
 * How a model is taught not to leave the region it knows.
 *
 * <p>Frames of a dynamics are drawn from the Boltzmann distribution: what is easily reached from them at the same temperature
 * cannot be much more stable than they are. A model trained on few frames often says otherwise, and its dynamics collapses although its
 * force errors are small. In each round short dynamics of the model start from training frames; where they end below the mean
 * energy of the training frames, that mean becomes a lower bound of the energy there, with a margin for atoms whose surroundings are
 * outside of what the training frames show. The bounds are no labels: they only act on energies below them, and never more of them are used at a
 * time than there are training frames.
 *
 * @param rounds how often the model's dynamics is tried; 0 for none
 * @param temperatureK of these dynamics; 0 takes the highest temperature of the training runs
 * @param femtoseconds length of each
 * @param starts number of training frames they start from
 * @param epochs training epochs after each round
 * @param margin energy in eV that an atom in unknown surroundings must cost
 */
public record Stabilization(int rounds, double temperatureK, double femtoseconds, int starts, int epochs, double margin) {

    /** The model is trained on its labels only. */
    public static final Stabilization NONE = new Stabilization(0, 0, 2000, 16, 15, 0.2);

    /** Checks the ranges. */
    public Stabilization {
        if (rounds < 0 || !(temperatureK >= 0) || !(femtoseconds > 0) || starts < 1 || epochs < 1 || !(margin >= 0)) {
            throw new IllegalArgumentException("rounds, temperature and margin must be at least 0, the others above, not " + rounds + ", "
                + temperatureK + ", " + margin + ", " + femtoseconds + ", " + starts + ", " + epochs);
        }
    }

    /** Four rounds of 16 dynamics of 2 ps at the temperature of the runs. */
    public static Stabilization defaults() {
        return NONE.withRounds(4);
    }

    /** The same with another number of rounds; 0 for none. */
    public Stabilization withRounds(final int number) {
        return new Stabilization(number, temperatureK, femtoseconds, starts, epochs, margin);
    }

    /** The same at another temperature in K; 0 takes that of the runs. */
    public Stabilization withTemperature(final double kelvin) {
        return new Stabilization(rounds, kelvin, femtoseconds, starts, epochs, margin);
    }

    /** The same with dynamics of another length in fs. */
    public Stabilization withFemtoseconds(final double length) {
        return new Stabilization(rounds, temperatureK, length, starts, epochs, margin);
    }

    /** The same from another number of frames. */
    public Stabilization withStarts(final int number) {
        return new Stabilization(rounds, temperatureK, femtoseconds, number, epochs, margin);
    }

    /** The same with another number of epochs after each round. */
    public Stabilization withEpochs(final int number) {
        return new Stabilization(rounds, temperatureK, femtoseconds, starts, number, margin);
    }

    /** The same with another margin in eV an atom. */
    public Stabilization withMargin(final double energy) {
        return new Stabilization(rounds, temperatureK, femtoseconds, starts, epochs, energy);
    }
}

package org.example.lidiff.engine.potential;

/** The energy of one atom as a function of the vectors to its neighbors. Has buffers of its own: one instance a thread. */
public interface SiteFunction {

    /**
     * Computes U_i and overwrites the gradients of the environment with ∂U_i/∂r_ij.
     *
     * @param type type of the central atom
     * @param environment neighbors within the cutoff of the force field, in a fixed order; only its gradients are modified
     * @return U_i in eV
     */
    double evaluate(int type, Environment environment);

    /**
     * Writes the descriptors of the last {@link #evaluate} to {@code out[at…]}; only for force fields with an
     * {@link ExtrapolationMeasure}.
     */
    default void descriptors(final double[] out, final int at) {
        throw new UnsupportedOperationException("This force field has no descriptors");
    }
}

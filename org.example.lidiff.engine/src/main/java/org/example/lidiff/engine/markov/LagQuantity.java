package org.example.lidiff.engine.markov;

/** A positive number of a model that must not depend on the lag, for example a diffusion coefficient. */
public interface LagQuantity {

    /** The number. */
    double of(MarkovStateModel model);

    /**
     * Its derivatives with respect to the entries of T, in their order; what an entry gains the diagonal of its row loses. The scatter of
     * samples is taken from these, to first order.
     */
    double[] derivatives(MarkovStateModel model);
}

package org.example.lidiff.engine.markov;

/** How a transition matrix is made from counts. */
public enum Estimator {

    /** Each row of the counts divided by its sum: maximum likelihood without detailed balance. */
    NON_REVERSIBLE,

    /** Maximum likelihood under detailed balance, π_i T_ij,R = π_j T_ji,−R. */
    REVERSIBLE,

    /** Maximum likelihood under detailed balance with a stationary vector that is given. */
    FIXED_STATIONARY,

    /**
     * T_ij,R = N_sites c_ij,R/(N_ions N_windows), as in combined molecular dynamics and lattice Monte Carlo. Assumes that all
     * sites are equally occupied; otherwise time scales and long-time displacements are wrong.
     */
    UNIFORM_OCCUPANCY,

    /** The matrix was given, not estimated. */
    GIVEN
}

/**
 * Force fields: energy, forces and virial of atoms in a periodic cell.
 *
 * <p>Every force field here is a sum of site energies, E = Σ_i U_i({r_ij}), so one evaluator serves them all: it finds the
 * neighbors, asks a {@link org.example.lidiff.engine.potential.SiteFunction} for U_i and g_ij = ∂U_i/∂r_ij, and adds up
 * F_i = Σ_j (g_ij − g_ji), W = −Σ r_ij ⊗ g_ij.
 */
package org.example.lidiff.engine.potential;

/**
 * Atoms in a periodic cell.
 *
 * <h2>Conventions of the whole engine</h2>
 * <ul>
 * <li>Units: Å, fs, eV, K, elementary charges e, amu; forces eV/Å, stress eV/Å³. CODATA 2018 constants are in {@link
 * org.example.lidiff.engine.structure.Units}.</li>
 * <li>Lattice vectors are rows: {@code cart = frac · L}. A pair vector is r_ij = r_j − r_i + S · L with integer S.</li>
 * <li>Positions are flat arrays of xyz triples in Å.</li>
 * <li>Virial W = −dE/dε = Σ r_ij ⊗ F in eV, positive when compressed. Stress σ = −W/V, tension positive (as in ASE);
 * pressure = tr W/(3V) + 2 E_kin/(3V). 3×3 tensors are nine numbers, row by row.</li>
 * <li>Transition matrices are row-stochastic, p' = p T.</li>
 * </ul>
 */
package org.example.lidiff.engine.structure;

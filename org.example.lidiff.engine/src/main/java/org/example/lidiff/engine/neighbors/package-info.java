/**
 * Pairs of atoms closer than a cutoff, with the periodic shift that brings them together: r_ij = r_j − r_i + S · L, lattice
 * vectors as rows of L. The words (cutoff, skin, full and half list, pairs, shifts, vectors, distances) are those of vesin.
 */
package org.example.lidiff.engine.neighbors;

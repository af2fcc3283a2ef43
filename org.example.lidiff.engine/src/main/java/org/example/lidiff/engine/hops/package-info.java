/**
 * Sites of the mobile ions and their hops among them, with the periodic image of each hop.
 *
 * <p>Conventions: a path is followed in unwrapped fractional coordinates; ions keep their last core until they enter another one
 * (transition-based assignment, Buchete and Hummer, J. Phys. Chem. B 112, 6057 (2008)). Rates are in 1/fs, displacements in Å.
 */
package org.example.lidiff.engine.hops;

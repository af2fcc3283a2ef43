/**
 * Neural-network potentials of aenet, one binary file an element.
 *
 * <p>N. Artrith, A. Urban, Comput. Mater. Sci. 114, 135 (2016); the Chebyshev descriptor: N. Artrith, A. Urban, G. Ceder,
 * Phys. Rev. B 96, 014112 (2017).
 */
package org.example.lidiff.engine.potential.aenet;

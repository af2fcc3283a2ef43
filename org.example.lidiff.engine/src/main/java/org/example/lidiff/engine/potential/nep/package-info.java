/**
 * The neuroevolution potential (NEP) in its public text format, so that models go to and from GPUMD and LAMMPS unchanged.
 *
 * <p>Z. Fan et al., Phys. Rev. B 104, 104309 (2021); Z. Fan, J. Phys.: Condens. Matter 34, 125902 (2022); Z. Fan et al.,
 * J. Chem. Phys. 157, 114801 (2022). Versions nep3, nep4 and nep5, with or without ZBL repulsion.
 */
package org.example.lidiff.engine.potential.nep;

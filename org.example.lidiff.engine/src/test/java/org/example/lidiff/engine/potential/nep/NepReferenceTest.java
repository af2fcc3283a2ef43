package org.example.lidiff.engine.potential.nep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Environment;
import org.example.lidiff.engine.potential.SpeciesTypes;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

/** Known answers P-15: NEP_CPU's published descriptors, forces and virials. */
class NepReferenceTest {

    @Test
    void descriptors() {
        assertArrayEquals(NepReference.table("descriptor_ref.out"),
            NepReference.potential().descriptors(NepReference.structure()), 1e-12);
    }

    @Test
    void forces() {
        final EnergyForcesVirial result = NepReference.potential().evaluate(NepReference.structure());
        assertArrayEquals(NepReference.table("force_analytical_ref.out"), result.forces(), 1e-10);
    }

    @Test
    void virialsOfTheAtoms() {
        final Nep nep = NepReference.potential();
        final Structure s = NepReference.structure();
        final double[] positions = s.positions();
        final int[] types = SpeciesTypes.of(s.atomicNumbers(), nep.elements(), nep.kind());
        final NeighborList list = new NeighborList(nep.cutoff(), 0, ListKind.FULL);
        list.update(positions, s.cell());
        final NepSite site = new NepSite(new NepTables(nep.model()));
        final Environment e = new Environment();
        // −r_ij ⊗ g_ij, assigned to the neighbor j
        final double[] virials = new double[9 * s.size()];
        for (int i = 0; i < s.size(); i++) {
            e.collect(list, i, positions, types, nep.cutoff());
            site.evaluate(types[i], e);
            for (int n = 0; n < e.count(); n++) {
                final double[] r = {e.x()[n], e.y()[n], e.z()[n]};
                final double[] g = {e.gradientX()[n], e.gradientY()[n], e.gradientZ()[n]};
                for (int k = 0; k < 9; k++) {
                    virials[9 * list.neighbors()[e.pairs()[n]] + k] -= r[k / 3] * g[k % 3];
                }
            }
        }
        final double[] reference = NepReference.table("virial_ref.out");
        assertArrayEquals(reference, virials, 1e-10);
        final double[] total = new double[9];
        for (int i = 0; i < reference.length; i++) {
            total[i % 9] += reference[i];
        }
        assertArrayEquals(total, nep.evaluate(s).virial(), 1e-9);
    }
}

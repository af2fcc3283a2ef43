package org.example.lidiff.engine.potential.nep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Set;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

/** Numbers of an independent program: NEP_CPU as calorine 4.1 has it, for the files of these random models. */
class NepPeerTest {

    private static final Structure ATOMS = PotentialContract.random(9, 18, 1.9, "Li", "Si", "P");

    private static NepModel largest(final int l) {
        final Set<AngularTerm> terms = EnumSet.noneOf(AngularTerm.class);
        for (final AngularTerm t : AngularTerm.values()) {
            if (t.largestL() <= l) {
                terms.add(t);
            }
        }
        return NepModels.random(NepSettings.defaults(NepModels.LI_SI_P).withCutoffs(5, 4).withNMax(3, 3).withBasisSizes(5, 4).withNeurons(9)
            .withAngular(l, terms));
    }

    /** Energy, xx and xy of the virial, force on the fifth atom; they agree to round-off, the largest l has constants of 13 digits. */
    private static void check(final NepModel model, final double... expected) {
        final EnergyForcesVirial result = new Nep(model).evaluate(ATOMS);
        assertEquals(expected[0], result.energy(), 1e-11);
        assertEquals(expected[1], result.virial()[0], 1e-11);
        assertEquals(expected[2], result.virial()[1], 1e-11);
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[3 + k], result.forces()[12 + k], 1e-11);
        }
    }

    @Test
    void versionsAndRepulsions() {
        check(NepModels.random(3, null), 1.1678439108822782, -1.1040743367651442, -0.21364465847092079, 0.12489076098689283,
            -0.079880620133513644, 0.20149918934862343);
        check(NepModels.random(4, NepZbl.fixed(1.0, 2.6)), 1.7103374702201439, 11.413263849455817, 0.15706045751848752, -2.023103549484651,
            0.84159439259806001, -0.72887921108786624);
        check(NepModels.random(4, NepZbl.covalent(0, 2.5, 0.7)), -0.51826934841924577, -0.6382806029636523, 0.21416300732308971,
            -0.017588385495084249, -0.10325664111140596, -0.0081066628021634751);
        check(NepModels.random(5, NepModels.flexible()), 6.9018037537549661, 23.413007082199357, 0.26743405602756709, -3.515339383991102,
            1.5444052703399742, -1.9122008580939207);
    }

    @Test
    void angularMomentaAndTerms() {
        check(largest(2), 0.014055451912806327, 0.38249819621765824, -0.59715836059324989, -0.087737126762182954, -0.066258941814952552,
            0.084938888584796188);
        check(largest(6), -9.3254192612321454, -1.0296033297775309, -0.1224293522680456, -0.061840917321900918, -0.052747373417968216,
            0.25018145639176059);
        check(largest(8), -8.7407477684767372, -0.52853452433918113, -0.28993928843516659, -0.12756539521940419, 0.50103811321671576,
            -0.6725318718275124);
    }
}

package org.example.lidiff.engine.potential.nep;

import java.util.EnumSet;

import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Nested;

class NepContractTest {

    @Nested
    class Version3WithoutRepulsion extends PotentialContract {
        @Override
        public Potential potential() {
            return new Nep(NepModels.random(3, null));
        }

        @Override
        public Structure structure() {
            return random(9, 18, 1.9, "Li", "Si", "P");
        }
    }

    @Nested
    class Version4WithFixedRepulsion extends PotentialContract {
        @Override
        public Potential potential() {
            return new Nep(NepModels.random(4, NepZbl.fixed(1.0, 2.6)));
        }

        @Override
        public Structure structure() {
            return random(9, 18, 1.9, "Li", "Si", "P");
        }
    }

    @Nested
    class Version5WithFlexibleRepulsion extends PotentialContract {
        @Override
        public Potential potential() {
            return new Nep(NepModels.random(5, NepModels.flexible()));
        }

        @Override
        public Structure structure() {
            return random(9, 18, 1.9, "P", "Li");
        }
    }

    @Nested
    class AngularMomentumOfSix extends PotentialContract {
        @Override
        public Potential potential() {
            return new Nep(NepModels.random(NepSettings.defaults(NepModels.LI_SI_P).withCutoffs(4.5, 4).withNMax(2, 2)
                .withBasisSizes(4, 4).withNeurons(6).withAngular(6, EnumSet.allOf(AngularTerm.class))
                .withZbl(NepZbl.covalent(0, 2.4, 0.9))));
        }

        @Override
        public Structure structure() {
            return random(9, 18, 1.9, "Li", "Si", "P");
        }
    }
}

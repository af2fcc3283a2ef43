package org.example.lidiff.engine.training;

import java.util.Arrays;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Structure;

/** The part of a NEP model that is not trained: its ZBL repulsion. */
final class Baseline {

    private final Nep repulsion;

    Baseline(final NepSettings settings) {
        if (settings.zbl() == null) {
            repulsion = null;
        } else {
            // a network of zeros leaves the repulsion; the scaler must not be zero
            final double[] ones = new double[settings.dim()];
            Arrays.fill(ones, 1);
            repulsion = new Nep(new NepModel(settings, new double[settings.numberOfParameters()], ones));
        }
    }

    /** Energy in eV, forces in eV/Å and virial in eV of the repulsion in one frame. */
    record Part(double energy, double[] forces, double[] virial) {
    }

    Part of(final LabeledFrame frame) {
        if (repulsion == null) {
            return new Part(0, new double[3 * frame.atoms()], new double[9]);
        }
        final EnergyForcesVirial result = repulsion.evaluate(new Structure(frame.cell(), frame.atomicNumbers(), frame.positions()));
        return new Part(result.energy(), result.forces(), result.virial());
    }
}

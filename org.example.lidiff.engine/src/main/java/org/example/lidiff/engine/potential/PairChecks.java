package org.example.lidiff.engine.potential;

import org.example.lidiff.engine.potential.nep.CovalentRadii;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** How two atoms of each pair of elements act on each other, alone and in the structure. */
final class PairChecks {

    private static final double GRID = 0.01;
    private static final double ROUGH = 1e-5;
    private static final int HALVINGS = 3;
    private static final double SHORTEST = 0.3;
    private static final double PUSHED = 0.5;
    // of the length of a bond: nothing is held together there
    private static final double BROKEN = 0.6;

    private final ProbeSystem system;
    private final double cutoff;

    PairChecks(final ProbeSystem system) {
        this.system = system;
        cutoff = system.potential.cutoff();
    }

    /** Two atoms on the x axis, far from their images, whose distance changes. */
    private final class Dimer implements AutoCloseable {
        private final Structure structure;
        private final Evaluator evaluator;
        private final double[] r = new double[6];
        private final EnergyForcesVirial result = new EnergyForcesVirial(2);

        Dimer(final int[] pair) {
            structure = new Structure(system.emptyCell(cutoff), pair, new double[] {0, 0, 0, cutoff, 0, 0});
            evaluator = system.potential.evaluator(pair, EvaluatorOptions.DEFAULT);
        }

        Dimer at(final double distance) {
            r[3] = distance;
            evaluator.evaluate(r, structure.cell(), result);
            return this;
        }

        double energy() {
            return result.energy();
        }

        /** Along the axis; positive: they repel each other. */
        double force() {
            return result.forces()[3];
        }

        @Override
        public void close() {
            evaluator.close();
        }
    }

    ProbeCheck energyAtCutoff() {
        final double delta = 1e-6;
        double worst = 0;
        for (final int[] pair : system.pairs()) {
            try (Dimer dimer = new Dimer(pair)) {
                worst = ProbeSystem.worse(worst, Math.abs(dimer.at(cutoff - delta).energy() - dimer.at(cutoff + delta).energy()));
            }
        }
        return ProbeCheck.atMost("Energy is continuous at the cutoff", worst, 1e-6, "eV",
            "The energy jumps whenever a neighbor comes or goes.");
    }

    ProbeCheck forceAtCutoff() {
        final double delta = 1e-6;
        double worst = 0;
        for (final int[] pair : system.pairs()) {
            try (Dimer dimer = new Dimer(pair)) {
                worst = ProbeSystem.worse(worst, Math.abs(dimer.at(cutoff - delta).force() - dimer.at(cutoff + delta).force()));
            }
        }
        return ProbeCheck.atMost("Force is continuous at the cutoff", worst, 1e-5, "eV/Å",
            "Energy drifts slowly in a simulation.");
    }

    /** A force field may have several cutoffs (radial, angular, a pair's own, repulsion): E(b) − E(a) = −∫ F on a grid of distances. */
    ProbeCheck smoothness() {
        double worst = 0;
        for (final int[] pair : system.pairs()) {
            try (Dimer dimer = new Dimer(pair)) {
                for (double x = 0.7 * distanceInStructure(pair); x < cutoff + GRID; x += GRID) {
                    worst = ProbeSystem.worse(worst, roughness(dimer, x, x + GRID, HALVINGS));
                }
            }
        }
        return ProbeCheck.atMost("Two atoms feel each other smoothly at all distances", worst, ROUGH, "eV between two distances",
            "Energy or force jumps at some distance; a simulation does not keep its energy.");
    }

    /**
     * Energy that Simpson's rule does not explain, in eV. Where the second derivative jumps, as at the cosine switch of a repulsion, it
     * shrinks with the square of the interval, so that halves are looked at; a jump of the energy stays.
     */
    private static double roughness(final Dimer dimer, final double a, final double b, final int halvings) {
        final double middle = 0.5 * (a + b);
        double work = 4 * dimer.at(middle).force();
        final double before = dimer.at(a).energy();
        work += dimer.force();
        final double after = dimer.at(b).energy();
        work += dimer.force();
        final double rough = Math.abs(after - before + (b - a) / 6 * work);
        return rough <= ROUGH || halvings == 0 ? rough
            : ProbeSystem.worse(roughness(dimer, a, middle, halvings - 1), roughness(dimer, middle, b, halvings - 1));
    }

    ProbeCheck coreRepulsion() {
        double weakest = Double.POSITIVE_INFINITY;
        for (final int[] pair : system.pairs()) {
            final double nearest = distance(pair);
            try (Dimer dimer = new Dimer(pair)) {
                for (int n = 0; n <= 6; n++) {
                    // NaN counts as no repulsion
                    final double force = dimer.at((SHORTEST + 0.05 * n) * nearest).force();
                    weakest = force >= weakest ? weakest : Double.isNaN(force) ? Double.NEGATIVE_INFINITY : force;
                }
            }
        }
        return ProbeCheck.atMost("Two atoms repel each other at short distances", -weakest, 0, "eV/Å (attraction)",
            "At high temperature atoms can fall into each other; use a model with short-range repulsion (ZBL).");
    }

    /** The closest two atoms of each pair of elements, in the structure, moved to half their distance, and closer than any bond. */
    ProbeCheck pushedTogether() {
        double weakest = Double.POSITIVE_INFINITY;
        for (final int[] pair : system.pairs()) {
            final double[] closest = system.closest(pair);
            if (closest == null) {
                continue;
            }
            final double[] r = system.structure.positions();
            final double pushed = Math.min(PUSHED, BROKEN * bond(pair) / closest[5]);
            for (int k = 0; k < 3; k++) {
                final double move = 0.5 * (1 - pushed) * closest[2 + k];
                r[3 * (int)closest[0] + k] += move;
                r[3 * (int)closest[1] + k] -= move;
            }
            final double rise = system.potential.evaluate(system.structure.withPositions(r)).energy() - system.base.energy();
            weakest = rise >= weakest ? weakest : Double.isNaN(rise) ? Double.NEGATIVE_INFINITY : rise;
        }
        return ProbeCheck.atMost("Neighbors that are pushed together to half their distance gain no energy", -weakest, -1, "eV (gain)",
            "At high temperature atoms fall into each other and the simulation explodes; use a model with short-range repulsion (ZBL).");
    }

    /**
     * The smallest distance of two atoms of these elements in the structure, or of any two where these are never neighbors; at most the length of
     * a bond, because two atoms of oxygen that are far apart in an oxide do attract each other when they come nearer.
     */
    private double distance(final int[] pair) {
        return Math.min(bond(pair), distanceInStructure(pair));
    }

    private static double bond(final int[] pair) {
        return CovalentRadii.bond(Element.of(pair[0]), Element.of(pair[1]));
    }

    private double distanceInStructure(final int[] pair) {
        final double[] own = system.closest(pair);
        if (own != null) {
            return own[5];
        }
        double nearest = 0.5 * cutoff;
        for (final int[] other : system.pairs()) {
            final double[] closest = system.closest(other);
            nearest = closest == null ? nearest : Math.min(nearest, closest[5]);
        }
        return nearest;
    }
}

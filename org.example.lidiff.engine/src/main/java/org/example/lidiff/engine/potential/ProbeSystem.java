package org.example.lidiff.engine.potential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** What the checks of a force field have in common: the shaken structure with its energy and forces, and the scale of the latter. */
final class ProbeSystem {

    final Potential potential;
    final ForceFieldProbe.Options options;
    final Random random;
    final Structure structure;
    final EnergyForcesVirial base;
    /** Norm of the force on an atom in eV/Å; those below are compared as if they were so large: round-off does not shrink with them. */
    final double forceScale;

    ProbeSystem(final Potential potential, final Structure structure, final ForceFieldProbe.Options options) {
        this.potential = potential;
        this.options = options;
        random = new Random(options.seed());
        final double[] r = structure.positions();
        for (int i = 0; i < r.length; i++) {
            r[i] += options.rattle() * random.nextGaussian();
        }
        this.structure = structure.withPositions(r);
        base = potential.evaluate(this.structure);
        double sum = 0;
        for (final double f : base.forces()) {
            sum += f * f;
        }
        forceScale = Math.max(1e-2, Math.sqrt(sum / Math.max(1, structure.size())));
    }

    /** A random unit vector of all coordinates. */
    double[] direction() {
        final double[] direction = new double[3 * structure.size()];
        double norm = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextGaussian();
            norm += direction[i] * direction[i];
        }
        for (int i = 0; i < direction.length; i++) {
            direction[i] /= Math.sqrt(norm);
        }
        return direction;
    }

    /** Pairs of the elements that are there, as atomic numbers. */
    List<int[]> pairs() {
        final List<Element> elements = structure.elements();
        final List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            for (int j = i; j < elements.size(); j++) {
                pairs.add(new int[] {elements.get(i).atomicNumber(), elements.get(j).atomicNumber()});
            }
        }
        return pairs;
    }

    /**
     * The two atoms of these elements that are closest, with the distance: i, j, x, y, z of the vector from i to j, length; null if none
     * are within the cutoff. An atom is no pair with its own image.
     */
    double[] closest(final int[] pair) {
        final NeighborList list = new NeighborList(potential.cutoff(), 0, ListKind.FULL);
        final double[] r = structure.positions();
        final int[] z = structure.atomicNumbers();
        list.update(r, structure.cell());
        list.measure(r);
        double[] closest = null;
        for (int i = 0; i < z.length; i++) {
            for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                final int j = list.neighbors()[p];
                if (i != j && z[i] == pair[0] && z[j] == pair[1] && (closest == null || list.distances()[p] < closest[5])) {
                    closest = new double[] {i, j, list.vectors()[3 * p], list.vectors()[3 * p + 1], list.vectors()[3 * p + 2],
                        list.distances()[p]};
                }
            }
        }
        return closest;
    }

    /** An empty cell in which atoms near the origin do not feel their images. */
    Cell emptyCell(final double size) {
        final double edge = size + 2 * potential.cutoff() + 1;
        return Cell.of(edge, 0, 0, 0, edge, 0, 0, 0, edge);
    }

    // Math.max, but NaN is the worst of all
    static double worse(final double a, final double b) {
        return b <= a ? a : b;
    }
}

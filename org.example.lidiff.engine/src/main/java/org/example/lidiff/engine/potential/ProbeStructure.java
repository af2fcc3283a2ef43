package org.example.lidiff.engine.potential;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/**
 * A structure for the checks of a force field that comes without one: an alloy at the density the force field itself prefers, with atoms where it
 * wants them.
 */
public final class ProbeStructure {

    private static final int CELLS = 3;
    private static final double FARTHEST = 4.5;
    private static final double NEAREST = 1.4;
    private static final double STEP = 0.1;
    // a minimum must be deeper than this to be one, eV/atom
    private static final double DEPTH = 0.05;
    private static final double TYPICAL = 2.6;
    private static final int RELAXATION = 150;
    // Å for each eV/Å
    private static final double FIRST_STEP = 0.02;
    private static final double LARGEST_MOVE = 0.1;
    private static final double FARTHEST_MOVE = 0.5;

    private static final int MOST_ELEMENTS = 4;
    private static final int MOST_NAMED = 12;
    // of ionic conductors, the mobile ones first
    private static final List<String> COMMON = List.of("Li", "Na", "O", "S", "P", "Si", "Cl", "F", "Al", "Zr", "La", "Ti", "C", "H");

    private ProbeStructure() {
    }

    /** The elements of a force field that are looked at when nobody names any: all, of more than {@value #MOST_ELEMENTS} the most common ones. */
    public static List<Element> mostCommon(final List<Element> elements) {
        if (elements.size() <= MOST_ELEMENTS) {
            return elements;
        }
        return Stream.concat(COMMON.stream().map(Element::of).filter(elements::contains), elements.stream()).distinct().limit(MOST_ELEMENTS).toList();
    }

    /** The symbols for a message, of many elements the first. */
    public static String names(final List<Element> elements) {
        return elements.stream().limit(MOST_NAMED).map(Element::symbol).collect(Collectors.joining(", "))
            + (elements.size() > MOST_NAMED ? " and " + (elements.size() - MOST_NAMED) + " more" : "");
    }

    /**
     * {@value #CELLS}³ body-centered cells of the elements in equal shares, in random order. Coming from large distances, the first
     * minimum of the energy is taken, because some force fields have a deeper one where atoms fall onto each other. Then the atoms are relaxed.
     *
     * @param elements at least one; the force field must know them
     * @param seed of the order
     */
    public static Structure of(final Potential potential, final List<Element> elements, final long seed) {
        final int[] numbers = new int[2 * CELLS * CELLS * CELLS];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = elements.get(i % elements.size()).atomicNumber();
        }
        final Random random = new Random(seed);
        for (int i = numbers.length - 1; i > 0; i--) {
            final int j = random.nextInt(i + 1);
            final int z = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = z;
        }
        return relaxed(potential, bodyCentered(numbers, distance(potential, numbers)));
    }

    /**
     * Steepest descent with a step that grows while the energy falls: from a lattice that the elements do not like, a simulation would only show
     * how they leave it.
     */
    private static Structure relaxed(final Potential potential, final Structure start) {
        final EnergyForcesVirial result = new EnergyForcesVirial(start.size());
        final double[] sites = start.positions();
        double[] best = sites.clone();
        try (Evaluator evaluator = potential.evaluator(start.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            evaluator.evaluate(best, start.cell(), result);
            double energy = result.energy();
            double[] forces = result.forces().clone();
            double step = FIRST_STEP;
            for (int n = 0; n < RELAXATION && step > FIRST_STEP / 1000; n++) {
                final double[] next = best.clone();
                for (int i = 0; i < next.length; i++) {
                    next[i] += Math.max(-LARGEST_MOVE, Math.min(LARGEST_MOVE, step * forces[i]));
                    // a force field without repulsion would let them fall onto each other
                    next[i] = Math.max(sites[i] - FARTHEST_MOVE, Math.min(sites[i] + FARTHEST_MOVE, next[i]));
                }
                evaluator.evaluate(next, start.cell(), result);
                if (result.energy() < energy) {
                    energy = result.energy();
                    forces = result.forces().clone();
                    best = next;
                    step *= 1.2;
                } else {
                    step *= 0.5;
                }
            }
        }
        return start.withPositions(best);
    }

    private static double distance(final Potential potential, final int[] numbers) {
        final EnergyForcesVirial result = new EnergyForcesVirial(numbers.length);
        try (Evaluator evaluator = potential.evaluator(numbers, EvaluatorOptions.DEFAULT)) {
            final DoubleUnaryOperator energy = d -> {
                final Structure s = bodyCentered(numbers, d);
                evaluator.evaluate(s.positions(), s.cell(), result);
                return result.energy() / numbers.length;
            };
            final double far = energy.applyAsDouble(FARTHEST);
            double before = far;
            for (double d = FARTHEST - STEP; d >= NEAREST; d -= STEP) {
                final double e = energy.applyAsDouble(d);
                if (e > before && before < far - DEPTH) {
                    return d + STEP;
                }
                before = e;
            }
            return TYPICAL;
        }
    }

    private static Structure bodyCentered(final int[] numbers, final double distance) {
        final double edge = 2 * distance / Math.sqrt(3);
        final double[] r = new double[3 * numbers.length];
        int at = 0;
        for (int x = 0; x < CELLS; x++) {
            for (int y = 0; y < CELLS; y++) {
                for (int z = 0; z < CELLS; z++) {
                    for (final double shift : new double[] {0, 0.5}) {
                        r[at++] = (x + shift) * edge;
                        r[at++] = (y + shift) * edge;
                        r[at++] = (z + shift) * edge;
                    }
                }
            }
        }
        final double box = CELLS * edge;
        return new Structure(Cell.of(box, 0, 0, 0, box, 0, 0, 0, box), numbers, r);
    }
}

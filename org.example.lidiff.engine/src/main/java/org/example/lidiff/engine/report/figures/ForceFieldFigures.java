package org.example.lidiff.engine.report.figures;

import java.util.List;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** What a force field looks like: energy of two atoms against their distance. */
public final class ForceFieldFigures {

    private static final double SHORTEST = 0.8;
    private static final int POINTS = 200;
    // beyond this the curve only shows that there is a wall
    private static final double HIGHEST = 20;
    private static final int MOST_ELEMENTS = 4;

    private ForceFieldFigures() {
    }

    /** All pictures of {@code potential}. */
    public static List<Picture> of(final Potential potential) {
        final FigureBuilder figure = Figure.builder("pair-energy").title(potential.kind() + ": energy of two atoms")
            .x(Axis.linear("Distance", "Å")).y(Axis.linear("Energy relative to separated atoms", "eV"));
        final List<Element> elements = potential.elements().subList(0, Math.min(MOST_ELEMENTS, potential.elements().size()));
        for (int a = 0; a < elements.size(); a++) {
            for (int b = a; b < elements.size(); b++) {
                addPair(figure, potential, elements.get(a), elements.get(b));
            }
        }
        if (elements.size() < potential.elements().size()) {
            figure.note("Only the first " + MOST_ELEMENTS + " of " + potential.elements().size() + " elements are drawn.");
        }
        return List.of(figure.horizontal(0, "")
            .note("The energy should rise steeply at short distances. Two lone atoms are far from what the force field was made for.").build());
    }

    private static void addPair(final FigureBuilder figure, final Potential potential, final Element a, final Element b) {
        final double edge = 4 * potential.cutoff();
        final Cell box = Cell.of(edge, 0, 0, 0, edge, 0, 0, 0, edge);
        final EnergyForcesVirial result = new EnergyForcesVirial(2);
        final double[] x = new double[POINTS];
        final double[] y = new double[POINTS];
        final double[] positions = new double[6];
        try (Evaluator evaluator = potential.evaluator(new int[] {a.atomicNumber(), b.atomicNumber()}, EvaluatorOptions.DEFAULT)) {
            positions[3] = 2 * potential.cutoff();
            evaluator.evaluate(positions, box, result);
            final double apart = result.energy();
            for (int i = 0; i < POINTS; i++) {
                x[i] = SHORTEST + (potential.cutoff() - SHORTEST) * i / (POINTS - 1);
                positions[3] = x[i];
                evaluator.evaluate(positions, box, result);
                y[i] = result.energy() - apart <= HIGHEST ? result.energy() - apart : Double.NaN;
            }
        }
        figure.line(a.symbol() + "-" + b.symbol(), x, y);
    }
}

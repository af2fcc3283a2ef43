package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.potential.ProbeStructure;
import org.example.lidiff.engine.potential.foundation.FoundationModel;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.Summary;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** What a force field is and looks like: facts, checks, energy of two atoms against their distance. */
public final class ForceFieldFigures {

    private static final double SHORTEST = 0.8;
    private static final int POINTS = 200;
    // beyond this the curve only shows that there is a wall
    private static final double HIGHEST = 20;

    private ForceFieldFigures() {
    }

    /**
     * What a force field is, a fact a line, with units.
     *
     * @param foundation the published model that it is; empty if it is none
     * @param hashes SHA-256 of its files, by name
     */
    public static List<Summary.Fact> facts(final Potential potential, final Optional<FoundationModel> foundation, final Map<String, String> hashes) {
        final List<Summary.Fact> facts = new ArrayList<>();
        facts.add(new Summary.Fact("Kind", potential.kind()));
        facts.add(new Summary.Fact("Elements", potential.elements().size() + ": "
            + potential.elements().stream().map(Element::symbol).collect(Collectors.joining(" "))));
        if (potential instanceof Nep) {
            final NepSettings s = ((Nep)potential).model().settings();
            facts.add(new Summary.Fact("Radial cutoff", range(s.radialCutoffs())));
            facts.add(new Summary.Fact("Angular cutoff", range(s.angularCutoffs())));
            facts.add(new Summary.Fact("Descriptors of an atom", s.dim() + " (" + (s.nMaxRadial() + 1) + " radial, "
                + (s.dim() - s.nMaxRadial() - 1) + " angular, l up to " + s.lMax() + ")"));
            facts.add(new Summary.Fact("Network", s.neurons() + " neurons" + (s.networks() > 1 ? ", one network an element" : "")));
            facts.add(new Summary.Fact("Parameters", Integer.toString(s.numberOfParameters())));
            facts.add(new Summary.Fact("Core repulsion", s.zbl() == null ? "none" : "ZBL"));
        } else {
            facts.add(new Summary.Fact("Cutoff", range(List.of(potential.cutoff()))));
        }
        foundation.ifPresent(f -> {
            facts.add(new Summary.Fact("Foundation model", f.name() + ", " + f.description()));
            facts.add(new Summary.Fact("Licence", f.licence()));
            facts.add(new Summary.Fact("Please cite", f.citation()));
        });
        hashes.forEach((name, hash) -> facts.add(new Summary.Fact("SHA-256 of " + name, hash)));
        return facts;
    }

    private static String range(final List<Double> cutoffs) {
        final double low = cutoffs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        final double high = cutoffs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return low == high ? low + " Å" : low + " to " + high + " Å, by element";
    }

    /** The facts as a picture. */
    public static Summary summary(final Potential potential, final List<Summary.Fact> facts) {
        return new Summary("force-field", potential.kind() + " force field", facts, List.of());
    }

    /** What the checks of a force field found. */
    public static Summary checks(final ProbeReport report) {
        final List<String> failed = report.checks().stream().filter(c -> !c.passed()).map(c -> c.name() + ": FAILED. " + c.meaning()).toList();
        return new Summary("force-field-checks", failed.isEmpty() ? "All " + report.checks().size() + " checks of the force field passed"
            : failed.size() + " of " + report.checks().size() + " checks of the force field FAILED",
            report.checks().stream().map(c -> new Summary.Fact(c.name(), String.format(Locale.ROOT, "%s: %.2g, limit %.2g %s",
                c.passed() ? "passed" : "FAILED", c.value(), c.limit(), c.unit()))).toList(), failed);
    }

    /**
     * The energy of two atoms against their distance.
     *
     * @param elements those whose pairs are drawn
     */
    public static List<Picture> of(final Potential potential, final List<Element> elements) {
        final FigureBuilder figure = Figure.builder("pair-energy").title(potential.kind() + ": energy of two atoms")
            .x(Axis.linear("Distance", "Å")).y(Axis.linear("Energy (0: atoms apart)", "eV"));
        for (int a = 0; a < elements.size(); a++) {
            for (int b = a; b < elements.size(); b++) {
                addPair(figure, potential, elements.get(a), elements.get(b));
            }
        }
        if (elements.size() < potential.elements().size()) {
            figure.note("Drawn are " + ProbeStructure.names(elements) + " of " + potential.elements().size() + " elements.");
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
        int drawn = 0;
        final double[] positions = new double[6];
        try (Evaluator evaluator = potential.evaluator(new int[] {a.atomicNumber(), b.atomicNumber()}, EvaluatorOptions.DEFAULT)) {
            positions[3] = 2 * potential.cutoff();
            evaluator.evaluate(positions, box, result);
            final double apart = result.energy();
            for (int i = 0; i < POINTS; i++) {
                positions[3] = SHORTEST + (potential.cutoff() - SHORTEST) * i / (POINTS - 1);
                evaluator.evaluate(positions, box, result);
                if (result.energy() - apart <= HIGHEST) {
                    x[drawn] = positions[3];
                    y[drawn++] = result.energy() - apart;
                }
            }
        }
        if (drawn > 0) {
            figure.line(a.symbol() + "-" + b.symbol(), Arrays.copyOf(x, drawn), Arrays.copyOf(y, drawn));
        }
    }
}

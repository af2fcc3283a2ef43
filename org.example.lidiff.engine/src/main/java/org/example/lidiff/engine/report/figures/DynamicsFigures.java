package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.example.lidiff.engine.dynamics.MdResult;
import org.example.lidiff.engine.dynamics.MdRunResult;
import org.example.lidiff.engine.dynamics.ThermodynamicsRow;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.structure.Units;

/** The course of simulations: temperature, energy, conserved quantity. */
public final class DynamicsFigures {

    private static final double MILLI = 1000;
    private static final int MOST_RUNS = 12;

    private DynamicsFigures() {
    }

    /** All pictures of {@code result}. */
    public static List<Picture> of(final MdResult result) {
        final List<Picture> pictures = new ArrayList<>();
        final Axis time = Axis.linear("Time", "ps");
        final FigureBuilder temperature = Figure.builder("temperature").title("Temperature during the production").x(time)
            .y(Axis.linear("Temperature", "K"));
        final FigureBuilder energy = Figure.builder("energy").title("Potential energy during the production").x(time)
            .y(Axis.linear("Potential energy per atom", "eV"));
        final FigureBuilder drift = Figure.builder("conserved-quantity").title("Change of the conserved quantity").x(time)
            .y(Axis.linear("Change per atom", "meV"));
        for (final MdRunResult run : result.runs().subList(0, Math.min(MOST_RUNS, result.runs().size()))) {
            final int atoms = run.end().size();
            final List<ThermodynamicsRow> rows = run.thermodynamics().rows();
            final double[] t = column(rows, r -> r.timeFs() / Units.PICOSECOND);
            final double start = rows.isEmpty() ? 0 : rows.get(0).conservedQuantity();
            temperature.line(run.info().source(), t, column(rows, ThermodynamicsRow::temperatureK));
            energy.line(run.info().source(), t, column(rows, r -> r.potentialEnergy() / atoms));
            drift.line(run.info().source(), t, column(rows, r -> MILLI * (r.conservedQuantity() - start) / atoms));
            temperature.note(String.format(Locale.ROOT, "%s: mean %.1f ± %.1f K.", run.info().source(),
                run.thermodynamics().temperatureK(), run.thermodynamics().temperatureError()));
            drift.note(String.format(Locale.ROOT, "%s: drift %.3g meV per atom and ns.", run.info().source(),
                MILLI * run.thermodynamics().drift()));
        }
        if (result.runs().size() > MOST_RUNS) {
            energy.note("Only the first " + MOST_RUNS + " of " + result.runs().size() + " runs are drawn; the table has all.");
        }
        pictures.add(temperature.build());
        pictures.add(energy.build());
        pictures.add(drift.note("It should stay where it is: a drift means that the time step is too long or the force field not smooth.")
            .build());
        return pictures;
    }

    private static double[] column(final List<ThermodynamicsRow> rows, final ToDoubleFunction<ThermodynamicsRow> value) {
        return rows.stream().mapToDouble(value).toArray();
    }
}

package org.example.lidiff.engine.report;

import java.util.List;
import java.util.stream.IntStream;

/** Keeps what the axes can show, and says in the notes what they cannot. */
final class Drawable {

    private final Axis xAxis;
    private final Axis yAxis;
    private final List<String> notes;

    Drawable(final Axis xAxis, final Axis yAxis, final List<String> notes) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.notes = notes;
    }

    Series clean(final Series series) {
        final int[] kept = keep(series.name, series.x, new double[][]{series.y});
        final double[][] columns = pick(series.columns(), kept);
        if (columns.length > 2) {
            closeBars(series.name, columns);
        }
        return series.with(columns);
    }

    Band clean(final Band band) {
        final int[] finite = keep(band.name, band.x, new double[][]{band.upper, yAxis.log() ? band.upper : band.lower});
        final double[][] columns = pick(band.columns(), finite);
        raise(band.name, columns[1], columns[2]);
        return new Band(band.name, columns);
    }

    private int[] keep(final String name, final double[] x, final double[][] ys) {
        final int[] finite = IntStream.range(0, x.length).filter(i -> Double.isFinite(x[i]) && finite(ys, i)).toArray();
        final int[] shown = IntStream.of(finite).filter(i -> (!xAxis.log() || x[i] > 0) && (!yAxis.log() || positive(ys, i))).toArray();
        say(name, x.length - finite.length, "not a finite number");
        say(name, finite.length - shown.length, "not positive and cannot be drawn on a logarithmic axis");
        return shown;
    }

    private void say(final String name, final int count, final String why) {
        if (count > 0) {
            notes.add(count + (count == 1 ? " point of '" : " points of '") + name + "' left out: " + why + ".");
        }
    }

    /** A bar with an open end becomes a bar of no length. */
    private void closeBars(final String name, final double[][] columns) {
        final double[] y = columns[1];
        for (int i = 0; i < y.length; i++) {
            columns[2][i] = Double.isFinite(columns[2][i]) ? columns[2][i] : y[i];
            columns[3][i] = Double.isFinite(columns[3][i]) ? columns[3][i] : y[i];
        }
        raise(name, columns[2], y);
    }

    /** On a logarithmic axis a lower end at or below zero is drawn a decade below the value, and said. */
    private void raise(final String name, final double[] lower, final double[] value) {
        int raised = 0;
        for (int i = 0; i < lower.length && yAxis.log(); i++) {
            if (!(lower[i] > 0)) {
                lower[i] = value[i] / 10;
                raised++;
            }
        }
        if (raised > 0) {
            notes.add(raised + (raised == 1 ? " lower limit of '" : " lower limits of '") + name
                + "' at or below zero; drawn a decade below the value.");
        }
    }

    private static boolean finite(final double[][] columns, final int i) {
        return IntStream.range(0, columns.length).allMatch(c -> Double.isFinite(columns[c][i]));
    }

    private static boolean positive(final double[][] columns, final int i) {
        return IntStream.range(0, columns.length).allMatch(c -> columns[c][i] > 0);
    }

    static double[][] pick(final double[][] columns, final int[] indices) {
        final double[][] picked = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            final double[] column = columns[c];
            picked[c] = IntStream.of(indices).mapToDouble(i -> column[i]).toArray();
        }
        return picked;
    }
}

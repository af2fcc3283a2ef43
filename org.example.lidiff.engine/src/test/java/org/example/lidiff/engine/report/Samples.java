package org.example.lidiff.engine.report;

import java.util.Random;

/** Small pictures with one of everything. */
final class Samples {

    static final double[] X = {1, 2, 3, 4};

    private Samples() {
    }

    static Figure figure() {
        return Figure.builder("msd").title("Mean squared displacement").x(Axis.linear("Time", "ps")).y(Axis.linear("MSD", "Å²"))
            .line("all runs", X, new double[]{1, 2.1, 2.9, 4.2}).band("all runs", X, new double[]{0.5, 1, 1.5, 2}, new double[]{2, 3, 4, 6})
            .points("blocks", X, new double[]{1.2, 1.9, 3.1, 3.9}).errorBars(new double[]{0.1, 0.2, 0.3, 0.4})
            .dashedLine("fit", new double[]{1, 4}, new double[]{1, 4}).bars("bars", X, X).series("step", SeriesKind.STEP, X, X)
            .series("both", SeriesKind.LINE_POINTS, X, X).diagonal().horizontal(2, "limit").vertical(3, "").note("A note.").build();
    }

    static Figure logFigure() {
        return Figure.builder("time-scales").title("Implied time scales").x(Axis.log("Lag time", "ps")).y(Axis.log("Time scale", "ps"))
            .series("t2", SeriesKind.LINE_POINTS, new double[]{1, 10, 100}, new double[]{500, 800, 900})
            .errorBars(new double[]{400, 700, 800}, new double[]{600, 900, 1000}).build();
    }

    static Scene scene() {
        return Scene.builder("network").title("Hop network").cell(new double[]{8, 0, 0, 1, 8, 0, 0, 0, 12}).atom("S", 1, 2, 3)
            .atom(new Scene.Atom("P", new Scene.Point(4, 4, 4), 0.7, "P1"))
            .site(new Scene.Site(new Scene.Point(2, 2, 2), "Li1", 0.5, 0.9)).site(new Scene.Site(new Scene.Point(6, 2, 2), "Li2", Double.NaN, Double.NaN))
            .edge(new Scene.Edge(new Scene.Point(2, 2, 2), new Scene.Point(6, 2, 2), 0.5, 1.5, "Li1 to Li2")).legend("Hop rate", "1/ps")
            .note("A note.").build();
    }

    /** {@code n} normally distributed numbers. */
    static double[] noise(final int n, final long seed) {
        return new Random(seed).doubles(n).map(u -> 10 * u - 5).toArray();
    }
}

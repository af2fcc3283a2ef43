package org.example.lidiff.engine.report;

import java.util.Arrays;

/** A filled region of a {@link Figure} between two curves over the same x, all finite. */
public final class Band {

    final String name;
    final double[] x;
    final double[] lower;
    final double[] upper;

    Band(final String name, final double[][] columns) {
        this.name = name;
        this.x = columns[0];
        this.lower = columns[1];
        this.upper = columns[2];
    }

    double[][] columns() {
        return new double[][]{x, lower, upper};
    }

    /** The text of the legend; the band takes the color of the series of the same name, if there is one. */
    public String name() {
        return name;
    }

    /** Number of points of each edge. */
    public int size() {
        return x.length;
    }

    /** Copy of the x values. */
    public double[] x() {
        return x.clone();
    }

    /** Copy of the lower edge. */
    public double[] lower() {
        return lower.clone();
    }

    /** Copy of the upper edge. */
    public double[] upper() {
        return upper.clone();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Band b && name.equals(b.name) && Arrays.deepEquals(columns(), b.columns());
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.deepHashCode(columns());
    }
}

package org.example.lidiff.engine.dynamics;

/** The slope of a series over time by least squares, with the scatter around the line. */
final class Drift {

    private double firstValue = Double.NaN;
    private double n;
    private double sumT;
    private double sumY;
    private double sumTt;
    private double sumTy;
    private double sumYy;

    /** Values are taken relative to the first one, so that a large constant costs no digits. */
    void add(final double time, final double value) {
        if (n == 0) {
            firstValue = value;
        }
        final double y = value - firstValue;
        n++;
        sumT += time;
        sumY += y;
        sumTt += time * time;
        sumTy += time * y;
        sumYy += y * y;
    }

    /** Change per unit of time; NaN with fewer than two times. */
    double slope() {
        final double d = n * sumTt - sumT * sumT;
        return d > 0 ? (n * sumTy - sumT * sumY) / d : Double.NaN;
    }

    /** Root mean square distance from the line. */
    double scatter() {
        final double s = slope();
        final double t = sumT / n;
        final double y = sumY / n;
        return Math.sqrt(Math.max(0, sumYy / n - y * y - s * s * (sumTt / n - t * t)));
    }

    double[] save() {
        return new double[] {firstValue, n, sumT, sumY, sumTt, sumTy, sumYy};
    }

    static Drift restore(final double[] saved) {
        final Drift d = new Drift();
        d.firstValue = saved[0];
        d.n = saved[1];
        d.sumT = saved[2];
        d.sumY = saved[3];
        d.sumTt = saved[4];
        d.sumTy = saved[5];
        d.sumYy = saved[6];
        return d;
    }
}

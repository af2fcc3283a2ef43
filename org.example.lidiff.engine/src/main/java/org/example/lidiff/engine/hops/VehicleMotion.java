package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;

/**
 * Displacement of ions carried by moving acceptors, with the part that the acceptors carry (vehicle) and the part that hops make (structural)
 * apart. Immutable.
 *
 * <p>The path of an ion's acceptor is the sum of the steps r_a(t) − r_a(t − 1) of the acceptor that it leaves or stays with, and of
 * r_b(t) − r_a(t) at each hop from a to b; ⟨|V + S|²⟩ = ⟨|V|²⟩ + ⟨|S|²⟩ + 2⟨V·S⟩ over all windows of all ions.
 *
 * @param timesFs lag times in fs
 * @param windows number of windows of each lag, overlapping ones counted
 * @param total ⟨|V + S|²⟩ in Å²
 * @param vehicle ⟨|V|²⟩ in Å²
 * @param structural ⟨|S|²⟩ in Å²
 * @param cross 2⟨V·S⟩ in Å²
 * @param totalError standard error of the total from the scatter between ions, in Å²; NaN for one ion
 * @param vehicleError the same of the vehicle part
 * @param structuralError the same of the structural part
 */
public record VehicleMotion(double[] timesFs, long[] windows, double[] total, double[] vehicle, double[] structural, double[] cross,
    double[] totalError, double[] vehicleError, double[] structuralError) {

    private static final int LAGS = 40;

    /** Copies the arrays. */
    public VehicleMotion {
        timesFs = timesFs.clone();
        windows = windows.clone();
        total = total.clone();
        vehicle = vehicle.clone();
        structural = structural.clone();
        cross = cross.clone();
        totalError = totalError.clone();
        vehicleError = vehicleError.clone();
        structuralError = structuralError.clone();
    }

    /** Number of lags. */
    public int size() {
        return timesFs.length;
    }

    /**
     * Paths of one run, thinned.
     *
     * @param intervalFs time between stored points in fs
     * @param vehicle for each ion the vehicle part at each point, triples in Å
     * @param structural for each ion the structural part
     */
    record Paths(double intervalFs, double[][] vehicle, double[][] structural) {
    }

    /** Averages over runs and ions; lags are those of the run with the shortest interval. */
    static VehicleMotion of(final List<Paths> runs) {
        double interval = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (final Paths p : runs) {
            interval = Math.min(interval, p.intervalFs());
            for (final double[] v : p.vehicle()) {
                longest = Math.max(longest, (v.length / 3 - 1) * p.intervalFs());
            }
        }
        final List<double[]> rows = new ArrayList<>();
        final int most = (int)(0.5 * longest / interval + 1e-9);
        int last = 0;
        for (int n = 0; n < LAGS && most > 0; n++) {
            final int lag = (int)Math.max(last + 1, Math.rint(Math.pow(most, n / (LAGS - 1.0))));
            if (lag <= most) {
                rows.add(row(runs, lag * interval));
                last = lag;
            }
        }
        final double[][] c = new double[9][rows.size()];
        for (int k = 0; k < rows.size(); k++) {
            for (int q = 0; q < 9; q++) {
                c[q][k] = rows.get(k)[q];
            }
        }
        final long[] windows = new long[rows.size()];
        for (int k = 0; k < windows.length; k++) {
            windows[k] = (long)c[1][k];
        }
        return new VehicleMotion(c[0], windows, c[2], c[3], c[4], c[5], c[6], c[7], c[8]);
    }

    private static double[] row(final List<Paths> runs, final double timeFs) {
        // sums over ions of the ions' means, weighted by windows: total, vehicle, structural, cross; then of squares
        final double[] sums = new double[4];
        final List<double[]> means = new ArrayList<>();
        double windows = 0;
        for (final Paths p : runs) {
            final double exact = timeFs / p.intervalFs();
            final int lag = (int)Math.rint(exact);
            for (int i = 0; i < p.vehicle().length && lag > 0 && Math.abs(exact - lag) < 1e-6; i++) {
                final double[] one = ion(p.vehicle()[i], p.structural()[i], lag);
                if (one[4] > 0) {
                    means.add(one);
                    windows += one[4];
                    for (int q = 0; q < 4; q++) {
                        sums[q] += one[q] * one[4];
                    }
                }
            }
        }
        final double[] row = new double[9];
        row[0] = timeFs;
        row[1] = windows;
        for (int q = 0; q < 4; q++) {
            row[2 + q] = sums[q] / windows;
        }
        for (int q = 0; q < 3; q++) {
            double squares = 0;
            for (final double[] m : means) {
                final double w = m[4] / windows;
                squares += w * w * (m[q] - row[2 + q]) * (m[q] - row[2 + q]);
            }
            row[6 + q] = means.size() < 2 ? Double.NaN : Math.sqrt(squares * means.size() / (means.size() - 1.0));
        }
        return row;
    }

    /** Means over the windows of one ion, and their number. */
    private static double[] ion(final double[] v, final double[] s, final int lag) {
        final double[] sum = new double[5];
        final int n = v.length / 3 - lag;
        for (int f = 0; f < n; f++) {
            for (int a = 0; a < 3; a++) {
                final double x = v[3 * (f + lag) + a] - v[3 * f + a];
                final double y = s[3 * (f + lag) + a] - s[3 * f + a];
                sum[0] += (x + y) * (x + y);
                sum[1] += x * x;
                sum[2] += y * y;
                sum[3] += 2 * x * y;
            }
        }
        for (int q = 0; q < 4; q++) {
            sum[q] /= Math.max(1, n);
        }
        sum[4] = Math.max(0, n);
        return sum;
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;

/** The integer images of all atoms from frame to frame, with a watch on steps too long to be followed. */
final class LatticeSteps {

    private static final double WARN = 0.6;
    private static final double REFUSE = 0.9;
    private static final double TAIL = 1e-6;

    private final RunInfo info;
    private final int[] atomicNumbers;
    private final boolean coarseAllowed;
    private final ContinuedCell continued = new ContinuedCell();
    private final double[] last;
    private final double[] unwrapped;
    private final double[] vector = new double[3];
    private final int[] shift = new int[3];
    private final double[] squaredSteps;
    private final long[] stepCounts;
    private final int[] atoms;
    private double[] inverse;
    private MinimumImage image;
    private double half;
    private double smallestHalf = Double.POSITIVE_INFINITY;
    private long coarseSteps;
    private String worst = "";
    private double worstShare;

    LatticeSteps(final RunInfo info, final int[] atomicNumbers, final boolean coarseAllowed) {
        this.info = info;
        this.atomicNumbers = atomicNumbers;
        this.coarseAllowed = coarseAllowed;
        last = new double[3 * atomicNumbers.length];
        unwrapped = new double[3 * atomicNumbers.length];
        squaredSteps = new double[128];
        stepCounts = new long[128];
        atoms = new int[128];
        for (final int z : atomicNumbers) {
            atoms[z]++;
        }
    }

    /** Takes the next frame; the first one has images 0. */
    void advance(final long frame, final double[] cells, final int cellAt, final double[] x, final int at) {
        continued.advance(frame, cells, cellAt);
        if (continued.changed()) {
            final Cell cell = continued.cell();
            inverse = cell.inverseRows();
            image = new MinimumImage(cell);
            half = image.safeDistance();
            smallestHalf = Math.min(smallestHalf, half);
        }
        final boolean follow = frame > 0 && !info.unwrapped();
        final double[] m = inverse;
        final double[] l = continued.rows();
        final double safe = WARN * half * WARN * half;
        for (int i = 0; i < atomicNumbers.length; i++) {
            final int p = 3 * i;
            final double x0 = x[at + p];
            final double x1 = x[at + p + 1];
            final double x2 = x[at + p + 2];
            final double s0 = x0 * m[0] + x1 * m[3] + x2 * m[6];
            final double s1 = x0 * m[1] + x1 * m[4] + x2 * m[7];
            final double s2 = x0 * m[2] + x1 * m[5] + x2 * m[8];
            if (!follow) {
                unwrapped[p] = s0;
                unwrapped[p + 1] = s1;
                unwrapped[p + 2] = s2;
            } else {
                // the image changes by whole numbers, so that no round-off adds up: s + n with n = round((s + n) − s) of before
                final double n0 = Math.rint(unwrapped[p] - last[p]) - Math.rint(s0 - last[p]);
                final double n1 = Math.rint(unwrapped[p + 1] - last[p + 1]) - Math.rint(s1 - last[p + 1]);
                final double n2 = Math.rint(unwrapped[p + 2] - last[p + 2]) - Math.rint(s2 - last[p + 2]);
                final double d0 = s0 + n0 - unwrapped[p];
                final double d1 = s1 + n1 - unwrapped[p + 1];
                final double d2 = s2 + n2 - unwrapped[p + 2];
                final double v0 = d0 * l[0] + d1 * l[3] + d2 * l[6];
                final double v1 = d0 * l[1] + d1 * l[4] + d2 * l[7];
                final double v2 = d0 * l[2] + d1 * l[5] + d2 * l[8];
                double length = v0 * v0 + v1 * v1 + v2 * v2;
                unwrapped[p] = s0 + n0;
                unwrapped[p + 1] = s1 + n1;
                unwrapped[p + 2] = s2 + n2;
                if (!(length <= safe)) {
                    length = minimize(frame, i, v0, v1, v2);
                }
                squaredSteps[atomicNumbers[i]] += length;
            }
            last[p] = s0;
            last[p + 1] = s1;
            last[p + 2] = s2;
        }
        if (follow) {
            for (int z = 0; z < atoms.length; z++) {
                stepCounts[z] += atoms[z];
            }
        }
    }

    private double minimize(final long frame, final int atom, final double v0, final double v1, final double v2) {
        vector[0] = v0;
        vector[1] = v1;
        vector[2] = v2;
        final double length = image.apply(vector, 0);
        image.lastShift(shift);
        for (int k = 0; k < 3; k++) {
            unwrapped[3 * atom + k] += shift[k];
        }
        final double share = Math.sqrt(length) / half;
        if (share > WARN) {
            final String what = String.format(Locale.ROOT, "In frame %d of '%s', atom %d (%s) moves %.2f Å in one step; half the smallest "
                + "height of the cell is %.2f Å", frame, info.source(), atom, Element.of(atomicNumbers[atom]), share * half, half);
            if (share > REFUSE && !coarseAllowed) {
                throw new InputException(what + ", so that its way through the periodic boundary cannot be known.",
                    "Store frames more often, use a larger cell, or allow coarse sampling.");
            }
            coarseSteps++;
            if (share > worstShare) {
                worstShare = share;
                worst = what;
            }
        }
        return length;
    }

    void copyTo(final double[] fractional, final int at, final double[] cells, final int cellAt) {
        System.arraycopy(unwrapped, 0, fractional, at, unwrapped.length);
        System.arraycopy(continued.rows(), 0, cells, cellAt, 9);
    }

    /** How many steps so far were longer than is safe to follow. */
    long coarseSteps() {
        return coarseSteps;
    }

    MinimumImage minimumImage() {
        return image;
    }

    List<String> warnings() {
        final List<String> result = new ArrayList<>();
        if (coarseSteps > 0) {
            result.add(worst + ". " + coarseSteps + (coarseSteps == 1 ? " step is" : " steps are") + " longer than " + WARN
                + " of that: the frames are too far apart in time to follow every atom safely.");
        }
        for (int z = 1; z < stepCounts.length; z++) {
            final double weight = stepCounts[z] == 0 ? 0 : tail(smallestHalf / Math.sqrt(squaredSteps[z] / stepCounts[z] / 3));
            if (weight > TAIL) {
                result.add(String.format(Locale.ROOT, "The steps of %s in '%s', taken as Gaussian, exceed half the smallest height of the cell "
                    + "(%.2f Å) with probability %.1e, and 1e-6 is safe: store frames more often.", Element.of(z), info.source(),
                    smallestHalf, weight));
            }
        }
        return result;
    }

    /** Weight of a three-dimensional Gaussian of unit width beyond radius r: ∫ √(2/π) x² exp(−x²/2) dx from r, by Simpson's rule. */
    static double tail(final double r) {
        final int intervals = 400;
        // beyond 10 more widths nothing is left
        final double h = 10.0 / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            final double x = r + i * h;
            sum += (i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2) * x * x * Math.exp(-x * x / 2);
        }
        return Math.sqrt(2 / Math.PI) * sum * h / 3;
    }
}

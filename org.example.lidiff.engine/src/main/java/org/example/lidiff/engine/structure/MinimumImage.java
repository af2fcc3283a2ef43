package org.example.lidiff.engine.structure;

/**
 * The shortest of all periodic images of a vector, exact in any cell.
 *
 * <p>The cell is Minkowski-reduced once; then the rounded vector is already minimal when it is shorter than half the smallest
 * height, and otherwise one of its 27 neighbors is (SCIENCE: geometry). Not thread-safe: one instance a thread.
 */
public final class MinimumImage {

    private final double[] reduced;
    private final double[] inverse;
    private final int[] combination;
    private final double[] shifts = new double[81];
    private final double safe;
    private final int[] image = new int[3];

    /** Prepares the search in {@code cell}. */
    public MinimumImage(final Cell cell) {
        final ReducedCell r = ReducedCell.of(cell);
        reduced = r.cell().rows();
        inverse = r.cell().inverseRows();
        combination = r.combination();
        final double half = 0.5 * r.cell().smallestHeight();
        safe = half * half;
        int n = 0;
        for (int a = -1; a <= 1; a++) {
            for (int b = -1; b <= 1; b++) {
                for (int c = -1; c <= 1; c++, n += 3) {
                    for (int k = 0; k < 3; k++) {
                        shifts[n + k] = a * reduced[k] + b * reduced[3 + k] + c * reduced[6 + k];
                    }
                }
            }
        }
    }

    /** Half the smallest height of the reduced cell in Å: a vector shorter than this is minimal. */
    public double safeDistance() {
        return Math.sqrt(safe);
    }

    /** Length of the shortest lattice vector in Å. */
    public double shortestVector() {
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 9; k += 3) {
            best = Math.min(best, reduced[k] * reduced[k] + reduced[k + 1] * reduced[k + 1] + reduced[k + 2] * reduced[k + 2]);
        }
        return Math.sqrt(best);
    }

    /**
     * Replaces the Cartesian vector at {@code v[at…at+2]} (Å) by its shortest image.
     *
     * @return the squared length of the result in Å²
     */
    public double apply(final double[] v, final int at) {
        final double x = v[at];
        final double y = v[at + 1];
        final double z = v[at + 2];
        final double[] m = inverse;
        final double a = Math.rint(x * m[0] + y * m[3] + z * m[6]);
        final double b = Math.rint(x * m[1] + y * m[4] + z * m[7]);
        final double c = Math.rint(x * m[2] + y * m[5] + z * m[8]);
        final double[] l = reduced;
        final double rx = x - (a * l[0] + b * l[3] + c * l[6]);
        final double ry = y - (a * l[1] + b * l[4] + c * l[7]);
        final double rz = z - (a * l[2] + b * l[5] + c * l[8]);
        image[0] = (int)-a;
        image[1] = (int)-b;
        image[2] = (int)-c;
        final double d2 = rx * rx + ry * ry + rz * rz;
        if (d2 <= safe) {
            v[at] = rx;
            v[at + 1] = ry;
            v[at + 2] = rz;
            return d2;
        }
        return searchNeighbors(v, at, rx, ry, rz);
    }

    private double searchNeighbors(final double[] v, final int at, final double rx, final double ry, final double rz) {
        double best = Double.POSITIVE_INFINITY;
        int which = 13;
        for (int n = 0; n < 27; n++) {
            final double x = rx + shifts[3 * n];
            final double y = ry + shifts[3 * n + 1];
            final double z = rz + shifts[3 * n + 2];
            final double d2 = x * x + y * y + z * z;
            if (d2 < best) {
                best = d2;
                which = n;
            }
        }
        v[at] = rx + shifts[3 * which];
        v[at + 1] = ry + shifts[3 * which + 1];
        v[at + 2] = rz + shifts[3 * which + 2];
        image[0] += which / 9 - 1;
        image[1] += which / 3 % 3 - 1;
        image[2] += which % 3 - 1;
        return best;
    }

    /**
     * The weighted mean of points that lie together, each taken at its image nearest to the first one.
     *
     * @param positions xyz triples in Å; not modified
     * @param weights one a point, positive: 1 for the centroid, masses for the center of mass
     * @return x, y, z in Å, near the first point, not wrapped into the cell
     */
    public double[] centroid(final double[] positions, final double[] weights) {
        final double[] sum = new double[3];
        final double[] d = new double[3];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int k = 0; k < 3; k++) {
                d[k] = positions[3 * i + k] - positions[k];
            }
            apply(d, 0);
            for (int k = 0; k < 3; k++) {
                sum[k] += weights[i] * d[k];
            }
            total += weights[i];
        }
        for (int k = 0; k < 3; k++) {
            sum[k] = positions[k] + sum[k] / total;
        }
        return sum;
    }

    /**
     * The integers S of the last {@link #apply}: result = v + S · L in the lattice vectors of the cell that was given.
     *
     * @param out three numbers, overwritten
     */
    public void lastShift(final int[] out) {
        for (int k = 0; k < 3; k++) {
            out[k] = image[0] * combination[k] + image[1] * combination[3 + k] + image[2] * combination[6 + k];
        }
    }
}

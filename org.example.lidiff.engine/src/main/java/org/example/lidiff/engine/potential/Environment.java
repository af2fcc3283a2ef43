package org.example.lidiff.engine.potential;

import java.util.Arrays;

import org.example.lidiff.engine.neighbors.NeighborList;

/**
 * The neighbors of one atom within the cutoff: what a {@link SiteFunction} reads, and where it writes the derivatives.
 *
 * <p>The arrays are the environment's own and longer than {@link #count()}; get them again after {@link #reserve}.
 */
public final class Environment {

    private int count;
    private int[] types = new int[64];
    private int[] pairs = new int[64];
    private double[] x = new double[64];
    private double[] y = new double[64];
    private double[] z = new double[64];
    private double[] distances = new double[64];
    private double[] gradientX = new double[64];
    private double[] gradientY = new double[64];
    private double[] gradientZ = new double[64];

    /**
     * Fills this environment with the neighbors of atom {@code atom} within the cutoff, in the order of the list.
     *
     * @param list a full list, up to date
     * @param atom the central atom
     * @param positions xyz triples in Å
     * @param atomTypes type of each atom
     * @param cutoff in Å, at most that of the list
     */
    public void collect(final NeighborList list, final int atom, final double[] positions, final int[] atomTypes,
        final double cutoff) {
        final int[] neighbors = list.neighbors();
        final int[] shiftIndices = list.shiftIndices();
        final double[] shiftVectors = list.shiftVectors();
        final double[] r = positions;
        final int from = list.starts()[atom];
        final int to = list.starts()[atom + 1];
        reserve(to - from);
        final double limit = cutoff * cutoff;
        final double xi = r[3 * atom];
        final double yi = r[3 * atom + 1];
        final double zi = r[3 * atom + 2];
        int n = 0;
        for (int p = from; p < to; p++) {
            final int j = neighbors[p];
            final int s = 3 * shiftIndices[p];
            final double dx = r[3 * j] - xi + shiftVectors[s];
            final double dy = r[3 * j + 1] - yi + shiftVectors[s + 1];
            final double dz = r[3 * j + 2] - zi + shiftVectors[s + 2];
            final double d2 = dx * dx + dy * dy + dz * dz;
            if (d2 < limit) {
                pairs[n] = p;
                types[n] = atomTypes[j];
                x[n] = dx;
                y[n] = dy;
                z[n] = dz;
                distances[n++] = Math.sqrt(d2);
            }
        }
        count = n;
    }

    /** Makes room for {@code capacity} neighbors; the contents are lost when it must grow. */
    public void reserve(final int capacity) {
        if (types.length < capacity) {
            final int size = Math.max(capacity, 2 * types.length);
            types = new int[size];
            pairs = new int[size];
            x = new double[size];
            y = new double[size];
            z = new double[size];
            distances = new double[size];
            gradientX = new double[size];
            gradientY = new double[size];
            gradientZ = new double[size];
        }
    }

    /** Number of neighbors. */
    public int count() {
        return count;
    }

    /** Sets the number of neighbors after the arrays were filled. */
    public void setCount(final int neighbors) {
        count = neighbors;
    }

    /** Type of each neighbor. */
    public int[] types() {
        return types;
    }

    /** Index of each neighbor in the neighbor list; not read by site functions. */
    public int[] pairs() {
        return pairs;
    }

    /** x of the vectors r_ij in Å. */
    public double[] x() {
        return x;
    }

    /** y of the vectors r_ij in Å. */
    public double[] y() {
        return y;
    }

    /** z of the vectors r_ij in Å. */
    public double[] z() {
        return z;
    }

    /** |r_ij| in Å. */
    public double[] distances() {
        return distances;
    }

    /** x of ∂U_i/∂r_ij in eV/Å. */
    public double[] gradientX() {
        return gradientX;
    }

    /** y of ∂U_i/∂r_ij in eV/Å. */
    public double[] gradientY() {
        return gradientY;
    }

    /** z of ∂U_i/∂r_ij in eV/Å. */
    public double[] gradientZ() {
        return gradientZ;
    }

    /** Sets the derivatives to zero. */
    public void clearGradients() {
        Arrays.fill(gradientX, 0, count, 0);
        Arrays.fill(gradientY, 0, count, 0);
        Arrays.fill(gradientZ, 0, count, 0);
    }
}

package org.example.lidiff.engine.structure;

/**
 * The Minkowski-reduced cell of a lattice: |b_k| ≤ |b_k + x b_i + y b_j| for x, y in {−1, 0, 1}.
 *
 * @param cell the reduced cell
 * @param combination nine integers M, row by row, with reduced = M · original
 */
public record ReducedCell(Cell cell, int[] combination) {

    private static final int MAX_STEPS = 1000;

    /** The reduced cell of the lattice of {@code cell}. */
    public static ReducedCell of(final Cell cell) {
        final double[] b = cell.rows();
        final int[] m = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        for (int step = 0; step < MAX_STEPS && shorten(b, m); step++) {
            // repeat until no vector can be shortened
        }
        return new ReducedCell(Cell.of(b), m);
    }

    /** Shortens the vectors in place, longest first. Returns whether one became shorter. */
    private static boolean shorten(final double[] b, final int[] m) {
        boolean changed = false;
        for (int k = 0; k < 3; k++) {
            final int i = (k + 1) % 3;
            final int j = (k + 2) % 3;
            changed |= subtractProjection(b, m, k, i);
            changed |= subtractProjection(b, m, k, j);
            for (int x = -1; x <= 1; x++) {
                for (int y = -1; y <= 1; y++) {
                    changed |= addIfShorter(b, m, new int[] {k, i, j}, x, y);
                }
            }
        }
        return changed;
    }

    private static boolean subtractProjection(final double[] b, final int[] m, final int k, final int i) {
        final long n = Math.round(dot(b, k, i) / dot(b, i, i));
        return n != 0 && addIfShorter(b, m, new int[] {k, i, i}, (int)-n, 0);
    }

    private static boolean addIfShorter(final double[] b, final int[] m, final int[] kij, final int x, final int y) {
        final double[] v = new double[3];
        double length = 0;
        for (int c = 0; c < 3; c++) {
            v[c] = b[3 * kij[0] + c] + x * b[3 * kij[1] + c] + y * b[3 * kij[2] + c];
            length += v[c] * v[c];
        }
        // the margin keeps round-off of equally long vectors from looping
        if (!(length < dot(b, kij[0], kij[0]) * (1 - 1e-12))) {
            return false;
        }
        for (int c = 0; c < 3; c++) {
            b[3 * kij[0] + c] = v[c];
            m[3 * kij[0] + c] += x * m[3 * kij[1] + c] + y * m[3 * kij[2] + c];
        }
        return true;
    }

    private static double dot(final double[] b, final int i, final int j) {
        return b[3 * i] * b[3 * j] + b[3 * i + 1] * b[3 * j + 1] + b[3 * i + 2] * b[3 * j + 2];
    }
}

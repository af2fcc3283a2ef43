package org.example.lidiff.engine.hops;

import java.util.Arrays;

/** Convex polyhedra of few vertices. */
final class ConvexHull {

    /** Å: how far a vertex may lie outside a face and still count as in its plane. */
    private static final double FLAT = 1e-6;
    /** Å³: six times the volume below which four points count as in one plane. */
    private static final double DEGENERATE = 1e-3;

    private ConvexHull() {
    }

    /**
     * The faces of the convex hull as triangles: three vertices each; faces of four vertices and more by all the triangles in them.
     *
     * @param x vertices, triples in Å
     * @return empty if the vertices do not enclose a volume
     */
    static int[] faces(final double[] x) {
        final int n = x.length / 3;
        int[] faces = new int[0];
        boolean volume = false;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                for (int k = j + 1; k < n; k++) {
                    final double[] normal = normal(x, i, j, k);
                    final double length = LatticeVectors.length(normal);
                    double low = 0;
                    double high = 0;
                    for (int l = 0; l < n; l++) {
                        final double side = height(x, normal, i, x[3 * l], x[3 * l + 1], x[3 * l + 2]);
                        low = Math.min(low, side);
                        high = Math.max(high, side);
                    }
                    volume |= Math.max(-low, high) > DEGENERATE;
                    if (length > FLAT && (low > -FLAT * length || high < FLAT * length)) {
                        faces = Arrays.copyOf(faces, faces.length + 3);
                        faces[faces.length - 3] = i;
                        faces[faces.length - 2] = j;
                        faces[faces.length - 1] = k;
                    }
                }
            }
        }
        return volume ? faces : new int[0];
    }

    /**
     * How far the point p is on its way from the mean of the vertices (0) to the surface (1); above 1 it is outside.
     *
     * @param x vertices, triples in Å
     * @param count number of vertices
     * @param faces three vertices each
     */
    static double share(final double[] x, final int count, final int[] faces, final double px, final double py, final double pz) {
        return share(x, count, faces, Double.POSITIVE_INFINITY, px, py, pz);
    }

    /** The same where only shares below {@code limit} are of interest: another may come out too small, but not below it. */
    static double share(final double[] x, final int count, final int[] faces, final double limit, final double px, final double py, final double pz) {
        double cx = 0;
        double cy = 0;
        double cz = 0;
        for (int v = 0; v < 3 * count; v += 3) {
            cx += x[v];
            cy += x[v + 1];
            cz += x[v + 2];
        }
        cx /= count;
        cy /= count;
        cz /= count;
        double largest = 0;
        for (int f = 0; f < faces.length && largest < limit; f += 3) {
            final int i = 3 * faces[f];
            final int j = 3 * faces[f + 1];
            final int k = 3 * faces[f + 2];
            final double ax = x[j] - x[i];
            final double ay = x[j + 1] - x[i + 1];
            final double az = x[j + 2] - x[i + 2];
            final double bx = x[k] - x[i];
            final double by = x[k + 1] - x[i + 1];
            final double bz = x[k + 2] - x[i + 2];
            final double nx = ay * bz - az * by;
            final double ny = az * bx - ax * bz;
            final double nz = ax * by - ay * bx;
            final double face = nx * (x[i] - cx) + ny * (x[i + 1] - cy) + nz * (x[i + 2] - cz);
            final double s = (nx * (px - cx) + ny * (py - cy) + nz * (pz - cz)) / face;
            largest = Math.max(largest, s);
        }
        return largest;
    }

    private static double[] normal(final double[] x, final int i, final int j, final int k) {
        final double ax = x[3 * j] - x[3 * i];
        final double ay = x[3 * j + 1] - x[3 * i + 1];
        final double az = x[3 * j + 2] - x[3 * i + 2];
        final double bx = x[3 * k] - x[3 * i];
        final double by = x[3 * k + 1] - x[3 * i + 1];
        final double bz = x[3 * k + 2] - x[3 * i + 2];
        return new double[] {ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx};
    }

    private static double height(final double[] x, final double[] normal, final int i, final double px, final double py, final double pz) {
        return normal[0] * (px - x[3 * i]) + normal[1] * (py - x[3 * i + 1]) + normal[2] * (pz - x[3 * i + 2]);
    }
}

package org.example.lidiff.engine.structure;

/**
 * A periodic grid of voxels on a cell; voxel (a, b, c) has the number (a · nb + b) · nc + c.
 *
 * @param na voxels along the first lattice vector
 * @param nb along the second
 * @param nc along the third
 */
public record VoxelGrid(int na, int nb, int nc) {

    /** Refuses a grid without voxels. */
    public VoxelGrid {
        if (na < 1 || nb < 1 || nc < 1 || (long)na * nb * nc > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("A grid of " + na + " × " + nb + " × " + nc + " voxels");
        }
    }

    /** Number of voxels. */
    public int size() {
        return na * nb * nc;
    }

    /** Voxels along lattice vector {@code axis}, 0 to 2. */
    public int along(final int axis) {
        return axis == 0 ? na : axis == 1 ? nb : nc;
    }

    /** Number of the voxel that holds the fractional position, taken into the cell. */
    public int voxel(final double x, final double y, final double z) {
        return (index(x, na) * nb + index(y, nb)) * nc + index(z, nc);
    }

    private static int index(final double x, final int n) {
        final double wrapped = x - Math.floor(x);
        // −1e−17 is wrapped to 1
        return Math.min(n - 1, (int)(wrapped * n));
    }

    /** Fractional coordinate {@code axis} of the center of a voxel. */
    public double center(final int voxel, final int axis) {
        final int i = axis == 0 ? voxel / (nb * nc) : axis == 1 ? voxel / nc % nb : voxel % nc;
        return (i + 0.5) / along(axis);
    }
}

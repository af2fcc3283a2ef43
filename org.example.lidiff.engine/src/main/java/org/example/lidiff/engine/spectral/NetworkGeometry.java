package org.example.lidiff.engine.spectral;

/**
 * Where the sites of a network are in the crystal.
 *
 * @param positions Cartesian xyz of every site, Å
 * @param lattice lattice vectors as rows, nine numbers, Å
 */
public record NetworkGeometry(double[] positions, double[] lattice) {

    /** Copies the arrays. */
    public NetworkGeometry {
        if (positions.length % 3 != 0 || lattice.length != 9) {
            throw new IllegalArgumentException(positions.length + " coordinates and " + lattice.length + " lattice numbers");
        }
        positions = positions.clone();
        lattice = lattice.clone();
    }

    /** Number of sites. */
    public int sites() {
        return positions.length / 3;
    }

    /** The sites {@code ids}, in that order. */
    public NetworkGeometry select(final int[] ids) {
        final double[] some = new double[3 * ids.length];
        for (int k = 0; k < ids.length; k++) {
            if (ids[k] < 0 || ids[k] >= sites()) {
                throw new IllegalArgumentException("There is no site " + ids[k] + " among " + sites());
            }
            System.arraycopy(positions, 3 * ids[k], some, 3 * k, 3);
        }
        return new NetworkGeometry(some, lattice);
    }
}

package org.example.lidiff.engine.hops;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;

/**
 * Sites that are atoms, as the oxygens among which protons hop: an ion is at the acceptor nearest to it in each frame.
 *
 * <p>With d₁ and d₂ the distances to the nearest acceptor and the next one (or image), and b the bond length, an ion is on its way by the share
 * (d₁ − b)/(½(d₁ + d₂) − b): 0 at the bond, 1 midway.
 */
final class MovingAcceptors implements Assignment {

    private final Cell cell;
    private final int[] atoms;
    private final int[] offsets;
    private final double bondLength;
    private final int frameLength;
    private final double[] lattice = new double[81];
    private double[] window;

    /**
     * @param cell mean cell of the run
     * @param atoms index of each acceptor
     * @param offsets for each acceptor the lattice translation to add to that of its path
     * @param bondLength b in Å
     * @param runAtoms atoms of the run
     */
    MovingAcceptors(final Cell cell, final int[] atoms, final int[] offsets, final double bondLength, final int runAtoms) {
        this.cell = cell;
        this.atoms = atoms;
        this.offsets = offsets;
        this.bondLength = bondLength;
        frameLength = 3 * runAtoms;
        for (int n = 0; n < 27; n++) {
            final double[] t = {n / 9 - 1, n / 3 % 3 - 1, n % 3 - 1};
            cell.toCartesian(t, 0, lattice, 3 * n);
        }
    }

    @Override
    public void window(final double[] fractional) {
        window = fractional;
    }

    @Override
    public SiteLocator locator() {
        return new Locator();
    }

    private final class Locator implements SiteLocator {

        private final MinimumImage image = new MinimumImage(cell);
        private final double[] d = new double[3];
        private final double[] best = new double[3];
        private final int[] shift = new int[3];
        private int site;
        private double fraction;

        @Override
        public void locate(final int frame, final double x, final double y, final double z, final int first, final double[] images, final int k) {
            double nearest = Double.POSITIVE_INFINITY;
            double second = Double.POSITIVE_INFINITY;
            for (int j = 0; j < atoms.length; j++) {
                final int at = frame * frameLength + 3 * atoms[j];
                d[0] = x - window[at];
                d[1] = y - window[at + 1];
                d[2] = z - window[at + 2];
                cell.toCartesian(d, 0, d, 0);
                final double square = image.apply(d, 0);
                if (square < nearest) {
                    second = nearest;
                    nearest = square;
                    site = j;
                    System.arraycopy(d, 0, best, 0, 3);
                    image.lastShift(shift);
                } else {
                    second = Math.min(second, square);
                }
            }
            for (int n = 0; n < 27; n++) {
                if (n != 13) {
                    final double a = best[0] + lattice[3 * n];
                    final double b = best[1] + lattice[3 * n + 1];
                    final double c = best[2] + lattice[3 * n + 2];
                    second = Math.min(second, a * a + b * b + c * c);
                }
            }
            final double near = Math.sqrt(nearest);
            final double middle = 0.5 * (near + Math.sqrt(second));
            // two acceptors closer than two bonds: the ion is between them
            fraction = middle > bondLength ? Math.max(0, near - bondLength) / (middle - bondLength) : 1;
        }

        @Override
        public int site() {
            return site;
        }

        @Override
        public int image(final int axis) {
            // x − acceptor + S is shortest: the acceptor is taken at its image −S
            return offsets[3 * site + axis] - shift[axis];
        }

        @Override
        public double squaredCoreFraction() {
            return fraction * fraction;
        }
    }
}

package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;

/** Room between the atoms of a structure. */
final class Gaps {

    private Gaps() {
    }

    /** Of {@code candidates} random points, the one farthest from its nearest atom: xyz in Å. */
    static double[] widest(final Structure s, final RandomSource random, final int candidates) {
        final MinimumImage image = new MinimumImage(s.cell());
        final double[] best = new double[3];
        double bestSquare = -1;
        final double[] p = new double[3];
        final double[] d = new double[3];
        for (int c = 0; c < candidates; c++) {
            for (int k = 0; k < 3; k++) {
                p[k] = random.nextDouble();
            }
            s.cell().toCartesian(p, 0, p, 0);
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < s.size() && nearest > bestSquare; i++) {
                for (int k = 0; k < 3; k++) {
                    d[k] = s.position(i, k) - p[k];
                }
                nearest = Math.min(nearest, image.apply(d, 0));
            }
            if (nearest > bestSquare) {
                bestSquare = nearest;
                System.arraycopy(p, 0, best, 0, 3);
            }
        }
        return best;
    }
}

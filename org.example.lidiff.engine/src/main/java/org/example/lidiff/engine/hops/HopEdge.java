package org.example.lidiff.engine.hops;

/**
 * All hops from one site to the image of another.
 *
 * @param from site left
 * @param to site entered
 * @param image lattice translation R of the cell of {@code to} relative to that of {@code from}
 * @param vector x_to + R·L − x_from in Å
 * @param rate hops over all the time spent in {@code from}
 * @param corrected the rate corrected for hops between frames; 0 for an edge that only two hops within a frame make
 */
public record HopEdge(int from, int to, int[] image, double[] vector, RateEstimate rate, RateEstimate corrected) {

    /** Copies the arrays. */
    public HopEdge {
        image = image.clone();
        vector = vector.clone();
    }

    @Override
    public int[] image() {
        return image.clone();
    }

    @Override
    public double[] vector() {
        return vector.clone();
    }

    /** Number of hops. */
    public long count() {
        return rate.count();
    }

    /** Length of the hop in Å. */
    public double distance() {
        return LatticeVectors.length(vector);
    }
}

package org.example.lidiff.engine.hops;

/** Tells at which site an ion is; holds the last answer. Not thread-safe: each thread asks through its own. */
interface SiteLocator {

    /**
     * Finds the site of an ion at the unwrapped fractional point (x, y, z) of the network's cell, trying one site image first.
     *
     * @param frame frame of the current window
     * @param first site to try first, or −1
     * @param images three integers at {@code 3 * k}, the image of {@code first}
     */
    void locate(int frame, double x, double y, double z, int first, double[] images, int k);

    /** The site. */
    int site();

    /** The lattice translation of the cell in which the site lies; {@code axis} 0, 1, 2. */
    int image(int axis);

    /** Square of how far the ion is on its way from the site (0) to the face of the site's region (1): below κ² it is in the core. */
    double squaredCoreFraction();
}

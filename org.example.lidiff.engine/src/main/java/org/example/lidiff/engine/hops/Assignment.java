package org.example.lidiff.engine.hops;

/** How ions are assigned to the sites of one run. */
interface Assignment {

    /** A new locator for one thread. */
    SiteLocator locator();

    /**
     * Tells of the next window before its frames are asked for.
     *
     * @param fractional unwrapped fractional positions of all atoms, as {@code Unwrapper.fractional()} has them
     */
    default void window(final double[] fractional) {
        // sites at rest do not look at other atoms
    }
}

package org.knime.core.standin;

/** Learns of the progress of a node; called from the threads of the node, quickly and often. */
@StandinOnly
@FunctionalInterface
public interface ProgressListener {

    /**
     * @param fraction between 0 and 1, or NaN if unknown
     * @param message what is being done, or null
     */
    void progress(double fraction, String message);
}

/**
 * Runs workflow directories of Lidiff nodes where no KNIME is installed: a cluster node, a CI machine.
 *
 * <p>It runs the same node classes as KNIME, on the clean-room stand-in of KNIME's API. It is never installed into KNIME.
 */
package org.example.lidiff.headless;

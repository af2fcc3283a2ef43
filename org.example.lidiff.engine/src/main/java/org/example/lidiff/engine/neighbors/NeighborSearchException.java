package org.example.lidiff.engine.neighbors;

import org.example.lidiff.engine.InputException;

/**
 * The pairs of these positions in this cell cannot be listed: an atom is nowhere or very far away, or the cell is a tiny part of the cutoff. So
 * ends a simulation that explodes.
 */
public final class NeighborSearchException extends InputException {

    private static final long serialVersionUID = 1L;

    NeighborSearchException(final String message) {
        super(message, "Check the positions and the cell of the structure; in a simulation, use a shorter time step.");
    }
}

package org.example.lidiff.engine.dynamics;

/** How the cell may change in a relaxation. */
public enum CellFreedom {
    /** Not at all: positions only. */
    FIXED,
    /** The volume, not the shape. */
    ISOTROPIC,
    /** Volume and shape, without rotation. */
    FULL
}

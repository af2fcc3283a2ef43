package org.example.lidiff.engine.dynamics;

/** How the cell may change in a relaxation or at constant pressure. */
public enum CellFreedom {
    /** Not at all: positions only. */
    FIXED,
    /** The volume, not the shape. */
    ISOTROPIC,
    /** Along x, y and z, each for itself: a cell with right angles keeps them. */
    ANISOTROPIC,
    /** Volume and shape, without rotation. */
    FULL
}

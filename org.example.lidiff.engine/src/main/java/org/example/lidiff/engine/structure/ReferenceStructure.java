package org.example.lidiff.engine.structure;

import java.util.Arrays;

/**
 * The complete crystal with all its sites: a unit cell and the supercell that a simulation makes of it.
 *
 * @param unitCell the crystal's cell with every site of the perfect crystal occupied
 * @param supercellMatrix nine integers M row by row: simulation cell = M · unit cell
 */
public record ReferenceStructure(Structure unitCell, int[] supercellMatrix) {

    /** Copies the matrix; refuses one that is singular. */
    public ReferenceStructure {
        supercellMatrix = supercellMatrix.clone();
        SupercellTranslations.of(supercellMatrix);
    }

    /** A crystal that is simulated in its own cell. */
    public static ReferenceStructure of(final Structure unitCell) {
        return new ReferenceStructure(unitCell, new int[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    }

    /** A copy of the matrix. */
    @Override
    public int[] supercellMatrix() {
        return supercellMatrix.clone();
    }

    /** The complete crystal in the simulation cell. */
    public Structure supercell() {
        return unitCell.supercell(supercellMatrix);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof ReferenceStructure && unitCell == ((ReferenceStructure)other).unitCell
            && Arrays.equals(supercellMatrix, ((ReferenceStructure)other).supercellMatrix);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(supercellMatrix);
    }
}

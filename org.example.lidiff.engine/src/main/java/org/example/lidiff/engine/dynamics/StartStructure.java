package org.example.lidiff.engine.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;

/**
 * What a run starts from: a structure, made from a smaller one, with the complete crystal that it belongs to.
 *
 * @param structure the atoms of the simulation cell
 * @param reference the complete crystal, if known; vacancies and added atoms do not change it
 */
public record StartStructure(Structure structure, Optional<ReferenceStructure> reference) {

    private static final int CANDIDATES = 2000;

    /** A structure that is used as it is. */
    public static StartStructure of(final Structure structure) {
        return new StartStructure(structure, Optional.empty());
    }

    /**
     * The supercell M · L; the reference's matrix R becomes M · R.
     *
     * @param matrix three integers for a diagonal M, or nine row by row
     * @throws InputException if a repetition is below 1 or det M = 0
     */
    public StartStructure supercell(final int... matrix) {
        if (matrix.length == 3 && Arrays.stream(matrix).anyMatch(n -> n < 1)) {
            throw new InputException("The supercell " + matrix[0] + " × " + matrix[1] + " × " + matrix[2] + " is not possible.",
                "Give repetitions of 1 or more in each direction.");
        }
        final int[] m = matrix.length == 3 ? new int[] {matrix[0], 0, 0, 0, matrix[1], 0, 0, 0, matrix[2]} : matrix.clone();
        if (m.length != 9) {
            throw new IllegalArgumentException("A supercell needs 3 or 9 integers, not " + m.length);
        }
        final long det = m[0] * ((long)m[4] * m[8] - (long)m[5] * m[7]) - m[1] * ((long)m[3] * m[8] - (long)m[5] * m[6])
            + m[2] * ((long)m[3] * m[7] - (long)m[4] * m[6]);
        if (det == 0) {
            throw new InputException("The supercell matrix " + Arrays.toString(m) + " has determinant 0.",
                "Give nine integers whose rows are not in one plane.");
        }
        return new StartStructure(structure.supercell(m),
            reference.map(r -> new ReferenceStructure(r.unitCell(), multiply(m, r.supercellMatrix()))));
    }

    private static int[] multiply(final int[] a, final int[] b) {
        final int[] c = new int[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    c[3 * i + j] += a[3 * i + k] * b[3 * k + j];
                }
            }
        }
        return c;
    }

    /** The smallest diagonal supercell whose three heights are at least {@code edge} Å: the distance of an atom to its images. */
    public StartStructure atLeast(final double edge) {
        return supercell(repetitions(structure.cell(), edge));
    }

    /** The repetitions that {@link #atLeast} chooses. */
    public static int[] repetitions(final Cell cell, final double edge) {
        if (!(edge > 0) || edge > 1000) {
            throw new InputException("The smallest edge of the supercell is " + Checks.number(edge) + " Å.",
                "Give a length above 0 and up to 1000 Å.");
        }
        final int[] n = new int[3];
        for (int k = 0; k < 3; k++) {
            n[k] = Math.max(1, (int)Math.ceil(edge / cell.height(k) - 1e-9));
        }
        return n;
    }

    /**
     * Removes atoms at random: vacancies.
     *
     * @param element of the atoms to remove
     * @param count how many, 0 or more
     * @param seed the same seed removes the same atoms
     * @throws InputException if the element is absent or no atom of it would be left
     */
    public StartStructure withVacancies(final Element element, final int count, final long seed) {
        final int[] atoms = structure.indices(element);
        if (count < 0) {
            throw new InputException("The number of vacancies is " + count + ".", "Give 0 or more.");
        }
        if (count == 0) {
            return this;
        }
        if (atoms.length == 0) {
            throw new InputException("The start structure " + structure.formula() + " has no " + element.symbol() + " to remove.",
                "Choose one of " + symbols(structure.elements()) + ".");
        }
        if (count >= atoms.length) {
            throw new InputException(count + " vacancies of " + element.symbol() + " are asked for, the start structure has " + atoms.length
                + " " + element.symbol() + " atoms.", "Ask for at most " + (atoms.length - 1) + ", or use a larger supercell.");
        }
        final RandomSource random = new RandomSource(seed);
        for (int n = 0; n < count; n++) {
            final int k = n + random.nextInt(atoms.length - n);
            final int chosen = atoms[k];
            atoms[k] = atoms[n];
            atoms[n] = chosen;
        }
        return new StartStructure(structure.without(Arrays.copyOf(atoms, count)), reference);
    }

    private static String symbols(final List<Element> elements) {
        return String.join(", ", elements.stream().map(Element::symbol).toList());
    }

    /**
     * Adds atoms one after another in wide gaps: each at the best of 2000 random points, the one farthest from its nearest
     * atom. They come last in the order of the atoms.
     *
     * @param element of the atoms to add
     * @param count how many, 0 or more
     * @param seed the same seed adds them at the same points
     * @throws InputException if the count is negative
     */
    public StartStructure withInterstitials(final Element element, final int count, final long seed) {
        if (count < 0) {
            throw new InputException("The number of interstitials is " + count + ".", "Give 0 or more.");
        }
        final RandomSource random = new RandomSource(seed);
        Structure s = structure;
        for (int n = 0; n < count; n++) {
            final double[] positions = Arrays.copyOf(s.positions(), 3 * s.size() + 3);
            final int[] numbers = Arrays.copyOf(s.atomicNumbers(), s.size() + 1);
            System.arraycopy(Gaps.widest(s, random, CANDIDATES), 0, positions, 3 * s.size(), 3);
            numbers[s.size()] = element.atomicNumber();
            s = new Structure(s.cell(), numbers, positions);
        }
        return new StartStructure(s, reference);
    }
}

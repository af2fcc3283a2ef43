package org.example.lidiff.engine.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Atoms of known elements at Cartesian positions in a periodic cell. Immutable. */
public final class Structure {

    private final Cell cell;
    private final int[] atomicNumbers;
    private final double[] positions;
    private final List<String> labels;

    /**
     * @param cell the periodic cell
     * @param atomicNumbers one per atom, copied
     * @param positions xyz triples in Å, one per atom, wrapped or not, copied
     */
    public Structure(final Cell cell, final int[] atomicNumbers, final double[] positions) {
        this(cell, atomicNumbers, positions, null);
    }

    /** As {@link #Structure(Cell, int[], double[])}, with a name for each atom (site labels of a CIF), or null for none. */
    public Structure(final Cell cell, final int[] atomicNumbers, final double[] positions, final List<String> labels) {
        if (positions.length != 3 * atomicNumbers.length || labels != null && labels.size() != atomicNumbers.length) {
            throw new IllegalArgumentException(atomicNumbers.length + " atoms need as many position triples and labels, not "
                + positions.length / 3.0 + " and " + (labels == null ? "none" : labels.size()));
        }
        this.cell = cell;
        this.atomicNumbers = atomicNumbers.clone();
        this.positions = positions.clone();
        this.labels = labels == null ? null : List.copyOf(labels);
    }

    /** The periodic cell. */
    public Cell cell() {
        return cell;
    }

    /** Number of atoms. */
    public int size() {
        return atomicNumbers.length;
    }

    /** The element of atom {@code atom}. */
    public Element element(final int atom) {
        return Element.of(atomicNumbers[atom]);
    }

    /** The label of atom {@code atom}: the file's site label where it has one, else the element symbol. */
    public String label(final int atom) {
        return labels == null ? element(atom).symbol() : labels.get(atom);
    }

    /** Whether the atoms carry labels of their own. */
    public boolean hasLabels() {
        return labels != null;
    }

    /** A copy of the atomic numbers. */
    public int[] atomicNumbers() {
        return atomicNumbers.clone();
    }

    /** Cartesian coordinate {@code axis} of atom {@code atom} in Å. */
    public double position(final int atom, final int axis) {
        return positions[3 * atom + axis];
    }

    /** A copy of the Cartesian positions: xyz triples in Å. */
    public double[] positions() {
        return positions.clone();
    }

    /** The fractional positions: triples of numbers without unit, not wrapped. */
    public double[] fractionalPositions() {
        final double[] frac = new double[positions.length];
        for (int i = 0; i < positions.length; i += 3) {
            cell.toFractional(positions, i, frac, i);
        }
        return frac;
    }

    /** The elements in order of first appearance, each once. */
    public List<Element> elements() {
        return composition().keySet().stream().collect(Collectors.toUnmodifiableList());
    }

    /** How many atoms there are of each element, in order of first appearance. */
    public Map<Element, Integer> composition() {
        final Map<Element, Integer> counts = new LinkedHashMap<>();
        for (final int z : atomicNumbers) {
            counts.merge(Element.of(z), 1, Integer::sum);
        }
        return Collections.unmodifiableMap(counts);
    }

    /** How many atoms there are of {@code element}. */
    public int count(final Element element) {
        return composition().getOrDefault(element, 0);
    }

    /** The indices of the atoms of {@code element}, ascending. */
    public int[] indices(final Element element) {
        final int[] found = new int[size()];
        int n = 0;
        for (int i = 0; i < size(); i++) {
            if (atomicNumbers[i] == element.atomicNumber()) {
                found[n++] = i;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** "Li16Si16". */
    public String formula() {
        return composition().entrySet().stream().map(e -> e.getKey().symbol() + (e.getValue() == 1 ? "" : e.getValue()))
            .collect(Collectors.joining());
    }

    /** The same atoms at other Cartesian positions (xyz triples in Å). */
    public Structure withPositions(final double[] newPositions) {
        return new Structure(cell, atomicNumbers, newPositions, labels);
    }

    /** The same atoms in another cell, at other Cartesian positions. */
    public Structure with(final Cell newCell, final double[] newPositions) {
        return new Structure(newCell, atomicNumbers, newPositions, labels);
    }

    /** The structure without the atoms whose indices are given; the others keep their order. */
    public Structure without(final int... atoms) {
        final boolean[] gone = new boolean[size()];
        for (final int a : atoms) {
            gone[a] = true;
        }
        final int[] kept = IntStream.range(0, size()).filter(i -> !gone[i]).toArray();
        return select(kept);
    }

    /** The atoms with these indices, in this order. */
    public Structure select(final int... atoms) {
        final int[] z = new int[atoms.length];
        final double[] x = new double[3 * atoms.length];
        final List<String> names = labels == null ? null : new ArrayList<>();
        for (int n = 0; n < atoms.length; n++) {
            z[n] = atomicNumbers[atoms[n]];
            System.arraycopy(positions, 3 * atoms[n], x, 3 * n, 3);
            if (names != null) {
                names.add(labels.get(atoms[n]));
            }
        }
        return new Structure(cell, z, x, names);
    }

    /**
     * The supercell with lattice vectors {@code matrix · L}: each atom repeated |det matrix| times, all copies of atom 0 first.
     *
     * @param matrix nine integers row by row with a determinant that is not 0; three for a diagonal matrix
     */
    public Structure supercell(final int... matrix) {
        final int[] m = matrix.length == 3 ? new int[] {matrix[0], 0, 0, 0, matrix[1], 0, 0, 0, matrix[2]} : matrix.clone();
        final List<int[]> translations = SupercellTranslations.of(m);
        final int copies = translations.size();
        final int[] z = new int[copies * size()];
        final double[] x = new double[3 * copies * size()];
        final List<String> names = labels == null ? null : new ArrayList<>();
        for (int i = 0, n = 0; i < size(); i++) {
            for (final int[] t : translations) {
                z[n] = atomicNumbers[i];
                for (int k = 0; k < 3; k++) {
                    x[3 * n + k] = positions[3 * i + k] + t[0] * cell.get(0, k) + t[1] * cell.get(1, k) + t[2] * cell.get(2, k);
                }
                if (names != null) {
                    names.add(labels.get(i));
                }
                n++;
            }
        }
        return new Structure(cell.supercell(m), z, x, names);
    }

    @Override
    public String toString() {
        return formula() + " in " + cell;
    }
}

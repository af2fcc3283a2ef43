package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/**
 * The header of POSCAR and XDATCAR: title, scale (one number, three, or a negative one that is the volume in Å³), three lattice vectors,
 * species, counts.
 */
final class VaspHeader {

    private final TextInput in;
    private final SpeciesNames species;
    private final double[] lattice = new double[9];
    private int[] numbers = {};
    private double scale;
    private double[] axisScale;
    private String formula = "";

    VaspHeader(final TextInput in, final SpeciesNames species) {
        this.in = in;
        this.species = species;
    }

    /** Scaled lattice vectors in Å; overwritten by the next header. */
    double[] lattice() {
        return lattice;
    }

    /** Atomic numbers of all atoms. */
    int[] numbers() {
        return numbers;
    }

    /** Factors of Cartesian positions. */
    double[] axisScale() {
        return axisScale;
    }

    /** "Li16Si16". */
    String formula() {
        return formula;
    }

    /** Reads the header after its title line, up to the numbers of atoms. */
    void read() {
        readScale();
        for (int v = 0; v < 3; v++) {
            line("lattice vector " + "abc".charAt(v));
            for (int k = 0; k < 3; k++) {
                lattice[3 * v + k] = number("lattice vector " + "abc".charAt(v));
            }
        }
        applyScale();
        line("the element symbols");
        final List<String> names = words();
        line("the numbers of atoms");
        final List<String> counts = words();
        if (isCount(names)) {
            throw in.error("the line before names no elements; this is the format of VASP 4",
                "Insert a line with the element symbols before the numbers of atoms.");
        }
        if (names.size() != counts.size() || !isCount(counts)) {
            throw in.error("the composition is not clear: '" + TextInput.shortened(String.join(" ", names)) + "' are " + names.size()
                + " elements, '" + TextInput.shortened(String.join(" ", counts)) + "' are " + counts.size() + " numbers of atoms",
                "Correct lines " + (in.lineNumber() - 1) + " and " + in.lineNumber() + " of the file.");
        }
        expand(names, counts);
    }

    private void readScale() {
        line("the scale factor");
        // a comment may follow
        final boolean three = in.text().strip().matches("[-+.\\deEdD]+(\\s+[-+.\\deEdD]+){2}");
        final double first = number("the scale factor");
        axisScale = new double[] {first, three ? number("the scale factor") : first, three ? number("the scale factor") : first};
        scale = first;
        if (first == 0 || three && Math.min(first, Math.min(axisScale[1], axisScale[2])) <= 0) {
            throw in.error("the scale factor is " + first, "Give a positive scale factor, or the negative volume of the cell.");
        }
    }

    private void applyScale() {
        if (scale < 0) {
            final double factor = Math.cbrt(-scale / cell().volume());
            Arrays.fill(axisScale, factor);
        }
        for (int i = 0; i < 9; i++) {
            lattice[i] *= axisScale[i % 3];
        }
        cell();
    }

    private Cell cell() {
        try {
            return Cell.of(lattice);
        } catch (final InputException e) {
            throw in.error("the cell has no volume; its lattice vectors are " + Arrays.toString(lattice), e.resolution());
        }
    }

    private void line(final String what) {
        if (!in.nextLine()) {
            throw new InputException(in.name() + " ends after line " + in.lineNumber() + ", where " + what + " should follow.",
                TextInput.CHECK_FILE);
        }
    }

    private double number(final String what) {
        try {
            return in.number();
        } catch (final InputException e) {
            throw in.error("this line should hold " + what + ", but reads '" + TextInput.shortened(in.text()) + "'",
                "Correct the header of the file.");
        }
    }

    private List<String> words() {
        final List<String> words = new ArrayList<>();
        while (!in.atLineEnd() && words.size() < 1000) {
            words.add(in.word());
        }
        return words;
    }

    private static boolean isCount(final List<String> words) {
        return !words.isEmpty() && words.stream().allMatch(w -> w.matches("\\d{1,8}"));
    }

    private void expand(final List<String> names, final List<String> counts) {
        long total = 0;
        for (final String c : counts) {
            total += Integer.parseInt(c);
        }
        final int[] z = new int[in.atomCount(total)];
        int at = 0;
        for (int s = 0; s < names.size(); s++) {
            final int element = species.find(names.get(s));
            if (element == 0) {
                throw in.error("'" + TextInput.shortened(names.get(s)) + "' in the line before is no element",
                    "Say in the settings which element this name stands for.");
            }
            final int count = Integer.parseInt(counts.get(s));
            Arrays.fill(z, at, at + count, element);
            at += count;
        }
        numbers = z;
        final StringBuilder text = new StringBuilder();
        for (int s = 0; s < names.size(); s++) {
            text.append(Element.of(species.find(names.get(s)))).append(counts.get(s).equals("1") ? "" : counts.get(s));
        }
        formula = text.toString();
    }
}

package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** Writes one crystal to a file of another program. */
public final class StructureWriter {

    private StructureWriter() {
    }

    /**
     * Writes a VASP POSCAR with fractional positions in [0, 1).
     *
     * @throws org.example.lidiff.engine.InputException if the file cannot be written
     */
    public static void poscar(final Structure structure, final Path target) {
        try (TextOutput out = new TextOutput(target)) {
            XdatcarFormat.header(out, structure.formula(), structure.cell(), XdatcarFormat.composition(structure.atomicNumbers()));
            out.text("Direct\n");
            XdatcarFormat.direct(out, structure.cell(), structure.positions(), 0, structure.size());
            out.finish();
        }
    }

    /**
     * Writes a LAMMPS data file, units metal, atom style atomic; types count the elements in order of appearance.
     *
     * @throws org.example.lidiff.engine.InputException if the file cannot be written or the lattice vectors are left-handed
     */
    public static void lammpsData(final Structure structure, final Path target) {
        final LammpsCell cell = new LammpsCell(structure.cell());
        final List<Element> elements = structure.elements();
        try (TextOutput out = new TextOutput(target)) {
            out.text(structure.formula() + ", written by Lidiff\n\n" + structure.size() + " atoms\n" + elements.size() + " atom types\n\n");
            for (int k = 0; k < 3; k++) {
                final char axis = "xyz".charAt(k);
                out.text("0").number(cell.turned().get(k, k)).text(" " + axis + "lo " + axis + "hi\n");
            }
            if (cell.isTilted()) {
                out.number(cell.turned().get(1, 0)).number(cell.turned().get(2, 0)).number(cell.turned().get(2, 1)).text(" xy xz yz\n");
            }
            out.text("\nMasses\n\n");
            for (final Element element : elements) {
                out.text((elements.indexOf(element) + 1) + " " + element.mass() + " # " + element + "\n");
            }
            out.text("\nAtoms # atomic\n\n");
            final double[] x = structure.positions();
            final double[] v = new double[3];
            for (int i = 0; i < structure.size(); i++) {
                cell.turn(x, 3 * i, v, true);
                out.text((i + 1) + " " + (elements.indexOf(structure.element(i)) + 1));
                out.number(v[0]).number(v[1]).number(v[2]).newLine();
            }
            out.finish();
        }
    }
}

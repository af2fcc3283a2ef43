package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.IfExists;
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
        try (TextOutput out = new TextOutput(target, IfExists.OVERWRITE)) {
            poscar(out, structure, Placement.WRAPPED);
            out.finish();
        }
    }

    static void poscar(final TextOutput out, final Structure structure, final Placement placement) {
        out.text(structure.formula() + "\n1.0\n");
        for (int v = 0; v < 3; v++) {
            out.precise(structure.cell().get(v, 0)).precise(structure.cell().get(v, 1)).precise(structure.cell().get(v, 2)).newLine();
        }
        out.text(XdatcarFormat.composition(structure.atomicNumbers())).text("Direct\n");
        final double[] s = structure.fractionalPositions();
        for (int i = 0; i < s.length; i += 3) {
            if (placement != Placement.UNWRAPPED) {
                PlacedFrames.wrap(s, i);
            }
            out.precise(s[i]).precise(s[i + 1]).precise(s[i + 2]).newLine();
        }
    }

    /**
     * Writes a LAMMPS data file, units metal, atom style atomic; types count the elements in order of appearance.
     *
     * @throws org.example.lidiff.engine.InputException if the file cannot be written or the lattice vectors are left-handed
     */
    public static void lammpsData(final Structure structure, final Path target) {
        try (TextOutput out = new TextOutput(target, IfExists.OVERWRITE)) {
            lammpsData(out, structure, Placement.WRAPPED);
            out.finish();
        }
    }

    /** The same; unwrapped atoms are inside the box with their image flags beside. */
    static void lammpsData(final TextOutput out, final Structure structure, final Placement placement) {
        final LammpsCell cell = new LammpsCell(structure.cell());
        final List<Element> elements = structure.elements();
        out.text(structure.formula() + ", written by Lidiff\n\n" + structure.size() + " atoms\n" + elements.size() + " atom types\n\n");
        for (int k = 0; k < 3; k++) {
            final char axis = "xyz".charAt(k);
            out.text("0").precise(cell.turned().get(k, k)).text(" " + axis + "lo " + axis + "hi\n");
        }
        if (cell.isTilted()) {
            out.precise(cell.turned().get(1, 0)).precise(cell.turned().get(2, 0)).precise(cell.turned().get(2, 1)).text(" xy xz yz\n");
        }
        out.text("\nMasses\n\n");
        for (final Element element : elements) {
            out.text((elements.indexOf(element) + 1) + " " + element.mass() + " # " + element + "\n");
        }
        out.text("\nAtoms # atomic\n\n");
        final double[] s = structure.fractionalPositions();
        final double[] inside = new double[3];
        for (int i = 0; i < structure.size(); i++) {
            System.arraycopy(s, 3 * i, inside, 0, 3);
            PlacedFrames.wrap(inside, 0);
            final long[] image = new long[3];
            for (int k = 0; k < 3; k++) {
                image[k] = Math.round(s[3 * i + k] - inside[k]);
            }
            cell.turned().toCartesian(inside, 0, inside, 0);
            out.text((i + 1) + " " + (elements.indexOf(structure.element(i)) + 1));
            out.precise(inside[0]).precise(inside[1]).precise(inside[2]);
            out.text(placement == Placement.UNWRAPPED ? " " + image[0] + " " + image[1] + " " + image[2] + "\n" : "\n");
        }
    }
}

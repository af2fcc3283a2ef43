package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;

/** Reads one crystal: POSCAR, CIF, or the first frame of an extended XYZ file; compressed or not. */
public final class StructureReader {

    private StructureReader() {
    }

    /**
     * Reads {@code file}; its format is found from the content.
     *
     * <p>CIF: symmetry operators must be listed; images of one site closer than 0.05 Å are one atom; labels are kept.
     *
     * @throws InputException if the file is missing, malformed or in no format that is known, or if a CIF names a space group other than
     *         P 1 without its operators
     */
    public static StructureFile read(final Path file) {
        final List<String> lines = new ArrayList<>();
        try (TextInput in = new TextInput(file)) {
            // an atom list as long as this is no crystal of a paper; it keeps a wrong file from filling the memory
            while (lines.size() < 1_000_000 && in.nextLine()) {
                lines.add(in.text());
                if (lines.size() == 2 && isXyz(lines)) {
                    return readXyz(file);
                }
            }
        }
        if (lines.stream().anyMatch(l -> l.strip().toLowerCase(Locale.ROOT).startsWith("_cell_length_a")
            || l.strip().toLowerCase(Locale.ROOT).startsWith("_cell.length_a"))) {
            return new CifReader(file.getFileName().toString()).read(lines);
        }
        if (lines.size() >= 8 && lines.get(2).strip().split("\\s+").length >= 3) {
            return readPoscar(file);
        }
        throw new InputException(file.getFileName() + " is no structure file that can be read here; its first line is '"
            + TextInput.shortened(lines.isEmpty() ? "" : lines.get(0)) + "'.", "Choose a POSCAR, a CIF or an extended XYZ file.");
    }

    private static boolean isXyz(final List<String> lines) {
        return lines.get(0).matches("\\s*\\d{1,9}\\s*") && lines.get(1).toLowerCase(Locale.ROOT).contains("lattice");
    }

    private static StructureFile readXyz(final Path file) {
        try (XyzSource source = new XyzSource(file, new SpeciesNames(Map.of()), Optional.empty(), EnergyKind.FREE)) {
            final RawFrame frame = new RawFrame();
            if (!source.next(frame)) {
                throw new InputException(file.getFileName() + " holds no complete frame.", "Choose a file with a frame.");
            }
            return full(FileTally.structure(frame), source.warnings());
        }
    }

    private static StructureFile full(final Structure structure, final List<String> warnings) {
        final double[] ones = new double[structure.size()];
        Arrays.fill(ones, 1);
        return new StructureFile(structure, ones, warnings);
    }

    private static StructureFile readPoscar(final Path file) {
        try (TextInput in = new TextInput(file)) {
            in.nextLine();
            final VaspHeader header = new VaspHeader(in, new SpeciesNames(Map.of()));
            header.read();
            boolean more = in.nextLine();
            if (more && (in.startsWith("S") || in.startsWith("s"))) {
                more = in.nextLine();
            }
            final String mode = more ? in.text().strip() : "";
            final boolean cartesian = mode.matches("[cCkK].*");
            if (!cartesian && !mode.matches("[dD].*")) {
                throw in.error("'" + TextInput.shortened(mode) + "' stands where Direct or Cartesian should", TextInput.CHECK_FILE);
            }
            final double[] x = new double[3 * header.numbers().length];
            final Cell cell = Cell.of(header.lattice());
            for (int i = 0; i < x.length; i += 3) {
                if (!in.nextLine() || in.atLineEnd()) {
                    throw in.error("the file has " + i / 3 + " positions, and its header announces " + x.length / 3 + " atoms ("
                        + header.formula() + ")", TextInput.CHECK_FILE);
                }
                for (int k = 0; k < 3; k++) {
                    x[i + k] = in.number() * (cartesian ? header.axisScale()[k] : 1);
                }
                if (!cartesian) {
                    cell.toCartesian(x, i, x, i);
                }
            }
            return full(new Structure(cell, header.numbers(), x), List.of());
        }
    }
}

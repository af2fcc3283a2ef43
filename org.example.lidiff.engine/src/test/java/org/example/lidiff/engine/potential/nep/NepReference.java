package org.example.lidiff.engine.potential.nep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** The published answers of the C++ reference program for a PbTe model and a cell of 250 atoms. */
final class NepReference {

    private NepReference() {
    }

    static Nep potential() {
        return Nep.read(SharedData.path("nep-reference/nep.txt"));
    }

    /** N, then the cell with lattice vectors as columns, then the atoms. */
    static Structure structure() {
        final List<String> lines = lines("nep-reference/xyz.in");
        final double[] c = numbers(lines.get(1));
        final Cell cell = Cell.of(c[0], c[3], c[6], c[1], c[4], c[7], c[2], c[5], c[8]);
        final int atoms = Integer.parseInt(lines.get(0).strip());
        final int[] z = new int[atoms];
        final double[] r = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            final String[] w = lines.get(i + 2).strip().split("\\s+");
            z[i] = Element.of(w[0]).atomicNumber();
            for (int k = 0; k < 3; k++) {
                r[3 * i + k] = Double.parseDouble(w[k + 1]);
            }
        }
        return new Structure(cell, z, r);
    }

    static double[] table(final String name) {
        return lines("nep-reference/" + name).stream().flatMapToDouble(l -> Arrays.stream(numbers(l))).toArray();
    }

    private static double[] numbers(final String line) {
        return Arrays.stream(line.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }

    private static List<String> lines(final String name) {
        try {
            return Files.readAllLines(SharedData.path(name));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.example.lidiff.engine.potential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.aenet.AenetAnn;
import org.example.lidiff.engine.potential.nep.Nep;

/** Force fields from files; what a file is, is decided by its contents, not by its name. */
public final class PotentialFiles {

    private static final String SUPPORTED =
        "Choose a NEP text file (nep3, nep4, nep5, with or without _zbl), the aenet files of all elements, or a text that names lennard-jones or"
            + " stillinger-weber.";

    /** Room for remarks before the name of a built-in potential. */
    private static final int MOST_START = 4096;

    private PotentialFiles() {
    }

    private enum Kind {
        NEP, AENET, CLASSICAL, EXTRAPOLATION
    }

    /**
     * Loads a force field: one NEP file, with the {@link ExtrapolationFile} that belongs to it or without; one text with a
     * {@linkplain ClassicalFile built-in potential}; or the aenet files of all its elements, in any order.
     *
     * @throws InputException if a file is missing, damaged (names line or record) or of an unsupported kind, if the files do not
     *             belong together, or if an element comes twice or is missing
     */
    public static Potential load(final List<Path> files) {
        if (files.isEmpty()) {
            throw new InputException("No force-field file was chosen.", SUPPORTED);
        }
        final List<Kind> kinds = files.stream().map(PotentialFiles::kind).toList();
        final int measure = kinds.indexOf(Kind.EXTRAPOLATION);
        if (measure >= 0 && files.size() > 1 && Collections.frequency(kinds, Kind.NEP) == files.size() - 1) {
            final List<Path> nep = new ArrayList<>(files);
            nep.remove(measure);
            refuseSeveral(nep, Kind.NEP);
            return Nep.read(nep.get(0)).withExtrapolation(ExtrapolationFile.read(files.get(measure)));
        }
        final Kind kind = kinds.get(0);
        if (kind == Kind.EXTRAPOLATION || kinds.stream().anyMatch(k -> k != kind)) {
            throw new InputException("The files " + names(files) + " are of different kinds.", SUPPORTED);
        }
        if (kind == Kind.AENET) {
            return AenetAnn.read(files);
        }
        refuseSeveral(files, kind);
        return kind == Kind.CLASSICAL ? ClassicalFile.read(files.get(0)) : Nep.read(files.get(0));
    }

    private static void refuseSeveral(final List<Path> files, final Kind kind) {
        if (files.size() > 1) {
            throw new InputException((kind == Kind.NEP ? "A NEP" : "A Lennard-Jones or Stillinger-Weber") + " force field is one file, " + files.size()
                + " were chosen: " + names(files) + ".", "Choose one of them.");
        }
    }

    private static String names(final List<Path> files) {
        return files.stream().map(f -> f.getFileName().toString()).collect(Collectors.joining(", "));
    }

    private static Kind kind(final Path file) {
        if (!Files.exists(file)) {
            throw new InputException("There is no file " + file + ".", SUPPORTED);
        }
        if (Files.isDirectory(file)) {
            throw new InputException(file + " is a folder, not a file.", SUPPORTED);
        }
        final byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(MOST_START);
        } catch (final IOException e) {
            throw new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".",
                "Check the file and the permissions.", e);
        }
        if (start.length == 0) {
            throw new InputException("The file " + file + " is empty.", SUPPORTED);
        }
        if (new String(start, StandardCharsets.ISO_8859_1).stripLeading().toLowerCase(Locale.ROOT).startsWith("nep")) {
            return Kind.NEP;
        }
        if (ExtrapolationFile.isOne(new String(start, StandardCharsets.ISO_8859_1))) {
            return Kind.EXTRAPOLATION;
        }
        if (ClassicalFile.isOne(new String(start, StandardCharsets.UTF_8))) {
            return Kind.CLASSICAL;
        }
        // a Fortran file begins with the length of its first record, one integer of 4 bytes
        final int marker = start.length < Integer.BYTES ? 0 : ByteBuffer.wrap(start).getInt();
        if (marker == Integer.BYTES || Integer.reverseBytes(marker) == Integer.BYTES) {
            return Kind.AENET;
        }
        throw new InputException("The file " + file + " is no force field of a known kind.", SUPPORTED);
    }
}

package org.example.lidiff.engine.potential.nep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;

/** Writes a NEP file for other programs, with its README beside it. */
public final class NepExport {

    private NepExport() {
    }

    /** Name of the README of a NEP file of this name: {@code nep.txt} has {@code nep-README.md}. */
    public static String readmeName(final String file) {
        return file.replaceAll("(?<=.)\\.[A-Za-z0-9]{1,4}$", "") + "-" + NepReadme.NAME;
    }

    /**
     * Refuses to write where there is something already.
     *
     * @throws InputException if the file {@code target} or its README is there
     */
    public static void refuseExisting(final Path target) {
        for (final Path file : files(target)) {
            if (Files.exists(file)) {
                throw new InputException("The file '" + file + "' exists already.", "Choose another name, delete the file, or choose that files are "
                    + "overwritten.");
            }
        }
    }

    /** What {@link #write} writes: the file and its README. */
    public static List<Path> files(final Path target) {
        return List.of(target, target.resolveSibling(readmeName(target.getFileName().toString())));
    }

    /**
     * Writes the file and its README; missing folders are made. Both get their names when they are complete.
     *
     * @param target may be a path of any file system
     * @param ifExists what happens to files of these names
     * @param offsets as {@link NepReadme#text} has them
     * @param history as {@link NepReadme#text} has it
     * @return both files
     * @throws InputException if a file is there and must not be replaced
     */
    public static List<Path> write(final NepModel model, final Path target, final IfExists ifExists, final Map<String, Double> offsets,
        final List<String> history) throws IOException {
        final String name = target.getFileName().toString();
        final Path readme = files(target).get(1);
        if (ifExists == IfExists.FAIL) {
            refuseExisting(target);
        }
        if (target.toAbsolutePath().getParent() != null) {
            Files.createDirectories(target.toAbsolutePath().getParent());
        }
        final String mark = "." + UUID.randomUUID() + ".part";
        final Path modelPart = target.resolveSibling(name + mark);
        final Path readmePart = target.resolveSibling(readme.getFileName() + mark);
        try {
            try (BufferedWriter out = Files.newBufferedWriter(modelPart, StandardCharsets.US_ASCII)) {
                model.write(out);
            }
            Files.writeString(readmePart, NepReadme.text(model.settings(), name, offsets, history), StandardCharsets.UTF_8);
            Files.move(readmePart, readme, StandardCopyOption.REPLACE_EXISTING);
            Files.move(modelPart, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(modelPart);
            Files.deleteIfExists(readmePart);
        }
        return files(target);
    }
}

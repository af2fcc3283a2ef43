package org.example.lidiff.engine.trajectory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * A file to read, or the files of one CP2K project.
 *
 * @param main the file that holds the positions
 * @param paths all files that belong to it
 * @param format its format, never AUTO
 */
record InputFile(Path main, List<Path> paths, TrajectoryFormat format) {

    /** The files with their formats; those of one CP2K project become one entry. */
    static List<InputFile> of(final List<Path> files, final TrajectoryFormat format) {
        if (files.isEmpty()) {
            throw new InputException("No file is chosen.", "Choose at least one trajectory file.");
        }
        final Map<Path, InputFile> result = new LinkedHashMap<>();
        for (final Path file : files) {
            if (!Files.exists(file)) {
                throw new InputException("The file " + file + " does not exist.", "Check the path.");
            }
            final TrajectoryFormat found = format == TrajectoryFormat.AUTO ? FormatDetection.detect(file) : format;
            if (found == TrajectoryFormat.CP2K) {
                final Cp2kFiles project = Cp2kFiles.of(file);
                result.putIfAbsent(project.positions(), new InputFile(project.positions(), project.all(), found));
            } else if (result.putIfAbsent(file, new InputFile(file, List.of(file), found)) != null) {
                throw new InputException("The file " + file.getFileName() + " is chosen twice.", "Remove one of the two entries.");
            }
        }
        return List.copyOf(result.values());
    }

    String name() {
        return main.getFileName().toString();
    }

    /** Size of the file with the positions in bytes. */
    long bytes() {
        try {
            return Files.size(main);
        } catch (final IOException e) {
            throw TextInput.unreadable(main, e);
        }
    }

    /** A reader for the first frame alone: it does not look for restarts where that takes a pass through the file. */
    FrameSource openHead(final ReadOptions options, final SpeciesNames species, final Progress progress) {
        return format == TrajectoryFormat.LAMMPS_DUMP ? new LammpsDumpSource(main, species, options.lammpsUnits()) : open(options, species, progress);
    }

    FrameSource open(final ReadOptions options, final SpeciesNames species, final Progress progress) {
        switch (format) {
            case XDATCAR:
                return new XdatcarSource(main, species);
            case CP2K:
                return new Cp2kSource(Cp2kFiles.of(main), species, options, progress);
            case LAMMPS_DUMP:
                // single points may all have the same step number
                return options.kind() == RunKind.INDEPENDENT ? new LammpsDumpSource(main, species, options.lammpsUnits())
                    : RestartFilter.open(() -> new LammpsDumpSource(main, species, options.lammpsUnits()), progress);
            case VASPRUN:
                return new VasprunSource(main, species, options.energies());
            case OUTCAR:
                return new OutcarSource(main, species, options.energies());
            default:
                return new XyzSource(main, species, options.cell(), options.energies());
        }
    }
}

package org.example.lidiff.nodes.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.knime.base.node.io.filehandling.webui.FileChooserPathAccessor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** The files a user chooses in the dialogs; the only place that touches KNIME's internal file chooser. */
@SuppressWarnings("restriction")
public final class ChosenFiles {

    private ChosenFiles() {
    }

    /** One file of a trajectory. */
    public static final class TrajectoryFile implements NodeParameters {
        @Widget(title = "File", description = """
            One file of an ab-initio molecular dynamics run: VASP XDATCAR, extended XYZ, LAMMPS dump, or any one of the files
            that CP2K writes for a project (<tt>-pos-1.xyz</tt>; forces, energies, cell and stress are found beside it).
            Files ending in <tt>.gz</tt> are read as they are. What a file is, is told by its content, not by its name.
            """)
        @FileReaderWidget
        FileSelection m_file = new FileSelection();
    }

    /** One file of a force field. */
    public static final class ForceFieldFile implements NodeParameters {
        @Widget(title = "File", description = """
            A NEP file (<tt>nep.txt</tt>), or one network file of an aenet force field (<tt>Li.ann</tt>); for aenet add one file
            for each element.
            """)
        @FileReaderWidget
        FileSelection m_file = new FileSelection();
    }

    /** A crystal structure. */
    public static final class StructureFile implements NodeParameters {
        @Widget(title = "Structure file", description = """
            The complete crystal with all its sites as CIF (with its symmetry operators), POSCAR or extended XYZ. Its cell may be
            smaller than the simulated one; how often it is repeated is found from the two cells.
            """)
        @FileReaderWidget(fileExtensions = {"cif", "poscar", "vasp", "xyz", "extxyz"})
        FileSelection m_file = new FileSelection();
    }

    /** The chosen trajectory files, in order. */
    public static List<Path> trajectoryFiles(final TrajectoryFile[] chosen) {
        final List<FileSelection> files = new ArrayList<>();
        for (final TrajectoryFile c : chosen) {
            files.add(c.m_file);
        }
        return resolve(files, "trajectory file", "Files");
    }

    /** The chosen force-field files, in order. */
    public static List<Path> forceFieldFiles(final ForceFieldFile[] chosen) {
        final List<FileSelection> files = new ArrayList<>();
        for (final ForceFieldFile c : chosen) {
            files.add(c.m_file);
        }
        return resolve(files, "force-field file", "Files");
    }

    /** The chosen structure file. */
    public static Path structureFile(final StructureFile chosen) {
        return resolve(List.of(chosen.m_file), "structure file", "Structure file").get(0);
    }

    private static List<Path> resolve(final List<FileSelection> files, final String what, final String setting) {
        if (files.isEmpty()) {
            throw new InputException("No " + what + " is chosen.", "Add one under '" + setting + "' in the dialog.");
        }
        final List<Path> paths = new ArrayList<>();
        for (final FileSelection file : files) {
            paths.add(resolve(file, what, setting));
        }
        return paths;
    }

    private static Path resolve(final FileSelection file, final String what, final String setting) {
        final String name = file.getFSLocation() == null ? "" : file.getFSLocation().getPath();
        if (name == null || name.isBlank()) {
            throw new InputException("No " + what + " is chosen.", "Choose one under '" + setting + "' in the dialog.");
        }
        try (FileChooserPathAccessor access = new FileChooserPathAccessor(file, Optional.empty())) {
            final Path path = access.getPaths(status -> { }).get(0);
            if (!Files.isRegularFile(path)) {
                throw new InputException("The " + what + " '" + name + "' does not exist or is no file.",
                    "Choose an existing file under '" + setting + "' in the dialog.");
            }
            return path;
        } catch (IOException | InvalidSettingsException e) {
            throw new InputException("The " + what + " '" + name + "' cannot be opened: " + e.getMessage(),
                "Choose an existing file under '" + setting + "' in the dialog.", e);
        }
    }
}

package org.example.lidiff.nodes.common;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.nep.NepExport;
import org.knime.base.node.io.filehandling.webui.FileChooserPathAccessor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileWriterWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;

/** The files a user chooses in the dialogs; the only place that touches KNIME's internal file chooser. */
@SuppressWarnings("restriction")
public final class ChosenFiles {

    private static final int MOST_FILES = 10_000;
    private static final String LOCAL = FSCategory.LOCAL.name();
    private static final String RELATIVE = FSCategory.RELATIVE.name();
    private static final String WORKFLOW_DATA = "knime.workflow.data";

    private ChosenFiles() {
    }

    /** One file of a trajectory. */
    public static final class TrajectoryFile implements NodeParameters {
        @Widget(title = "File", description = """
            One file of an ab-initio molecular dynamics run: VASP vasprun.xml, OUTCAR or XDATCAR, extended XYZ, LAMMPS dump, or any
            one of the files that CP2K writes for a project (<tt>-pos-1.xyz</tt>; forces, energies, cell and stress are found beside it).
            Files ending in <tt>.gz</tt> are read as they are. What a file is, is told by its content, not by its name.
            """)
        @FileReaderWidget
        FileSelection m_file = new FileSelection();
    }

    /** A folder with trajectory files. */
    public static final class TrajectoryFolder implements NodeParameters {
        @Widget(title = "Folder", description = "The folder with the trajectory files.")
        @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
        FileSelection m_folder = new FileSelection();
    }

    /** One file of a force field. */
    public static final class ForceFieldFile implements NodeParameters {
        @Widget(title = "File", description = """
            A NEP file (<tt>nep.txt</tt>), or one network file of an aenet force field (<tt>Li.ann</tt>); for aenet add one file
            for each element; or a text with the parameters of a built-in potential (<tt>lennard-jones</tt>, <tt>stillinger-weber</tt>).
            """)
        @FileReaderWidget
        FileSelection m_file = new FileSelection();
    }

    /** Where a force field is written. */
    public static final class ForceFieldTarget implements NodeParameters {
        @Widget(title = "Write the NEP file to", description = """
            A file that takes the trained force field, for GPUMD, LAMMPS or another workflow; missing folders are made. Beside it a text
            tells how these programs run it. Without a name nothing is written: the force field is at the output port in any case.
            """)
        @FileWriterWidget
        FileSelection m_file = new FileSelection();

        /** Whether a file is chosen. */
        public boolean isChosen() {
            return !name(m_file).isBlank();
        }
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

    /** A folder of this machine for checkpoints, or none. */
    public static final class CheckpointFolder implements NodeParameters {
        @Widget(title = "Checkpoint folder", description = """
            Leave it empty to run without checkpoints. Otherwise the runs write where they stand into this folder of this machine, and go
            on from there, bit for bit, when the node is run again with the same settings and input: after a crash, a cancel, or with a
            longer production. Use an empty folder for other settings.
            """, advanced = true)
        @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
        @WithFileSystem(FileSystemOption.LOCAL)
        FileSelection m_folder = new FileSelection();
    }

    /** A file that is written. */
    public static final class TargetFile implements NodeParameters {
        @Widget(title = "File", description = """
            The file to write; missing folders are made. A name that ends in <tt>.gz</tt> is compressed. Where several files are
            written, <tt>-run1</tt>, <tt>-run2</tt> … is put before the extension.
            """)
        @FileWriterWidget
        FileSelection m_file = new FileSelection();
    }

    /** Chosen files, open until closed: KNIME closes the file system of a path with its accessor. */
    public static final class Opened implements AutoCloseable {

        private final List<FileChooserPathAccessor> m_accessors = new ArrayList<>();
        private final List<Path> m_paths = new ArrayList<>();

        /** The files, in order. They may be of another file system than the default one: use them by {@code java.nio.file.Files}. */
        public List<Path> paths() {
            return List.copyOf(m_paths);
        }

        /** The only file. */
        public Path path() {
            return m_paths.get(0);
        }

        private void addTarget(final FileSelection file) {
            final String name = requireChosen(file, "file to write", "File");
            final FileChooserPathAccessor access = new FileChooserPathAccessor(file, Optional.empty());
            m_accessors.add(access);
            try {
                m_paths.add(access.getOutputPath(status -> { }));
            } catch (InvalidSettingsException e) {
                throw new InputException("The file '" + name + "' cannot be written: " + e.getMessage(),
                    "Choose a place under 'File' in the dialog where you may write.", e);
            }
        }

        private static String requireChosen(final FileSelection file, final String what, final String setting) {
            final String name = name(file);
            if (name.isBlank()) {
                throw new InputException("No " + what + " is chosen.", "Choose one under '" + setting + "' in the dialog.");
            }
            return name;
        }

        private void add(final FileSelection file, final String what, final String setting) {
            final String name = requireChosen(file, what, setting);
            final String resolution = "Choose an existing file under '" + setting + "' in the dialog.";
            final FileChooserPathAccessor access = new FileChooserPathAccessor(file, Optional.empty());
            m_accessors.add(access);
            try {
                final Path path = access.getPaths(status -> { }).get(0);
                if (!Files.isRegularFile(path)) {
                    throw new InputException("The " + what + " '" + name + "' does not exist or is no file.", resolution);
                }
                m_paths.add(path);
            } catch (IOException | InvalidSettingsException e) {
                throw new InputException("The " + what + " '" + name + "' cannot be opened: " + e.getMessage(), resolution, e);
            }
        }

        private void addFolder(final FileSelection folder, final PathMatcher matcher, final String pattern, final int depth) throws IOException {
            final String name = requireChosen(folder, "folder with trajectory files", "Folder");
            final FileChooserPathAccessor access = new FileChooserPathAccessor(folder, Optional.empty());
            m_accessors.add(access);
            final Path root;
            try {
                root = access.getRootPath(status -> { });
            } catch (IOException | InvalidSettingsException e) {
                throw new InputException("The folder '" + name + "' cannot be opened: " + e.getMessage(),
                    "Choose an existing folder under 'Folder' in the dialog.", e);
            }
            if (!Files.isDirectory(root)) {
                throw new InputException("'" + name + "' is no folder.", "Choose a folder under 'Folder' in the dialog, or choose single files.");
            }
            try (Stream<Path> all = Files.walk(root, depth)) {
                all.filter(f -> !f.getFileName().toString().startsWith(".") && matcher.matches(Path.of(f.getFileName().toString())))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(f -> root.relativize(f).toString(), new NaturalOrder())).limit(MOST_FILES + 1).forEach(m_paths::add);
            }
            if (m_paths.isEmpty()) {
                throw new InputException("The folder '" + name + "' has no file whose name fits '" + pattern + "'.",
                    "Change 'File names' in the dialog, or look into subfolders too.");
            }
            if (m_paths.size() > MOST_FILES) {
                throw new InputException("The folder '" + name + "' has more than " + MOST_FILES + " files whose names fit '" + pattern + "'.",
                    "Choose a folder with fewer files, or a narrower pattern under 'File names' in the dialog.");
            }
        }

        @Override
        public void close() throws IOException {
            for (final FileChooserPathAccessor access : m_accessors) {
                access.close();
            }
        }
    }

    /** Opens the chosen trajectory files. */
    public static Opened open(final TrajectoryFile... chosen) throws IOException {
        return open(Arrays.stream(chosen).map(c -> c.m_file).toList(), "trajectory file", "Files");
    }

    /**
     * Opens the files of the chosen folder whose names fit {@code pattern}, in the order in which people number them.
     *
     * @param pattern {@code *} and {@code ?} as in a shell, {@code {a,b}} for choices
     * @param depth how deep to look, 1 for the folder alone
     */
    public static Opened open(final TrajectoryFolder chosen, final String pattern, final int depth) throws IOException {
        return opened(o -> o.addFolder(chosen.m_folder, matcher(pattern), pattern, depth));
    }

    private static PathMatcher matcher(final String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (final IllegalArgumentException e) {
            throw new InputException("The file name pattern '" + pattern + "' is not understood: " + e.getMessage() + ".",
                "Write a pattern such as *.xyz or run*.XDATCAR.gz under 'File names' in the dialog.", e);
        }
    }

    /** Opens the chosen force-field files. */
    public static Opened open(final ForceFieldFile... chosen) throws IOException {
        return open(Arrays.stream(chosen).map(c -> c.m_file).toList(), "force-field file", "Files");
    }

    /** Opens the chosen structure file. */
    public static Opened open(final StructureFile chosen) throws IOException {
        return open(List.of(chosen.m_file), "structure file", "Structure file");
    }

    /**
     * The chosen folder, if one is chosen; nothing is made there yet.
     *
     * @throws InputException if it is not on this machine
     */
    public static Optional<Path> of(final CheckpointFolder chosen) {
        final String name = name(chosen.m_folder);
        if (name.isBlank()) {
            return Optional.empty();
        }
        final Path path = LOCAL.equals(chosen.m_folder.getFSLocation().getFileSystemCategory()) ? Path.of(name) : null;
        if (path == null || !path.isAbsolute()) {
            throw new InputException("The checkpoint folder '" + name + "' is no folder of this machine with its full path.",
                "Choose a folder of the local file system under 'Checkpoint folder' in the dialog.");
        }
        return Optional.of(path);
    }

    /** Opens the place that was chosen for a file to write; nothing is made there yet. */
    public static Opened open(final TargetFile chosen) throws IOException {
        return target(chosen.m_file);
    }

    /** Opens the place that was chosen for a force field; nothing is made there yet. */
    public static Opened open(final ForceFieldTarget chosen) throws IOException {
        return target(chosen.m_file);
    }

    /** As {@link #check(TargetFile, IfExists)}, for the README of the force field too; nothing chosen is right. */
    public static void check(final ForceFieldTarget chosen, final IfExists ifExists) throws InvalidSettingsException {
        if (chosen.isChosen()) {
            check(chosen.m_file, ifExists, NepExport::files);
        }
    }

    /** Opens a file of the workflow's data area, if it is there. */
    public static Optional<Opened> openInWorkflow(final String path) throws IOException {
        final FileChooserPathAccessor access = new FileChooserPathAccessor(
            new FileSelection(new FSLocation(FSCategory.RELATIVE, WORKFLOW_DATA, path)), Optional.empty());
        final Opened opened = new Opened();
        opened.m_accessors.add(access);
        boolean found = false;
        try {
            final Path file = access.getPaths(status -> { }).get(0);
            opened.m_paths.add(file);
            found = Files.isRegularFile(file);
        } catch (IOException | InvalidSettingsException e) {
            // no such file, or no workflow to look in
            return Optional.empty();
        } finally {
            if (!found) {
                opened.close();
            }
        }
        return found ? Optional.of(opened) : Optional.empty();
    }

    /**
     * Refuses a target before anything runs: none chosen, a place that cannot be, or a file of this machine that is there and must not be
     * replaced. What cannot be found out at once passes.
     */
    public static void check(final TargetFile chosen, final IfExists ifExists) throws InvalidSettingsException {
        check(chosen.m_file, ifExists, List::of);
    }

    /** @param written the files that are written for a target */
    private static void check(final FileSelection chosen, final IfExists ifExists, final Function<Path, List<Path>> written)
        throws InvalidSettingsException {
        try (Opened target = target(chosen)) {
            if (ifExists == IfExists.FAIL && isNear(chosen)) {
                for (final Path file : written.apply(target.path())) {
                    if (Files.exists(file)) {
                        throw new InvalidSettingsException("The file '" + file + "' exists already (target). Choose another name, delete the "
                            + "file, or choose that files are overwritten (ifExists).");
                    }
                }
            }
        } catch (InputException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        } catch (IOException e) {
            // a file system that does not answer now may do so when the node runs, which says it then
            return;
        }
    }

    // asking a server would take its time
    private static boolean isNear(final FileSelection file) {
        return List.of(LOCAL, RELATIVE).contains(file.getFSLocation().getFileSystemCategory());
    }

    private static Opened open(final List<FileSelection> files, final String what, final String setting) throws IOException {
        if (files.isEmpty()) {
            throw new InputException("No " + what + " is chosen.", "Add one under '" + setting + "' in the dialog.");
        }
        return opened(o -> files.forEach(f -> o.add(f, what, setting)));
    }

    /** Adds files to what is opened. */
    @FunctionalInterface
    private interface Filler {
        void fill(Opened opened) throws IOException;
    }

    /** What {@code filler} opens; nothing stays open if it fails. */
    private static Opened opened(final Filler filler) throws IOException {
        final Opened opened = new Opened();
        boolean complete = false;
        try {
            filler.fill(opened);
            complete = true;
            return opened;
        } finally {
            if (!complete) {
                opened.close();
            }
        }
    }

    private static Opened target(final FileSelection file) throws IOException {
        return opened(o -> o.addTarget(file));
    }

    /** The path as it was chosen; empty if none is. */
    private static String name(final FileSelection file) {
        final FSLocation location = file.getFSLocation();
        return location == null || location.getPath() == null ? "" : location.getPath();
    }
}

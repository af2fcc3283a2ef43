package org.knime.filehandling.core.standin;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.standin.StandinOnly;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSFileSystem;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.connections.FSPath;
import org.knime.filehandling.core.connections.RelativeTo;

/**
 * Tells the file chooser where the workflow lies. KNIME asks the node context of the thread; here the runner enters a
 * workflow around loading, configuring and executing its nodes, and threads started inside inherit it. This is the one
 * thread-bound state of the stand-in.
 */
@StandinOnly
public final class WorkflowFiles {

    private static final InheritableThreadLocal<Deque<Open>> WORKFLOWS = new InheritableThreadLocal<>() {
        @Override
        protected Deque<Open> childValue(final Deque<Open> parent) {
            return parent == null ? null : new ArrayDeque<>(parent);
        }
    };

    private WorkflowFiles() {
    }

    /**
     * A workflow that was entered.
     *
     * @param directory its directory
     * @param written the folders that take what nodes write relative to it, the current one last; none: the workflow itself
     */
    private record Open(Path directory, List<Path> written) {

        Path area(final RelativeTo area) {
            return area == RelativeTo.WORKFLOW_DATA ? directory.resolve("data") : directory;
        }

        static Path area(final Path folder, final RelativeTo area) {
            return folder.resolve(area == RelativeTo.WORKFLOW_DATA ? "data" : "workflow");
        }
    }

    /** Leaves the workflow when closed. */
    public interface Scope extends AutoCloseable {

        /**
         * From now on the workflow directory is not written to: what nodes write relative to its data area goes to the folder {@code data} in
         * {@code folder}, what they write relative to the workflow to {@code workflow} there, and local files in the workflow are refused.
         * Nodes find what was written in this scope before what is in the workflow.
         */
        void writeTo(Path folder);

        @Override
        void close();
    }

    /** Makes the directory that of the workflow until the scope is closed, in the same thread. */
    public static Scope enter(final Path workflowDirectory) {
        if (WORKFLOWS.get() == null) {
            WORKFLOWS.set(new ArrayDeque<>());
        }
        final Deque<Open> stack = WORKFLOWS.get();
        final Open open = new Open(workflowDirectory.toAbsolutePath().normalize(), new CopyOnWriteArrayList<>());
        stack.push(open);
        return new Scope() {
            @Override
            public void writeTo(final Path folder) {
                open.written.add(folder.toAbsolutePath().normalize());
            }

            @Override
            public void close() {
                stack.pop();
                if (stack.isEmpty()) {
                    WORKFLOWS.remove();
                }
            }
        };
    }

    private static Open workflow(final FSLocation location) throws InvalidSettingsException {
        final Deque<Open> stack = WORKFLOWS.get();
        if (stack == null || stack.isEmpty()) {
            throw new InvalidSettingsException(
                "\"" + location.getPath() + "\" is relative to the workflow, but no workflow is open.");
        }
        return stack.peek();
    }

    /** The file system of a location that is read; its paths never leave the workflow, or are absolute local ones. */
    public static FSFileSystem<? extends FSPath> fileSystem(final FSLocation location)
        throws InvalidSettingsException {
        if (isLocal(location)) {
            return local(location);
        }
        final RelativeTo area = area(location);
        final Open open = workflow(location);
        for (int i = open.written.size() - 1; i >= 0; i--) {
            final HeadlessFileSystem written = relative(location, Open.area(open.written.get(i), area));
            if (exists(written, location)) {
                return written;
            }
        }
        return relative(location, open.area(area));
    }

    /**
     * The file system of a location that is written.
     *
     * @throws InvalidSettingsException if the place needs KNIME, or lies in the workflow directory when that is not written to
     */
    public static FSFileSystem<? extends FSPath> outputFileSystem(final FSLocation location)
        throws InvalidSettingsException {
        if (isLocal(location)) {
            requireOutside(location);
            return local(location);
        }
        final RelativeTo area = area(location);
        final Open open = workflow(location);
        if (open.written.isEmpty()) {
            return relative(location, open.area(area));
        }
        final Path base = Open.area(open.written.get(open.written.size() - 1), area);
        try {
            Files.createDirectories(base);
        } catch (IOException ex) {
            throw new InvalidSettingsException("\"" + location.getPath() + "\" cannot be written: " + ex.getMessage(), ex);
        }
        return relative(location, base);
    }

    private static boolean isLocal(final FSLocation location) {
        return FSCategory.LOCAL.name().equals(location.getFileSystemCategory());
    }

    private static HeadlessFileSystem local(final FSLocation location) {
        return new HeadlessFileSystem(location, null, FileSystems.getDefault().getPath("").toAbsolutePath());
    }

    private static HeadlessFileSystem relative(final FSLocation location, final Path base) {
        return new HeadlessFileSystem(location, base, Path.of(""));
    }

    private static boolean exists(final HeadlessFileSystem files, final FSLocation location) {
        try {
            return Files.exists(files.getPath(location.getPath()).real());
        } catch (InvalidPathException | WorkflowEscapeException ex) {
            // said when the path is asked for
            return false;
        }
    }

    private static void requireOutside(final FSLocation location) throws InvalidSettingsException {
        final Deque<Open> stack = WORKFLOWS.get();
        if (stack == null || stack.isEmpty() || stack.peek().written.isEmpty()) {
            return;
        }
        try {
            final Path file = real(Path.of(location.getPath()).toAbsolutePath().normalize());
            if (file.startsWith(stack.peek().directory.toRealPath())) {
                throw new InvalidSettingsException("\"" + location.getPath() + "\" lies in the workflow directory, which is never written "
                    + "to here. Choose the file relative to the workflow's data area, which then goes to the output folder, or a place "
                    + "elsewhere.");
            }
        } catch (IOException | InvalidPathException ex) {
            throw new InvalidSettingsException("\"" + location.getPath() + "\" cannot be written: " + ex.getMessage(), ex);
        }
    }

    /** The path with the links of its existing part resolved. */
    public static Path real(final Path absolute) throws IOException {
        for (Path there = absolute; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                return there.toRealPath().resolve(there.relativize(absolute)).normalize();
            }
        }
        return absolute;
    }

    private static RelativeTo area(final FSLocation location) throws InvalidSettingsException {
        final String category = location.getFileSystemCategory();
        final String specifier = location.getFileSystemSpecifier().orElse("");
        for (final RelativeTo area : List.of(RelativeTo.WORKFLOW_DATA, RelativeTo.WORKFLOW)) {
            if (FSCategory.RELATIVE.name().equals(category) && area.getSettingsValue().equals(specifier)) {
                return area;
            }
        }
        throw new InvalidSettingsException("The file \"" + location.getPath() + "\" lies in the file system "
            + category + (specifier.isEmpty() ? "" : " " + specifier) + ", which needs KNIME. "
            + "Headless, choose a local file, or one relative to the workflow or its data area.");
    }

    /** The file of the default file system behind a path of the stand-in. */
    public static Path localFile(final FSPath path) {
        return ((HeadlessPath)path).real();
    }
}

package org.knime.filehandling.core.standin;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

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

    private static final InheritableThreadLocal<Deque<Path>> WORKFLOWS = new InheritableThreadLocal<>() {
        @Override
        protected Deque<Path> childValue(final Deque<Path> parent) {
            return parent == null ? null : new ArrayDeque<>(parent);
        }
    };

    private WorkflowFiles() {
    }

    /** Leaves the workflow when closed. */
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /** Makes the directory that of the workflow until the scope is closed, in the same thread. */
    public static Scope enter(final Path workflowDirectory) {
        if (WORKFLOWS.get() == null) {
            WORKFLOWS.set(new ArrayDeque<>());
        }
        final Deque<Path> stack = WORKFLOWS.get();
        stack.push(workflowDirectory.toAbsolutePath().normalize());
        return () -> {
            stack.pop();
            if (stack.isEmpty()) {
                WORKFLOWS.remove();
            }
        };
    }

    private static Path workflow(final FSLocation location) throws InvalidSettingsException {
        final Deque<Path> stack = WORKFLOWS.get();
        if (stack == null || stack.isEmpty()) {
            throw new InvalidSettingsException(
                "\"" + location.getPath() + "\" is relative to the workflow, but no workflow is open.");
        }
        return stack.peek();
    }

    /** The file system of a location; its paths never leave the workflow, or are absolute local ones. */
    public static FSFileSystem<? extends FSPath> fileSystem(final FSLocation location)
        throws InvalidSettingsException {
        final String category = location.getFileSystemCategory();
        if (FSCategory.LOCAL.name().equals(category)) {
            return new HeadlessFileSystem(location, null, FileSystems.getDefault().getPath("").toAbsolutePath());
        }
        final String specifier = location.getFileSystemSpecifier().orElse("");
        if (FSCategory.RELATIVE.name().equals(category)) {
            if (RelativeTo.WORKFLOW_DATA.getSettingsValue().equals(specifier)) {
                return new HeadlessFileSystem(location, workflow(location).resolve("data"), Path.of(""));
            }
            if (RelativeTo.WORKFLOW.getSettingsValue().equals(specifier)) {
                return new HeadlessFileSystem(location, workflow(location), Path.of(""));
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

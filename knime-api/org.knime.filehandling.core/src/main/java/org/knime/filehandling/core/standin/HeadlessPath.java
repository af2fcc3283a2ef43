package org.knime.filehandling.core.standin;

import java.io.File;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

import org.knime.filehandling.core.connections.FSPath;

/**
 * A path of the stand-in's file systems. As KNIME's it belongs to its own provider: {@link #toFile()} and
 * {@code FileChannel.open} do not work, all of {@link java.nio.file.Files} does.
 */
final class HeadlessPath extends FSPath {

    private final HeadlessFileSystem m_fileSystem;

    private final Path m_path;

    HeadlessPath(final HeadlessFileSystem fileSystem, final Path path) {
        m_fileSystem = fileSystem;
        m_path = path;
    }

    Path wrapped() {
        return m_path;
    }

    /**
     * The file of the default file system.
     *
     * @throws WorkflowEscapeException if the path leads out of the directory of its file system
     */
    Path real() {
        final Path base = m_fileSystem.base();
        if (base == null) {
            return m_path.toAbsolutePath();
        }
        final Path inside = m_path.isAbsolute() ? m_path.getRoot().relativize(m_path) : m_path;
        final Path real = base.resolve(inside).normalize();
        if (!real.startsWith(base)) {
            throw new WorkflowEscapeException("The path \"" + m_path + "\" leads out of the workflow's "
                + (base.endsWith("data") ? "data area" : "directory") + "; keep the file inside, or choose it by its "
                + "local path.");
        }
        return real;
    }

    private HeadlessPath of(final Path path) {
        return path == null ? null : new HeadlessPath(m_fileSystem, path);
    }

    private static Path unwrap(final Path path) {
        if (path instanceof HeadlessPath headless) {
            return headless.m_path;
        }
        throw new ProviderMismatchException("Paths of two file systems cannot be combined: " + path);
    }

    @Override
    public HeadlessFileSystem getFileSystem() {
        return m_fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return m_path.isAbsolute();
    }

    @Override
    public Path getRoot() {
        return of(m_path.getRoot());
    }

    @Override
    public Path getFileName() {
        return of(m_path.getFileName());
    }

    @Override
    public Path getParent() {
        return of(m_path.getParent());
    }

    @Override
    public int getNameCount() {
        return m_path.getNameCount();
    }

    @Override
    public Path getName(final int index) {
        return of(m_path.getName(index));
    }

    @Override
    public Path subpath(final int beginIndex, final int endIndex) {
        return of(m_path.subpath(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(final Path other) {
        return other instanceof HeadlessPath && m_path.startsWith(unwrap(other));
    }

    @Override
    public boolean endsWith(final Path other) {
        return other instanceof HeadlessPath && m_path.endsWith(unwrap(other));
    }

    @Override
    public Path normalize() {
        return of(m_path.normalize());
    }

    @Override
    public Path resolve(final Path other) {
        return of(m_path.resolve(unwrap(other)));
    }

    @Override
    public Path relativize(final Path other) {
        return of(m_path.relativize(unwrap(other)));
    }

    @Override
    public Path toAbsolutePath() {
        return isAbsolute() ? this : of(m_fileSystem.base() == null ? m_path.toAbsolutePath()
            : Path.of("/").resolve(m_path));
    }

    @Override
    public Path toRealPath(final LinkOption... options) throws IOException {
        real().toRealPath(options);
        return toAbsolutePath().normalize();
    }

    @Override
    public File toFile() {
        throw new UnsupportedOperationException(
            "A path from KNIME's file chooser is no java.io.File; read it through java.nio.file.Files.");
    }

    @Override
    public WatchKey register(final WatchService watcher, final WatchEvent.Kind<?>[] events,
        final WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("KNIME's file systems cannot be watched.");
    }

    @Override
    public int compareTo(final Path other) {
        return m_path.compareTo(unwrap(other));
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof HeadlessPath path && m_path.equals(path.m_path)
            && m_fileSystem.getFSLocationSpec().equals(path.m_fileSystem.getFSLocationSpec());
    }

    @Override
    public int hashCode() {
        return m_path.hashCode();
    }

    @Override
    public String toString() {
        return m_path.toString();
    }
}

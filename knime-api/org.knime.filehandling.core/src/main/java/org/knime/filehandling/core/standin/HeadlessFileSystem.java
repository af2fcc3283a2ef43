package org.knime.filehandling.core.standin;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;

import org.knime.filehandling.core.connections.DefaultFSLocationSpec;
import org.knime.filehandling.core.connections.FSFileSystem;
import org.knime.filehandling.core.connections.FSLocation;

/** Files of the default file system as a KNIME file system: all of them, or those under one directory. */
final class HeadlessFileSystem extends FSFileSystem<HeadlessPath> {

    private final HeadlessFileSystemProvider m_provider = new HeadlessFileSystemProvider(this);

    private final Path m_base;

    private final Path m_workingDirectory;

    /** @param base the directory that paths do not leave, or null for all local files */
    HeadlessFileSystem(final FSLocation location, final Path base, final Path workingDirectory) {
        super(new DefaultFSLocationSpec(location.getFileSystemCategory(),
            location.getFileSystemSpecifier().orElse(null)), workingDirectory.toString());
        m_base = base;
        m_workingDirectory = workingDirectory;
    }

    /** The directory that paths do not leave, or null. */
    Path base() {
        return m_base;
    }

    Path workingDirectory() {
        return m_workingDirectory;
    }

    @Override
    protected void ensureClosedInternal() {
        // nothing is held open
    }

    @Override
    public HeadlessFileSystemProvider provider() {
        return m_provider;
    }

    @Override
    public HeadlessPath getPath(final String first, final String... more) {
        return new HeadlessPath(this, FileSystems.getDefault().getPath(first, more));
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return FileSystems.getDefault().getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        if (m_base != null) {
            return List.of(getPath("/"));
        }
        final java.util.ArrayList<Path> roots = new java.util.ArrayList<>();
        FileSystems.getDefault().getRootDirectories().forEach(r -> roots.add(new HeadlessPath(this, r)));
        return roots;
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return FileSystems.getDefault().getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return FileSystems.getDefault().supportedFileAttributeViews();
    }

    @Override
    public PathMatcher getPathMatcher(final String syntaxAndPattern) {
        final PathMatcher matcher = FileSystems.getDefault().getPathMatcher(syntaxAndPattern);
        return p -> matcher.matches(((HeadlessPath)p).wrapped());
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("KNIME's file systems know no users.");
    }

    @Override
    public WatchService newWatchService() throws IOException {
        throw new UnsupportedOperationException("KNIME's file systems cannot be watched.");
    }
}

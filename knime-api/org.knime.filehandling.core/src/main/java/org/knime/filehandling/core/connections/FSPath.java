package org.knime.filehandling.core.connections;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A path in a KNIME file system: a {@link Path} of its own provider, never one of the default file system. */
public abstract class FSPath implements Path {

    public FSPath() {
    }

    @Override
    public abstract FSFileSystem<?> getFileSystem();

    public Stream<String> stringStream() {
        return pathStream().map(Path::toString);
    }

    public Stream<Path> pathStream() {
        return StreamSupport.stream(spliterator(), false);
    }

    public FSLocation toFSLocation() {
        final FSLocationSpec spec = getFileSystem().getFSLocationSpec();
        return new FSLocation(spec.getFileSystemCategory(), spec.getFileSystemSpecifier().orElse(null), toString());
    }

    @Override
    public final URI toUri() {
        try {
            return new URI("knime-" + getFileSystem().getFileSystemCategory().name().toLowerCase(java.util.Locale.ROOT),
                null, "/" + toString(), null);
        } catch (URISyntaxException ex) {
            throw new IllegalStateException("The path has no URI: " + this, ex);
        }
    }
}

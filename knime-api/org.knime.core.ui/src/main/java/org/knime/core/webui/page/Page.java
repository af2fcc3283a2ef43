package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.knime.core.node.FluentNodeAPI;

/** A page with its resources; the stand-in makes pages from strings and streams, not from files of a bundle. */
public class Page implements Resource, FluentNodeAPI {

    private final Supplier<InputStream> m_content;

    private final String m_relativePath;

    private final Map<String, Supplier<InputStream>> m_own = new LinkedHashMap<>();

    private final Map<String, Function<String, InputStream>> m_folders = new LinkedHashMap<>();

    Page(final Supplier<InputStream> content, final String relativePath) {
        m_content = content;
        m_relativePath = relativePath;
    }

    public static RequireFromFileOrString create() {
        return (content, charset) -> relativePath -> new Page(content, relativePath);
    }

    /** Adds a file under a path relative to the page. */
    public Page addResource(final Supplier<InputStream> supplier, final String relativePath) {
        m_own.put(relativePath, supplier);
        return this;
    }

    /** Adds all files under a path; the function gets the rest of the path and gives null for none. */
    public Page addResources(final Function<String, InputStream> supplier, final String relativePathPrefix,
        final boolean areStatic) {
        m_folders.put(relativePathPrefix.endsWith("/") ? relativePathPrefix : relativePathPrefix + "/", supplier);
        return this;
    }

    /** Adds a text under a path relative to the page. */
    public Page addResourceFromString(final Supplier<String> content, final String relativePath) {
        return addResource(() -> stream(content.get()), relativePath);
    }

    static InputStream stream(final String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file under the path, or nothing. */
    public Optional<Resource> getResource(final String relativePath) {
        if (relativePath.equals(m_relativePath)) {
            return Optional.of(this);
        }
        final Supplier<InputStream> own = m_own.get(relativePath);
        if (own != null) {
            return Optional.of(new Page(own, relativePath));
        }
        for (final Map.Entry<String, Function<String, InputStream>> folder : m_folders.entrySet()) {
            if (relativePath.startsWith(folder.getKey())) {
                final String rest = relativePath.substring(folder.getKey().length());
                if (folder.getValue().apply(rest) != null) {
                    return Optional.of(new Page(() -> folder.getValue().apply(rest), relativePath));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String getRelativePath() {
        return m_relativePath;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return m_content.get();
    }

    @Override
    public boolean isStatic() {
        return false;
    }

    @Override
    public ContentType getContentType() {
        final String path = m_relativePath.toLowerCase(Locale.ROOT);
        if (path.endsWith(".svg")) {
            return ContentType.SVG;
        }
        if (path.endsWith(".png")) {
            return ContentType.PNG;
        }
        return path.endsWith(".js") ? ContentType.SHADOW_APP : ContentType.HTML;
    }

    /** Next: the content of the page. */
    @FunctionalInterface
    public interface RequireFromFileOrString {

        default RequireRelativePath fromString(final StringSupplier content) {
            return fromString(() -> stream(content.get()), StandardCharsets.UTF_8);
        }

        default RequireRelativePath fromString(final InputStreamSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);
    }

    /** Next: the path of the page, for example "index.html". */
    @FunctionalInterface
    public interface RequireRelativePath {

        Page relativePath(String relativePath);
    }

    /** Gives a text. */
    @FunctionalInterface
    public interface StringSupplier extends Supplier<String> {
    }

    /** Gives a stream. */
    @FunctionalInterface
    public interface InputStreamSupplier extends Supplier<InputStream> {
    }
}

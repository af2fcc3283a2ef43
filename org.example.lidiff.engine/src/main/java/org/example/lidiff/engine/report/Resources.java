package org.example.lidiff.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Texts from the class path: our own page parts and the drawing library plotly.js from its WebJar. */
final class Resources {

    private static final String LIBRARY = "plotly.js-dist";

    private Resources() {
    }

    /** A file of this package. */
    static String own(final String name) {
        return text(Resources.class.getResourceAsStream(name), name);
    }

    /** plotly.js, unmodified, with its copyright notice. */
    static String plotly() {
        return text(webJar("META-INF/resources/webjars/" + LIBRARY + "/" + plotlyVersion() + "/plotly.js"), LIBRARY);
    }

    /** The version of plotly.js, as its WebJar says. */
    static String plotlyVersion() {
        final Properties properties = new Properties();
        try (InputStream in = webJar("META-INF/maven/org.webjars.npm/" + LIBRARY + "/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "");
    }

    private static InputStream webJar(final String path) {
        return Resources.class.getClassLoader().getResourceAsStream(path);
    }

    private static String text(final InputStream stream, final String name) {
        if (stream == null) {
            throw new IllegalStateException("The resource " + name + " is not on the class path");
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

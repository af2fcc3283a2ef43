package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import javax.xml.parsers.ParserConfigurationException;

import org.xml.sax.SAXException;

/** Reads and writes configuration XML. */
public final class XMLConfig {

    private XMLConfig() {
    }

    /**
     * Reads a configuration file.
     *
     * @throws SAXException if the text is not well-formed, declares a document type, or is no configuration
     */
    public static void load(final ConfigBase config, final InputStream in)
        throws SAXException, IOException, ParserConfigurationException {
        ConfigXmlReader.read(config, in);
    }

    /** Writes a configuration file. */
    public static void save(final ConfigBase config, final OutputStream out) throws IOException {
        ConfigXmlWriter.write(config, out);
    }

    static void read(final ConfigBase config, final InputStream in) throws IOException {
        try {
            load(config, in);
        } catch (SAXException | ParserConfigurationException ex) {
            throw new IOException("No KNIME configuration file: " + ex.getMessage(), ex);
        }
    }

    static boolean parseBoolean(final String value) {
        if ("true".equals(value) || "false".equals(value)) {
            return "true".equals(value);
        }
        throw new IllegalArgumentException("\"" + value + "\" is neither \"true\" nor \"false\"");
    }

    static char parseChar(final String value) {
        if (value.length() == 1) {
            return value.charAt(0);
        }
        throw new IllegalArgumentException("\"" + value + "\" is not one character");
    }
}

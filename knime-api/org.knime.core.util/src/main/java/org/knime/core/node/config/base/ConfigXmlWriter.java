package org.knime.core.node.config.base;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes configuration XML as KNIME lays it out. */
final class ConfigXmlWriter {

    private static final String ROOT = "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig http://www.knime.org/XMLConfig_2008_09.xsd\"";

    private final Writer m_out;

    private ConfigXmlWriter(final Writer out) {
        m_out = out;
    }

    static void write(final ConfigBase config, final OutputStream out) throws IOException {
        final Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        new ConfigXmlWriter(writer).config(config, ROOT, "");
        writer.flush(); // the stream stays open: it may be one entry of a zip file
    }

    private void config(final ConfigBase config, final String start, final String indent) throws IOException {
        m_out.write(indent + start + " key=\"" + ConfigText.attribute(config.getKey()) + "\"");
        if (config.keySet().isEmpty()) {
            m_out.write("/>\n");
            return;
        }
        m_out.write(">\n");
        for (final String key : config.keySet()) {
            final AbstractConfigEntry entry = config.getEntry(key);
            if (entry instanceof ConfigBase child) {
                config(child, "<config", indent + "    ");
            } else {
                entry(entry, indent + "    ");
            }
        }
        m_out.write(indent + "</config>\n");
    }

    private void entry(final AbstractConfigEntry entry, final String indent) throws IOException {
        final String value = entry.toStringValue();
        m_out.write(indent + "<entry key=\"" + ConfigText.attribute(entry.getKey()) + "\" type=\"" + entry.getType()
            + "\"" + (value == null ? " isnull=\"true\"" : "") + " value=\""
            + (value == null ? "" : ConfigText.attribute(value)) + "\"/>\n");
    }
}

package org.knime.core.node.port;

import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContent;
import org.knime.core.node.ModelContentRO;

/** The one entry "content.xml" of simple port objects and specifications: class name and key/value content. */
final class SimpleContent {

    private static final String ENTRY = "content.xml";

    private static final String CFG_CLASS = "class_name";

    private static final String CFG_MODEL = "model";

    private SimpleContent() {
    }

    /** Fills a content. */
    interface Filler<E extends Exception> {
        void fill(ModelContent model) throws E;
    }

    static <E extends Exception> void write(final ZipOutputStream out, final Class<?> type, final Filler<E> filler)
        throws IOException, E {
        final ModelContent content = new ModelContent("model.xml");
        content.addInt("version", 1);
        content.addString(CFG_CLASS, type.getName());
        filler.fill((ModelContent)content.addModelContent(CFG_MODEL));
        out.putNextEntry(new ZipEntry(ENTRY));
        content.saveToXML(out);
        out.closeEntry();
    }

    static ModelContentRO read(final ZipInputStream in) throws IOException {
        final ZipEntry entry = in.getNextEntry();
        if (entry == null || !ENTRY.equals(entry.getName())) {
            throw new IOException("Expected the zip entry \"" + ENTRY + "\" but found "
                + (entry == null ? "none." : "\"" + entry.getName() + "\"."));
        }
        return ModelContent.loadFromXML(new java.io.FilterInputStream(in) {
            @Override
            public void close() {
                // the XML parser closes what it reads, the zip file goes on
            }
        });
    }

    static String className(final ModelContentRO content) throws InvalidSettingsException {
        return content.getString(CFG_CLASS);
    }

    static ModelContentRO model(final ModelContentRO content) throws InvalidSettingsException {
        return content.getModelContent(CFG_MODEL);
    }
}

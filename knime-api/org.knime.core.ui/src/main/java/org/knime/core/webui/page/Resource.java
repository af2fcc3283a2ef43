package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;

/** A file that a browser loads. */
public interface Resource {

    String getRelativePath();

    InputStream getInputStream() throws IOException;

    /** Whether the content is always the same. */
    boolean isStatic();

    ContentType getContentType();

    /** What the file is. */
    enum ContentType {
        HTML, SHADOW_APP, SVG, PNG
    }
}

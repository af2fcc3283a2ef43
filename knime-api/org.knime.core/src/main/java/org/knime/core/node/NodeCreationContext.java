package org.knime.core.node;

import java.net.URL;

/** What a node is made for, as a file dropped on the canvas. */
public class NodeCreationContext {

    private final URL m_url;

    public NodeCreationContext(final URL url) {
        m_url = url;
    }

    public URL getUrl() {
        return m_url;
    }
}

package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

import org.knime.core.node.context.NodeCreationConfiguration;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Makes the model, dialog and views of a node and describes it. */
public abstract class NodeFactory<T extends NodeModel> {

    private NodeDescription m_description;

    protected NodeFactory() {
    }

    protected NodeFactory(final boolean lazyInitialization) {
    }

    /** Reads the description; called once, before anything else is asked. */
    public void init() {
        description();
    }

    NodeDescription description() {
        if (m_description == null) {
            try {
                m_description = createNodeDescription();
            } catch (SAXException | IOException ex) {
                throw new IllegalStateException(
                    "The description of " + getClass().getName() + " cannot be read: " + ex.getMessage(), ex);
            }
        }
        return m_description;
    }

    protected NodeDescription createNodeDescription() throws SAXException, IOException {
        try (InputStream in = getPropertiesInputStream()) {
            if (in == null) {
                throw new IOException("there is no " + getClass().getSimpleName() + ".xml");
            }
            return XmlNodeDescription.read(in);
        }
    }

    protected InputStream getPropertiesInputStream() {
        return getClass().getResourceAsStream(getClass().getSimpleName() + ".xml");
    }

    public Element getXMLDescription() {
        return description().getXMLDescription();
    }

    public final String getNodeName() {
        return description().getNodeName();
    }

    public String getInportName(final int index) {
        return description().getInportName(index);
    }

    public String getOutportName(final int index) {
        return description().getOutportName(index);
    }

    public final String getInportDescription(final int index) {
        return description().getInportDescription(index);
    }

    public final String getOutportDescription(final int index) {
        return description().getOutportDescription(index);
    }

    public final String[] getKeywords() {
        return description().getKeywords();
    }

    public NodeType getType() {
        return description().getType();
    }

    public URL getIcon() {
        final String path = description().getIconPath();
        return path == null ? null : getClass().getResource(path.startsWith("./") ? path.substring(2) : path);
    }

    public abstract T createNodeModel();

    protected T createNodeModel(final NodeCreationConfiguration creationConfig) {
        return createNodeModel();
    }

    T modelFor(final NodeCreationConfiguration creationConfig) {
        return creationConfig == null ? createNodeModel() : createNodeModel(creationConfig);
    }

    protected abstract int getNrNodeViews();

    public abstract NodeView<T> createNodeView(int viewIndex, T nodeModel);

    protected abstract boolean hasDialog();

    protected abstract NodeDialogPane createNodeDialogPane();

    /** The kinds of nodes; the kind gives the color. */
    public enum NodeType {
        Source, Sink, Learner, Predictor, Manipulator, Visualizer, Widget, Meta, LoopStart, LoopEnd, ScopeStart,
        ScopeEnd, QuickForm, Configuration, Other, Missing, Unknown, Subnode, VirtualIn, VirtualOut, Container
    }
}

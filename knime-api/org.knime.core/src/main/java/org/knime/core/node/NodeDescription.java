package org.knime.core.node;

import java.util.Optional;

import org.w3c.dom.Element;

/** What people read about a node. */
public abstract class NodeDescription {

    public NodeDescription() {
    }

    public abstract String getIconPath();

    public abstract String getInportDescription(int index);

    public abstract String getInportName(int index);

    public abstract String getInteractiveViewName();

    public abstract String getNodeName();

    public Optional<String> getIntro() {
        return Optional.empty();
    }

    public Optional<String> getShortDescription() {
        return Optional.empty();
    }

    public abstract String getOutportDescription(int index);

    public abstract String getOutportName(int index);

    public abstract NodeFactory.NodeType getType();

    public abstract int getViewCount();

    public abstract String getViewDescription(int index);

    public abstract String getViewName(int index);

    /** The description as XML; null in the stand-in for nodes that have none. */
    public abstract Element getXMLDescription();

    public String[] getKeywords() {
        return new String[0];
    }
}

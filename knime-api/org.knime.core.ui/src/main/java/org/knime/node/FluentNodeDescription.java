package org.knime.node;

import java.util.Optional;

import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeFactory.NodeType;
import org.w3c.dom.Element;

/** The texts of a fluent node as a node description. */
final class FluentNodeDescription extends NodeDescription {

    private final DefaultNode m_node;

    FluentNodeDescription(final DefaultNode node) {
        m_node = node;
    }

    @Override
    public String getIconPath() {
        return m_node.texts().icon();
    }

    @Override
    public String getNodeName() {
        return m_node.name();
    }

    @Override
    public Optional<String> getShortDescription() {
        return Optional.of(m_node.texts().shortDescription());
    }

    @Override
    public Optional<String> getIntro() {
        return Optional.of(m_node.texts().fullDescription());
    }

    @Override
    public NodeType getType() {
        return m_node.type();
    }

    @Override
    public String[] getKeywords() {
        return m_node.keywordList().toArray(new String[0]);
    }

    @Override
    public String getInportName(final int index) {
        return m_node.ports().name(true, index);
    }

    @Override
    public String getInportDescription(final int index) {
        return m_node.ports().description(true, index);
    }

    @Override
    public String getOutportName(final int index) {
        return m_node.ports().name(false, index);
    }

    @Override
    public String getOutportDescription(final int index) {
        return m_node.ports().description(false, index);
    }

    @Override
    public int getViewCount() {
        return m_node.view().isPresent() ? 1 : 0;
    }

    @Override
    public String getInteractiveViewName() {
        return m_node.view().map(v -> m_node.name()).orElse(null);
    }

    @Override
    public String getViewName(final int index) {
        return m_node.name();
    }

    @Override
    public String getViewDescription(final int index) {
        return m_node.view().map(DefaultView::viewDescription).orElse(null);
    }

    @Override
    public Element getXMLDescription() {
        return null; // NOSONAR the stand-in makes no XML of the texts
    }
}

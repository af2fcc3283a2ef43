package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The description of a classic node, read from the XML file beside its factory. */
final class XmlNodeDescription extends NodeDescription {

    private final Element m_root;

    private XmlNodeDescription(final Element root) {
        m_root = root;
    }

    static NodeDescription read(final InputStream in) throws SAXException, IOException {
        try {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return new XmlNodeDescription(factory.newDocumentBuilder().parse(in).getDocumentElement());
        } catch (ParserConfigurationException ex) {
            throw new IllegalStateException("No secure XML parser: " + ex.getMessage(), ex);
        }
    }

    private static List<Element> children(final Element parent, final String name) {
        final List<Element> found = new ArrayList<>();
        for (Node n = parent == null ? null : parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element element && name.equals(element.getLocalName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(final Element parent, final String name) {
        return children(parent, name).stream().findFirst().orElse(null);
    }

    private String text(final String name) {
        final Element element = child(m_root, name);
        return element == null ? "" : element.getTextContent().strip();
    }

    private Element port(final String kind, final int index) {
        return children(child(m_root, "ports"), kind).stream()
            .filter(p -> Integer.toString(index).equals(p.getAttribute("index"))).findFirst().orElse(null);
    }

    @Override
    public String getNodeName() {
        return text("name");
    }

    @Override
    public Optional<String> getShortDescription() {
        return Optional.of(text("shortDescription"));
    }

    @Override
    public String getIconPath() {
        return m_root.getAttribute("icon");
    }

    @Override
    public String getInportName(final int index) {
        final Element port = port("inPort", index);
        return port == null ? null : port.getAttribute("name");
    }

    @Override
    public String getInportDescription(final int index) {
        final Element port = port("inPort", index);
        return port == null ? null : port.getTextContent().strip();
    }

    @Override
    public String getOutportName(final int index) {
        final Element port = port("outPort", index);
        return port == null ? null : port.getAttribute("name");
    }

    @Override
    public String getOutportDescription(final int index) {
        final Element port = port("outPort", index);
        return port == null ? null : port.getTextContent().strip();
    }

    @Override
    public NodeFactory.NodeType getType() {
        try {
            return NodeFactory.NodeType.valueOf(m_root.getAttribute("type"));
        } catch (IllegalArgumentException ex) { // NOSONAR an unknown type has a constant of its own
            return NodeFactory.NodeType.Unknown;
        }
    }

    @Override
    public String getInteractiveViewName() {
        return null;
    }

    @Override
    public int getViewCount() {
        return 0;
    }

    @Override
    public String getViewDescription(final int index) {
        return null;
    }

    @Override
    public String getViewName(final int index) {
        return null;
    }

    @Override
    public Element getXMLDescription() {
        return m_root;
    }
}

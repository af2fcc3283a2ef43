package org.knime.core.node.config.base;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads configuration XML; a document type, external entities and unknown elements are refused. */
final class ConfigXmlReader extends DefaultHandler {

    private static final int MAX_DEPTH = 200;

    private final ConfigBase m_root;

    private final Deque<ConfigBase> m_open = new ArrayDeque<>();

    private boolean m_inEntry;

    private ConfigXmlReader(final ConfigBase root) {
        m_root = root;
    }

    static void read(final ConfigBase config, final InputStream in)
        throws SAXException, IOException, ParserConfigurationException {
        final SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setXIncludeAware(false);
        final SAXParser parser = factory.newSAXParser();
        // the platform's own limit differs between Java versions (none in 17, 100 in 25); MAX_DEPTH is the one that holds
        parser.setProperty("jdk.xml.maxElementDepth", "0");
        parser.parse(new InputSource(in), new ConfigXmlReader(config));
    }

    @Override
    public void startElement(final String uri, final String local, final String name, final Attributes attributes)
        throws SAXException {
        if (m_inEntry) {
            throw new SAXException("An element <" + local + "> inside an entry");
        }
        if ("config".equals(local)) {
            openConfig(attributes);
        } else if ("entry".equals(local) && !m_open.isEmpty()) {
            addEntry(attributes);
            m_inEntry = true;
        } else {
            throw new SAXException("Unexpected element <" + local + ">");
        }
    }

    private void openConfig(final Attributes attributes) throws SAXException {
        if (m_open.isEmpty()) {
            m_open.push(m_root);
        } else if (m_open.size() >= MAX_DEPTH) {
            throw new SAXException("Configurations are nested more than " + MAX_DEPTH + " deep");
        } else {
            m_open.push(m_open.peek().addConfigBase(key(attributes)));
        }
    }

    private void addEntry(final Attributes attributes) throws SAXException {
        final String key = key(attributes);
        final String typeName = attributes.getValue("type");
        final boolean isNull = "true".equals(attributes.getValue("isnull"));
        final String text = attributes.getValue("value");
        if (typeName == null || text == null && !isNull) {
            throw new SAXException("The entry \"" + key + "\" has no " + (typeName == null ? "type" : "value"));
        }
        try {
            final ConfigEntries type = ConfigEntries.valueOf(typeName);
            if (type == ConfigEntries.config) {
                throw new IllegalArgumentException("a configuration is no entry");
            }
            m_open.peek().put(type.createEntry(key, isNull ? null : ConfigText.unescape(text)));
        } catch (IllegalArgumentException | NullPointerException ex) { // NOSONAR null is no value of most types
            throw new SAXException("The entry \"" + key + "\" is no " + typeName + ": "
                + (isNull ? "null" : "\"" + text + "\""), ex);
        }
    }

    private static String key(final Attributes attributes) throws SAXException {
        final String key = attributes.getValue("key");
        if (key == null) {
            throw new SAXException("An element without the attribute \"key\"");
        }
        return ConfigText.unescape(key);
    }

    @Override
    public void endElement(final String uri, final String local, final String name) {
        if (m_inEntry) {
            m_inEntry = false;
        } else {
            m_open.pop();
        }
    }

    @Override
    public void error(final SAXParseException ex) throws SAXException {
        throw ex;
    }

    @Override
    public void fatalError(final SAXParseException ex) throws SAXException {
        throw ex;
    }
}

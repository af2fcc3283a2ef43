package org.example.lidiff.headless;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The nodes and port types that an extension's {@code plugin.xml} declares.
 *
 * @param factories class names of the node factories
 * @param portTypes the port types
 */
record PluginXml(List<String> factories, List<PortTypeEntry> portTypes) {

    private static final String RESOURCE = "plugin.xml";
    private static final String MARK = "org.example.lidiff.nodes.";

    /** One {@code portType} element. */
    record PortTypeEntry(String name, String color, String objectClass, String objectSerializer, String specClass,
        String specSerializer) { }

    /** Reads the {@code plugin.xml} of the Lidiff nodes from the class path. */
    static PluginXml ofLidiffNodes() {
        try {
            final var found = PluginXml.class.getClassLoader().getResources(RESOURCE);
            while (found.hasMoreElements()) {
                try (InputStream in = found.nextElement().openStream()) {
                    final PluginXml plugin = read(in);
                    if (plugin.factories.stream().anyMatch(f -> f.startsWith(MARK))) {
                        return plugin;
                    }
                }
            }
        } catch (IOException | XMLStreamException e) {
            throw new IllegalStateException("The plugin.xml of the Lidiff nodes cannot be read", e);
        }
        throw new IllegalStateException("The class path has no plugin.xml of the Lidiff nodes");
    }

    static PluginXml read(final InputStream in) throws XMLStreamException {
        final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        final XMLStreamReader reader = xml.createXMLStreamReader(in);
        final List<String> factories = new ArrayList<>();
        final List<PortTypeEntry> types = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if ("node".equals(reader.getLocalName())) {
                factories.add(reader.getAttributeValue(null, "factory-class"));
            } else if ("portType".equals(reader.getLocalName())) {
                types.add(new PortTypeEntry(reader.getAttributeValue(null, "name"), reader.getAttributeValue(null, "color"),
                    reader.getAttributeValue(null, "objectClass"), reader.getAttributeValue(null, "objectSerializer"),
                    reader.getAttributeValue(null, "specClass"), reader.getAttributeValue(null, "specSerializer")));
            }
        }
        return new PluginXml(List.copyOf(factories), List.copyOf(types));
    }
}

package org.example.lidiff.nodes;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Checks the XHTML fragments of descriptions. */
final class Xhtml {

    private static final Set<String> TAGS = Set.of("text", "p", "ul", "ol", "li", "b", "i", "tt", "br", "sub", "sup", "a", "pre");

    private Xhtml() {
    }

    /** Fails on a fragment that is not well-formed or has an element that KNIME does not show. */
    static void check(final String fragment) {
        try {
            final DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            final var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            final Document document = builder.parse(new InputSource(new StringReader("<text>" + fragment + "</text>")));
            final NodeList elements = document.getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                if (!TAGS.contains(elements.item(i).getNodeName())) {
                    throw new AssertionError("<" + elements.item(i).getNodeName() + "> in: " + fragment);
                }
            }
        } catch (SAXException e) {
            throw new AssertionError(e.getMessage() + " in: " + fragment, e);
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws where the default handler prints. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(final SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void error(final SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(final SAXParseException e) throws SAXException {
            throw e;
        }
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.xml.stream.XMLStreamException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginXmlTest {

    @Test
    void findsTheNodesAndPortTypesOfLidiff() {
        final PluginXml plugin = PluginXml.ofLidiffNodes();
        assertTrue(plugin.factories().contains("org.example.lidiff.nodes.loadaimd.LoadAimdNodeFactory"), plugin.factories().toString());
        assertEquals(4, plugin.portTypes().size());
        plugin.portTypes().forEach(t -> assertTrue(t.color().matches("#[0-9a-f]{6}"), t.toString()));
    }

    @Test
    void readsNodesAndPortTypes() throws XMLStreamException {
        final PluginXml plugin = read("<?xml version=\"1.0\"?><plugin><extension><node factory-class=\"a.B\"/>"
            + "<portType name=\"n\" color=\"#000000\" objectClass=\"o\" objectSerializer=\"os\" specClass=\"s\" specSerializer=\"ss\"/>"
            + "</extension></plugin>");
        assertEquals(java.util.List.of("a.B"), plugin.factories());
        assertEquals(new PluginXml.PortTypeEntry("n", "#000000", "o", "os", "s", "ss"), plugin.portTypes().get(0));
    }

    @Test
    void readsNoFileThatADocumentTypeNames(@TempDir final Path folder) throws IOException {
        final Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        final String text = "<?xml version=\"1.0\"?><!DOCTYPE plugin [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
            + "<plugin><extension><node factory-class=\"a.B\"/>&x;</extension></plugin>";
        final XMLStreamException e = assertThrows(XMLStreamException.class, () -> read(text));
        assertFalse(e.getMessage().contains("secret\n"), e.getMessage());
    }

    private static PluginXml read(final String text) throws XMLStreamException {
        return PluginXml.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}

package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/** Configuration XML: every value and every string survives, foreign XML is refused. */
class ConfigXmlTest {

    private static final List<String> HOSTILE = List.of("", " ", "\n", "\t\r\n", "\u0000", "\u001f", "%", "%%",
        "%%%", "%\n", "%%\n", "%%00010", "%%0001", "%%99999", "100 %%", "<a b=\"c\">&amp;</a>", "]]>", "'\"",
        "\ud7ff", "\ud800", "\udfff", "\ue000", "\uffff", "\ud83d\ude00", "Å²⁻¹", "%\ud83d\ude00%");

    static NodeSettings parse(final String xml) throws IOException {
        return (NodeSettings)NodeSettings
            .loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(final NodeSettings settings) throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String config(final String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\" key=\"settings.xml\">" + content + "</config>";
    }

    private static NodeSettings sample() {
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("string", "value");
        settings.addString("none", null);
        settings.addInt("int", Integer.MIN_VALUE);
        settings.addLong("long", Long.MAX_VALUE);
        settings.addDouble("double", Math.nextUp(0.1));
        settings.addDouble("nan", Double.NaN);
        settings.addDouble("infinity", Double.NEGATIVE_INFINITY);
        settings.addFloat("float", 1e-30f);
        settings.addBoolean("boolean", true);
        settings.addChar("char", '%');
        settings.addByte("byte", (byte)-128);
        settings.addShort("short", (short)32767);
        settings.addIntArray("ints", 1, 2, 3);
        settings.addStringArray("strings", "a", null, "");
        settings.addDoubleArray("absent", (double[])null);
        settings.addNodeSettings("group").addNodeSettings("inner").addInt("x", 7);
        settings.addNodeSettings("empty");
        return settings;
    }

    @Test
    void allTypesSurvive() throws Exception {
        final NodeSettings back = parse(write(sample()));
        assertEquals(sample(), back);
        assertEquals(Math.nextUp(0.1), back.getDouble("double"));
        assertTrue(back.containsKey("none"));
        assertNull(back.getString("none"));
        assertArrayEquals(new int[]{1, 2, 3}, back.getIntArray("ints"));
        assertArrayEquals(new String[]{"a", null, ""}, back.getStringArray("strings"));
        assertNull(back.getDoubleArray("absent"));
        assertEquals(7, back.getNodeSettings("group").getNodeSettings("inner").getInt("x"));
        assertEquals(List.copyOf(sample().keySet()), List.copyOf(back.keySet()), "the order");
    }

    @Test
    void settingsThatDifferAreNotEqual() {
        final NodeSettings changed = sample();
        changed.addInt("int", 1);
        assertFalse(sample().equals(changed));
    }

    @Test
    void hostileStringsSurviveAsValuesAndKeys() throws Exception {
        final NodeSettings settings = new NodeSettings("settings.xml");
        for (final String text : HOSTILE) {
            settings.addString("key " + text, text);
        }
        final NodeSettings back = parse(write(settings));
        for (final String text : HOSTILE) {
            assertEquals(text, back.getString("key " + text));
        }
        assertEquals(settings, back);
    }

    @Test
    void randomStringsSurvive() throws Exception {
        final Random random = new Random(5);
        for (int i = 0; i < 2000; i++) {
            final StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(random.nextBoolean() ? '%' : (char)random.nextInt(random.nextBoolean() ? 64 : 65536));
            }
            final NodeSettings settings = new NodeSettings("s");
            settings.addString("k", text.toString());
            assertEquals(text.toString(), parse(write(settings)).getString("k"));
        }
    }

    @Test
    void escapesAreThoseOfKnime() throws Exception {
        assertEquals("a\nb", parse(config("<entry key=\"k\" type=\"xstring\" value=\"a%%00010b\"/>")).getString("k"));
        assertEquals("\ud83d\ude00",
            parse(config("<entry key=\"k\" type=\"xstring\" value=\"%%55357%%56832\"/>")).getString("k"));
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addString("k", "a\nb\ud83d\ude00");
        assertTrue(write(settings).contains("value=\"a%%00010b%%55357%%56832\""), write(settings));
    }

    @Test
    void theLayoutIsThatOfKnime() throws Exception {
        final NodeSettings settings = new NodeSettings("settings.xml");
        settings.addNodeSettings("model").addDouble("scale_factor", 2.0);
        settings.addString("customDescription", null);
        settings.addNodeSettings("flow_stack");
        assertEquals("""
            <?xml version="1.0" encoding="UTF-8"?>
            <config xmlns="http://www.knime.org/2008/09/XMLConfig" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://www.knime.org/2008/09/XMLConfig http://www.knime.org/XMLConfig_2008_09.xsd" \
            key="settings.xml">
                <config key="model">
                    <entry key="scale_factor" type="xdouble" value="2.0"/>
                </config>
                <entry key="customDescription" type="xstring" isnull="true" value=""/>
                <config key="flow_stack"/>
            </config>
            """, write(settings));
    }

    @Test
    void whatKnimeWroteIsWrittenBackByteByByte() throws Exception {
        final Path workflow = Path.of("../../../shared/knime/example-workflow-files");
        Assumptions.assumeTrue(Files.isDirectory(workflow), "skipped: " + workflow + " is not beside the checkout");
        for (final String file : List.of("workflow.knime", "Demo Files (#1)/settings.xml")) {
            final String text = Files.readString(workflow.resolve(file));
            final NodeSettings named = new NodeSettings(file.replaceAll(".*/", ""));
            parse(text).copyTo(named);
            assertEquals(text.strip(), write(named).strip(), file);
        }
    }

    @Test
    void aMissingKeyIsNamedWithItsPlace() {
        final NodeSettings settings = new NodeSettings("model");
        settings.addNodeSettings("conditions").addNodeSettings("0");
        final InvalidSettingsException ex = assertThrows(InvalidSettingsException.class,
            () -> settings.getNodeSettings("conditions").getNodeSettings("0").getDouble("temperatureK"));
        assertEquals("The setting \"temperatureK\" (xdouble) is missing in \"model/conditions/0\".", ex.getMessage());
        assertEquals(3.0, settings.getDouble("temperatureK", 3.0));
    }

    @Test
    void aWrongTypeIsNamed() {
        final NodeSettings settings = new NodeSettings("model");
        settings.addString("replicas", "3");
        assertEquals("The setting \"replicas\" in \"model\" is of type xstring, not xint.",
            assertThrows(InvalidSettingsException.class, () -> settings.getInt("replicas")).getMessage());
    }

    @Test
    void anArrayThatClaimsMoreThanItHasIsRefused() throws Exception {
        final NodeSettings settings = parse(config("<config key=\"a\">"
            + "<entry key=\"array-size\" type=\"xint\" value=\"2000000000\"/></config>"));
        assertEquals("The array \"settings.xml/a\" claims 2000000000 elements but holds 0.",
            assertThrows(InvalidSettingsException.class, () -> settings.getDoubleArray("a")).getMessage());
    }

    private static void assertRefused(final String xml, final String expected) {
        final IOException ex = assertThrows(IOException.class, () -> parse(xml));
        assertTrue(ex.getMessage().contains(expected), ex.getMessage());
    }

    @Test
    void documentTypesAndEntitiesAreRefused(@TempDir final Path directory) throws Exception {
        final Path secret = Files.writeString(directory.resolve("secret"), "secret");
        final String body = "<config key=\"s\"><entry key=\"k\" type=\"xstring\" value=\"x\"/></config>";
        assertRefused("<!DOCTYPE config SYSTEM \"" + secret.toUri() + "\">" + body, "DOCTYPE");
        assertRefused("<!DOCTYPE c [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><config key=\"&x;\"/>", "DOCTYPE");
        assertRefused("<!DOCTYPE c [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + body, "DOCTYPE");
    }

    @Test
    void otherXmlIsRefused() {
        assertRefused("", "No KNIME configuration file");
        assertRefused("<config key=\"s\">", "No KNIME configuration file");
        assertRefused("<html/>", "<html>");
        assertRefused(config("<entry key=\"k\" type=\"xint\" value=\"1.5\"/>"), "\"k\" is no xint: \"1.5\"");
        assertRefused(config("<entry key=\"k\" type=\"xint\" isnull=\"true\" value=\"\"/>"), "\"k\" is no xint: null");
        assertRefused(config("<entry key=\"k\" type=\"xobject\" value=\"\"/>"), "xobject");
        assertRefused(config("<entry key=\"k\" type=\"config\" value=\"\"/>"), "config");
        assertRefused(config("<entry key=\"k\" type=\"xboolean\" value=\"yes\"/>"), "xboolean");
        assertRefused(config("<entry key=\"k\" type=\"xint\"/>"), "has no value");
        assertRefused(config("<entry type=\"xint\" value=\"1\"/>"), "\"key\"");
        assertRefused(config("<config key=\"c\">".repeat(300) + "</config>".repeat(300)), "nested");
    }

    @Test
    void oneStreamCanHoldMore() throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        sample().saveToXML(out);
        final int size = out.size();
        out.write(1);
        assertEquals(size + 1, out.size(), "the stream is left open");
        final NodeSettingsRO copy = new NodeSettings("copy");
        sample().copyTo((NodeSettings)copy);
        assertEquals(List.copyOf(sample().keySet()), List.copyOf(copy.keySet()));
    }
}

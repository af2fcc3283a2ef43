package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

import org.example.lidiff.knimeapi.Fixtures.Note;
import org.example.lidiff.knimeapi.Fixtures.NoteSpec;
import org.example.lidiff.knimeapi.Fixtures.Store;
import org.example.lidiff.knimeapi.Fixtures.Unregistered;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistration;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.core.standin.HeadlessSupport;

/** Port objects survive saving, file stores lie where they should, and unregistered types are refused. */
class PortObjectTest {

    @TempDir
    Path m_directory;

    private final ExecutionMonitor m_exec = new ExecutionMonitor();

    @BeforeAll
    static void register() {
        Fixtures.registerPortTypes();
    }

    private FileStore[] stores(final String... names) throws IOException {
        final ExecutionContext context =
            HeadlessSupport.newExecutionContext(m_directory.resolve("stores"), null, null);
        final FileStore[] stores = new FileStore[names.length];
        for (int i = 0; i < names.length; i++) {
            stores[i] = context.createFileStore(names[i]);
        }
        return stores;
    }

    @Test
    void aSimpleObjectSurvives() throws Exception {
        final Path saved = m_directory.resolve("note");
        HeadlessSupport.savePortObject(new Note(new NoteSpec("a\n\u0000%%b"), Math.PI), saved, m_exec);
        final Note note = HeadlessSupport.loadPortObject(saved, Note.class, NoteSpec.class, m_exec);
        assertEquals(Math.PI, note.sum());
        assertEquals(new NoteSpec("a\n\u0000%%b"), note.getSpec());
        assertNotEquals(new NoteSpec("b"), note.getSpec());
    }

    @Test
    void theFilesAreThoseOfKnime() throws Exception {
        final Path saved = m_directory.resolve("note");
        HeadlessSupport.savePortObject(new Note(new NoteSpec("t"), 1), saved, m_exec);
        try (ZipFile zip = new ZipFile(saved.resolve("spec/spec.zip").toFile())) {
            assertEquals(List.of("portSpec.file", "content.xml"), zip.stream().map(e -> e.getName()).toList());
            final String xml = new String(zip.getInputStream(zip.getEntry("content.xml")).readAllBytes());
            final NodeSettings content = ConfigXmlTest.parse(xml);
            assertEquals(NoteSpec.class.getName(), content.getString("class_name"));
            assertEquals("t", content.getNodeSettings("model").getString("title"));
        }
        try (ZipFile zip = new ZipFile(saved.resolve("object/portobject.zip").toFile())) {
            assertEquals(List.of("portObject.file", "content.xml"), zip.stream().map(e -> e.getName()).toList());
        }
        assertFalse(Files.exists(saved.resolve("object/filestore.xml")));
    }

    @Test
    void aFileStoreObjectSurvives() throws Exception {
        final Path saved = m_directory.resolve("store");
        final Store before = new Store(new NoteSpec("t"), "content", stores("one", "two"));
        HeadlessSupport.savePortObject(before, saved, m_exec);
        final Store after = HeadlessSupport.loadPortObject(saved, Store.class, NoteSpec.class, m_exec);
        assertTrue(after.m_constructed);
        assertEquals("content0", Files.readString(after.file(0).toPath()));
        assertEquals("content1", Files.readString(after.file(1).toPath()));
        assertTrue(after.file(1).toPath().startsWith(saved.resolve("filestore")));
        assertEquals(new NoteSpec("t"), after.getSpec());
    }

    @Test
    void storesOfTwoNodesWithOneNameSurvive() throws Exception {
        final FileStore mine = stores("same")[0];
        final FileStore other =
            HeadlessSupport.newExecutionContext(m_directory.resolve("others"), null, null).createFileStore("same");
        final Path saved = m_directory.resolve("store");
        HeadlessSupport.savePortObject(new Store(new NoteSpec("t"), "content", mine, other), saved, m_exec);
        final Store after = HeadlessSupport.loadPortObject(saved, Store.class, NoteSpec.class, m_exec);
        assertEquals("content0", Files.readString(after.file(0).toPath()));
        assertEquals("content1", Files.readString(after.file(1).toPath()));
    }

    @Test
    void aStoreThatIsADirectorySurvives() throws Exception {
        final FileStore[] stores = stores("folder");
        final Path folder = Files.createDirectories(stores[0].getFile().toPath().resolve("inner"));
        Files.writeString(folder.resolve("file"), "x");
        final Path saved = m_directory.resolve("store");
        HeadlessSupport.savePortObject(new Store(new NoteSpec("t"), null, stores), saved, m_exec);
        final Store after = HeadlessSupport.loadPortObject(saved, Store.class, NoteSpec.class, m_exec);
        assertEquals("x", Files.readString(after.file(0).toPath().resolve("inner/file")));
    }

    @Test
    void aStoreThatWasNeverWrittenIsNamed() throws Exception {
        final Store store = new Store(new NoteSpec("t"), null, stores("empty"));
        assertEquals("The file store \"empty\" was reserved but never written.", assertThrows(IOException.class,
            () -> HeadlessSupport.savePortObject(store, m_directory.resolve("s"), m_exec)).getMessage());
    }

    @Test
    void aMissingStoreIsNamed() throws Exception {
        final Path saved = m_directory.resolve("store");
        HeadlessSupport.savePortObject(new Store(new NoteSpec("t"), "c", stores("gone")), saved, m_exec);
        Files.delete(saved.resolve("filestore/000/000/gone"));
        assertTrue(assertThrows(IOException.class,
            () -> HeadlessSupport.loadPortObject(saved, Store.class, NoteSpec.class, m_exec)).getMessage()
            .contains("The file store \"gone\" is missing"));
    }

    @Test
    void namesOfStoresAreUniquePlainNames() throws Exception {
        assertEquals("A file store with the name \"a\" is there already.",
            assertThrows(IOException.class, () -> stores("a", "a")).getMessage());
        for (final String name : List.of("", " ", "..", ".hidden", "a/b", "a\\b", "c:d", "a\nb")) {
            assertTrue(assertThrows(IOException.class, () -> stores(name)).getMessage()
                .contains("cannot name a file store"), name);
        }
    }

    @Test
    void aListOfStoresThatLeavesItsFolderIsRefused() throws Exception {
        final Path saved = m_directory.resolve("store");
        HeadlessSupport.savePortObject(new Store(new NoteSpec("t"), "c", stores("name")), saved, m_exec);
        final Path list = saved.resolve("object/filestore.xml");
        Files.writeString(list, Files.readString(list).replace("value=\"name\"", "value=\"../../x\""));
        assertTrue(assertThrows(IOException.class,
            () -> HeadlessSupport.loadPortObject(saved, Store.class, NoteSpec.class, m_exec)).getMessage()
            .contains("cannot name a file store"));
    }

    @Test
    void anUnregisteredTypeIsRefused() throws Exception {
        final Path saved = m_directory.resolve("x");
        final Unregistered object = new Unregistered();
        final String name = Unregistered.class.getName();
        assertThrows(RuntimeException.class, () -> HeadlessSupport.savePortObject(object, saved, m_exec));
        assertTrue(assertThrows(IllegalStateException.class,
            () -> org.knime.core.node.port.PortUtil.getPortObjectSerializer(Unregistered.class)).getMessage()
            .startsWith("No port type is registered for " + name));
    }

    @Test
    void aForeignClassInAFileIsNotMade() throws Exception {
        final Path saved = m_directory.resolve("note");
        HeadlessSupport.savePortObject(new Note(new NoteSpec("t"), 1), saved, m_exec);
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var zip = org.knime.core.node.port.PortUtil.getPortObjectSpecZipOutputStream(out)) {
            zip.putNextEntry(new java.util.zip.ZipEntry("content.xml"));
            zip.write("<config key=\"m\"><entry key=\"class_name\" type=\"xstring\" value=\"java.lang.Runtime\"/></config>"
                .getBytes());
        }
        Files.write(saved.resolve("spec/spec.zip"), out.toByteArray());
        assertTrue(assertThrows(IOException.class,
            () -> HeadlessSupport.loadPortObject(saved, Note.class, NoteSpec.class, m_exec)).getMessage()
            .contains("java.lang.Runtime"));
    }

    @Test
    void anotherZipFileIsRefused() throws Exception {
        final Path saved = m_directory.resolve("note");
        HeadlessSupport.savePortObject(new Note(new NoteSpec("t"), 1), saved, m_exec);
        Files.write(saved.resolve("spec/spec.zip"), new byte[]{1, 2, 3});
        assertTrue(assertThrows(IOException.class,
            () -> HeadlessSupport.loadPortObject(saved, Note.class, NoteSpec.class, m_exec)).getMessage()
            .contains("portSpec.file"));
    }

    @Test
    void theSameRegistrationTwiceIsFineAnotherIsNot() {
        Fixtures.registerPortTypes();
        final PortTypeRegistration other = new PortTypeRegistration("Other", 0, Note.class, Note.Serializer.class,
            NoteSpec.class, NoteSpec.Serializer.class);
        assertTrue(assertThrows(IllegalArgumentException.class, other::register).getMessage().contains("twice"));
        assertEquals("Note", Note.TYPE.getName());
        assertEquals(0xaa5500, Note.TYPE.getColor());
        assertEquals(NoteSpec.class, Note.TYPE.getPortObjectSpecClass());
    }

    @Test
    void aRegistrationIsLoadedFromTheNamesInPluginXml() throws Exception {
        final PortTypeRegistration type = PortTypeRegistration.load(getClass().getClassLoader(), "Note", "#aa5500",
            Note.class.getName(), Note.Serializer.class.getName(), NoteSpec.class.getName(),
            NoteSpec.Serializer.class.getName());
        type.register();
        assertEquals(0xaa5500, type.color());
        assertThrows(ClassCastException.class, () -> PortTypeRegistration.load(getClass().getClassLoader(), "x", null,
            "java.lang.String", Note.Serializer.class.getName(), NoteSpec.class.getName(),
            NoteSpec.Serializer.class.getName()));
    }

    @Test
    void aPortTypeSurvives() throws Exception {
        final NodeSettings settings = new NodeSettings("port_0");
        ImagePortObject.TYPE_OPTIONAL.save(settings);
        assertEquals(ImagePortObject.TYPE_OPTIONAL, PortType.load((org.knime.core.node.NodeSettingsRO)settings));
        assertNotEquals(ImagePortObject.TYPE, ImagePortObject.TYPE_OPTIONAL);
    }

    @Test
    void anImageSurvives() throws Exception {
        final ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), "png", png);
        final Path saved = m_directory.resolve("image");
        HeadlessSupport.savePortObject(new ImagePortObject(new PNGImageContent(png.toByteArray()),
            new ImagePortObjectSpec(PNGImageContent.TYPE)), saved, m_exec);
        final ImagePortObject image =
            HeadlessSupport.loadPortObject(saved, ImagePortObject.class, ImagePortObjectSpec.class, m_exec);
        assertEquals("PNG image 30 x 20", image.getSummary());
        assertEquals(PNGImageContent.TYPE, image.getSpec().getDataType());
        final ByteArrayOutputStream back = new ByteArrayOutputStream();
        ((ImageValue)image.toDataCell()).getImageContent().save(back);
        assertArrayEquals(png.toByteArray(), back.toByteArray());
    }
}

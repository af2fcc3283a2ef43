package org.example.lidiff.knimeapi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.ParametersPersistence;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistor;

/** Parameters are kept in settings as KNIME keeps them. */
class ParametersPersistenceTest {

    enum Mode {
        SUM, MEAN
    }

    /** As the parameters of the demo node "Demo Summary". */
    static final class Summary implements NodeParameters {

        String m_column = "value"; // NOSONAR

        Mode m_mode = Mode.SUM;

        @Persist(configKey = "scale_factor")
        double m_factor = 2.0;

        Optional<Double> m_offset = Optional.empty();

        private int m_private = 3; // NOSONAR never kept

        static int shared = 4; // NOSONAR never kept

        transient int m_transient = 5; // NOSONAR never kept
    }

    static final class FileEntry implements NodeParameters {
        FileSelection m_file = new FileSelection();
    }

    static final class Condition implements NodeParameters {
        double m_temperatureK = 300;

        int m_replicas = 1;
    }

    /** As the parameters of the demo node "Demo Files". */
    static final class Files2 implements NodeParameters {
        FileSelection m_structure = new FileSelection();

        FileEntry[] m_files = {new FileEntry()};

        Condition[] m_conditions = {new Condition()};
    }

    private static NodeSettings save(final NodeParameters parameters) {
        final NodeSettings settings = new NodeSettings("model");
        ParametersPersistence.save(parameters, settings);
        return settings;
    }

    private static NodeSettings example(final String file) throws Exception {
        final Path path = Path.of("../../../shared/knime").resolve(file);
        Assumptions.assumeTrue(Files.exists(path), "skipped: " + path + " is not beside the checkout");
        final NodeSettings settings = new NodeSettings("model");
        ConfigXmlTest.parse(Files.readString(path)).getNodeSettings("model").copyTo(settings);
        return settings;
    }

    @Test
    void simpleFieldsAreKeptAsInTheExample() throws Exception {
        assertEquals(example("example-workflow-minimal/Demo Summary (#2)/settings.xml"), save(new Summary()));
        assertEquals(List.of("column", "mode", "scale_factor", "offset", "offset_is_present"),
            List.copyOf(save(new Summary()).keySet()));
    }

    @Test
    void filesAndArraysAreKeptAsInTheExample() throws Exception {
        final NodeSettings written = example("example-workflow-files/Demo Files (#1)/settings.xml");
        final Files2 parameters = ParametersPersistence.load(Files2.class, written);
        assertEquals(2, parameters.m_files.length);
        assertEquals(new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "run2.xyz"),
            parameters.m_files[1].m_file.getFSLocation());
        assertEquals(800, parameters.m_conditions[0].m_temperatureK);
        assertEquals(written, save(parameters));
    }

    @Test
    void filesAndArraysSurvive() throws Exception {
        final Files2 parameters = new Files2();
        parameters.m_structure = new FileSelection(new FSLocation(FSCategory.LOCAL, "/a b/c%d.cif"));
        parameters.m_files = new FileEntry[0];
        parameters.m_conditions = new Condition[]{new Condition(), new Condition(), new Condition()};
        parameters.m_conditions[2].m_replicas = 9;
        final NodeSettings settings = save(parameters);
        assertEquals(settings, save(ParametersPersistence.load(Files2.class, settings)));
        final NodeSettings path = settings.getNodeSettings("structure").getNodeSettings("path");
        assertTrue(path.getBoolean("location_present"));
        assertEquals("LOCAL", path.getString("file_system_type"));
        assertEquals("/a b/c%d.cif", path.getString("path"));
        assertEquals(List.of("location_present", "file_system_type", "path"), List.copyOf(path.keySet()));
        assertEquals(List.of("0", "1", "2"), List.copyOf(settings.getNodeSettings("conditions").keySet()));
        assertEquals(9, settings.getNodeSettings("conditions").getNodeSettings("2").getInt("replicas"));
    }

    @Test
    void aMissingKeyIsNamed() {
        for (final String key : List.of("column", "mode", "scale_factor", "offset")) {
            final Summary present = new Summary();
            present.m_offset = Optional.of(1.0);
            final NodeSettings settings = save(present);
            settings.removeConfig(key);
            final InvalidSettingsException ex = assertThrows(InvalidSettingsException.class,
                () -> ParametersPersistence.load(Summary.class, settings));
            assertTrue(ex.getMessage().contains("\"" + key + "\"") && ex.getMessage().contains("\"model\""),
                ex.getMessage());
        }
    }

    @Test
    void aWrongConstantIsNamedWithTheRightOnes() {
        final NodeSettings settings = save(new Summary());
        settings.addString("mode", "MEDIAN");
        assertEquals("Invalid value 'MEDIAN' of the setting \"mode\". Possible values: SUM, MEAN",
            assertThrows(InvalidSettingsException.class, () -> ParametersPersistence.load(Summary.class, settings))
                .getMessage());
        settings.addString("mode", null);
        assertTrue(assertThrows(InvalidSettingsException.class,
            () -> ParametersPersistence.load(Summary.class, settings)).getMessage().contains("'null'"));
    }

    @Test
    void aWrongFileSystemIsNamed() {
        final NodeSettings settings = save(new FileEntry());
        assertThrows(InvalidSettingsException.class, () -> {
            settings.getNodeSettings("file").getNodeSettings("path").addString("file_system_type", "FTP");
            ParametersPersistence.load(FileEntry.class, settings);
        });
    }

    @Test
    void optionalValuesSurvive() throws Exception {
        final Summary parameters = new Summary();
        parameters.m_offset = Optional.of(-0.25);
        final NodeSettings settings = save(parameters);
        assertEquals(-0.25, settings.getDouble("offset"));
        assertTrue(settings.getBoolean("offset_is_present"));
        assertEquals(Optional.of(-0.25), ParametersPersistence.load(Summary.class, settings).m_offset);
        settings.addBoolean("offset_is_present", false);
        assertEquals(Optional.empty(), ParametersPersistence.load(Summary.class, settings).m_offset);
    }

    static class Base implements NodeParameters {
        int m_first = 1;
    }

    static final class Everything extends Base {
        long m_long = 2;

        float m_float = 3;

        boolean m_boolean = true;

        char m_char = 'x';

        byte m_byte = 4;

        String m_null = null; // NOSONAR

        String[] m_strings = {"a", null};

        int[] m_ints = {1, 2};

        double[] m_doubles = {Double.NaN};

        Condition m_group = new Condition();

        List<Condition> m_list = List.of(new Condition());

        Optional<String> m_optionalString = Optional.of("s");

        Optional<Mode> m_optionalEnum = Optional.of(Mode.MEAN);

        Optional<Integer> m_optionalInt = Optional.empty();

        Optional<FileEntry> m_optionalGroup = Optional.of(new FileEntry());

        @Persist(hidden = true)
        int m_hidden = 6;
    }

    @Test
    void allTypesOfFieldsSurvive() throws Exception {
        final NodeSettings settings = save(new Everything());
        final Everything back = ParametersPersistence.load(Everything.class, settings);
        assertEquals(settings, save(back));
        assertEquals("first", settings.keySet().iterator().next(), "fields of the super class come first");
        assertEquals(6, settings.getInt("hidden_Internals"));
        assertArrayEquals(new String[]{"a", null}, back.m_strings);
        assertEquals(300, back.m_list.get(0).m_temperatureK);
        assertEquals(Optional.of(Mode.MEAN), back.m_optionalEnum);
        assertEquals("MEAN", settings.getString("optionalEnum"));
    }

    static final class Unkeepable implements NodeParameters {
        Thread m_thread = null; // NOSONAR
    }

    @Test
    void fieldsOfOtherTypesAreRefused() {
        final Unkeepable parameters = new Unkeepable();
        assertTrue(assertThrows(IllegalStateException.class, () -> save(parameters)).getMessage()
            .contains("java.lang.Thread"));
    }

    static final class Later implements NodeParameters {
        int m_old = 1;

        @Migrate(loadDefaultIfAbsent = true)
        int m_new = 2;

        @Migrate(loadDefaultIfAbsent = true)
        Optional<Double> m_newOptional = Optional.of(0.5);

        @Migrate(loadDefaultIfAbsent = true)
        Condition[] m_newArray = {new Condition()};

        @Migration(FromFlag.class)
        Mode m_mode = Mode.SUM;

        @Migration(OldFileDefault.class)
        double m_cutoffA = 6;
    }

    static final class FromFlag implements NodeParametersMigration<Mode> {
        @Override
        public List<ConfigMigration<Mode>> getConfigMigrations() {
            return List.of(ConfigMigration.builder(s -> s.getBoolean("useMean") ? Mode.MEAN : Mode.SUM)
                .withDeprecatedConfigPath("useMean").build());
        }
    }

    static final class OldFileDefault implements DefaultProvider<Double> {
        @Override
        public Double getDefault() {
            return 5.0;
        }
    }

    @Test
    void olderSettingsAreMigrated() throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("old", 7);
        settings.addBoolean("useMean", true);
        final Later parameters = ParametersPersistence.load(Later.class, settings);
        assertEquals(7, parameters.m_old);
        assertEquals(2, parameters.m_new);
        assertEquals(Optional.of(0.5), parameters.m_newOptional);
        assertEquals(1, parameters.m_newArray.length);
        assertEquals(Mode.MEAN, parameters.m_mode);
        assertEquals(5.0, parameters.m_cutoffA, "settings before the field had another default");
    }

    @Test
    void currentSettingsAreNotMigrated() throws Exception {
        final Later parameters = new Later();
        parameters.m_new = 8;
        parameters.m_cutoffA = 4;
        final Later back = ParametersPersistence.load(Later.class, save(parameters));
        assertEquals(8, back.m_new);
        assertEquals(4, back.m_cutoffA);
        assertEquals(Mode.SUM, back.m_mode);
    }

    @Test
    void aFieldWithoutMigrationStaysNecessary() {
        final NodeSettings settings = save(new Later());
        settings.removeConfig("old");
        assertThrows(InvalidSettingsException.class, () -> ParametersPersistence.load(Later.class, settings));
    }

    @Test
    void aPresentFieldOfAWrongTypeIsNotReplacedByTheDefault() {
        final NodeSettings settings = save(new Later());
        settings.addString("new", "2");
        assertThrows(InvalidSettingsException.class, () -> ParametersPersistence.load(Later.class, settings));
    }

    @LoadDefaultsForAbsentFields
    static final class Lenient implements NodeParameters {
        int m_a = 1;

        String m_b = "b"; // NOSONAR
    }

    @Test
    void aLenientClassTakesDefaults() throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("a", 5);
        final Lenient parameters = ParametersPersistence.load(Lenient.class, settings);
        assertEquals(5, parameters.m_a);
        assertEquals("b", parameters.m_b);
    }

    static final class InKelvin implements NodeParametersPersistor<Double> {
        @Override
        public Double load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getDouble("temperatureC") + 273.15;
        }

        @Override
        public void save(final Double param, final NodeSettingsWO settings) {
            settings.addDouble("temperatureC", param - 273.15);
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{"temperatureC"}};
        }
    }

    static final class Custom implements NodeParameters {
        @Persistor(InKelvin.class)
        double m_temperatureK = 273.15;
    }

    @Test
    void aPersistorOfItsOwnIsUsed() throws Exception {
        final NodeSettings settings = save(new Custom());
        assertEquals(List.of("temperatureC"), List.copyOf(settings.keySet()));
        assertEquals(0, settings.getDouble("temperatureC"));
        settings.addDouble("temperatureC", 100);
        assertEquals(373.15, ParametersPersistence.load(Custom.class, settings).m_temperatureK, 1e-12);
    }

    static final class Twice implements NodeParameters {
        int m_a = 1;

        @Persist(configKey = "a")
        int m_b = 2;
    }

    @Test
    void twoFieldsWithOneKeyAreRefused() {
        final Twice parameters = new Twice();
        assertTrue(assertThrows(IllegalStateException.class, () -> save(parameters)).getMessage().contains("\"a\""));
    }
}

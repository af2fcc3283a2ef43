package org.example.lidiff.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.config.base.AbstractConfigEntry;
import org.knime.core.node.config.base.ConfigBase;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.ParametersPersistence;
import org.knime.node.parameters.Widget;

/** Every parameter of every node: texts, keys, and what is refused. */
class ParametersTest {

    static Stream<Class<? extends NodeParameters>> classes() {
        return Nodes.factoryNames().stream().<Class<? extends NodeParameters>>map(Nodes::parameters);
    }

    /** Fields that are stored and shown. */
    private static List<Field> fields(final Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
            .filter(f -> !Modifier.isStatic(f.getModifiers()) && !Modifier.isTransient(f.getModifiers()) && !f.isSynthetic()).toList();
    }

    /** The type of one parameter, inside an array or an Optional. */
    private static Class<?> element(final Field field) {
        if (field.getType().isArray()) {
            return field.getType().getComponentType();
        }
        return field.getType() == Optional.class ? (Class<?>)((ParameterizedType)field.getGenericType()).getActualTypeArguments()[0] : field.getType();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void defaultsAreValidAndNeverNull(final Class<? extends NodeParameters> type) throws InvalidSettingsException, IllegalAccessException {
        final NodeParameters defaults = Nodes.defaults(type);
        defaults.validate();
        for (final Field field : fields(type)) {
            field.setAccessible(true);
            assertNotNull(field.get(defaults), field.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void everyParameterHasATitleADescriptionAndItsUnit(final Class<?> type) {
        final List<String> faults = new ArrayList<>();
        faults(type, faults);
        assertEquals(List.of(), faults);
    }

    private static void faults(final Class<?> type, final List<String> faults) {
        for (final Field field : fields(type)) {
            final Class<?> element = element(field);
            final boolean group = NodeParameters.class.isAssignableFrom(element);
            final String name = type.getSimpleName() + "." + field.getName();
            if (!field.getName().startsWith("m_") || Modifier.isPrivate(field.getModifiers())) {
                faults.add(name + " is private or does not begin with m_");
            }
            final Widget widget = field.getAnnotation(Widget.class);
            // a group that is no array shows its own parameters
            if (widget == null && !(group && !field.getType().isArray())) {
                faults.add(name + " has no @Widget");
            } else if (widget != null) {
                textFaults(name, widget, faults);
            }
            if (group) {
                faults(element, faults);
            }
        }
    }

    private static void textFaults(final String name, final Widget widget, final List<String> faults) {
        if (!widget.title().matches("[A-Z].*[^.:]")) {
            faults.add(name + " has the title '" + widget.title() + "'");
        }
        if (!widget.description().strip().matches("(?s).*[.:]")) {
            faults.add(name + " has the description '" + widget.description() + "'");
        }
        if (name.matches(".*(Fs|Ps|S|K|PerPs|Angstrom|Degrees|Percent|Frames)") && !widget.title().matches(".*\\([^()]+\\)") && !name.endsWith(".m_frames")) {
            faults.add(name + " has no unit in its title '" + widget.title() + "'");
        }
        Xhtml.check(widget.description());
    }

    /** What the checks above must find. */
    static final class Broken {
        @Widget(title = "time step", description = "no end")
        double m_timeStepFs = 1;
        double m_untitled;
        @Widget(title = "Name", description = "A name.")
        private String name = "";
    }

    @Test
    void faultyParametersAreFound() {
        final List<String> faults = new ArrayList<>();
        faults(Broken.class, faults);
        assertEquals(5, faults.size(), faults.toString());
    }

    @Test
    void keysAndTypesOfSettingsAreAPromise() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (final String factory : Nodes.factoryNames()) {
            final Class<? extends NodeParameters> type = Nodes.parameters(factory);
            final NodeParameters parameters = Nodes.defaults(type);
            fillArrays(parameters);
            final NodeSettings settings = new NodeSettings("model");
            ParametersPersistence.save(parameters, settings);
            final String node = type.getPackageName().replaceAll(".*\\.", "");
            keys(settings, node + "\t", lines);
            // its own enums, and those it shares with other nodes
            final Map<String, Class<?>> enums = new TreeMap<>();
            Stream.concat(Arrays.stream(type.getDeclaredClasses()), fields(type).stream().map(Field::getType)).filter(Class::isEnum)
                .forEach(c -> enums.put(c.getSimpleName(), c));
            enums.forEach((name, constants) -> lines.add(node + "\t" + name + "\t" + Arrays.stream(constants.getEnumConstants())
                .map(c -> ((Enum<?>)c).name()).collect(Collectors.joining(" "))));
        }
        GoldenFile.check("settings-keys.txt", lines);
    }

    // an empty array would hide the keys of its elements
    private static void fillArrays(final NodeParameters parameters) {
        for (final Field field : fields(parameters.getClass())) {
            try {
                field.setAccessible(true);
                if (field.getType().isArray() && NodeParameters.class.isAssignableFrom(element(field)) && Array.getLength(field.get(parameters)) == 0) {
                    final Constructor<?> constructor = element(field).getDeclaredConstructor();
                    constructor.setAccessible(true);
                    final Object array = Array.newInstance(element(field), 1);
                    Array.set(array, 0, constructor.newInstance());
                    field.set(parameters, array);
                }
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void keys(final ConfigBase config, final String prefix, final List<String> lines) {
        for (final String key : config.keySet()) {
            final AbstractConfigEntry entry = config.getEntry(key);
            if (entry instanceof ConfigBase) {
                keys((ConfigBase)entry, prefix + key + "/", lines);
            } else {
                lines.add(prefix + key + "\t" + entry.getType().name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("classes")
    void whatIsSavedIsLoadedAgain(final Class<? extends NodeParameters> type) throws InvalidSettingsException {
        final NodeParameters parameters = Nodes.defaults(type);
        fillArrays(parameters);
        final NodeSettings settings = new NodeSettings("model");
        ParametersPersistence.save(parameters, settings);
        final NodeSettings again = new NodeSettings("model");
        ParametersPersistence.save(ParametersPersistence.load(type, settings), again);
        assertEquals(settings.toString(), again.toString());
        for (final String key : settings.keySet()) {
            if (settings.containsKey(key + "_is_present") || key.endsWith("_is_present")) {
                // the value of an absent optional is not read, and without a mark it is absent
                continue;
            }
            final NodeSettings without = new NodeSettings("model");
            settings.copyTo(without);
            without.removeConfig(key);
            if (isMigrated(type, key)) {
                // a setting that came later: workflows without it get the default
                final NodeSettings migrated = new NodeSettings("model");
                ParametersPersistence.save(ParametersPersistence.load(type, without), migrated);
                final NodeSettings defaults = new NodeSettings("model");
                ParametersPersistence.save(Nodes.defaults(type), defaults);
                assertEquals(String.valueOf(defaults.getEntry(key)), String.valueOf(migrated.getEntry(key)), key);
                continue;
            }
            final InvalidSettingsException e = assertThrows(InvalidSettingsException.class, () -> ParametersPersistence.load(type, without), key);
            assertTrue(e.getMessage().contains(key), e.getMessage());
        }
    }

    private static Object species(final String name, final String element) {
        try {
            final Class<?> type = Class.forName("org.example.lidiff.nodes.loadaimd.LoadAimdParameters$Species");
            final Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            final Object entry = constructor.newInstance();
            final Field[] fields = {type.getDeclaredField("m_name"), type.getDeclaredField("m_element")};
            for (int i = 0; i < 2; i++) {
                fields[i].setAccessible(true);
                fields[i].set(entry, i == 0 ? name : element);
            }
            final Object array = Array.newInstance(type, 1);
            Array.set(array, 0, entry);
            return array;
        } catch (final ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isMigrated(final Class<?> type, final String key) {
        return fields(type).stream().filter(f -> f.getName().equals("m_" + key))
            .anyMatch(f -> f.isAnnotationPresent(Migrate.class) && f.getAnnotation(Migrate.class).loadDefaultIfAbsent());
    }

    /** node, field, value, and what the message must contain: key, value, limit. */
    static Stream<Arguments> invalid() {
        return Stream.of(
            bad("loadaimd.LoadAimd", "m_timeStepFs", Optional.of(0.0), "timeStepFs", "0.0 fs", "above 0 fs"),
            bad("loadaimd.LoadAimd", "m_timeStepFs", Optional.of(Double.NaN), "timeStepFs", "NaN"),
            bad("loadaimd.LoadAimd", "m_temperatureK", Optional.of(-5.0), "temperatureK", "-5.0 K", "above 0 K"),
            bad("loadaimd.LoadAimd", "m_firstFrame", -1L, "firstFrame", "-1", "at least 0"),
            bad("loadaimd.LoadAimd", "m_stride", 0, "stride", "is 0", "at least 1"),
            bad("loadaimd.LoadAimd", "m_lastFrame", Optional.of(-1), "lastFrame = -1", "firstFrame = 0"),
            bad("loadaimd.LoadAimd", "m_sampleFrames", Optional.of(0), "sampleFrames", "is 0", "at least 1"),
            bad("loadaimd.LoadAimd", "m_species", species("1", "Xx"), "species '1' (species/0/element)", "'Xx'", "no element"),
            bad("loadaimd.LoadAimd", "m_species", species(" ", "Li"), "Species 1 (species/0/name) has no name"),
            bad("detecthops.DetectHops", "m_coreFraction", 1.5, "coreFraction", "1.5", "from 0.05 to 1"),
            bad("detecthops.DetectHops", "m_minimumResidenceFs", -1.0, "minimumResidenceFs", "-1", "at least 0"),
            bad("detecthops.DetectHops", "m_mobileElement", " ", "mobileElement"),
            bad("buildmsm.BuildMsm", "m_lagTimePs", 0.0, "lagTimePs", "0.0 ps", "above 0 ps"),
            bad("buildmsm.BuildMsm", "m_samples", 10001, "samples", "10001", "from 0 to 10000"),
            bad("spectralanalysis.SpectralAnalysis", "m_eigenvectors", 0, "eigenvectors", "is 0", "from 1 to 1000"),
            bad("spectralanalysis.SpectralAnalysis", "m_direction", "1 1", "(direction) is '1 1'", "for example 1 1 0"),
            bad("spectralanalysis.SpectralAnalysis", "m_direction", "0 0 0", "(direction) is '0 0 0'", "not all zero"),
            bad("spectralanalysis.SpectralAnalysis", "m_direction", "1 x 0", "(direction) is '1 x 0'"),
            bad("spectralanalysis.SpectralAnalysis", "m_wavePathSteps", 0, "wavePathSteps", "is 0", "from 1 to 1000"),
            bad("spectralanalysis.SpectralAnalysis", "m_longestTimePs", Double.POSITIVE_INFINITY, "longestTimePs", "Infinity"),
            bad("diffusionanalysis.DiffusionAnalysis", "m_siteDistanceAngstrom", -1.0, "siteDistanceAngstrom", "is -1", "from 0 to 99"),
            bad("diffusionanalysis.DiffusionAnalysis", "m_longestLagFraction", 1.5, "longestLagFraction", "is 1.5", "from 0.001 to 1"),
            bad("diffusionanalysis.DiffusionAnalysis", "m_largestDistanceAngstrom", 0.0, "largestDistanceAngstrom", "is 0", "from 0.1 to 100"),
            bad("diffusionanalysis.DiffusionAnalysis", "m_shells", 0, "shells", "is 0", "from 1 to 10000"),
            bad("runmd.RunMd", "m_repeatB", 0, "repeatB", "is 0", "at least 1"),
            bad("runmd.RunMd", "m_timeStepFs", -1.0, "timeStepFs", "-1.0 fs", "above 0 fs"),
            bad("runmd.RunMd", "m_equilibrationPs", -1.0, "equilibrationPs", "at least 0"),
            bad("runmd.RunMd", "m_productionPs", 0.0, "productionPs", "above 0 ps"),
            bad("runmd.RunMd", "m_sampleIntervalFs", 0.0, "sampleIntervalFs", "above 0 fs"),
            bad("runmd.RunMd", "m_thermostatTimeFs", 0.0, "thermostatTimeFs", "above 0 fs"),
            bad("runmd.RunMd", "m_frictionPerPs", 0.0, "frictionPerPs", "above 0 1/ps"),
            bad("runmd.RunMd", "m_smallestEdgeAngstrom", 0.0, "smallestEdgeAngstrom", "above 0 Å"),
            bad("runmd.RunMd", "m_heatingPs", -1.0, "heatingPs", "at least 0"),
            bad("runmd.RunMd", "m_pressureEquilibrationPs", -1.0, "pressureEquilibrationPs", "at least 0"),
            bad("runmd.RunMd", "m_pressureGPa", 2000.0, "pressureGPa", "1000"),
            bad("runmd.RunMd", "m_shortestDistanceAngstrom", -1.0, "shortestDistanceAngstrom", "at least 0"),
            bad("runmd.RunMd", "m_energyJumpMeV", 0.0, "energyJumpMeV", "above 0 meV/atom"),
            bad("runmd.RunMd", "m_largestExtrapolation", Optional.of(0.0), "largestExtrapolation", "above 0"),
            bad("runmd.RunMd", "m_workerMemoryMB", 10, "workerMemoryMB", "at least 64"),
            bad("runmd.RunMd", "m_checkpointIntervalPs", 0.0, "checkpointIntervalPs", "above 0 ps"),
            bad("runmd.RunMd", "m_maximumTemperatureK", 0.0, "maximumTemperatureK", "above 0 K"),
            bad("writetrajectory.WriteTrajectory", "m_runs", "1, 5-3", "(runs) is '1, 5-3'", "'5-3' is no run", "for example 1, 3-5"),
            bad("writetrajectory.WriteTrajectory", "m_runs", "0", "(runs) is '0'", "from 1 to 100000"),
            bad("writetrajectory.WriteTrajectory", "m_runs", "1,,2", "(runs) is '1,,2'", "'' is no run"),
            bad("writetrajectory.WriteTrajectory", "m_runs", "all", "(runs) is 'all'"),
            bad("writetrajectory.WriteTrajectory", "m_firstFrame", -1L, "firstFrame", "-1", "at least 0"),
            bad("writetrajectory.WriteTrajectory", "m_stride", 0, "stride", "is 0", "at least 1"),
            bad("writetrajectory.WriteTrajectory", "m_lastFrame", Optional.of(-1), "lastFrame = -1", "firstFrame = 0"));
    }

    private static Arguments bad(final String node, final String field, final Object value, final String... parts) {
        return Arguments.of("org.example.lidiff.nodes." + node + "NodeFactory", field, value, parts);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusedValuesAreNamedWithKeyValueAndLimit(final String factory, final String field, final Object value, final String[] parts)
        throws ReflectiveOperationException {
        final NodeParameters parameters = Nodes.defaults(Nodes.parameters(factory));
        set(parameters, field, value);
        message(parameters, parts);
    }

    private static void set(final Object parameters, final String field, final Object value) throws ReflectiveOperationException {
        final Field f = parameters.getClass().getDeclaredField(field);
        f.setAccessible(true);
        f.set(parameters, value);
    }

    private static void message(final NodeParameters parameters, final String... parts) {
        final InvalidSettingsException e = assertThrows(InvalidSettingsException.class, parameters::validate);
        for (final String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        assertFalse(e.getMessage().contains("m_"), e.getMessage());
    }

    @Test
    void occupanciesAreNamedByTheirPath() throws ReflectiveOperationException {
        final NodeParameters msm = Nodes.defaults(Nodes.parameters("org.example.lidiff.nodes.buildmsm.BuildMsmNodeFactory"));
        fillArrays(msm);
        message(msm, "Occupancy 1 (occupancies/0/type) has no type of site", "Name each type once");
        final Field field = msm.getClass().getDeclaredField("m_occupancies");
        field.setAccessible(true);
        final Object one = Array.get(field.get(msm), 0);
        set(one, "m_type", "T2");
        set(one, "m_ions", 0.0);
        message(msm, "occupancies/0/ions", "above 0 ions");
        final Object two = Array.newInstance(one.getClass(), 2);
        Array.set(two, 0, one);
        Array.set(two, 1, one);
        set(one, "m_ions", 0.5);
        field.set(msm, two);
        message(msm, "Occupancy 2 (occupancies/1/type) is the second one of 'T2'");
    }

    @Test
    void passagesAndWaveVectorsAreNamedByTheirPath() throws ReflectiveOperationException {
        final NodeParameters spectral = Nodes.defaults(Nodes.parameters("org.example.lidiff.nodes.spectralanalysis.SpectralAnalysisNodeFactory"));
        fillArrays(spectral);
        message(spectral, "Passage 1 (passages/0/from) names no sites");
        final Field passages = spectral.getClass().getDeclaredField("m_passages");
        passages.setAccessible(true);
        set(Array.get(passages.get(spectral), 0), "m_from", "T2");
        message(spectral, "Passage 1 (passages/0/to) names no sites");
        set(Array.get(passages.get(spectral), 0), "m_to", "T5");
        final Field path = spectral.getClass().getDeclaredField("m_wavePath");
        path.setAccessible(true);
        set(Array.get(path.get(spectral), 0), "m_k", Double.NaN);
        message(spectral, "Corner 1 of the path of wave vectors (wavePath/0) is 0.0 NaN 0.0");
    }

    @Test
    void elementsOfArraysAreNamedByTheirPath() throws ReflectiveOperationException {
        final NodeParameters md = Nodes.defaults(Nodes.parameters("org.example.lidiff.nodes.runmd.RunMdNodeFactory"));
        fillArrays(md);
        final Field conditions = md.getClass().getDeclaredField("m_conditions");
        conditions.setAccessible(true);
        final Object condition = Array.get(conditions.get(md), 0);
        set(condition, "m_temperatureK", 0.0);
        message(md, "conditions/0/temperatureK", "above 0 K");
        set(condition, "m_temperatureK", 300.0);
        set(condition, "m_replicas", 0);
        message(md, "conditions/0/replicas", "is 0", "at least 1");
        set(condition, "m_replicas", 1);
        final Field vacancies = md.getClass().getDeclaredField("m_vacancies");
        vacancies.setAccessible(true);
        set(Array.get(vacancies.get(md), 0), "m_count", -1);
        message(md, "vacancies/0/count", "is -1", "at least 0");
        conditions.set(md, Array.newInstance(condition.getClass(), 0));
        set(Array.get(vacancies.get(md), 0), "m_count", 0);
        message(md, "There are no conditions", "Add at least one temperature");
    }
}

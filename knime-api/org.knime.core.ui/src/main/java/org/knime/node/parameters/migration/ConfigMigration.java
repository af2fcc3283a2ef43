package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.NodeSettingsRO;

/** One way to read older settings, and how to recognize them. */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> m_loader;

    private final Predicate<NodeSettingsRO> m_matcher;

    private final List<String[]> m_deprecated;

    private ConfigMigration(final Builder<T> builder) {
        m_loader = builder.m_loader;
        m_matcher = builder.m_matcher;
        m_deprecated = List.copyOf(builder.m_deprecated);
    }

    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    public ParametersLoader<T> getLoader() {
        return m_loader;
    }

    /** The test for these settings; null, only in the stand-in, if the current keys being absent is the test. */
    public Predicate<NodeSettingsRO> getMatcher() {
        if (m_matcher != null || m_deprecated.isEmpty()) {
            return m_matcher;
        }
        return settings -> m_deprecated.stream().allMatch(path -> contains(settings, Arrays.asList(path)));
    }

    private static boolean contains(final NodeSettingsRO settings, final List<String> path) {
        if (!settings.containsKey(path.get(0))) {
            return false;
        }
        try {
            return path.size() == 1
                || contains(settings.getNodeSettings(path.get(0)), path.subList(1, path.size()));
        } catch (org.knime.core.node.InvalidSettingsException ex) { // NOSONAR a value where a group is asked for
            return false;
        }
    }

    public Collection<String[]> getDeprecatedConfigPaths() {
        return m_deprecated;
    }

    /** Makes a migration. */
    public static final class Builder<T> {

        private final ParametersLoader<T> m_loader;

        private final List<String[]> m_deprecated = new ArrayList<>();

        private Predicate<NodeSettingsRO> m_matcher;

        public Builder(final ParametersLoader<T> loader) {
            m_loader = loader;
        }

        /** Names a key that older settings have; without a matcher, all of them being there is the test. */
        public Builder<T> withDeprecatedConfigPath(final String... path) {
            m_deprecated.add(path.clone());
            return this;
        }

        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> matcher) {
            m_matcher = matcher;
            return this;
        }

        public ConfigMigration<T> build() {
            return new ConfigMigration<>(this);
        }
    }
}

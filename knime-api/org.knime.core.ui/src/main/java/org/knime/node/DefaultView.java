package org.knime.node;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.DataService;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.page.Page;
import org.knime.core.webui.page.Page.RequireFromFileOrString;
import org.knime.node.parameters.NodeParameters;

/** The view of a fluent node: one page, and the data it asks for. */
public final class DefaultView implements FluentNodeAPI {

    private final Class<? extends NodeParameters> m_parameters;

    private final String m_description;

    private final Page m_page;

    private DefaultInitialData<?> m_initialData;

    private DefaultView(final Class<? extends NodeParameters> parameters, final String description, final Page page) {
        m_parameters = parameters;
        m_description = description;
        m_page = page;
    }

    static RequireViewParameters start() {
        return parameters -> description -> page -> new DefaultView(parameters, description,
            page.apply(Page.create()));
    }

    Optional<Class<? extends NodeParameters>> parameters() {
        return Optional.ofNullable(m_parameters);
    }

    String viewDescription() {
        return m_description;
    }

    Page page() {
        return m_page;
    }

    Optional<InitialDataService<?>> initialDataService(final ViewInput input) {
        return Optional.ofNullable(m_initialData).map(d -> d.service(input));
    }

    /** The data that the page is given when it opens. */
    public <D> DefaultView initialData(final Function<RequireInitialData, DefaultInitialData<D>> initialData) {
        m_initialData = initialData.apply(DefaultInitialData.start());
        return this;
    }

    /** Next: the class of the view's own parameters, or none. */
    @FunctionalInterface
    public interface RequireViewParameters {

        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** Next: the description of the view. */
    @FunctionalInterface
    public interface RequireDescription {

        RequirePage description(String description);
    }

    /** Next: the page. */
    @FunctionalInterface
    public interface RequirePage {

        DefaultView page(Function<RequireFromFileOrString, Page> page);
    }

    /** What the data of a view can be made of: its parameters and what the node keeps for it. */
    public interface ViewInput {

        <S extends NodeParameters> S getParameters();

        PortObject[] getInternalPortObjects();

        default BufferedDataTable[] getInternalTables() {
            return Stream.of(getInternalPortObjects()).map(BufferedDataTable.class::cast)
                .toArray(BufferedDataTable[]::new);
        }
    }

    abstract static class AbstractDataService implements DataService.DataServiceBuilder {

        private Runnable m_dispose;

        private Runnable m_deactivate;

        @Override
        public DataService.DataServiceBuilder onDispose(final Runnable dispose) {
            m_dispose = dispose;
            return this;
        }

        @Override
        public DataService.DataServiceBuilder onDeactivate(final Runnable deactivate) {
            m_deactivate = deactivate;
            return this;
        }

        Runnable dispose() {
            return m_dispose;
        }

        Runnable deactivate() {
            return m_deactivate;
        }
    }

    /** Next: the data. */
    @FunctionalInterface
    public interface RequireInitialData {

        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /** The data that a page is given when it opens. */
    public static final class DefaultInitialData<D> extends AbstractDataService implements FluentNodeAPI {

        private final Function<ViewInput, D> m_data;

        private InitialDataService.Serializer<D> m_serializer;

        private DefaultInitialData(final Function<ViewInput, D> data) {
            m_data = data;
        }

        static RequireInitialData start() {
            return new RequireInitialData() { // NOSONAR a lambda cannot implement a generic method
                @Override
                public <T> DefaultInitialData<T> data(final Function<ViewInput, T> data) {
                    return new DefaultInitialData<>(data);
                }
            };
        }

        /** Replaces the way the data becomes JSON. */
        public DefaultInitialData<D> serializer(final InitialDataService.Serializer<D> serializer) {
            m_serializer = serializer;
            return this;
        }

        InitialDataService<D> service(final ViewInput input) {
            final InitialDataService.InitialDataServiceBuilder<D> builder =
                InitialDataService.builder(() -> m_data.apply(input));
            if (m_serializer != null) {
                builder.serializer(m_serializer);
            }
            return builder.onDispose(dispose()).onDeactivate(deactivate()).build();
        }
    }
}

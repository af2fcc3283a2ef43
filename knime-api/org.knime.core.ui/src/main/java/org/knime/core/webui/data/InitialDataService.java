package org.knime.core.webui.data;

import java.io.IOException;
import java.util.function.Supplier;

/** Gives the data that a page starts with. */
public final class InitialDataService<D> implements DataService {

    private final Supplier<D> m_data;

    private final Serializer<D> m_serializer;

    private InitialDataService(final InitialDataServiceBuilder<D> builder) {
        m_data = builder.m_data;
        m_serializer = builder.m_serializer;
    }

    public static <D> InitialDataServiceBuilder<D> builder(final Supplier<D> dataSupplier) {
        return new InitialDataServiceBuilder<>(dataSupplier);
    }

    /** The data as JSON. */
    public String getInitialData() {
        try {
            return m_serializer.serialize(m_data.get());
        } catch (IOException ex) {
            throw new IllegalStateException("The data of the view cannot be written: " + ex.getMessage(), ex);
        }
    }

    /** Makes JSON of data. */
    @FunctionalInterface
    public interface Serializer<D> {

        String serialize(D data) throws IOException;
    }

    /** Makes a service. */
    public static final class InitialDataServiceBuilder<D> implements DataService.DataServiceBuilder {

        private final Supplier<D> m_data;

        private Serializer<D> m_serializer = JsonText::of;

        private InitialDataServiceBuilder(final Supplier<D> data) {
            m_data = data;
        }

        @Override
        public InitialDataServiceBuilder<D> onDispose(final Runnable dispose) {
            return this;
        }

        @Override
        public InitialDataServiceBuilder<D> onDeactivate(final Runnable deactivate) {
            return this;
        }

        public InitialDataServiceBuilder<D> serializer(final Serializer<D> serializer) {
            m_serializer = serializer;
            return this;
        }

        public InitialDataService<D> build() {
            return new InitialDataService<>(this);
        }
    }
}

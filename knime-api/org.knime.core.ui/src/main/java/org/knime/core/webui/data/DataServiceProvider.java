package org.knime.core.webui.data;

import java.util.Optional;

/** Has data services. */
public interface DataServiceProvider {

    Optional<InitialDataService<?>> createInitialDataService();
}

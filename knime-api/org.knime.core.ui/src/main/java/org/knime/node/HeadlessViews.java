package org.knime.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.standin.StandinOnly;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;

/** What the view of a fluent node would show. */
@StandinOnly
public final class HeadlessViews {

    private HeadlessViews() {
    }

    /** The page of the node's view with its resources; the page can be had before the node ran. */
    public static Optional<Page> page(final Node node) {
        return view(node).map(NodeView::getPage);
    }

    /** The HTML of a page. */
    public static String html(final Page page) throws IOException {
        try (InputStream in = page.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * The initial data of the node's view as JSON; the node has been executed. KNIME hands it over wrapped as
     * {@code {"result": …}}, which the page's service takes off again; here it comes bare.
     *
     * @param viewSettings the content of "view" in settings.xml, or null for defaults
     */
    public static Optional<String> initialData(final Node node, final NodeSettingsRO viewSettings)
        throws InvalidSettingsException, IOException {
        final Optional<NodeView> view = view(node);
        if (view.isEmpty()) {
            return Optional.empty();
        }
        if (viewSettings != null) {
            view.get().validateSettings(viewSettings);
            view.get().loadValidatedSettingsFrom(viewSettings);
        }
        final Optional<InitialDataService<?>> service = view.get().createInitialDataService();
        return service.isEmpty() ? Optional.empty() : Optional.of(service.get().getInitialData());
    }

    private static Optional<NodeView> view(final Node node) {
        return ((Object)node.getFactory()) instanceof DefaultNodeFactory factory && factory.hasNodeView()
            ? Optional.of(factory.createNodeView(node.getNodeModel())) : Optional.empty();
    }
}

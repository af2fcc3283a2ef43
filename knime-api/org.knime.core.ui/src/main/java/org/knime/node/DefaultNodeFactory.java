package org.knime.node;

import java.util.Optional;

import org.knime.core.node.ConfigurableNodeFactory;
import org.knime.core.node.NodeDescription;
import org.knime.core.node.NodeDialogPane;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeView;
import org.knime.core.node.context.NodeCreationConfiguration;
import org.knime.core.webui.node.dialog.NodeDialog;
import org.knime.core.webui.node.dialog.NodeDialogFactory;
import org.knime.core.webui.node.view.NodeViewFactory;

/** The factory of a node that was defined the fluent way; a subclass is public with a constructor without arguments. */
public abstract class DefaultNodeFactory extends ConfigurableNodeFactory<NodeModel>
    implements NodeDialogFactory, NodeViewFactory<NodeModel> {

    private final DefaultNode m_node;

    protected DefaultNodeFactory(final DefaultNode node) {
        super(true);
        m_node = node;
    }

    DefaultNode node() {
        return m_node;
    }

    @Override
    protected final NodeDescription createNodeDescription() {
        return new FluentNodeDescription(m_node);
    }

    @Override
    protected final Optional<PortsConfigurationBuilder> createPortsConfigBuilder() {
        final PortsConfigurationBuilder builder = new PortsConfigurationBuilder();
        m_node.ports().addTo(builder);
        return Optional.of(builder);
    }

    @Override
    protected final NodeModel createNodeModel(final NodeCreationConfiguration creationConfig) {
        return new FluentNodeModel(creationConfig.getPortConfig()
            .orElseThrow(() -> new IllegalStateException("A fluent node is made with its ports.")), m_node.model());
    }

    @Override
    public boolean hasNodeDialog() {
        return m_node.model().parameters().isPresent();
    }

    @Override
    public final NodeDialog createNodeDialog() {
        throw new UnsupportedOperationException("The stand-in opens no dialogs.");
    }

    @Override
    public final boolean hasNodeView() {
        return m_node.view().isPresent();
    }

    @Override
    public final org.knime.core.webui.node.view.NodeView createNodeView(final NodeModel nodeModel) {
        return m_node.view().map(v -> new FluentNodeView(v, (FluentNodeModel)nodeModel))
            .orElseThrow(() -> new IllegalStateException(m_node.name() + " has no view."));
    }

    @Override
    protected final boolean hasDialog() {
        return false;
    }

    @Override
    protected final NodeDialogPane createNodeDialogPane(final NodeCreationConfiguration creationConfig) {
        return null; // NOSONAR there is no classic dialog
    }

    @Override
    protected final int getNrNodeViews() {
        return 0;
    }

    @Override
    public final NodeView<NodeModel> createNodeView(final int viewIndex, final NodeModel nodeModel) {
        return null; // NOSONAR there is no classic view
    }
}

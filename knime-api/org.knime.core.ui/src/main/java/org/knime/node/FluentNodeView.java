package org.knime.node;

import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.node.view.NodeView;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultView.ViewInput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.ParametersPersistence;

/** The view of one fluent node. */
final class FluentNodeView implements NodeView, ViewInput {

    private final DefaultView m_view;

    private final FluentNodeModel m_model;

    private NodeParameters m_parameters;

    FluentNodeView(final DefaultView view, final FluentNodeModel model) {
        m_view = view;
        m_model = model;
        m_parameters = view.parameters().<NodeParameters> map(ParametersPersistence::createDefaults).orElse(null);
    }

    @Override
    public Page getPage() {
        return m_view.page();
    }

    @Override
    public Optional<InitialDataService<?>> createInitialDataService() {
        return m_view.initialDataService(this);
    }

    @Override
    public void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
        if (m_view.parameters().isPresent()) {
            ParametersPersistence.load(m_view.parameters().get(), settings).validate();
        }
    }

    @Override
    public void loadValidatedSettingsFrom(final NodeSettingsRO settings) {
        if (m_view.parameters().isPresent()) {
            try {
                m_parameters = ParametersPersistence.load(m_view.parameters().get(), settings);
            } catch (InvalidSettingsException ex) {
                throw new IllegalStateException("The settings of the view were not validated: " + ex.getMessage(), ex);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the view asks for its own parameters
    public <S extends NodeParameters> S getParameters() {
        return (S)m_parameters;
    }

    @Override
    public PortObject[] getInternalPortObjects() {
        final PortObject[] internal = m_model.getInternalPortObjects();
        return internal == null ? new PortObject[0] : internal.clone();
    }
}

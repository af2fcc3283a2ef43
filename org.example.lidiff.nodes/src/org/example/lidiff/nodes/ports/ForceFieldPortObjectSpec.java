package org.example.lidiff.nodes.ports;

import java.util.List;

import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.structure.Element;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** What a force field is: kind, elements, cutoff. */
public final class ForceFieldPortObjectSpec extends LidiffPortObjectSpec {

    /** Stores the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ForceFieldPortObjectSpec> { }

    private String m_kind = "";
    private String[] m_elements = {};
    private double m_cutoffAngstrom = Double.NaN;

    /** For loading; nothing is known. */
    public ForceFieldPortObjectSpec() {
    }

    /** Describes {@code potential}. */
    public static ForceFieldPortObjectSpec of(final Potential potential) {
        final ForceFieldPortObjectSpec spec = new ForceFieldPortObjectSpec();
        spec.m_kind = potential.kind();
        spec.m_elements = potential.elements().stream().map(Element::symbol).toArray(String[]::new);
        spec.m_cutoffAngstrom = potential.cutoff();
        return spec;
    }

    /** Symbols of its elements; empty when not yet known. */
    public List<String> elements() {
        return List.of(m_elements);
    }

    @Override
    public String summary() {
        return m_elements.length == 0 ? "Force field, not known before the node has run"
            : m_kind + " force field for " + String.join(", ", m_elements) + ", cutoff " + m_cutoffAngstrom + " Å";
    }

    @Override
    void saveContent(final ModelContentWO model) {
        model.addString("kind", m_kind);
        model.addStringArray("elements", m_elements);
        model.addDouble("cutoffAngstrom", m_cutoffAngstrom);
    }

    @Override
    void loadContent(final ModelContentRO model) throws InvalidSettingsException {
        m_kind = model.getString("kind");
        m_elements = model.getStringArray("elements");
        m_cutoffAngstrom = model.getDouble("cutoffAngstrom");
    }
}

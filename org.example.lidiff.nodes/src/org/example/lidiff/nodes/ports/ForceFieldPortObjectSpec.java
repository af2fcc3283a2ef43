package org.example.lidiff.nodes.ports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.ProbeCheck;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.structure.Element;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** What a force field is: kind, elements, cutoff; and what its checks found, where they were made. */
public final class ForceFieldPortObjectSpec extends LidiffPortObjectSpec {

    /** Stores the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<ForceFieldPortObjectSpec> { }

    private static final String PROBE_KEY = "probe";

    private String m_kind = "";
    private String[] m_elements = {};
    private double m_cutoffAngstrom = Double.NaN;
    private ProbeReport m_probe;

    /** For loading; nothing is known. */
    public ForceFieldPortObjectSpec() {
    }

    /** Describes {@code potential} and what its checks found; empty if none were made. */
    public static ForceFieldPortObjectSpec of(final Potential potential, final Optional<ProbeReport> probe) {
        final ForceFieldPortObjectSpec spec = new ForceFieldPortObjectSpec();
        spec.m_kind = potential.kind();
        spec.m_elements = potential.elements().stream().map(Element::symbol).toArray(String[]::new);
        spec.m_cutoffAngstrom = potential.cutoff();
        spec.m_probe = probe.orElse(null);
        return spec;
    }

    /** Symbols of its elements; empty when not yet known. */
    public List<String> elements() {
        return List.of(m_elements);
    }

    /** What the checks found; empty if none were made. */
    public Optional<ProbeReport> probe() {
        return Optional.ofNullable(m_probe);
    }

    /** What a user of this force field has to be told: the checks that failed, a sentence each. */
    public List<String> warnings() {
        final List<String> warnings = new ArrayList<>();
        probe().ifPresent(report -> report.checks().stream().filter(c -> !c.passed()).forEach(c -> warnings.add(String.format(Locale.ROOT,
            "The force field failed the check '%s': %.3g, the limit is %.3g %s. %s", c.name(), c.value(), c.limit(), c.unit(), c.meaning()))));
        return warnings;
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
        if (m_probe != null) {
            saveProbe(model.addModelContent(PROBE_KEY));
        }
    }

    @Override
    void loadContent(final ModelContentRO model) throws InvalidSettingsException {
        m_kind = model.getString("kind");
        m_elements = model.getStringArray("elements");
        m_cutoffAngstrom = model.getDouble("cutoffAngstrom");
        // without it no checks were made, as before there were any
        m_probe = model.containsKey(PROBE_KEY) ? loadProbe(model.getModelContent(PROBE_KEY)) : null;
    }

    private void saveProbe(final ModelContentWO model) {
        final List<ProbeCheck> checks = m_probe.checks();
        model.addStringArray("names", checks.stream().map(ProbeCheck::name).toArray(String[]::new));
        model.addDoubleArray("values", checks.stream().mapToDouble(ProbeCheck::value).toArray());
        model.addDoubleArray("limits", checks.stream().mapToDouble(ProbeCheck::limit).toArray());
        model.addStringArray("units", checks.stream().map(ProbeCheck::unit).toArray(String[]::new));
        model.addStringArray("passed", checks.stream().map(c -> Boolean.toString(c.passed())).toArray(String[]::new));
        model.addStringArray("meanings", checks.stream().map(ProbeCheck::meaning).toArray(String[]::new));
    }

    private static ProbeReport loadProbe(final ModelContentRO model) throws InvalidSettingsException {
        final String[] names = model.getStringArray("names");
        final double[] values = model.getDoubleArray("values");
        final double[] limits = model.getDoubleArray("limits");
        final String[] units = model.getStringArray("units");
        final String[] passed = model.getStringArray("passed");
        final String[] meanings = model.getStringArray("meanings");
        final List<ProbeCheck> checks = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            checks.add(new ProbeCheck(names[i], values[i], limits[i], units[i], Boolean.parseBoolean(passed[i]), meanings[i]));
        }
        return new ProbeReport(checks);
    }
}

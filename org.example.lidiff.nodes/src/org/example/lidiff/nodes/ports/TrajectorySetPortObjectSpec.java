package org.example.lidiff.nodes.ports;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/** What a trajectory set holds: elements, runs, frames, temperatures, labels. */
public final class TrajectorySetPortObjectSpec extends LidiffPortObjectSpec {

    /** Stores the spec. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<TrajectorySetPortObjectSpec> { }

    private String[] m_elements = {};
    private int[] m_counts = {};
    private int m_runs;
    private long m_frames;
    private double m_frameIntervalFs = Double.NaN;
    private double[] m_temperaturesK = {};
    private boolean m_continuous;
    private boolean m_energies;
    private boolean m_forces;
    private boolean m_reference;

    /** For loading. */
    public TrajectorySetPortObjectSpec() {
    }

    /** Describes {@code set}. */
    public static TrajectorySetPortObjectSpec of(final TrajectorySet set) {
        final TrajectorySetPortObjectSpec spec = new TrajectorySetPortObjectSpec();
        final Map<String, Integer> counts = new LinkedHashMap<>();
        final Set<Double> temperatures = new LinkedHashSet<>();
        for (final Trajectory run : set.runs()) {
            final Map<String, Integer> here = new LinkedHashMap<>();
            Arrays.stream(run.atomicNumbers()).forEach(z -> here.merge(Element.of(z).symbol(), 1, Integer::sum));
            here.forEach((element, n) -> counts.merge(element, n, Math::max));
            if (!Double.isNaN(run.info().temperatureK())) {
                temperatures.add(run.info().temperatureK());
            }
        }
        spec.m_elements = counts.keySet().toArray(new String[0]);
        spec.m_counts = counts.values().stream().mapToInt(Integer::intValue).toArray();
        spec.m_runs = set.runs().size();
        spec.m_frames = set.frames();
        spec.m_frameIntervalFs = set.runs().isEmpty() ? Double.NaN : set.runs().get(0).info().frameIntervalFs();
        spec.m_temperaturesK = temperatures.stream().mapToDouble(Double::doubleValue).toArray();
        spec.m_continuous = set.runs().stream().allMatch(r -> r.info().kind() == RunKind.CONTINUOUS);
        spec.m_energies = set.runs().stream().anyMatch(r -> r.quantities().contains(Quantity.ENERGY));
        spec.m_forces = set.runs().stream().anyMatch(r -> r.quantities().contains(Quantity.FORCES));
        spec.m_reference = set.reference().isPresent();
        return spec;
    }

    /** Whether the contents are known; before a node has run they may not be. */
    public boolean isKnown() {
        return m_runs > 0;
    }

    /** How many runs there are; 0 when not yet known. */
    public int runs() {
        return m_runs;
    }

    /** Symbols of the elements, each once; empty when not yet known. */
    public List<String> elements() {
        return List.of(m_elements);
    }

    /** Whether every run is a dynamics, not a set of single points. */
    public boolean isContinuous() {
        return m_continuous;
    }

    /** Whether a run has forces. */
    public boolean hasForces() {
        return m_forces;
    }

    /** Whether a run has energies. */
    public boolean hasEnergies() {
        return m_energies;
    }

    /** Whether the complete crystal is known. */
    public boolean hasReference() {
        return m_reference;
    }

    @Override
    public String summary() {
        if (!isKnown()) {
            return "Trajectories, contents not known before the node has run";
        }
        final String atoms = IntStream.range(0, m_elements.length).mapToObj(i -> m_elements[i] + m_counts[i])
            .collect(Collectors.joining(" "));
        final String temperatures = m_temperaturesK.length == 0 ? ""
            : ", " + Arrays.stream(m_temperaturesK).mapToObj(t -> String.format(Locale.ROOT, "%.0f K", t)).collect(Collectors.joining(", "));
        return m_runs + (m_runs == 1 ? " run, " : " runs, ") + m_frames + " frames of " + atoms + temperatures;
    }

    @Override
    void saveContent(final ModelContentWO model) {
        model.addStringArray("elements", m_elements);
        model.addIntArray("counts", m_counts);
        model.addInt("runs", m_runs);
        model.addLong("frames", m_frames);
        model.addDouble("frameIntervalFs", m_frameIntervalFs);
        model.addDoubleArray("temperaturesK", m_temperaturesK);
        model.addBoolean("continuous", m_continuous);
        model.addBoolean("energies", m_energies);
        model.addBoolean("forces", m_forces);
        model.addBoolean("reference", m_reference);
    }

    @Override
    void loadContent(final ModelContentRO model) throws InvalidSettingsException {
        m_elements = model.getStringArray("elements");
        m_counts = model.getIntArray("counts");
        m_runs = model.getInt("runs");
        m_frames = model.getLong("frames");
        m_frameIntervalFs = model.getDouble("frameIntervalFs");
        m_temperaturesK = model.getDoubleArray("temperaturesK");
        m_continuous = model.getBoolean("continuous");
        m_energies = model.getBoolean("energies");
        m_forces = model.getBoolean("forces");
        m_reference = model.getBoolean("reference");
    }
}

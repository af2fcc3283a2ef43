package org.example.lidiff.nodes.spectralanalysis;

import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.spectral.BlochPath;
import org.example.lidiff.engine.spectral.CellSpread;
import org.example.lidiff.engine.spectral.NetworkEdges;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.example.lidiff.engine.spectral.NetworkScattering;
import org.example.lidiff.engine.spectral.SiteProcesses;
import org.example.lidiff.engine.spectral.TransportPath;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.nodes.common.TableSchema;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The tables of edges, passages, relaxation, scattering, spreading, ways and lines along a path, filled temperature by temperature. */
final class ProcessTables {

    static final TableSchema EDGES = TableSchema.create().number("Temperature (K)").text("From").text("To").text("Cell of To").number("Length (Å)").whole("Hops")
        .number("Rate (1/ps)").number("Rate, lower (1/ps)").number("Rate, upper (1/ps)").number("Share of D (%)").number("Share along x (%)")
        .number("Share along y (%)").number("Share along z (%)");

    static final TableSchema PASSAGES = TableSchema.create().number("Temperature (K)").text("From").text("To").number("Mean first passage time (ps)")
        .number("Mean first passage time, lower (ps)").number("Mean first passage time, upper (ps)").number("Rate of transition paths (1/ps)").text("Main path")
        .number("Share of the main path (%)").text("Other paths").text("Paths by types");

    static final TableSchema RELAXATION = TableSchema.create().number("Temperature (K)").text("Start").text("In").number("Time (ps)").number("Probability")
        .number("Equilibrium probability");

    static final TableSchema SCATTERING = TableSchema.create().number("Temperature (K)").text("Direction").number("Wave number (1/Å)").number("Half width (µeV)")
        .number("Half width, D q² (µeV)").number("Half width, Chudley-Elliott (µeV)").number("Weight of the line");

    static final TableSchema SPREAD = TableSchema.create().number("Temperature (K)").number("Time (ps)").text("Cell").number("Probability");

    static final TableSchema WAYS = TableSchema.create().number("Temperature (K)").text("Way").text("Cell reached").number("Share of D along it (%)").text("Slowest hop");

    static final TableSchema PATH = TableSchema.create().number("Temperature (K)").text("Corner").number("Length of the path (1/Å)").number("h (a*)").number("k (b*)")
        .number("l (c*)").number("Wave number (1/Å)").whole("Line").number("Half width (µeV)").number("Weight of the line");

    /** Probabilities below this are not listed. */
    private static final double NEGLIGIBLE = 1e-4;

    private final TableSchema.Rows m_edges;
    private final TableSchema.Rows m_passages;
    private final TableSchema.Rows m_relaxation;
    private final TableSchema.Rows m_scattering;
    private final TableSchema.Rows m_spread;
    private final TableSchema.Rows m_ways;
    private final TableSchema.Rows m_path;

    ProcessTables(final ExecutionContext exec) {
        m_edges = EDGES.rows(exec);
        m_passages = PASSAGES.rows(exec);
        m_relaxation = RELAXATION.rows(exec);
        m_scattering = SCATTERING.rows(exec);
        m_spread = SPREAD.rows(exec);
        m_ways = WAYS.rows(exec);
        m_path = PATH.rows(exec);
    }

    void add(final NetworkEdges edges, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
        final SiteNetwork sites = at.network().sites();
        final double ps = Units.PICOSECOND;
        for (final NetworkEdges.Edge e : edges.edges()) {
            m_edges.add(at.temperatureK(), sites.name(e.from()), sites.name(e.to()), e.image()[0] + " " + e.image()[1] + " " + e.image()[2], e.distance(),
                Math.round(e.hops()), ps * e.rate(), ps * e.interval().lower(), ps * e.interval().upper(), 100 * e.share(), 100 * e.axisShares()[0],
                100 * e.axisShares()[1], 100 * e.axisShares()[2]);
        }
    }

    void add(final SiteProcesses processes, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
        final double ps = Units.PICOSECOND;
        for (final SiteProcesses.Passage p : processes.passages()) {
            m_passages.add(at.temperatureK(), p.from(), p.to(), p.meanFirstPassageFs() / ps, p.interval().lower() / ps, p.interval().upper() / ps, ps * p.ratePerFs(),
                p.paths().isEmpty() ? "" : p.paths().get(0), p.shares().isEmpty() ? Double.NaN : 100 * p.shares().get(0),
                p.paths().size() < 2 ? "" : String.join("; ", p.paths().subList(1, p.paths().size())), String.join("; ", p.byTypes()));
        }
        for (final SiteProcesses.Relaxation r : processes.relaxations()) {
            for (int n = 0; n < r.probability().length; n++) {
                m_relaxation.add(at.temperatureK(), r.start(), r.in(), n * processes.lagTimeFs() / ps, r.probability()[n], r.equilibrium());
            }
        }
    }

    void add(final List<NetworkScattering> scattering, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
        for (final NetworkScattering s : scattering) {
            m_scattering.add(at.temperatureK(), s.direction(), s.wavenumber(), s.width(), s.diffusive(), s.chudleyElliott(), s.weight());
        }
    }

    void add(final CellSpread spread, final double timeFs, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
        final int reach = spread.reach();
        for (int a = -reach; a <= reach; a++) {
            for (int b = -reach; b <= reach; b++) {
                for (int c = -reach; c <= reach; c++) {
                    if (spread.probability(a, b, c) >= NEGLIGIBLE) {
                        m_spread.add(at.temperatureK(), timeFs / Units.PICOSECOND, a + " " + b + " " + c, spread.probability(a, b, c));
                    }
                }
            }
        }
        m_spread.add(at.temperatureK(), timeFs / Units.PICOSECOND, "farther", spread.outside());
    }

    void addWays(final List<TransportPath> ways, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
        for (final TransportPath w : ways) {
            final List<String> names = Arrays.stream(w.states()).mapToObj(i -> at.network().sites().name(at.model().stateIds()[i])).toList();
            m_ways.add(at.temperatureK(), String.join(" → ", names), w.image()[0] + " " + w.image()[1] + " " + w.image()[2], 100 * w.share(),
                names.get(w.bottleneck()) + " → " + names.get(w.bottleneck() + 1));
        }
    }

    void addPath(final List<BlochPath> path, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
        for (final BlochPath p : path) {
            m_path.add(at.temperatureK(), p.label(), p.length(), p.fractional()[0], p.fractional()[1], p.fractional()[2], p.wavenumber(), p.line(), p.width(), p.weight());
        }
    }

    /** Edges, passages, relaxation, scattering, spread, ways, path. */
    BufferedDataTable[] close() {
        return new BufferedDataTable[] {m_edges.close(), m_passages.close(), m_relaxation.close(), m_scattering.close(), m_spread.close(), m_ways.close(),
            m_path.close()};
    }
}

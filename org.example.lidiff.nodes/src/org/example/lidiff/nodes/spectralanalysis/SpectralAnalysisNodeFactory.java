package org.example.lidiff.nodes.spectralanalysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.diffusion.MsdCurve;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.ProcessFigures;
import org.example.lidiff.engine.report.figures.SpectralFigures;
import org.example.lidiff.engine.spectral.BlochPath;
import org.example.lidiff.engine.spectral.NetworkArrhenius;
import org.example.lidiff.engine.spectral.NetworkModel;
import org.example.lidiff.engine.spectral.NetworkProcesses;
import org.example.lidiff.engine.spectral.NetworkTransport;
import org.example.lidiff.engine.spectral.Pcca;
import org.example.lidiff.engine.spectral.SiteProcesses;
import org.example.lidiff.engine.spectral.SpectralAnalysis;
import org.example.lidiff.engine.spectral.TrajectoryTransport;
import org.example.lidiff.engine.spectral.TransportComparison;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.TrajectoryInput;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.ports.MarkovModelPortObject;
import org.example.lidiff.nodes.ports.MarkovModelPortObjectSpec;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Spectral Analysis: a Markov state model becomes relaxation modes and a diffusion coefficient. */
public final class SpectralAnalysisNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Spectral Analysis";

    private static final TableSchema EIGENVALUES = TableSchema.create().number("Temperature (K)").whole("Mode").number("Eigenvalue")
        .number("Eigenvalue, imaginary part").number("Relaxation time (ps)").number("Relaxation time, lower (ps)")
        .number("Relaxation time, upper (ps)");

    private static final TableSchema DISPLACEMENT = TableSchema.create().number("Temperature (K)").text("Source").number("Time (ps)")
        .number("Mean squared displacement (Å²)").number("Mean squared displacement, lower (Å²)")
        .number("Mean squared displacement, upper (Å²)");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("spectral-analysis.png")
        .shortDescription("Finds relaxation modes and the exact diffusion coefficient of a Markov state model.")
        .fullDescription("""
            <p>Finds the slow <b>modes</b> of a Markov state model: how fast a distribution of ions relaxes, and between which sites
            (the eigenvectors, drawn on the crystal).</p>
            <p>The <b>diffusion tensor</b> of the network is exact: correlations between successive hops are included for sites of any
            kind, and the result does not depend on where inside its cage a site is put. It comes with its 95 % interval, and with the
            correlation factor of the hop rates.</p>
            <p>Where do ions go, and what holds them up? The tables give each <b>edge</b> with its rate and its share of the diffusion (most of it lies
            on the bottlenecks), <b>passage times</b> and paths between types of sites, <b>relaxation</b> from a start, the spread over cells,
            and the widths of <b>quasi-elastic scattering</b>. Models at several temperatures give activation energies. Passages between sites of your choice, ways through
            the crystal along a <b>direction</b>, and all lines along a <b>path of wave vectors</b> are computed on request.</p>
            <p>Connect the trajectories to see the mean squared displacement of the network beside that of the trajectories: where they
            agree, the model carries the dynamics to times that were not simulated.</p>
            """)
        .sinceVersion(5, 9, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("Markov model", g -> g.name("Markov model").description("The model.").fixed(MarkovModelPortObject.TYPE))
            .addInputPortGroup("Trajectories", g -> g.name("Trajectories")
                .description("Optional: the trajectories of the hops, to compare the mean squared displacement.").optional()
                .supportedTypes(TrajectorySetPortObject.TYPE))
            .addOutputPortGroup("Eigenvalues", g -> g.name("Eigenvalues").description("One row a mode: eigenvalue and relaxation time.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Site eigenvectors", g -> g.name("Site eigenvectors")
                .description("One row a site: occupation in equilibrium and the value of every mode.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Transport", g -> g.name("Transport")
                .description("Diffusion coefficient and tensor, correlation factor, each with unit and interval.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Figure", g -> g.name("Figure").description("The mean squared displacement as an image.")
                .fixed(ImagePortObject.TYPE))
            .addOutputPortGroup("Mean squared displacement", g -> g.name("Mean squared displacement")
                .description("The curves of the network, of the trajectories, and by minimum-image distances for comparison.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Edges", g -> g.name("Edges")
                .description("One row an edge: hops, rate with interval, and its share of the diffusion, in all and along each axis.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Passages", g -> g.name("Passages")
                .description("Mean first passage times and transition paths between types of sites, or between metastable sets.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Relaxation", g -> g.name("Relaxation")
                .description("Where ions are that started at one type of site, against time.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Scattering", g -> g.name("Scattering")
                .description("Line widths of quasi-elastic scattering against wave number, along the axes and for a powder.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Spread", g -> g.name("Spread")
                .description("How ions that started in one cell are distributed over cells later.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Ways", g -> g.name("Ways")
                .description("Ways through the crystal along the chosen direction, with their share of the diffusion; empty without one.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Lines along a path", g -> g.name("Lines along a path")
                .description("Half widths and weights of all lines of quasi-elastic scattering along the chosen path of wave vectors; empty without one.")
                .fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(SpectralAnalysisParameters.class).configure(SpectralAnalysisNodeFactory::configure)
            .execute(SpectralAnalysisNodeFactory::execute))
        .addView(FigureView.of("Mean squared displacement, relaxation times, and the slowest mode on the crystal."))
        .nodeType(NodeType.Manipulator)
        .keywords("diffusion coefficient", "eigenvalue", "spectrum", "relaxation", "Markov", "MSD", "correlation factor", "transport");

    /** Called by KNIME. */
    public SpectralAnalysisNodeFactory() {
        super(NODE);
    }

    private static TableSchema sites(final SpectralAnalysisParameters p) {
        TableSchema schema = TableSchema.create().number("Temperature (K)").text("Site").text("Type").number("a (fractional)")
            .number("b (fractional)").number("c (fractional)").number("Stationary probability");
        for (int k = 1; k <= p.m_eigenvectors; k++) {
            schema = schema.number("Right eigenvector " + k);
        }
        for (int k = 1; k <= p.m_eigenvectors; k++) {
            schema = schema.number("Left eigenvector " + k);
        }
        return schema.whole("Metastable set").number("Membership");
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final SpectralAnalysisParameters p = in.getParameters();
        final MarkovModelPortObjectSpec model = (MarkovModelPortObjectSpec)in.getInPortSpec(0);
        if (in.getInPortSpecs().length > 1 && model != null && !model.mobileElement().isEmpty()) {
            TrajectoryInput.requireDynamics(in.getInPortSpec(1), NAME);
            TrajectoryInput.requireElement(in.getInPortSpec(1), model.mobileElement(), "the mobile element of the model");
        }
        out.setOutSpec(0, EIGENVALUES.spec());
        out.setOutSpec(1, sites(p).spec());
        out.setOutSpec(2, TransportRows.SCHEMA.spec());
        out.setOutSpec(3, FigureTable.imageSpec());
        out.setOutSpec(4, DISPLACEMENT.spec());
        out.setOutSpec(5, ProcessTables.EDGES.spec());
        out.setOutSpec(6, ProcessTables.PASSAGES.spec());
        out.setOutSpec(7, ProcessTables.RELAXATION.spec());
        out.setOutSpec(8, ProcessTables.SCATTERING.spec());
        out.setOutSpec(9, ProcessTables.SPREAD.spec());
        out.setOutSpec(10, ProcessTables.WAYS.spec());
        out.setOutSpec(11, ProcessTables.PATH.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final SpectralAnalysisParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final MarkovModelPortObject input = in.getInPortObject(0);
            final Optional<TrajectorySet> set = in.getInPortObjects().length > 1
                ? Optional.of(((TrajectorySetPortObject)in.getInPortObject(1)).open()) : Optional.empty();
            final NetworkModel model = input.model();
            final Results results = new Results(p, options(p), exec, model.temperatures().size());
            for (int t = 0; t < model.temperatures().size(); t++) {
                final Progress part = EngineCall.progress(exec).part((double)t / model.temperatures().size(),
                    (t + 1.0) / model.temperatures().size());
                results.add(model.temperatures().get(t), set, part);
            }
            results.show(out);
            return null;
        });
    }

    private static NetworkProcesses.Options options(final SpectralAnalysisParameters p) throws InvalidSettingsException {
        return new NetworkProcesses.Options(p.m_metastableSets, p.m_longestWavenumber,
            Arrays.stream(p.m_passages).map(e -> new SiteProcesses.Ends(e.m_from, e.m_to)).toList(), p.direction(),
            Arrays.stream(p.m_wavePath).map(c -> new BlochPath.Corner(c.m_label, new double[] {c.m_h, c.m_k, c.m_l})).toList(), p.m_wavePathSteps);
    }

    /** Tables, figures and warnings as they grow, one temperature after the other. */
    private static final class Results {

        private final SpectralAnalysisParameters m_parameters;
        private final NetworkProcesses.Options m_options;
        private final ExecutionContext m_exec;
        private final boolean m_several;
        private final TableSchema.Rows m_eigenvalues;
        private final TableSchema.Rows m_sites;
        private final TableSchema.Rows m_transport;
        private final TableSchema.Rows m_displacement;
        private final ProcessTables m_processes;
        private final List<NetworkArrhenius.AtTemperature> m_temperatures = new ArrayList<>();
        private final List<Picture> m_pictures = new ArrayList<>();
        private final Warnings m_warnings = new Warnings();
        private int m_count;

        Results(final SpectralAnalysisParameters p, final NetworkProcesses.Options options, final ExecutionContext exec, final int temperatures) {
            m_parameters = p;
            m_options = options;
            m_exec = exec;
            m_several = temperatures > 1;
            m_eigenvalues = EIGENVALUES.rows(exec);
            m_sites = sites(p).rows(exec);
            m_transport = TransportRows.SCHEMA.rows(exec);
            m_displacement = DISPLACEMENT.rows(exec);
            m_processes = new ProcessTables(exec);
        }

        void add(final NetworkModel.AtTemperature at, final Optional<TrajectorySet> set, final Progress progress)
            throws CanceledExecutionException {
            final SpectralAnalysis spectrum = at.samples().isPresent()
                ? SpectralAnalysis.of(at.model(), m_parameters.m_eigenvectors, at.samples().get())
                : SpectralAnalysis.of(at.model(), m_parameters.m_eigenvectors);
            final NetworkTransport network = NetworkTransport.of(at, m_parameters.m_longestTimePs * Units.PICOSECOND, 1,
                progress.part(0, 0.5));
            final Optional<TrajectoryTransport> trajectories = set.flatMap(s -> TrajectoryTransport.of(s, at, progress.part(0.5, 1)));
            final NetworkProcesses more = NetworkProcesses.of(at, network, m_options);
            m_warnings.addAll(spectrum.warnings()).addAll(network.warnings()).addAll(more.warnings());
            addEigenvalues(spectrum, at);
            addSites(spectrum, more.processes().sets(), at);
            m_processes.add(more.edges(), at);
            m_processes.add(more.processes(), at);
            m_processes.add(more.scattering(), at);
            m_processes.addWays(more.direction(), at);
            m_processes.addPath(more.path(), at);
            for (int k = 0; k < more.spread().size(); k++) {
                m_processes.add(more.spread().get(k), more.spreadTimesFs()[k], at);
            }
            m_temperatures.add(new NetworkArrhenius.AtTemperature(at.temperatureK(), network, more.edges()));
            final TransportRows rows = new TransportRows(m_transport, at.temperatureK());
            rows.add(network);
            rows.addConductivity(network, more.carriersPerCubicAngstrom(), m_parameters.m_chargeE);
            addCurve(network, at);
            addMinimumImage(more.minimumImage(), network, at);
            if (trajectories.isPresent()) {
                m_warnings.addAll(trajectories.get().warnings());
                rows.add(trajectories.get());
                rows.add(TransportComparison.of(network, trajectories.get()));
                addCurve(trajectories.get(), at);
            } else if (set.isPresent()) {
                m_warnings.add("None of the connected trajectories has the temperature of the model (" + at.temperatureK() + " K).");
            }
            final String suffix = m_several ? "-" + ++m_count : "";
            m_pictures.add(SpectralFigures.displacement(network, trajectories, at, suffix));
            if (spectrum.processes() > 0) {
                m_pictures.add(SpectralFigures.spectrum(spectrum, at, suffix));
                m_pictures.add(SpectralFigures.slowestMode(spectrum, at, suffix));
            }
            m_pictures.addAll(ProcessFigures.of(more, at, suffix));
        }

        private void addEigenvalues(final SpectralAnalysis s, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
            for (int k = 0; k < s.processes(); k++) {
                m_eigenvalues.add(at.temperatureK(), k + 1, s.eigenvalue(k), s.imaginary(k), s.timescaleFs(k) / Units.PICOSECOND,
                    s.lowerFs(k) / Units.PICOSECOND, s.upperFs(k) / Units.PICOSECOND);
            }
        }

        private void addMinimumImage(final double[] msd, final NetworkTransport t, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
            for (int n = 0; n < msd.length; n++) {
                m_displacement.add(at.temperatureK(), "Minimum image", n * t.lagTimeFs() / Units.PICOSECOND, msd[n], Double.NaN, Double.NaN);
            }
        }

        private void addSites(final SpectralAnalysis s, final Optional<Pcca> sets, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
            final SiteNetwork sites = at.network().sites();
            final double[][] right = new double[s.processes()][];
            final double[][] left = new double[s.processes()][];
            for (int k = 0; k < right.length; k++) {
                right[k] = s.right(k);
                left[k] = s.left(k);
            }
            final double[] pi = at.model().stationary();
            for (int i = 0; i < pi.length; i++) {
                final int site = at.model().stateIds()[i];
                final Object[] row = new Object[9 + 2 * m_parameters.m_eigenvectors];
                final Object[] head = {at.temperatureK(), sites.name(site), sites.label(site), sites.fractional(site, 0),
                    sites.fractional(site, 1), sites.fractional(site, 2), pi[i]};
                System.arraycopy(head, 0, row, 0, head.length);
                for (int k = 0; k < right.length; k++) {
                    row[head.length + k] = right[k][i];
                    row[head.length + m_parameters.m_eigenvectors + k] = left[k][i];
                }
                if (sets.isPresent()) {
                    row[row.length - 2] = sets.get().assignment()[i] + 1;
                    row[row.length - 1] = sets.get().memberships()[i][sets.get().assignment()[i]];
                }
                m_sites.add(row);
            }
        }

        private void addCurve(final NetworkTransport t, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
            final double[] msd = t.meanSquaredDisplacement();
            final Optional<double[][]> band = t.meanSquaredDisplacementBand();
            for (int n = 0; n < msd.length; n++) {
                m_displacement.add(at.temperatureK(), "Network", n * t.lagTimeFs() / Units.PICOSECOND, msd[n],
                    band.isPresent() ? band.get()[0][n] : Double.NaN, band.isPresent() ? band.get()[1][n] : Double.NaN);
            }
        }

        private void addCurve(final TrajectoryTransport t, final NetworkModel.AtTemperature at) throws CanceledExecutionException {
            final MsdCurve c = t.curve();
            for (int n = 0; n < c.lags(); n++) {
                m_displacement.add(at.temperatureK(), "Trajectories", c.timeFs(n) / Units.PICOSECOND, c.value(n),
                    c.value(n) - 1.96 * c.standardError(n), c.value(n) + 1.96 * c.standardError(n));
            }
        }

        void show(final ExecuteOutput out) throws CanceledExecutionException {
            if (m_several) {
                final List<NetworkArrhenius> activated = NetworkArrhenius.of(m_temperatures);
                for (final NetworkArrhenius a : activated) {
                    new TransportRows(m_transport, Double.NaN).add(a, m_parameters.m_extrapolationK);
                }
                m_pictures.addAll(ProcessFigures.arrhenius(activated, m_parameters.m_extrapolationK));
            }
            final BufferedDataTable[] tables = m_processes.close();
            for (int k = 0; k < tables.length; k++) {
                out.setOutData(5 + k, tables[k]);
            }
            out.setOutData(0, m_eigenvalues.close());
            out.setOutData(1, m_sites.close());
            out.setOutData(2, m_transport.close());
            out.setOutData(3, FigureTable.image(m_pictures.get(0)));
            out.setOutData(4, m_displacement.close());
            out.setInternalData(FigureTable.of(m_exec, m_pictures));
            m_warnings.show(out);
        }
    }
}

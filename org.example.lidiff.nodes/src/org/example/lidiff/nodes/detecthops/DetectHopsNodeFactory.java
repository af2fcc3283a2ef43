package org.example.lidiff.nodes.detecthops;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopEdge;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.Hops;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.hops.SiteStatistics;
import org.example.lidiff.engine.report.figures.HopFigures;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.StructureReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.TrajectoryInput;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.detecthops.DetectHopsParameters.SiteSource;
import org.example.lidiff.nodes.ports.JumpNetworkPortObject;
import org.example.lidiff.nodes.ports.JumpNetworkPortObjectSpec;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Detect Hops: trajectories become a network of sites and hops. */
public final class DetectHopsNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Detect Hops";

    private static final TableSchema HOPS = TableSchema.create().text("Run").whole("Ion").number("Time (ps)").text("From").text("To")
        .whole("Image a").whole("Image b").whole("Image c").number("Displacement x (Å)").number("Displacement y (Å)")
        .number("Displacement z (Å)").number("Distance (Å)");

    private static final TableSchema SITES = TableSchema.create().text("Site").text("Type").number("a (fractional)")
        .number("b (fractional)").number("c (fractional)").number("Occupancy").number("Occupancy error").number("Time empty (%)")
        .number("Time with two or more ions (%)").number("Time (ps)").whole("Hops out").number("Exit rate (1/ps)")
        .number("Exit rate, lower (1/ps)").number("Exit rate, upper (1/ps)");

    private static final TableSchema RATES = TableSchema.create().text("From").text("To").whole("Image a").whole("Image b")
        .whole("Image c").number("Distance (Å)").whole("Hops").number("Rate (1/ps)").number("Rate, lower (1/ps)")
        .number("Rate, upper (1/ps)");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("detect-hops.png")
        .shortDescription("Finds the hops of mobile ions between the sites of a crystal.")
        .fullDescription("""
            <p>Follows every mobile ion through the crystal and lists its hops from site to site, with the exact periodic image: two
            different paths between the same pair of sites stay apart.</p>
            <p>An ion belongs to a site once it has entered the <b>core</b> of that site, and stays with it until it enters another
            core. Vibrations across the face between two sites are therefore no hops, and a visit to the space between sites does
            not lose one. The drift of the framework is removed before.</p>
            <p>Where the framework repeats itself from cell to cell, equivalent sites are treated as one. Rates come with 95 %
            intervals from the number of hops and the time spent in a site.</p>
            """)
        .sinceVersion(5, 9, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("Trajectories", g -> g.name("Trajectories").description("Runs of molecular dynamics.")
                .fixed(TrajectorySetPortObject.TYPE))
            .addInputPortGroup("Sites", g -> g.name("Sites")
                .description("Optional: use the sites of another jump network, for example of a higher temperature.").optional()
                .supportedTypes(JumpNetworkPortObject.TYPE))
            .addOutputPortGroup("Detected jump network", g -> g.name("Detected jump network")
                .description("Sites, hops and residence of every ion.").fixed(JumpNetworkPortObject.TYPE))
            .addOutputPortGroup("Hops", g -> g.name("Hops").description("One row a hop.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Site statistics", g -> g.name("Site statistics")
                .description("One row a site: position, occupancy, and how fast ions leave it.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Hop rates", g -> g.name("Hop rates")
                .description("One row for each kind of hop: from, to, image, number and rate.").fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(DetectHopsParameters.class).configure(DetectHopsNodeFactory::configure)
            .execute(DetectHopsNodeFactory::execute))
        .addView(FigureView.of("The crystal with its sites and hops, hops in time, rates, and how sure the count is."))
        .nodeType(NodeType.Manipulator)
        .keywords("hop", "jump", "diffusion", "site", "vacancy", "occupancy", "residence time", "lithium", "ion");

    /** Called by KNIME. */
    public DetectHopsNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DetectHopsParameters p = in.getParameters();
        final PortObjectSpec spec = in.getInPortSpec(0);
        TrajectoryInput.requireDynamics(spec, NAME);
        TrajectoryInput.requireElement(spec, p.m_mobileElement, "mobileElement");
        final boolean sitesConnected = in.getInPortSpecs().length > 1;
        if (!sitesConnected && p.m_siteSource == SiteSource.REFERENCE_STRUCTURE) {
            TrajectoryInput.requireReference(spec);
        }
        out.setOutSpec(0, new JumpNetworkPortObjectSpec(p.m_mobileElement));
        out.setOutSpec(1, HOPS.spec());
        out.setOutSpec(2, SITES.spec());
        out.setOutSpec(3, RATES.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final DetectHopsParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final TrajectorySetPortObject input = in.getInPortObject(0);
            final TrajectorySet set = input.open();
            final Map<String, String> hashes = new HashMap<>();
            final SiteNetwork sites = sites(p, in, set, hashes);
            final HopOptions options = HopOptions.defaults().withCoreFraction(p.m_coreFraction)
                .withMinimumResidenceFs(p.m_minimumResidenceFs).withCoarseAllowed(p.m_allowCoarseSampling)
                .withFolding(p.m_foldSites ? HopOptions.Folding.WHERE_FRAMEWORK_ALLOWS : HopOptions.Folding.NEVER);
            final JumpNetwork network = HopDetector.of(sites, options).detect(set, EngineCall.progress(exec));
            out.setOutData(0, JumpNetworkPortObject.of(exec.createFileStore("jump-network.lidiff"), network,
                input.provenance().then(ProvenanceStep.of(NAME, p, hashes))));
            out.setOutData(1, hops(network, exec));
            out.setOutData(2, siteTable(network, exec));
            out.setOutData(3, rates(network, exec));
            out.setInternalData(FigureTable.of(exec, HopFigures.of(network)));
            new Warnings().addAll(network.warnings()).show(out);
            return null;
        });
    }

    private static SiteNetwork sites(final DetectHopsParameters p, final ExecuteInput in, final TrajectorySet set,
        final Map<String, String> hashes) throws IOException {
        final Element mobile = TrajectoryInput.element(p.m_mobileElement);
        if (in.getInPortObjects().length > 1) {
            final JumpNetworkPortObject other = in.getInPortObject(1);
            return other.network().sites();
        }
        final List<String> labels = Arrays.stream(p.m_siteLabels.split(",")).map(String::strip).filter(s -> !s.isEmpty())
            .collect(Collectors.toList());
        if (p.m_siteSource == SiteSource.STRUCTURE_FILE) {
            try (ChosenFiles.Opened file = ChosenFiles.open(p.m_siteStructure)) {
                hashes.putAll(FileHash.sha256(file.paths()));
                return SiteNetwork.ofStructure(StructureReader.read(file.path()).structure(), mobile, labels);
            }
        }
        return SiteNetwork.ofReference(set.reference().orElseThrow(() -> new InputException(
            "The trajectories came without a reference structure, so their sites are not known.",
            "Choose a reference structure in Load AIMD, or a structure file with the sites here.")), mobile);
    }

    private static BufferedDataTable hops(final JumpNetwork network, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = HOPS.rows(exec);
        final Hops hops = network.hops();
        for (int h = 0; h < hops.size(); h++) {
            final double[] d = hops.displacement(h);
            rows.add("Run " + (hops.run(h) + 1), hops.ion(h) + 1, hops.timeFs(h) / 1000, network.sites().name(hops.from(h)),
                network.sites().name(hops.to(h)), hops.image(h, 0), hops.image(h, 1), hops.image(h, 2), d[0], d[1], d[2],
                hops.distance(h));
        }
        return rows.close();
    }

    private static BufferedDataTable siteTable(final JumpNetwork network, final ExecutionContext exec)
        throws CanceledExecutionException {
        final TableSchema.Rows rows = SITES.rows(exec);
        final SiteNetwork sites = network.sites();
        for (final SiteStatistics s : network.siteStatistics()) {
            rows.add(sites.name(s.site()), sites.label(s.site()), sites.fractional(s.site(), 0), sites.fractional(s.site(), 1),
                sites.fractional(s.site(), 2), s.occupancy(), s.occupancyError(), 100 * s.emptyShare(), 100 * s.multipleShare(),
                s.timeFs() / 1000, s.exit().count(), 1000 * s.exit().rate(), 1000 * s.exit().lower(), 1000 * s.exit().upper());
        }
        return rows.close();
    }

    private static BufferedDataTable rates(final JumpNetwork network, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = RATES.rows(exec);
        for (final HopEdge e : network.edges()) {
            final int[] r = e.image();
            rows.add(network.sites().name(e.from()), network.sites().name(e.to()), r[0], r[1], r[2], e.distance(), e.count(),
                1000 * e.rate().rate(), 1000 * e.rate().lower(), 1000 * e.rate().upper());
        }
        return rows.close();
    }
}

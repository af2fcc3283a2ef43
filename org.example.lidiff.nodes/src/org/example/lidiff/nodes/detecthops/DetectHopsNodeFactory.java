package org.example.lidiff.nodes.detecthops;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.hops.AcceptorDetector;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.HopStatistics;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.PolyhedronOptions;
import org.example.lidiff.engine.hops.SharedSites;
import org.example.lidiff.engine.hops.SiteFinder;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.hops.VehicleMotion;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.HopFigures;
import org.example.lidiff.engine.report.figures.HopStatisticsFigures;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.StructureReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TrajectoryInput;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.detecthops.DetectHopsParameters.Assignment;
import org.example.lidiff.nodes.detecthops.DetectHopsParameters.SiteSource;
import org.example.lidiff.nodes.ports.JumpNetworkPortObject;
import org.example.lidiff.nodes.ports.JumpNetworkPortObjectSpec;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
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

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("detect-hops.png")
        .shortDescription("Finds the hops of mobile ions between the sites of a crystal.")
        .fullDescription("""
            <p>Follows every mobile ion through the crystal and lists its hops from site to site, with the exact periodic image: two
            different paths between the same pair of sites stay apart.</p>
            <p>An ion belongs to a site once it has entered the <b>core</b> of that site, and stays with it until it enters another
            core. Vibrations across the face between two sites are therefore no hops, and a visit to the space between sites does
            not lose one. The drift of the framework is removed before.</p>
            <p>Sites come from a structure, from the density of the ions, or from both. Instead of the nearest site, the polyhedron of framework
            atoms that an ion is in may count, as that is in each frame; and the sites may be atoms that move, as the oxygens among which
            protons hop.</p>
            <p>Where the framework repeats itself from cell to cell, equivalent sites are treated as one. Rates come with 95 %
            intervals from the number of hops and the time spent in a site. Beside them stand rates corrected for hops that fall between two frames, as
            an ion that hops there and back: with frames every tenth of a residence time these are a tenth of all hops. With a minimum residence time
            of more than a frame there is no such correction, as shorter stays are vibration then.</p>
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
                .description("One row for each kind of hop: from, to, image, number and rate.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Hop summary", g -> g.name("Hop summary").description("Numbers about all hops, with intervals where there are any.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Rates between site types", g -> g.name("Rates between site types")
                .description("One row for each pair of site types: hops, rate and effective barrier.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Residence times", g -> g.name("Residence times")
                .description("Share of stays longer than a time, by type of site (Kaplan-Meier).").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Recrossing", g -> g.name("Recrossing")
                .description("Number of hops against core radius (missing: no cores) and minimum residence time.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Strings of hops", g -> g.name("Strings of hops")
                .description("Hops of different ions that follow each other, one row a hop.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Vacancy paths", g -> g.name("Vacancy paths").description("One row a vacancy; empty where most sites are empty.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Vacancy clusters", g -> g.name("Vacancy clusters").description("Number and size of clusters of vacancies at each change.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Carrier displacement", g -> g.name("Carrier displacement")
                .description("For moving acceptors: mean squared displacement of an ion's acceptor, with the part that acceptors move (vehicle) and the "
                    + "part that ions hop (structural) apart.").fixed(BufferedDataTable.TYPE)))
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
        if (sitesConnected) {
            TrajectoryInput.requireSitesOf(in.getInPortSpec(1), p.m_mobileElement, "mobileElement");
        }
        if (!sitesConnected && p.m_siteSource == SiteSource.REFERENCE_STRUCTURE) {
            TrajectoryInput.requireReference(spec);
        }
        if (!sitesConnected && p.m_siteSource == SiteSource.ACCEPTORS) {
            for (final String element : words(p.m_acceptorElements)) {
                TrajectoryInput.requireElement(spec, element, "acceptorElements");
            }
        } else if (p.m_assignment == Assignment.POLYHEDRA) {
            for (final String element : words(p.m_vertexElements)) {
                TrajectoryInput.requireElement(spec, element, "vertexElements");
            }
        }
        out.setOutSpec(0, new JumpNetworkPortObjectSpec(p.m_mobileElement));
        out.setOutSpec(1, HopTables.HOPS.spec());
        out.setOutSpec(2, HopTables.SITES.spec());
        out.setOutSpec(3, HopTables.RATES.spec());
        out.setOutSpec(4, HopTables.SUMMARY.spec());
        out.setOutSpec(5, HopTables.TYPE_RATES.spec());
        out.setOutSpec(6, HopTables.RESIDENCE.spec());
        out.setOutSpec(7, HopTables.RECROSSING.spec());
        out.setOutSpec(8, HopTables.STRINGS.spec());
        out.setOutSpec(9, HopTables.PATHS.spec());
        out.setOutSpec(10, HopTables.CLUSTERS.spec());
        out.setOutSpec(11, HopTables.MOTION.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final DetectHopsParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final TrajectorySetPortObject input = in.getInPortObject(0);
            final TrajectorySet set = input.open();
            final Map<String, String> hashes = new HashMap<>();
            final Progress progress = EngineCall.progress(exec);
            final HopOptions options = HopOptions.defaults().withCoreFraction(p.m_coreFraction)
                .withMinimumResidenceFs(p.m_minimumResidenceFs).withCoarseAllowed(p.m_allowCoarseSampling)
                .withFolding(p.m_foldSites ? HopOptions.Folding.WHERE_FRAMEWORK_ALLOWS : HopOptions.Folding.NEVER);
            final Element mobile = TrajectoryInput.element(p.m_mobileElement);
            final JumpNetwork network;
            VehicleMotion motion = null;
            if (p.m_siteSource == SiteSource.ACCEPTORS && in.getInPortObjects().length == 1) {
                final AcceptorDetector.Result result = AcceptorDetector.of(mobile, words(p.m_acceptorElements).stream().map(TrajectoryInput::element)
                    .toList(), p.m_bondLengthAngstrom, options).detect(set, progress.part(0, 0.8));
                network = result.network();
                motion = result.motion();
            } else {
                HopDetector detector = HopDetector.of(sites(p, in, set, hashes, progress.part(0, 0.3)), options);
                if (p.m_assignment == Assignment.POLYHEDRA) {
                    detector = detector.withPolyhedra(new PolyhedronOptions(words(p.m_vertexElements).stream().map(TrajectoryInput::element)
                        .collect(Collectors.toSet()), p.m_vertices));
                }
                network = detector.detect(set, progress.part(0.3, 0.8));
            }
            final List<HopStatistics> all = HopStatistics.of(network, set, new HopStatistics.Options(p.m_stringTimeFs, p.m_vacancyDistanceAngstrom,
                p.m_seed), progress.part(0.8, 1));
            out.setOutData(0, JumpNetworkPortObject.of(exec.createFileStore("jump-network.lidiff"), network,
                input.provenance().then(ProvenanceStep.of(NAME, p, hashes))));
            out.setOutData(1, HopTables.hops(network, exec));
            out.setOutData(2, HopTables.sites(all, exec));
            out.setOutData(3, HopTables.rates(all, exec));
            out.setOutData(4, HopTables.summary(all, exec));
            out.setOutData(5, HopTables.typeRates(all, exec));
            out.setOutData(6, HopTables.residence(all, exec));
            out.setOutData(7, HopTables.recrossing(all, exec));
            out.setOutData(8, HopTables.strings(all, exec));
            out.setOutData(9, HopTables.paths(all, exec));
            out.setOutData(10, HopTables.clusters(all, exec));
            out.setOutData(11, HopTables.motion(motion, exec));
            final List<Picture> pictures = new ArrayList<>(HopFigures.of(network));
            pictures.addAll(HopStatisticsFigures.of(all, Optional.ofNullable(motion)));
            out.setInternalData(FigureTable.of(exec, pictures));
            final Warnings warnings = new Warnings().addAll(network.warnings());
            all.forEach(t -> warnings.addAll(t.warnings()));
            warnings.show(out);
            return null;
        });
    }

    private static List<String> words(final String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(w -> !w.isEmpty()).collect(Collectors.toList());
    }

    private static SiteNetwork sites(final DetectHopsParameters p, final ExecuteInput in, final TrajectorySet set,
        final Map<String, String> hashes, final Progress progress) throws IOException {
        final Element mobile = TrajectoryInput.element(p.m_mobileElement);
        if (in.getInPortObjects().length > 1) {
            final JumpNetworkPortObject other = in.getInPortObject(1);
            return SharedSites.of(other.network(), mobile, set);
        }
        final SiteFinder finder = SiteFinder.of(SiteFinder.Options.defaults().withMergeDepth(p.m_mergeThresholdKt)
            .withSpacing(p.m_densityGridAngstrom).withFewestIons(p.m_smallestOccupancy)).withCoarseAllowed(p.m_allowCoarseSampling);
        if (p.m_siteSource == SiteSource.DENSITY) {
            return finder.find(mobile, set, progress).sites();
        }
        final SiteNetwork listed = listed(p, mobile, set, hashes);
        return p.m_addFoundSites ? finder.findExtra(listed, set, progress).sites() : listed;
    }

    private static SiteNetwork listed(final DetectHopsParameters p, final Element mobile, final TrajectorySet set, final Map<String, String> hashes)
        throws IOException {
        final List<String> labels = words(p.m_siteLabels);
        if (p.m_siteSource == SiteSource.STRUCTURE_FILE) {
            try (ChosenFiles.Opened file = ChosenFiles.open(p.m_siteStructure)) {
                hashes.putAll(FileHash.sha256(file.paths()));
                return SiteNetwork.ofStructure(StructureReader.read(file.path()).structure(), mobile, labels);
            }
        }
        if (p.m_siteSource == SiteSource.FIRST_FRAME) {
            return SiteNetwork.ofFirstFrame(set, mobile);
        }
        return SiteNetwork.ofReference(set.reference().orElseThrow(() -> new InputException(
            "The trajectories came without a reference structure, so their sites are not known.",
            "Choose a reference structure in Load AIMD, or a structure file with the sites here.")), mobile);
    }
}

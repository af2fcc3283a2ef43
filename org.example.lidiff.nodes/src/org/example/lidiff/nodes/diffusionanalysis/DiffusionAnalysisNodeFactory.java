package org.example.lidiff.nodes.diffusionanalysis;

import java.util.List;

import org.example.lidiff.engine.diffusion.DiffusionAnalysis;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.DiffusionFigures;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.TrajectoryInput;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Diffusion Analysis: trajectories become diffusion coefficients, conductivity, structure and vibrations. */
public final class DiffusionAnalysisNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Diffusion Analysis";

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("diffusion-analysis.png")
        .shortDescription("Finds diffusion coefficient and conductivity of the ions in trajectories.")
        .fullDescription("""
            <p>Follows the ions and fits a line to their <b>mean squared displacement</b>, with the correlation of its points: the diffusion
            coefficient <b>D</b> with its 95 % interval, along the axes and as a tensor. The node says in a sentence for every element
            whether the displacement really grows in proportion to time between the times that were fitted. Where it does not, there is no D
            yet, however straight the line looks.</p>
            <p>The common motion of all charged ions gives the <b>conductivity</b>; compared with that of ions that do not know of each other
            (Nernst-Einstein) it gives the Haven ratio. Runs whose temperatures differ by less than 2.5 % are one temperature; with
            several, the <b>activation energy</b> is fitted and D and the conductivity are extrapolated. Runs in cells of several sizes at one temperature give D
            against 1/N, the number of atoms, extrapolated to an infinite cell.</p>
            <p>Besides, the node computes pair distributions, van Hove correlations, the non-Gaussian parameter, and the vibrational density of
            states with the attempt frequency. Curves are thinned out to at most 500 points each, 200 of them equally spaced in the logarithm of
            time for displacements.</p>
            """)
        .sinceVersion(5, 9, 0)
        .dynamicPorts(p -> p
            .addInputPortGroup("Trajectories", g -> g.name("Trajectories").description("Runs of molecular dynamics, of one or several temperatures.")
                .fixed(TrajectorySetPortObject.TYPE))
            .addOutputPortGroup("Transport", g -> g.name("Transport")
                .description("One row a quantity: diffusion, conductivity, Haven ratio, attempt frequency, each with unit, interval and remark.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Curves", g -> g.name("Curves")
                .description("One row a point of a curve: displacements, pair distributions, correlations, density of states; thinned out.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Figure", g -> g.name("Figure").description("The mean squared displacement with its fit as an image.")
                .fixed(ImagePortObject.TYPE))
            .addOutputPortGroup("Arrhenius", g -> g.name("Arrhenius")
                .description("Activation energies, and diffusion and conductivity at the temperatures that were asked for.").fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Fits", g -> g.name("Fits")
                .description("One row a fitted line: window, errors, exponent, and whether it gives a diffusion coefficient.").fixed(BufferedDataTable.TYPE)))
        .model(m -> m.parametersClass(DiffusionAnalysisParameters.class).configure(DiffusionAnalysisNodeFactory::configure)
            .execute(DiffusionAnalysisNodeFactory::execute))
        .addView(FigureView.of("Displacements with their fits, temperature dependence, charge, pair distributions, van Hove correlations, vibrations."))
        .nodeType(NodeType.Manipulator)
        .keywords("diffusion coefficient", "MSD", "mean squared displacement", "conductivity", "Haven ratio", "Arrhenius", "activation energy", "RDF",
            "van Hove", "VDOS", "vibration", "ion", "lithium");

    /** Called by KNIME. */
    public DiffusionAnalysisNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final DiffusionAnalysisParameters p = in.getParameters();
        final PortObjectSpec spec = in.getInPortSpec(0);
        TrajectoryInput.requireDynamics(spec, NAME);
        for (int i = 0; i < p.m_mobileSpecies.length; i++) {
            TrajectoryInput.requireElement(spec, p.m_mobileSpecies[i].m_element, "mobileSpecies/" + i + "/element");
        }
        for (int i = 0; i < p.m_frameworkSpecies.length; i++) {
            TrajectoryInput.requireElement(spec, p.m_frameworkSpecies[i].m_element, "frameworkSpecies/" + i + "/element");
        }
        out.setOutSpec(0, DiffusionRows.QUANTITIES.spec());
        out.setOutSpec(1, DiffusionRows.CURVES.spec());
        out.setOutSpec(2, FigureTable.imageSpec());
        out.setOutSpec(3, DiffusionRows.QUANTITIES.spec());
        out.setOutSpec(4, DiffusionRows.FITS.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final DiffusionAnalysisParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final TrajectorySetPortObject input = in.getInPortObject(0);
            final DiffusionAnalysis analysis = DiffusionAnalysis.of(input.open().runs(), p.options(), EngineCall.progress(exec));
            final List<Picture> pictures = DiffusionFigures.of(analysis);
            out.setOutData(0, DiffusionRows.transport(analysis, exec));
            out.setOutData(1, DiffusionRows.curves(analysis, exec));
            out.setOutData(2, FigureTable.image(pictures.get(0)));
            out.setOutData(3, DiffusionRows.arrhenius(analysis, exec));
            out.setOutData(4, DiffusionRows.fits(analysis, exec));
            out.setInternalData(FigureTable.of(exec, pictures));
            new Warnings().addAll(analysis.warnings()).show(out);
            return null;
        });
    }
}

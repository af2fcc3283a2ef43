package org.example.lidiff.nodes.loadmlff;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.report.figures.ForceFieldFigures;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.ports.ForceFieldPortObject;
import org.example.lidiff.nodes.ports.ForceFieldPortObjectSpec;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Load MLFF: force-field files become a force field. */
public final class LoadMlffNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Load MLFF";

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("load-mlff.png")
        .shortDescription("Loads a machine-learned force field: NEP or aenet.")
        .fullDescription("""
            <p>Loads a machine-learned force field (MLFF) from its files: a <b>NEP</b> file (neuroevolution potential, as GPUMD and
            LAMMPS use it; versions 3 to 5, with or without the ZBL core repulsion), or the <b>aenet</b> network files of all
            elements. The files are checked and travel with the workflow from here on.</p>
            <p>The force field goes into Run MD, or into Fine-tune MLFF as the start of a training.</p>
            """)
        .sinceVersion(5, 9, 0)
        .ports(p -> p.addOutputPort("Loaded force field", "The force field.", ForceFieldPortObject.TYPE))
        .model(m -> m.parametersClass(LoadMlffParameters.class).configure(LoadMlffNodeFactory::configure)
            .execute(LoadMlffNodeFactory::execute))
        .addView(FigureView.of("Energy of two atoms against their distance."))
        .nodeType(NodeType.Source)
        .keywords("NEP", "aenet", "machine learning", "potential", "force field", "MLFF", "MLIP", "neural network", "GPUMD");

    /** Called by KNIME. */
    public LoadMlffNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) {
        out.setOutSpec(0, new ForceFieldPortObjectSpec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final LoadMlffParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final ForceFieldPortObject object;
            try (ChosenFiles.Opened files = ChosenFiles.open(p.m_files)) {
                object = ForceFieldPortObject.copyOf(exec.createFileStore("force-field"), files.paths(),
                    Provenance.NONE.then(ProvenanceStep.of(NAME, p, FileHash.sha256(files.paths()))));
            }
            final Potential potential = object.potential();
            out.setOutData(0, object);
            out.setInternalData(FigureTable.of(exec, ForceFieldFigures.of(potential)));
            return null;
        });
    }
}

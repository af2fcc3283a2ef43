package org.example.lidiff.nodes.loadmlff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.ForceFieldProbe;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.ProbeReport;
import org.example.lidiff.engine.potential.ProbeStructure;
import org.example.lidiff.engine.potential.foundation.FoundationModel;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.Summary;
import org.example.lidiff.engine.report.figures.ForceFieldFigures;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.FoundationFiles;
import org.example.lidiff.nodes.common.ProbeTable;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.loadmlff.LoadMlffParameters.Source;
import org.example.lidiff.nodes.ports.ForceFieldPortObject;
import org.example.lidiff.nodes.ports.ForceFieldPortObjectSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Load MLFF: force-field files, or a foundation model, become a force field. */
public final class LoadMlffNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Load MLFF";

    private static final TableSchema PROPERTIES = TableSchema.create().text("Property").text("Value");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("load-mlff.png")
        .shortDescription("Loads a machine-learned force field: NEP, aenet, or the foundation model NEP89.")
        .fullDescription("""
            <p>Loads a machine-learned force field (MLFF) from its files: a <b>NEP</b> file (neuroevolution potential, as GPUMD and
            LAMMPS use it; versions 3 to 5, with or without the ZBL core repulsion), or the <b>aenet</b> network files of all
            elements; or takes the foundation model <b>NEP89</b> (89 elements, arXiv 2504.21286, GPL-3), once
            <tt>lidiff foundation nep89</tt> has fetched it; or, for tests and teaching, a text that gives the parameters of a
            Lennard-Jones or Stillinger-Weber potential. The files are checked and travel with the workflow from here on.</p>
            <p>Before it is passed on, the force field is checked without any reference data: whether forces are the derivatives of the
            energy, whether nothing depends on what must not matter, whether it is smooth at the cutoff, repulsive at short
            distances, and keeps the energy of a short simulation. A failed check is a warning here and in Run MD.</p>
            <p>The force field goes into Run MD, or into Fine-tune MLFF as the start of a training.</p>
            """)
        .sinceVersion(5, 9, 0)
        .ports(p -> p.addOutputPort("Loaded force field", "The force field.", ForceFieldPortObject.TYPE)
            .addOutputTable(ProbeTable.PORT, ProbeTable.DESCRIPTION)
            .addOutputTable("Force-field properties", "Kind, elements, cutoffs, size, where it was found, checksum."))
        .model(m -> m.parametersClass(LoadMlffParameters.class).configure(LoadMlffNodeFactory::configure)
            .execute(LoadMlffNodeFactory::execute))
        .addView(FigureView.of("What the force field is, what its checks found, and the energy of two atoms against their distance."))
        .nodeType(NodeType.Source)
        .keywords("NEP", "NEP89", "foundation model", "aenet", "machine learning", "potential", "force field", "MLFF", "MLIP", "neural network",
            "GPUMD");

    /** Called by KNIME. */
    public LoadMlffNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) {
        out.setOutSpec(0, new ForceFieldPortObjectSpec());
        out.setOutSpec(1, ProbeTable.spec());
        out.setOutSpec(2, PROPERTIES.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final LoadMlffParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Progress progress = EngineCall.progress(exec);
            final FileStore store = exec.createFileStore("force-field");
            progress.advance(0, 0, "Reading the force field");
            final Potential potential = load(p, store);
            final List<Element> elements = elements(p, potential);
            final ProbeReport probe = ForceFieldProbe.run(potential, ProbeStructure.of(potential, elements, 1), ForceFieldProbe.Options.DEFAULT,
                progress);
            final Optional<FoundationModel> foundation = p.m_source == Source.NEP89 ? Optional.of(FoundationModel.NEP89) : Optional.empty();
            // that of a foundation model was compared when it was found
            final Map<String, String> hashes = foundation.isPresent() ? Map.of(foundation.get().file(), foundation.get().sha256())
                : FileHash.sha256(ForceFieldPortObject.filesOf(store));
            final ForceFieldPortObject object = ForceFieldPortObject.of(store, potential, new ForceFieldPortObject.Companions(Optional.of(probe), Map.of(),
                Provenance.NONE.then(ProvenanceStep.of(NAME, p, hashes))));
            final List<Summary.Fact> facts = ForceFieldFigures.facts(potential, foundation, hashes);
            out.setOutData(0, object);
            out.setOutData(1, ProbeTable.of(probe, exec));
            out.setOutData(2, properties(facts, exec));
            final List<Picture> pictures = new ArrayList<>();
            pictures.add(ForceFieldFigures.summary(potential, facts));
            pictures.add(ForceFieldFigures.checks(probe));
            pictures.addAll(ForceFieldFigures.of(potential, elements));
            out.setInternalData(FigureTable.of(exec, pictures));
            new Warnings().addAll(object.getSpec().warnings()).show(out);
            return null;
        });
    }

    private static Potential load(final LoadMlffParameters p, final FileStore store) throws IOException {
        if (p.m_source == Source.NEP89) {
            return FoundationFiles.copy(FoundationModel.NEP89, store);
        }
        try (ChosenFiles.Opened files = ChosenFiles.open(p.m_files)) {
            return ForceFieldPortObject.copy(store, files.paths());
        }
    }

    private static List<Element> elements(final LoadMlffParameters p, final Potential potential) throws InvalidSettingsException {
        final List<Element> named = p.checkedElements();
        for (final Element e : named) {
            if (!potential.elements().contains(e)) {
                throw new InputException("The force field has no parameters for " + e + " (checkedElements); it knows "
                    + ProbeStructure.names(potential.elements()) + ".", "Name elements that it knows under 'Elements to check', or none.");
            }
        }
        return named.isEmpty() ? ProbeStructure.mostCommon(potential.elements()) : named;
    }

    private static BufferedDataTable properties(final List<Summary.Fact> facts, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = PROPERTIES.rows(exec);
        for (final Summary.Fact f : facts) {
            rows.add(f.name(), f.text());
        }
        return rows.close();
    }
}

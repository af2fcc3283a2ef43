package org.example.lidiff.nodes.buildmsm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.markov.ChapmanKolmogorov;
import org.example.lidiff.engine.markov.CountKind;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.ImpliedTimescales;
import org.example.lidiff.engine.markov.LagSelection;
import org.example.lidiff.engine.report.figures.MarkovFigures;
import org.example.lidiff.engine.spectral.NetworkModelBuilder;
import org.example.lidiff.engine.spectral.NetworkModelBuilder.Built;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.nodes.buildmsm.BuildMsmParameters.LagChoice;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.ports.JumpNetworkPortObject;
import org.example.lidiff.nodes.ports.JumpNetworkPortObjectSpec;
import org.example.lidiff.nodes.ports.MarkovModelPortObject;
import org.example.lidiff.nodes.ports.MarkovModelPortObjectSpec;
import org.knime.core.node.BufferedDataTable;
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

/** Build MSM: a jump network becomes a Markov state model. */
public final class BuildMsmNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Build MSM";

    private static final TableSchema TIMESCALES = TableSchema.create().number("Temperature (K)").number("Lag time (ps)").whole("Process")
        .number("Implied time scale (ps)").number("Implied time scale, lower (ps)").number("Implied time scale, upper (ps)")
        .number("Connected counts (%)");

    private static final TableSchema TEST = TableSchema.create().number("Temperature (K)").number("Time (ps)").whole("From set")
        .whole("To set").number("Predicted probability").number("Predicted probability error").number("Estimated probability")
        .number("Estimated probability error");

    private static final TableSchema LAGS = TableSchema.create().number("Temperature (K)").number("Lag time (ps)").text("Plateau")
        .text("Chapman-Kolmogorov").text("Displacement").flag("Chosen").number("D (m²/s)").number("D, lower (m²/s)").number("D, upper (m²/s)");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("build-msm.png")
        .shortDescription("Builds a Markov state model from the hops of ions, with its tests.")
        .fullDescription("""
            <p>Counts how often an ion that is at one site now is at another one a <b>lag time</b> later, keeping the periodic images
            apart, and estimates the transition probabilities. At several temperatures one model is built for each.</p>
            <p>The lag time is chosen as the smallest one that passes three tests: the <b>implied time scales</b> no longer change with it, the
            <b>Chapman-Kolmogorov test</b> is passed, and the <b>mean squared displacement</b> of the model is that of the ions from site to site and
            its diffusion coefficient no longer changes. The tables and the view show all three. When no lag passes, the best one is taken
            and the node says which test failed.</p>
            <p>Sites that are not connected by hops there and back are named and left out. Intervals come from models that the data
            could also have come from: each ion's path gets a random weight, or, with strided or effective <b>counts</b>, models are drawn from their posterior.</p>
            <p>Known occupancies can be held fixed, and <b>equivalent sites</b> averaged over the symmetry of the crystal. A χ² test of the hops before averaging tells
            whether the averaged rates agree with them; its p value is in the model summary.</p>
            """)
        .sinceVersion(5, 9, 0)
        .ports(p -> p.addInputPort("Jump network", "Sites and hops.", JumpNetworkPortObject.TYPE)
            .addOutputPort("Built Markov model", "The model, one for each temperature.", MarkovModelPortObject.TYPE)
            .addOutputTable("Implied time scales", "Relaxation times of the model against the lag time.")
            .addOutputTable("Chapman-Kolmogorov test", "Probabilities predicted by the model beside those of the trajectories.")
            .addOutputTable("Lag time verdicts", "Which lag times were tested, and how.")
            .addOutputTable("Model summary", "What each model was made from: lag time, sites, counts, samples, and the test of equivalent hops."))
        .model(m -> m.parametersClass(BuildMsmParameters.class).configure(BuildMsmNodeFactory::configure)
            .execute(BuildMsmNodeFactory::execute))
        .addView(FigureView.of("Implied time scales and the Chapman-Kolmogorov test."))
        .nodeType(NodeType.Learner)
        .keywords("Markov state model", "MSM", "transition matrix", "implied time scales", "lag time", "kinetics", "hop");

    /** Called by KNIME. */
    public BuildMsmNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) {
        final JumpNetworkPortObjectSpec spec = (JumpNetworkPortObjectSpec)in.getInPortSpec(0);
        out.setOutSpec(0, new MarkovModelPortObjectSpec(spec == null ? "" : spec.mobileElement()));
        out.setOutSpec(1, TIMESCALES.spec());
        out.setOutSpec(2, TEST.spec());
        out.setOutSpec(3, LAGS.spec());
        out.setOutSpec(4, ModelSummary.SCHEMA.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final BuildMsmParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final JumpNetworkPortObject input = in.getInPortObject(0);
            final JumpNetwork network = input.network();
            final List<Built> built = NetworkModelBuilder.build(network, options(p), EngineCall.progress(exec));
            out.setOutData(0, MarkovModelPortObject.of(exec.createFileStore("markov-model.lidiff"), NetworkModelBuilder.model(built),
                input.provenance().then(ProvenanceStep.of(NAME, p, Map.of()))));
            out.setOutData(1, timescales(built, exec));
            out.setOutData(2, test(built, exec));
            out.setOutData(3, lags(built, exec));
            out.setOutData(4, ModelSummary.of(built, exec));
            out.setInternalData(FigureTable.of(exec, MarkovFigures.of(built)));
            final Warnings warnings = new Warnings();
            built.forEach(b -> warnings.addAll(b.warnings()));
            warnings.show(out);
            return null;
        });
    }

    private static NetworkModelBuilder.Options options(final BuildMsmParameters p) {
        final OptionalDouble lag = p.m_lagChoice == LagChoice.GIVEN ? OptionalDouble.of(p.m_lagTimePs * Units.PICOSECOND)
            : OptionalDouble.empty();
        final Map<String, Double> occupancies = new TreeMap<>();
        Arrays.stream(p.m_occupancies).forEach(o -> occupancies.put(o.m_type.strip(), o.m_ions));
        return new NetworkModelBuilder.Options(lag, Estimator.valueOf(p.m_estimator.name()), p.m_samples, p.m_seed, CountKind.valueOf(p.m_counts.name()),
            occupancies, NetworkModelBuilder.EquivalentSites.valueOf(p.m_equivalentSites.name()));
    }

    private static BufferedDataTable timescales(final List<Built> built, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = TIMESCALES.rows(exec);
        for (final Built b : built) {
            if (b.timescales().isPresent()) {
                final ImpliedTimescales t = b.timescales().get();
                for (int l = 0; l < t.lags(); l++) {
                    for (int k = 0; k < t.processes(); k++) {
                        rows.add(b.at().temperatureK(), t.lagTimeFs(l) / Units.PICOSECOND, k + 1, t.timescaleFs(l, k) / Units.PICOSECOND,
                            t.lowerFs(l, k) / Units.PICOSECOND, t.upperFs(l, k) / Units.PICOSECOND, 100 * t.connectedShare(l));
                    }
                }
            }
        }
        return rows.close();
    }

    private static BufferedDataTable test(final List<Built> built, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = TEST.rows(exec);
        for (final Built b : built) {
            if (b.chapmanKolmogorov().isPresent()) {
                final ChapmanKolmogorov t = b.chapmanKolmogorov().get();
                for (int s = 0; s < t.steps(); s++) {
                    for (int i = 0; i < t.sets(); i++) {
                        for (int j = 0; j < t.sets(); j++) {
                            rows.add(b.at().temperatureK(), t.timeFs(s) / Units.PICOSECOND, i + 1, j + 1, t.predicted(s, i, j),
                                t.predictedError(s, i, j), t.estimated(s, i, j), t.estimatedError(s, i, j));
                        }
                    }
                }
            }
        }
        return rows.close();
    }

    private static BufferedDataTable lags(final List<Built> built, final ExecutionContext exec) throws CanceledExecutionException {
        final double si = Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;
        final TableSchema.Rows rows = LAGS.rows(exec);
        for (final Built b : built) {
            if (b.selection().isPresent() && b.timescales().isPresent()) {
                final LagSelection s = b.selection().get();
                for (int l = 0; l < s.verdicts().size(); l++) {
                    final LagSelection.Verdicts v = s.verdicts().get(l);
                    rows.add(b.at().temperatureK(), b.timescales().get().lagTimeFs(l) / Units.PICOSECOND, v.plateau().name(),
                        v.chapmanKolmogorov().name(), v.displacement().name(), l == s.chosen(), si * b.timescales().get().quantity(l),
                        si * b.timescales().get().quantityInterval(l).lower(), si * b.timescales().get().quantityInterval(l).upper());
                }
            }
        }
        return rows.close();
    }
}

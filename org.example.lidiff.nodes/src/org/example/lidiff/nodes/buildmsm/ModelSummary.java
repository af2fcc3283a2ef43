package org.example.lidiff.nodes.buildmsm;

import java.util.List;

import org.example.lidiff.engine.markov.CountKind;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.SymmetryCheck;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.example.lidiff.engine.spectral.NetworkModelBuilder.Built;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.nodes.common.TableSchema;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The table of what each model was made from. */
final class ModelSummary {

    static final TableSchema SCHEMA = TableSchema.create().number("Temperature (K)").text("Quantity").number("Value").text("Unit").text("Remark");

    private static final double AGREES = 0.05;

    private final TableSchema.Rows m_rows;
    private final double m_temperatureK;

    private ModelSummary(final TableSchema.Rows rows, final double temperatureK) {
        m_rows = rows;
        m_temperatureK = temperatureK;
    }

    static BufferedDataTable of(final List<Built> built, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = SCHEMA.rows(exec);
        for (final Built b : built) {
            new ModelSummary(rows, b.at().temperatureK()).add(b);
        }
        return rows.close();
    }

    private void add(final Built b) throws CanceledExecutionException {
        final MarkovStateModel model = b.at().model();
        final TransitionCounts counts = model.counts();
        row("Lag time", model.lagTimeFs() / Units.PICOSECOND, "ps", b.selection().isPresent() ? "chosen by the tests" : "given");
        row("Estimator", Double.NaN, "", switch (model.estimator()) {
            case NON_REVERSIBLE -> "non-reversible";
            case UNIFORM_OCCUPANCY -> "uniform occupancy";
            case FIXED_STATIONARY -> "reversible, with given occupancies";
            default -> "reversible";
        });
        row("Sites", model.states(), "", "connected by hops there and back");
        row("Sites left out", b.at().network().sites().size() - model.states(), "", "");
        row("Counts", counts.total(), "", switch (counts.kind()) {
            case SLIDING -> "sliding: all pairs of frames a lag time apart";
            case STRIDED -> "strided: pairs that do not overlap";
            case EFFECTIVE -> "effective: sliding counts over their statistical inefficiency";
        });
        row("Counts left out", 100 * counts.droppedShare(), "%", "touch sites that were left out");
        row("Counts that change the site", counts.transitions(), "", "");
        if (counts.kind() == CountKind.EFFECTIVE) {
            row("Statistical inefficiency", counts.statisticalInefficiency(), "", "sliding counts worth one independent count");
        }
        if (b.at().samples().isPresent()) {
            final ModelSamples samples = b.at().samples().get();
            row("Samples for intervals", samples.size(), "", samples.kind() == ModelSamples.Kind.POSTERIOR ? "posterior of the counts"
                : "paths of the ions with random weights");
        }
        if (b.symmetry().isPresent()) {
            final SymmetryCheck t = b.symmetry().get().test();
            row("Symmetry operations", b.symmetry().get().operations(), "", "counts are averaged over them");
            row("Kinds of equivalent hops", t.orbits(), "", t.edges() + " edges in all");
            row("χ² of equivalent hops", t.chiSquare(), "", t.degrees() + " degrees of freedom");
            row("p value of equivalent hops", t.pValue(), "", Double.isNaN(t.pValue()) ? "no two hops are equivalent" : t.pValue() < AGREES
                ? "equivalent hops are not equally frequent" : "equivalent hops are equally frequent within their statistics");
        }
    }

    private void row(final String quantity, final double value, final String unit, final String remark) throws CanceledExecutionException {
        m_rows.add(m_temperatureK, quantity, value, unit, remark);
    }
}

package org.example.lidiff.nodes.common;

import org.example.lidiff.engine.potential.ProbeCheck;
import org.example.lidiff.engine.potential.ProbeReport;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The table of what the checks of a force field found. */
public final class ProbeTable {

    /** Name of the port. */
    public static final String PORT = "Force-field checks";

    /** What the port says about itself. */
    public static final String DESCRIPTION = "Checks without reference data, one a row: what was found, the limit, and what a failure means for a simulation.";

    private static final TableSchema SCHEMA = TableSchema.create().text("Check").number("Value").number("Limit").text("Unit").text("Verdict")
        .text("Meaning of a failure");

    private ProbeTable() {
    }

    /** The columns. */
    public static DataTableSpec spec() {
        return SCHEMA.spec();
    }

    /** The rows of {@code report}. */
    public static BufferedDataTable of(final ProbeReport report, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = SCHEMA.rows(exec);
        for (final ProbeCheck c : report.checks()) {
            rows.add(c.name(), c.value(), c.limit(), c.unit(), c.passed() ? "passed" : "FAILED", c.meaning());
        }
        return rows.close();
    }
}

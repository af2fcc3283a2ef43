package org.example.lidiff.nodes.common;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** Columns of an output table; column names are file format, {@code Name (unit)}. Immutable. */
public final class TableSchema {

    private final List<String> names;
    private final List<DataType> types;

    private TableSchema(final List<String> names, final List<DataType> types) {
        this.names = names;
        this.types = types;
    }

    /** A schema without columns. */
    public static TableSchema create() {
        return new TableSchema(List.of(), List.of());
    }

    /** This schema with one more column of text. */
    public TableSchema text(final String name) {
        return with(name, StringCell.TYPE);
    }

    /** This schema with one more column of real numbers; NaN is stored as a missing value. */
    public TableSchema number(final String name) {
        return with(name, DoubleCell.TYPE);
    }

    /** This schema with one more column of whole numbers. */
    public TableSchema whole(final String name) {
        return with(name, LongCell.TYPE);
    }

    /** This schema with one more column of true or false. */
    public TableSchema flag(final String name) {
        return with(name, BooleanCell.TYPE);
    }

    private TableSchema with(final String name, final DataType type) {
        final List<String> n = new ArrayList<>(names);
        final List<DataType> t = new ArrayList<>(types);
        n.add(name);
        t.add(type);
        return new TableSchema(List.copyOf(n), List.copyOf(t));
    }

    /** The KNIME form of this schema. */
    public DataTableSpec spec() {
        return new DataTableSpec(names.toArray(new String[0]), types.toArray(new DataType[0]));
    }

    /** Starts a table with these columns. */
    public Rows rows(final ExecutionContext exec) {
        return new Rows(exec);
    }

    /** A table being filled, row by row. */
    public final class Rows {

        private final ExecutionContext exec;
        private final BufferedDataContainer container;
        private long count;

        private Rows(final ExecutionContext exec) {
            this.exec = exec;
            container = exec.createDataContainer(spec());
        }

        /**
         * Adds a row; null and NaN become missing values.
         *
         * @param values one a column, in order: String, Number or Boolean
         * @throws CanceledExecutionException if the user stopped the node
         */
        public Rows add(final Object... values) throws CanceledExecutionException {
            if (values.length != names.size()) {
                throw new IllegalArgumentException(values.length + " values for " + names.size() + " columns " + names);
            }
            final DataCell[] cells = new DataCell[values.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(types.get(c), values[c]);
            }
            container.addRowToTable(new DefaultRow(RowKey.createRowKey(count++), cells));
            if (count % 1024 == 0) {
                exec.checkCanceled();
            }
            return this;
        }

        /** Ends the table. */
        public BufferedDataTable close() {
            container.close();
            return container.getTable();
        }
    }

    private static DataCell cell(final DataType type, final Object value) {
        if (value == null || value instanceof Double && Double.isNaN((Double)value)) {
            return DataType.getMissingCell();
        } else if (type == StringCell.TYPE) {
            return new StringCell(value.toString());
        } else if (type == DoubleCell.TYPE) {
            return new DoubleCell(((Number)value).doubleValue());
        } else if (type == LongCell.TYPE) {
            return new LongCell(((Number)value).longValue());
        } else {
            return BooleanCell.get((Boolean)value);
        }
    }
}

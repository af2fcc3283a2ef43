package org.knime.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes table specifications column by column. */
public final class DataTableSpecCreator {

    private String m_name;

    private final List<DataColumnSpec> m_columns = new ArrayList<>();

    public DataTableSpecCreator() {
    }

    public DataTableSpecCreator(final DataTableSpec spec) {
        m_name = spec.getName();
        addColumns(spec);
    }

    public DataTableSpecCreator setName(final String name) {
        m_name = name;
        return this;
    }

    public DataTableSpecCreator addColumns(final DataColumnSpec... columns) {
        m_columns.addAll(Arrays.asList(columns));
        return this;
    }

    public DataTableSpecCreator addColumns(final DataTableSpec spec) {
        spec.forEach(m_columns::add);
        return this;
    }

    public DataTableSpecCreator replaceColumn(final int index, final DataColumnSpec colSpec) {
        m_columns.set(index, colSpec);
        return this;
    }

    public DataTableSpec createSpec() {
        return new DataTableSpec(m_name, m_columns.toArray(new DataColumnSpec[0]));
    }
}

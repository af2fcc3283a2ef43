package org.knime.core.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.swing.JComponent;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;
import org.knime.core.node.port.PortObjectSpec;

/** The columns of a table; their names are unique. */
public final class DataTableSpec implements PortObjectSpec, Iterable<DataColumnSpec> {

    private static final String DEFAULT_NAME = "default";

    private final String m_name;

    private final List<DataColumnSpec> m_columns;

    private final Map<String, Integer> m_indices = new HashMap<>();

    public DataTableSpec() {
        this(DEFAULT_NAME);
    }

    public DataTableSpec(final DataColumnSpec... colSpecs) {
        this(DEFAULT_NAME, colSpecs);
    }

    public DataTableSpec(final String name) {
        this(name, new DataColumnSpec[0]);
    }

    /** @throws IllegalArgumentException if two columns have the same name */
    public DataTableSpec(final String name, final DataColumnSpec... colSpecs) {
        m_name = name == null ? DEFAULT_NAME : name;
        m_columns = List.of(colSpecs);
        for (int i = 0; i < colSpecs.length; i++) {
            if (m_indices.put(colSpecs[i].getName(), i) != null) {
                throw new IllegalArgumentException("Duplicate column name \"" + colSpecs[i].getName() + "\".");
            }
        }
    }

    public DataTableSpec(final String[] names, final DataType[] types) {
        this(DEFAULT_NAME, names, types);
    }

    public DataTableSpec(final String tableName, final String[] names, final DataType[] types) {
        this(tableName, createColumnSpecs(names, types));
    }

    public DataTableSpec(final DataTableSpec spec1, final DataTableSpec spec2) {
        this(DEFAULT_NAME, spec1, spec2);
    }

    public DataTableSpec(final String name, final DataTableSpec spec1, final DataTableSpec spec2) {
        this(name, Stream.concat(spec1.stream(), spec2.stream()).toArray(DataColumnSpec[]::new));
    }

    public static final DataColumnSpec[] createColumnSpecs(final String[] names, final DataType[] types) {
        if (names.length != types.length) {
            throw new IllegalArgumentException(names.length + " column names but " + types.length + " types.");
        }
        final DataColumnSpec[] specs = new DataColumnSpec[names.length];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = new DataColumnSpecCreator(names[i], types[i]).createSpec();
        }
        return specs;
    }

    public String getName() {
        return m_name;
    }

    public int getNumColumns() {
        return m_columns.size();
    }

    public DataColumnSpec getColumnSpec(final int index) {
        return m_columns.get(index);
    }

    /** The column of that name, or null. */
    public DataColumnSpec getColumnSpec(final String column) {
        final int index = findColumnIndex(column);
        return index < 0 ? null : m_columns.get(index);
    }

    /** The position of the column, or -1. */
    public int findColumnIndex(final String columnName) {
        return m_indices.getOrDefault(columnName, -1);
    }

    public int[] columnsToIndices(final String... columns) {
        return Arrays.stream(columns).mapToInt(this::findColumnIndex).toArray();
    }

    public boolean containsName(final String columnName) {
        return m_indices.containsKey(columnName);
    }

    public boolean containsCompatibleType(final Class<? extends DataValue> valueClass) {
        return stream().anyMatch(c -> c.getType().isCompatible(valueClass));
    }

    public final String[] getColumnNames() {
        return stream().map(DataColumnSpec::getName).toArray(String[]::new);
    }

    public boolean equalStructure(final DataTableSpec spec) {
        return spec != null && m_columns.equals(spec.m_columns);
    }

    @Override
    public Iterator<DataColumnSpec> iterator() {
        return m_columns.iterator();
    }

    public Stream<DataColumnSpec> stream() {
        return m_columns.stream();
    }

    /** Saves names and types of the columns; the stand-in keeps no domains, properties or handlers. */
    public void save(final ConfigWO config) {
        config.addString("spec_name", m_name);
        config.addInt("number_columns", m_columns.size());
        for (int i = 0; i < m_columns.size(); i++) {
            m_columns.get(i).save(config.addConfig("column_spec_" + i));
        }
    }

    public static DataTableSpec load(final ConfigRO config) throws InvalidSettingsException {
        final int size = config.getInt("number_columns");
        if (size < 0) {
            throw new InvalidSettingsException("A table cannot have " + size + " columns.");
        }
        final DataTableSpecCreator creator = new DataTableSpecCreator().setName(config.getString("spec_name"));
        for (int i = 0; i < size; i++) {
            creator.addColumns(DataColumnSpec.load(config.getConfig("column_spec_" + i)));
        }
        try {
            return creator.createSpec();
        } catch (IllegalArgumentException ex) {
            throw new InvalidSettingsException(ex.getMessage(), ex);
        }
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof DataTableSpec spec && m_name.equals(spec.m_name) && equalStructure(spec);
    }

    @Override
    public int hashCode() {
        return m_columns.hashCode();
    }

    @Override
    public String toString() {
        return m_name + m_columns;
    }
}

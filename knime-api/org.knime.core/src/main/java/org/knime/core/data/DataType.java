package org.knime.core.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** The type of a column or cell: the class of its cells, or, for a mixed column, the values that all its cells offer. */
public final class DataType {

    private static final String CFG_CELL_CLASS = "cell_class";

    private static final DataType MISSING = new DataType(MissingCell.class, List.of());

    private final Class<? extends DataCell> m_cellClass;

    private final List<Class<? extends DataValue>> m_valueClasses;

    private DataType(final Class<? extends DataCell> cellClass, final List<Class<? extends DataValue>> valueClasses) {
        m_cellClass = cellClass;
        m_valueClasses = valueClasses;
    }

    public static DataType getType(final Class<? extends DataCell> cell) {
        if (cell == MissingCell.class) {
            return MISSING;
        }
        final Set<Class<? extends DataValue>> values = new LinkedHashSet<>();
        for (Class<?> c = cell; c != null && c != DataCell.class; c = c.getSuperclass()) {
            collect(c, values);
        }
        values.add(DataValue.class);
        return new DataType(cell, List.copyOf(values));
    }

    static DataType typeOf(final DataCell cell) {
        return cell.isMissing() ? MISSING : getType(cell.getClass());
    }

    private static void collect(final Class<?> c, final Set<Class<? extends DataValue>> values) {
        for (final Class<?> i : c.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(i)) {
                values.add(i.asSubclass(DataValue.class));
                collect(i, values);
            }
        }
    }

    public static DataCell getMissingCell() {
        return MissingCell.INSTANCE;
    }

    /** The most special type that both types are cases of. */
    public static DataType getCommonSuperType(final DataType type1, final DataType type2) {
        if (type1.isASuperTypeOf(type2)) {
            return type1;
        }
        if (type2.isASuperTypeOf(type1)) {
            return type2;
        }
        final List<Class<? extends DataValue>> common = new ArrayList<>(type1.m_valueClasses);
        common.retainAll(type2.m_valueClasses);
        return new DataType(null, List.copyOf(common));
    }

    public boolean isMissingValueType() {
        return this == MISSING;
    }

    /** Whether cells of this type can be read as the given value. */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return isMissingValueType() || m_valueClasses.contains(valueClass);
    }

    public boolean isASuperTypeOf(final DataType type) {
        if (equals(type) || type.isMissingValueType()) {
            return true;
        }
        return m_cellClass == null && type.m_valueClasses.containsAll(m_valueClasses);
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return m_valueClasses.isEmpty() ? DataValue.class : m_valueClasses.get(0);
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        return m_valueClasses;
    }

    /** The class of the cells, or null for a mixed type. */
    public Class<? extends DataCell> getCellClass() {
        return m_cellClass;
    }

    public String getName() {
        return m_cellClass == null ? "Mixed type" : m_cellClass.getSimpleName();
    }

    public void save(final ConfigWO config) {
        if (m_cellClass == null) {
            throw new IllegalStateException("The stand-in does not save mixed column types.");
        }
        config.addString(CFG_CELL_CLASS, m_cellClass.getName());
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        final String name = config.getString(CFG_CELL_CLASS);
        try {
            final Class<?> c = Class.forName(name, false, DataType.class.getClassLoader());
            return getType(c.asSubclass(DataCell.class));
        } catch (ClassNotFoundException | ClassCastException ex) {
            throw new InvalidSettingsException("\"" + name + "\" is no class of cells.", ex);
        }
    }

    @Override
    public String toString() {
        return getName();
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataType type && m_cellClass == type.m_cellClass
            && Set.copyOf(m_valueClasses).equals(Set.copyOf(type.m_valueClasses));
    }

    @Override
    public int hashCode() {
        return m_cellClass == null ? Set.copyOf(m_valueClasses).hashCode() : m_cellClass.hashCode();
    }
}

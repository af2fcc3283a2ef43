package org.knime.core.data;

/** Makes column specifications. */
public final class DataColumnSpecCreator {

    private String m_name;

    private DataType m_type;

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    public DataColumnSpecCreator(final DataColumnSpec cspec) {
        this(cspec.getName(), cspec.getType());
    }

    /** Sets the name; blanks at the ends are cut, and an empty name gets a replacement as in KNIME. */
    public void setName(final String name) {
        if (name == null) {
            throw new NullPointerException("A column name must not be null.");
        }
        m_name = name.isBlank() ? "<empty>" : name.strip();
    }

    public void setType(final DataType type) {
        if (type == null) {
            throw new NullPointerException("A column type must not be null.");
        }
        m_type = type;
    }

    public DataType getType() {
        return m_type;
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(m_name, m_type);
    }
}

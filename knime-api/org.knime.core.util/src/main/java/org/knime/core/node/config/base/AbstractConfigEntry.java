package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;

import javax.swing.tree.TreeNode;

/** One named entry of a configuration tree: a value or a sub-configuration. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final String m_key;

    private final ConfigEntries m_type;

    private AbstractConfigEntry m_parent;

    AbstractConfigEntry(final ConfigEntries type, final String key) {
        if (key == null) {
            throw new IllegalArgumentException("The key of a configuration entry must not be null.");
        }
        m_type = type;
        m_key = key;
    }

    public final String getKey() {
        return m_key;
    }

    public final void setParent(final AbstractConfigEntry parent) {
        m_parent = parent;
    }

    public final ConfigEntries getType() {
        return m_type;
    }

    /** The value as it is written to XML; null for a null string. */
    public abstract String toStringValue();

    /** Whether the other entry, which has the same class and key, holds the same value. */
    abstract boolean hasIdenticalValue(AbstractConfigEntry other);

    @Override
    public String toString() {
        return m_key + "=" + toStringValue();
    }

    @Override
    public boolean equals(final Object other) {
        return other == this || other instanceof AbstractConfigEntry entry && isIdentical(entry);
    }

    public final boolean isIdentical(final AbstractConfigEntry other) {
        return other != null && other.m_type == m_type && other.m_key.equals(m_key) && hasIdenticalValue(other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_key, m_type);
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public final TreeNode getParent() {
        return m_parent;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}

package org.knime.core.node;

/** A classic view of a node; the stand-in never opens one. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> {

    protected NodeView(final T nodeModel) {
        super(nodeModel);
    }
}

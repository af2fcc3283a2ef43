package org.knime.core.node;

import org.knime.core.node.message.Message;

/** A classic view of a node; the stand-in never opens one. */
public abstract class NodeView<T extends NodeModel> extends AbstractNodeView<T> implements NodeModelWarningListener {

    protected NodeView(final T nodeModel) {
        super(nodeModel);
    }

    @Override
    public void warningChanged(final Message warning) {
        // nothing to show it on
    }
}

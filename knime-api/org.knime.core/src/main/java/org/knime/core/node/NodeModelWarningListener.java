package org.knime.core.node;

import java.util.EventListener;

import org.knime.core.node.message.Message;

/** Learns of the warnings of a node model. */
public interface NodeModelWarningListener extends EventListener {

    /** Called with the new warning, or null when it was cleared. */
    void warningChanged(Message message);
}

package org.knime.core.webui.node.dialog;

import org.knime.core.webui.UIExtension;

/** The dialog of a node; the stand-in opens none. */
public interface NodeDialog extends UIExtension {
}

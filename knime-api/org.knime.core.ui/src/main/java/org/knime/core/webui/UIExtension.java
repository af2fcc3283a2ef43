package org.knime.core.webui;

import org.knime.core.webui.page.Page;

/** Something with a page. */
public interface UIExtension {

    Page getPage();
}

package org.knime.core.node.wizard.page;

/** Something whose view can stand on a page of several. */
public interface WizardPageContribution {

    default boolean hasNodeView() {
        return true;
    }
}

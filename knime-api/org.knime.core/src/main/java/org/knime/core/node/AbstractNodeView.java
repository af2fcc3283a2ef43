package org.knime.core.node;

/** A classic view; the stand-in never opens one. */
public abstract class AbstractNodeView<T extends AbstractNodeView.ViewableModel> {

    protected AbstractNodeView(final T viewableModel) {
    }

    /** What a view can show. */
    public interface ViewableModel {
    }
}

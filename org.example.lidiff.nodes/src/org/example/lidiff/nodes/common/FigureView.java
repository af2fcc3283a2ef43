package org.example.lidiff.nodes.common;

import java.util.function.Function;

import org.example.lidiff.engine.report.FigurePage;
import org.knime.core.webui.page.Page;
import org.knime.node.DefaultView;
import org.knime.node.DefaultView.RequireViewParameters;

/** The view of every node: its pictures, drawn by one page. The only place that touches KNIME's internal page type. */
@SuppressWarnings("restriction")
public final class FigureView {

    private FigureView() {
    }

    /** A view with this description that shows the node's {@link FigureTable}. */
    public static Function<RequireViewParameters, DefaultView> of(final String description) {
        return view -> view.withoutParameters().description(description)
            .page(page -> scripts(page.fromString(() -> FigurePage.html()).relativePath("index.html")))
            .initialData(data -> data.data(in -> FigureTable.initialData(in.getInternalTables()[0])));
    }

    // read from the class path, which works with and without OSGi
    private static Page scripts(final Page page) {
        return page.addResourceFromString(FigurePage::plotly, FigurePage.PLOTLY_NAME)
            .addResourceFromString(FigurePage::figures, FigurePage.FIGURES_NAME)
            .addResourceFromString(UiExtensionService::script, FigurePage.SERVICE_NAME);
    }
}

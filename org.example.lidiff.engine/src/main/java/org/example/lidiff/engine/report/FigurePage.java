package org.example.lidiff.engine.report;

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The page that shows pictures in a node view.
 *
 * <p>The page comes without data; it asks KNIME's UI extension service ({@code JsonDataService.initialData()}) for what
 * {@link #initialData(List)} made. It loads three scripts that lie beside it: that service (another party's, shipped unmodified by the
 * bundle that knows KNIME), {@link #plotly()} and {@link #figures()}. Where the service is absent the page says so.
 */
public final class FigurePage {

    /** Name of KNIME's service script beside the page. */
    public static final String SERVICE_NAME = "knime-ui-extension-service.min.js";

    /** Name of {@link #plotly()} beside the page. */
    public static final String PLOTLY_NAME = "plotly.js";

    /** Name of {@link #figures()} beside the page. */
    public static final String FIGURES_NAME = "lidiff-figures.js";

    private FigurePage() {
    }

    /** The page, for scripts under their default names in the folder of the page. */
    public static String html() {
        return html(SERVICE_NAME, PLOTLY_NAME, FIGURES_NAME);
    }

    /**
     * The page, for scripts at these addresses relative to the page.
     *
     * @throws IllegalArgumentException if an address is not relative
     */
    public static String html(final String serviceScript, final String plotlyScript, final String figuresScript) {
        return Resources.own("view.html").replace("@KNIME_SERVICE@", relative(serviceScript)).replace("@PLOTLY@", relative(plotlyScript))
            .replace("@FIGURES@", relative(figuresScript));
    }

    /** The text of the drawing library plotly.js. */
    public static String plotly() {
        return Resources.plotly();
    }

    /** The text of our script that draws pictures with plotly.js. */
    public static String figures() {
        return Resources.own("lidiff-figures.js");
    }

    /**
     * What the page's {@code initialData} returns: one JSON object with all pictures.
     *
     * @param pictures the JSON of figures and scenes, in the order in which they are shown
     */
    public static String initialData(final List<String> pictures) {
        final ObjectNode root = Json.object().put("version", 1);
        final ArrayNode array = root.putArray("pictures");
        pictures.forEach(picture -> array.add(Json.parse(picture, "picture")));
        return Json.text(root);
    }

    private static String relative(final String address) {
        if (!address.matches("[A-Za-z0-9_][A-Za-z0-9._/-]*")) {
            throw new IllegalArgumentException("A script of the view lies beside its page, not at '" + address + "'");
        }
        return address;
    }
}

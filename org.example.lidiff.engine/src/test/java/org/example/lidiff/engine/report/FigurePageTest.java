package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class FigurePageTest {

    @Test
    void thePageLoadsThreeScriptsBesideIt() {
        final String page = FigurePage.html();
        assertTrue(page.contains("<script src=\"knime-ui-extension-service.min.js\">"));
        assertTrue(page.contains("<script src=\"plotly.js\">"));
        assertTrue(page.contains("<script src=\"lidiff-figures.js\">"));
        assertFalse(page.contains("http") || page.contains("@PLOTLY@"));
        assertTrue(page.contains("KNIME\\'s UI extension service is missing in this build"));
        assertTrue(FigurePage.html("a/k.js", "p.js", "f.js").contains("<script src=\"a/k.js\">"));
    }

    @Test
    void scriptsFromElsewhereAreRefused() {
        assertEquals("A script of the view lies beside its page, not at 'https://x/k.js'", assertThrows(IllegalArgumentException.class,
            () -> FigurePage.html("https://x/k.js", "p.js", "f.js")).getMessage());
    }

    @Test
    void theScriptsAreOnTheClassPath() {
        assertTrue(FigurePage.plotly().contains("plotly.js v" + Resources.plotlyVersion()));
        assertTrue(FigurePage.figures().contains("const LidiffFigures"));
    }

    @Test
    void initialDataHoldsAllPicturesInOrder() {
        final JsonNode data = Json.parse(FigurePage.initialData(List.of(Samples.scene().toJson(), Samples.figure().toJson())), "data");
        assertEquals(1, data.path("version").asInt());
        assertEquals(Samples.scene(), Picture.fromJson(data.path("pictures").get(0).toString()));
        assertEquals(Samples.figure(), Picture.fromJson(data.path("pictures").get(1).toString()));
        assertEquals("{\"version\":1,\"pictures\":[]}", FigurePage.initialData(List.of()));
        assertThrows(InputException.class, () -> FigurePage.initialData(List.of("nonsense")));
    }

    /** The script that draws must agree with the palette of the printed pictures. */
    @Test
    void pageAndPrintShareTheirColors() {
        for (int i = 0; i < 7; i++) {
            assertTrue(FigurePage.figures().contains("'" + Palette.hex(Palette.series(i)) + "'"), "series color " + i);
        }
        for (int i = 0; i <= 4; i++) {
            assertTrue(FigurePage.figures().contains("'" + Palette.hex(Palette.value(i / 4.0)) + "'"), "value color " + i);
        }
    }
}

package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class SceneTest {

    @Test
    void jsonRoundTripKeepsEverything() {
        final Scene scene = Samples.scene();
        assertEquals(scene, Scene.fromJson(scene.toJson()));
        assertEquals(scene, Picture.fromJson(scene.toJson()));
        final Scene bare = Scene.builder("bare").title("No cell").atom("H", 0, 0, 0).build();
        assertEquals(bare, Scene.fromJson(bare.toJson()));
    }

    @Test
    void unknownVersionIsRefused() {
        final String newer = Samples.scene().toJson().replace("\"version\":1", "\"version\":2");
        assertEquals("The stored scene has the version 2, this software reads 1 to 1.",
            assertThrows(InputException.class, () -> Scene.fromJson(newer)).summary());
    }

    @Test
    void nonsenseIsRefused() {
        assertEquals("Scene 's' needs a title", refusal(() -> Scene.builder("s").build()));
        assertEquals("A cell has 9 numbers, not 3", refusal(() -> Scene.builder("s").cell(new double[3])));
        assertEquals("A position must be finite, not NaN, 0.0, 0.0", refusal(() -> new Scene.Point(Double.NaN, 0, 0)));
        assertEquals("The width of an edge is between 0 and 1, not 2.0",
            refusal(() -> new Scene.Edge(new Scene.Point(0, 0, 0), new Scene.Point(1, 0, 0), 2, 0, "")));
        assertEquals("Scene 's' is colored by values; legend(label, unit) must say which",
            refusal(() -> Scene.builder("s").title("T").site(new Scene.Site(new Scene.Point(0, 0, 0), "", 1, 1)).build()));
        final SceneBuilder large = Scene.builder("s").title("T");
        for (int i = 0; i <= Scene.MAX_OBJECTS; i++) {
            large.atom("Li", i, 0, 0);
        }
        assertEquals("Scene 's' has 20001 objects, the most is 20000", refusal(large::build));
    }

    @Test
    void theCellHasTwelveEdgesOfTheRightLength() {
        final double total = Samples.scene().cellEdges().stream().mapToDouble(line -> Math.hypot(
            Math.hypot(line[1].x() - line[0].x(), line[1].y() - line[0].y()), line[1].z() - line[0].z())).sum();
        assertEquals(12, Samples.scene().cellEdges().size());
        assertEquals(4 * (8 + Math.sqrt(65) + 12), total, 1e-12);
    }

    @Test
    void valuesOfAllKindsShareOneScale() {
        assertArrayEquals(new double[]{0.5, 1.5}, Samples.scene().valueRange());
        assertEquals("Hop rate (1/ps)", Samples.scene().legendCaption());
    }

    @Test
    void everyElementHasAStyleAndUnknownOnesANeutralOne() {
        assertEquals(new ElementStyle(0.64, "#cc80ff"), ElementStyle.of("Li"));
        assertEquals(0.25, ElementStyle.of("H").radius());
        assertEquals(ElementStyle.of("Xx"), ElementStyle.of(""));
        assertTrue(ElementStyle.of("Cm").color().matches("#[0-9a-f]{6}"));
    }

    private static String refusal(final Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }
}

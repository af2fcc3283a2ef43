package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.report.Summary.Fact;
import org.junit.jupiter.api.Test;

class SummaryTest {

    private static final Summary SUMMARY = new Summary("what", "What was loaded",
        List.of(new Fact("Frames", "3 of 4"), new Fact("Cell", "a = 5 Å <b>")), List.of("A note."));

    @Test
    void jsonRoundTripKeepsEverything() {
        assertEquals(SUMMARY, Picture.fromJson(SUMMARY.toJson()));
        assertEquals("What was loaded: Frames 3 of 4; Cell a = 5 Å <b>.", SUMMARY.description());
    }

    @Test
    void unknownVersionIsRefused() {
        final String newer = SUMMARY.toJson().replace("\"version\":1", "\"version\":2");
        assertEquals("The stored summary has the version 2, this software reads 1 to 1.",
            assertThrows(InputException.class, () -> Picture.fromJson(newer)).summary());
    }

    @Test
    void nonsenseIsRefused() {
        assertEquals("Summary 's' needs a title", assertThrows(IllegalArgumentException.class,
            () -> new Summary("s", " ", List.of(), List.of())).getMessage());
        assertEquals("Summary 's' has 401 facts, the most is 400", assertThrows(IllegalArgumentException.class,
            () -> new Summary("s", "T", Collections.nCopies(401, new Fact("a", "b")), List.of())).getMessage());
    }

    @Test
    void itIsDrawnAsTextAndWhatHasNoRoomIsCounted() {
        final String svg = FigureRenderer.svg(SUMMARY, ImageSize.DEFAULT);
        assertTrue(svg.contains("3 of 4") && svg.contains("a = 5 Å &lt;b"), svg);
        final Summary longer = new Summary("s", "T", Collections.nCopies(100, new Fact("Frames", "3 of 4")), List.of());
        final String cut = FigureRenderer.svg(longer, ImageSize.DEFAULT);
        assertTrue(cut.matches("(?s).*… and \\d+ more.*"), "says how many facts are not shown");
    }
}

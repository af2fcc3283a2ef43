package org.example.lidiff.engine.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static FigureBuilder plain() {
        return Figure.builder("f").title("T").x(Axis.linear("Time", "ps")).y(Axis.linear("MSD", "Å²"));
    }

    private static FigureBuilder logarithmic() {
        return Figure.builder("f").title("T").x(Axis.log("Time", "ps")).y(Axis.log("MSD", "Å²"));
    }

    private static String refusal(final Runnable action) {
        return assertThrows(IllegalArgumentException.class, action::run).getMessage();
    }

    @Test
    void jsonRoundTripKeepsEverything() {
        for (final Figure figure : List.of(Samples.figure(), Samples.logFigure())) {
            assertEquals(figure, Figure.fromJson(figure.toJson()));
            assertEquals(figure.toJson(), Figure.fromJson(figure.toJson()).toJson());
            assertInstanceOf(Figure.class, Picture.fromJson(figure.toJson()));
        }
        final Figure ranged = Figure.builder("r").title("T").x(Axis.linear("Time", "ps").range(0, Double.NaN))
            .y(Axis.dimensionless("g").logarithmic().range(0.1, 10)).build();
        assertEquals(ranged, Figure.fromJson(ranged.toJson()));
    }

    @Test
    void unknownVersionIsRefused() {
        final String newer = Samples.figure().toJson().replace("\"version\":1", "\"version\":9");
        final InputException e = assertThrows(InputException.class, () -> Picture.fromJson(newer));
        assertEquals("The stored figure has the version 9, this software reads 1 to 1.", e.summary());
        assertEquals("Update Lidiff, or execute the node again.", e.resolution());
    }

    @Test
    void damagedJsonIsRefusedWithItsReason() {
        assertTrue(assertThrows(InputException.class, () -> Figure.fromJson("{\"type\"")).summary().startsWith("The stored figure cannot be read: "));
        assertEquals("The stored picture cannot be read: it is not a JSON object.",
            assertThrows(InputException.class, () -> Picture.fromJson("[]")).summary());
        assertEquals("The stored picture has the type 'movie', known are figure, scene and summary.",
            assertThrows(InputException.class, () -> Picture.fromJson("{\"type\":\"movie\"}")).summary());
        assertEquals("The stored figure cannot be read: its type is 'scene'.",
            assertThrows(InputException.class, () -> Figure.fromJson(Samples.scene().toJson())).summary());
        final String text = Samples.logFigure().toJson().replace("500.0", "\"x\"");
        assertEquals("The stored figure cannot be read: entry 0 of a list is not a number.",
            assertThrows(InputException.class, () -> Figure.fromJson(text)).summary());
    }

    @Test
    void axesNeedLabelAndUnit() {
        assertEquals("An axis needs a label that names its quantity", refusal(() -> Axis.linear(" ", "ps")));
        assertEquals("Axis 'Time' needs a unit; use Axis.dimensionless for a pure number", refusal(() -> Axis.linear("Time", "")));
        assertEquals("Axis 'Time' needs a unit; use Axis.dimensionless for a pure number", refusal(() -> Axis.log("Time", null)));
        assertEquals("Axis 'Time' cannot run from 2.0 to 1.0", refusal(() -> Axis.linear("Time", "ps").range(2, 1)));
        assertEquals("Logarithmic axis 'Time' cannot run from 0.0 to 1.0", refusal(() -> Axis.log("Time", "ps").range(0, 1)));
        assertEquals("Time (ps)", Axis.linear("Time", "ps").caption());
        assertEquals("Occupancy", Axis.dimensionless("Occupancy").caption());
    }

    @Test
    void incompleteFiguresAreRefused() {
        assertEquals("Figure 'f' needs a title", refusal(() -> Figure.builder("f").build()));
        assertEquals("Figure 'f' needs an x axis with a label and a unit", refusal(() -> Figure.builder("f").title("T").build()));
        assertEquals("Figure 'f' needs a y axis with a label and a unit",
            refusal(() -> Figure.builder("f").title("T").x(Axis.linear("Time", "ps")).build()));
        assertEquals("A picture id is made of letters, digits, '.', '_' and '-', not '../f'", refusal(() -> Figure.builder("../f")));
        assertEquals("The columns of 's' must have the same length: 4 vs 1", refusal(() -> plain().line("s", Samples.X, new double[1])));
        assertEquals("A series needs a name for the legend", refusal(() -> plain().line("", Samples.X, Samples.X)));
        assertEquals("Error bars belong to a series; add the series first", refusal(() -> plain().errorBars(new double[1])));
        final FigureBuilder many = plain();
        for (int i = 0; i < 201; i++) {
            many.line("s" + i, Samples.X, Samples.X);
        }
        assertEquals("Figure 'f' has 201 curves, the most is 200", refusal(many::build));
    }

    @Test
    void pointsThatAreNotFiniteAreDroppedAndCounted() {
        final Figure figure = plain().line("a", new double[]{1, Double.NaN, 3, 4}, new double[]{1, 2, Double.POSITIVE_INFINITY, 4}).build();
        assertArrayEquals(new double[]{1, 4}, figure.series().get(0).x());
        assertEquals(List.of("2 points of 'a' left out: not a finite number."), figure.notes());
    }

    @Test
    void logarithmicAxesDropWhatIsNotPositive() {
        final Figure figure = logarithmic().line("a", new double[]{0, 1, 2}, new double[]{1, -1, 2}).build();
        assertArrayEquals(new double[]{2}, figure.series().get(0).x());
        assertEquals(List.of("2 points of 'a' left out: not positive and cannot be drawn on a logarithmic axis."), figure.notes());
    }

    @Test
    void errorBarsThatReachZeroStayOnALogarithmicAxis() {
        final Figure figure = logarithmic().points("a", new double[]{1, 2}, new double[]{5, 6}).errorBars(new double[]{7, 1}).build();
        assertArrayEquals(new double[]{0.5, 5}, figure.series().get(0).lower(), 1e-15);
        assertEquals(List.of("1 lower limit of 'a' at or below zero; drawn a decade below the value."), figure.notes());
    }

    @Test
    void missingErrorsBecomeBarsWithoutLength() {
        final Figure figure = plain().points("a", new double[]{1, 2}, new double[]{5, 6}).errorBars(new double[]{Double.NaN, 1}).build();
        assertArrayEquals(new double[]{5, 5}, figure.series().get(0).lower());
        assertArrayEquals(new double[]{5, 7}, figure.series().get(0).upper());
    }

    @Test
    void arraysAreCopiedInAndOut() {
        final double[] x = {1, 2};
        final Figure figure = plain().line("a", x, x).build();
        x[0] = 99;
        figure.series().get(0).y()[1] = 99;
        assertArrayEquals(new double[]{1, 2}, figure.series().get(0).x());
        assertArrayEquals(new double[]{1, 2}, figure.series().get(0).y());
        assertFalse(figure.series().get(0).hasErrorBars());
    }

    @Test
    void theDescriptionNamesQuantitiesUnitsAndSeries() {
        assertEquals("Implied time scales: Time scale (ps) over Lag time (ps); t2.", Samples.logFigure().description());
    }
}

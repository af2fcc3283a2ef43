package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class TemperatureGroupsTest {

    @Test
    void meansThatScatterAreOneTemperatureAndTheUnknownComesLast() {
        final double[] t = {901, Double.NaN, 600, 893, 1100, Double.NaN};
        final List<TemperatureGroups.Group> groups = TemperatureGroups.of(t, new double[] {3, 1, 1, 1, 1, 1});
        assertEquals(4, groups.size());
        assertEquals(600, groups.get(0).temperatureK(), 0);
        assertArrayEquals(new int[] {0, 3}, groups.get(1).runs());
        assertEquals((3 * 901 + 893) / 4.0, groups.get(1).temperatureK(), 1e-9);
        assertEquals(1100, groups.get(2).temperatureK(), 0);
        assertTrue(Double.isNaN(groups.get(3).temperatureK()));
        assertArrayEquals(new int[] {1, 5}, groups.get(3).runs());
    }

    @Test
    void sameMeansWithinTwoAndAHalfPercent() {
        assertTrue(TemperatureGroups.same(1000, 1025));
        assertFalse(TemperatureGroups.same(1000, 1025.1));
        assertTrue(TemperatureGroups.same(Double.NaN, Double.NaN));
        assertFalse(TemperatureGroups.same(Double.NaN, 300));
        assertEquals(List.of(), TemperatureGroups.of(new double[0], new double[0]));
    }
}

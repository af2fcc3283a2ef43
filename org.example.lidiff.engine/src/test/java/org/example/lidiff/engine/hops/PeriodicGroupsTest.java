package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PeriodicGroupsTest {

    @Test
    void directionsOpenOneAfterTheOther() {
        final PeriodicGroups groups = new PeriodicGroups(4);
        assertTrue(groups.join(0, 1, 0, 0, 0));
        assertEquals(0, groups.dimensions(1));
        assertTrue(groups.join(1, 0, 1, 0, 0), "the way on to the next cell");
        assertEquals(1, groups.dimensions(0));
        assertFalse(groups.join(0, 1, -1, 0, 0), "the same way back");
        assertFalse(groups.join(0, 0, 2, 0, 0), "the same direction");
        assertTrue(groups.join(2, 2, 0, 1, 0));
        assertTrue(groups.join(2, 3, 5, 5, 5));
        assertTrue(groups.join(3, 1, 0, 0, 1), "two chains make a plane");
        assertEquals(2, groups.dimensions(0));
        assertFalse(groups.join(1, 1, 3, -2, 0));
        assertTrue(groups.join(3, 0, 0, 0, 0));
        assertEquals(3, groups.dimensions(2));
        assertFalse(groups.join(0, 3, 7, 1, 2));
    }

    @Test
    void groupsThatMeetBringTheirDirections() {
        final PeriodicGroups groups = new PeriodicGroups(2);
        groups.join(0, 0, 1, 1, 0);
        groups.join(1, 1, 1, -1, 0);
        assertEquals(1, groups.dimensions(0));
        assertTrue(groups.join(0, 1, 0, 0, 3));
        assertEquals(2, groups.dimensions(1));
    }
}

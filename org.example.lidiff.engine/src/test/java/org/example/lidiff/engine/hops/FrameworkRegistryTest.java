package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FrameworkRegistryTest {

    @Test
    void aFewDefectsLeaveTheShiftCertain() {
        final FrameworkRegistry oneOfHundred = new FrameworkRegistry(new double[3], 0.3, 2.3, 2);
        assertFalse(oneOfHundred.good());
        assertTrue(oneOfHundred.usable(100));
    }

    @Test
    void manyDefectsOrALargeMisfitDoNot() {
        assertFalse(new FrameworkRegistry(new double[3], 0.3, 2.3, 6).usable(100));
        assertFalse(new FrameworkRegistry(new double[3], 1.6, 2.4, 0).usable(100));
    }
}

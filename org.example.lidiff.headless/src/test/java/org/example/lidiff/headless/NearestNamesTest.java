package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class NearestNamesTest {

    @Test
    void distanceCountsInsertionsDeletionsAndReplacements() {
        assertEquals(0, NearestNames.distance("stride", "stride"));
        assertEquals(3, NearestNames.distance("kitten", "sitting"));
        assertEquals(6, NearestNames.distance("", "stride"));
        assertEquals(6, NearestNames.distance("stride", ""));
    }

    @Test
    void theMostSimilarNameComesFirstWhateverTheLetterCase() {
        assertEquals("timeStepFs", NearestNames.of("TIMESTEPFS", List.of("stride", "timeStepFs", "temperatureK")).get(0));
        assertEquals("stride", NearestNames.of("strid", List.of("timeStepFs", "stride", "seed")).get(0));
    }

    @Test
    void atMostFiveAreNamedAndTiesAreAlphabetical() {
        assertEquals(List.of("a", "b", "c", "d", "e"), NearestNames.of("x", List.of("g", "f", "e", "d", "c", "b", "a")));
        assertEquals(List.of(), NearestNames.of("x", List.of()));
    }
}

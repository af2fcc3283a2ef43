package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ForceErrorWarningTest {

    @Test
    void anErrorOfHalfTheForcesIsCalledQualitative() {
        final String text = ErrorReport.warning("validation", 0.35, 0.7).orElseThrow();
        assertTrue(text.contains("validation frames is 50 % of the forces themselves (350 of 700 meV/Å)"), text);
    }

    @Test
    void aSmallErrorNeedsNoWarning() {
        assertTrue(ErrorReport.warning("validation", 0.05, 0.7).isEmpty());
    }
}

package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class SkinChoiceTest {

    private static final Structure ARGON = TestCrystals.argon(2, 5.4);

    @Test
    void aShortPlanIsNotWorthTrials() {
        final MdPlan plan = MdPlan.of(60).withTimeStep(5).withEquilibration(List.of()).withProduction(100, 50);
        assertEquals(Simulation.DEFAULT_SKIN, new SkinChoice(plan, 1).measure(ARGON, TestCrystals.ARGON, Progress.NONE));
    }

    @Test
    void aLongPlanGetsOneOfTheCandidatesAndCanBeCanceled() {
        final SkinChoice choice = new SkinChoice(MdPlan.of(60).withTimeStep(5).withProduction(1_000_000_000_000L, 50), 1);
        final double skin = choice.measure(ARGON, TestCrystals.ARGON, Progress.NONE);
        assertTrue(Set.of(0.3, 0.6, 1.0, 1.5).contains(skin), "skin " + skin);
        assertThrows(CancellationException.class, () -> choice.measure(ARGON, TestCrystals.ARGON, (done, total, text) -> {
            throw new CancellationException();
        }));
    }

    @Test
    void aRunThatGoesWrongKeepsTheDefault() {
        final MdPlan plan = MdPlan.of(900).withTimeStep(500).withProduction(1_000_000_000_000L, 50);
        assertEquals(Simulation.DEFAULT_SKIN, new SkinChoice(plan, 1).measure(ARGON, TestCrystals.ARGON, Progress.NONE));
    }
}

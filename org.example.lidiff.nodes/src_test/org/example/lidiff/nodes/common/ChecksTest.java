package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.knime.core.node.InvalidSettingsException;

class ChecksTest {

    private static void refused(final String message, final Executable check) {
        assertEquals(message, assertThrows(InvalidSettingsException.class, check).getMessage());
    }

    @Test
    void positiveNumbersAreAboveZeroAndFinite() throws InvalidSettingsException {
        Checks.positive(Double.MIN_VALUE, "dt", "Time step", "fs");
        refused("Time step (dt) is 0.0 fs but must be above 0 fs.", () -> Checks.positive(0, "dt", "Time step", "fs"));
        refused("Time step (dt) is NaN fs but must be above 0 fs.", () -> Checks.positive(Double.NaN, "dt", "Time step", "fs"));
        refused("Time step (dt) is Infinity fs but must be above 0 fs.", () -> Checks.positive(Double.POSITIVE_INFINITY, "dt", "Time step", "fs"));
    }

    @Test
    void anAbsentNumberIsNotChecked() throws InvalidSettingsException {
        Checks.positive(Optional.empty(), "dt", "Time step", "fs");
        refused("Time step (dt) is -1.0 fs but must be above 0 fs.", () -> Checks.positive(Optional.of(-1.0), "dt", "Time step", "fs"));
    }

    @Test
    void aNumberWithoutUnitHasNoEmptyPlace() {
        refused("Learning rate (rate) is 0.0 but must be above 0.", () -> Checks.positive(0, "rate", "Learning rate", ""));
    }

    @Test
    void limitsBelong() throws InvalidSettingsException {
        Checks.atLeast(1, 1, "n", "Number");
        Checks.inside(1, 1, 2, "n", "Number");
        Checks.inside(2, 1, 2, "n", "Number");
        refused("Number (n) is 0 but must be at least 1.", () -> Checks.atLeast(0, 1, "n", "Number"));
        refused("Number (n) is 2.5 but must be from 1 to 2.", () -> Checks.inside(2.5, 1, 2, "n", "Number"));
        refused("Number (n) is NaN but must be from 1 to 2.", () -> Checks.inside(Double.NaN, 1, 2, "n", "Number"));
    }
}

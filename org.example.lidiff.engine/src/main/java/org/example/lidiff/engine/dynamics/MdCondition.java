package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.InputException;

/**
 * A temperature, and how many independent runs are made at it.
 *
 * @param temperatureK in K, above 0
 * @param replicas runs that differ in their random numbers only, at least 1
 */
public record MdCondition(double temperatureK, int replicas) {

    /** Checks the ranges. */
    public MdCondition {
        Checks.positiveTemperature(temperatureK);
        if (replicas < 1) {
            throw new InputException("The number of replicas at " + Checks.number(temperatureK) + " K is " + replicas + ".",
                "Give 1 or more, or remove the condition.");
        }
    }
}

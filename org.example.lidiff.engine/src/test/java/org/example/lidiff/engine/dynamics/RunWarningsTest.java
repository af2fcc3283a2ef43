package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class RunWarningsTest {

    private static Thermodynamics averages(final double kelvin, final double error, final double drift) {
        return new Thermodynamics(List.of(), 1_000_000, kelvin, error, 0, 0, 0, 1, drift, 1e-4);
    }

    @Test
    void aTemperatureThatIsOffByMoreThanChanceIsNamed() {
        final MdPlan plan = MdPlan.of(600);
        assertEquals(List.of("The mean temperature is 610.0 ± 1.0 K, 600.0 K were set: equilibrate longer or use a shorter time step."),
            RunWarnings.of(plan, 600, averages(610, 1, 0)));
        assertEquals(List.of(), RunWarnings.of(plan, 600, averages(610, 3, 0)));
        assertEquals(List.of(), RunWarnings.of(plan, 600, averages(604, 0.1, 0)));
        assertEquals(List.of(), RunWarnings.of(plan.withThermostat(Thermostat.NONE, 100), 600, averages(640, 1, 0)));
    }

    @Test
    void driftBeyondTheScatterIsNamed() {
        final MdPlan plan = MdPlan.of(600);
        assertEquals(List.of("The conserved quantity drifts by 0.020 eV per atom and ns: use a shorter time step, or a force field with a smooth"
            + " cutoff."), RunWarnings.of(plan, 600, averages(600, 1, 0.02)));
        assertEquals(List.of(), RunWarnings.of(plan, 600, averages(600, 1, 0.005)));
    }
}

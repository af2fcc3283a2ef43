package org.example.lidiff.engine.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the averages of a run say about its quality. */
final class RunWarnings {

    /** A mean temperature farther off than this many standard errors is no chance. */
    private static final double ERRORS = 5;
    /** … and matters only beyond this fraction: BAOAB alone is off by (ωΔt)²/4. */
    private static final double FRACTION = 0.01;
    /** eV per atom and ns: at 300 K a tenth of the thermal energy in 0.25 ns. */
    private static final double DRIFT = 0.01;

    private RunWarnings() {
    }

    static List<String> of(final MdPlan plan, final double kelvin, final Thermodynamics t) {
        final List<String> warnings = new ArrayList<>();
        final double off = t.temperatureK() - kelvin;
        if (plan.thermostat() != Thermostat.NONE && Math.abs(off) > ERRORS * t.temperatureError() && Math.abs(off) > FRACTION * kelvin) {
            warnings.add(String.format(Locale.ROOT,
                "The mean temperature is %.1f ± %.1f K, %.1f K were set: equilibrate longer or use a shorter time step.",
                t.temperatureK(), t.temperatureError(), kelvin));
        }
        final double nanoseconds = t.steps() * plan.timeStepFs() * 1e-6;
        if (Math.abs(t.drift()) > DRIFT && Math.abs(t.drift()) * nanoseconds > 3 * t.scatter()) {
            warnings.add(String.format(Locale.ROOT, "The conserved quantity drifts by %.3f eV per atom and ns: use a shorter time step,"
                + " or a force field with a smooth cutoff.", t.drift()));
        }
        return warnings;
    }
}

package org.example.lidiff.engine.dynamics;

import java.util.Locale;

import org.example.lidiff.engine.InputException;

/** Range checks and number formats that several classes share. */
final class Checks {

    private Checks() {
    }

    static void temperature(final double kelvin) {
        if (!(kelvin >= 0) || Double.isInfinite(kelvin)) {
            throw new InputException("The temperature is " + number(kelvin) + " K.", "Give a temperature of 0 K or more.");
        }
    }

    static void positiveTemperature(final double kelvin) {
        if (!(kelvin > 0) || Double.isInfinite(kelvin)) {
            throw new InputException("The temperature of the thermostat is " + number(kelvin) + " K.",
                "Give a temperature above 0 K.");
        }
    }

    static void timeConstant(final double fs) {
        if (!(fs > 0) || Double.isInfinite(fs)) {
            throw new InputException("The time constant is " + number(fs) + " fs.", "Give a time above 0 fs; 100 fs is usual.");
        }
    }

    static void timeStep(final double fs) {
        if (!(fs > 0) || Double.isInfinite(fs)) {
            throw new InputException("The time step is " + number(fs) + " fs.",
                "Give a time step above 0 fs; 1 to 2 fs suit lithium compounds, 0.5 fs those with hydrogen.");
        }
    }

    /** Up to six significant digits, no trailing zeros: "100", "0.25". */
    static String number(final double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1e9) {
            return Long.toString((long)x);
        }
        final String text = String.format(Locale.ROOT, "%.6g", x);
        return text.indexOf('e') < 0 && text.indexOf('.') >= 0 ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}

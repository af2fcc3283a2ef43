package org.example.lidiff.engine.diffusion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers in sentences for people. */
public final class Digits {

    private Digits() {
    }

    /** {@code value} rounded to so many digits, without trailing zeros: "0.4", "12.5", "1.2e-09". */
    public static String of(final double value, final int digits) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value);
        }
        return new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros().toPlainString();
    }
}

package org.example.lidiff.engine.potential.nep;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.example.lidiff.engine.structure.Element;

/** Writes NEP files: one number a line, each the shortest decimal that reads back as the same number. */
final class NepWriter {

    private NepWriter() {
    }

    static void write(final NepModel model, final Writer out) throws IOException {
        final NepSettings s = model.settings();
        out.write("nep" + s.version() + (s.zbl() == null ? "" : "_zbl") + " " + s.types() + " "
            + s.species().stream().map(Element::symbol).collect(Collectors.joining(" ")) + "\n");
        if (s.zbl() != null) {
            out.write(zbl(s.zbl()) + "\n");
        }
        out.write(cutoffs(s) + "\n");
        out.write("n_max " + s.nMaxRadial() + " " + s.nMaxAngular() + "\n");
        out.write("basis_size " + s.basisSizeRadial() + " " + s.basisSizeAngular() + "\n");
        out.write("l_max " + s.lMax() + " " + flags(s.terms()) + "\n");
        out.write("ANN " + s.neurons() + " 0\n");
        for (int i = 0; i < model.numberOfParameters(); i++) {
            line(out, model.parameter(i));
        }
        for (final double q : model.scaler()) {
            line(out, q);
        }
        if (s.zbl() != null) {
            for (final double z : s.zbl().pairs()) {
                line(out, z);
            }
        }
    }

    private static String zbl(final NepZbl z) {
        return switch (z.form()) {
            case FIXED -> "zbl " + plain(z.inner()) + " " + plain(z.outer());
            case COVALENT -> "zbl " + plain(z.inner()) + " " + plain(z.outer()) + " " + plain(z.factor());
            case FLEXIBLE -> "zbl 0 0";
        };
    }

    private static String cutoffs(final NepSettings s) {
        final boolean same = allEqual(s.radialCutoffs()) && allEqual(s.angularCutoffs());
        final StringBuilder text = new StringBuilder("cutoff");
        for (int t = 0; t < (same ? 1 : s.types()); t++) {
            text.append(' ').append(plain(s.radialCutoffs().get(t))).append(' ').append(plain(s.angularCutoffs().get(t)));
        }
        return text.append(' ').append(s.maxNeighborsRadial()).append(' ').append(s.maxNeighborsAngular()).toString();
    }

    private static boolean allEqual(final List<Double> values) {
        return values.stream().distinct().count() == 1;
    }

    // the old form is what every version of the reference program reads
    private static String flags(final Set<AngularTerm> terms) {
        if (terms.isEmpty()) {
            return "0 0";
        }
        if (terms.equals(EnumSet.of(AngularTerm.Q222))) {
            return "2 0";
        }
        if (terms.equals(EnumSet.of(AngularTerm.Q222, AngularTerm.Q1111))) {
            return "2 1";
        }
        final StringBuilder text = new StringBuilder();
        final int count = terms.equals(EnumSet.of(AngularTerm.Q1111)) ? 2 : AngularTerm.values().length;
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(terms.contains(AngularTerm.values()[i]) ? 1 : 0);
        }
        return text.toString();
    }

    private static void line(final Writer out, final double x) throws IOException {
        final String number = shortest(x);
        out.write(x < 0 || 1 / x < 0 ? " " : "  ");
        out.write(number);
        out.write('\n');
    }

    private static String plain(final double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e6 ? Long.toString((long)x) : shortest(x);
    }

    // Double.toString of Java 17 sometimes gives a digit more than needed (JDK-4511638); it is never wrong
    static String shortest(final double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("A NEP file cannot hold the number " + x);
        }
        if (x == 0) {
            return 1 / x < 0 ? "-0.0e+00" : "0.0e+00";
        }
        BigDecimal best = new BigDecimal(Double.toString(x)).stripTrailingZeros();
        while (best.precision() > 1) {
            final BigDecimal shorter = best.round(new MathContext(best.precision() - 1, RoundingMode.HALF_EVEN));
            if (shorter.doubleValue() != x) {
                break;
            }
            best = shorter.stripTrailingZeros();
        }
        return scientific(best);
    }

    private static String scientific(final BigDecimal x) {
        final String digits = x.unscaledValue().abs().toString();
        final int exponent = x.precision() - x.scale() - 1;
        return (x.signum() < 0 ? "-" : "") + digits.charAt(0) + "." + (digits.length() > 1 ? digits.substring(1) : "0") + "e"
            + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.Locale;
import java.util.Optional;

/**
 * A symmetry operator in fractional coordinates: x' = R x + t.
 *
 * @param matrix R row by row (nine numbers), then t
 */
record SymmetryOperator(double[] matrix) {

    static final SymmetryOperator IDENTITY = new SymmetryOperator(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0});

    /** The operator that "x,-y+1/2,z" stands for, or empty if the text is none. */
    static Optional<SymmetryOperator> parse(final String text) {
        final String[] parts = text.toLowerCase(Locale.ROOT).replaceAll("\\s", "").split(",", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        final double[] m = new double[12];
        for (int row = 0; row < 3; row++) {
            if (!parseRow(parts[row], m, row)) {
                return Optional.empty();
            }
        }
        final double det = m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
        return Math.abs(Math.abs(det) - 1) < 1e-9 ? Optional.of(new SymmetryOperator(m)) : Optional.empty();
    }

    private static boolean parseRow(final String text, final double[] m, final int row) {
        int p = 0;
        while (p < text.length()) {
            double sign = 1;
            if (text.charAt(p) == '+' || text.charAt(p) == '-') {
                sign = text.charAt(p++) == '-' ? -1 : 1;
            }
            final int from = p;
            while (p < text.length() && text.charAt(p) != '+' && text.charAt(p) != '-') {
                p++;
            }
            String term = text.substring(from, p).replace("*", "");
            if (term.isEmpty()) {
                return false;
            }
            final int axis = "xyz".indexOf(term.charAt(term.length() - 1));
            term = axis >= 0 ? term.substring(0, term.length() - 1) : term;
            final double value = term.isEmpty() ? 1 : fraction(term);
            if (!Double.isFinite(value)) {
                return false;
            }
            m[axis >= 0 ? 3 * row + axis : 9 + row] += sign * value;
        }
        return !text.isEmpty();
    }

    private static double fraction(final String text) {
        if (!text.matches("\\d{1,9}(\\.\\d{0,15})?(/\\d{1,9})?|\\.\\d{1,15}")) {
            return Double.NaN;
        }
        final int slash = text.indexOf('/');
        return slash < 0 ? Double.parseDouble(text)
            : Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
    }

    /** The image of the fractional position {@code f}. */
    double[] apply(final double[] f) {
        final double[] g = new double[3];
        for (int i = 0; i < 3; i++) {
            g[i] = matrix[3 * i] * f[0] + matrix[3 * i + 1] * f[1] + matrix[3 * i + 2] * f[2] + matrix[9 + i];
        }
        return g;
    }

    boolean isIdentity() {
        for (int k = 0; k < 12; k++) {
            if (Math.abs(matrix[k] - IDENTITY.matrix[k]) > 1e-9) {
                return false;
            }
        }
        return true;
    }
}

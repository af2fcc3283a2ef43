package org.knime.core.node.config.base;

/** The escapes of configuration XML: characters that XML cannot hold stand as %%ddddd (UTF-16 unit, decimal). */
final class ConfigText {

    private static final int DIGITS = 5;

    private ConfigText() {
    }

    /** Escapes a text for a double-quoted XML attribute. */
    static String attribute(final String text) {
        final StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            final char c = text.charAt(i);
            if (mustEscape(c) || c == '%' && i + 1 < text.length() && startsEscape(text.charAt(i + 1))) {
                out.append(String.format("%%%%%05d", (int)c));
            } else {
                switch (c) {
                    case '&' -> out.append("&amp;");
                    case '<' -> out.append("&lt;");
                    case '>' -> out.append("&gt;");
                    case '"' -> out.append("&quot;");
                    default -> out.append(c);
                }
            }
        }
        return out.toString();
    }

    private static boolean mustEscape(final char c) {
        return c < 32 || c > 0xD7FF;
    }

    /** A percent sign before an escape, or before another one, would be read as the start of an escape. */
    private static boolean startsEscape(final char next) {
        return next == '%' || mustEscape(next);
    }

    /** The inverse of the escapes; a lone %% that no five digits follow stays as it is. */
    static String unescape(final String text) {
        int at = text.indexOf("%%");
        if (at < 0) {
            return text;
        }
        final StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (at >= 0) {
            final int code = code(text, at + 2);
            out.append(text, from, at);
            if (code < 0) {
                out.append('%');
                from = at + 1;
            } else {
                out.append((char)code);
                from = at + 2 + DIGITS;
            }
            at = text.indexOf("%%", from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private static int code(final String text, final int from) {
        if (from + DIGITS > text.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + DIGITS; i++) {
            final char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            code = code * 10 + c - '0';
        }
        return code <= Character.MAX_VALUE ? code : -1;
    }
}

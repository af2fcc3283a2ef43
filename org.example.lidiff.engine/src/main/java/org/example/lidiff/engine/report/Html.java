package org.example.lidiff.engine.report;

/** Text made safe for HTML. */
final class Html {

    private Html() {
    }

    /** {@code text} for element content and double-quoted attributes; characters that HTML forbids become spaces. */
    static String escape(final String text) {
        final StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(allowed(c) ? c : ' ');
            }
        });
        return safe.toString();
    }

    private static boolean allowed(final int c) {
        return c == '\n' || c == '\t' || c >= 0x20 && c < 0x7F || c >= 0xA0 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }

    /** JSON that may stand inside a script element: no tag, comment or line separator can begin or end in it. */
    static String script(final String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")
            .replace("\u2029", "\\u2029");
    }
}

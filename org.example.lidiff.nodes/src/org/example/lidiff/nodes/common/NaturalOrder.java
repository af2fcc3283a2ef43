package org.example.lidiff.nodes.common;

import java.math.BigInteger;
import java.util.Comparator;

/** Order of file names as people number them: run2 before run10. */
final class NaturalOrder implements Comparator<String> {

    @Override
    public int compare(final String a, final String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            final int nextA = end(a, i);
            final int nextB = end(b, j);
            final String partA = a.substring(i, nextA);
            final String partB = b.substring(j, nextB);
            final boolean numbers = isDigit(partA.charAt(0)) && isDigit(partB.charAt(0));
            final int order = numbers ? new BigInteger(partA).compareTo(new BigInteger(partB)) : partA.compareTo(partB);
            if (order != 0) {
                return order;
            }
            i = nextA;
            j = nextB;
        }
        final int rest = (a.length() - i) - (b.length() - j);
        // 01 and 1 are the same number but not the same name
        return rest != 0 ? rest : a.compareTo(b);
    }

    /** End of the run of digits, or of other characters, that begins at {@code from}. */
    private static int end(final String text, final int from) {
        int to = from + 1;
        while (to < text.length() && isDigit(text.charAt(to)) == isDigit(text.charAt(from))) {
            to++;
        }
        return to;
    }

    private static boolean isDigit(final char c) {
        return c >= '0' && c <= '9';
    }
}

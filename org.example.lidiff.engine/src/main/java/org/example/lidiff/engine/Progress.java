package org.example.lidiff.engine;

import java.util.concurrent.CancellationException;

/**
 * Where long work says how far it is, and where it learns that it must stop.
 *
 * <p>Callers report at most about every 50 ms of work; {@link #throttled(Progress)} does that for them.
 */
@FunctionalInterface
public interface Progress {

    /** Ignores every report and never cancels. */
    Progress NONE = (done, total, text) -> { };

    /**
     * Reports that {@code done} of {@code total} units of work are finished.
     *
     * @param done finished units, 0 … total
     * @param total all units, or 0 when unknown
     * @param text what is being done, in the words of the user
     * @throws CancellationException if the user asked to stop; the caller leaves no partial file behind
     */
    void advance(long done, long total, String text);

    /** Passes on at most one report in 50 ms, and always the last one ({@code done == total}). */
    static Progress throttled(final Progress progress) {
        return progress == NONE ? NONE : new ThrottledProgress(progress);
    }

    /**
     * The part of this progress that covers {@code [from, to]} (fractions of one) of the whole work.
     *
     * @param from start of the part, 0 … 1
     * @param to end of the part, from … 1
     */
    default Progress part(final double from, final double to) {
        if (!(from >= 0 && from <= to && to <= 1)) {
            throw new IllegalArgumentException("A part of the progress must satisfy 0 <= from <= to <= 1, not " + from + ", " + to);
        }
        final long scale = 1_000_000;
        return (done, total, text) -> {
            final double fraction = total > 0 ? Math.min(1, (double)done / total) : 0;
            advance(Math.round(scale * (from + (to - from) * fraction)), scale, text);
        };
    }
}

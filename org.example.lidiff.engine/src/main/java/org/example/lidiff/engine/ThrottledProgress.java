package org.example.lidiff.engine;

/** A progress that passes on at most one report in 50 ms. */
final class ThrottledProgress implements Progress {

    private static final long INTERVAL_NANOS = 50_000_000L;

    private final Progress progress;
    private long next = Long.MIN_VALUE;

    ThrottledProgress(final Progress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void advance(final long done, final long total, final String text) {
        final long now = System.nanoTime();
        if (next == Long.MIN_VALUE || now - next >= 0 || total > 0 && done >= total) {
            next = now + INTERVAL_NANOS;
            progress.advance(done, total, text);
        }
    }
}

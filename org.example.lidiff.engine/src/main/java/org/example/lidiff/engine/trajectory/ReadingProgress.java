package org.example.lidiff.engine.trajectory;

import java.util.List;

import org.example.lidiff.engine.Progress;

/** Progress over several files, by bytes. */
final class ReadingProgress {

    private final Progress progress;
    private final long total;
    private long before;
    private int calls;

    ReadingProgress(final List<InputFile> files, final Progress progress) {
        this.progress = progress;
        total = files.stream().mapToLong(InputFile::bytes).sum();
    }

    void at(final FrameSource source) {
        // the clock is asked now and then only: a small frame takes microseconds
        if ((calls++ & 15) == 0) {
            progress.advance(before + source.bytesRead(), total, "Reading " + source.input().name());
        }
    }

    void finished(final InputFile file) {
        before += file.bytes();
        progress.advance(before, total, "Read " + file.name());
    }
}

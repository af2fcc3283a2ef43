package org.example.lidiff.engine.dynamics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.example.lidiff.engine.InputException;

/**
 * What a worker process runs: {@code java -cp <engine> …MdWorker <job folder>}. It tells how far it is on its standard output, one line a
 * report, and stops when its standard input closes, so that it does not outlive the process that started it.
 */
public final class MdWorker {

    static final String JOB = "job.bin";
    static final String RESULT = "result.bin";
    static final String TRAJECTORIES = "trajectories.lidiff";
    static final String PROGRESS = "progress";
    static final String FAILED = "failed";
    static final int ENDED_BY_PARENT = 3;
    static final int ENDED_BY_INPUT = 4;
    static final int ENDED_BY_MEMORY = 5;
    static final int ENDED_BY_PROGRAM = 6;
    /** Time to write the last checkpoints after the input has closed. */
    static final long GRACE_MILLIS = 700;

    private MdWorker() {
    }

    /** Carries out the job in the folder that is the only argument. */
    public static void main(final String[] arguments) {
        final Path folder = Path.of(arguments[0]);
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final AtomicBoolean alone = new AtomicBoolean();
        endWithParent(alone);
        int code = 0;
        try {
            final MdResult result = MdJobFiles.readJob(folder.resolve(JOB)).run(folder.resolve(TRAJECTORIES), (done, total, text) -> {
                if (alone.get()) {
                    throw new CancellationException("The process that started this one is gone");
                }
                out.println(String.join("\t", PROGRESS, Long.toString(done), Long.toString(total), oneLine(text)));
            });
            MdJobFiles.write(result, folder.resolve(RESULT));
        } catch (final CancellationException e) {
            code = ENDED_BY_PARENT;
        } catch (final InputException e) {
            out.println(String.join("\t", FAILED, oneLine(e.summary()), oneLine(e.resolution())));
            code = ENDED_BY_INPUT;
        } catch (final OutOfMemoryError e) {
            code = ENDED_BY_MEMORY;
        } catch (final IOException e) {
            out.println(String.join("\t", FAILED, oneLine("The worker process could not read or write its files: " + e.getMessage() + "."),
                "Check that the disk is not full."));
            code = ENDED_BY_INPUT;
        } catch (final RuntimeException | Error e) {
            // into the log, which the process that started this one reads
            e.printStackTrace();
            code = ENDED_BY_PROGRAM;
        }
        // helpers of a run that failed must not keep the process alive
        Runtime.getRuntime().halt(code);
    }

    private static String oneLine(final String text) {
        return text.replaceAll("[\\t\\r\\n]+", " ");
    }

    private static void endWithParent(final AtomicBoolean alone) {
        final Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    // nothing is ever sent
                }
            } catch (final IOException e) {
                // as good as closed
            }
            alone.set(true);
            try {
                Thread.sleep(GRACE_MILLIS);
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(ENDED_BY_PARENT);
        }, "lidiff-watch");
        watch.setDaemon(true);
        watch.start();
    }
}

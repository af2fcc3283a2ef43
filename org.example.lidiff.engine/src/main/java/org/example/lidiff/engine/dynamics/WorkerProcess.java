package org.example.lidiff.engine.dynamics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;

/**
 * Carries out an {@link MdJob} in a process of its own: the java of this process with the jar of this class, its own heap, killable. The
 * job and its result are files in a temporary folder beside the target; the process ends when this one does.
 *
 * @param heapMegabytes largest heap of the process, at least 64
 */
public record WorkerProcess(int heapMegabytes) {

    private static final int LEAST_HEAP = 64;
    private static final long POLL_MILLIS = 50;
    /** The stream of the process has ended. */
    private static final String END = "end";

    /** Checks the range. */
    public WorkerProcess {
        if (heapMegabytes < LEAST_HEAP) {
            throw new InputException("The memory of the worker process is " + heapMegabytes + " MB.",
                "Give at least " + LEAST_HEAP + " MB; 1000 MB suit thousands of atoms.");
        }
    }

    /**
     * Carries out {@code job}; the same bits as {@link MdJob#run}.
     *
     * @param target the trajectory set, complete or not there
     * @param progress called by the calling thread only
     * @throws InputException as {@link MdJob#run}; or if the process cannot be started, is killed from outside, or runs out of memory
     * @throws IllegalStateException for an error of the program in the process, with its stack trace as cause
     * @throws CancellationException within a second after {@code progress} said so
     */
    public MdResult run(final MdJob job, final Path target, final Progress progress) {
        Path folder = null;
        try {
            folder = Files.createTempDirectory(target.toAbsolutePath().getParent(), "molecular-dynamics-");
            MdJobFiles.write(job, folder.resolve(MdWorker.JOB));
            final Process process = start(folder);
            try {
                follow(process, folder, job, progress);
            } finally {
                end(process);
            }
            final MdResult result = MdJobFiles.readResult(folder.resolve(MdWorker.RESULT), folder.resolve(MdWorker.TRAJECTORIES));
            Files.move(folder.resolve(MdWorker.TRAJECTORIES), target, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } catch (final IOException e) {
            throw new InputException("The worker process for molecular dynamics could not be used: " + e.getMessage() + ".",
                "Run in the same process, or check that the disk is not full.", e);
        } finally {
            delete(folder);
        }
    }

    private Process start(final Path folder) throws IOException {
        final List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heapMegabytes + "m",
            "-XX:+UseSerialGC", "-Djava.awt.headless=true", "-cp", classPath().toString(), MdWorker.class.getName(), folder.toString());
        return new ProcessBuilder(command).redirectError(log(folder).toFile()).start();
    }

    private static Path log(final Path folder) {
        return folder.resolve("log.txt");
    }

    /** Where the classes of the engine are: its jar, or a folder. */
    private static Path classPath() throws IOException {
        final CodeSource source = MdWorker.class.getProtectionDomain().getCodeSource();
        try {
            final Path path = source == null ? null : Path.of(source.getLocation().toURI());
            if (path != null && Files.isDirectory(path) && Files.isDirectory(path.resolve("target/classes"))) {
                // a bundle that runs from its project folder
                return path.resolve("target/classes");
            }
            if (path != null && Files.exists(path)) {
                return path;
            }
        } catch (final URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            throw new IOException("the engine lies at " + source.getLocation() + ", where no other process can read it", e);
        }
        throw new IOException("the jar file of the engine is not found");
    }

    private void follow(final Process process, final Path folder, final MdJob job, final Progress progress) throws IOException {
        final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        final Thread reader = new Thread(() -> read(process, lines), "lidiff-worker-reports");
        reader.setDaemon(true);
        reader.start();
        long done = 0;
        long total = 0;
        String text = "Starting the worker process";
        try {
            while (true) {
                final String line = lines.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (END.equals(line)) {
                    break;
                }
                final String[] parts = line == null ? new String[0] : line.split("\t");
                if (parts.length == 4 && MdWorker.PROGRESS.equals(parts[0])) {
                    done = Long.parseLong(parts[1]);
                    total = Long.parseLong(parts[2]);
                    text = parts[3];
                } else if (parts.length == 3 && MdWorker.FAILED.equals(parts[0])) {
                    throw new InputException(parts[1], parts[2]);
                }
                progress.advance(done, total, text);
            }
            final int code = process.waitFor();
            if (code != 0) {
                throw died(code, folder, job, done, total);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)new CancellationException("The molecular dynamics was interrupted").initCause(e);
        }
    }

    private static void read(final Process process, final BlockingQueue<String> lines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (final IOException e) {
            // the process is gone; its exit code says more
        }
        lines.add(END);
    }

    /** What the exit code means; the folder holds what the process said. */
    InputException died(final int code, final Path folder, final MdJob job, final long done, final long total) throws IOException {
        if (code == MdWorker.ENDED_BY_MEMORY) {
            return new InputException("The worker process ran out of its " + heapMegabytes + " MB of memory.",
                "Give it more memory, or simulate fewer atoms or replicas.");
        }
        if (code == MdWorker.ENDED_BY_PROGRAM) {
            final String trace = Files.readString(log(folder));
            throw new IllegalStateException("In the worker process: " + trace.lines().findFirst().orElse("an error of the program"),
                new IllegalStateException(trace));
        }
        final String again = job.checkpoints().isPresent() ? "Run it again: it goes on from its last checkpoint, at most "
            + job.checkpoints().get().everySteps() + " steps before." : "Run it again; with a checkpoint folder it would go on where it stood.";
        final String said = Files.exists(log(folder)) ? lastLine(Files.readString(log(folder))).map(l -> " It said: " + l).orElse("") : "";
        return new InputException("The worker process was ended from outside (exit code " + code + ") after step " + done + " of " + total + "."
            + said, again + " A common reason is that the computer ran out of memory.");
    }

    private static Optional<String> lastLine(final String text) {
        final List<String> lines = new ArrayList<>(text.lines().filter(l -> !l.isBlank()).toList());
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1).strip());
    }

    // closing its input asks the process to write its checkpoints and end; who does not is killed
    private static void end(final Process process) {
        boolean interrupted = Thread.interrupted();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MdWorker.GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(MdWorker.GRACE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (final IOException e) {
            process.destroyForcibly();
        } catch (final InterruptedException e) {
            interrupted = true;
            process.destroyForcibly();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(final Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (final IOException | java.io.UncheckedIOException e) {
            // an open file of a process that is just being killed: the folder is temporary
            folder.toFile().deleteOnExit();
        }
    }
}

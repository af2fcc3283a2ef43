package org.example.lidiff.headless;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.example.lidiff.engine.potential.foundation.FoundationModel;

/**
 * Fetches a built package with the user's own pip, from wherever that is set up to fetch from. Nothing is installed and nothing of the
 * package is run.
 */
final class PipDownload implements PackageSource {

    private static final long LONGEST_MINUTES = 20;
    private static final List<List<String>> COMMANDS = List.of(List.of("python3", "-m", "pip"), List.of("pip3"), List.of("pip"),
        List.of("python", "-m", "pip"), List.of("py", "-m", "pip"));

    private static final String OTHERWISE = "fetch the package or its file on another machine and write: lidiff foundation MODEL --from FILE";

    /** How the work of pip is read from what it said. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(int status, Path log) throws IOException;
    }

    private final String path;
    private List<String> pip;

    /** @param path folders in which programs are looked for, as the variable PATH has them */
    PipDownload(final String path) {
        this.path = path;
    }

    @Override
    public void check() throws IOException {
        pip = pip();
    }

    @Override
    public Path fetch(final String name, final FoundationModel.Release release, final Path folder) throws IOException {
        if (pip == null) {
            check();
        }
        final List<String> command = new ArrayList<>(pip);
        command.addAll(List.of("download", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary", ":all:",
            "--platform", release.platform(), "--python-version", release.python(), "--implementation", "cp", "--dest", folder.toString(),
            name + "==" + release.version()));
        return run(command, (status, log) -> {
            final Optional<Path> file = file(folder);
            if (status != 0 || file.isEmpty()) {
                throw new RunnerException(ExitCode.EXECUTION, "pip could not fetch " + name + " " + release.version() + ": " + reason(log, status)
                    + ". Check the network connection and the set-up of pip, or " + OTHERWISE);
            }
            return file.get();
        });
    }

    private static <T> T run(final List<String> command, final Reading<T> reading) throws IOException {
        final Path log = Files.createTempFile("lidiff-pip", ".log");
        try {
            return reading.of(status(command, log), log);
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static int status(final List<String> command, final Path log) throws IOException {
        final Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(nothing())).start();
        try {
            if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new RunnerException(ExitCode.EXECUTION, "pip did not end within " + LONGEST_MINUTES + " minutes. Check the network connection.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunnerException(ExitCode.EXECUTION, "Stopped while pip was running.", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static Optional<Path> file(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".whl")).findFirst();
        }
    }

    private static String reason(final Path log, final int status) throws IOException {
        final List<String> lines = Files.readString(log, StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
        if (lines.stream().anyMatch(l -> l.contains("onnection") || l.contains("Retrying"))) {
            return "there is no connection to where packages are kept";
        }
        return lines.stream().filter(l -> l.startsWith("ERROR")).reduce((a, b) -> b).orElse(lines.isEmpty() ? "it ended with " + status
            : lines.get(lines.size() - 1)).replaceFirst("^ERROR: ?", "").strip().replaceFirst("\\.$", "");
    }

    /** The first command that is there: a program that is there but has no pip counts as none. */
    private List<String> pip() throws IOException {
        for (final List<String> words : COMMANDS) {
            final Optional<Path> program = program(words.get(0));
            if (program.isPresent()) {
                final List<String> command = new ArrayList<>(words);
                command.set(0, program.get().toString());
                final List<String> question = new ArrayList<>(command);
                question.add("--version");
                if (run(question, (status, log) -> status) == 0) {
                    return command;
                }
            }
        }
        throw new RunnerException(ExitCode.EXECUTION, "pip, which fetches Python packages, is not on this machine. Install it (Debian and Ubuntu: "
            + "apt-get install python3-pip), or " + OTHERWISE);
    }

    private Optional<Path> program(final String name) {
        for (final String folder : path.split(File.pathSeparator)) {
            for (final String ending : new String[] {"", ".exe", ".bat", ".cmd"}) {
                final Path file = Path.of(folder).resolve(name + ending);
                if (!folder.isBlank() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }
}

package org.example.lidiff.headless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.foundation.FoundationFolder;
import org.example.lidiff.engine.potential.foundation.FoundationModel;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lidiff foundation nep89}: fetches a published force field, after saying what it is, and keeps it in the user's data folder. */
@Command(name = "foundation", sortOptions = false, separator = "=",
    description = "Fetch a published foundation force field into your data folder. Load MLFF finds it there.")
final class FoundationCommand implements Callable<Integer> {

    private static final List<FoundationModel> MODELS = List.of(FoundationModel.NEP89);

    private final PackageSource source;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "nep89.")
    private String name;

    @Option(names = "--to", paramLabel = "DIR", description = "The folder that takes it (default: the folder 'foundation' in LIDIFF_DATA, or in "
        + "your data folder).")
    private Path to;

    @Option(names = "--from", paramLabel = "FILE", description = "Take it from this file, or from this package (.whl), instead of fetching it.")
    private Path from;

    @Option(names = "--debug", description = "Print stack traces.")
    private boolean debug;

    /** Fetches with the pip of this machine. */
    FoundationCommand() {
        this(new PipDownload(Optional.ofNullable(System.getenv("PATH")).orElse("")));
    }

    FoundationCommand(final PackageSource source) {
        this.source = source;
    }

    @Override
    public Integer call() throws IOException {
        final FoundationModel model = model();
        final FoundationFolder folder = to == null ? FoundationFolder.ofUser() : new FoundationFolder(to.toAbsolutePath().normalize());
        try {
            if (from == null && isThere(model, folder)) {
                System.out.println(model.name() + " is there already: " + folder.file(model));
                return ExitCode.OK;
            }
            System.out.print(model.notice());
            System.out.println("Size: " + model.bytes() + " bytes; it goes to " + folder.file(model));
            final Path file = from == null ? fetch(model, folder) : take(model, folder, from);
            System.out.println("Stored: " + file + " (" + Files.size(file) + " bytes, checksum as published)");
            if (to != null) {
                System.out.println("Load MLFF finds it by itself only in your data folder or the workflow's data area; elsewhere choose it with 'From file'.");
            }
            return ExitCode.OK;
        } catch (InputException e) {
            throw new RunnerException(ExitCode.EXECUTION, e.getMessage(), e);
        }
    }

    private FoundationModel model() {
        if (name == null) {
            throw new RunnerException(ExitCode.USAGE, "No foundation force field is named. Write: lidiff foundation nep89");
        }
        return MODELS.stream().filter(m -> m.command().equals(name.toLowerCase(Locale.ROOT))).findFirst()
            .orElseThrow(() -> new RunnerException(ExitCode.USAGE, "There is no foundation force field '" + name + "'. Known: "
                + String.join(", ", MODELS.stream().map(FoundationModel::command).toList()) + "."));
    }

    // another file of that name is no reason to stop: it is replaced when the right one is complete
    private static boolean isThere(final FoundationModel model, final FoundationFolder folder) {
        try {
            return folder.find(model).isPresent();
        } catch (InputException e) {
            System.out.println(e.summary() + " It is replaced.");
            return false;
        }
    }

    private Path fetch(final FoundationModel model, final FoundationFolder folder) throws IOException {
        source.check();
        RunnerException failure = null;
        for (final FoundationModel.Release release : model.releases()) {
            if (failure != null) {
                System.out.println("That did not work: " + failure.getMessage());
            }
            System.out.println("Fetching the package " + model.packageName() + " " + release.version() + " (about 8 MB) by pip; nothing of it is "
                + "installed or run.");
            final Path download = Files.createTempDirectory("lidiff-foundation");
            try {
                return take(model, folder, source.fetch(model.packageName(), release, download));
            } catch (InputException e) {
                failure = new RunnerException(ExitCode.EXECUTION, e.getMessage(), e);
            } catch (RunnerException e) {
                failure = e;
            } finally {
                OutputDirectory.deleteTree(download);
            }
        }
        throw failure == null ? new IllegalStateException("no release") : failure;
    }

    private static Path take(final FoundationModel model, final FoundationFolder folder, final Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new RunnerException(ExitCode.USAGE, "'" + file + "' does not exist or is no file. Give the package or the file after --from.");
        }
        final String shown = String.valueOf(file.getFileName());
        if (!isZip(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return folder.store(model, in, shown, Optional.empty());
            }
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            final ZipEntry entry = zip.getEntry(model.packageEntry());
            if (entry == null) {
                throw new InputException("The package " + shown + " has no file " + model.packageEntry() + ".", "Take another version of "
                    + model.packageName() + "; version " + model.releases().get(0).version() + " has it.");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return folder.store(model, in, shown, licence(zip));
            }
        } catch (ZipException e) {
            throw new InputException("The package " + shown + " is damaged: " + e.getMessage() + ".", "Fetch it again.", e);
        }
    }

    private static boolean isZip(final Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            final byte[] start = in.readNBytes(2);
            return start.length == 2 && start[0] == 'P' && start[1] == 'K';
        }
    }

    private static Optional<String> licence(final ZipFile zip) throws IOException {
        for (final Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
            final ZipEntry entry = entries.nextElement();
            if (entry.getName().matches("[^/]*\\.dist-info/(licenses/)?LICENSE(\\.txt)?")) {
                try (InputStream in = zip.getInputStream(entry)) {
                    return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return Optional.empty();
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.example.lidiff.engine.potential.foundation.FoundationFolder;
import org.example.lidiff.engine.potential.foundation.FoundationModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

/** {@code lidiff foundation}, with packages of the test: nothing is fetched. */
class FoundationCommandTest {

    @TempDir
    private Path folder;

    /** Packages that hold this text in place of the model. */
    private final class Packages implements PackageSource {

        private final List<String> asked = new ArrayList<>();
        private final String entry;

        Packages(final String entry) {
            this.entry = entry;
        }

        @Override
        public void check() {
            // always there
        }

        @Override
        public Path fetch(final String name, final FoundationModel.Release release, final Path into) throws IOException {
            asked.add(name + " " + release.version());
            return wheel(into.resolve("package.whl"), entry, "nep4 1 Na\n");
        }
    }

    private static Path wheel(final Path file, final String entry, final String text) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return file;
    }

    private static String run(final PackageSource source, final Class<? extends Exception> failure, final String... args) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final PrintStream out = System.out;
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            final FoundationCommand command = new FoundationCommand(source);
            new CommandLine(command).parseArgs(args);
            final Exception e = assertThrows(failure, command::call);
            return bytes.toString(StandardCharsets.UTF_8) + e.getMessage();
        } finally {
            System.setOut(out);
        }
    }

    @Test
    void itSaysWhatItFetchesTriesEveryReleaseAndKeepsNoOtherFile() {
        final Packages packages = new Packages(FoundationModel.NEP89.packageEntry());
        final String text = run(packages, RunnerException.class, "nep89", "--to", folder.resolve("models").toString());
        assertEquals(FoundationModel.NEP89.releases().size(), packages.asked.size(), packages.asked.toString());
        assertTrue(packages.asked.get(0).startsWith("neptrainkit 3"), packages.asked.toString());
        for (final String part : List.of("Licence: GPL-3.0", "arXiv:2504.21286", "Size: 15622195 bytes", "Fetching the package neptrainkit",
            "package.whl holds another file than NEP89", "Nothing was stored")) {
            assertTrue(text.contains(part), part + " is missing in\n" + text);
        }
        assertFalse(Files.exists(folder.resolve("models/nep89.txt")));
    }

    @Test
    void aPackageWithoutTheFileIsNamed() {
        final String text = run(new Packages("other.txt"), RunnerException.class, "nep89", "--to", folder.toString());
        assertTrue(text.contains("The package package.whl has no file NepTrainKit/Config/nep89.txt") && text.contains("Take another version"), text);
    }

    @Test
    void aDamagedPackageIsNamed() throws IOException {
        final Path file = Files.writeString(folder.resolve("broken.whl"), "PK no zip at all");
        Command.lidiff("foundation", "nep89", "--to", folder, "--from", file).ended(ExitCode.EXECUTION).says("broken.whl is damaged", "Fetch it again");
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        final Path file = Files.writeString(folder.resolve("mine.txt"), "nep4 1 Li\n");
        Command.lidiff("foundation", "nep89", "--to", folder.resolve("to"), "--from", file).ended(ExitCode.EXECUTION)
            .says("mine.txt holds another file than NEP89", "load its file with 'From file'");
        assertFalse(Files.exists(folder.resolve("to/nep89.txt")));
        Command.lidiff("foundation", "nep89", "--from", folder.resolve("not there")).ended(ExitCode.USAGE).says("does not exist or is no file");
    }

    @Test
    void wrongNamesAreUsageErrors() {
        Command.lidiff("foundation").ended(ExitCode.USAGE).says("lidiff foundation nep89");
        Command.lidiff("foundation", "nep90").ended(ExitCode.USAGE).says("no foundation force field 'nep90'", "Known: nep89");
    }

    @Test
    void withoutPipItSaysWhatToDo() throws IOException {
        final RunnerException e = assertThrows(RunnerException.class, () -> new PipDownload(folder.toString()).check());
        assertTrue(e.getMessage().contains("pip, which fetches Python packages, is not on this machine") && e.getMessage().contains("--from FILE"),
            e.getMessage());
    }

    /** A pip that is a shell script. */
    private PipDownload pip(final String script) throws IOException {
        final Path bin = Files.createDirectories(folder.resolve("bin"));
        assertTrue(Files.writeString(bin.resolve("pip"), "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\n" + script).toFile().setExecutable(true));
        return new PipDownload(bin.toString());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the pip of the test is a shell script")
    void whatPipSaysIsPassedOn() throws IOException {
        final Path into = Files.createDirectories(folder.resolve("into"));
        final FoundationModel.Release release = FoundationModel.NEP89.releases().get(0);
        final PipDownload refuses = pip("echo 'ERROR: No matching distribution found' >&2\nexit 1\n");
        final RunnerException e = assertThrows(RunnerException.class, () -> refuses.fetch("neptrainkit", release, into));
        assertTrue(e.getMessage().startsWith("pip could not fetch neptrainkit 3.1.5: No matching distribution found. Check the network"), e.getMessage());
        final PipDownload alone = pip("echo 'WARNING: Retrying after connection broken' >&2\necho 'ERROR: none' >&2\nexit 1\n");
        assertTrue(assertThrows(RunnerException.class, () -> alone.fetch("neptrainkit", release, into)).getMessage().contains("there is no connection"));
        final PipDownload works = pip("while [ $# -gt 1 ]; do [ \"$1\" = --dest ] && : > \"$2/x.whl\"; shift; done\n");
        assertEquals(into.resolve("x.whl"), works.fetch("neptrainkit", release, into));
    }

    /** With the real file, where it was fetched: the whole way, twice. */
    @Test
    void theRealFileIsStoredOnce() throws IOException {
        final Path real = FoundationFolder.ofUser().file(FoundationModel.NEP89);
        if (!Files.isRegularFile(real)) {
            System.err.println("SKIPPED: NEP89 was not fetched (lidiff foundation nep89)");
        }
        assumeTrue(Files.isRegularFile(real), "NEP89 was not fetched");
        Command.lidiff("foundation", "nep89", "--to", folder.resolve("to"), "--from", real).ended(ExitCode.OK).says("Stored:", "checksum as published");
        Command.lidiff("foundation", "nep89", "--to", folder.resolve("to")).ended(ExitCode.OK).says("is there already");
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The zip for machines that have only a Java runtime. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/lidiff is a shell script")
class ClusterZipTest {

    @TempDir
    private static Path folder;
    private static Path home;

    @BeforeAll
    static void unzip() throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("lidiff.zip"))) {
            for (final Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements();) {
                final ZipEntry entry = entries.nextElement();
                final Path file = folder.resolve("un packed").resolve(entry.getName()).normalize();
                assertTrue(file.startsWith(folder), entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                if (entry.getName().endsWith("/bin/lidiff")) {
                    home = file.getParent().getParent();
                    // what unzip does with the permissions that the build gave
                    assertTrue(file.toFile().setExecutable(true));
                }
            }
        }
    }

    /** Runs bin/lidiff with a PATH on which only {@code java} and what a POSIX shell script needs can be found. */
    private static String lidiff(final int exitCode, final String... args) throws IOException, InterruptedException {
        final Path bin = Files.createDirectories(folder.resolve("bin only java"));
        final Path java = bin.resolve("java");
        if (Files.notExists(java)) {
            Files.createSymbolicLink(java, Path.of(System.getProperty("java.home"), "bin", "java"));
        }
        final String[] command = new String[args.length + 1];
        command[0] = home.resolve("bin/lidiff").toString();
        System.arraycopy(args, 0, command, 1, args.length);
        final Path log = Files.createTempFile(folder, "log", ".txt");
        final ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", bin.toString());
        final Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "bin/lidiff does not end");
        } finally {
            process.destroyForcibly();
        }
        final String text = Files.readString(log, StandardCharsets.UTF_8);
        assertEquals(exitCode, process.exitValue(), text);
        return text;
    }

    @Test
    void runsAWorkflowWithOnlyJavaOnThePath() throws IOException, InterruptedException {
        final TestWorkflow w = new TestWorkflow(folder.resolve("a workflow"));
        LoadRunTest.writeXyz(w.data().resolve("md.xyz"));
        w.node(1, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).write();
        final Path output = folder.resolve("the output");
        final String text = lidiff(ExitCode.OK, "run", w.directory().toString(), "--output", output.toString());
        assertTrue(text.contains("EXECUTED"), text);
        assertEquals("EXECUTED", Command.state(output, 1));
        assertTrue(Files.exists(output.resolve("report.html")));
        // without --output results go below the current folder
        lidiff(ExitCode.OK, "run", w.directory().toString());
        assertTrue(Files.exists(folder.resolve("lidiff-output/a workflow/summary.json")));
    }

    @Test
    void exitCodesReachTheShell() throws IOException, InterruptedException {
        assertTrue(lidiff(ExitCode.OK, "help").contains("Exit codes"));
        assertTrue(lidiff(ExitCode.USAGE, "run").contains("No workflow directory is given"));
        assertTrue(lidiff(ExitCode.LOAD, "run", "not there").contains("'not there' does not exist"));
    }

    @Test
    void theScriptIsExecutableInTheZip() throws IOException {
        // Unix permissions are in the upper half of the external attributes of the central directory, which java.util.zip does not show
        final byte[] bytes = Files.readAllBytes(Path.of(System.getProperty("lidiff.zip")));
        boolean found = false;
        for (int i = 0; i + 46 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                final int nameLength = (bytes[i + 28] & 0xff) | (bytes[i + 29] & 0xff) << 8;
                final String name = new String(bytes, i + 46, nameLength, StandardCharsets.UTF_8);
                if (name.endsWith("/bin/lidiff")) {
                    final int mode = (bytes[i + 40] & 0xff) | (bytes[i + 41] & 0xff) << 8;
                    assertEquals(0755, mode & 0777, Integer.toOctalString(mode));
                    found = true;
                }
            }
        }
        assertTrue(found, "the zip has bin/lidiff");
    }

    @Test
    void carriesItsLicencesAndSaysThatItContainsTheStandIn() throws IOException {
        assertTrue(Files.readString(home.resolve("LICENSE")).contains("Apache License"));
        assertTrue(Files.isRegularFile(home.resolve("licenses/third-party.csv")));
        for (final String name : ThirdParty.licenceTexts(Folders.root())) {
            assertTrue(Files.size(home.resolve("licenses").resolve(name)) > 100, name);
        }
        final String note = Files.readString(home.resolve("README.txt"));
        assertTrue(note.contains("stand-in") && note.contains("never install"), note);
        assertTrue(Files.isDirectory(home.resolve("workflows/lithium-silicide")), "the demo comes along");
    }
}

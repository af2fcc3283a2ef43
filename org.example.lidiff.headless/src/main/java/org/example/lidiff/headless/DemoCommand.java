package org.example.lidiff.headless;

import java.nio.file.Files;
import java.nio.file.Path;

import picocli.CommandLine.Command;

/** {@code lidiff demo}: runs the workflow that comes along. */
@Command(name = "demo", description = "Run the lithium-silicide workflow on real data: from ab-initio molecular dynamics to the diffusion coefficient.",
    sortOptions = false, separator = "=")
final class DemoCommand extends RunCommand {

    private static final String WORKFLOW = "lithium-silicide";

    @Override
    Path workflow() {
        final Path home = Path.of(System.getProperty("lidiff.home", "."));
        for (final String folder : new String[] {"test-workflows", "workflows"}) {
            if (Files.isDirectory(home.resolve(folder).resolve(WORKFLOW))) {
                return home.resolve(folder).resolve(WORKFLOW);
            }
        }
        throw new RunnerException(ExitCode.LOAD, "The demo workflow '" + WORKFLOW + "' is not beside this installation (" + home
            + "). Unpack Lidiff again, or run a workflow of your own with: lidiff run WORKFLOW_DIR");
    }
}

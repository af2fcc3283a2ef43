package org.example.lidiff.headless;

import java.io.IOException;
import java.util.List;

import org.example.lidiff.engine.Version;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The {@code lidiff} command. */
@Command(name = "lidiff", subcommands = {RunCommand.class, DemoCommand.class, FoundationCommand.class, HelpCommand.class}, sortOptions = false,
    mixinStandardHelpOptions = true, versionProvider = Main.VersionProvider.class,
    description = "From ab-initio molecular dynamics to mesoscale ion transport.",
    footer = "Exit codes: 0 done, 2 bad command line or option, 3 workflow cannot be loaded, 4 execution failed.")
public final class Main {

    private Main() {
    }

    /** Tells the version. */
    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Lidiff " + Version.current()};
        }
    }

    /** Runs the command and ends the virtual machine with its exit code. */
    public static void main(final String... args) {
        System.exit(run(args));
    }

    /** Runs the command; returns its exit code. */
    static int run(final String... args) {
        final boolean debug = List.of(args).contains("--debug");
        final CommandLine command = new CommandLine(new Main());
        command.setUnmatchedOptionsArePositionalParams(false);
        command.setParameterExceptionHandler((e, a) -> usage(e));
        command.setExecutionExceptionHandler((e, c, r) -> failed(e, debug));
        if (args.length == 0) {
            command.usage(System.out);
            return ExitCode.OK;
        }
        return command.execute(args);
    }

    private static int usage(final ParameterException e) {
        System.err.println("lidiff: " + e.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, System.err)) {
            System.err.println("Write 'lidiff help' for the commands and options.");
        }
        return ExitCode.USAGE;
    }

    private static int failed(final Exception e, final boolean debug) {
        if (debug) {
            e.printStackTrace();
        }
        if (e instanceof RunnerException) {
            System.err.println("lidiff: " + e.getMessage());
            return ((RunnerException)e).exitCode();
        }
        if (e instanceof IOException) {
            System.err.println("lidiff: A file cannot be read or written: " + OutputDirectory.reason((IOException)e)
                + ". Check that it exists, that you may use it, and that the disk is not full.");
            return ExitCode.EXECUTION;
        }
        System.err.println("lidiff: An error of the program, not of your data: " + e + ". Run again with --debug and report what it prints.");
        return ExitCode.EXECUTION;
    }
}

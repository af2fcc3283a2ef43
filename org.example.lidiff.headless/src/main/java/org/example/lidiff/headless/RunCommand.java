package org.example.lidiff.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lidiff run}: runs a workflow directory. */
@Command(name = "run", description = "Run a KNIME workflow of Lidiff nodes without KNIME.", sortOptions = false, separator = "=")
class RunCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "WORKFLOW_DIR", description = "The workflow directory.")
    private Path directory;

    @Option(names = "-workflowDir", paramLabel = "DIR", description = "The workflow directory, as KNIME's batch application takes it.")
    private Path workflowDir;

    @Option(names = "--output", paramLabel = "DIR", description = "Where tables, figures and report.html go (default: lidiff-output/WORKFLOW).")
    private Path output;

    @Option(names = "-option", paramLabel = "ID,KEY/PATH,VALUE,TYPE", description = "Override a setting of node ID, as KNIME's batch application does.")
    private List<String> options = new ArrayList<>();

    @Option(names = "-workflow.variable", paramLabel = "NAME,VALUE,TYPE", description = "Set a flow variable.")
    private List<String> variables = new ArrayList<>();

    @Option(names = {"-reset", "-nosave", "-nosplash", "-consoleLog", "-failonloaderror"},
        description = "Accepted as in KNIME. Every node is run anew, and the workflow directory is never written to.")
    private boolean[] accepted;

    @Option(names = "--debug", description = "Print stack traces.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    /** The directory given in either way. */
    Path workflow() {
        if (directory != null && workflowDir != null && !directory.equals(workflowDir)) {
            throw new RunnerException(ExitCode.USAGE, "Two workflow directories are given: '" + directory + "' and '" + workflowDir + "'. Give one.");
        }
        final Path given = directory != null ? directory : workflowDir;
        if (given == null) {
            throw new RunnerException(ExitCode.USAGE, "No workflow directory is given. Write: lidiff run WORKFLOW_DIR [--output DIR]");
        }
        return given;
    }

    @Override
    public Integer call() throws IOException {
        final WorkflowDirectory workflow = WorkflowDirectory.read(workflow());
        final List<BatchOption> changes = options.stream().map(BatchOption::parse).toList();
        final Map<String, WorkflowVariable> values = new LinkedHashMap<>();
        variables.stream().map(WorkflowVariable::parse).forEach(v -> values.put(v.name(), v));
        final Console console = new Console(System.out, Console.isTerminal());
        final CountDownLatch finished = new CountDownLatch(1);
        final AtomicBoolean stop = new AtomicBoolean();
        final WorkflowRunner runner = new WorkflowRunner(workflow, console, stop::get, debug);
        runner.load(changes, values);
        final String name = name(workflow.directory());
        final OutputDirectory target = OutputDirectory.open(output != null ? output : Path.of("lidiff-output", name), workflow.directory());
        // on Ctrl-C give the running node a moment to end and to remove what is half written
        final Thread hook = new Thread(() -> {
            stop.set(true);
            awaitQuietly(finished);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(runner, target, name, console);
        } finally {
            finished.countDown();
            removeQuietly(hook);
        }
    }

    private Integer run(final WorkflowRunner runner, final OutputDirectory target, final String name, final Console console)
        throws IOException {
        final long start = System.nanoTime();
        final String date = ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT));
        console.line("Running " + name);
        final List<NodeOutcome> outcomes;
        try {
            outcomes = runner.run(target);
        } finally {
            target.deleteStores();
        }
        final List<String> facts = new ArrayList<>(List.of(date));
        options.forEach(o -> facts.add("Changed: -option=" + o));
        Summary.writeJson(target.root().resolve("summary.json"), name, outcomes);
        Summary.writeReport(target.root().resolve("report.html"), name, facts, outcomes);
        console.line(String.format(Locale.ROOT, "Done in %.1f s. Report: %s", (System.nanoTime() - start) * 1e-9, target.root().resolve("report.html")));
        return WorkflowRunner.succeeded(outcomes) ? ExitCode.OK : ExitCode.EXECUTION;
    }

    private static String name(final Path directory) throws IOException {
        final Path name = Files.exists(directory) ? directory.toRealPath().getFileName() : directory.getFileName();
        return name == null ? "workflow" : name.toString();
    }

    private static void awaitQuietly(final CountDownLatch finished) {
        try {
            finished.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeQuietly(final Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the shutdown is under way, and waits for this thread
        }
    }
}

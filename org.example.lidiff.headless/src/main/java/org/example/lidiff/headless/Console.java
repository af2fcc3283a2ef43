package org.example.lidiff.headless;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.Locale;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** What the user sees while a workflow runs: a line a node, and on a terminal a bar for the running one. */
final class Console {

    private static final int NAME_WIDTH = 22;
    private static final long SCALE = 1000;

    private final PrintStream out;
    private final boolean terminal;
    private ProgressBar bar;

    Console(final PrintStream out, final boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether standard output is a terminal. */
    static boolean isTerminal() {
        final java.io.Console console = System.console();
        if (console == null || System.getenv("TERM") == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            // since Java 22 there is a console without a terminal, and a method that tells
            final Method isTerminal = java.io.Console.class.getMethod("isTerminal");
            return (Boolean)isTerminal.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    void line(final String text) {
        out.println(text);
    }

    synchronized void begin(final NodeOutcome node) {
        if (terminal) {
            bar = new ProgressBarBuilder().setTaskName(String.format(Locale.ROOT, "%3d  %-" + NAME_WIDTH + "s", node.id, node.name)).setInitialMax(SCALE)
                .setStyle(ProgressBarStyle.ASCII).setUpdateIntervalMillis(200).clearDisplayOnFinish().hideEta().build();
        }
    }

    synchronized void progress(final double fraction, final String message) {
        if (bar != null) {
            if (!Double.isNaN(fraction)) {
                bar.stepTo(Math.round(fraction * SCALE));
            }
            bar.setExtraMessage(message == null ? "" : message);
        }
    }

    synchronized void end(final NodeOutcome node) {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        final String seconds = Double.isNaN(node.seconds) ? "" : String.format(Locale.ROOT, "%8.1f s", node.seconds);
        out.println(String.format(Locale.ROOT, "%3d  %-" + NAME_WIDTH + "s %-10s%s", node.id, node.name, node.state, seconds));
        for (final String warning : node.warnings) {
            indented("warning: ", warning);
        }
        if (!node.error.isEmpty()) {
            indented(node.state == NodeState.SKIPPED ? "" : "error: ", node.error);
        }
        out.flush();
    }

    private void indented(final String head, final String text) {
        for (final String line : text.split("\n")) {
            out.println("     " + head + line);
        }
    }
}

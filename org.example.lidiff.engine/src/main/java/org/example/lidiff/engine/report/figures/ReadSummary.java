package org.example.lidiff.engine.report.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.example.lidiff.engine.report.Summary;
import org.example.lidiff.engine.report.Summary.Fact;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FileReport;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.ReadReport;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.StressKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** What was found in trajectory files, what was left out and why, in words. */
public final class ReadSummary {

    private static final int MOST_FILES = 100;
    private static final int MOST_RUNS = 20;

    private ReadSummary() {
    }

    /** The summary of what was read into {@code set}. */
    public static Summary of(final ReadReport report, final TrajectorySet set) {
        final List<Fact> facts = new ArrayList<>();
        final long found = report.files().stream().mapToLong(FileReport::framesFound).sum();
        final long kept = report.files().stream().mapToLong(FileReport::framesKept).sum();
        facts.add(new Fact("Frames", kept + " of " + found + " kept, from " + count(report.files().size(), "file") + ", as "
            + count(set.runs().size(), "run")));
        final SortedMap<String, Long> dropped = new TreeMap<>();
        report.files().forEach(f -> f.dropped().forEach((why, n) -> dropped.merge(why, n, Long::sum)));
        facts.add(new Fact("Left out", dropped.isEmpty() ? "nothing" : dropped(dropped)));
        facts.add(new Fact("Composition", set.runs().stream().map(ReadSummary::composition).distinct().collect(Collectors.joining("; "))));
        facts.add(new Fact("Cell of the first frame", cell(report.firstStructure().cell())));
        facts.add(new Fact("Labels", labels(report, set, kept)));
        final Set<String> conventions = new TreeSet<>();
        report.files().forEach(f -> conventions.add(f.format().title() + ": " + f.format().convention()));
        facts.add(new Fact("Read as", String.join("; ", conventions)));
        for (int r = 0; r < Math.min(MOST_RUNS, set.runs().size()); r++) {
            facts.add(new Fact("Run " + (r + 1), run(set.runs().get(r))));
        }
        if (set.runs().size() > MOST_RUNS) {
            facts.add(new Fact("More runs", String.valueOf(set.runs().size() - MOST_RUNS)));
        }
        report.files().stream().limit(MOST_FILES).forEach(f -> facts.add(new Fact(f.file(), file(f))));
        if (report.files().size() > MOST_FILES) {
            facts.add(new Fact("More files", (report.files().size() - MOST_FILES) + "; the table of files lists them all"));
        }
        return new Summary("summary", "What was loaded", facts, List.of());
    }

    private static String composition(final Trajectory run) {
        final Map<String, Integer> counts = new LinkedHashMap<>();
        for (final int z : run.atomicNumbers()) {
            counts.merge(Element.of(z).symbol(), 1, Integer::sum);
        }
        return counts.entrySet().stream().map(e -> e.getKey() + e.getValue()).collect(Collectors.joining(" ")) + " ("
            + count(run.atoms(), "atom") + ")";
    }

    /** Lengths and angles of a cell with their units. */
    public static String cell(final Cell cell) {
        return "a, b, c = " + number(cell.length(0)) + ", " + number(cell.length(1)) + ", " + number(cell.length(2)) + " Å; α, β, γ = "
            + number(cell.angle(1, 2)) + ", " + number(cell.angle(0, 2)) + ", " + number(cell.angle(0, 1)) + "°; " + number(cell.volume()) + " Å³";
    }

    /** Five digits, without zeros at the end. */
    private static String number(final double x) {
        return Double.isFinite(x) ? new BigDecimal(x).round(new MathContext(5)).stripTrailingZeros().toPlainString() : "?";
    }

    private static String labels(final ReadReport report, final TrajectorySet set, final long kept) {
        final Map<Quantity, Long> with = new EnumMap<>(Quantity.class);
        report.files().forEach(f -> f.labels().forEach((q, n) -> with.merge(q, n, Long::sum)));
        final List<String> parts = new ArrayList<>();
        for (final Quantity q : List.of(Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS, Quantity.VELOCITIES)) {
            final long n = with.getOrDefault(q, 0L);
            final String name = q.name().toLowerCase(Locale.ROOT);
            parts.add(n == 0 ? "no " + name : n == kept ? name : name + " for " + n + " of " + kept + " frames");
        }
        final boolean total = set.runs().stream()
            .anyMatch(r -> r.quantities().contains(Quantity.STRESS) && r.info().stressKind() == StressKind.TOTAL);
        return String.join(", ", parts) + (total ? "; the stress contains the kinetic part" : "");
    }

    private static String run(final Trajectory run) {
        final RunInfo info = run.info();
        final StringBuilder text = new StringBuilder(count(run.frames(), "frame") + " of " + count(run.atoms(), "atom"));
        if (info.kind() == RunKind.INDEPENDENT) {
            text.append(", independent");
        } else {
            text.append(", " + number(info.frameIntervalFs()) + " fs apart, "
                + number(Math.max(0, run.frames() - 1) * info.frameIntervalFs() / Units.PICOSECOND) + " ps covered");
        }
        text.append(Double.isNaN(info.temperatureK()) ? ", temperature not known" : String.format(Locale.ROOT, ", %.0f K", info.temperatureK()));
        return text.append(info.unwrapped() ? ", positions unwrapped" : "").append(" (").append(info.source()).append(')').toString();
    }

    private static String file(final FileReport f) {
        return f.format().title() + ", " + f.framesKept() + " of " + count(f.framesFound(), "frame") + " kept, " + f.formula() + ", "
            + cell(f.cell()) + (f.dropped().isEmpty() ? "" : "; left out: " + dropped(f.dropped()))
            + (f.warnings().isEmpty() ? "" : ". " + String.join(" ", f.warnings()));
    }

    /** "3 frames written again after a restart, 2 frames not selected". */
    public static String dropped(final SortedMap<String, Long> dropped) {
        return dropped.entrySet().stream().map(e -> count(e.getValue(), "frame") + " " + e.getKey()).collect(Collectors.joining(", "));
    }

    private static String count(final long n, final String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}

package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/**
 * Configurations with reference energies and forces, each for training, validation or test. Immutable.
 *
 * <p>Frames are taken equidistantly; validation and test frames are contiguous blocks at the end of each run, because
 * neighboring frames of a dynamics are near copies of each other and random ones would test nothing. Of independent frames that name
 * their kind (config_type) the last of each kind are held out, in the order of the files.
 */
public final class TrainingSet {

    /** With fewer labeled frames nothing is trained. */
    public static final int FEWEST_FRAMES = 10;
    private static final int FEW_FRAMES = 50;
    // root mean square in eV/Å of what is believed
    private static final double SMALLEST_FORCE = 2e-3;
    private static final double LARGEST_FORCE = 15;
    // independent frames of equal atoms that are fewer are cut together with others
    private static final int SHORTEST_BLOCK = 5;

    private final Map<FrameRole, List<LabeledFrame>> frames;
    private final List<Element> elements;
    private final List<String> warnings;
    private final String report;
    private final double shortestDistance;
    private final double temperature;

    private TrainingSet(final Map<FrameRole, List<LabeledFrame>> frames, final List<String> warnings, final String report,
        final double shortestDistance, final double temperature) {
        this.temperature = temperature;
        this.shortestDistance = shortestDistance;
        this.frames = frames;
        this.warnings = List.copyOf(warnings);
        this.report = report;
        final TreeSet<Integer> numbers = new TreeSet<>();
        frames.values().forEach(list -> list.forEach(f -> {
            for (final int z : f.atomicNumbers()) {
                numbers.add(z);
            }
        }));
        elements = numbers.stream().map(Element::of).toList();
    }

    /**
     * Reads the labeled frames of all runs.
     *
     * @throws InputException if fewer than {@value #FEWEST_FRAMES} frames have energy and forces, if none is left for training, if
     *         atoms of a frame are closer than any bond, or if all forces are zero
     */
    public static TrainingSet of(final TrajectorySet set, final TrainingSetOptions options, final Progress progress) {
        final FrameCollector collector = new FrameCollector(set, options, Progress.throttled(progress));
        final List<List<LabeledFrame>> runs = collector.collect();
        final int found = runs.stream().mapToInt(List::size).sum();
        if (found == 0) {
            throw new InputException("None of the " + set.frames() + " frames can be used for training: " + collector.losses() + ".",
                "Training needs energies and forces: load the file that holds them (CP2K: the -frc-1.xyz file; VASP: vasprun.xml or OUTCAR).");
        }
        if (found < FEWEST_FRAMES) {
            throw new InputException("Only " + found + " of " + set.frames() + " frames can be used for training, the least is "
                + FEWEST_FRAMES + (collector.losses().isEmpty() ? "" : "; lost: " + collector.losses()) + ".",
                "Load a longer run or take a smaller stride; 200 frames are a good start, 2000 are plenty.");
        }
        final Map<FrameRole, List<LabeledFrame>> frames = split(set, runs, options);
        if (frames.get(FrameRole.TRAINING).isEmpty()) {
            throw new InputException("All " + found + " frames are held out for validation and test, none is left for training.",
                "Choose smaller validation and test fractions.");
        }
        final List<String> warnings = new ArrayList<>(collector.warnings());
        if (!collector.losses().isEmpty()) {
            warnings.add("Frames that were not used: " + collector.losses() + ".");
        }
        if (found < FEW_FRAMES) {
            warnings.add("Only " + found + " frames: expect a model that knows little beyond them.");
        }
        checkForces(runs, found).ifPresent(warnings::add);
        for (final List<LabeledFrame> run : runs) {
            LabelConsistency.check(run).ifPresent(warnings::add);
        }
        return new TrainingSet(frames, warnings, found + " of " + set.frames() + " frames: " + frames.get(FrameRole.TRAINING).size()
            + " for training, " + frames.get(FrameRole.VALIDATION).size() + " for validation, " + frames.get(FrameRole.TEST).size()
            + " for the test" + (collector.losses().isEmpty() ? "" : "; lost: " + collector.losses()), collector.shortestDistance(),
            set.runs().stream().mapToDouble(r -> r.info().temperatureK()).filter(t -> t > 0).max().orElse(Double.NaN));
    }

    private static Optional<String> checkForces(final List<List<LabeledFrame>> runs, final int found) {
        double squares = 0;
        long components = 0;
        for (final List<LabeledFrame> run : runs) {
            for (final LabeledFrame f : run) {
                for (final double x : f.forces()) {
                    squares += x * x;
                }
                components += f.forces().length;
            }
        }
        final double rms = Math.sqrt(squares / components);
        if (rms == 0) {
            throw new InputException("All forces of the " + found + " frames are zero: there is nothing to learn.",
                "Load files that hold the forces of the calculation; some programs write zeros where forces were not computed.");
        }
        return rms > SMALLEST_FORCE && rms < LARGEST_FORCE ? Optional.empty() : Optional.of(String.format(Locale.ROOT, "The root mean square of "
            + "the forces is %.2g eV/Å, which no usual run has (0.1 to 3 eV/Å): they may be in a wrong unit (1 hartree/bohr = 51.4 eV/Å, "
            + "1 Ry/bohr = 25.7 eV/Å, 1 kcal/mol/Å = 0.043 eV/Å).", rms));
    }

    private static Map<FrameRole, List<LabeledFrame>> split(final TrajectorySet set, final List<List<LabeledFrame>> runs,
        final TrainingSetOptions options) {
        final Map<FrameRole, List<LabeledFrame>> frames = new EnumMap<>(FrameRole.class);
        for (final FrameRole role : FrameRole.values()) {
            frames.put(role, new ArrayList<>());
        }
        for (final List<LabeledFrame> block : blocks(set, runs)) {
            final int test = (int)Math.round(options.testFraction() * block.size());
            final int validation = (int)Math.round(options.validationFraction() * block.size());
            final int training = Math.max(0, block.size() - validation - test);
            frames.get(FrameRole.TRAINING).addAll(block.subList(0, training));
            frames.get(FrameRole.VALIDATION).addAll(block.subList(training, block.size() - test));
            frames.get(FrameRole.TEST).addAll(block.subList(block.size() - test, block.size()));
        }
        frames.replaceAll((role, list) -> List.copyOf(list));
        return frames;
    }

    // the lists that are cut: runs, kinds of independent frames, and what is too short to be cut alone
    private static Collection<List<LabeledFrame>> blocks(final TrajectorySet set, final List<List<LabeledFrame>> runs) {
        final Map<String, List<LabeledFrame>> blocks = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            final String kind = set.runs().get(run).info().group();
            final boolean independent = set.runs().get(run).info().kind() == RunKind.INDEPENDENT;
            final String key = !kind.isEmpty() ? "kind " + kind
                : independent && runs.get(run).size() < SHORTEST_BLOCK ? "rest" : LabeledFrame.runName(run);
            blocks.computeIfAbsent(key, k -> new ArrayList<>()).addAll(runs.get(run));
        }
        blocks.forEach((key, list) -> {
            if (key.startsWith("kind ") || key.equals("rest")) {
                list.sort(Comparator.comparingLong(LabeledFrame::order));
            }
        });
        return blocks.values();
    }

    /** The same with only {@code number} of the training frames, equidistant; for learning curves. Held-out frames stay as they are. */
    public TrainingSet withTrainingFrames(final int number) {
        final List<LabeledFrame> all = frames.get(FrameRole.TRAINING);
        if (number < 1 || number > all.size()) {
            throw new IllegalArgumentException(number + " of " + all.size() + " training frames");
        }
        final Map<FrameRole, List<LabeledFrame>> fewer = new EnumMap<>(frames);
        fewer.put(FrameRole.TRAINING, equidistant(all, number));
        return new TrainingSet(fewer, warnings, report + "; " + number + " of the training frames are used", shortestDistance, temperature);
    }

    /** The frames of one role, run by run in time order, independent frames kind by kind in the order of the files. */
    public List<LabeledFrame> frames(final FrameRole role) {
        return frames.get(role);
    }

    /** The elements of all frames by atomic number. */
    public List<Element> elements() {
        return elements;
    }

    /** What the user should know about the labels. */
    public List<String> warnings() {
        return warnings;
    }

    /** The highest temperature of the runs in K; NaN when none is known. */
    public double temperatureK() {
        return temperature;
    }

    /** The shortest distance of two atoms in any frame in Å, at most 3. */
    public double shortestDistance() {
        return shortestDistance;
    }

    /** How many frames there are, for what, and why others were not used. */
    public String report() {
        return report;
    }

    /** At most so many of a list, equidistant, the first one included. */
    static <T> List<T> equidistant(final List<T> all, final int most) {
        final int number = Math.min(most, all.size());
        return IntStream.range(0, number).mapToObj(i -> all.get((int)((long)i * all.size() / number))).toList();
    }
}

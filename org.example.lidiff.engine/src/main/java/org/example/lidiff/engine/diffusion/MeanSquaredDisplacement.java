package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Mean squared displacements of the species of some runs, and of their collective charge displacement. Immutable.
 *
 * <p>All windows of all lags (Wiener-Khinchin, in double precision); runs are averaged by their number of windows. The drift of the framework
 * is removed. Displacements are those of unwrapped fractional positions times the mean cell, unless the Cartesian path is asked for.
 */
public final class MeanSquaredDisplacement {

    private final Map<Element, MsdCurve> curves;
    private final Map<Element, Integer> ions;
    private final MsdCurve collective;
    private final double meanSquareCharge;
    private final double volume;
    private final List<String> warnings;

    private MeanSquaredDisplacement(final List<RunMsd> runs, final MsdOptions options, final double frameIntervalFs, final List<String> warnings) {
        this.warnings = List.copyOf(warnings);
        final Map<Element, MsdCurve> found = new LinkedHashMap<>();
        final Map<Element, Integer> numbers = new LinkedHashMap<>();
        for (final Element e : options.species()) {
            final List<RunMsd> with = runs.stream().filter(r -> r.species().containsKey(e)).toList();
            found.put(e, curve(with.stream().map(r -> r.species().get(e)).toList(), frameIntervalFs, longest(with)));
            numbers.put(e, with.get(0).ions().get(e));
        }
        curves = found;
        ions = numbers;
        final List<RunMsd> charged = runs.stream().filter(r -> r.charge() != null).toList();
        collective = charged.isEmpty() ? null : curve(charged.stream().map(RunMsd::charge).toList(), frameIntervalFs, longest(charged));
        meanSquareCharge = charged.stream().mapToDouble(RunMsd::meanSquareCharge).average().orElse(Double.NaN);
        volume = runs.stream().mapToDouble(RunMsd::volume).average().orElse(Double.NaN);
    }

    private static MsdCurve curve(final List<RunMsd.Sums> parts, final double frameIntervalFs, final int longest) {
        final int lags = parts.stream().mapToInt(p -> p.total().lags()).max().orElseThrow();
        final WindowSums total = new WindowSums(lags, WindowSums.MOMENTS);
        final List<List<WindowSums>> divisions = new ArrayList<>();
        for (final RunMsd.Sums p : parts) {
            total.add(p.total());
            for (int d = 0; d < p.blocks().size(); d++) {
                if (d == divisions.size()) {
                    divisions.add(new ArrayList<>());
                }
                divisions.get(d).addAll(p.blocks().get(d));
            }
        }
        return new MsdCurve(frameIntervalFs, longest, total, divisions);
    }

    private static int longest(final List<RunMsd> runs) {
        return runs.stream().mapToInt(RunMsd::frames).max().orElseThrow();
    }

    /**
     * Computes the displacements of {@code runs}, which belong to one temperature.
     *
     * @throws InputException if a run is independent, has another or no frame interval, or lacks a species
     */
    public static MeanSquaredDisplacement compute(final List<Trajectory> runs, final MsdOptions options, final Progress progress) {
        final double interval = check(runs, options);
        final Progress throttled = Progress.throttled(progress);
        final List<String> warnings = new ArrayList<>();
        final List<RunMsd> found = new ArrayList<>();
        for (int r = 0; r < runs.size(); r++) {
            final Progress part = throttled.part((double)r / runs.size(), (r + 1.0) / runs.size());
            found.add(new RunMsdComputation(runs.get(r), options, warnings).compute(part));
            if (runs.get(r).info().dynamicsAltered()) {
                warnings.add("The thermostat of '" + runs.get(r).info().source() + "' (" + runs.get(r).info().dynamics()
                    + ") changes the dynamics: diffusion is that of the friction too.");
            }
        }
        return new MeanSquaredDisplacement(found, options, interval, warnings);
    }

    private static double check(final List<Trajectory> runs, final MsdOptions options) {
        if (runs.isEmpty()) {
            throw new InputException("There is no run to compute displacements of.", "Load at least one trajectory.");
        }
        final RunInfo first = runs.get(0).info();
        for (final Trajectory t : runs) {
            final RunInfo info = t.info();
            if (info.kind() == RunKind.INDEPENDENT) {
                throw new InputException("The run '" + info.source() + "' holds independent frames: there is no displacement in time.",
                    "Use a molecular dynamics run, or load the files as continuous.");
            }
            if (!(info.frameIntervalFs() > 0)) {
                throw new InputException("The time between frames of the run '" + info.source() + "' is not known.",
                    "Set the time step when loading the files.");
            }
            if (Math.abs(info.frameIntervalFs() - first.frameIntervalFs()) > 1e-9 * first.frameIntervalFs()) {
                throw new InputException("The frames of '" + first.source() + "' are " + first.frameIntervalFs() + " fs apart, those of '"
                    + info.source() + "' " + info.frameIntervalFs() + " fs.", "Load the runs with one frame interval.");
            }
            if (t.frames() < 2 || t.frames() > 1 << 28) {
                throw new InputException("The run '" + info.source() + "' has " + t.frames() + " frames; displacements need 2 to " + (1 << 28) + ".",
                    "Load other frames.");
            }
            for (final Element e : options.species()) {
                if (IntStream.of(t.atomicNumbers()).noneMatch(z -> z == e.atomicNumber())) {
                    throw new InputException("The run '" + info.source() + "' has no " + e + "; its species are "
                        + IntStream.of(t.atomicNumbers()).distinct().mapToObj(z -> Element.of(z).symbol()).collect(Collectors.joining(", ")) + ".",
                        "Choose the species among them.");
                }
            }
        }
        return first.frameIntervalFs();
    }

    /** The curve of one of the species asked for. */
    public MsdCurve of(final Element species) {
        if (!curves.containsKey(species)) {
            throw new IllegalArgumentException("The displacement of " + species + " was not asked for");
        }
        return curves.get(species);
    }

    /** Number of ions of one of the species, in the first run. */
    public int ions(final Element species) {
        return ions.get(species);
    }

    /** |ΔP|²/N of the collective displacement P = Σ z_i (r_i − r_fw) in e² Å², N the number of charged ions; empty without charges. */
    public Optional<MsdCurve> collective() {
        return Optional.ofNullable(collective);
    }

    /** ⟨z²⟩ of the charged ions in e²; NaN without charges. */
    public double meanSquareCharge() {
        return meanSquareCharge;
    }

    /** Mean volume of the cells in Å³. */
    public double volume() {
        return volume;
    }

    /** What makes the result doubtful. */
    public List<String> warnings() {
        return warnings;
    }
}

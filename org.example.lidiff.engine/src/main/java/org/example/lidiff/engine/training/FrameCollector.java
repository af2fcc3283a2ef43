package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.StressKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** Takes the labeled frames out of a trajectory set and counts what cannot be used. */
final class FrameCollector {

    // shorter than the shortest bonds: H-H 0.74 Å, N-N 1.10 Å
    private static final double SHORTEST_WITH_HYDROGEN = 0.5;
    private static final double SHORTEST = 0.9;
    // distances above this are not looked at
    private static final double NEAR = 3;
    private static final int NAMED = 3;

    private final TrajectorySet set;
    private final TrainingSetOptions options;
    private final Progress progress;
    private final Map<String, Long> losses = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<Integer, List<LabeledFrame>> seen = new HashMap<>();
    private final List<String> duplicates = new ArrayList<>();
    private final NeighborList close = new NeighborList(NEAR, 0, ListKind.HALF);
    private double shortestDistance = NEAR;

    FrameCollector(final TrajectorySet set, final TrainingSetOptions options, final Progress progress) {
        this.set = set;
        this.options = options;
        this.progress = progress;
    }

    /** One list a run, in time order. */
    List<List<LabeledFrame>> collect() {
        final long stride = Math.max(options.stride(), options.maxFrames() == 0 ? 1
            : (set.frames() + options.maxFrames() - 1) / options.maxFrames());
        final List<List<LabeledFrame>> result = new ArrayList<>();
        for (int run = 0; run < set.runs().size(); run++) {
            result.add(collect(run, set.runs().get(run), stride));
        }
        if (!duplicates.isEmpty()) {
            warnings.add(duplicates.size() + " frame(s) repeat an earlier one and are left out: "
                + duplicates.stream().limit(NAMED).collect(Collectors.joining("; ")) + (duplicates.size() > NAMED ? " …" : "") + ".");
        }
        return result;
    }

    /** How many frames were lost for which reason; empty if none was. */
    String losses() {
        return losses.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
    }

    /** In Å, at most 3. */
    double shortestDistance() {
        return shortestDistance;
    }

    List<String> warnings() {
        return warnings;
    }

    private List<LabeledFrame> collect(final int run, final Trajectory trajectory, final long stride) {
        final List<LabeledFrame> result = new ArrayList<>();
        final String missing = missingLabels(trajectory);
        if (!missing.isEmpty()) {
            losses.merge(missing, trajectory.frames(), Long::sum);
            return result;
        }
        final boolean virials = options.useVirials() && hasVirials(run, trajectory);
        final double kinetic = kineticPart(trajectory);
        final int[] numbers = trajectory.atomicNumbers();
        final FrameBlock block = FrameBlock.of(trajectory);
        try (FrameReader reader = trajectory.open()) {
            for (long f = 0; f < trajectory.frames(); f += stride) {
                progress.advance(f, trajectory.frames(), "Reading labels of run " + (run + 1));
                reader.read(f, 1, block);
                final LabeledFrame frame = frame(run, f, trajectory.info().group(), numbers, block, virials, kinetic);
                final String reason = unusable(frame);
                if (!reason.isEmpty()) {
                    losses.merge(reason, 1L, Long::sum);
                } else if (isNew(frame)) {
                    refuseCloseAtoms(frame);
                    result.add(frame);
                }
            }
        }
        return result;
    }

    private static String missingLabels(final Trajectory trajectory) {
        final boolean energy = trajectory.quantities().contains(Quantity.ENERGY);
        final boolean forces = trajectory.quantities().contains(Quantity.FORCES);
        return energy && forces ? "" : energy ? "without forces" : forces ? "without energy" : "without energy and forces";
    }

    private boolean hasVirials(final int run, final Trajectory trajectory) {
        if (!trajectory.quantities().contains(Quantity.STRESS)) {
            return false;
        }
        if (trajectory.info().stressKind() == StressKind.TOTAL) {
            final double kelvin = trajectory.info().temperatureK();
            if (Double.isNaN(kelvin)) {
                warnings.add("The stress of run " + (run + 1) + " contains the kinetic part and its temperature is not known: it is not used as a "
                    + "virial label.");
                return false;
            }
            warnings.add(String.format(Locale.ROOT, "The stress of run %d contains the kinetic part: (N - 1) k T/V at its mean temperature "
                + "of %.0f K was subtracted for the virial labels.", run + 1, kelvin));
        }
        return true;
    }

    /** Mean of the kinetic part Σ m v⊗v along one axis in eV, 0 when the stress does not contain it; the total momentum is zero. */
    private static double kineticPart(final Trajectory trajectory) {
        return trajectory.info().stressKind() == StressKind.TOTAL
            ? (trajectory.atoms() - 1) * Units.BOLTZMANN * trajectory.info().temperatureK() : 0;
    }

    private static LabeledFrame frame(final int run, final long index, final String group, final int[] numbers,
        final FrameBlock block, final boolean virials, final double kinetic) {
        final int n = 3 * numbers.length;
        final Cell cell = Cell.of(Arrays.copyOf(block.cells(), 9));
        double[] virial = null;
        if (virials && Arrays.stream(block.stresses(), 0, 9).allMatch(Double::isFinite)) {
            virial = Arrays.stream(block.stresses(), 0, 9).map(s -> -s * cell.volume()).toArray();
            for (int k = 0; k < 9; k += 4) {
                virial[k] -= kinetic;
            }
        }
        return new LabeledFrame(run, index, group.isEmpty() ? LabeledFrame.runName(run) : group, block.steps()[0], numbers, Arrays.copyOf(block.positions(), n), cell, block.energies()[0],
            Arrays.copyOf(block.forces(), n), virial);
    }

    private static String unusable(final LabeledFrame frame) {
        if (!Double.isFinite(frame.energy())) {
            return "without energy";
        }
        return Arrays.stream(frame.forces()).allMatch(Double::isFinite) ? "" : "without forces";
    }

    private boolean isNew(final LabeledFrame frame) {
        final List<LabeledFrame> alike = seen.computeIfAbsent(Arrays.hashCode(frame.positions()), h -> new ArrayList<>());
        for (final LabeledFrame other : alike) {
            if (Arrays.equals(other.positions(), frame.positions()) && other.cell().equals(frame.cell())
                && Arrays.equals(other.atomicNumbers(), frame.atomicNumbers())) {
                duplicates.add(frame.name() + " is " + other.name());
                return false;
            }
        }
        alike.add(frame);
        return true;
    }

    private void refuseCloseAtoms(final LabeledFrame frame) {
        close.build(frame.positions(), frame.cell());
        close.measure(frame.positions());
        for (int i = 0; i < frame.atoms(); i++) {
            for (int p = close.starts()[i]; p < close.starts()[i + 1]; p++) {
                final int j = close.neighbors()[p];
                final int zi = frame.atomicNumbers()[i];
                final int zj = frame.atomicNumbers()[j];
                shortestDistance = Math.min(shortestDistance, close.distances()[p]);
                final double limit = zi == 1 || zj == 1 ? SHORTEST_WITH_HYDROGEN : SHORTEST;
                if (close.distances()[p] < limit) {
                    throw new InputException(String.format(Locale.ROOT,
                        "In %s the atoms %d (%s) and %d (%s) are %.2f Å apart, closer than any bond (%.1f Å).", frame.name(), i + 1,
                        Element.of(zi), j + 1, Element.of(zj), close.distances()[p], limit),
                        "Check the cell and the unit of the positions, or remove the frame.");
                }
            }
        }
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;

/** What each frame of a trajectory set shows at a glance, read by windows. */
public final class FrameSummaries {

    // bounds the window to some 10 MB
    private static final int WINDOW_VALUES = 1 << 20;

    /**
     * One frame.
     *
     * @param run number of the run, from 0
     * @param frame number of the frame in the run, from 0
     * @param step step number of the source
     * @param timeFs time since the first frame in fs; NaN for independent frames
     * @param energy potential energy in eV; NaN when missing
     * @param maxForce largest force on an atom in eV/Å; NaN when missing
     * @param pressureGPa −tr σ/3 in GPa of the stress as stored; NaN when missing
     * @param volume volume of the cell in Å³
     */
    public record FrameSummary(int run, long frame, long step, double timeFs, double energy, double maxForce, double pressureGPa,
        double volume) { }

    /** Takes one frame after the other. */
    @FunctionalInterface
    public interface Sink<E extends Exception> {
        /** Takes the next frame. */
        void accept(FrameSummary summary) throws E;
    }

    private FrameSummaries() {
    }

    /**
     * Hands every frame of {@code set} to {@code sink}, in order.
     *
     * @throws E what the sink throws
     */
    public static <E extends Exception> void forEach(final TrajectorySet set, final Sink<E> sink, final Progress progress) throws E {
        final long total = set.frames();
        long done = 0;
        for (int r = 0; r < set.runs().size(); r++) {
            final Trajectory run = set.runs().get(r);
            final Set<Quantity> wanted = EnumSet.of(Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS);
            wanted.retainAll(run.quantities());
            final FrameBlock block = new FrameBlock(run.atoms(), wanted);
            final int window = Math.max(1, WINDOW_VALUES / Math.max(1, 6 * run.atoms()));
            try (FrameReader reader = run.open()) {
                for (long first = 0; first < run.frames(); first += block.frames()) {
                    reader.read(first, window, block);
                    for (int f = 0; f < block.frames(); f++) {
                        sink.accept(summary(run, r, first + f, block, f));
                    }
                    done += block.frames();
                    progress.advance(done, total, "Reading frames back");
                }
            }
        }
    }

    private static FrameSummary summary(final Trajectory run, final int r, final long frame, final FrameBlock block, final int f) {
        final boolean moves = run.info().kind() == RunKind.CONTINUOUS;
        return new FrameSummary(r, frame, block.steps()[f], moves ? frame * run.info().frameIntervalFs() : Double.NaN,
            has(block, Quantity.ENERGY) ? block.energies()[f] : Double.NaN, maxForce(block, f), pressure(block, f),
            Cell.of(Arrays.copyOfRange(block.cells(), 9 * f, 9 * f + 9)).volume());
    }

    private static double maxForce(final FrameBlock block, final int f) {
        if (!has(block, Quantity.FORCES)) {
            return Double.NaN;
        }
        double max = 0;
        final double[] force = block.forces();
        for (int i = 3 * f * block.atoms(); i < 3 * (f + 1) * block.atoms(); i += 3) {
            final double f2 = force[i] * force[i] + force[i + 1] * force[i + 1] + force[i + 2] * force[i + 2];
            // also true for NaN, which must not be hidden
            max = f2 <= max ? max : f2;
        }
        return Math.sqrt(max);
    }

    private static double pressure(final FrameBlock block, final int f) {
        if (!has(block, Quantity.STRESS)) {
            return Double.NaN;
        }
        final double[] s = block.stresses();
        return -(s[9 * f] + s[9 * f + 4] + s[9 * f + 8]) / 3 * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
    }

    private static boolean has(final FrameBlock block, final Quantity quantity) {
        return block.quantities().contains(quantity);
    }
}

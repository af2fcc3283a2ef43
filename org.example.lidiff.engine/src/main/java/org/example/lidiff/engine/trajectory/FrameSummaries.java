package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.example.lidiff.engine.Progress;

/** What each frame of a trajectory set shows at a glance, read by windows, with checks of what successive frames say together. */
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
     * @param temperatureK instantaneous temperature in K: the source's, or 2 E_kin/(3(N − 1) k) of the velocities; NaN when unknown
     * @param maxForce largest force on an atom in eV/Å; NaN when missing
     * @param pressureGPa −tr σ/3 in GPa of the stress as stored; NaN when missing
     * @param volume volume of the cell in Å³
     * @param flags what is special about the frame, in words; empty for most
     */
    public record FrameSummary(int run, long frame, long step, double timeFs, double energy, double temperatureK, double maxForce,
        double pressureGPa, double volume, List<String> flags) { }

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
     * @return what is doubtful in the set: units or signs of energies and forces that do not fit each other, a time between frames that does not
     *         fit the temperature, frames too far apart to follow the atoms
     * @throws E what the sink throws
     */
    public static <E extends Exception> List<String> forEach(final TrajectorySet set, final Sink<E> sink, final Progress progress)
        throws E {
        final List<String> warnings = new ArrayList<>();
        final long total = set.frames();
        long done = 0;
        for (int r = 0; r < set.runs().size(); r++) {
            final Trajectory run = set.runs().get(r);
            final Set<Quantity> wanted = EnumSet.allOf(Quantity.class);
            wanted.retainAll(run.quantities());
            final FrameBlock block = new FrameBlock(run.atoms(), wanted);
            final int window = Math.max(1, WINDOW_VALUES / Math.max(1, 9 * run.atoms()));
            final FrameInspector inspector = new FrameInspector(run, r);
            try (FrameReader reader = run.open()) {
                for (long first = 0; first < run.frames(); first += block.frames()) {
                    reader.read(first, window, block);
                    for (int f = 0; f < block.frames(); f++) {
                        sink.accept(inspector.inspect(first + f, block, f));
                    }
                    done += block.frames();
                    progress.advance(done, total, "Reading frames back");
                }
            }
            inspector.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
        }
        return List.copyOf(warnings);
    }
}

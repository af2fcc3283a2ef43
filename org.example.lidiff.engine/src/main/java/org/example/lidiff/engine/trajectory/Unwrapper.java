package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/**
 * Follows the atoms of a run through the periodic boundary, window by window.
 *
 * <p>Lattice-based: with the fractional position s_k of frame k, the integer image n_k = n_{k−1} − S, where S makes
 * (s_k − s_{k−1} − S) · L_k the shortest of all its images, exact in any cell. s_k + n_k is what hops and displacements use; times the
 * mean cell ⟨L⟩ it is free of the breathing of the cell. On request also the displacement-based Cartesian path (TOR) r_k = r_{k−1} +
 * Δ_k of Bullerjahn, von Bülow, Heidari, Hénin, Hummer, J. Chem. Theory Comput. 19, 3406 (2023), for liquids.
 *
 * <p>A run whose positions are unwrapped already is passed through. If a program exchanges the lattice vectors for others of the same
 * lattice during the run (box flips), the first frame's choice is kept.
 */
public final class Unwrapper implements AutoCloseable {

    private final Trajectory run;
    private final UnwrapOptions options;
    private final FrameReader reader;
    private final FrameBlock block;
    private final boolean[] framework;
    private final int frameworkAtoms;
    private final LatticeSteps steps;
    private final double[] lastCartesian;
    private final double[] lastPath;
    private final double[] firstMean = new double[6];
    private final double[] mean = new double[3];
    private double[] fractional = {};
    private double[] path = {};
    private double[] cells = {};
    private long firstFrame;
    private long nextFrame;

    private Unwrapper(final Trajectory run, final UnwrapOptions options) {
        this.run = run;
        this.options = options;
        final int[] z = run.atomicNumbers();
        framework = new boolean[z.length];
        int count = 0;
        for (int i = 0; i < z.length; i++) {
            framework[i] = options.driftSpecies().contains(Element.of(z[i]));
            count += framework[i] ? 1 : 0;
        }
        frameworkAtoms = count;
        if (!options.driftSpecies().isEmpty() && count == 0) {
            throw new InputException("The drift should be taken from " + options.driftSpecies() + ", but the run '" + run.info().source()
                + "' has no such atoms.", "Choose species of the framework that are in the run, or no drift removal.");
        }
        block = new FrameBlock(z.length, EnumSet.noneOf(Quantity.class));
        steps = new LatticeSteps(run.info(), z, options.coarseSamplingAllowed());
        lastCartesian = options.cartesianPath() ? new double[3 * z.length] : new double[0];
        lastPath = new double[lastCartesian.length];
        reader = run.open();
    }

    /**
     * Opens {@code run} at its first frame.
     *
     * @throws InputException if its frames are independent, or none of its atoms is of the drift species
     */
    public static Unwrapper open(final Trajectory run, final UnwrapOptions options) {
        if (run.info().kind() == RunKind.INDEPENDENT) {
            throw new InputException("The run '" + run.info().source() + "' holds independent frames, which have no motion in time.",
                "Use a run of successive frames, or load the files as continuous.");
        }
        return new Unwrapper(run, options);
    }

    /**
     * Reads and unwraps the next window.
     *
     * @param count frames at most
     * @return frames read, 0 at the end
     * @throws InputException if an atom moves more than 0.9 of half the smallest cell height in one step, unless that is allowed
     */
    public int advance(final int count) {
        firstFrame = nextFrame;
        final int n = reader.read(firstFrame, count, block);
        nextFrame += n;
        final int w = 3 * run.atoms();
        if (fractional.length < w * n) {
            fractional = new double[w * n];
            path = options.cartesianPath() ? new double[w * n] : path;
            cells = new double[9 * n];
        }
        for (int f = 0; f < n; f++) {
            steps.advance(firstFrame + f, block.cells(), 9 * f, block.positions(), w * f);
            steps.copyTo(fractional, w * f, cells, 9 * f);
            if (options.cartesianPath()) {
                extendPath(firstFrame + f, f);
            }
            if (frameworkAtoms > 0) {
                removeDrift(fractional, w * f, firstFrame + f == 0, 0);
                if (options.cartesianPath()) {
                    removeDrift(path, w * f, firstFrame + f == 0, 3);
                }
            }
        }
        return n;
    }

    private void extendPath(final long frame, final int f) {
        final double[] x = block.positions();
        final int w = 3 * run.atoms();
        final double[] d = new double[3];
        for (int i = 0; i < w; i += 3) {
            for (int k = 0; k < 3; k++) {
                d[k] = x[w * f + i + k] - lastCartesian[i + k];
                lastCartesian[i + k] = x[w * f + i + k];
            }
            if (frame > 0 && !run.info().unwrapped()) {
                steps.minimumImage().apply(d, 0);
            }
            for (int k = 0; k < 3; k++) {
                lastPath[i + k] += d[k];
            }
        }
        System.arraycopy(lastPath, 0, path, w * f, w);
    }

    private void removeDrift(final double[] values, final int at, final boolean first, final int slot) {
        Arrays.fill(mean, 0);
        for (int i = 0; i < framework.length; i++) {
            if (framework[i]) {
                for (int k = 0; k < 3; k++) {
                    mean[k] += values[at + 3 * i + k];
                }
            }
        }
        for (int k = 0; k < 3; k++) {
            mean[k] /= frameworkAtoms;
            if (first) {
                firstMean[slot + k] = mean[k];
            }
            mean[k] -= firstMean[slot + k];
        }
        for (int i = 0; i < framework.length; i++) {
            for (int k = 0; k < 3; k++) {
                values[at + 3 * i + k] -= mean[k];
            }
        }
    }

    /** Index of the first frame of the window. */
    public long firstFrame() {
        return firstFrame;
    }

    /**
     * Unwrapped fractional positions s + n of the window: frame f, atom i, axis k at 3·(f·atoms + i) + k. Overwritten by the next window.
     */
    public double[] fractional() {
        return fractional;
    }

    /**
     * Unwrapped Cartesian path in Å, laid out as {@link #fractional()}.
     *
     * @throws IllegalStateException if it was not asked for
     */
    public double[] cartesianPath() {
        if (!options.cartesianPath()) {
            throw new IllegalStateException("The Cartesian path was not asked for");
        }
        return path;
    }

    /** Cells of the window in Å, nine numbers a frame; the lattice vectors that the fractional positions refer to. */
    public double[] cells() {
        return cells;
    }

    /** Step numbers of the window. */
    public long[] steps() {
        return block.steps();
    }

    /** What makes the result doubtful so far: sampling that is too coarse. Complete after the last window. */
    public List<String> warnings() {
        return steps.warnings();
    }

    /** Closes the run. */
    @Override
    public void close() {
        reader.close();
    }

    /**
     * The mean ⟨L⟩ of the cells of {@code run}, in the basis that {@link #cells()} uses.
     *
     * @throws InputException if the run has no frame
     */
    public static Cell meanCell(final Trajectory run, final Progress progress) {
        final Progress throttled = Progress.throttled(progress);
        final double[] sum = new double[9];
        final ContinuedCell cell = new ContinuedCell();
        final FrameBlock window = new FrameBlock(run.atoms(), EnumSet.noneOf(Quantity.class));
        final int count = TrajectorySetWriter.framesPerChunk(run.atoms(), window.quantities());
        try (FrameReader reader = run.open()) {
            for (long f = 0; f < run.frames(); f += count) {
                final int n = reader.read(f, count, window);
                for (int i = 0; i < n; i++) {
                    cell.advance(f + i, window.cells(), 9 * i);
                    for (int k = 0; k < 9; k++) {
                        sum[k] += cell.rows()[k];
                    }
                }
                throttled.advance(f + n, run.frames(), "Averaging the cell");
            }
        }
        if (run.frames() == 0) {
            throw new InputException("The run '" + run.info().source() + "' has no frames.", "Use a run with at least one frame.");
        }
        for (int k = 0; k < 9; k++) {
            sum[k] /= run.frames();
        }
        return Cell.of(sum);
    }
}

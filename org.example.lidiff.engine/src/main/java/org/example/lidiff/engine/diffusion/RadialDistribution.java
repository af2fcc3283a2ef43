package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Pair distribution g(r) of two species, averaged over frames. Immutable.
 *
 * <p>Pairs are counted over all periodic images within the cutoff, also an atom with its own images, and divided by those of an ideal gas:
 * N_a (N_b/V) times the exact volume of the shell. For like species N_b = N (the number of atoms, not N − 1), so that g → 1 at
 * large distances where images of the atom itself count as neighbors too.
 */
public final class RadialDistribution {

    private final double width;
    private final double[] g;
    private final double[] coordination;
    private final long frames;

    private RadialDistribution(final double width, final double[] g, final double[] coordination, final long frames) {
        this.width = width;
        this.g = g;
        this.coordination = coordination;
        this.frames = frames;
    }

    /**
     * What to compute.
     *
     * @param first species at the center
     * @param second species around it
     * @param cutoff largest distance in Å
     * @param bins number of shells of equal width
     * @param frames at most so many frames, equally spaced
     */
    public record Options(Element first, Element second, double cutoff, int bins, int frames) {

        /** Refuses numbers out of range. */
        public Options {
            if (!(cutoff > 0 && cutoff < 1000) || bins < 1 || frames < 1) {
                throw new InputException("The distances of a pair distribution go up to " + cutoff + " Å in " + bins + " shells.",
                    "Choose a positive cutoff below 1000 Å and at least one shell.");
            }
        }

        /** Up to 10 Å in 200 shells, 500 frames. */
        public static Options of(final Element first, final Element second) {
            return new Options(first, second, 10, 200, 500);
        }
    }

    /** Averages over the frames of one run; as {@link #compute(List, Options, Progress)}. */
    public static RadialDistribution compute(final Trajectory run, final Options options, final Progress progress) {
        return compute(List.of(run), options, progress);
    }

    /**
     * Averages over the frames of some runs, which count by their number of frames; they may differ in cell and number of atoms.
     *
     * @throws InputException if there is no run, or one lacks one of the species
     */
    public static RadialDistribution compute(final List<Trajectory> runs, final Options options, final Progress progress) {
        if (runs.isEmpty()) {
            throw new InputException("There is no run to count pairs in.", "Load at least one trajectory.");
        }
        // before any is read
        runs.forEach(r -> SpeciesAtoms.of(r, options.first()));
        runs.forEach(r -> SpeciesAtoms.of(r, options.second()));
        final Progress throttled = Progress.throttled(progress);
        final double total = runs.stream().mapToLong(Trajectory::frames).sum();
        final Sums sums = new Sums(options);
        for (int r = 0; r < runs.size(); r++) {
            final Trajectory run = runs.get(r);
            final long share = Math.max(1, Math.round(options.frames() * (run.frames() / total)));
            sums.add(run, (int)Math.min(share, run.frames()), run.frames() / total,
                throttled.part((double)r / runs.size(), (r + 1.0) / runs.size()));
        }
        return sums.result();
    }

    private static final class Sums {

        private final Options options;
        private final PairCounter counter;
        private final double[] g;
        private final double[] neighbors;
        private final double width;
        private long frames;

        Sums(final Options options) {
            this.options = options;
            counter = new PairCounter(options.cutoff(), options.bins());
            g = new double[options.bins()];
            neighbors = new double[options.bins()];
            width = options.cutoff() / options.bins();
        }

        /** Adds {@code count} equally spaced frames of a run, which together have {@code weight}. */
        void add(final Trajectory run, final int count, final double weight, final Progress progress) {
            final int[] a = SpeciesAtoms.of(run, options.first());
            final int[] b = SpeciesAtoms.of(run, options.second());
            final FrameBlock block = new FrameBlock(run.atoms(), EnumSet.noneOf(Quantity.class));
            final double[] fractional = new double[3 * run.atoms()];
            final long[] pairs = new long[options.bins()];
            try (FrameReader reader = run.open()) {
                for (int f = 0; f < count; f++) {
                    reader.read((long)f * run.frames() / count, 1, block);
                    final Cell cell = Cell.of(Arrays.copyOf(block.cells(), 9));
                    for (int i = 0; i < fractional.length; i += 3) {
                        cell.toFractional(block.positions(), i, fractional, i);
                    }
                    Arrays.fill(pairs, 0);
                    counter.addPairs(cell, fractional, a, b, pairs);
                    for (int k = 0; k < pairs.length; k++) {
                        final double shell = 4.0 / 3 * Math.PI * width * width * width * (3.0 * k * k + 3.0 * k + 1);
                        g[k] += weight * pairs[k] / (a.length * (b.length / cell.volume()) * shell) / count;
                        neighbors[k] += weight * pairs[k] / a.length / count;
                    }
                    progress.advance(f + 1, count, "Counting pairs");
                }
            }
            frames += count;
        }

        RadialDistribution result() {
            for (int k = 1; k < neighbors.length; k++) {
                neighbors[k] += neighbors[k - 1];
            }
            return new RadialDistribution(width, g, neighbors, frames);
        }
    }

    /** Number of shells. */
    public int bins() {
        return g.length;
    }

    /** Distance in Å at the middle of a shell. */
    public double distance(final int bin) {
        return (bin + 0.5) * width;
    }

    /** g in a shell. */
    public double value(final int bin) {
        return g[bin];
    }

    /** Mean number of neighbors up to the outer end of a shell. */
    public double coordination(final int bin) {
        return coordination[bin];
    }

    /** Frames averaged. */
    public long frames() {
        return frames;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "g(r) up to %.3f Å in %d shells", width * g.length, g.length);
    }
}

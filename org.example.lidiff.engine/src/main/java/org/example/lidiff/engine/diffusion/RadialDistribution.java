package org.example.lidiff.engine.diffusion;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.IntStream;

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

    /**
     * Averages over the frames of one run.
     *
     * @throws InputException if the run lacks one of the species
     */
    public static RadialDistribution compute(final Trajectory run, final Options options, final Progress progress) {
        final int[] z = run.atomicNumbers();
        final int[] a = atoms(z, options.first(), run);
        final int[] b = atoms(z, options.second(), run);
        final Progress throttled = Progress.throttled(progress);
        final int count = (int)Math.min(options.frames(), run.frames());
        final double[] g = new double[options.bins()];
        final double[] neighbors = new double[options.bins()];
        final double dr = options.cutoff() / options.bins();
        final FrameBlock block = new FrameBlock(z.length, EnumSet.noneOf(Quantity.class));
        try (FrameReader reader = run.open()) {
            for (int f = 0; f < count; f++) {
                reader.read((long)f * run.frames() / count, 1, block);
                final Cell cell = Cell.of(Arrays.copyOf(block.cells(), 9));
                final long[] pairs = pairs(block.positions(), cell, a, b, options);
                for (int k = 0; k < pairs.length; k++) {
                    final double shell = 4.0 / 3 * Math.PI * dr * dr * dr * (3.0 * k * k + 3.0 * k + 1);
                    g[k] += pairs[k] / (a.length * (b.length / cell.volume()) * shell) / count;
                    neighbors[k] += (double)pairs[k] / a.length / count;
                }
                throttled.advance(f + 1, count, "Counting pairs");
            }
        }
        for (int k = 1; k < neighbors.length; k++) {
            neighbors[k] += neighbors[k - 1];
        }
        return new RadialDistribution(dr, g, neighbors, count);
    }

    private static int[] atoms(final int[] z, final Element element, final Trajectory run) {
        final int[] atoms = IntStream.range(0, z.length).filter(i -> z[i] == element.atomicNumber()).toArray();
        if (atoms.length == 0) {
            throw new InputException("The run '" + run.info().source() + "' has no " + element + ".", "Choose species that are in the run.");
        }
        return atoms;
    }

    private static long[] pairs(final double[] x, final Cell cell, final int[] a, final int[] b, final Options options) {
        // wrapped differences are within half a cell of zero; so many images more cover the cutoff
        final int[] range = new int[3];
        for (int k = 0; k < 3; k++) {
            range[k] = (int)Math.floor(options.cutoff() / cell.height(k) + 0.5);
        }
        final long[][] parts = new long[a.length][];
        IntStream.range(0, a.length).parallel().forEach(i -> parts[i] = pairsOf(x, cell, a[i], b, options, range));
        final long[] sum = new long[options.bins()];
        for (final long[] p : parts) {
            for (int k = 0; k < sum.length; k++) {
                sum[k] += p[k];
            }
        }
        return sum;
    }

    private static long[] pairsOf(final double[] x, final Cell cell, final int i, final int[] b, final Options options, final int[] range) {
        final long[] counts = new long[options.bins()];
        final double[] s = new double[3];
        final double[] d = new double[3];
        final double limit = options.cutoff() * options.cutoff();
        for (final int j : b) {
            for (int k = 0; k < 3; k++) {
                s[k] = x[3 * j + k] - x[3 * i + k];
            }
            cell.toFractional(s, 0, s, 0);
            for (int k = 0; k < 3; k++) {
                s[k] -= Math.rint(s[k]);
            }
            for (int u = -range[0]; u <= range[0]; u++) {
                for (int v = -range[1]; v <= range[1]; v++) {
                    for (int w = -range[2]; w <= range[2]; w++) {
                        if (i == j && u == 0 && v == 0 && w == 0) {
                            continue;
                        }
                        d[0] = s[0] + u;
                        d[1] = s[1] + v;
                        d[2] = s[2] + w;
                        cell.toCartesian(d, 0, d, 0);
                        final double square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
                        if (square < limit) {
                            counts[Math.min(counts.length - 1, (int)(Math.sqrt(square) / options.cutoff() * options.bins()))]++;
                        }
                    }
                }
            }
        }
        return counts;
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

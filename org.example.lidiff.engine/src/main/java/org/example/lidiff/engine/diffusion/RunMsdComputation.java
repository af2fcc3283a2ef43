package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Reads the ions of one run in batches that fit the memory, and sums over their windows.
 *
 * <p>Ions are dealt to groups whose number follows from the length of the run, never from the number of threads; groups are summed in order. Where
 * the sums of a long run are too large for that, there is one group, and the transforms themselves are dealt to the threads.
 */
final class RunMsdComputation {

    private static final long ACCUMULATOR_BYTES = 256L << 20;
    private static final int FEWEST_GROUPS = 4;
    private static final int MOST_GROUPS = 8;
    private static final int DIVISIONS = 2;

    private final Trajectory run;
    private final MsdOptions options;
    private final List<String> warnings;
    private final int[] atomicNumbers;
    private final int frames;
    private Cell meanCell;
    private double[][][] paths = {};
    private final UnwrapOptions unwrapping;
    private double[][] collective;

    RunMsdComputation(final Trajectory run, final MsdOptions options, final List<String> warnings) {
        this.run = run;
        this.options = options;
        this.warnings = warnings;
        atomicNumbers = run.atomicNumbers();
        frames = (int)run.frames();
        unwrapping = UnwrapOptions.defaults().withDriftSpecies(options.framework()).withCoarseSamplingAllowed(options.coarseAllowed())
            .withCartesianPath(options.path() == MsdOptions.Path.CARTESIAN);
    }

    RunMsd compute(final Progress progress) {
        final List<Element> wanted = new ArrayList<>(options.species());
        options.charges().keySet().stream().filter(e -> !wanted.contains(e)).sorted((a, b) -> a.atomicNumber() - b.atomicNumber()).forEach(wanted::add);
        final Map<Element, RunMsd.Sums> sums = new LinkedHashMap<>();
        final Map<Element, Integer> ions = new LinkedHashMap<>();
        collective = options.charges().isEmpty() ? null : new double[3][frames];
        int carriers = 0;
        double squares = 0;
        for (int s = 0; s < wanted.size(); s++) {
            final Element e = wanted.get(s);
            final int[] atoms = IntStream.range(0, atomicNumbers.length).filter(i -> atomicNumbers[i] == e.atomicNumber()).toArray();
            final double charge = options.charges().getOrDefault(e, 0.0);
            final RunMsd.Sums found = sums(atoms, charge, progress.part((double)s / wanted.size(), (s + 1.0) / wanted.size()));
            if (options.species().contains(e)) {
                sums.put(e, found);
                ions.put(e, atoms.length);
            }
            carriers += charge != 0 ? atoms.length : 0;
            squares += charge * charge * atoms.length;
        }
        final RunMsd.Sums charge = carriers == 0 ? null : sumsOf(collective, carriers);
        return new RunMsd(frames, sums, ions, charge, carriers, squares / carriers, meanCell.volume());
    }

    private RunMsd.Sums sums(final int[] atoms, final double charge, final Progress progress) {
        final Accumulators all = new Accumulators();
        final long perIon = 24L * frames;
        final int batch = (int)Math.max(1, Math.min(atoms.length, options.memoryBytes() / perIon));
        for (int begin = 0; begin < atoms.length; begin += batch) {
            final int[] some = Arrays.copyOfRange(atoms, begin, Math.min(atoms.length, begin + batch));
            read(some, begin == 0, progress.part((double)begin / atoms.length, Math.min(1, (begin + 0.5 * batch) / atoms.length)));
            for (int i = 0; i < some.length && charge != 0; i++) {
                for (int a = 0; a < 3; a++) {
                    for (int t = 0; t < frames; t++) {
                        collective[a][t] += charge * paths[i][a][t];
                    }
                }
            }
            all.add(paths, some.length, begin);
            progress.advance(Math.min(atoms.length, begin + batch), atoms.length, "Averaging displacements");
        }
        return all.sums(atoms.length);
    }

    private RunMsd.Sums sumsOf(final double[][] displacement, final int carriers) {
        final Accumulators all = new Accumulators();
        all.add(new double[][][] {displacement}, 1, 0);
        // the ions move as one: a single observation
        final RunMsd.Sums sums = all.sums(1);
        sums.total().scale(1.0 / carriers);
        sums.blocks().forEach(division -> division.forEach(b -> b.scale(1.0 / carriers)));
        return sums;
    }

    /** Reads the paths of some atoms: [atom][axis][frame] in Å. Buffers are kept, for long runs fill much of the memory. */
    private void read(final int[] atoms, final boolean first, final Progress progress) {
        if (paths.length < atoms.length) {
            paths = null;
            paths = new double[atoms.length][3][frames];
        }
        final boolean lattice = options.path() == MsdOptions.Path.LATTICE;
        final double[] cells = new double[9];
        final int n = atomicNumbers.length;
        int done = 0;
        try (Unwrapper u = Unwrapper.open(run, unwrapping)) {
            final int window = (int)Math.max(1, Math.min(1024, 65_536L / n));
            for (int count = u.advance(window); count > 0; count = u.advance(window)) {
                final double[] x = lattice ? u.fractional() : u.cartesianPath();
                for (int k = 0; k < atoms.length; k++) {
                    for (int a = 0; a < 3; a++) {
                        final double[] path = paths[k][a];
                        for (int f = 0, at = 3 * atoms[k] + a; f < count; f++, at += 3 * n) {
                            path[done + f] = x[at];
                        }
                    }
                }
                for (int f = 0; f < count && meanCell == null; f++) {
                    for (int k = 0; k < 9; k++) {
                        cells[k] += u.cells()[9 * f + k];
                    }
                }
                done += count;
                progress.advance(done, frames, "Reading positions");
            }
            if (first) {
                u.warnings().stream().filter(w -> !warnings.contains(w)).forEach(warnings::add);
            }
        }
        if (meanCell == null) {
            meanCell = Cell.of(Arrays.stream(cells).map(c -> c / frames).toArray());
        }
        if (lattice) {
            IntStream.range(0, atoms.length).parallel().forEach(k -> multiply(paths[k]));
        }
    }

    /** Fractional positions times the mean cell, in place. */
    private void multiply(final double[][] s) {
        final double[] v = new double[3];
        for (int t = 0; t < frames; t++) {
            v[0] = s[0][t];
            v[1] = s[1][t];
            v[2] = s[2][t];
            meanCell.toCartesian(v, 0, v, 0);
            s[0][t] = v[0];
            s[1][t] = v[1];
            s[2][t] = v[2];
        }
    }

    /** Sums for the whole run and for the blocks of its divisions, by groups of ions. */
    private final class Accumulators {

        private final FastFourierTransform fft = new FastFourierTransform(FastFourierTransform.paddedLength(frames));
        private final int groups = groups(frames);
        private final Ranges ranges = groups == 1 ? Ranges.PARALLEL : Ranges.SERIAL;
        private final WindowAverager[] total = new WindowAverager[groups];
        private final WindowAverager.Workspace[] workspaces = new WindowAverager.Workspace[groups];
        private final List<Division> divisions = new ArrayList<>();

        Accumulators() {
            for (int g = 0; g < groups; g++) {
                total[g] = new WindowAverager(frames, fft, WindowAverager.Moments.ALL, ranges);
                workspaces[g] = new WindowAverager.Workspace(fft);
            }
            // half as many blocks are longer than longer lags
            for (int blocks = options.blocks(); blocks > 1 && frames / blocks > 2 && divisions.size() < DIVISIONS; blocks /= 2) {
                divisions.add(new Division(blocks));
            }
        }

        /**
         * @param count how many of the paths
         * @param first index of the first of these ions among all: the group of an ion does not depend on the batch
         */
        void add(final double[][][] r, final int count, final int first) {
            IntStream.range(0, groups).parallel().forEach(g -> {
                for (int k = Math.floorMod(g - first, groups); k < count; k += groups) {
                    total[g].add(r[k], 0, workspaces[g]);
                    for (final Division d : divisions) {
                        d.add(r[k], g);
                    }
                }
            });
        }

        RunMsd.Sums sums(final double observations) {
            final int lags = Math.max(2, (int)Math.min(frames, Math.floor(options.longestLag() * frames) + 1));
            for (int g = 1; g < groups; g++) {
                total[0].add(total[g]);
            }
            return new RunMsd.Sums(total[0].sums(lags, observations, workspaces[0]), divisions.stream().map(d -> d.sums(observations)).toList());
        }

        /** The run cut into blocks of time. */
        private final class Division {

            private final int blocks;
            private final int length;
            private final WindowAverager[][] parts;

            Division(final int blocks) {
                this.blocks = blocks;
                length = frames / blocks;
                final FastFourierTransform blockFft = new FastFourierTransform(FastFourierTransform.paddedLength(length));
                parts = new WindowAverager[groups][blocks];
                for (final WindowAverager[] p : parts) {
                    for (int b = 0; b < blocks; b++) {
                        p[b] = new WindowAverager(length, blockFft, WindowAverager.Moments.SQUARES, ranges);
                    }
                }
            }

            void add(final double[][] r, final int g) {
                for (int b = 0; b < blocks; b++) {
                    parts[g][b].add(r, b * length, workspaces[g]);
                }
            }

            List<WindowSums> sums(final double observations) {
                final List<WindowSums> list = new ArrayList<>();
                for (int b = 0; b < blocks; b++) {
                    for (int g = 1; g < groups; g++) {
                        parts[0][b].add(parts[g][b]);
                    }
                    list.add(parts[0][b].sums(length, observations, workspaces[0]));
                }
                return list;
            }
        }
    }

    /** How many groups of ions are summed apart. */
    private static int groups(final int frames) {
        final long fitting = ACCUMULATOR_BYTES / (2 * WindowAverager.bytes(frames));
        return fitting < FEWEST_GROUPS ? 1 : (int)Math.min(MOST_GROUPS, fitting);
    }
}

package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Mean cell of a run and mean fractional positions of its framework, drift removed.
 *
 * @param run the run
 * @param mobile indices of the mobile atoms
 * @param framework indices of all other atoms
 * @param frameworkSpecies their atomic numbers
 * @param cell mean cell
 * @param positions mean unwrapped fractional positions of the framework, in the order of {@code framework}
 */
record RunAverage(Trajectory run, int[] mobile, int[] framework, int[] frameworkSpecies, Cell cell, double[] positions) {

    static RunAverage of(final Trajectory run, final Element mobileSpecies, final UnwrapOptions options, final Progress progress) {
        final int[] z = run.atomicNumbers();
        final int[] mobile = IntStream.range(0, z.length).filter(i -> z[i] == mobileSpecies.atomicNumber()).toArray();
        final int[] framework = IntStream.range(0, z.length).filter(i -> z[i] != mobileSpecies.atomicNumber()).toArray();
        if (mobile.length == 0) {
            throw new InputException("The run '" + run.info().source() + "' has no " + mobileSpecies + "; its species are "
                + species(z).stream().map(Element::symbol).collect(Collectors.joining(", ")) + ".", "Choose the mobile species among them.");
        }
        if (run.frames() < 2) {
            throw new InputException("The run '" + run.info().source() + "' has " + run.frames() + " frames; hops need at least 2.",
                "Use a longer run.");
        }
        final double[] sums = new double[3 * framework.length];
        final double[] cell = new double[9];
        long frames = 0;
        try (Unwrapper u = Unwrapper.open(run, options.withDriftSpecies(frameworkSpecies(z, mobileSpecies)))) {
            final int window = window(z.length);
            for (int n = u.advance(window); n > 0; n = u.advance(window)) {
                add(u, n, z.length, framework, sums, cell);
                frames += n;
                progress.advance(frames, run.frames(), "Averaging the framework");
            }
        }
        for (int k = 0; k < sums.length; k++) {
            sums[k] /= frames;
        }
        for (int k = 0; k < 9; k++) {
            cell[k] /= frames;
        }
        return new RunAverage(run, mobile, framework, IntStream.of(framework).map(i -> z[i]).toArray(), Cell.of(cell), sums);
    }

    private static void add(final Unwrapper u, final int n, final int atoms, final int[] framework, final double[] sums, final double[] cell) {
        final double[] s = u.fractional();
        for (int f = 0; f < n; f++) {
            for (int i = 0; i < framework.length; i++) {
                final int at = 3 * (f * atoms + framework[i]);
                sums[3 * i] += s[at];
                sums[3 * i + 1] += s[at + 1];
                sums[3 * i + 2] += s[at + 2];
            }
            for (int k = 0; k < 9; k++) {
                cell[k] += u.cells()[9 * f + k];
            }
        }
    }

    /** Frames a window: positions that fit a processor cache a few times. */
    static int window(final int atoms) {
        return (int)Math.max(1, Math.min(1024, 65_536L / Math.max(1, atoms)));
    }

    static Set<Element> frameworkSpecies(final int[] z, final Element mobile) {
        final Set<Element> result = new LinkedHashSet<>(species(z));
        result.remove(mobile);
        return result;
    }

    private static List<Element> species(final int[] z) {
        final List<Element> list = new ArrayList<>();
        for (final int n : z) {
            if (!list.contains(Element.of(n))) {
                list.add(Element.of(n));
            }
        }
        return list;
    }
}

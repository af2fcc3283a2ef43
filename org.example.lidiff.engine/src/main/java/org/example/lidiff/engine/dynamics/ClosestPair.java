package org.example.lidiff.engine.dynamics;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/**
 * The two atoms that are closest to each other, searched among the pairs closer than a limit.
 *
 * @param first index of an atom
 * @param second index of another atom, larger than {@code first}
 * @param distance in Å
 */
record ClosestPair(int first, int second, double distance) {

    /** The closest pair, if it is closer than {@code limit} Å (at most the smallest height of the cell), else null. */
    static ClosestPair find(final double[] positions, final Cell cell, final double limit) {
        return new Bins(positions, cell, limit).closest();
    }

    /** "Li 3 and Si 17", counted from 1. */
    String describe(final int[] atomicNumbers) {
        return name(atomicNumbers, first) + " and " + name(atomicNumbers, second);
    }

    /** "Li 3", counted from 1. */
    static String name(final int[] atomicNumbers, final int atom) {
        return Element.of(atomicNumbers[atom]).symbol() + " " + (atom + 1);
    }

    /** Atoms sorted into boxes at least as wide as the limit, as linked lists. */
    private static final class Bins {

        private final Cell cell;
        private final double limit;
        private final int[] counts = new int[3];
        private final double[] wrapped;
        private final int[] head;
        private final int[] next;

        Bins(final double[] positions, final Cell cell, final double limit) {
            this.cell = cell;
            this.limit = Math.min(limit, cell.smallestHeight());
            final int atoms = positions.length / 3;
            final int most = Math.max(1, (int)Math.cbrt(2.0 * atoms));
            for (int k = 0; k < 3; k++) {
                counts[k] = (int)Math.max(1, Math.min(most, Math.floor(cell.height(k) / this.limit)));
            }
            wrapped = new double[positions.length];
            head = new int[counts[0] * counts[1] * counts[2]];
            next = new int[atoms];
            Arrays.fill(head, -1);
            for (int i = 0; i < atoms; i++) {
                insert(i, positions);
            }
        }

        private void insert(final int i, final double[] positions) {
            cell.toFractional(positions, 3 * i, wrapped, 3 * i);
            int bin = 0;
            for (int k = 0; k < 3; k++) {
                final double f = wrapped[3 * i + k] - Math.floor(wrapped[3 * i + k]);
                wrapped[3 * i + k] = f;
                bin = bin * counts[k] + Math.min(counts[k] - 1, (int)(f * counts[k]));
            }
            cell.toCartesian(wrapped, 3 * i, wrapped, 3 * i);
            next[i] = head[bin];
            head[bin] = i;
        }

        ClosestPair closest() {
            double best = limit * limit;
            int first = -1;
            int second = -1;
            final double[] shift = new double[3];
            for (int bin = 0; bin < head.length; bin++) {
                for (int d = 0; d < 27; d++) {
                    final int other = neighbor(bin, d, shift);
                    for (int i = head[bin]; i >= 0; i = next[i]) {
                        for (int j = head[other]; j >= 0; j = next[j]) {
                            final double square = j > i ? square(i, j, shift) : Double.POSITIVE_INFINITY;
                            if (square < best) {
                                best = square;
                                first = i;
                                second = j;
                            }
                        }
                    }
                }
            }
            return first < 0 ? null : new ClosestPair(first, second, Math.sqrt(best));
        }

        // the box beside, and the lattice vector that brings its atoms next to this one
        private int neighbor(final int bin, final int direction, final double[] shift) {
            final int[] at = {bin / (counts[1] * counts[2]), bin / counts[2] % counts[1], bin % counts[2]};
            final int[] step = {direction / 9 - 1, direction / 3 % 3 - 1, direction % 3 - 1};
            int other = 0;
            Arrays.fill(shift, 0);
            for (int k = 0; k < 3; k++) {
                final int image = Math.floorDiv(at[k] + step[k], counts[k]);
                other = other * counts[k] + at[k] + step[k] - image * counts[k];
                for (int a = 0; a < 3; a++) {
                    shift[a] += image * cell.get(k, a);
                }
            }
            return other;
        }

        private double square(final int i, final int j, final double[] shift) {
            double sum = 0;
            for (int a = 0; a < 3; a++) {
                final double x = wrapped[3 * j + a] + shift[a] - wrapped[3 * i + a];
                sum += x * x;
            }
            return sum;
        }
    }
}

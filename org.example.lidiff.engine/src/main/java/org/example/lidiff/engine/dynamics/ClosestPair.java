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
        private final double[] shift = new double[3];
        private final double[] wrapped;
        private final int[] head;
        private final int[] next;

        Bins(final double[] positions, final Cell cell, final double limit) {
            this.cell = cell;
            this.limit = Math.min(limit, cell.smallestHeight());
            final int atoms = positions.length / 3;
            final int most = Math.max(1, (int)Math.cbrt(atoms));
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
            for (int bin = 0; bin < head.length; bin++) {
                // half of the boxes around, the box itself first: the other half looks back at this one
                for (int d = head[bin] < 0 ? 27 : 13; d < 27; d++) {
                    final int other = neighbor(bin, d);
                    for (int i = head[bin]; i >= 0; i = next[i]) {
                        for (int j = head[other]; j >= 0; j = next[j]) {
                            if (d == 13 ? j > i : j != i) {
                                final double square = square(i, j);
                                if (square < best) {
                                    best = square;
                                    first = Math.min(i, j);
                                    second = Math.max(i, j);
                                }
                            }
                        }
                    }
                }
            }
            return first < 0 ? null : new ClosestPair(first, second, Math.sqrt(best));
        }

        // the box beside; the lattice vector that brings its atoms next to this one goes to shift
        private int neighbor(final int bin, final int direction) {
            shift[0] = 0;
            shift[1] = 0;
            shift[2] = 0;
            int other = 0;
            int restBin = bin;
            int restDirection = direction;
            for (int k = 0, place = head.length, power = 9; k < 3; k++, power /= 3) {
                place /= counts[k];
                final int at = restBin / place + restDirection / power - 1;
                restBin %= place;
                restDirection %= power;
                final int image = at < 0 ? -1 : at == counts[k] ? 1 : 0;
                other = other * counts[k] + at - image * counts[k];
                if (image != 0) {
                    for (int a = 0; a < 3; a++) {
                        shift[a] += image * cell.get(k, a);
                    }
                }
            }
            return other;
        }

        private double square(final int i, final int j) {
            double sum = 0;
            for (int a = 0; a < 3; a++) {
                final double x = wrapped[3 * j + a] + shift[a] - wrapped[3 * i + a];
                sum += x * x;
            }
            return sum;
        }
    }
}

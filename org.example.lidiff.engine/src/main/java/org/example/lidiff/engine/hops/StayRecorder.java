package org.example.lidiff.engine.hops;

import java.util.Arrays;

import org.example.lidiff.engine.markov.DiscreteTrajectory;

/**
 * Collects the stays of one ion while its frames come in: an ion keeps its last core until it enters another one.
 *
 * <p>A→gap→A is no hop, A→gap→B is one hop at the entry to B. Frames before the first core are unknown.
 */
final class StayRecorder {

    private int[] states = new int[4];
    private int[] images = new int[12];
    private int[] starts = new int[4];
    private int stays;
    private int frames;

    /** A frame inside the core of {@code site} in the cell at image (a, b, c). */
    void core(final int site, final int a, final int b, final int c) {
        if (stays == 0 || states[stays - 1] != site || images[3 * stays - 3] != a || images[3 * stays - 2] != b || images[3 * stays - 1] != c) {
            if (stays == 0 && frames > 0) {
                push(DiscreteTrajectory.UNKNOWN, 0, 0, 0, 0);
            }
            push(site, a, b, c, frames);
        }
        frames++;
    }

    /** A frame outside all cores. */
    void gap() {
        frames++;
    }

    private void push(final int site, final int a, final int b, final int c, final int start) {
        if (stays == states.length) {
            states = Arrays.copyOf(states, 2 * stays);
            images = Arrays.copyOf(images, 6 * stays);
            starts = Arrays.copyOf(starts, 2 * stays);
        }
        states[stays] = site;
        images[3 * stays] = a;
        images[3 * stays + 1] = b;
        images[3 * stays + 2] = c;
        starts[stays] = start;
        stays++;
    }

    /** The state kept at the last frame, −1 before the first core. */
    int state() {
        return stays == 0 ? DiscreteTrajectory.UNKNOWN : states[stays - 1];
    }

    /** Component {@code axis} of the image kept at the last frame. */
    int image(final int axis) {
        return images[3 * stays - 3 + axis];
    }

    /**
     * The trajectory so far.
     *
     * @param shortest a stay of fewer frames than this counts as time of the stay before it; the first stay is kept
     */
    DiscreteTrajectory finish(final int shortest) {
        if (stays == 0) {
            return frames == 0 ? DiscreteTrajectory.of() : DiscreteTrajectory.ofStays(new int[] {-1}, new int[3], new int[] {0}, frames);
        }
        final DiscreteTrajectory all = DiscreteTrajectory.ofStays(Arrays.copyOf(states, stays), Arrays.copyOf(images, 3 * stays),
            Arrays.copyOf(starts, stays), frames);
        return shortest <= 1 ? all : withoutShortStays(all, shortest);
    }

    /** A trajectory in which stays of fewer than {@code shortest} frames are time of the stay before; the first stay is kept. */
    static DiscreteTrajectory withoutShortStays(final DiscreteTrajectory all, final int shortest) {
        final int[] s = new int[all.stays()];
        final int[] r = new int[3 * all.stays()];
        final int[] t = new int[all.stays()];
        int n = 0;
        boolean begun = false;
        for (int k = 0; k < all.stays(); k++) {
            if (begun && all.length(k) < shortest) {
                continue;
            }
            begun |= all.state(k) >= 0;
            s[n] = all.state(k);
            t[n] = all.start(k);
            for (int a = 0; a < 3; a++) {
                r[3 * n + a] = all.image(k, a);
            }
            n++;
        }
        return DiscreteTrajectory.ofStays(Arrays.copyOf(s, n), Arrays.copyOf(r, 3 * n), Arrays.copyOf(t, n), all.frames());
    }
}

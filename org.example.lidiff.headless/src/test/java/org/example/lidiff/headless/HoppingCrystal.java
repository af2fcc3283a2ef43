package org.example.lidiff.headless;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A crystal of cesium-chloride type, 3 × 3 × 3 cells with two vacancies, whose lithium ions hop along known paths: the number of hops is known
 * exactly.
 *
 * @param hops how many hops the trajectory has
 */
record HoppingCrystal(int hops) {

    /** Edge of the unit cell in Å, and so the length of a hop. */
    static final double EDGE = 3;
    static final int FRAMES = 1500;
    static final double FRAME_INTERVAL_FS = 50;

    private static final int N = 3;
    private static final int SITES = N * N * N;
    private static final int VACANCIES = 2;
    // frames in which an ion goes from site to site, and frames that it rests at least
    private static final int FLIGHT = 4;
    private static final int REST = 6;
    private static final double SHAKE = 0.08;
    private static final String FLOAT = "%.5f";

    /** The unit cell as POSCAR. */
    static void writeReference(final Path file) throws IOException {
        Files.writeString(file, "LiS\n1.0\n3 0 0\n0 3 0\n0 0 3\nLi S\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n");
    }

    /** Writes the trajectory as extended XYZ. */
    static HoppingCrystal write(final Path file, final long seed) throws IOException {
        final Random random = new Random(seed);
        final int ions = SITES - VACANCIES;
        final int[] siteOf = new int[ions];
        final int[] ionAt = new int[SITES];
        final double[][] from = new double[ions][];
        final double[][] step = new double[ions][];
        final int[] left = new int[ions];
        final int[] rest = new int[ions];
        for (int i = 0; i < SITES; i++) {
            ionAt[i] = i < ions ? i : -1;
        }
        for (int i = 0; i < ions; i++) {
            siteOf[i] = i;
            from[i] = position(i);
            step[i] = new double[3];
            rest[i] = REST;
        }
        int hops = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int f = 0; f < FRAMES; f++) {
                // no hop is under way at the end, so that every one is seen
                if (f < FRAMES - 2 * (FLIGHT + REST) && random.nextInt(3) == 0) {
                    hops += start(random, siteOf, ionAt, step, left, rest);
                }
                out.write(header());
                for (int i = 0; i < ions; i++) {
                    advance(i, from, step, left, rest);
                    final double done = left[i] == 0 ? 0 : (FLIGHT - left[i]) / (double)FLIGHT;
                    out.write(atom("Li", from[i][0] + done * step[i][0], from[i][1] + done * step[i][1], from[i][2] + done * step[i][2], random));
                }
                for (int s = 0; s < SITES; s++) {
                    final double[] r = position(s);
                    out.write(atom("S", r[0] + EDGE / 2, r[1] + EDGE / 2, r[2] + EDGE / 2, random));
                }
            }
        }
        return new HoppingCrystal(hops);
    }

    private static void advance(final int i, final double[][] from, final double[][] step, final int[] left, final int[] rest) {
        if (left[i] == 0) {
            rest[i]++;
            return;
        }
        left[i]--;
        if (left[i] == 0) {
            for (int k = 0; k < 3; k++) {
                from[i][k] += step[i][k];
            }
            rest[i] = 0;
        }
    }

    // an ion beside a vacancy, at rest, sets off; tells how many did
    private static int start(final Random random, final int[] siteOf, final int[] ionAt, final double[][] step, final int[] left,
        final int[] rest) {
        final List<Integer> empty = new ArrayList<>();
        for (int s = 0; s < SITES; s++) {
            if (ionAt[s] < 0) {
                empty.add(s);
            }
        }
        final int target = empty.get(random.nextInt(empty.size()));
        final int axis = random.nextInt(3);
        final int sign = random.nextBoolean() ? 1 : -1;
        final int source = neighbor(target, axis, -sign);
        final int ion = ionAt[source];
        if (ion < 0 || left[ion] > 0 || rest[ion] < REST) {
            return 0;
        }
        step[ion] = new double[3];
        step[ion][axis] = sign * EDGE;
        left[ion] = FLIGHT;
        ionAt[source] = -1;
        ionAt[target] = ion;
        siteOf[ion] = target;
        return 1;
    }

    private static int neighbor(final int site, final int axis, final int by) {
        final int[] c = {site % N, site / N % N, site / N / N};
        c[axis] = Math.floorMod(c[axis] + by, N);
        return c[0] + N * c[1] + N * N * c[2];
    }

    private static double[] position(final int site) {
        return new double[] {EDGE * (site % N), EDGE * (site / N % N), EDGE * (site / N / N)};
    }

    private static String header() {
        final double l = N * EDGE;
        return (2 * SITES - VACANCIES) + "\nLattice=\"" + l + " 0 0 0 " + l + " 0 0 0 " + l + "\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\n";
    }

    private static String atom(final String element, final double x, final double y, final double z, final Random random) {
        return String.format(Locale.ROOT, "%s " + FLOAT + " " + FLOAT + " " + FLOAT + "%n", element, x + SHAKE * random.nextGaussian(),
            y + SHAKE * random.nextGaussian(), z + SHAKE * random.nextGaussian());
    }
}

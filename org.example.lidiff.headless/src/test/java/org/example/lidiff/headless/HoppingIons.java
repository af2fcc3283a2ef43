package org.example.lidiff.headless;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * The data of the workflows build-msm and spectral-analysis: lithium ions that hop between two types of sites in a crystal of sulfur.
 *
 * <p>Corners (A) and centers (B) of cubic cells of {@link #CELL}; an ion leaves A with the rate ν exp(−E/kT) and B with three times that, to one of eight
 * neighbors, at any time. So π_A = 3/4, and without correlation D = (π_A k_A + π_B k_B) d²/6 with d² = 3/4 a². Ions do not know of each other.
 */
final class HoppingIons {

    static final double[] TEMPERATURES = {700, 1000};
    static final double CELL = 4;
    static final double BARRIER = 0.15;
    /** ν in 1/fs. */
    static final double ATTEMPTS = 0.006;

    private static final int CELLS = 4;
    private static final int IONS = 12;
    private static final int FRAMES = 700;
    private static final double INTERVAL_FS = 25;
    private static final double BOLTZMANN = 8.617333262e-5;
    /** Deviation of a coordinate in Å. */
    private static final double VIBRATION = 0.08;

    private HoppingIons() {
    }

    /** The exact diffusion coefficient in m²/s. */
    static double diffusion(final double temperatureK) {
        final double leave = ATTEMPTS * Math.exp(-BARRIER / (BOLTZMANN * temperatureK));
        return 1e-5 * (0.75 * leave + 0.25 * 3 * leave) * 0.75 * CELL * CELL / 6;
    }

    /** Writes hops-700K.xyz.gz and hops-1000K.xyz.gz into {@code folder}. */
    static void write(final Path folder) throws IOException {
        for (int k = 0; k < TEMPERATURES.length; k++) {
            final Path file = folder.resolve(String.format(Locale.ROOT, "hops-%.0fK.xyz.gz", TEMPERATURES[k]));
            try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
                write(out, TEMPERATURES[k], new Random(71 + k));
            }
        }
    }

    private static void write(final Writer out, final double temperatureK, final Random random) throws IOException {
        final double leave = ATTEMPTS * Math.exp(-BARRIER / (BOLTZMANN * temperatureK));
        // half cells: even is A, odd is B
        final int[][] at = new int[IONS][3];
        for (int i = 0; i < IONS; i++) {
            final int odd = random.nextInt(4) == 0 ? 1 : 0;
            for (int x = 0; x < 3; x++) {
                at[i][x] = 2 * random.nextInt(CELLS) + odd;
            }
        }
        final double length = CELLS * CELL;
        for (int f = 0; f < FRAMES; f++) {
            out.write(String.format(Locale.ROOT, "%d%nLattice=\"%3$s 0 0 0 %3$s 0 0 0 %3$s\" Properties=species:S:1:pos:R:3 temperature=%2$.0f pbc=\"T T T\"%n",
                IONS + CELLS * CELLS * CELLS, temperatureK, length).replace("\r", ""));
            for (int i = 0; i < IONS; i++) {
                // an ion may hop several times between two frames
                double left = INTERVAL_FS - waiting(at[i], leave, random);
                while (left > 0) {
                    for (int x = 0; x < 3; x++) {
                        at[i][x] = Math.floorMod(at[i][x] + (random.nextBoolean() ? 1 : -1), 2 * CELLS);
                    }
                    left -= waiting(at[i], leave, random);
                }
                final double[] r = new double[3];
                for (int x = 0; x < 3; x++) {
                    r[x] = at[i][x] * CELL / 2 + VIBRATION * random.nextGaussian();
                    r[x] -= length * Math.floor(r[x] / length);
                }
                out.write(String.format(Locale.ROOT, "Li %.2f %.2f %.2f%n", r[0], r[1], r[2]).replace("\r", ""));
            }
            for (int s = 0; s < CELLS * CELLS * CELLS; s++) {
                out.write(String.format(Locale.ROOT, "S %.0f %.0f %.0f%n", s / (CELLS * CELLS) * CELL + 2, s / CELLS % CELLS * CELL + 2, s % CELLS * CELL).replace("\r", ""));
            }
        }
    }

    private static double waiting(final int[] at, final double leave, final Random random) {
        return -Math.log(1 - random.nextDouble()) / ((at[0] % 2 == 0 ? 1 : 3) * leave);
    }
}

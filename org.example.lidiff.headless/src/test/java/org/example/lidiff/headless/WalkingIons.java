package org.example.lidiff.headless;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * The data of the workflow diffusion-analysis: lithium ions that walk between the sites of a simple cubic lattice, among sulfur atoms that stay.
 *
 * <p>Hops are a Poisson process of rate Γ = Γ₀ exp(−E_a/kT) to one of the six neighboring sites and take {@link #FLIGHT_FS} each. Ions do not know of each
 * other, so that D = Γ a²/6 exactly and the Haven ratio is 1. Every coordinate oscillates with a frequency within 1 THz of {@link #VIBRATION_THZ}, its
 * mean square in proportion to temperature. Positions are wrapped into the cell.
 */
final class WalkingIons {

    static final double[] TEMPERATURES = {600, 800, 1000};
    static final double EDGE = 3;
    static final double BARRIER = 0.15;
    /** Γ₀ in 1/fs. */
    static final double ATTEMPTS = 0.008;
    static final double VIBRATION_THZ = 8;
    static final double FRAME_INTERVAL_FS = 25;
    static final int FRAMES = 1050;
    static final int IONS = 12;
    static final double LENGTH = 4 * EDGE;

    private static final int SULFUR = 12;
    private static final double FLIGHT_FS = 150;
    private static final double FREQUENCY_SPREAD_THZ = 1;
    // mean square of a coordinate at 1000 K in Å²
    private static final double VIBRATION = 0.012;
    private static final double BOLTZMANN = 8.617333262e-5;

    private WalkingIons() {
    }

    /** The exact diffusion coefficient in m²/s. */
    static double diffusion(final double temperatureK) {
        // Å²/fs to m²/s
        return 1e-5 * rate(temperatureK) * EDGE * EDGE / 6;
    }

    private static double rate(final double temperatureK) {
        return ATTEMPTS * Math.exp(-BARRIER / (BOLTZMANN * temperatureK));
    }

    /** Writes walk-600K.xyz.gz and so on into {@code folder}. */
    static void write(final Path folder) throws IOException {
        for (int i = 0; i < TEMPERATURES.length; i++) {
            final Path file = folder.resolve(String.format(Locale.ROOT, "walk-%.0fK.xyz.gz", TEMPERATURES[i]));
            try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
                new Walk(TEMPERATURES[i], 33 + i).write(out);
            }
        }
    }

    private static final class Walk {

        private final double temperatureK;
        private final Random random;
        private final double[] home = new double[3 * (IONS + SULFUR)];
        private final double[] amplitude = new double[home.length];
        private final double[] frequencyTHz = new double[home.length];
        private final double[] phase = new double[home.length];
        private final double[] next = new double[IONS];
        private final List<List<double[]>> flights = new ArrayList<>();

        Walk(final double temperatureK, final long seed) {
            this.temperatureK = temperatureK;
            random = new Random(seed);
            final double spread = Math.sqrt(VIBRATION * temperatureK / 1000);
            final int cells = (int)Math.round(LENGTH / EDGE);
            final List<Integer> places = new ArrayList<>(IntStream.range(0, cells * cells * cells).boxed().toList());
            Collections.shuffle(places, random);
            for (int i = 0; i < IONS + SULFUR; i++) {
                for (int k = 0; k < 3; k++) {
                    final int place = places.get(i) / (int)Math.pow(cells, k) % cells;
                    home[3 * i + k] = EDGE * (place + (i < IONS ? 0 : 0.5));
                    amplitude[3 * i + k] = Math.sqrt(2) * spread;
                    frequencyTHz[3 * i + k] = VIBRATION_THZ + FREQUENCY_SPREAD_THZ * (2 * random.nextDouble() - 1);
                    phase[3 * i + k] = 2 * Math.PI * random.nextDouble();
                }
            }
            for (int i = 0; i < IONS; i++) {
                flights.add(new ArrayList<>());
                next[i] = rest();
            }
        }

        private double rest() {
            return -Math.log(1 - random.nextDouble()) / rate(temperatureK);
        }

        void write(final Writer out) throws IOException {
            final String head = (IONS + SULFUR) + String.format(Locale.ROOT, "%nLattice=\"%1$.1f 0 0 0 %1$.1f 0 0 0 %1$.1f\" Properties=species:S:1:pos:R:3 "
                + "temperature=%2$.0f pbc=\"T T T\"%n", LENGTH, temperatureK).replace("\r", "");
            final double[] x = new double[home.length];
            for (int f = 0; f < FRAMES; f++) {
                System.arraycopy(home, 0, x, 0, x.length);
                hop(f * FRAME_INTERVAL_FS, x);
                out.write(head);
                for (int i = 0; i < IONS + SULFUR; i++) {
                    out.write(i < IONS ? "Li" : "S");
                    for (int k = 3 * i; k < 3 * i + 3; k++) {
                        final double y = x[k] + amplitude[k] * Math.sin(2 * Math.PI * frequencyTHz[k] * f * FRAME_INTERVAL_FS / 1000 + phase[k]);
                        final double wrapped = y - LENGTH * Math.floor(y / LENGTH);
                        out.write(String.format(Locale.ROOT, " %.2f", wrapped));
                    }
                    out.write("\n");
                }
            }
        }

        /** Adds the flights at time {@code t} to {@code x}; those that have ended move the home of their ion. */
        private void hop(final double t, final double[] x) {
            for (int i = 0; i < IONS; i++) {
                for (; next[i] < t; next[i] += rest()) {
                    flights.get(i).add(new double[] {next[i], random.nextInt(3), random.nextBoolean() ? EDGE : -EDGE});
                }
                for (final double[] hop : flights.get(i)) {
                    final int k = 3 * i + (int)hop[1];
                    final double done = (t - hop[0]) / FLIGHT_FS;
                    x[k] += done < 1 ? hop[2] * done * done * (3 - 2 * done) : hop[2];
                    home[k] += done < 1 ? 0 : hop[2];
                }
                flights.get(i).removeIf(hop -> !((t - hop[0]) / FLIGHT_FS < 1));
            }
        }
    }
}

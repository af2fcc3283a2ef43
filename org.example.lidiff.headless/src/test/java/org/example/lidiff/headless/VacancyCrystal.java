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

/** The data of the workflow detect-hops: lithium ions on a crystal of cesium-chloride type with two vacancies, described in its README. */
final class VacancyCrystal {

    static final int FRAMES = 240;

    private static final double EDGE = 3.2;
    private static final int[] CELLS = {2, 2, 3};
    private static final int SITES = 12;
    private static final int IONS = 10;
    private static final int FLIGHT = 3;
    private static final int REST = 4;
    private static final double SHAKE = 0.06;

    private final Random random = new Random(17);
    private final int[] siteOf = new int[IONS];
    private final boolean[] taken = new boolean[SITES];
    /** Unwrapped positions in cells, and how far the ion is on its way there from the one before. */
    private final double[][] to = new double[IONS][3];
    private final double[][] from = new double[IONS][3];
    private final int[] since = new int[IONS];
    private int hops;

    private VacancyCrystal() {
        for (int i = 0; i < IONS; i++) {
            siteOf[i] = i;
            taken[i] = true;
            to[i] = position(i);
            from[i] = position(i);
            since[i] = FLIGHT;
        }
    }

    /** Writes the files and tells how many hops there are. */
    static int write(final Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("crystal.POSCAR"), "LiS\n1.0\n3.2 0 0\n0 3.2 0\n0 0 3.2\nLi S\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n");
        Files.writeString(folder.resolve("half.POSCAR"), "LiS with one of two Li\n1.0\n3.2 0 0\n0 6.4 0\n0 0 3.2\nLi S\n1 2\nDirect\n0 0 0\n"
            + "0.5 0.25 0.5\n0.5 0.75 0.5\n");
        final VacancyCrystal crystal = new VacancyCrystal();
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(folder.resolve("crystal.xyz.gz"))), StandardCharsets.UTF_8)) {
            for (int f = 0; f < FRAMES; f++) {
                if (f < FRAMES - 2 * (FLIGHT + REST)) {
                    crystal.tryHop();
                }
                crystal.frame(out);
            }
        }
        return crystal.hops;
    }

    private static double[] position(final int site) {
        return new double[] {site % 2, site / 2 % 2, site / 4};
    }

    private void tryHop() {
        final int ion = random.nextInt(IONS);
        final int axis = random.nextInt(3);
        final int sign = random.nextBoolean() ? 1 : -1;
        final double[] c = position(siteOf[ion]);
        c[axis] = Math.floorMod((int)c[axis] + sign, CELLS[axis]);
        final int target = (int)(c[0] + 2 * c[1] + 4 * c[2]);
        if (!taken[target] && since[ion] >= FLIGHT + REST) {
            taken[siteOf[ion]] = false;
            taken[target] = true;
            siteOf[ion] = target;
            from[ion] = to[ion].clone();
            to[ion][axis] += sign;
            since[ion] = 0;
            hops++;
        }
    }

    private void frame(final Writer out) throws IOException {
        out.write(String.format(Locale.ROOT, "%d%nLattice=\"%.1f 0 0 0 %.1f 0 0 0 %.1f\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"%n", IONS + SITES,
            CELLS[0] * EDGE, CELLS[1] * EDGE, CELLS[2] * EDGE).replace("\r", ""));
        final double[] x = new double[3];
        for (int i = 0; i < IONS; i++) {
            since[i]++;
            final double way = Math.min(1, since[i] / (double)FLIGHT);
            for (int k = 0; k < 3; k++) {
                x[k] = from[i][k] + way * (to[i][k] - from[i][k]);
            }
            atom(out, "Li", x);
        }
        for (int s = 0; s < SITES; s++) {
            final double[] p = position(s);
            for (int k = 0; k < 3; k++) {
                x[k] = p[k] + 0.5;
            }
            atom(out, "S", x);
        }
    }

    private void atom(final Writer out, final String element, final double[] cells) throws IOException {
        out.write(element);
        for (int k = 0; k < 3; k++) {
            final double length = CELLS[k] * EDGE;
            final double r = cells[k] * EDGE + SHAKE * random.nextGaussian();
            out.write(String.format(Locale.ROOT, " %.3f", r - length * Math.floor(r / length)));
        }
        out.write("\n");
    }
}

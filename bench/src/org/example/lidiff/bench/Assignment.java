package org.example.lidiff.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.SiteAssignment;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FileJoining;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.StructureReader;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/** Nearest sites over all periodic images, beside site-analysis and GEMDAT on the same positions, and beside a search of all images. */
final class Assignment {

    private static final Element LI = Element.of(3);
    private static final int CHECKED = 20_000;

    private Assignment() {
    }

    static void run(final Bench bench) throws IOException, InterruptedException {
        final Table table = new Table("site assignment", "sites", "10⁶ atom-frames", "10⁶ atom-frames/s a core", "the same with detection of hops",
            "10⁶ atom-frames/s site-analysis", "10⁶ atom-frames/s KD-tree as in GEMDAT", "ours / site-analysis", "ours / KD-tree", "wrong of " + CHECKED
                + ", all images searched", "other than site-analysis");
        final Path shared = Path.of(System.getProperty("bench.shared", "../shared/data")).resolve("argyrodite-Li6PS5Cl-50p");
        if (Files.isDirectory(shared)) {
            argyrodite(bench, table, shared);
        } else {
            System.err.println("SKIPPED: there is no " + shared);
        }
        skewed(bench, table);
        table.print();
    }

    private static void argyrodite(final Bench bench, final Table table, final Path shared) throws IOException, InterruptedException {
        final List<Path> files = new ArrayList<>();
        for (int n = 1; n <= 6; n++) {
            files.add(shared.resolve("run" + n + ".XDATCAR.gz"));
        }
        final Path target = bench.file("argyrodite.lidiff");
        Files.deleteIfExists(target);
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            TrajectoryReader.read(files, ReadOptions.defaults().withTimeStepFs(100).withJoining(FileJoining.JOIN), writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        final TrajectorySet set = TrajectorySetFile.open(target);
        final Trajectory run = set.runs().get(0);
        final SiteNetwork unit = SiteNetwork.ofStructure(StructureReader.read(shared.resolve("sites.cif")).structure(), LI, List.of("T2", "T5"));
        final SiteNetwork sites = unit.supercell(2, 0, 0, 0, 2, 0, 0, 0, 2).withCell(Unwrapper.meanCell(run, Progress.NONE));
        final double detection = bench.best(() -> HopDetector.of(unit, HopOptions.defaults()).detect(set, Progress.NONE));
        measure(bench, table, "argyrodite, 6 × XDATCAR", sites, lithium(run), count(run), detection);
    }

    private static int count(final Trajectory run) {
        int n = 0;
        for (final int z : run.atomicNumbers()) {
            n += z == 3 ? 1 : 0;
        }
        return n;
    }

    /** Unwrapped fractional positions of the ions, frame by frame. */
    private static double[] lithium(final Trajectory run) {
        final int[] z = run.atomicNumbers();
        final double[] x = new double[3 * count(run) * (int)run.frames()];
        int n = 0;
        try (Unwrapper u = Unwrapper.open(run, UnwrapOptions.defaults())) {
            while (u.advance(1) > 0) {
                for (int i = 0; i < z.length; i++) {
                    if (z[i] == 3) {
                        System.arraycopy(u.fractional(), 3 * i, x, n, 3);
                        n += 3;
                    }
                }
            }
        }
        return x;
    }

    /** Ions that jump about in a skewed cell. */
    private static void skewed(final Bench bench, final Table table) throws IOException, InterruptedException {
        final Random random = new Random(1);
        final int ions = 500;
        final int frames = bench.count(4000);
        final SiteNetwork sites = SiteNetwork.of(Cell.of(20, 0, 0, 17, 18, 0, -14, 9, 15), grid(random), Collections.nCopies(1000, "A"), LI);
        final double[] x = new double[3 * ions * frames];
        for (int f = 0; f < frames; f++) {
            for (int k = 0; k < 3 * ions; k++) {
                x[3 * ions * f + k] = f == 0 ? random.nextDouble() : x[3 * ions * (f - 1) + k] + 0.01 * random.nextGaussian();
            }
        }
        measure(bench, table, "skewed cell, walk of 0.3 Å a frame", sites, x, ions, Double.NaN);
    }

    private static double[] grid(final Random random) {
        final double[] x = new double[3000];
        for (int n = 0; n < 1000; n++) {
            x[3 * n] = (n / 100 + 0.5 * random.nextDouble()) / 10;
            x[3 * n + 1] = (n / 10 % 10 + 0.5 * random.nextDouble()) / 10;
            x[3 * n + 2] = (n % 10 + 0.5 * random.nextDouble()) / 10;
        }
        return x;
    }

    private static void measure(final Bench bench, final Table table, final String name, final SiteNetwork sites, final double[] x, final int ions,
        final double detection) throws IOException, InterruptedException {
        final SiteAssignment assignment = SiteAssignment.of(sites);
        final int[] found = new int[x.length / 3];
        // short data are gone through until a second is full: the processor clock ticks every 10 ms
        final int rounds = Math.max(1, 10_000_000 / found.length);
        final double seconds = bench.best(() -> {
            for (int r = 0; r < rounds; r++) {
                assign(assignment, x, ions, found);
            }
        }) / rounds;
        final double millions = 1e-6 * found.length;
        final Path file = bench.file("assignment.bin");
        write(file, sites, x, ions);
        final double voronoi = bench.peer("assignment.py", "site-analysis", file.toString());
        final int different = Double.isNaN(voronoi) ? 0 : differences(bench.file("assignment.bin.out"), found);
        final double tree = bench.peer("assignment.py", "kdtree", file.toString());
        table.row(name, sites.size(), millions, millions / seconds, millions / detection, millions / voronoi, millions / tree, voronoi / seconds,
            tree / seconds, wrong(sites, x, found), Double.isNaN(voronoi) ? Double.NaN : different);
    }

    private static void assign(final SiteAssignment assignment, final double[] x, final int ions, final int[] found) {
        final SiteAssignment.Query query = assignment.query();
        final int[] last = new int[ions];
        Arrays.fill(last, -1);
        final double[] images = new double[3 * ions];
        for (int n = 0; n < found.length; n++) {
            final int i = n % ions;
            query.nearest(x[3 * n], x[3 * n + 1], x[3 * n + 2], last[i], images, i);
            last[i] = query.site();
            for (int a = 0; a < 3; a++) {
                images[3 * i + a] = query.image(a);
            }
            found[n] = last[i];
        }
    }

    /** How many of some assignments are not to the nearest site of all images. */
    private static int wrong(final SiteNetwork sites, final double[] x, final int[] found) {
        final Cell cell = sites.cell();
        final int stride = Math.max(1, found.length / CHECKED);
        int wrong = 0;
        for (int n = 0; n < CHECKED && n * stride < found.length; n++) {
            final int at = 3 * n * stride;
            // no image of the site that was found can be nearer than this without lying in reach of it
            final double own = nearest(sites, x, at, found[n * stride], 0.5 * (cell.length(0) + cell.length(1) + cell.length(2)));
            for (int s = 0; s < sites.size(); s++) {
                if (nearest(sites, x, at, s, own) < own * (1 - 1e-12)) {
                    wrong++;
                    break;
                }
            }
        }
        return wrong;
    }

    /** Distance to the nearest image of a site of those whose fractional distances are at most reach over height; infinite without. */
    private static double nearest(final SiteNetwork sites, final double[] x, final int at, final int site, final double reach) {
        final Cell cell = sites.cell();
        final double[] y = new double[3];
        final int[] low = new int[3];
        final int[] high = new int[3];
        for (int a = 0; a < 3; a++) {
            y[a] = x[at + a] - sites.fractional(site, a);
            low[a] = (int)Math.ceil(y[a] - reach / cell.height(a));
            high[a] = (int)Math.floor(y[a] + reach / cell.height(a));
        }
        double best = Double.POSITIVE_INFINITY;
        final double[] d = new double[3];
        for (int a = low[0]; a <= high[0]; a++) {
            for (int b = low[1]; b <= high[1]; b++) {
                for (int c = low[2]; c <= high[2]; c++) {
                    d[0] = y[0] - a;
                    d[1] = y[1] - b;
                    d[2] = y[2] - c;
                    cell.toCartesian(d, 0, d, 0);
                    best = Math.min(best, d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
                }
            }
        }
        return Math.sqrt(best);
    }

    /** Numbers of sites, ions and frames, cell, sites, positions: doubles in the order of the machine. */
    private static void write(final Path file, final SiteNetwork sites, final double[] x, final int ions) throws IOException {
        final ByteBuffer out = ByteBuffer.allocate(8 * (12 + 3 * sites.size() + x.length)).order(ByteOrder.LITTLE_ENDIAN);
        out.putDouble(sites.size()).putDouble(ions).putDouble(x.length / 3.0 / ions);
        for (final double v : sites.cell().rows()) {
            out.putDouble(v);
        }
        for (final double v : sites.fractionalPositions()) {
            out.putDouble(v);
        }
        for (final double v : x) {
            out.putDouble(v);
        }
        Files.write(file, out.array());
    }

    private static int differences(final Path file, final int[] found) throws IOException {
        final ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int n = 0;
        for (int k = 0; in.remaining() >= 4; k++) {
            n += in.getInt() != found[k] ? 1 : 0;
        }
        return n;
    }
}

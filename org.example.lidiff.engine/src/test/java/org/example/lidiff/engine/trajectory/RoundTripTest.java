package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trajectory and structure of the shared data, loaded, written in each format and read again, is what was loaded. */
class RoundTripTest {

    // half of the tenth decimal, and the reader's rounding
    private static final double DECIMALS = 5.1e-11;
    private static final boolean THOROUGH = Boolean.getBoolean("lidiff.thorough");

    @TempDir
    private Path folder;

    /** What is read: a name for the report, options, files. */
    record Source(ReadOptions options, String... files) {
        @Override
        public String toString() {
            return String.join(" ", files);
        }
    }

    static Stream<Source> sources() {
        final ReadOptions files = ReadOptions.defaults();
        final ReadOptions points = files.withKind(RunKind.INDEPENDENT);
        final ReadOptions dump = files.withTimeStepFs(100).withSpecies(Map.of("1", "Li", "2", "Si"));
        final String disorder = "argyrodite-Li6PS5Cl-50p/run";
        return Stream.of(
            // the two short runs of six; all joined with the full counts
            THOROUGH ? new Source(files.withTimeStepFs(100), disorder + "1.XDATCAR.gz", disorder + "2.XDATCAR.gz", disorder + "3.XDATCAR.gz",
                disorder + "4.XDATCAR.gz", disorder + "5.XDATCAR.gz", disorder + "6.XDATCAR.gz")
                : new Source(files.withTimeStepFs(100).withStride(10), disorder + "5.XDATCAR.gz", disorder + "6.XDATCAR.gz"),
            new Source(files.withCell(Cell.of(14.21, 0, 0, 0, 14.21, 0, 0, 0, 14.21)).withStride(THOROUGH ? 1 : 10),
                "koh-water-cp2k/100_steps_4koh.xyz"),
            new Source(files, "lisi-cp2k/perfect-900K/LiSi-pos-1.xyz"),
            new Source(files, "lisi-cp2k/two-vacancies-1000K/LiSi-2vac-pos-1.xyz"),
            new Source(files, "lisi-cp2k/short-2fs/lisi-pos-1.xyz"),
            new Source(files.withStride(THOROUGH ? 1 : 20), "lisi-meam/LiSi-vacancy-900K.extxyz.gz"),
            new Source(files.withStride(THOROUGH ? 1 : 20), "lisi-meam/LiSi-vacancy-1050K.extxyz.gz"),
            new Source(dump.withStride(THOROUGH ? 1 : 10), "lisi-meam/LiSi-vacancy-900K.dump.gz"),
            new Source(dump.withStride(THOROUGH ? 1 : 10), "lisi-meam/LiSi-vacancy-1050K.dump.gz"),
            new Source(points, "mlearn-Li-Si/Li_training.extxyz"),
            new Source(points, "mlearn-Li-Si/Si_training.extxyz"),
            new Source(points, "mos2-nep/train.xyz"),
            new Source(files.withTimeStepFs(1), "vasp/Si8.vasprun.xml"),
            new Source(points, "vasp/HfO.OUTCAR.1", "vasp/HfO.OUTCAR.2"),
            new Source(files.withTimeStepFs(10), "xdatcar-malformed/XDATCAR_ok"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void writtenAndReadAgainIsTheSame(final Source source) {
        final Reading loaded = Reading.of(folder, source.options, Stream.of(source.files).map(SharedData::path).toArray(Path[]::new));
        assertTrue(loaded.set.frames() > 0);
        int number = 0;
        for (final Trajectory run : loaded.set.runs()) {
            final FrameBlock expected = Reading.frames(run);
            for (final ExportFormat format : ExportFormat.values()) {
                if (!format.holdsOneFrame() && (format != ExportFormat.GPUMD_XYZ
                    || run.quantities().containsAll(EnumSet.of(Quantity.ENERGY, Quantity.FORCES)))) {
                    check(run, expected, format, ++number);
                }
            }
            poscar(run, expected, ++number);
        }
    }

    private void check(final Trajectory run, final FrameBlock expected, final ExportFormat format, final int number) {
        final Path file = folder.resolve(number + "-" + format);
        final WrittenFile written = TrajectoryExport.write(List.of(run), file, ExportOptions.of(format), Progress.NONE).files().get(0);
        assertEquals(expected.frames(), written.frames() + written.framesLeftOut());
        // labels of some frames only would make other runs of independent frames
        final boolean dynamics = run.info().kind() == RunKind.CONTINUOUS && written.framesLeftOut() == 0;
        final ReadOptions options = dynamics ? ReadOptions.defaults().withDropUnconverged(false)
            : ReadOptions.defaults().withKind(RunKind.INDEPENDENT);
        final boolean timed = format == ExportFormat.EXTENDED_XYZ || !dynamics || Double.isNaN(run.info().frameIntervalFs());
        final Reading reading = Reading.of(folder, timed ? options : options.withTimeStepFs(run.info().frameIntervalFs()), written.path());
        assertEquals(1, reading.set.runs().size(), format.title());
        final Trajectory again = reading.set.runs().get(0);
        assertEquals(written.frames(), again.frames(), format.title());
        assertArrayEquals(run.atomicNumbers(), again.atomicNumbers());
        if (dynamics && run.frames() > 1) {
            assertEquals(run.info().frameIntervalFs(), again.info().frameIntervalFs(), 1e-9, format.title());
        }
        final FrameBlock found = Reading.frames(again);
        int g = 0;
        for (int f = 0; f < expected.frames(); f++) {
            if (format == ExportFormat.GPUMD_XYZ && (Double.isNaN(expected.energies()[f]) || Double.isNaN(expected.forces()[3 * run.atoms() * f]))) {
                continue;
            }
            frame(run, again, format, new Pair(expected, f, found, g++));
        }
        delete(written.path());
    }

    private static void delete(final Path file) {
        assertTrue(file.toFile().delete());
    }

    /** Frame f of what was loaded and frame g of what was read again. */
    private record Pair(FrameBlock expected, int f, FrameBlock found, int g) {

        int atoms() {
            return expected.atoms();
        }

        Cell cell() {
            return Cell.of(Arrays.copyOfRange(expected.cells(), 9 * f, 9 * f + 9));
        }

        Cell cellAgain() {
            return Cell.of(Arrays.copyOfRange(found.cells(), 9 * g, 9 * g + 9));
        }

        double[] before(final Quantity quantity) {
            return slice(InMemoryTrajectory.array(expected, quantity), quantity, f);
        }

        double[] after(final Quantity quantity) {
            return slice(InMemoryTrajectory.array(found, quantity), quantity, g);
        }

        private double[] slice(final double[] all, final Quantity quantity, final int frame) {
            final int w = quantity.width(atoms());
            return Arrays.copyOfRange(all, w * frame, w * frame + w);
        }
    }

    private static void frame(final Trajectory run, final Trajectory again, final ExportFormat format, final Pair p) {
        final int w = 3 * p.atoms();
        final double[] x = Arrays.copyOfRange(p.expected.positions(), w * p.f, w * p.f + w);
        final double[] y = Arrays.copyOfRange(p.found.positions(), w * p.g, w * p.g + w);
        final boolean turned = format == ExportFormat.LAMMPS_DUMP;
        if (turned) {
            samePlaces(p.cell(), x, p.cellAgain(), y, run.info().unwrapped());
        } else {
            assertArrayEquals(p.cell().rows(), p.cellAgain().rows(), DECIMALS);
            if (format == ExportFormat.XDATCAR) {
                samePlaces(p.cell(), x, p.cellAgain(), y, false);
            } else {
                assertArrayEquals(x, y, DECIMALS);
            }
        }
        if (format == ExportFormat.XDATCAR) {
            assertEquals(Set.of(), again.quantities());
            return;
        }
        if (format == ExportFormat.EXTENDED_XYZ || format == ExportFormat.LAMMPS_DUMP && countsEvenly(run, p.expected)) {
            assertEquals(p.expected.steps()[p.f], p.found.steps()[p.g], "step");
        }
        // ten decimals; LAMMPS has Å/ps where we have Å/fs, extended XYZ fourteen decimals
        vectors(Quantity.FORCES, p, again, turned, DECIMALS);
        if (format != ExportFormat.GPUMD_XYZ) {
            vectors(Quantity.VELOCITIES, p, again, turned, turned ? 1e-3 * DECIMALS : 1e-14);
        }
        if (!turned) {
            if (run.quantities().contains(Quantity.ENERGY)) {
                assertEquals(p.before(Quantity.ENERGY)[0], has(p, again, Quantity.ENERGY) ? p.after(Quantity.ENERGY)[0] : Double.NaN);
            }
            stress(run, again, format, p);
        }
    }

    /** Whether step numbers are those that a program would write: a dump has such ones in any case. */
    private static boolean countsEvenly(final Trajectory run, final FrameBlock block) {
        boolean even = run.info().kind() == RunKind.CONTINUOUS;
        for (int f = 1; f < block.frames(); f++) {
            even &= block.steps()[f] - block.steps()[f - 1] == block.steps()[1] - block.steps()[0] && block.steps()[f] > block.steps()[f - 1];
        }
        return even;
    }

    private static boolean has(final Pair p, final Trajectory again, final Quantity quantity) {
        return again.quantities().contains(quantity) && !Double.isNaN(p.after(quantity)[0]);
    }

    /** Fractional positions are the same, up to lattice translations unless {@code paths}. */
    private static void samePlaces(final Cell cell, final double[] x, final Cell cellAgain, final double[] y, final boolean paths) {
        assertEquals(cell.volume(), cellAgain.volume(), 1e-9 * cell.volume());
        final double[] s = new double[3];
        final double[] t = new double[3];
        for (int i = 0; i < x.length; i += 3) {
            cell.toFractional(x, i, s, 0);
            cellAgain.toFractional(y, i, t, 0);
            for (int k = 0; k < 3; k++) {
                final double d = t[k] - s[k];
                // decimals of a position, of the cell (times how many cells away the atom is), or of a fraction
                assertEquals(paths ? 0 : Math.rint(d), d, 5 * DECIMALS * (1 + Math.abs(s[k])), "atom " + i / 3);
            }
        }
    }

    /** Vectors are the same, or have the same products with the lattice vectors where the crystal was turned. */
    private static void vectors(final Quantity quantity, final Pair p, final Trajectory again, final boolean turned, final double tolerance) {
        if (!p.expected.quantities().contains(quantity)) {
            assertFalse(again.quantities().contains(quantity));
            return;
        }
        final double[] v = p.before(quantity);
        if (Double.isNaN(v[0])) {
            assertFalse(has(p, again, quantity));
            return;
        }
        final double[] u = p.after(quantity);
        if (!turned) {
            assertArrayEquals(v, u, tolerance, quantity.name());
            return;
        }
        final Cell a = p.cell();
        final Cell b = p.cellAgain();
        for (int i = 0; i < v.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                final double before = v[i] * a.get(k, 0) + v[i + 1] * a.get(k, 1) + v[i + 2] * a.get(k, 2);
                final double after = u[i] * b.get(k, 0) + u[i + 1] * b.get(k, 1) + u[i + 2] * b.get(k, 2);
                final double size = Math.abs(v[i]) + Math.abs(v[i + 1]) + Math.abs(v[i + 2]);
                assertEquals(before, after, 3 * (tolerance * a.length(k) + DECIMALS * size), quantity + " of atom " + i / 3);
            }
        }
    }

    private static void stress(final Trajectory run, final Trajectory again, final ExportFormat format, final Pair p) {
        final StressKind kind = run.info().stressKind();
        final boolean label = run.quantities().contains(Quantity.STRESS) && !Double.isNaN(p.before(Quantity.STRESS)[0])
            && (kind == StressKind.POTENTIAL || format == ExportFormat.EXTENDED_XYZ);
        assertEquals(label, has(p, again, Quantity.STRESS), "a stress with kinetic part must not come back as a virial");
        if (label) {
            assertEquals(kind, again.info().stressKind());
            // a virial W = -σV is printed with ten decimals, and the volume has those of the cell
            final double tolerance = format == ExportFormat.GPUMD_XYZ ? 2 * DECIMALS / p.cell().volume() + 1e-14 : 1e-14;
            final double[] sigma = p.before(Quantity.STRESS);
            for (int k = 0; k < 9; k++) {
                assertEquals(sigma[k], p.after(Quantity.STRESS)[k], tolerance + 1e-10 * Math.abs(sigma[k]));
            }
        }
    }

    private void poscar(final Trajectory run, final FrameBlock expected, final int number) {
        final Path file = folder.resolve(number + "-POSCAR");
        TrajectoryExport.write(List.of(run), file, ExportOptions.of(ExportFormat.POSCAR).withFrames(-1, -1), Progress.NONE);
        final int last = expected.frames() - 1;
        final Structure s = StructureReader.read(file).structure();
        assertArrayEquals(run.atomicNumbers(), s.atomicNumbers());
        final Cell cell = Cell.of(Arrays.copyOfRange(expected.cells(), 9 * last, 9 * last + 9));
        assertArrayEquals(cell.rows(), s.cell().rows(), 1e-14);
        final int w = 3 * run.atoms();
        samePlaces(cell, Arrays.copyOfRange(expected.positions(), w * last, w * last + w), s.cell(), s.positions(), false);
        delete(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lisi-structures/Li12Si7", "lisi-structures/Li13Si4", "lisi-structures/Li15Si4", "lisi-structures/Li7Si3",
        "lisi-structures/LiSi", "argyrodite-Li6PS5Cl-50p/sites"})
    void crystalsComeBack(final String name) {
        for (final String extension : new String[] {".cif", ".POSCAR"}) {
            if (!extension.equals(".cif") && !SharedData.has(name + extension)) {
                continue;
            }
            final Structure s = StructureReader.read(SharedData.path(name + extension)).structure();
            StructureWriter.poscar(s, folder.resolve("POSCAR"));
            final Structure again = StructureReader.read(folder.resolve("POSCAR")).structure();
            assertArrayEquals(s.atomicNumbers(), again.atomicNumbers());
            // numbers from 10 on have all digits
            assertArrayEquals(s.cell().rows(), again.cell().rows(), 1e-14);
            samePlaces(s.cell(), s.positions(), again.cell(), again.positions(), false);
            StructureWriter.lammpsData(s, folder.resolve("data"));
            data(s);
        }
    }

    /** Reads the LAMMPS data file by what LAMMPS' documentation says of it. */
    private void data(final Structure s) {
        final List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve("data"));
        } catch (final java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        final double[] rows = new double[9];
        for (final String line : lines) {
            final String[] w = line.strip().split("\\s+");
            for (int k = 0; k < 3; k++) {
                if (line.endsWith("xyz".charAt(k) + "hi")) {
                    assertEquals("0", w[0]);
                    rows[4 * k] = Double.parseDouble(w[1]);
                }
            }
            if (line.endsWith("xy xz yz")) {
                rows[3] = Double.parseDouble(w[0]);
                rows[6] = Double.parseDouble(w[1]);
                rows[7] = Double.parseDouble(w[2]);
            }
        }
        final int first = lines.indexOf("Atoms # atomic") + 2;
        final double[] x = new double[3 * s.size()];
        for (int i = 0; i < s.size(); i++) {
            final String[] w = lines.get(first + i).split(" ");
            assertEquals(i + 1, Integer.parseInt(w[0]));
            assertEquals(s.element(i), s.elements().get(Integer.parseInt(w[1]) - 1));
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = Double.parseDouble(w[2 + k]);
            }
        }
        samePlaces(s.cell(), s.positions(), Cell.of(rows), x, false);
        for (final Element element : s.elements()) {
            final String[] w = lines.get(lines.indexOf("Masses") + 2 + s.elements().indexOf(element)).split(" ");
            assertEquals(element.mass(), Double.parseDouble(w[1]));
            assertEquals(element.symbol(), w[3]);
        }
    }
}

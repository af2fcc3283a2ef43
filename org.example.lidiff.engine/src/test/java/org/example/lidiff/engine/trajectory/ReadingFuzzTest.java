package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

import com.sun.management.ThreadMXBean;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files of every format: read, or refused with a message for the user, and nothing else. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ReadingFuzzTest {

    private static final int COUNT = Boolean.getBoolean("lidiff.thorough") ? 100_000 : 2_000;
    private static final String[] NUMBERS = {"", "-1", "0", "1e999", "NaN", "99999999999", "2147483647", "1e-320", "-", "i", "\0", "é",
        "123456789012345678901234567890", "19999999", "\n", "\n\n", "\"", "'", "<", "&x;", "=", "#", ";", "9".repeat(500)};

    // a hang, not slowness: the machine may stand still for a while
    private static final long MOST_NANOSECONDS = 30_000_000_000L;
    // the largest count that is believed before the file ends, 1032 times the bytes of a compressed file, is far below
    private static final long MOST_BYTES = 64 << 20;

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    private static String mutate(final String text, final Random random) {
        final StringBuilder s = new StringBuilder(text);
        final int changes = 1 + random.nextInt(4);
        for (int n = 0; n < changes && s.length() > 2; n++) {
            final int at = random.nextInt(s.length());
            final int end = Math.min(s.length(), at + 1 + random.nextInt(random.nextBoolean() ? 4 : 60));
            switch (random.nextInt(6)) {
                case 0 -> s.setCharAt(at, (char)random.nextInt(256));
                case 1 -> s.delete(at, end);
                case 2 -> s.insert(random.nextInt(s.length()), s.substring(at, end));
                case 3 -> s.setLength(at);
                case 4 -> s.replace(at, end, NUMBERS[random.nextInt(NUMBERS.length)]);
                default -> replaceWord(s, at, NUMBERS[random.nextInt(NUMBERS.length)]);
            }
        }
        return s.toString();
    }

    private static void replaceWord(final StringBuilder s, final int at, final String word) {
        int from = at;
        int to = at;
        while (from > 0 && s.charAt(from - 1) > ' ') {
            from--;
        }
        while (to < s.length() && s.charAt(to) > ' ') {
            to++;
        }
        s.replace(from, to, word);
    }

    private void check(final Map<String, String> files, final String opened, final TrajectoryFormat format) {
        final Random random = new Random(20261121);
        int refused = 0;
        for (int n = 0; n < COUNT; n++) {
            final String[] names = files.keySet().toArray(new String[0]);
            final String damaged = names[random.nextInt(names.length)];
            for (final String name : names) {
                write(name, name.equals(damaged) ? mutate(files.get(name), random) : files.get(name), n % 16 == 0);
            }
            ReadOptions options = ReadOptions.defaults().withFormat(n % 2 == 0 ? format : TrajectoryFormat.AUTO)
                .withSpecies(Map.of("1", "Li", "2", "Si"));
            options = n % 3 == 0 ? options.withKind(RunKind.INDEPENDENT) : n % 3 == 1 ? options : options.withTimeStepFs(2);
            options = n % 7 == 0 ? options.withSampleFrames(2) : options;
            final int n0 = n;
            final long started = System.nanoTime();
            final long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            try (TrajectorySetWriter writer = TrajectorySetWriter.create(folder.resolve("out"))) {
                TrajectoryReader.read(List.of(folder.resolve(opened)), options, writer, Progress.NONE);
                // finishing waits for the disk
                if (n % 50 == 0) {
                    writer.finish(Optional.empty(), Provenance.NONE);
                }
            } catch (final InputException e) {
                refused++;
                assertTrue(e.getMessage().length() < 2000);
            } catch (final RuntimeException | Error e) {
                throw new AssertionError("case " + n + " of " + format + ", " + damaged + ":\n" + read(damaged), e);
            }
            assertBounded(System.nanoTime() - started, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated,
                () -> "case " + n0 + " of " + format + ", " + damaged + ":\n" + read(damaged));
        }
        // a mutation that is never noticed would mean that nothing is checked
        assertTrue(refused > COUNT / 10, refused + " of " + COUNT);
    }

    /** A file of some kilobytes takes milliseconds and, with its compressed twin, less than a megabyte. */
    private static void assertBounded(final long nanoseconds, final long bytes, final Supplier<String> what) {
        assertTrue(nanoseconds < MOST_NANOSECONDS, () -> nanoseconds / 1_000_000 + " ms: " + what.get());
        assertTrue(bytes < MOST_BYTES, () -> bytes + " bytes: " + what.get());
    }

    private String read(final String name) {
        try {
            return new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.ISO_8859_1);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(final String name, final String text, final boolean compressed) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            if (compressed) {
                final ByteArrayOutputStream packed = new ByteArrayOutputStream();
                try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                    out.write(bytes);
                }
                bytes = packed.toByteArray();
                // some stay whole, so that what is in them is read
                if (text.length() % 3 > 0) {
                    bytes[bytes.length * 2 / 3] ^= 4;
                }
            }
            Files.write(folder.resolve(name), bytes);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String xyz(final String comment, final String columns) {
        final StringBuilder text = new StringBuilder();
        for (int f = 0; f < 4; f++) {
            text.append("3\n").append(comment.replace("@", Integer.toString(f))).append('\n');
            for (int i = 0; i < 3; i++) {
                text.append(i == 2 ? "Si" : "Li").append(columns.replace("@", Integer.toString(i))).append('\n');
            }
        }
        return text.toString();
    }

    @Test
    void xdatcar() {
        final StringBuilder text = new StringBuilder("title\n 1.0\n 4 0 0\n 0 5 0\n 1 0 6\n Li Si\n 2 1\n");
        for (int f = 1; f < 5; f++) {
            text.append("Direct configuration=     ").append(f).append("\n 0.1 0.2 0.3\n 0.5 0.5 0.5\n -0.1 0.0 0.9\n");
        }
        check(Map.of("XDATCAR", text.toString()), "XDATCAR", TrajectoryFormat.XDATCAR);
    }

    @Test
    void extendedXyz() {
        check(Map.of("a.xyz", xyz("Lattice=\"4 0 0 0 5 0 0 0 6\" Properties=species:S:1:pos:R:3:forces:R:3:momenta:R:3 energy=-1.5 step=@ "
            + "time_fs=@ virial=\"1 2 3 2 5 6 3 6 9\" pbc=\"T T T\"", " 1.@ 2.0 3.0 0.1 0.2 0.3 0 0 1")), "a.xyz",
            TrajectoryFormat.EXTENDED_XYZ);
    }

    @Test
    void cp2k() {
        final Map<String, String> files = new LinkedHashMap<>();
        files.put("P-pos-1.xyz", xyz(" i = @, time = @.000, E = -1.5", " 1.@ 2.0 3.0"));
        files.put("P-frc-1.xyz", xyz(" i = @, time = @.000, E = -1.5", " 0.@ 2.0 3.0"));
        final StringBuilder ener = new StringBuilder("# Step Nr. Time[fs] Kin.[a.u.] Temp[K] Pot.[a.u.] Cons Qty[a.u.] UsedTime[s]\n");
        final StringBuilder cell = new StringBuilder("# Step Time [fs] Ax [Angstrom] Ay\n");
        final StringBuilder stress = new StringBuilder("# Step Time [fs] xx [bar] xy [bar]\n");
        for (int f = 0; f < 4; f++) {
            ener.append(f).append(' ').append(f).append(".0 0.1 900 -1.5 -1.4 3.0\n");
            cell.append(f).append(' ').append(f).append(".0 4 0 0 0 5 0 0 0 6 120\n");
            stress.append(f).append(' ').append(f).append(".0 1 2 3 2 5 6 3 6 9\n");
        }
        files.put("P-1.ener", ener.toString());
        files.put("P-1.cell", cell.toString());
        files.put("P-1.stress", stress.toString());
        files.put("P-vel-1.xyz", xyz(" i = @, time = @.000, E = -1.5", " 0.@ 2.0 3.0"));
        check(files, "P-pos-1.xyz", TrajectoryFormat.CP2K);
    }

    @Test
    void lammpsDump() {
        final StringBuilder text = new StringBuilder("ITEM: UNITS\nmetal\n");
        for (int f = 0; f < 4; f++) {
            text.append("ITEM: TIMESTEP\n").append(50 * f).append("\nITEM: TIME\n").append(0.1 * f).append("\nITEM: NUMBER OF ATOMS\n3\n"
                + "ITEM: BOX BOUNDS xy xz yz pp pp pp\n0 5 1\n0 5 0\n0 6 0\nITEM: ATOMS id type xs ys zs ix iy iz vx vy vz fx fy fz q\n"
                + "2 1 0.1 0.2 0.3 0 0 1 1 2 3 4 5 6 0.5\n1 1 0.5 0.5 0.5 0 0 1 1 2 3 4 5 6 0.5\n3 2 0.9 0.9 0.3 0 0 1 1 2 3 4 5 6 0.5\n");
        }
        check(Map.of("d.dump", text.toString()), "d.dump", TrajectoryFormat.LAMMPS_DUMP);
    }

    @Test
    void vasprun() {
        check(Map.of("vasprun.xml", VaspReadingTest.vasprun(3, 2)), "vasprun.xml", TrajectoryFormat.VASPRUN);
    }

    @Test
    void outcar() {
        final StringBuilder text = new StringBuilder(" vasp.6.3.2 27Jun22\n executed on x\n   VRHFIN =Li: 1s\n   VRHFIN =Si: s2p2\n"
            + "   ions per type =               2   1\n   IBRION =      0    ionic\n   POTIM  = 2.0000    time-step\n");
        for (int f = 0; f < 3; f++) {
            text.append("---- aborting loop because EDIFF is reached ----\n  in kB      77.7    12.0    62.2     2.5     9.2    66.4\n"
                + "      direct lattice vectors                 reciprocal lattice vectors\n"
                + "     4.000000000  0.000000000  0.000000000     0.25 0 0\n     0.000000000  5.000000000  0.000000000     0 0.2 0\n"
                + "     0.000000000  0.000000000  6.000000000     0 0 0.1\n POSITION                          TOTAL-FORCE (eV/Angst)\n ------\n"
                + " 1 2 3 0.1 0.2 0.3\n 2 2 3 0.1 0.2 0.3\n 3 2 3 0.1 0.2 0.3\n ------\n"
                + "  free  energy   TOTEN  =     -2759.11555469 eV\n");
        }
        check(Map.of("OUTCAR", text.toString()), "OUTCAR", TrajectoryFormat.OUTCAR);
    }

    @Test
    void structureFiles() {
        final String poscar = "title\n2.0\n1 0 0\n0 2 0\n0 0 3\nLi Si\n2 1\nSelective\nDirect\n0.5 0.5 0.5 T T F\n0 0 0.25 F F F\n0 0.5 0 T T T\n";
        final String cif = "data_x\n_cell_length_a 4.0(2)\n_cell_length_b 4\n_cell_length_c 5\n_cell_angle_alpha 90\n_cell_angle_beta 90\n"
            + "_cell_angle_gamma 90.00(1)\nloop_\n_symmetry_equiv_pos_as_xyz\nx,y,z\n'-x, -y, z+1/2'\nloop_\n_atom_site_label\n"
            + "_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\nLi1 Li 0.1 0.2 0.3(1) 1\n"
            + "Si1 Si4+ 0 0 0 0.5\n";
        final Random random = new Random(5);
        for (int n = 0; n < 2 * COUNT; n++) {
            final String text = mutate(n % 2 == 0 ? poscar : cif, random);
            write("s", text, n % 16 < 2);
            final int n0 = n;
            final long started = System.nanoTime();
            final long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            try {
                StructureReader.read(folder.resolve("s"));
            } catch (final InputException e) {
                assertTrue(e.getMessage().length() < 2000);
            } catch (final RuntimeException | Error e) {
                throw new AssertionError("case " + n + ":\n" + text, e);
            }
            assertBounded(System.nanoTime() - started, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated,
                () -> "case " + n0 + ":\n" + text);
        }
    }

    @Test
    void fixedColumns() {
        // rows that are read by their places, damaged: more of them than the other tests have
        final StringBuilder xdatcar = new StringBuilder("title\n 1.0\n 4 0 0\n 0 5 0\n 1 0 6\n Li Si\n 20 1\n");
        for (int f = 1; f < 3; f++) {
            xdatcar.append("Direct configuration=     ").append(f).append('\n');
            for (int i = 0; i < 21; i++) {
                xdatcar.append(String.format(Locale.ROOT, " %12.8f%12.8f%12.8f\n", 0.1 * i, 0.5, -0.01 * i));
            }
        }
        check(Map.of("XDATCAR", xdatcar.toString()), "XDATCAR", TrajectoryFormat.XDATCAR);
    }
}

package org.example.lidiff.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Synthetic text trajectories of 100 Li and 100 Si, with the columns and digits that the programs write; "xyz-same" repeats one frame. */
final class TextData {

    static final int ATOMS = 200;

    private final byte[] bytes = new byte[1 << 20];
    private final Random random = new Random(1);
    private int n;

    /** Writes the format {@code kind} to {@code file} until it holds about {@code size} bytes; a name that ends in .gz is compressed. */
    static Path write(final String kind, final Path file, final long size) throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        final OutputStream raw = Files.newOutputStream(part);
        try (OutputStream out = file.toString().endsWith(".gz") ? new FastGzip(raw) : new BufferedOutputStream(raw, 1 << 16)) {
            new TextData().write(kind, out, size);
        }
        return Files.move(part, file);
    }

    private void write(final String kind, final OutputStream out, final long size) throws IOException {
        long written = 0;
        head(kind);
        for (int frame = 0; written < size; frame++) {
            frame(kind, frame);
            out.write(bytes, 0, n);
            written += n;
            n = 0;
        }
        if (kind.equals("vasprun")) {
            text("</modeling>\n");
            out.write(bytes, 0, n);
        }
    }

    private void head(final String kind) {
        switch (kind) {
            case "xdatcar" -> text("LiSi\n           1\n    20.000000    0.000000    0.000000\n     0.000000   20.000000    0.000000\n"
                + "     0.000000    0.000000   20.000000\n   Li   Si\n   100   100\n");
            case "outcar" -> text(" vasp.6.3.2 27Jun22\n executed on             LinuxIFC\n   VRHFIN =Li: 1s2s2p\n   VRHFIN =Si: s2p2\n"
                + "   ions per type =             100 100\n   IBRION =      0    ionic relax\n   POTIM  = 2.0000    time-step for ionic-motion\n");
            case "vasprun" -> {
                text("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<modeling>\n <incar>\n  <i name=\"POTIM\">      2.00000000</i>\n"
                    + "  <i type=\"int\" name=\"IBRION\">     0</i>\n </incar>\n <atominfo>\n  <array name=\"atoms\" >\n   <set>\n");
                for (int i = 0; i < ATOMS; i++) {
                    text("    <rc><c>" + (i < 100 ? "Li" : "Si") + "</c><c>   1</c></rc>\n");
                }
                text("   </set>\n  </array>\n </atominfo>\n");
            }
            default -> {
                // the other formats have no head
            }
        }
    }

    private void frame(final String kind, final int frame) {
        if (kind.equals("xyz-same")) {
            random.setSeed(1);
        }
        switch (kind) {
            case "xyz", "xyz-same" -> atoms("200\nLattice=\"20.0 0.0 0.0 0.0 20.0 0.0 0.0 0.0 20.0\" Properties=species:S:1:pos:R:3 pbc=\"T T T\"\n",
                "Li      ", "Si      ", new int[] {16, 16, 16}, 8, "\n");
            case "xyz-forces" -> atoms("200\nLattice=\"20.0 0.0 0.0 0.0 20.0 0.0 0.0 0.0 20.0\" Properties=species:S:1:pos:R:3:forces:R:3 "
                + "energy=-1234.56789012 pbc=\"T T T\"\n", "Li      ", "Si      ", new int[] {16, 16, 16, 16, 16, 16}, 8, "\n");
            case "xyz-compact" -> atoms("200\nLattice=\"20.0 0.0 0.0 0.0 20.0 0.0 0.0 0.0 20.0\" Properties=species:S:1:pos:R:3\n",
                "Li", "Si", new int[] {1, 1, 1}, 6, "\n");
            case "xyz-full" -> atoms("200\nLattice=\"20.0 0.0 0.0 0.0 20.0 0.0 0.0 0.0 20.0\" Properties=species:S:1:pos:R:3\n",
                "Li", "Si", new int[] {1, 1, 1}, 16, "\n");
            case "xdatcar" -> atoms("Direct configuration=" + padded(frame + 1, 6) + "\n", " ", " ", new int[] {12, 12, 12}, 8, "\n");
            case "cp2k" -> atoms("     200\n i = " + padded(frame, 8) + ", time = " + padded(frame, 9) + ".000, E =     -1234.5678901234\n",
                "  Li", "  Si", new int[] {20, 20, 20}, 10, "\n");
            case "lammps" -> lammps(frame);
            case "outcar" -> outcar();
            case "vasprun" -> vasprun();
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private void atoms(final String title, final String li, final String si, final int[] widths, final int digits, final String end) {
        text(title);
        for (int i = 0; i < ATOMS; i++) {
            text(i < 100 ? li : si);
            for (final int w : widths) {
                number(w, digits, li.equals(" ") ? 1 : 20);
            }
            text(end);
        }
    }

    private void lammps(final int frame) {
        text("ITEM: TIMESTEP\n" + 100 * frame + "\nITEM: NUMBER OF ATOMS\n200\nITEM: BOX BOUNDS pp pp pp\n0 20\n0 20\n0 20\n"
            + "ITEM: ATOMS id element x y z\n");
        for (int i = 0; i < ATOMS; i++) {
            text(i + 1 + (i < 100 ? " Li" : " Si"));
            for (int k = 0; k < 3; k++) {
                number(1, 5, 20);
            }
            text("\n");
        }
    }

    /** The tables that are read, and as many bytes of others, as OUTCARs have. */
    private void outcar() {
        for (int k = 0; k < 200; k++) {
            text("  band No.  band energies     occupation " + padded(k, 12) + "      2.00000\n");
        }
        text("------------------------ aborting loop because EDIFF is reached ----------------------------------------\n"
            + "  in kB      77.70000    12.00000    62.20000     2.50000     9.20000    66.40000\n"
            + "      direct lattice vectors                 reciprocal lattice vectors\n"
            + "    20.000000000  0.000000000  0.000000000     0.050000000  0.000000000  0.000000000\n"
            + "     0.000000000 20.000000000  0.000000000     0.000000000  0.050000000  0.000000000\n"
            + "     0.000000000  0.000000000 20.000000000     0.000000000  0.000000000  0.050000000\n");
        atoms(" POSITION                                       TOTAL-FORCE (eV/Angst)\n ------\n", "", "", new int[] {13, 13, 13, 17, 14, 14}, 5,
            "\n");
        text(" ------\n  free  energy   TOTEN  =     -2759.11555469 eV\n");
    }

    private void vasprun() {
        text(" <calculation>\n  <scstep>\n   <time name=\"total\">    1.29    1.30</time>\n  </scstep>\n  <structure>\n   <crystal>\n"
            + "    <varray name=\"basis\" >\n     <v>      20.00000000       0.00000000       0.00000000 </v>\n"
            + "     <v>       0.00000000      20.00000000       0.00000000 </v>\n     <v>       0.00000000       0.00000000      20.00000000 </v>\n"
            + "    </varray>\n   </crystal>\n");
        for (final String name : new String[] {"positions", "forces"}) {
            text("   <varray name=\"" + name + "\" >\n");
            for (int i = 0; i < ATOMS; i++) {
                text("    <v>");
                for (int k = 0; k < 3; k++) {
                    number(17, 8, 1);
                }
                text(" </v>\n");
            }
            text("   </varray>\n" + (name.equals("positions") ? "  </structure>\n" : ""));
        }
        text("  <varray name=\"stress\" >\n   <v>       1.0       0.0       0.0 </v>\n   <v>       0.0       1.0       0.0 </v>\n"
            + "   <v>       0.0       0.0       1.0 </v>\n  </varray>\n  <energy>\n   <i name=\"e_fr_energy\">   -1234.56789012 </i>\n  </energy>\n"
            + " </calculation>\n");
    }

    private static String padded(final long value, final int width) {
        return String.format("%" + width + "d", value);
    }

    private void text(final String text) {
        final byte[] b = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(b, 0, bytes, n, b.length);
        n += b.length;
    }

    /** A blank, or blanks up to {@code width}, and a number below {@code below}. */
    private void number(final int width, final int digits, final int below) {
        long unit = 1;
        for (int i = 0; i < digits; i++) {
            unit *= 10;
        }
        final long value = (random.nextLong() >>> 1) % (below * unit);
        final boolean negative = below > 1 && random.nextInt(8) == 0;
        final String whole = Long.toString(value / unit);
        final int length = whole.length() + 1 + digits + (negative ? 1 : 0);
        for (int i = Math.max(1, width - length); i > 0; i--) {
            bytes[n++] = ' ';
        }
        if (negative) {
            bytes[n++] = '-';
        }
        for (int i = 0; i < whole.length(); i++) {
            bytes[n++] = (byte)whole.charAt(i);
        }
        bytes[n++] = '.';
        long rest = value % unit;
        for (int i = digits - 1; i >= 0; i--) {
            bytes[n + i] = (byte)('0' + rest % 10);
            rest /= 10;
        }
        n += digits;
    }

    /** gzip at level 1, so that making the data does not take longer than measuring. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(final OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}

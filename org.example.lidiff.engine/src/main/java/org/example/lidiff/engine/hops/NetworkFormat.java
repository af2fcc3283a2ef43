package org.example.lidiff.engine.hops;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** The stored form of a jump network: version, options, sites, runs, messages. */
final class NetworkFormat {

    /** 2: kind of the sites, their framework. */
    private static final int VERSION = 2;
    private static final int MOST_SITES = 50_000_000;
    private static final int MOST_RUNS = 1_000_000;

    private NetworkFormat() {
    }

    static InputException damaged(final String finding) {
        return new InputException("The stored jump network is damaged. " + finding, "Detect the hops again.");
    }

    static int count(final int n, final int most, final String what) {
        if (n < 0 || n > most) {
            throw damaged("The number of " + what + " is " + n + ".");
        }
        return n;
    }

    static void write(final JumpNetwork network, final DataOutput out) throws IOException {
        out.writeInt(VERSION);
        final HopOptions o = network.options();
        out.writeDouble(o.coreFraction());
        out.writeDouble(o.minimumResidenceFs());
        out.writeUTF(o.folding().name());
        out.writeBoolean(o.coarseAllowed());
        out.writeUTF(o.kind().name());
        final SiteNetwork sites = network.sites();
        out.writeUTF(sites.mobile().symbol());
        out.writeInt(sites.size());
        for (final double x : sites.cell().rows()) {
            out.writeDouble(x);
        }
        for (int i = 0; i < sites.size(); i++) {
            out.writeUTF(sites.label(i));
            for (int a = 0; a < 3; a++) {
                out.writeDouble(sites.fractional(i, a));
            }
        }
        writeFramework(out, sites.framework());
        out.writeInt(network.runHops().size());
        for (final RunHops run : network.runHops()) {
            run.write(out, sites.size());
        }
        writeTexts(out, network.detectionWarnings());
        writeTexts(out, network.notes());
    }

    static JumpNetwork read(final DataInput in) throws IOException {
        final int version = in.readInt();
        if (version > VERSION) {
            throw new InputException("The jump network was written in version " + version + " of its format; this software reads version "
                + VERSION + ".", "Update Lidiff, or detect the hops again.");
        }
        if (version < 1) {
            throw damaged("Its version is " + version + ".");
        }
        final HopOptions options;
        final SiteNetwork sites;
        try {
            options = new HopOptions(in.readDouble(), in.readDouble(), HopOptions.Folding.valueOf(in.readUTF()), in.readBoolean(),
                version < 2 ? HopOptions.SiteKind.POINT : HopOptions.SiteKind.valueOf(in.readUTF()));
            sites = readSites(in, version);
        } catch (final IllegalArgumentException e) {
            throw damaged(e.getMessage() + ".");
        }
        final int runs = count(in.readInt(), MOST_RUNS, "runs");
        final List<RunHops> list = new ArrayList<>();
        for (int r = 0; r < runs; r++) {
            list.add(RunHops.read(in, sites.size()));
        }
        return new JumpNetwork(sites, options, list, readTexts(in), readTexts(in));
    }

    private static SiteNetwork readSites(final DataInput in, final int version) throws IOException {
        final Element mobile = Element.of(in.readUTF());
        final int size = count(in.readInt(), MOST_SITES, "sites");
        final double[] rows = new double[9];
        for (int i = 0; i < 9; i++) {
            rows[i] = in.readDouble();
        }
        final List<String> labels = new ArrayList<>();
        // grown while reading: a damaged count must not reserve gigabytes
        double[] x = new double[Math.min(3 * size, 3000)];
        for (int i = 0; i < size; i++) {
            labels.add(in.readUTF());
            if (3 * i == x.length) {
                x = Arrays.copyOf(x, Math.min(3 * size, 2 * x.length));
            }
            for (int a = 0; a < 3; a++) {
                x[3 * i + a] = in.readDouble();
            }
        }
        final Cell cell = Cell.of(rows);
        return SiteNetwork.stored(cell, Arrays.copyOf(x, 3 * size), labels, mobile, version < 2 ? null : readFramework(in, cell));
    }

    private static void writeFramework(final DataOutput out, final Optional<Structure> framework) throws IOException {
        out.writeInt(framework.map(Structure::size).orElse(0));
        if (framework.isPresent()) {
            for (int i = 0; i < framework.get().size(); i++) {
                out.writeInt(framework.get().element(i).atomicNumber());
                for (int a = 0; a < 3; a++) {
                    out.writeDouble(framework.get().position(i, a));
                }
            }
        }
    }

    /** The framework, or null for none. */
    private static Structure readFramework(final DataInput in, final Cell cell) throws IOException {
        final int size = count(in.readInt(), MOST_SITES, "framework atoms");
        int[] z = new int[Math.min(size, 1000)];
        double[] x = new double[3 * z.length];
        for (int i = 0; i < size; i++) {
            if (i == z.length) {
                z = Arrays.copyOf(z, Math.min(size, 2 * i));
                x = Arrays.copyOf(x, 3 * z.length);
            }
            z[i] = in.readInt();
            for (int a = 0; a < 3; a++) {
                x[3 * i + a] = in.readDouble();
            }
        }
        return size == 0 ? null : new Structure(cell, z, x);
    }

    private static void writeTexts(final DataOutput out, final List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (final String t : texts) {
            out.writeUTF(t);
        }
    }

    private static List<String> readTexts(final DataInput in) throws IOException {
        final int n = count(in.readInt(), 100_000, "messages");
        final List<String> texts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}

package org.example.lidiff.engine.trajectory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;

/**
 * Everything in a trajectory set file but the frames; the layout is in {@link TrajectorySetFile}.
 *
 * @param runs the runs in order
 * @param reference the complete crystal, if known
 * @param provenance how the set was made
 */
record SetDirectory(List<RunRecord> runs, Optional<ReferenceStructure> reference, Provenance provenance) {

    byte[] toBytes() {
        final Out out = new Out();
        out.integer(runs.size());
        for (final RunRecord run : runs) {
            writeRun(out, run);
        }
        out.integer(reference.isPresent() ? 1 : 0);
        reference.ifPresent(r -> writeReference(out, r));
        out.integer(provenance.steps().size());
        for (final Provenance.Step step : provenance.steps()) {
            out.text(step.node());
            out.text(step.version());
            out.map(step.parameters());
            out.map(step.inputHashes());
        }
        return out.bytes.toByteArray();
    }

    private static void writeRun(final Out out, final RunRecord run) {
        final RunInfo info = run.info();
        out.text(info.source());
        out.text(info.kind().name());
        out.number(info.frameIntervalFs());
        out.number(info.temperatureK());
        out.integer(info.seed().isPresent() ? 1 : 0);
        out.wide(info.seed().orElse(0));
        out.integer(info.unwrapped() ? 1 : 0);
        out.text(info.stressKind().name());
        out.text(info.dynamics());
        out.integer(info.dynamicsAltered() ? 1 : 0);
        out.integers(run.atomicNumbers());
        out.integer(RunRecord.mask(run.quantities()));
        out.wide(run.frames());
        out.integer(run.framesPerChunk());
        out.integer(run.offsets().length);
        for (int i = 0; i < run.offsets().length; i++) {
            out.wide(run.offsets()[i]);
            out.integer(run.checksums()[i]);
        }
    }

    private static void writeReference(final Out out, final ReferenceStructure reference) {
        final Structure unit = reference.unitCell();
        for (final double x : unit.cell().rows()) {
            out.number(x);
        }
        out.integers(unit.atomicNumbers());
        for (final double x : unit.positions()) {
            out.number(x);
        }
        out.integer(unit.hasLabels() ? 1 : 0);
        for (int i = 0; unit.hasLabels() && i < unit.size(); i++) {
            out.text(unit.label(i));
        }
        for (final int m : reference.supercellMatrix()) {
            out.integer(m);
        }
    }

    /** @throws RuntimeException of any kind if the bytes are no directory; the caller says so to the user */
    static SetDirectory of(final byte[] bytes) {
        final In in = new In(bytes);
        final int count = in.count(8);
        final List<RunRecord> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(readRun(in));
        }
        final Optional<ReferenceStructure> reference = in.flag() ? Optional.of(readReference(in)) : Optional.empty();
        final int steps = in.count(8);
        final List<Provenance.Step> chain = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            chain.add(Provenance.Step.of(in.text(), in.text(), in.map(), in.map()));
        }
        return new SetDirectory(runs, reference, new Provenance(chain));
    }

    private static RunRecord readRun(final In in) {
        final String source = in.text();
        final RunKind kind = RunKind.valueOf(in.text());
        final double interval = in.number();
        final double temperature = in.number();
        final boolean seeded = in.flag();
        final long seed = in.wide();
        final boolean unwrapped = in.flag();
        final StressKind stressKind = StressKind.valueOf(in.text());
        final RunInfo info = new RunInfo(source, kind, interval, temperature, seeded ? OptionalLong.of(seed) : OptionalLong.empty(),
            unwrapped, stressKind, in.text(), in.flag());
        final int[] atomicNumbers = in.integers();
        final Set<Quantity> quantities = RunRecord.quantities(in.integer());
        final long frames = in.wide();
        final int framesPerChunk = in.integer();
        final int chunks = in.count(12);
        final long[] offsets = new long[chunks];
        final int[] checksums = new int[chunks];
        for (int i = 0; i < chunks; i++) {
            offsets[i] = in.wide();
            checksums[i] = in.integer();
        }
        if (framesPerChunk < 1 || frames < 0 || chunks != (frames + framesPerChunk - 1) / framesPerChunk) {
            throw new IllegalStateException("the run's chunks do not fit its frames");
        }
        return new RunRecord(info, atomicNumbers, quantities, frames, framesPerChunk, offsets, checksums);
    }

    private static ReferenceStructure readReference(final In in) {
        final double[] rows = new double[9];
        for (int i = 0; i < 9; i++) {
            rows[i] = in.number();
        }
        final int[] z = in.integers();
        final double[] x = new double[3 * z.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = in.number();
        }
        List<String> labels = null;
        if (in.flag()) {
            labels = new ArrayList<>();
            for (int i = 0; i < z.length; i++) {
                labels.add(in.text());
            }
        }
        final int[] matrix = new int[9];
        for (int i = 0; i < 9; i++) {
            matrix[i] = in.integer();
        }
        return new ReferenceStructure(new Structure(Cell.of(rows), z, x, labels), matrix);
    }

    /** Little-endian numbers and texts, appended. */
    private static final class Out {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void integer(final int value) {
            for (int k = 0; k < 32; k += 8) {
                bytes.write(value >>> k);
            }
        }

        void wide(final long value) {
            integer((int)value);
            integer((int)(value >>> 32));
        }

        void number(final double value) {
            wide(Double.doubleToLongBits(value));
        }

        void text(final String value) {
            final byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
            integer(utf8.length);
            bytes.write(utf8, 0, utf8.length);
        }

        void integers(final int[] values) {
            integer(values.length);
            for (final int v : values) {
                integer(v);
            }
        }

        void map(final Map<String, String> map) {
            integer(map.size());
            map.forEach((k, v) -> {
                text(k);
                text(v);
            });
        }
    }

    /** The same, read back. */
    private static final class In {
        private final ByteBuffer bytes;

        In(final byte[] bytes) {
            this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        int integer() {
            return bytes.getInt();
        }

        long wide() {
            return bytes.getLong();
        }

        double number() {
            return bytes.getDouble();
        }

        boolean flag() {
            return bytes.getInt() != 0;
        }

        /** A count of things that take at least {@code size} bytes each: bounded by what is left. */
        int count(final int size) {
            final int n = bytes.getInt();
            if (n < 0 || n > bytes.remaining() / size) {
                throw new IllegalStateException("a count of " + n + " does not fit the directory");
            }
            return n;
        }

        String text() {
            final byte[] utf8 = new byte[count(1)];
            bytes.get(utf8);
            return new String(utf8, StandardCharsets.UTF_8);
        }

        int[] integers() {
            final int[] values = new int[count(4)];
            for (int i = 0; i < values.length; i++) {
                values[i] = bytes.getInt();
            }
            return values;
        }

        Map<String, String> map() {
            final int n = count(8);
            final Map<String, String> map = new TreeMap<>();
            for (int i = 0; i < n; i++) {
                map.put(text(), text());
            }
            return map;
        }
    }
}

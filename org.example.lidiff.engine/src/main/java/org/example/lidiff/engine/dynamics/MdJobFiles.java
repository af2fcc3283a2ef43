package org.example.lidiff.engine.dynamics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;

/** How a job goes to a worker process and how its result comes back: two files, each replaced as a whole. */
final class MdJobFiles {

    private static final int VERSION = 1;

    private MdJobFiles() {
    }

    static void write(final MdJob job, final Path file) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(VERSION);
        write(out, job.start().structure());
        out.writeBoolean(job.start().reference().isPresent());
        if (job.start().reference().isPresent()) {
            write(out, job.start().reference().get().unitCell());
            for (final int m : job.start().reference().get().supercellMatrix()) {
                out.writeInt(m);
            }
        }
        writeTexts(out, job.forceField().stream().map(f -> f.toAbsolutePath().toString()).toList());
        write(out, job.plan());
        out.writeBoolean(job.checkpoints().isPresent());
        if (job.checkpoints().isPresent()) {
            out.writeUTF(job.checkpoints().get().folder().toAbsolutePath().toString());
            out.writeLong(job.checkpoints().get().everySteps());
        }
        job.provenance().write(out);
        CheckedFile.write(file, bytes.toByteArray());
    }

    static MdJob readJob(final Path file) throws IOException {
        try (DataInputStream in = open(file)) {
            final Structure structure = readStructure(in);
            Optional<ReferenceStructure> reference = Optional.empty();
            if (in.readBoolean()) {
                final Structure unit = readStructure(in);
                final int[] matrix = new int[9];
                for (int k = 0; k < 9; k++) {
                    matrix[k] = in.readInt();
                }
                reference = Optional.of(new ReferenceStructure(unit, matrix));
            }
            final List<Path> forceField = readTexts(in).stream().map(Path::of).toList();
            final MdPlan plan = readPlan(in);
            final Optional<CheckpointFolder> checkpoints = in.readBoolean()
                ? Optional.of(new CheckpointFolder(Path.of(in.readUTF()), in.readLong())) : Optional.empty();
            return new MdJob(new StartStructure(structure, reference), forceField, plan, checkpoints, Provenance.read(in));
        }
    }

    static void write(final MdResult result, final Path file) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(VERSION);
        out.writeInt(result.runs().size());
        for (final MdRunResult r : result.runs()) {
            out.writeInt(r.condition());
            out.writeInt(r.replica());
            write(out, r.thermodynamics());
            write(out, r.end());
            out.writeLong(r.neighborListBuilds());
            out.writeBoolean(r.stopped());
            writeTexts(out, r.warnings());
        }
        writeTexts(out, result.notes());
        out.writeBoolean(result.relaxation().isPresent());
        if (result.relaxation().isPresent()) {
            final RelaxationResult r = result.relaxation().get();
            write(out, r.structure());
            writeDoubles(out, r.startEnergy(), r.endEnergy(), r.maxForce(), r.maxStress());
            out.writeInt(r.steps());
            out.writeBoolean(r.converged());
            writeTexts(out, r.warnings());
        }
        writeDoubles(out, result.skin(), result.nanosecondsPerDay());
        CheckedFile.write(file, bytes.toByteArray());
    }

    /** @param trajectories the set that the worker wrote, which knows of the runs what the file does not repeat */
    static MdResult readResult(final Path file, final Path trajectories) throws IOException {
        final TrajectorySet set = TrajectorySetFile.open(trajectories);
        try (DataInputStream in = open(file)) {
            final List<MdRunResult> runs = new ArrayList<>();
            for (int n = in.readInt(); n > 0; n--) {
                final int run = runs.size();
                runs.add(new MdRunResult(in.readInt(), in.readInt(), set.runs().get(run).info(), set.runs().get(run).frames(),
                    readThermodynamics(in), readStructure(in), in.readLong(), in.readBoolean(), readTexts(in)));
            }
            final List<String> notes = readTexts(in);
            final Optional<RelaxationResult> relaxation = in.readBoolean() ? Optional.of(new RelaxationResult(readStructure(in),
                in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readInt(), in.readBoolean(), readTexts(in)))
                : Optional.empty();
            return new MdResult(runs, notes, relaxation, in.readDouble(), in.readDouble());
        }
    }

    private static DataInputStream open(final Path file) throws IOException {
        final DataInputStream in = new DataInputStream(new ByteArrayInputStream(CheckedFile.read(file)));
        final int version = in.readInt();
        if (version != VERSION) {
            throw new IOException(file.getFileName() + " has version " + version + ", not " + VERSION);
        }
        return in;
    }

    private static void write(final DataOutputStream out, final MdPlan p) throws IOException {
        out.writeInt(p.conditions().size());
        for (final MdCondition c : p.conditions()) {
            out.writeDouble(c.temperatureK());
            out.writeInt(c.replicas());
        }
        out.writeUTF(p.thermostat().name());
        out.writeDouble(p.timeConstantFs());
        write(out, p.pressure());
        out.writeDouble(p.timeStepFs());
        out.writeInt(p.equilibration().size());
        for (final MdStage s : p.equilibration()) {
            out.writeLong(s.steps());
            writeDoubles(out, s.startFraction(), s.endFraction());
            write(out, s.pressure());
        }
        out.writeLong(p.productionSteps());
        out.writeLong(p.sampleEvery());
        writeTexts(out, p.quantities().stream().map(Quantity::name).sorted().toList());
        out.writeLong(p.seed());
        out.writeInt(p.threads());
        write(out, p.skin());
        writeDoubles(out, p.guards().maxTemperatureK(), p.guards().minDistance(), p.guards().maxEnergyJump(), p.guards().maxExtrapolation());
        out.writeInt(p.guards().checkEvery());
        out.writeUTF(p.guards().action().name());
        out.writeUTF(p.cell().name());
        out.writeBoolean(p.relaxation().isPresent());
        if (p.relaxation().isPresent()) {
            final RelaxationOptions r = p.relaxation().get();
            out.writeUTF(r.cell().name());
            writeDoubles(out, r.pressure(), r.maxForce(), r.maxStress());
            out.writeInt(r.maxSteps());
        }
    }

    private static MdPlan readPlan(final DataInputStream in) throws IOException {
        final List<MdCondition> conditions = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            conditions.add(new MdCondition(in.readDouble(), in.readInt()));
        }
        final Thermostat thermostat = Thermostat.valueOf(in.readUTF());
        final double timeConstant = in.readDouble();
        final OptionalDouble pressure = readOptional(in);
        final double timeStep = in.readDouble();
        final List<MdStage> stages = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            stages.add(new MdStage(in.readLong(), in.readDouble(), in.readDouble(), readOptional(in)));
        }
        final long steps = in.readLong();
        final long every = in.readLong();
        final Set<Quantity> quantities = EnumSet.noneOf(Quantity.class);
        readTexts(in).forEach(q -> quantities.add(Quantity.valueOf(q)));
        final long seed = in.readLong();
        final int threads = in.readInt();
        final OptionalDouble skin = readOptional(in);
        final Guards guards = new Guards(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readInt(), GuardAction.valueOf(in.readUTF()));
        final CellFreedom cell = CellFreedom.valueOf(in.readUTF());
        final Optional<RelaxationOptions> relaxation = in.readBoolean() ? Optional.of(new RelaxationOptions(CellFreedom.valueOf(in.readUTF()),
            in.readDouble(), in.readDouble(), in.readDouble(), in.readInt())) : Optional.empty();
        return new MdPlan(conditions, thermostat, timeConstant, pressure, timeStep, stages, steps, every, quantities, seed, threads, skin,
            guards, cell, relaxation);
    }

    private static void write(final DataOutputStream out, final Thermodynamics t) throws IOException {
        out.writeInt(t.rows().size());
        for (final ThermodynamicsRow r : t.rows()) {
            r.write(out);
        }
        out.writeLong(t.steps());
        writeDoubles(out, t.temperatureK(), t.temperatureError(), t.pressure(), t.pressureError(), t.potentialEnergy(), t.volume(), t.drift(),
            t.scatter());
    }

    private static Thermodynamics readThermodynamics(final DataInputStream in) throws IOException {
        final List<ThermodynamicsRow> rows = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            rows.add(ThermodynamicsRow.read(in));
        }
        return new Thermodynamics(rows, in.readLong(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(),
            in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static void write(final DataOutputStream out, final Structure s) throws IOException {
        writeDoubles(out, s.cell().rows());
        out.writeInt(s.size());
        for (final int z : s.atomicNumbers()) {
            out.writeInt(z);
        }
        writeDoubles(out, s.positions());
    }

    private static Structure readStructure(final DataInputStream in) throws IOException {
        final Cell cell = Cell.of(readDoubles(in, 9));
        final int[] z = new int[in.readInt()];
        for (int i = 0; i < z.length; i++) {
            z[i] = in.readInt();
        }
        return new Structure(cell, z, readDoubles(in, 3 * z.length));
    }

    private static void write(final DataOutputStream out, final OptionalDouble value) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            out.writeDouble(value.getAsDouble());
        }
    }

    private static OptionalDouble readOptional(final DataInputStream in) throws IOException {
        return in.readBoolean() ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
    }

    private static void writeTexts(final DataOutputStream out, final List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (final String t : texts) {
            out.writeUTF(t);
        }
    }

    private static List<String> readTexts(final DataInputStream in) throws IOException {
        final List<String> texts = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static void writeDoubles(final DataOutputStream out, final double... values) throws IOException {
        for (final double v : values) {
            out.writeDouble(v);
        }
    }

    private static double[] readDoubles(final DataInputStream in, final int count) throws IOException {
        final double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}

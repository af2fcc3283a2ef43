package org.example.lidiff.engine.dynamics;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.structure.Units;

/** Keeps thermodynamic states: the start and every n-th step, where n doubles whenever there are too many of them. */
public final class ThermodynamicsRecorder implements Observer {

    /** Rows that are kept at most where nothing else is said. */
    public static final int DEFAULT_MAX_ROWS = 10_000;

    private static final double NANOSECOND = 1000 * Units.PICOSECOND;

    private final int maxRows;
    private final List<ThermodynamicsRow> rows = new ArrayList<>();
    private long every;
    private int atoms;
    private BlockMean temperature = new BlockMean();
    private BlockMean pressure = new BlockMean();
    private BlockMean energy = new BlockMean();
    private BlockMean volume = new BlockMean();
    private Drift conserved = new Drift();

    /**
     * @param every steps between two rows, at least 1
     * @param maxRows rows kept at most, at least 2
     */
    public ThermodynamicsRecorder(final long every, final int maxRows) {
        if (every < 1 || maxRows < 2) {
            throw new IllegalArgumentException("every must be at least 1 and maxRows at least 2, not " + every + ", " + maxRows);
        }
        this.every = every;
        this.maxRows = maxRows;
    }

    @Override
    public void init(final Snapshot start) {
        atoms = start.atoms();
        if (rows.isEmpty()) {
            rows.add(ThermodynamicsRow.of(start));
        }
    }

    @Override
    public void handleStep(final Snapshot now) {
        temperature.add(now.temperature());
        pressure.add(now.pressure());
        energy.add(now.potentialEnergy());
        volume.add(now.cell().volume());
        conserved.add(now.timeFs(), now.conservedQuantity());
        if (now.step() % every == 0) {
            rows.add(ThermodynamicsRow.of(now));
            if (rows.size() > maxRows) {
                every *= 2;
                rows.removeIf(r -> r.step() % every != 0);
            }
        }
    }

    /** What was recorded so far. */
    public Thermodynamics result() {
        return new Thermodynamics(rows, temperature.count(), temperature.mean(), temperature.error(), pressure.mean(), pressure.error(),
            energy.mean(), volume.mean(), conserved.slope() * NANOSECOND / atoms, conserved.scatter() / atoms);
    }

    /** Writes all that is needed to go on. */
    void save(final DataOutputStream out) throws IOException {
        out.writeLong(every);
        for (final double[] part : List.of(temperature.save(), pressure.save(), energy.save(), volume.save(), conserved.save())) {
            out.writeInt(part.length);
            for (final double x : part) {
                out.writeDouble(x);
            }
        }
        out.writeInt(rows.size());
        for (final ThermodynamicsRow r : rows) {
            r.write(out);
        }
    }

    /** Takes up what {@link #save} wrote. */
    void restore(final DataInputStream in) throws IOException {
        every = in.readLong();
        temperature = BlockMean.restore(doubles(in, in.readInt()));
        pressure = BlockMean.restore(doubles(in, in.readInt()));
        energy = BlockMean.restore(doubles(in, in.readInt()));
        volume = BlockMean.restore(doubles(in, in.readInt()));
        conserved = Drift.restore(doubles(in, in.readInt()));
        rows.clear();
        for (int n = in.readInt(); n > 0; n--) {
            rows.add(ThermodynamicsRow.read(in));
        }
    }

    private static double[] doubles(final DataInputStream in, final int count) throws IOException {
        final double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }
}

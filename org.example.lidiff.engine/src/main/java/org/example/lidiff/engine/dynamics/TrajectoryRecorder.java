package org.example.lidiff.engine.dynamics;

import java.util.Set;

import org.example.lidiff.engine.trajectory.Quantity;

/** Records the start and every n-th step: unwrapped positions, cell, energy and what else is asked for. */
public final class TrajectoryRecorder implements Observer {

    private final FrameSink sink;
    private final long every;
    private final Set<Quantity> quantities;
    private final double[] stress = new double[9];
    private boolean begun;

    /**
     * @param sink takes the frames, say {@code runWriter::appendFrame}
     * @param every steps between two frames, at least 1
     * @param quantities what is recorded besides positions and cell; stress without its kinetic part
     */
    public TrajectoryRecorder(final FrameSink sink, final long every, final Set<Quantity> quantities) {
        if (every < 1) {
            throw new IllegalArgumentException("Frames are at least 1 step apart, not " + every);
        }
        this.sink = sink;
        this.every = every;
        this.quantities = Set.copyOf(quantities);
    }

    /** The same for a run that goes on from a checkpoint: its start is recorded already. */
    TrajectoryRecorder goingOn() {
        begun = true;
        return this;
    }

    @Override
    public void init(final Snapshot start) {
        if (!begun) {
            record(start);
        }
        begun = true;
    }

    @Override
    public void handleStep(final Snapshot now) {
        if (now.step() % every == 0) {
            record(now);
        }
    }

    private void record(final Snapshot s) {
        final boolean withStress = quantities.contains(Quantity.STRESS);
        if (withStress) {
            s.potentialStress(stress);
        }
        sink.append(s.step(), s.positions(), s.cell().rows(), quantities.contains(Quantity.VELOCITIES) ? s.velocities() : null,
            quantities.contains(Quantity.ENERGY) ? s.potentialEnergy() : Double.NaN,
            quantities.contains(Quantity.FORCES) ? s.forces() : null, withStress ? stress : null);
    }
}

package org.example.lidiff.engine.hops;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.structure.Cell;

/**
 * What was found in one run.
 *
 * @param run the run
 * @param trajectories one for each ion
 * @param moments ten sums a site over the ion·frames assigned to it: number, offset xyz (Å), products xx yy zz yz xz xy (Å²)
 * @param outsideFrames ion·frames assigned to a site but outside all cores
 * @param sensitivity hop counts with other core radii
 */
record RunHops(NetworkRun run, List<DiscreteTrajectory> trajectories, double[] moments, long outsideFrames, List<CoreSensitivity> sensitivity) {

    static final int MOMENTS = 10;

    RunHops {
        trajectories = List.copyOf(trajectories);
        sensitivity = List.copyOf(sensitivity);
    }

    void write(final DataOutput out, final int states) throws IOException {
        out.writeUTF(run.source());
        out.writeDouble(run.temperatureK());
        out.writeInt(run.frames());
        out.writeInt(run.ions());
        for (final double x : run.cell().rows()) {
            out.writeDouble(x);
        }
        for (final int m : run.supercell()) {
            out.writeInt(m);
        }
        out.writeBoolean(run.dynamicsAltered());
        new DiscreteTrajectorySet(trajectories, states, run.frameIntervalFs()).write(out);
        for (final double m : moments) {
            out.writeDouble(m);
        }
        out.writeLong(outsideFrames);
        out.writeInt(sensitivity.size());
        for (final CoreSensitivity s : sensitivity) {
            out.writeDouble(s.coreFraction());
            out.writeLong(s.hops());
        }
    }

    static RunHops read(final DataInput in, final int states) throws IOException {
        final String source = in.readUTF();
        final double temperature = in.readDouble();
        final int frames = in.readInt();
        final int ions = in.readInt();
        final double[] rows = new double[9];
        for (int i = 0; i < 9; i++) {
            rows[i] = in.readDouble();
        }
        final int[] m = new int[9];
        for (int i = 0; i < 9; i++) {
            m[i] = in.readInt();
        }
        final boolean altered = in.readBoolean();
        final DiscreteTrajectorySet set = DiscreteTrajectorySet.read(in);
        if (set.trajectories().size() != ions || set.states() != states) {
            throw NetworkFormat.damaged("A run of " + ions + " ions on " + states + " sites has " + set.trajectories().size()
                + " trajectories on " + set.states() + ".");
        }
        final double[] moments = new double[MOMENTS * states];
        for (int i = 0; i < moments.length; i++) {
            moments[i] = in.readDouble();
        }
        final long outside = in.readLong();
        final CoreSensitivity[] s = new CoreSensitivity[NetworkFormat.count(in.readInt(), 1000, "core radii")];
        for (int i = 0; i < s.length; i++) {
            s[i] = new CoreSensitivity(in.readDouble(), in.readLong());
        }
        return new RunHops(new NetworkRun(source, temperature, set.frameIntervalFs(), frames, ions, Cell.of(rows), m, altered),
            set.trajectories(), moments, outside, List.of(s));
    }
}

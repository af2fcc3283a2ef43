package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;

/**
 * Lithium ions that walk on a simple cubic lattice independently of each other, between sulfur atoms that stay; all vibrate.
 *
 * <p>Hops are a Poisson process of rate Γ = Γ₀ exp(−E_a/kT) to one of the six neighboring sites; each takes {@link #FLIGHT_FS}, whatever else the ion does.
 * So D = Γ a²/6 exactly, and as ions do not know of each other the Haven ratio is 1. Every coordinate oscillates with {@link #VIBRATION_THZ} at a phase of its own.
 */
final class WalkingCrystal {

    static final double EDGE = 3;
    static final double BARRIER = 0.15;
    /** Γ₀ in 1/fs. */
    static final double ATTEMPTS = 0.01;
    static final double VIBRATION_THZ = 8;
    static final int CELLS = 6;

    static final double FLIGHT_FS = 120;

    private static final double AMPLITUDE = 0.15;
    private static final int SULFUR = 20;

    private WalkingCrystal() {
    }

    /** Γ at a temperature, in 1/fs. */
    static double rate(final double temperatureK) {
        return ATTEMPTS * Math.exp(-BARRIER / (Units.BOLTZMANN * temperatureK));
    }

    /** The exact diffusion coefficient in Å²/fs. */
    static double diffusion(final double temperatureK) {
        return rate(temperatureK) * EDGE * EDGE / 6;
    }

    static Cell cell() {
        final double l = CELLS * EDGE;
        return Cell.of(l, 0, 0, 0, l, 0, 0, 0, l);
    }

    /** A run; {@code hopping} 0 leaves the ions where they are. */
    static Trajectory run(final double temperatureK, final int ions, final int frames, final double intervalFs, final double hopping, final long seed) {
        final Random random = new Random(seed);
        final int atoms = ions + SULFUR;
        final double[] home = new double[3 * atoms];
        final double[] phase = new double[3 * atoms];
        final int[] species = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            species[i] = i < ions ? 3 : 16;
            for (int k = 0; k < 3; k++) {
                home[3 * i + k] = EDGE * (random.nextInt(CELLS) + (i < ions ? 0 : 0.5));
                phase[3 * i + k] = 2 * Math.PI * random.nextDouble();
            }
        }
        final double rate = hopping * rate(temperatureK);
        final double[] next = new double[ions];
        for (int i = 0; i < ions; i++) {
            next[i] = rest(random, rate);
        }
        final List<List<double[]>> flights = new ArrayList<>();
        for (int i = 0; i < ions; i++) {
            flights.add(new ArrayList<>());
        }
        final double[][] r = new double[frames][3 * atoms];
        for (int f = 0; f < frames; f++) {
            final double t = f * intervalFs;
            for (int i = 0; i < ions; i++) {
                for (; next[i] < t; next[i] += rest(random, rate)) {
                    flights.get(i).add(new double[] {next[i], random.nextInt(3), random.nextBoolean() ? EDGE : -EDGE});
                }
                for (final double[] hop : flights.get(i)) {
                    final double done = (t - hop[0]) / FLIGHT_FS;
                    if (done < 1) {
                        r[f][3 * i + (int)hop[1]] += hop[2] * done * done * (3 - 2 * done);
                    } else {
                        home[3 * i + (int)hop[1]] += hop[2];
                    }
                }
                flights.get(i).removeIf(hop -> t - hop[0] >= FLIGHT_FS);
            }
            for (int k = 0; k < 3 * atoms; k++) {
                r[f][k] += home[k] + AMPLITUDE * Math.sin(2 * Math.PI * VIBRATION_THZ * t / 1000 + phase[k]);
            }
        }
        return TestRuns.run(cell(), species, r, RunInfo.continuous("walk at " + Math.round(temperatureK) + " K", intervalFs).withTemperature(temperatureK), true);
    }

    private static double rest(final Random random, final double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }
}

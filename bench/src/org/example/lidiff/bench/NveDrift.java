package org.example.lidiff.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.dynamics.ConstantEnergy;
import org.example.lidiff.engine.dynamics.RunningSimulation;
import org.example.lidiff.engine.dynamics.Simulation;
import org.example.lidiff.engine.dynamics.Snapshot;
import org.example.lidiff.engine.dynamics.VelocityRescaling;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.StructureReader;

/**
 * Drift of the total energy in a simulation at constant energy, in eV per atom and ns, for any force field: STRUCTURE KELVIN PICOSECONDS
 * STEP_FS FILE…. The atoms are brought to the temperature for a tenth of the time, and that is not counted.
 */
public final class NveDrift {

    private static final int BLOCKS = 20;
    private static final int SAMPLES = 100;

    private NveDrift() {
    }

    /** Runs it; see the class. */
    public static void main(final String[] words) {
        if (words.length < 5) {
            System.err.println("drift STRUCTURE KELVIN PICOSECONDS STEP_FS FORCE_FIELD_FILE...");
            System.exit(2);
        }
        final Structure structure = StructureReader.read(Path.of(words[0])).structure();
        final double kelvin = Double.parseDouble(words[1]);
        final double fs = Double.parseDouble(words[3]);
        final long steps = Math.max(BLOCKS * SAMPLES, Math.round(1000 * Double.parseDouble(words[2]) / fs));
        final List<Path> files = Arrays.stream(words).skip(4).map(Path::of).toList();
        final Potential potential = PotentialFiles.load(files);
        // eV per atom beyond the start
        final double[] energies = new double[BLOCKS * SAMPLES];
        double temperature = 0;
        try (RunningSimulation run = Simulation.of(shaken(structure), potential).ensemble(new VelocityRescaling(kelvin)).timeStep(fs).seed(1).start()) {
            run.run(steps / 10, List.of(), Progress.NONE);
            run.switchTo(new ConstantEnergy(kelvin));
            final Snapshot now = run.snapshot();
            final double start = now.conservedQuantity();
            for (int n = 0; n < energies.length; n++) {
                run.run(steps / energies.length, List.of(), Progress.NONE);
                energies[n] = (now.conservedQuantity() - start) / structure.size();
                temperature += now.temperature() / energies.length;
            }
        }
        final double nanoseconds = steps / energies.length * fs * 1e-6;
        final double[] blocks = new double[BLOCKS];
        for (int i = 0; i < energies.length; i++) {
            blocks[i / SAMPLES] += energies[i] / SAMPLES;
        }
        final double drift = slope(blocks) / (SAMPLES * nanoseconds);
        // means of blocks around the line are nearly independent
        double scatter = 0;
        final double middle = Arrays.stream(blocks).sum() / BLOCKS;
        for (int b = 0; b < BLOCKS; b++) {
            final double off = blocks[b] - middle - slope(blocks) * (b - 0.5 * (BLOCKS - 1));
            scatter += off * off / (BLOCKS - 2);
        }
        final double error = Math.sqrt(12 * scatter / BLOCKS) / (BLOCKS * SAMPLES * nanoseconds);
        System.out.printf(Locale.ROOT, "%s, %d atoms, %.0f K on average, %d steps of %s fs: drift %.5f ± %.5f eV per atom and ns%n", potential.kind(),
            structure.size(), temperature, steps, words[3], drift, error);
    }

    private static Structure shaken(final Structure structure) {
        final Random random = new Random(1);
        final double[] r = structure.positions();
        for (int i = 0; i < r.length; i++) {
            r[i] += 0.01 * random.nextGaussian();
        }
        return structure.withPositions(r);
    }

    /** Per step of the index. */
    private static double slope(final double[] values) {
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < values.length; i++) {
            final double t = i - 0.5 * (values.length - 1);
            numerator += t * values[i];
            denominator += t * t;
        }
        return numerator / denominator;
    }
}

package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameSummaries.FrameSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What successive frames say together: units and signs of energies and forces, the time between frames. */
class FrameChecksTest {

    private static final int ATOMS = 40;
    private static final int FRAMES = 60;
    private static final double STEP_FS = 4;

    @TempDir
    private Path folder;

    /** Independent harmonic oscillators, exact: x = A cos(ωt + φ), E = Σ ½ m ω² x², F = −m ω² x; amplitudes of 600 K. */
    private static String oscillators(final double energyUnit, final double forceUnit, final String key) {
        final Random random = new Random(3);
        final double kt = Units.BOLTZMANN * 600;
        final double mass = 6.94;
        final double[] omega = new double[3 * ATOMS];
        final double[] amplitude = new double[3 * ATOMS];
        final double[] phase = new double[3 * ATOMS];
        for (int i = 0; i < omega.length; i++) {
            omega[i] = 2 * Math.PI / (70 + 60 * random.nextDouble());
            // ⟨½ m v²⟩ = ½ kT with A² exponentially distributed; 1/ACCELERATION turns amu Å²/fs² into eV
            amplitude[i] = Math.sqrt(-2 * Math.log(1 - random.nextDouble()) * kt * Units.ACCELERATION / (mass * omega[i] * omega[i]));
            phase[i] = 2 * Math.PI * random.nextDouble();
        }
        final StringBuilder text = new StringBuilder();
        for (int f = 0; f < FRAMES; f++) {
            double energy = -100;
            final StringBuilder atoms = new StringBuilder();
            for (int i = 0; i < ATOMS; i++) {
                atoms.append("Li");
                final StringBuilder forces = new StringBuilder();
                for (int k = 0; k < 3; k++) {
                    final int c = 3 * i + k;
                    final double x = amplitude[c] * Math.cos(omega[c] * f * STEP_FS + phase[c]);
                    final double spring = mass * omega[c] * omega[c] / Units.ACCELERATION;
                    energy += 0.5 * spring * x * x;
                    atoms.append(String.format(Locale.ROOT, " %.8f", 3.0 * i + 5 + x));
                    forces.append(String.format(Locale.ROOT, " %.8f", -spring * x * forceUnit));
                }
                atoms.append(forces).append('\n');
            }
            text.append(ATOMS).append("\nLattice=\"200 0 0 0 200 0 0 0 200\" Properties=species:S:1:pos:R:3:forces:R:3 ").append(key).append('=')
                .append(energy * energyUnit).append('\n').append(atoms);
        }
        return text.toString();
    }

    private List<String> warnings(final String text, final double stepFs, final double temperatureK) {
        final Reading reading = Reading.of(folder, ReadOptions.defaults().withTimeStepFs(stepFs).withTemperatureK(temperatureK),
            Reading.write(folder, "md.xyz", text));
        return FrameSummaries.forEach(reading.set, s -> { }, Progress.NONE);
    }

    @Test
    void rightUnitsAndTimesPass() {
        assertEquals(List.of(), warnings(oscillators(1, 1, "energy"), STEP_FS, 600));
    }

    @Test
    void wrongUnitsAreNamed() {
        final double hartree = Units.HARTREE;
        final double perBohr = Units.HARTREE_PER_BOHR;
        final Object[][] cases = {{1.0, -1.0, "The forces have the wrong sign (gradients)"}, {1.0, 1 / perBohr, "The forces look like hartree/bohr"},
            {1 / hartree, 1.0, "The energies look like hartree"},
            {1 / hartree, 1 / perBohr, "Energies and forces look like atomic units (hartree, hartree/bohr)"},
            {1.0, 2 / perBohr, "The forces look like rydberg/bohr"}, {2 / hartree, 1.0, "The energies look like rydberg"},
            {96.48533212 / 4.184, 1.0, "The energies look like kcal/mol"}, {96.48533212, 1.0, "The energies look like kJ/mol"},
            {1.0, 96.48533212 / 4.184, "The forces look like kcal/mol/Å"}, {1.0 / ATOMS, 1.0, "The energies look like energies per atom"},
            {3.3, 1.0, "One of the two is in another unit"}};
        for (final Object[] c : cases) {
            final List<String> found = warnings(oscillators((double)c[0], (double)c[1], "energy"), STEP_FS, 600);
            assertEquals(1, found.size(), (String)c[2] + ": " + found);
            assertTrue(found.get(0).startsWith("The energies of 'md.xyz' change ") && found.get(0).contains(" " + c[2] + ": correct the file"),
                found.get(0));
        }
    }

    @Test
    void unrelatedEnergiesSayNothing() {
        final Random random = new Random(1);
        final LabelCheck check = new LabelCheck(10);
        for (int i = 0; i < 1000; i++) {
            check.add(i == 0 ? Double.NaN : random.nextGaussian(), random.nextGaussian());
        }
        assertTrue(Double.isNaN(check.ratio()));
        assertTrue(check.warning("x").isEmpty());
    }

    @Test
    void aWrongTimeBetweenFramesIsSeenInTheSpeedOfTheAtoms() {
        final String text = oscillators(1, 1, "energy");
        for (final double wrong : new double[] {0.5 * STEP_FS, 2 * STEP_FS, 10 * STEP_FS}) {
            final List<String> found = warnings(text, wrong, 600);
            assertEquals(1, found.size(), found.toString());
            assertTrue(found.get(0).startsWith("The time between frames of 'md.xyz' is given as " + String.format(Locale.ROOT, "%.4g", wrong) + " fs")
                && found.get(0).contains("and the temperature is 600 K"), found.get(0));
            // the guess is that of amplitudes drawn once: some per cent
            final double guess = Double.parseDouble(found.get(0).replaceAll(".*probably about ([0-9.e+-]+) fs.*", "$1"));
            assertEquals(STEP_FS, guess, 0.15 * STEP_FS);
        }
    }

    @Test
    void ourOwnDynamicsPasses() {
        final Path pos = SharedData.path("lisi-cp2k/perfect-900K/LiSi-pos-1.xyz");
        final Reading right = Reading.of(folder, ReadOptions.defaults(), pos);
        final List<FrameSummary> frames = new ArrayList<>();
        assertEquals(List.of(), FrameSummaries.forEach(right.set, frames::add, Progress.NONE));
        assertEquals(83, frames.size());
        // the temperature column of LiSi-1.ener
        assertEquals(900.0, frames.get(0).temperatureK(), 1e-6);
        assertTrue(frames.stream().allMatch(f -> f.flags().isEmpty()));
    }

    @Test
    void framesWithoutLabelsAreFlagged() {
        final String one = oscillators(1, 1, "energy");
        final int second = one.indexOf(ATOMS + "\nLattice", 10);
        final String text = one.substring(0, second) + one.substring(second).replaceFirst("energy=", "other=");
        final Reading reading = Reading.of(folder, ReadOptions.defaults().withTimeStepFs(STEP_FS), Reading.write(folder, "md.xyz", text));
        final List<List<String>> flags = new ArrayList<>();
        FrameSummaries.forEach(reading.set, s -> flags.add(s.flags()), Progress.NONE);
        assertEquals(List.of(), flags.get(0));
        assertEquals(List.of("no energy"), flags.get(1));
    }
}

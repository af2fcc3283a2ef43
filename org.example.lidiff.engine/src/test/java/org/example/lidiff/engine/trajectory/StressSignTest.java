package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.potential.LennardJones;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.aenet.AenetAnn;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sign and order of the stress in each format: against strain derivatives, and in real files against force fields. */
class StressSignTest {

    private static final ReadOptions POINTS = ReadOptions.defaults().withKind(RunKind.INDEPENDENT);

    @TempDir
    private Path folder;

    /** A dense, sheared crystal of argon: compressed, and with every component of the stress its own. */
    private static Structure crystal() {
        final Random random = new Random(5);
        final Cell cell = Cell.of(5.1, 0.3, -0.2, 0.5, 4.8, 0.4, -0.6, 0.2, 5.4);
        final double[] x = new double[12];
        final double[] f = {0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5};
        for (int i = 0; i < 12; i += 3) {
            cell.toCartesian(f, i, x, i);
            for (int k = 0; k < 3; k++) {
                x[i + k] += 0.2 * random.nextDouble();
            }
        }
        return new Structure(cell, new int[] {18, 18, 18, 18}, x);
    }

    private static final Potential ARGON = new LennardJones(List.of(Element.of("Ar")),
        new LennardJones.Parameters(0.0104, 3.4, 12, LennardJones.Cut.FORCE_SHIFTED));

    private static double energy(final Structure s, final int a, final int b, final double strain) {
        final double[] rows = s.cell().rows();
        final double[] x = s.positions();
        // r' = r (1 + ε), ε symmetric
        for (final double[] v : new double[][] {rows, x}) {
            for (int i = 0; i < v.length; i += 3) {
                final double va = v[i + a];
                v[i + a] += strain / 2 * v[i + b];
                v[i + b] += strain / 2 * (a == b ? v[i + a] : va);
            }
        }
        return ARGON.evaluate(new Structure(Cell.of(rows), s.atomicNumbers(), x)).energy();
    }

    /** σ_ab = (1/V) ∂E/∂ε_ab in eV/Å³, tension positive. */
    private static double[] stress() {
        final Structure s = crystal();
        final double h = 1e-5;
        final double[] sigma = new double[9];
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                sigma[3 * a + b] = (energy(s, a, b, h) - energy(s, a, b, -h)) / (2 * h) / s.cell().volume();
            }
        }
        return sigma;
    }

    private static String numbers(final double factor, final double[] values, final int... order) {
        final StringBuilder text = new StringBuilder();
        for (final int k : order) {
            text.append(String.format(Locale.ROOT, " %.12e", factor * values[k]));
        }
        return text.toString().strip();
    }

    private static String xyz(final String label) {
        final Structure s = crystal();
        final StringBuilder text = new StringBuilder("4\nLattice=\"" + numbers(1, s.cell().rows(), IntStream.range(0, 9).toArray())
            + "\" Properties=species:S:1:pos:R:3 energy=0 " + label + "\n");
        for (int i = 0; i < 12; i += 3) {
            text.append("Ar ").append(numbers(1, s.positions(), i, i + 1, i + 2)).append('\n');
        }
        return text.toString();
    }

    @Test
    void everySpellingOfExtendedXyzGivesTheStrainDerivative() {
        final double[] sigma = stress();
        final double volume = crystal().cell().volume();
        assertTrue(sigma[0] + sigma[4] + sigma[8] < 0, "compressed: the crystal wants to expand, tension is negative");
        final int[] nine = IntStream.range(0, 9).toArray();
        final int[] voigt = {0, 4, 8, 5, 2, 1};
        for (final String label : new String[] {"stress=\"" + numbers(1, sigma, nine) + "\"", "stress=\"" + numbers(1, sigma, voigt) + "\"",
            "REF_stress=\"" + numbers(1, sigma, nine) + "\"", "virial=\"" + numbers(-volume, sigma, nine) + "\"",
            "REF_virial=\"" + numbers(-volume, sigma, nine) + "\"", "dft_virial={" + numbers(-volume, sigma, nine) + "}"}) {
            final double[] found = Reading.of(folder, POINTS, Reading.write(folder, "a.xyz", xyz(label))).frames(0).stresses();
            for (int k = 0; k < 9; k++) {
                // the strain derivative is good to h²
                assertEquals(sigma[k], found[k], 1e-9, label + " " + k);
            }
        }
        final double[] virial = ARGON.evaluate(crystal()).virial();
        for (int k = 0; k < 9; k++) {
            assertEquals(sigma[k], -virial[k] / volume, 1e-8, "the engine's own virial");
        }
    }

    /** Correlation of the traceless part of all labels with that of a force field; the kinetic part of an MD run is isotropic but for noise. */
    private static double correlation(final Reading reading, final Potential potential) {
        double xx = 0;
        double yy = 0;
        double xy = 0;
        final FrameBlock f = reading.frames(0);
        final int w = 3 * f.atoms();
        for (int k = 0; k < f.frames(); k++) {
            final Cell cell = Cell.of(Arrays.copyOfRange(f.cells(), 9 * k, 9 * k + 9));
            final double[] virial = potential.evaluate(new Structure(cell, reading.set.runs().get(0).atomicNumbers(),
                Arrays.copyOfRange(f.positions(), w * k, w * k + w))).virial();
            final double[] label = Arrays.copyOfRange(f.stresses(), 9 * k, 9 * k + 9);
            for (int c = 0; c < 9; c++) {
                final double x = label[c] - (c % 4 == 0 ? (label[0] + label[4] + label[8]) / 3 : 0);
                final double y = -virial[c] + (c % 4 == 0 ? (virial[0] + virial[4] + virial[8]) / 3 : 0);
                xx += x * x;
                yy += y * y;
                xy += x * y;
            }
        }
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void cp2kAgreesWithAForceFieldOfOtherPeople() throws IOException {
        final Potential lisi = AenetAnn.read(List.of(SharedData.path("lisi-aenet/Li.ann"), SharedData.path("lisi-aenet/Si.ann")));
        final Reading reading = Reading.of(folder, ReadOptions.defaults(), SharedData.path("lisi-cp2k/perfect-900K/LiSi-1.stress"));
        assertEquals(StressKind.TOTAL, reading.set.runs().get(0).info().stressKind());
        // a force field for other data than Γ-point ones: far from 1; without a connection 0.4 would be three standard deviations, taking
        // four frames as one observation
        assertTrue(correlation(reading, lisi) > 0.4, () -> "correlation " + correlation(reading, lisi));
    }

    @Test
    void virialsOfGpumdAgreeWithTheForceFieldTrainedOnThem() throws IOException {
        final Potential nep = new Nep(NepModel.read(SharedData.path("mos2-nep/nep_gen10000.txt")));
        final Reading reading = Reading.of(folder, POINTS, SharedData.path("mos2-nep/train.xyz"));
        assertTrue(correlation(reading, nep) > 0.99, () -> "correlation " + correlation(reading, nep));
    }

    @Test
    void vasprunAgreesWithAForceFieldOfOtherPeople() throws IOException {
        final Potential lisi = AenetAnn.read(List.of(SharedData.path("lisi-aenet/Li.ann"), SharedData.path("lisi-aenet/Si.ann")));
        final Reading reading = Reading.of(folder, POINTS, SharedData.path("vasp/Si8.vasprun.xml"));
        final double[] sigma = reading.frames(0).stresses();
        final double[] cell = reading.frames(0).cells();
        // stretched along c and squeezed along a and b against 5.47 Å: tension along c
        assertTrue(cell[0] < 5.4 && cell[8] > 5.6 && sigma[0] < 0 && sigma[8] > 0);
        assertTrue(correlation(reading, lisi) > 0.99);
    }
}

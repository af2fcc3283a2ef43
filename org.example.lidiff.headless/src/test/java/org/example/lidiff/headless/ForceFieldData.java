package org.example.lidiff.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** The made data of the workflows load-mlff and fine-tune-mlff. */
final class ForceFieldData {

    /** The energies of the frames lie this far from those of the force field that labels them, eV an atom of Li and Si. */
    private static final double[] OFFSETS = {-203.4, -108.9};
    /** By so much its parameters differ from those of the force field that the training starts from. */
    private static final double CHANGE = 0.03;
    private static final int FRAMES_OF_A_KIND = 24;
    private static final double EDGE = 5.2;
    /** In units of the edge: four lithium, four silicon. */
    private static final double[] SITES = {0, 0, 0, 0.5, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0.5, 0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5, 0.5, 0.5, 0.5};

    private ForceFieldData() {
    }

    /** A force field that is none: random numbers, no core repulsion. */
    static void loadMlff(final Path data) throws IOException {
        Files.createDirectories(data);
        final NepSettings settings = new NepSettings(3, List.of(Element.of("Li"), Element.of("Si")), List.of(4.5, 4.5), List.of(3.5, 3.5), 60, 40, 2, 2, 3, 3, 2,
            EnumSet.of(AngularTerm.Q222), 4, null);
        final Random random = new Random(7);
        final double[] parameters = new double[settings.numberOfParameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Math.rint(1e4 * (random.nextDouble() - 0.5)) / 1e4;
        }
        final double[] scaler = new double[settings.dim()];
        for (int i = 0; i < scaler.length; i++) {
            scaler[i] = Math.rint(1e4 * (0.1 + 0.1 * random.nextDouble())) / 1e4;
        }
        new NepModel(settings, parameters, scaler).write(data.resolve("no-repulsion.txt"));
    }

    /** Frames of two kinds, with energies, forces and virials of a force field near that of lithium-silicide. */
    static void fineTuneMlff(final Path data) throws IOException {
        Files.createDirectories(data);
        final NepModel known = NepModel.read(Folders.root().resolve("test-workflows/lithium-silicide/data/foundation/nep-lisi-meam.txt"));
        final Random random = new Random(21);
        final double[] parameters = known.parameters();
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] *= 1 + CHANGE * random.nextGaussian();
        }
        final Potential potential = new Nep(known.withParameters(parameters));
        final List<String> lines = new ArrayList<>();
        for (int f = 0; f < FRAMES_OF_A_KIND; f++) {
            lines.addAll(frame(potential, "crystal", 1 + 0.01 * random.nextGaussian(), 0.12, random));
        }
        for (int f = 0; f < FRAMES_OF_A_KIND; f++) {
            lines.addAll(frame(potential, "strained", 1 + 0.06 * (random.nextDouble() - 0.5), 0.2, random));
        }
        Files.write(data.resolve("labeled.xyz"), lines);
    }

    private static List<String> frame(final Potential potential, final String kind, final double strain, final double rattle, final Random random) {
        final double edge = rounded(EDGE * strain);
        final int n = SITES.length / 3;
        final int[] z = new int[n];
        final double[] r = new double[3 * n];
        for (int i = 0; i < n; i++) {
            z[i] = i < n / 2 ? 3 : 14;
            for (int k = 0; k < 3; k++) {
                r[3 * i + k] = rounded(SITES[3 * i + k] * edge + rattle * random.nextGaussian());
            }
        }
        final EnergyForcesVirial e = potential.evaluate(new Structure(Cell.of(edge, 0, 0, 0, edge, 0, 0, 0, edge), z, r));
        final StringBuilder virial = new StringBuilder();
        for (int k = 0; k < 9; k++) {
            virial.append(k == 0 ? "" : " ").append(text(e.virial()[k]));
        }
        final List<String> lines = new ArrayList<>();
        lines.add(Integer.toString(n));
        lines.add(String.format(Locale.ROOT, "Lattice=\"%s 0 0 0 %s 0 0 0 %s\" Properties=species:S:1:pos:R:3:forces:R:3 config_type=%s energy=%s virial=\"%s\" "
            + "pbc=\"T T T\"", text(edge), text(edge), text(edge), kind, text(e.energy() + n / 2 * (OFFSETS[0] + OFFSETS[1])), virial));
        for (int i = 0; i < n; i++) {
            final StringBuilder line = new StringBuilder(z[i] == 3 ? "Li" : "Si");
            for (int k = 0; k < 3; k++) {
                line.append(' ').append(text(r[3 * i + k]));
            }
            for (int k = 0; k < 3; k++) {
                line.append(' ').append(text(e.forces()[3 * i + k]));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static double rounded(final double value) {
        return Math.rint(value * 1e4) / 1e4;
    }

    private static String text(final double value) {
        // five digits behind the point, without a negative zero
        return String.format(Locale.ROOT, "%.5f", Math.rint(value * 1e5) / 1e5 + 0.0);
    }
}

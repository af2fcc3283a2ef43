package org.example.lidiff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.potential.nep.NepZbl;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/**
 * A model and atoms to measure it with.
 *
 * @param name for the table
 * @param model the NEP file
 * @param potential the same
 * @param structure the atoms
 * @param plainFile the atoms as the C++ program reads them
 */
record NepCase(String name, Path model, Nep potential, Structure structure, Path plainFile) {

    private static final List<Element> LI_SI = List.of(Element.of("Li"), Element.of("Si"));

    /** Lead telluride of the reference program, where its data are there, and lithium silicide with a model of the shape of NEP89. */
    static List<NepCase> all(final Bench bench) throws IOException {
        final List<NepCase> cases = new ArrayList<>();
        final Path reference = Path.of(System.getProperty("bench.shared", "")).resolve("nep-reference");
        if (Files.exists(reference.resolve("nep.txt"))) {
            cases.add(of(bench, "PbTe", reference.resolve("nep.txt"), plain(Files.readString(reference.resolve("xyz.in")))));
        }
        cases.add(lithiumSilicide(bench));
        return cases;
    }

    /** 256 atoms of LiSi in the NaTl structure, shaken; the species slice of NEP89 where it is there, else random parameters. */
    static NepCase lithiumSilicide(final Bench bench) throws IOException {
        final String file = System.getProperty("bench.nep89", "");
        final NepModel model = file.isEmpty() ? random() : NepModel.read(Path.of(file)).withSpecies(LI_SI);
        final Path slice = bench.file("li-si-nep.txt");
        model.write(slice);
        return of(bench, file.isEmpty() ? "LiSi, random of the shape of NEP89" : "LiSi, NEP89", slice, silicide(2, 4, 2));
    }

    private static NepCase of(final Bench bench, final String name, final Path model, final Structure structure) throws IOException {
        final Path file = bench.file(name.replaceAll("\\W+", "-") + ".txt");
        final StringBuilder text = new StringBuilder(structure.size() + "\n");
        final double[] rows = structure.cell().rows();
        for (int i = 0; i < 9; i++) {
            text.append(rows[i]).append(i % 3 == 2 ? "\n" : " ");
        }
        for (int i = 0; i < structure.size(); i++) {
            text.append(structure.element(i).symbol()).append(' ').append(structure.position(i, 0)).append(' ')
                .append(structure.position(i, 1)).append(' ').append(structure.position(i, 2)).append('\n');
        }
        Files.writeString(file, text);
        return new NepCase(name, model, Nep.read(model), structure, file);
    }

    /** Two interpenetrating diamond lattices of cubic cells of 6.3 Å, 8 atoms of each element a cell. */
    private static Structure silicide(final int na, final int nb, final int nc) {
        final double a = 6.3;
        final double shake = 0.08;
        final Random random = new Random(5);
        final double[][] diamond = {{0, 0, 0}, {0, 2, 2}, {2, 0, 2}, {2, 2, 0}, {1, 1, 1}, {1, 3, 3}, {3, 1, 3}, {3, 3, 1}};
        final int atoms = 16 * na * nb * nc;
        final double[] r = new double[3 * atoms];
        final int[] z = new int[atoms];
        int n = 0;
        for (int cell = 0; cell < na * nb * nc; cell++) {
            final int[] at = {cell / (nb * nc), cell / nc % nb, cell % nc};
            for (int i = 0; i < 16; i++, n++) {
                z[n] = LI_SI.get(i / 8).atomicNumber();
                for (int k = 0; k < 3; k++) {
                    // silicon is half a cell further
                    r[3 * n + k] = a * (at[k] + 0.25 * ((diamond[i % 8][k] + (i < 8 ? 0 : 2 * (k == 0 ? 1 : 0))) % 4)) + shake * random.nextGaussian();
                }
            }
        }
        return new Structure(Cell.of(a * na, 0, 0, 0, a * nb, 0, 0, 0, a * nc), z, r);
    }

    private static NepModel random() {
        final NepSettings s = new NepSettings(4, LI_SI, Collections.nCopies(2, 6.0), Collections.nCopies(2, 5.0), 200, 100, 4, 4, 8, 8, 4,
            EnumSet.of(AngularTerm.Q222, AngularTerm.Q1111), 80, NepZbl.fixed(1, 2));
        final Random random = new Random(3);
        final double[] p = new double[s.numberOfParameters()];
        for (int i = 0; i < p.length; i++) {
            p[i] = 0.1 * random.nextGaussian();
        }
        final double[] scaler = new double[s.dim()];
        Arrays.fill(scaler, 0.05);
        return new NepModel(s, p, scaler);
    }

    /** Number of atoms, the cell with its vectors as columns, then symbol and place of each atom. */
    private static Structure plain(final String text) {
        final String[] w = text.strip().split("\\s+");
        final int atoms = Integer.parseInt(w[0]);
        final double[] c = new double[9];
        for (int i = 0; i < 9; i++) {
            c[i % 3 * 3 + i / 3] = Double.parseDouble(w[1 + i]);
        }
        final int[] z = new int[atoms];
        final double[] r = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            z[i] = Element.of(w[10 + 4 * i]).atomicNumber();
            for (int k = 0; k < 3; k++) {
                r[3 * i + k] = Double.parseDouble(w[11 + 4 * i + k]);
            }
        }
        return new Structure(Cell.of(c), z, r);
    }

    double pairsPerAtom() {
        final NeighborList list = new NeighborList(potential.cutoff(), 0, ListKind.FULL);
        list.update(structure.positions(), structure.cell());
        return (double)list.pairs() / structure.size();
    }

    /** Fails if the other program found another energy (eV). */
    void check(final double energy) {
        final double ours = potential.evaluate(structure).energy();
        if (!(Math.abs(ours - energy) <= 1e-9 * Math.max(1, Math.abs(ours)))) {
            throw new IllegalStateException(name + ": energy " + ours + " eV, the C++ program has " + energy);
        }
    }
}

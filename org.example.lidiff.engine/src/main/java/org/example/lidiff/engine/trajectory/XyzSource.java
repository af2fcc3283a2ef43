package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;

/**
 * Extended XYZ in the dialects of ASE, MACE, QUIP and GPUMD, plain XYZ, and XYZ with the comment line of CP2K.
 *
 * <p>Extended XYZ: energies eV, forces eV/Å; {@code virial} is W = Σ r ⊗ F in eV, so stress = −W/V; {@code stress} is eV/Å³, tension
 * positive, nine numbers or Voigt xx yy zz yz xz xy (ASE's convention); {@code total_stress} the same with the kinetic part; velocities Å/fs;
 * momenta in ASE's units √(eV amu); {@code temperature} in K. CP2K's comment "i = …, time = …, E = …": fs and hartree.
 */
final class XyzSource extends FrameSource {

    private static final double ASE_TIME_FS = 1 / Math.sqrt(Units.ACCELERATION);

    private final TextInput in;
    private final SpeciesNames species;
    private final Optional<Cell> givenCell;
    private final boolean cellNeeded;
    private final double unit;
    private final EnergyKind energies;
    private String propertiesText;
    private XyzColumns columns = XyzColumns.PLAIN;
    private Set<String> columnNames = Set.of();
    private XyzLabels labels = XyzLabels.of(Set.of(), Set.of());
    private String latticeText;
    private final double[] lattice = new double[9];
    private final double[] row = new double[XyzColumns.MOST_PLAIN_NUMBERS];

    /** An XYZ file of positions; frames without a cell take {@code givenCell}, and are refused without it. */
    XyzSource(final Path file, final SpeciesNames species, final Optional<Cell> givenCell, final EnergyKind energies) {
        this(file, species, givenCell, true, 1, energies);
    }

    private XyzSource(final Path file, final SpeciesNames species, final Optional<Cell> givenCell, final boolean cellNeeded,
        final double unit, final EnergyKind energies) {
        this.energies = energies;
        this.species = species;
        this.givenCell = givenCell;
        this.cellNeeded = cellNeeded;
        this.unit = unit;
        in = new TextInput(file);
    }

    /** An XYZ file whose cell, if any, comes from elsewhere; its three columns are multiplied by {@code unit}. */
    static XyzSource withoutCell(final Path file, final SpeciesNames species, final double unit) {
        return new XyzSource(file, species, Optional.empty(), false, unit, EnergyKind.FREE);
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        do {
            if (!in.nextLine()) {
                return false;
            }
        } while (in.atLineEnd());
        frame.clear();
        frame.line = in.lineNumber();
        frame.atoms = readCount(frame.atoms);
        if (!in.atLineEnd()) {
            throw in.error("a frame begins with its number of atoms, and nothing else on that line; this line reads '"
                + TextInput.shortened(in.text()) + "'", TextInput.CHECK_FILE);
        }
        if (!in.nextLine()) {
            return truncated(0, frame.atoms);
        }
        final XyzComment comment = new XyzComment(in.text());
        readTime(comment, frame);
        frame.group = comment.has("config_type") ? comment.get("config_type").strip() : "";
        if (!wanted) {
            for (int i = 0; i < frame.atoms; i++) {
                if (!in.nextLine()) {
                    return truncated(i, frame.atoms);
                }
            }
            return true;
        }
        findColumns(comment);
        findCell(comment, frame);
        if (!readAtoms(frame)) {
            return false;
        }
        readLabels(comment, frame);
        return true;
    }

    /** @param before atoms of the frame before */
    private int readCount(final int before) {
        try {
            return in.atomCount();
        } catch (final InputException e) {
            if (frames() > 0 && !in.text().strip().matches("[-+]?\\d+.*")) {
                throw in.error("frame " + (frames() - 1) + " announces " + before + " atoms, and another line follows: '"
                    + TextInput.shortened(in.text()) + "'", "Correct the number of atoms, or remove the frame.");
            }
            throw e;
        }
    }

    private void readTime(final XyzComment comment, final RawFrame frame) {
        final boolean cp2k = comment.has("i") && comment.has("time");
        final double[] step = comment.numbers(cp2k ? "i" : comment.has("step") ? "step" : "timestep");
        if (step != null && step.length == 1 && step[0] == Math.rint(step[0]) && Math.abs(step[0]) < 1e15) {
            frame.step = (long)step[0];
        }
        final double[] time = comment.numbers(cp2k || comment.isExtendedCp2k() ? "time" : "time_fs");
        if (time != null && time.length == 1) {
            frame.timeFs = time[0];
        }
        final double[] temperature = comment.numbers("temperature");
        if (temperature != null && temperature.length == 1 && temperature[0] > 0) {
            frame.temperatureK = temperature[0];
        }
    }

    private void findColumns(final XyzComment comment) {
        final String text = comment.has("properties") ? comment.get("properties") : "species:S:1:pos:R:3";
        if (!text.equals(propertiesText)) {
            propertiesText = text;
            columnNames = XyzColumns.names(text);
            columns = null;
        }
        final XyzLabels found = XyzLabels.of(comment.keys(), columnNames);
        if (columns == null || !found.equals(labels)) {
            labels = found;
            // a file of forces or velocities alone holds them where others hold positions
            columns = XyzColumns.of(cellNeeded ? text : text.replaceFirst(":(force|velo):R:3", ":pos:R:3"), labels);
            if (columns == null) {
                throw in.error("Properties=" + TextInput.shortened(text) + " does not say where species and pos are",
                    "Write the properties as name:type:columns, with species:S:1 and pos:R:3 among them.");
            }
            if (!labels.plainToo()) {
                warn(in.name() + " has labels of two calculators: those named " + labels.written() + "… are read, the others are left out.");
            }
        }
    }

    private void findCell(final XyzComment comment, final RawFrame frame) {
        final String text = comment.get("lattice");
        frame.hasCell = true;
        if (text == null) {
            if (cellNeeded && givenCell.isEmpty()) {
                throw new InputException(in.name() + " has no cell (frame " + frames() + ", line " + in.lineNumber() + ").",
                    "Give the cell in the settings, or choose a file that has one.");
            }
            frame.hasCell = givenCell.isPresent();
            givenCell.ifPresent(c -> System.arraycopy(c.rows(), 0, frame.cell, 0, 9));
            return;
        }
        if (!text.equals(latticeText)) {
            final double[] rows = comment.numbers("lattice");
            if (rows == null || rows.length != 9) {
                throw in.error("Lattice=\"" + TextInput.shortened(text) + "\" are not nine numbers", "Correct the lattice of the frame.");
            }
            try {
                Cell.of(rows);
            } catch (final InputException e) {
                throw in.error("the cell has no volume; its lattice is " + Arrays.toString(rows), e.resolution());
            }
            System.arraycopy(rows, 0, lattice, 0, 9);
            latticeText = text;
        }
        System.arraycopy(lattice, 0, frame.cell, 0, 9);
        final String pbc = comment.get("pbc");
        if (pbc != null && pbc.toUpperCase(Locale.ROOT).contains("F")) {
            warn(in.name() + " says pbc=\"" + pbc + "\": it is read as periodic in all directions.");
        }
    }

    private boolean readAtoms(final RawFrame frame) {
        final XyzColumns.Meaning[] meanings = columns.meanings();
        final boolean moving = columns.hasVelocities() || columns.hasMomenta();
        final boolean plain = columns.isPlain();
        for (int i = 0; i < frame.atoms; i++) {
            if (i == frame.numbers.length || i == 0) {
                frame.ensure(Math.min(frame.atoms, Math.max(64, 2 * i)), moving, columns.hasForces());
            }
            if (plain && readPlain(frame, i)) {
                continue;
            }
            if (!in.nextLine()) {
                return truncated(i, frame.atoms);
            }
            int x = 3 * i;
            int f = 3 * i;
            int v = 3 * i;
            for (final XyzColumns.Meaning m : meanings) {
                switch (m) {
                    case SPECIES -> frame.numbers[i] = readSpecies(i, frame.atoms);
                    case POSITION -> frame.positions[x++] = unit * in.number();
                    case FORCE -> frame.forces[f++] = in.number();
                    case VELOCITY, MOMENTUM -> frame.velocities[v++] = in.number();
                    case NUMBER -> frame.numbers[i] = atomicNumber(frame.numbers[i]);
                    default -> skipColumn();
                }
            }
        }
        if (columns.hasForces()) {
            frame.has.add(Quantity.FORCES);
        } else {
            columnNames.stream().filter(c -> c.contains("force")).findFirst().ifPresent(c -> warn(in.name() + " has no forces that can be read, but the"
                + " column '" + c + "': call it forces (in eV/Å) if it is the label."));
        }
        if (moving) {
            frame.has.add(Quantity.VELOCITIES);
            if (columns.hasMomenta()) {
                toVelocities(frame);
            } else {
                warn(in.name() + ": the velocities are taken as Å/fs.");
            }
        }
        return true;
    }

    /** Reads atom {@code i} from a line without surprises; otherwise nothing has happened. */
    private boolean readPlain(final RawFrame frame, final int i) {
        final XyzColumns.Meaning[] meanings = columns.meanings();
        final int word = in.nextNamedRow(row, meanings.length - 1);
        if (word < 0) {
            return false;
        }
        final int number = species.known(word);
        if (number == 0) {
            in.pushBack();
            return false;
        }
        frame.numbers[i] = number;
        for (int k = 1; k < meanings.length; k += 3) {
            switch (meanings[k]) {
                case POSITION -> {
                    frame.positions[3 * i] = unit * row[k - 1];
                    frame.positions[3 * i + 1] = unit * row[k];
                    frame.positions[3 * i + 2] = unit * row[k + 1];
                }
                case FORCE -> copyTriple(k - 1, frame.forces, 3 * i);
                default -> copyTriple(k - 1, frame.velocities, 3 * i);
            }
        }
        return true;
    }

    private void copyTriple(final int from, final double[] target, final int to) {
        target[to] = row[from];
        target[to + 1] = row[from + 1];
        target[to + 2] = row[from + 2];
    }

    private int readSpecies(final int atom, final int atoms) {
        if (in.words() == 1 && in.text().strip().matches("\\d{1,9}")) {
            throw in.error("frame " + frames() + " has " + atom + " lines of atoms and announces " + atoms + "; the next frame begins here",
                "Correct the number of atoms, or remove the frame.");
        }
        return species.read(in);
    }

    private int atomicNumber(final int fromSpecies) {
        final long z = in.integer();
        if (z < 1 || z > 103) {
            throw in.error("the atomic number is " + z + "; it must be 1 to 103", TextInput.CHECK_FILE);
        }
        return columnsHaveSpecies() ? fromSpecies : (int)z;
    }

    private boolean columnsHaveSpecies() {
        return Arrays.asList(columns.meanings()).contains(XyzColumns.Meaning.SPECIES);
    }

    private void skipColumn() {
        if (!in.skipWord()) {
            throw in.error("the line has fewer columns than Properties=" + TextInput.shortened(propertiesText) + " announces",
                TextInput.CHECK_FILE);
        }
    }

    private static void toVelocities(final RawFrame frame) {
        for (int i = 0; i < 3 * frame.atoms; i++) {
            frame.velocities[i] /= Element.of(frame.numbers[i / 3]).mass() * ASE_TIME_FS;
        }
    }

    private void readLabels(final XyzComment comment, final RawFrame frame) {
        if (comment.has("i") && comment.has("e") && !comment.has("properties")) {
            final double[] e = comment.numbers("e");
            if (e != null && e.length == 1) {
                frame.energy = e[0] * Units.HARTREE;
                frame.has.add(Quantity.ENERGY);
            }
            return;
        }
        if (comment.isExtendedCp2k()) {
            final double[] e = single(comment, "energy");
            if (e != null) {
                frame.energy = e[0] * Units.HARTREE;
                frame.has.add(Quantity.ENERGY);
            }
            warn(in.name() + " is read as extended XYZ of CP2K: Time in fs, Energy in hartree.");
            return;
        }
        readEnergy(comment, frame);
        readStress(comment, frame);
    }

    /** Of ASE's two, free_energy is F and energy the one extrapolated to zero smearing. */
    private void readEnergy(final XyzComment comment, final RawFrame frame) {
        for (final String key : labels.names("energy")) {
            final double[] zero = single(comment, key);
            final double[] free = single(comment, key.replace("energy", "free_energy"));
            if (zero != null || free != null) {
                frame.energy = zero == null ? free[0] : free == null ? zero[0] : choose(zero[0], free[0]);
                frame.has.add(Quantity.ENERGY);
                return;
            }
        }
        comment.keys().stream().filter(k -> k.contains("energy")).sorted().findFirst().ifPresent(k -> warn(in.name()
            + " has no energy that can be read, but '" + k + "': call it energy (in eV) if it is the label."));
    }

    private double choose(final double zero, final double free) {
        if (Math.abs(zero - free) > 1e-6) {
            warn(in.name() + " has an energy and a free_energy that differ: " + switch (energies) {
                case FREE -> "free_energy is read, to which the forces belong.";
                case SIGMA_TO_ZERO -> "energy is read, taken as extrapolated to zero smearing.";
                case WITHOUT_ENTROPY -> "2 energy − free_energy is read, the energy without the entropy of the smearing.";
            });
        }
        return switch (energies) {
            case FREE -> free;
            case SIGMA_TO_ZERO -> zero;
            // E = 2 (F + E)/2 − F
            case WITHOUT_ENTROPY -> 2 * zero - free;
        };
    }

    private static double[] single(final XyzComment comment, final String key) {
        final double[] values = comment.numbers(key);
        return values == null || values.length != 1 ? null : values;
    }

    private void readStress(final XyzComment comment, final RawFrame frame) {
        if (!frame.hasCell) {
            return;
        }
        final double volume = Cell.of(frame.cell).volume();
        for (final String key : labels.names("stress", "virial", "virials")) {
            if (tensor(comment, key, key.endsWith("stress") ? 1 : -1 / volume, frame)) {
                return;
            }
        }
        if (tensor(comment, "total_stress", 1, frame)) {
            frame.stressKind = StressKind.TOTAL;
        }
    }

    private boolean tensor(final XyzComment comment, final String key, final double factor, final RawFrame frame) {
        final double[] t = comment.numbers(key);
        if (t == null) {
            return false;
        }
        if (t.length != 9 && t.length != 6) {
            warn(in.name() + ": '" + key + "' has " + t.length + " numbers instead of 9 or 6 and is left out.");
            return false;
        }
        final int[] voigt = {0, 5, 4, 5, 1, 3, 4, 3, 2};
        for (int k = 0; k < 9; k++) {
            frame.stress[k] = factor * (t.length == 9 ? t[k] : t[voigt[k]]);
        }
        frame.has.add(Quantity.STRESS);
        return true;
    }

    @Override
    TextInput input() {
        return in;
    }
}

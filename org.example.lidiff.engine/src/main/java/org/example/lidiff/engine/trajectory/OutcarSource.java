package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;

/**
 * VASP OUTCAR: positions, forces, energy, stress and temperature of each ionic step.
 *
 * <p>"in kB" is pressure-like in the order XX YY ZZ XY YZ ZX and has no kinetic part. Steps that VASP's machine-learned force field made
 * have no labels: they are not ab initio.
 */
final class OutcarSource extends FrameSource {

    private static final Pattern ENTROPY_FREE = Pattern.compile("entropy\\s*=\\s*([-+.\\deE]+)\\s+energy\\(sigma->0\\)\\s*=\\s*([-+.\\deE]+)");
    private static final Pattern TEMPERATURE = Pattern.compile("\\(temperature\\s+([-+.\\deE]+)\\s+K\\)");

    private final TextInput in;
    private final SpeciesNames species;
    private final EnergyKind energies;
    private final List<Integer> elements = new ArrayList<>();
    private int[] numbers = {};
    private final double[] lattice = new double[9];
    private boolean hasLattice;
    private double timeStepFs = Double.NaN;
    private boolean dynamics;
    private boolean unconverged;
    private boolean learned;

    OutcarSource(final Path file, final SpeciesNames species, final EnergyKind energies) {
        in = new TextInput(file);
        this.species = species;
        this.energies = energies;
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        frame.clear();
        boolean positions = false;
        boolean closed = false;
        while (in.nextLine()) {
            if (positions && closed && beginsStep()) {
                in.pushBack();
                return complete(frame);
            } else if (in.startsWith("POSITION ") && in.text().contains("TOTAL-FORCE")) {
                learned = in.text().contains("ML");
                if (!readPositions(frame)) {
                    return false;
                }
                positions = true;
            } else if (positions && in.startsWith("free ") && in.text().contains("TOTEN")) {
                addEnergy(frame, EnergyKind.FREE, valueAfterEquals());
                closed = true;
            } else if (positions && in.startsWith("energy  without entropy")) {
                readEntropyFree(frame);
            } else if (positions && in.startsWith("kin. lattice")) {
                readTemperature(frame);
            } else if (!positions) {
                readOther(frame);
            }
        }
        if (positions && closed) {
            return complete(frame);
        }
        if (positions) {
            warn(in.name() + " ends before the energy of frame " + frames() + ": that frame is left out.");
        } else if (frames() == 0) {
            throw new InputException(in.name() + " holds no complete ionic step.", TextInput.CHECK_FILE);
        }
        return false;
    }

    /** Whether the line opens the next ionic step. */
    private boolean beginsStep() {
        return in.startsWith("-") && in.text().contains("Iteration") || in.startsWith("POSITION ") && in.text().contains("TOTAL-FORCE")
            || in.startsWith("FORCE on cell") || in.startsWith("VOLUME and BASIS") || in.startsWith("General timing");
    }

    private boolean complete(final RawFrame frame) {
        frame.step = frames() + 1;
        frame.timeFs = dynamics ? frames() * timeStepFs : Double.NaN;
        frame.converged = !unconverged;
        unconverged = false;
        if (learned) {
            frame.dropLabels();
            warn(in.name() + ": steps that VASP's machine-learned force field made are read without energies, forces and stress.");
        } else {
            frame.has.add(Quantity.CONVERGED);
        }
        return true;
    }

    private void addEnergy(final RawFrame frame, final EnergyKind kind, final double value) {
        if (kind == energies) {
            frame.energy = value;
            frame.has.add(Quantity.ENERGY);
        }
    }

    private void readEntropyFree(final RawFrame frame) {
        final Matcher m = ENTROPY_FREE.matcher(in.text());
        if (m.find()) {
            addEnergy(frame, EnergyKind.WITHOUT_ENTROPY, number(m.group(1)));
            addEnergy(frame, EnergyKind.SIGMA_TO_ZERO, number(m.group(2)));
        }
    }

    private void readTemperature(final RawFrame frame) {
        final Matcher m = TEMPERATURE.matcher(in.text());
        if (m.find()) {
            frame.temperatureK = number(m.group(1));
        }
    }

    private double number(final String text) {
        try {
            return Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            throw in.error("'" + TextInput.shortened(text) + "' is not a number", TextInput.CHECK_FILE);
        }
    }

    private void readOther(final RawFrame frame) {
        if (in.startsWith("VRHFIN =")) {
            final String name = in.text().substring(in.text().indexOf('=') + 1).split(":")[0].strip();
            final int z = species.find(name);
            if (z == 0) {
                throw in.error("'" + TextInput.shortened(name) + "' is no element", "Say in the settings which element this name stands for.");
            }
            elements.add(z);
        } else if (in.startsWith("ions per type =")) {
            readCounts();
        } else if (in.startsWith("direct lattice vectors")) {
            readLattice();
        } else if (in.startsWith("in kB")) {
            readStress(frame);
        } else if (in.startsWith("POTIM  =")) {
            in.word();
            in.word();
            timeStepFs = in.number();
        } else if (in.startsWith("IBRION =")) {
            in.word();
            in.word();
            dynamics = in.word().equals("0");
        } else if (in.startsWith("------------------------ aborting loop EDIFF was not reached")) {
            unconverged = true;
        }
    }

    private void readCounts() {
        if (numbers.length > 0) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            in.word();
        }
        for (final int z : elements) {
            if (in.atLineEnd()) {
                throw in.error("there are " + elements.size() + " elements and fewer numbers of atoms", TextInput.CHECK_FILE);
            }
            final int n = in.atomCount();
            in.atomCount(numbers.length + (long)n);
            final int from = numbers.length;
            numbers = Arrays.copyOf(numbers, from + n);
            Arrays.fill(numbers, from, numbers.length, z);
        }
    }

    private void readLattice() {
        for (int i = 0; i < 3; i++) {
            line();
            for (int k = 0; k < 3; k++) {
                lattice[3 * i + k] = fixedNumber(3 + 13 * k);
            }
        }
        try {
            Cell.of(lattice);
        } catch (final InputException e) {
            throw in.error("the cell has no volume; its lattice vectors are " + Arrays.toString(lattice), e.resolution());
        }
        hasLattice = true;
    }

    /** Columns of 13 characters: negative numbers may touch each other. */
    private double fixedNumber(final int from) {
        final String text = in.text();
        final String field = text.length() < from + 13 ? "" : text.substring(from, from + 13).strip();
        try {
            return Double.parseDouble(field.matches("[-+.\\deE]+") ? field : "");
        } catch (final NumberFormatException e) {
            throw in.error("'" + TextInput.shortened(text) + "' is no lattice vector", TextInput.CHECK_FILE);
        }
    }

    private void line() {
        if (!in.nextLine()) {
            throw new InputException(in.name() + " ends at line " + in.lineNumber() + ", in the middle of a table.", TextInput.CHECK_FILE);
        }
    }

    private void readStress(final RawFrame frame) {
        in.word();
        in.word();
        final int[][] places = {{0}, {4}, {8}, {1, 3}, {5, 7}, {2, 6}};
        for (final int[] place : places) {
            final double value = -0.1 * in.number() / Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
            for (final int k : place) {
                frame.stress[k] = value;
            }
        }
        frame.has.add(Quantity.STRESS);
    }

    private boolean readPositions(final RawFrame frame) {
        if (numbers.length == 0 || !hasLattice) {
            throw in.error("positions come before " + (hasLattice ? "the elements and numbers of atoms" : "the lattice vectors"),
                TextInput.CHECK_FILE);
        }
        line();
        frame.atoms = numbers.length;
        frame.ensure(numbers.length, false, true);
        for (int i = 0; i < numbers.length; i++) {
            if (!in.nextLine()) {
                return truncated(i, numbers.length);
            }
            for (int k = 0; k < 3; k++) {
                frame.positions[3 * i + k] = in.number();
            }
            for (int k = 0; k < 3; k++) {
                frame.forces[3 * i + k] = in.number();
            }
        }
        System.arraycopy(numbers, 0, frame.numbers, 0, numbers.length);
        System.arraycopy(lattice, 0, frame.cell, 0, 9);
        frame.hasCell = true;
        frame.has.add(Quantity.FORCES);
        return true;
    }

    private double valueAfterEquals() {
        while (!in.atLineEnd()) {
            if (in.word().equals("=")) {
                return in.number();
            }
        }
        throw in.error("the free energy is missing", TextInput.CHECK_FILE);
    }

    @Override
    TextInput input() {
        return in;
    }
}

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
 * VASP OUTCAR: positions, forces, energy, stress and temperature of each ionic step that has a table of positions.
 *
 * <p>"in kB" is pressure-like in the order XX YY ZZ XY YZ ZX and has no kinetic part. The number of the ionic step is that of "Iteration n( m)":
 * with NBLOCK or NWRITE tables are left out. A step is not converged when VASP says so, or (older versions) when it used all NELM iterations
 * and the last energy change is above EDIFF. A step of VASP's machine-learned force field has no labels (it is not ab initio) unless the
 * ab-initio calculation of the same step follows.
 */
final class OutcarSource extends FrameSource {

    private static final Pattern ENTROPY_FREE = Pattern.compile("entropy\\s*=\\s*([-+.\\deE]+)\\s+energy\\(sigma->0\\)\\s*=\\s*([-+.\\deE]+)");
    private static final Pattern TEMPERATURE = Pattern.compile("\\(temperature\\s+([-+.\\deE]+)\\s+K\\)");
    private static final Pattern ITERATION = Pattern.compile("Iteration\\s+(\\d{1,12})\\(\\s*(\\d{1,9})\\)");
    private static final Pattern VALUE = Pattern.compile("=\\s*([-+.\\deE]+)");

    private final TextInput in;
    private final SpeciesNames species;
    private final EnergyKind energies;
    private final List<Integer> elements = new ArrayList<>();
    private final List<Integer> titles = new ArrayList<>();
    private int[] numbers = {};
    private final double[] lattice = new double[9];
    private boolean hasLattice;
    private final double[] stress = new double[9];
    private boolean hasStress;
    private double timeStepFs = Double.NaN;
    private boolean dynamics;
    private boolean thinned;
    private double maxIterations = Double.POSITIVE_INFINITY;
    private double energyLimit;
    private long ionicStep;
    private long iteration;
    private double energyChange;
    private boolean notReached;
    private long lastStep;
    private boolean positions;
    private boolean abInitio;
    private boolean closed;

    OutcarSource(final Path file, final SpeciesNames species, final EnergyKind energies) {
        in = new TextInput(file);
        this.species = species;
        this.energies = energies;
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        frame.clear();
        positions = false;
        abInitio = false;
        closed = false;
        while (in.nextLine()) {
            if (positions && beginsStep()) {
                in.pushBack();
                return complete(frame);
            }
            if (in.startsWith("POSITION ") && in.text().contains("TOTAL-FORCE")) {
                if (!readPositions(frame, in.text().contains("ML"))) {
                    return false;
                }
            } else if (positions && in.startsWith("free ") && in.text().contains("TOTEN")) {
                addEnergy(frame, EnergyKind.FREE, in.text().contains("ML"), valueAfterEquals());
                closed = true;
            } else if (positions && in.startsWith("energy  without entropy")) {
                readEntropyFree(frame);
            } else if (positions && in.startsWith("kin. lattice")) {
                readTemperature(frame);
            } else {
                readOther();
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

    /** Whether the line opens another step than the one whose positions were read. */
    private boolean beginsStep() {
        if (in.startsWith("POSITION ") && in.text().contains("TOTAL-FORCE")) {
            // a step begins with its table of the learned force field, if it has one; the ab-initio table of the same step may follow
            return abInitio || in.text().contains("ML");
        }
        if (abInitio && in.startsWith("-")) {
            final Matcher m = ITERATION.matcher(in.text());
            return m.find() && Long.parseLong(m.group(1)) != ionicStep;
        }
        return false;
    }

    private boolean complete(final RawFrame frame) {
        frame.step = abInitio && ionicStep > 0 ? ionicStep : lastStep + 1;
        lastStep = frame.step;
        frame.timeFs = dynamics && !thinned ? (frame.step - 1) * timeStepFs : Double.NaN;
        if (abInitio) {
            frame.has.add(Quantity.CONVERGED);
        } else {
            frame.dropLabels();
            warn(in.name() + ": steps that VASP's machine-learned force field made are read without energies, forces and stress.");
        }
        return true;
    }

    private void addEnergy(final RawFrame frame, final EnergyKind kind, final boolean learned, final double value) {
        if (kind == energies && !learned) {
            frame.energy = value;
            frame.has.add(Quantity.ENERGY);
        }
    }

    private void readEntropyFree(final RawFrame frame) {
        final Matcher m = ENTROPY_FREE.matcher(in.text());
        if (m.find()) {
            addEnergy(frame, EnergyKind.WITHOUT_ENTROPY, false, number(m.group(1)));
            addEnergy(frame, EnergyKind.SIGMA_TO_ZERO, false, number(m.group(2)));
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

    private void readOther() {
        if (in.startsWith("-")) {
            readIteration();
        } else if (in.startsWith("total energy-change (2. order) :")) {
            readEnergyChange();
        } else if (in.startsWith("in kB")) {
            readStress();
        } else if (in.startsWith("direct lattice vectors")) {
            readLattice();
        } else if (in.startsWith("ions per type =")) {
            readCounts();
        } else if (in.startsWith("VRHFIN =")) {
            final String name = in.text().substring(in.text().indexOf('=') + 1).split(":")[0].strip();
            elements.add(element(name));
        } else if (in.startsWith("POTCAR:")) {
            addTitle();
        } else if (in.startsWith("POTIM  =")) {
            timeStepFs = value(timeStepFs);
        } else if (in.startsWith("IBRION =")) {
            dynamics = value(-1) == 0;
        } else if (in.startsWith("NELM   =")) {
            maxIterations = value(maxIterations);
        } else if (in.startsWith("EDIFF  =")) {
            energyLimit = value(energyLimit);
        } else if (in.startsWith("ML_OUTBLOCK")) {
            thinned |= value(1) > 1;
        }
    }

    private void readIteration() {
        if (in.startsWith("------------------------ aborting loop EDIFF was not reached")) {
            notReached = true;
            return;
        }
        final Matcher m = ITERATION.matcher(in.text());
        if (m.find()) {
            final long step = Long.parseLong(m.group(1));
            notReached &= step == ionicStep;
            ionicStep = step;
            iteration = Long.parseLong(m.group(2));
            energyChange = 0;
        }
    }

    private void readEnergyChange() {
        final String text = in.text();
        final String word = text.substring(text.indexOf(':') + 1).strip().split("[\\s(]", 2)[0];
        try {
            energyChange = Double.parseDouble(word);
        } catch (final NumberFormatException e) {
            // stars: larger than can be printed
            energyChange = Double.POSITIVE_INFINITY;
        }
    }

    private double value(final double otherwise) {
        final Matcher m = VALUE.matcher(in.text());
        return m.find() ? number(m.group(1)) : otherwise;
    }

    private int element(final String name) {
        // VASP prints xenon as X and zirconium as r
        final int z = name.equals("X") ? 54 : name.equals("r") ? 40 : species.find(name);
        if (z == 0) {
            throw in.error("'" + TextInput.shortened(name) + "' is no element", "Say in the settings which element this name stands for.");
        }
        return z;
    }

    /** "POTCAR:    PAW_PBE Ti_sv 08Apr2002": the element where the rest of the POTCAR was cut out. */
    private void addTitle() {
        final String[] words = in.text().strip().split("\\s+");
        final int z = words.length > 2 ? species.find(words[2]) : 0;
        if (z != 0) {
            titles.add(z);
        }
    }

    private void readCounts() {
        if (numbers.length > 0) {
            return;
        }
        for (int i = 0; i < 4; i++) {
            in.word();
        }
        final List<Integer> counts = new ArrayList<>();
        while (!in.atLineEnd()) {
            counts.add(in.atomCount());
        }
        final List<Integer> names = elements.size() >= counts.size() ? elements : titles;
        if (names.size() < counts.size() || names == elements && elements.size() > counts.size()) {
            throw in.error("there are " + counts.size() + " numbers of atoms for " + names.size() + " elements" + (counts.size() == 10
                ? "; old versions of VASP print ten at most" : ""), "Load the vasprun.xml or XDATCAR of this run.");
        }
        long total = 0;
        for (final int n : counts) {
            total = in.atomCount(total + n);
        }
        numbers = new int[(int)total];
        int at = 0;
        for (int i = 0; i < counts.size(); i++) {
            Arrays.fill(numbers, at, at + counts.get(i), names.get(i));
            at += counts.get(i);
        }
    }

    private void readLattice() {
        for (int i = 0; i < 3; i++) {
            line();
            for (int k = 0; k < 3; k++) {
                lattice[3 * i + k] = fixedNumber(3 + 13 * k, 13, "lattice vector");
            }
        }
        try {
            Cell.of(lattice);
        } catch (final InputException e) {
            throw in.error("the cell has no volume; its lattice vectors are " + Arrays.toString(lattice), e.resolution());
        }
        hasLattice = true;
    }

    /** Columns of a fixed width: numbers may touch each other. */
    private double fixedNumber(final int from, final int width, final String what) {
        final String text = in.text();
        final String field = text.length() < from + width ? "" : text.substring(from, from + width).strip();
        try {
            return Double.parseDouble(field.matches("[-+.\\deE]+") ? field : "");
        } catch (final NumberFormatException e) {
            throw in.error("'" + TextInput.shortened(text) + "' is no " + what, TextInput.CHECK_FILE);
        }
    }

    private void line() {
        if (!in.nextLine()) {
            throw new InputException(in.name() + " ends at line " + in.lineNumber() + ", in the middle of a table.", TextInput.CHECK_FILE);
        }
    }

    private void readStress() {
        hasStress = !in.text().contains("*");
        if (!hasStress) {
            warn(in.name() + ", line " + in.lineNumber() + ": the stress is too large to be printed and is left out.");
            return;
        }
        final boolean touching = in.words() != 8;
        if (!touching) {
            in.word();
            in.word();
        }
        final int[][] places = {{0}, {4}, {8}, {1, 3}, {5, 7}, {2, 6}};
        for (int i = 0; i < 6; i++) {
            final double kiloBar = touching ? fixedNumber(9 + 12 * i, 12, "stress") : in.number();
            for (final int k : places[i]) {
                stress[k] = -0.1 * kiloBar / Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
            }
        }
    }

    private boolean readPositions(final RawFrame frame, final boolean learned) {
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
        positions = true;
        abInitio = !learned;
        if (abInitio) {
            frame.has.add(Quantity.FORCES);
            if (hasStress) {
                System.arraycopy(stress, 0, frame.stress, 0, 9);
                frame.has.add(Quantity.STRESS);
            }
            frame.converged = !notReached && !(iteration >= maxIterations && Math.abs(energyChange) > energyLimit);
            closed = false;
        }
        hasStress = false;
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

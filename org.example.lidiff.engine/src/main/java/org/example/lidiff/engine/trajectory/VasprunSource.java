package org.example.lidiff.engine.trajectory;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.StringTokenizer;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;

/**
 * VASP vasprun.xml: positions, forces, energy and stress of each ionic step, and the temperature from its kinetic energy.
 *
 * <p>The stress is in kB, pressure-like, without kinetic part. A step with as many electronic iterations as NELM allows did not converge.
 * Steps that VASP's machine-learned force field made stand beside the calculations, not in them, and have no labels here. Every ionic step is
 * in the file, whatever NBLOCK is. The step's own e_wo_entrp and e_0_energy are wrong in some versions of VASP, so that their distance from
 * e_fr_energy is taken from the last electronic iteration; under pressure the step's energies are enthalpies, and P V is taken off. Document
 * types and external entities are not read.
 */
final class VasprunSource extends FrameSource {

    private static final int MOST_PLAIN_CHARACTERS = 200;

    private final TextInput in;
    private final SpeciesNames species;
    private final XMLStreamReader xml;
    private final Deque<String> path = new ArrayDeque<>();
    private int[] numbers = new int[16];
    private int atoms;
    private boolean symbolCell;
    private int electronicSteps;
    private long maxElectronicSteps = Long.MAX_VALUE;
    private double timeStepFs = Double.NaN;
    private boolean dynamics;
    private boolean learning;
    private int rows;
    private final double[] triple = new double[3];
    private final DecimalScanner scanner = new DecimalScanner();
    private final byte[] bytes = new byte[MOST_PLAIN_CHARACTERS + 1 + DecimalScanner.SPARE_BYTES];
    private boolean ended;
    private final EnergyKind energies;
    private double freeEnergy;
    private double iterationFree;
    private double iterationOther;
    private double kineticEnergy;
    private double pressureKiloBar;
    private boolean begun;
    private boolean iterationsKnown;
    private int outputInterval = 1;

    VasprunSource(final Path file, final SpeciesNames species, final EnergyKind energies) {
        this.species = species;
        this.energies = energies;
        in = new TextInput(file);
        final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            // whatever encoding is declared, all that is read here is ASCII
            xml = factory.createXMLStreamReader(new InputStreamReader(in.stream(), StandardCharsets.ISO_8859_1));
        } catch (final XMLStreamException e) {
            in.close();
            throw malformed(e);
        } catch (final RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private InputException malformed(final XMLStreamException e) {
        final int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
        return new InputException(in.name() + ", line " + line + ": this is no readable XML.", TextInput.CHECK_FILE, e);
    }

    private InputException error(final String what) {
        return new InputException(in.name() + ", line " + xml.getLocation().getLineNumber() + ": " + what + ".", TextInput.CHECK_FILE);
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        frame.clear();
        frame.atoms = 0;
        electronicSteps = 0;
        freeEnergy = Double.NaN;
        iterationFree = Double.NaN;
        iterationOther = Double.NaN;
        kineticEnergy = Double.NaN;
        begun = false;
        try {
            while (!ended && xml.hasNext()) {
                final int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    start(frame);
                } else if (event == XMLStreamConstants.END_ELEMENT && end(frame)) {
                    return true;
                }
            }
        } catch (final XMLStreamException e) {
            if (frames() == 0) {
                throw malformed(e);
            }
            ended = true;
            warn(in.name() + (begun ? " breaks off within frame " + frames() + ": that frame is left out."
                : " breaks off after frame " + (frames() - 1) + "; what it holds up to there is read."));
            return false;
        }
        if (frames() == 0) {
            throw new InputException(in.name() + " holds no complete ionic step.", TextInput.CHECK_FILE);
        }
        return false;
    }

    private void start(final RawFrame frame) throws XMLStreamException {
        final String element = xml.getLocalName();
        final String name = xml.getAttributeValue(null, "name");
        if (path.size() > 100) {
            throw error("the elements are nested more than 100 deep");
        }
        switch (element) {
            case "i" -> parameter(name == null ? "" : name.strip(), text());
            case "v" -> row(frame, text());
            case "c" -> {
                final String text = text();
                if (symbolCell && "atoms".equals(path.peekFirst())) {
                    addAtom(text.strip());
                }
                symbolCell = false;
            }
            default -> {
                electronicSteps += element.equals("scstep") ? 1 : 0;
                begun |= element.equals("calculation") || element.equals("structure") && name == null;
                symbolCell = element.equals("rc");
                if (!element.equals("rc") && !element.equals("set")) {
                    rows = 0;
                    path.push(name == null ? element : name.strip());
                }
            }
        }
    }

    /** The text of the current element, without elements inside; ends at its end tag. */
    private String text() throws XMLStreamException {
        return xml.getElementText();
    }

    private boolean end(final RawFrame frame) {
        final String element = xml.getLocalName();
        if (element.equals("rc") || element.equals("set")) {
            return false;
        }
        if (!path.isEmpty()) {
            path.pop();
        }
        // a step of the learned force field: structure, forces and energy directly under the root
        final boolean learned = element.equals("energy") && path.size() == 1 && frame.atoms > 0;
        if (!element.equals("calculation") && !learned) {
            return false;
        }
        finish(frame);
        return true;
    }

    private void addAtom(final String symbol) {
        // VASP prints xenon as X and zirconium as r
        final int z = symbol.equals("X") ? 54 : symbol.equals("r") ? 40 : species.find(symbol);
        if (z == 0) {
            throw new InputException(in.name() + ", line " + xml.getLocation().getLineNumber() + ": '" + TextInput.shortened(symbol)
                + "' is no element.", "Say in the settings which element this name stands for.");
        }
        numbers = atoms == numbers.length ? Arrays.copyOf(numbers, 2 * atoms) : numbers;
        numbers[atoms++] = z;
    }

    private void parameter(final String name, final String text) {
        switch (name) {
            case "POTIM" -> timeStepFs = number(text);
            case "IBRION" -> dynamics = text.strip().equals("0");
            case "NELM" -> {
                // a second NELM, for GW, follows in the parameters
                maxElectronicSteps = iterationsKnown ? maxElectronicSteps : Math.round(number(text));
                iterationsKnown = true;
            }
            case "PSTRESS" -> pressureKiloBar = number(text);
            case "ML_OUTBLOCK" -> outputInterval = (int)Math.max(1, Math.min(1_000_000, Math.round(number(text))));
            case "ML_LMLFF" -> learning = text.strip().startsWith("T");
            case "e_fr_energy", "e_wo_entrp", "e_0_energy" -> energy(name, text);
            case "kinetic" -> {
                if ("energy".equals(path.peekFirst()) && !path.contains("scstep")) {
                    kineticEnergy = number(text);
                }
            }
            default -> {
                // of no use here
            }
        }
    }

    private void energy(final String name, final String text) {
        if (!"energy".equals(path.peekFirst())) {
            return;
        }
        final boolean free = name.equals("e_fr_energy");
        if (!path.contains("scstep")) {
            freeEnergy = free ? printed(text) : freeEnergy;
        } else if (free) {
            iterationFree = printed(text);
        } else if (name.equals(energies == EnergyKind.SIGMA_TO_ZERO ? "e_0_energy" : "e_wo_entrp")) {
            iterationOther = printed(text);
        }
    }

    /** An energy; NaN for stars, a number that did not fit its column. */
    private double printed(final String text) {
        return text.indexOf('*') >= 0 ? Double.NaN : number(text);
    }

    private void finishEnergy(final RawFrame frame) {
        final double distance = energies == EnergyKind.FREE ? 0 : iterationOther - iterationFree;
        double energy = freeEnergy + distance;
        if (pressureKiloBar != 0) {
            final double work = 0.1 * pressureKiloBar / Units.EV_PER_CUBIC_ANGSTROM_IN_GPA * Cell.of(frame.cell).volume();
            // not in every version: the electronic iterations tell which it is
            final boolean enthalpy = Double.isNaN(iterationFree) || Math.abs(freeEnergy - work - iterationFree) < Math.abs(freeEnergy - iterationFree);
            energy -= enthalpy ? work : 0;
        }
        if (!Double.isNaN(energy)) {
            frame.energy = energy;
            frame.has.add(Quantity.ENERGY);
        }
        if (kineticEnergy > 0 && atoms > 1) {
            frame.temperatureK = 2 * kineticEnergy / (3 * (atoms - 1) * Units.BOLTZMANN);
        }
    }

    private double number(final String text) {
        final String word = text.strip();
        boolean plausible = !word.isEmpty() && word.length() <= 60;
        for (int i = 0; i < word.length() && plausible; i++) {
            final char c = word.charAt(i);
            plausible = c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
        }
        if (plausible) {
            try {
                final double value = Double.parseDouble(word);
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (final NumberFormatException e) {
                throw notANumber(word);
            }
        }
        throw notANumber(word);
    }

    private InputException notANumber(final String word) {
        if (word.indexOf('*') >= 0) {
            return new InputException(in.name() + ", line " + xml.getLocation().getLineNumber() + ": '" + TextInput.shortened(word)
                + "' stands where a number was too large for its column.", "Leave this step out: VASP could not print it.");
        }
        return error("'" + TextInput.shortened(word) + "' is not a finite number");
    }

    private void row(final RawFrame frame, final String text) {
        final String table = path.peekFirst();
        // the root counts: a table directly under it has depth two
        if (table == null || !path.contains("calculation") && !path.contains("structure") && !(path.size() == 2 && table.equals("forces"))) {
            return;
        }
        final double[] target;
        switch (table) {
            case "basis" -> target = frame.cell;
            case "stress" -> target = frame.stress;
            case "positions", "forces" -> {
                if (rows >= atoms) {
                    throw error("there are more " + table + " than the " + atoms + " atoms");
                }
                frame.ensure(atoms, false, true);
                target = table.equals("forces") ? frame.forces : frame.positions;
            }
            default -> {
                return;
            }
        }
        if (3 * rows + 3 > target.length) {
            throw error("'" + table + "' has more than three rows");
        }
        if (!plainTriple(text)) {
            final StringTokenizer words = new StringTokenizer(text);
            if (words.countTokens() != 3) {
                throw error("'" + TextInput.shortened(text) + "' are not three numbers");
            }
            for (int k = 0; k < 3; k++) {
                triple[k] = number(words.nextToken());
            }
        }
        System.arraycopy(triple, 0, target, 3 * rows, 3);
        rows++;
        final int full = table.equals("basis") || table.equals("stress") ? 3 : atoms;
        if (rows == full) {
            complete(frame, table);
        }
    }

    /** Reads three numbers and nothing else from {@code text}; returns false if it is not as simple as that. */
    private boolean plainTriple(final String text) {
        final int n = text.length();
        if (n > MOST_PLAIN_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            final char c = text.charAt(i);
            // an exponent with d is no XML of VASP
            bytes[i] = c < 128 && (c | 0x20) != 'd' ? (byte)c : 0;
        }
        bytes[n] = '\n';
        int p = 0;
        for (int k = 0; k < 3; k++) {
            p = scanner.scan(bytes, p, n + 1);
            if (p < 0) {
                return false;
            }
            triple[k] = scanner.value();
        }
        while (bytes[p] == ' ') {
            p++;
        }
        return p == n;
    }

    private void complete(final RawFrame frame, final String table) {
        switch (table) {
            case "basis" -> {
                try {
                    Cell.of(frame.cell);
                } catch (final InputException e) {
                    throw error("the cell has no volume; its lattice vectors are " + Arrays.toString(frame.cell));
                }
                frame.hasCell = true;
            }
            case "forces" -> frame.has.add(Quantity.FORCES);
            case "stress" -> {
                for (int k = 0; k < 9; k++) {
                    frame.stress[k] *= -0.1 / Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
                }
                frame.has.add(Quantity.STRESS);
            }
            default -> frame.atoms = atoms;
        }
    }

    private void finish(final RawFrame frame) {
        if (frame.atoms != atoms || atoms == 0 || !frame.hasCell) {
            throw error("ionic step " + (frames() + 1) + " has no positions or no cell");
        }
        frame.ensure(atoms, false, false);
        System.arraycopy(numbers, 0, frame.numbers, 0, atoms);
        toCartesian(frame);
        frame.step = frames() + 1;
        // with a learned force field not every step may be written
        frame.timeFs = dynamics && !(learning && outputInterval > 1) ? frames() * timeStepFs : Double.NaN;
        finishEnergy(frame);
        frame.converged = electronicSteps < maxElectronicSteps;
        if (electronicSteps > 0) {
            frame.has.add(Quantity.CONVERGED);
        } else {
            frame.dropLabels();
            warn(in.name() + ": steps that VASP's machine-learned force field made are read without energies, forces and stress.");
        }
    }

    private void toCartesian(final RawFrame frame) {
        final double[] l = frame.cell;
        for (int i = 0; i < 3 * atoms; i += 3) {
            System.arraycopy(frame.positions, i, triple, 0, 3);
            for (int k = 0; k < 3; k++) {
                frame.positions[i + k] = triple[0] * l[k] + triple[1] * l[3 + k] + triple[2] * l[6 + k];
            }
        }
    }

    @Override
    TextInput input() {
        return in;
    }
}

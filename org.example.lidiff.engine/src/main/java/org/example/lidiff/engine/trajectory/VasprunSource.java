package org.example.lidiff.engine.trajectory;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;

/**
 * VASP vasprun.xml: positions, forces, free energy (e_fr_energy, the one that the forces belong to) and stress of each ionic step.
 *
 * <p>The stress is in kB, pressure-like, without kinetic part. A step with as many electronic iterations as NELM allows did not converge;
 * one with none was made by VASP's machine-learned force field and has no labels. Document types and external entities are not read.
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

    VasprunSource(final Path file, final SpeciesNames species) {
        this.species = species;
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
        electronicSteps = 0;
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
            warn(in.name() + " breaks off within frame " + frames() + ": that frame is left out.");
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
            case "i" -> parameter(frame, name == null ? "" : name.strip(), text());
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
        if (!element.equals("calculation")) {
            return false;
        }
        finish(frame);
        return true;
    }

    private void addAtom(final String symbol) {
        final int z = species.find(symbol);
        if (z == 0) {
            throw error("'" + TextInput.shortened(symbol) + "' is no element");
        }
        numbers = atoms == numbers.length ? Arrays.copyOf(numbers, 2 * atoms) : numbers;
        numbers[atoms++] = z;
    }

    private void parameter(final RawFrame frame, final String name, final String text) {
        switch (name) {
            case "POTIM" -> timeStepFs = number(text);
            case "IBRION" -> dynamics = text.strip().equals("0");
            case "NELM" -> maxElectronicSteps = Math.round(number(text));
            case "ML_LMLFF" -> learning = text.strip().startsWith("T");
            case "e_fr_energy" -> {
                if ("energy".equals(path.peekFirst()) && !path.contains("scstep")) {
                    frame.energy = number(text);
                    frame.has.add(Quantity.ENERGY);
                }
            }
            default -> {
                // of no use here
            }
        }
    }

    private double number(final String text) {
        final String word = text.strip();
        try {
            final double value = Double.parseDouble(word.matches("[-+.\\deE]{1,60}") ? word : "");
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (final NumberFormatException e) {
            throw error("'" + TextInput.shortened(word) + "' is not a finite number");
        }
        throw error("'" + TextInput.shortened(word) + "' is not a finite number");
    }

    private void row(final RawFrame frame, final String text) {
        final String table = path.peekFirst();
        if (table == null || !path.contains("calculation")) {
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
            final String[] words = text.strip().split("\\s+");
            if (words.length != 3) {
                throw error("'" + TextInput.shortened(text) + "' are not three numbers");
            }
            for (int k = 0; k < 3; k++) {
                triple[k] = number(words[k]);
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
        // with on-the-fly learning not every step is written, so that the time is unknown
        frame.timeFs = dynamics && !learning ? frames() * timeStepFs : Double.NaN;
        frame.converged = electronicSteps < maxElectronicSteps;
        if (electronicSteps == 0) {
            frame.has.clear();
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

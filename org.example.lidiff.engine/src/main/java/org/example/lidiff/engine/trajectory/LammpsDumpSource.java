package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;

/**
 * LAMMPS dump, custom style: positions wrapped (x), scaled (xs), unwrapped (xu, xsu) or with image flags (ix); orthogonal, restricted and
 * general triclinic boxes; atoms in any order if they have an id; species from an element column or from types.
 *
 * <p>Units "metal" (Å, eV/Å, Å/ps) unless ITEM: UNITS says "real" (Å, kcal/mol/Å, Å/fs). The origin of the box is moved to 0.
 */
final class LammpsDumpSource extends FrameSource {

    private static final List<String> KNOWN = List.of("id", "type", "element", "x", "y", "z", "xs", "ys", "zs", "xu", "yu", "zu", "xsu",
        "ysu", "zsu", "ix", "iy", "iz", "vx", "vy", "vz", "fx", "fy", "fz");

    private static final List<String> ITEMS = List.of("ITEM: NUMBER OF ATOMS", "ITEM: TIME", "ITEM: UNITS");

    private final TextInput in;
    private final SpeciesNames species;
    private final double[] cell = new double[9];
    private final double[] origin = new double[3];
    private final double[] values = new double[KNOWN.size()];
    private int[] columns = {};
    private String columnText;
    private String position = "";
    private boolean images;
    private boolean forces;
    private boolean velocities;
    private double forceUnit = 1;
    private double velocityUnit = 1e-3;
    private double timeUnit = 1000;
    private long[] ids = {};
    private boolean sorted;
    private boolean unitsKnown;
    private long[] firstIds;
    private int lastType;
    private boolean severalTypes;

    LammpsDumpSource(final Path file, final SpeciesNames species, final LammpsUnits units) {
        in = new TextInput(file);
        this.species = species;
        unitsKnown = units != LammpsUnits.AUTO;
        use(units);
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        frame.clear();
        int atoms = -1;
        boolean box = false;
        while (in.nextLine()) {
            if (in.startsWith("ITEM: ATOMS")) {
                if (atoms < 0 || !box) {
                    throw in.error("the atoms come before their number or the box", TextInput.CHECK_FILE);
                }
                frame.atoms = atoms;
                frame.line = in.lineNumber();
                return wanted ? readAtoms(frame) : skipAtoms(atoms);
            } else if (in.startsWith("ITEM: BOX BOUNDS")) {
                if (!readBox()) {
                    return truncated(0, Math.max(1, atoms));
                }
                box = true;
            } else if (ITEMS.stream().anyMatch(in::startsWith)) {
                final String item = in.text().strip().substring(5).strip();
                if (!in.nextLine()) {
                    return truncated(0, Math.max(1, atoms));
                }
                atoms = item.equals("NUMBER OF ATOMS") ? in.atomCount() : atoms;
                readItem(frame, item);
            } else if (!in.atLineEnd()) {
                throw in.error("'" + TextInput.shortened(in.text()) + "' is not expected here in a LAMMPS dump", TextInput.CHECK_FILE);
            }
        }
        return frame.step != RawFrame.NO_STEP && truncated(0, Math.max(1, atoms));
    }

    private void readItem(final RawFrame frame, final String item) {
        switch (item) {
            case "TIMESTEP" -> frame.step = in.integer();
            case "TIME" -> frame.timeFs = in.number() * timeUnit;
            case "UNITS" -> units(in.word());
            default -> {
                // of no use here
            }
        }
    }

    private void units(final String name) {
        if (!name.equals("metal") && !name.equals("real")) {
            throw in.error("the units are '" + TextInput.shortened(name) + "'; metal and real can be read",
                "Write the dump with units metal or real.");
        }
        unitsKnown = true;
        use(name.equals("real") ? LammpsUnits.REAL : LammpsUnits.METAL);
    }

    private void use(final LammpsUnits units) {
        final boolean real = units == LammpsUnits.REAL;
        forceUnit = real ? Units.KCAL_PER_MOL : 1;
        velocityUnit = real ? 1 : 1e-3;
        timeUnit = real ? 1 : 1000;
    }

    private boolean readBox() {
        final String text = in.text();
        final boolean general = text.contains("abc");
        final boolean tilted = text.contains("xy");
        final double[] b = new double[12];
        final int width = general ? 4 : tilted ? 3 : 2;
        for (int i = 0; i < 3; i++) {
            if (!in.nextLine()) {
                return false;
            }
            for (int k = 0; k < width; k++) {
                b[width * i + k] = in.number();
            }
        }
        if (general) {
            for (int i = 0; i < 3; i++) {
                System.arraycopy(b, 4 * i, cell, 3 * i, 3);
                origin[i] = b[4 * i + 3];
            }
        } else {
            final double xy = tilted ? b[2] : 0;
            final double xz = tilted ? b[5] : 0;
            final double yz = tilted ? b[8] : 0;
            // the bounds are those of the tilted box's bounding box
            final double xlo = b[0] - Math.min(Math.min(0, xy), Math.min(xz, xy + xz));
            final double xhi = b[1] - Math.max(Math.max(0, xy), Math.max(xz, xy + xz));
            final double ylo = b[width] - Math.min(0, yz);
            final double yhi = b[width + 1] - Math.max(0, yz);
            origin[0] = xlo;
            origin[1] = ylo;
            origin[2] = b[2 * width];
            final double[] rows = {xhi - xlo, 0, 0, xy, yhi - ylo, 0, xz, yz, b[2 * width + 1] - origin[2]};
            System.arraycopy(rows, 0, cell, 0, 9);
        }
        try {
            Cell.of(cell);
        } catch (final InputException e) {
            throw in.error("the cell has no volume; its lattice vectors are " + Arrays.toString(cell), e.resolution());
        }
        if (text.matches(".*\\s[fsm][fsm]?(\\s.*|$)")) {
            warn(in.name() + " says '" + TextInput.shortened(text.substring(text.indexOf("ITEM:"))) + "': it is read as periodic in all directions.");
        }
        return true;
    }

    private boolean skipAtoms(final int atoms) {
        for (int i = 0; i < atoms; i++) {
            if (!in.nextLine()) {
                return truncated(i, atoms);
            }
        }
        return true;
    }

    private void findColumns() {
        final String text = in.text().substring(in.text().indexOf("ATOMS") + 5).strip().toLowerCase(Locale.ROOT);
        if (text.equals(columnText)) {
            return;
        }
        final List<String> names = List.of(text.split("\\s+"));
        columns = names.stream().mapToInt(KNOWN::indexOf).toArray();
        position = names.containsAll(List.of("xu", "yu", "zu")) ? "xu" : names.containsAll(List.of("x", "y", "z")) ? "x"
            : names.containsAll(List.of("xsu", "ysu", "zsu")) ? "xsu" : names.containsAll(List.of("xs", "ys", "zs")) ? "xs" : "";
        if (position.isEmpty()) {
            throw in.error("the columns '" + TextInput.shortened(text) + "' hold no positions",
                "Dump x y z, xs ys zs, xu yu zu or xsu ysu zsu.");
        }
        if (!names.contains("element") && !names.contains("type")) {
            throw in.error("the columns '" + TextInput.shortened(text) + "' hold neither element nor type",
                "Dump the element or the type of each atom.");
        }
        images = names.containsAll(List.of("ix", "iy", "iz")) && !position.endsWith("u");
        forces = names.containsAll(List.of("fx", "fy", "fz"));
        velocities = names.containsAll(List.of("vx", "vy", "vz"));
        columnText = text;
    }

    private boolean readAtoms(final RawFrame frame) {
        findColumns();
        final boolean byElement = Arrays.stream(columns).anyMatch(c -> c == 2);
        final int px = KNOWN.indexOf(position);
        final boolean hasIds = Arrays.stream(columns).anyMatch(c -> c == 0);
        sorted = true;
        long lastId = Long.MIN_VALUE;
        for (int i = 0; i < frame.atoms; i++) {
            if (!in.nextLine()) {
                return truncated(i, frame.atoms);
            }
            if (i == frame.numbers.length || i == 0 || i == ids.length) {
                frame.ensure(Math.min(frame.atoms, Math.max(64, 2 * i)), velocities, forces);
                ids = Arrays.copyOf(ids, Math.max(ids.length, frame.numbers.length));
            }
            for (final int c : columns) {
                if (c == 2 || c == 1 && !byElement) {
                    frame.numbers[i] = readSpecies(c == 1);
                } else if (c == 1) {
                    noteType(i);
                } else if (c < 0) {
                    skipColumn();
                } else {
                    values[c] = in.number();
                }
            }
            if (hasIds) {
                ids[i] = (long)values[0];
                sorted &= ids[i] > lastId;
                lastId = ids[i];
            }
            place(frame, i, px);
        }
        if (byElement && columns.length > 0) {
            checkElements(frame);
        }
        finish(frame, hasIds);
        return true;
    }

    /** LAMMPS names every type C unless it is told the elements. */
    private void checkElements(final RawFrame frame) {
        boolean carbon = severalTypes;
        for (int i = 0; i < frame.atoms && carbon; i++) {
            carbon = frame.numbers[i] == 6;
        }
        if (carbon) {
            throw in.error("all atoms are the element C, but they have several types", "Give LAMMPS the elements (dump_modify … element), or"
                + " dump without the element and say in the settings which element each type is.");
        }
    }

    /** Several types under one element name are suspicious; types may be numbers or labels. */
    private void noteType(final int atom) {
        final int key = in.shortWord();
        if (key < 0) {
            skipColumn();
        }
        severalTypes |= atom > 0 && key != lastType;
        lastType = key;
    }

    private int readSpecies(final boolean type) {
        if (!type) {
            return species.read(in);
        }
        final String name = in.word();
        final int z = species.find(name);
        if (z == 0) {
            throw in.error("the atoms have types (here '" + TextInput.shortened(name) + "') and no elements",
                "Say in the settings which element each type is, for example 1 = Li, or dump the element.");
        }
        return z;
    }

    private void skipColumn() {
        if (!in.skipWord()) {
            throw in.error("the line has fewer columns than ITEM: ATOMS announces", TextInput.CHECK_FILE);
        }
    }

    private void place(final RawFrame frame, final int i, final int px) {
        double a = values[px];
        double b = values[px + 1];
        double c = values[px + 2];
        final double[] x = frame.positions;
        final boolean scaled = position.startsWith("xs");
        if (!scaled) {
            x[3 * i] = a - origin[0];
            x[3 * i + 1] = b - origin[1];
            x[3 * i + 2] = c - origin[2];
            a = 0;
            b = 0;
            c = 0;
        } else {
            Arrays.fill(x, 3 * i, 3 * i + 3, 0);
        }
        if (images) {
            a += values[15];
            b += values[16];
            c += values[17];
        }
        if (scaled || images) {
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] += a * cell[k] + b * cell[3 + k] + c * cell[6 + k];
            }
        }
        for (int k = 0; k < 3; k++) {
            if (velocities) {
                frame.velocities[3 * i + k] = velocityUnit * values[18 + k];
            }
            if (forces) {
                frame.forces[3 * i + k] = forceUnit * values[21 + k];
            }
        }
    }

    private void finish(final RawFrame frame, final boolean hasIds) {
        if (!unitsKnown && (forces || velocities)) {
            warn(in.name() + " does not say its units: they are taken as metal (forces in eV/Å, velocities in Å/ps). Choose the units in the settings if"
                + " they are others.");
        }
        System.arraycopy(cell, 0, frame.cell, 0, 9);
        frame.hasCell = true;
        frame.unwrapped = images || position.endsWith("u");
        if (forces) {
            frame.has.add(Quantity.FORCES);
        }
        if (velocities) {
            frame.has.add(Quantity.VELOCITIES);
        }
        if (hasIds && !sorted) {
            sort(frame);
        }
        if (hasIds) {
            checkIds(frame);
        } else {
            warn(in.name() + " has no atom ids: the atoms are taken to be in the same order in every frame.");
        }
    }

    private void sort(final RawFrame frame) {
        final int n = frame.atoms;
        final long[][] order = new long[n][];
        for (int i = 0; i < n; i++) {
            order[i] = new long[] {ids[i], i};
        }
        Arrays.sort(order, (p, q) -> Long.compare(p[0], q[0]));
        final int[] z = new int[n];
        for (int i = 0; i < n; i++) {
            z[i] = frame.numbers[(int)order[i][1]];
            if (i > 0 && order[i][0] == order[i - 1][0]) {
                throw in.error("two atoms of frame " + frames() + " have the id " + order[i][0], TextInput.CHECK_FILE);
            }
        }
        System.arraycopy(z, 0, frame.numbers, 0, n);
        for (int i = 0; i < n; i++) {
            ids[i] = order[i][0];
        }
        permute(frame.positions, order);
        if (forces) {
            permute(frame.forces, order);
        }
        if (velocities) {
            permute(frame.velocities, order);
        }
    }

    /** The same atoms must be in every frame: others would take their places unnoticed. */
    private void checkIds(final RawFrame frame) {
        if (firstIds == null) {
            firstIds = Arrays.copyOf(ids, frame.atoms);
        } else if (firstIds.length == frame.atoms) {
            for (int i = 0; i < frame.atoms; i++) {
                if (ids[i] != firstIds[i]) {
                    throw in.error("frame " + frames() + " has an atom with the id " + ids[i] + ", and the first frame had " + firstIds[i]
                        + " in its place", "Dump a group of atoms that stays the same.");
                }
            }
        }
    }

    private static void permute(final double[] triples, final long[][] order) {
        final double[] copy = Arrays.copyOf(triples, 3 * order.length);
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(copy, 3 * (int)order[i][1], triples, 3 * i, 3);
        }
    }

    @Override
    TextInput input() {
        return in;
    }
}

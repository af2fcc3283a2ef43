package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;

import org.example.lidiff.engine.InputException;

/**
 * VASP XDATCAR: one header for all frames, or one before every frame (variable cell).
 *
 * <p>After the {@link VaspHeader}, frames begin with "Direct configuration=", "Cartesian configuration=", "Konfig=" or a blank line.
 */
final class XdatcarSource extends FrameSource {

    private final TextInput in;
    private final VaspHeader header;
    private final double[] triple = new double[3];
    private boolean headerRead;
    private boolean cartesian;
    private long step;

    XdatcarSource(final Path file, final SpeciesNames species) {
        in = new TextInput(file);
        header = new VaspHeader(in, species);
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        if (!findFrame()) {
            return false;
        }
        final int[] numbers = header.numbers();
        frame.clear();
        frame.step = step;
        frame.line = in.lineNumber();
        frame.atoms = numbers.length;
        frame.ensure(numbers.length, false, false);
        final double[] x = frame.positions;
        for (int i = 0; i < numbers.length; i++) {
            if (wanted && in.nextRow(triple, 3)) {
                place(x, 3 * i);
                continue;
            }
            if (!in.nextLine()) {
                return truncated(i, numbers.length);
            }
            if (!wanted) {
                if (in.words() < 3) {
                    throw shortFrame(i);
                }
                continue;
            }
            if (in.startsWith("Direct") || in.startsWith("Cartesian") || in.atLineEnd()) {
                throw shortFrame(i);
            }
            for (int k = 0; k < 3; k++) {
                triple[k] = in.number();
            }
            place(x, 3 * i);
        }
        System.arraycopy(numbers, 0, frame.numbers, 0, numbers.length);
        System.arraycopy(header.lattice(), 0, frame.cell, 0, 9);
        frame.hasCell = true;
        return true;
    }

    /** Puts the triple that was read, as a Cartesian position, to {@code x[at…at+2]}. */
    private void place(final double[] x, final int at) {
        final double a = triple[0];
        final double b = triple[1];
        final double c = triple[2];
        if (cartesian) {
            final double[] axisScale = header.axisScale();
            x[at] = a * axisScale[0];
            x[at + 1] = b * axisScale[1];
            x[at + 2] = c * axisScale[2];
        } else {
            final double[] lattice = header.lattice();
            x[at] = a * lattice[0] + b * lattice[3] + c * lattice[6];
            x[at + 1] = a * lattice[1] + b * lattice[4] + c * lattice[7];
            x[at + 2] = a * lattice[2] + b * lattice[5] + c * lattice[8];
        }
    }

    private InputException shortFrame(final int found) {
        return in.error("frame " + frames() + " has " + found + " positions, and the header announces " + header.numbers().length
            + " atoms (" + header.formula() + ")", "Remove the incomplete frame, or correct the numbers of atoms in the header.");
    }

    /** Goes to the line before the positions. Returns false at the end of the file. */
    private boolean findFrame() {
        while (in.nextLine()) {
            if (headerRead && frameLine()) {
                return true;
            }
            if (headerRead && in.atLineEnd()) {
                // a blank line opens a frame of old files; before a title, or at the end of the file, it means nothing
                if (!in.nextLine()) {
                    return false;
                }
                final boolean positions = in.words() == 3 && !frameLine();
                in.pushBack();
                if (positions) {
                    step = RawFrame.NO_STEP;
                    cartesian = false;
                    return true;
                }
                continue;
            }
            if (!headerRead && in.lineNumber() > 1 && in.atLineEnd()) {
                continue;
            }
            header.read();
            headerRead = true;
        }
        return false;
    }

    private boolean frameLine() {
        final boolean direct = in.startsWith("Direct") || in.startsWith("direct") || in.startsWith("Konfig");
        if (!direct && !in.startsWith("Cartesian") && !in.startsWith("cartesian")) {
            return false;
        }
        cartesian = !direct;
        final String text = in.text();
        final String number = text.substring(text.indexOf('=') + 1).strip();
        try {
            step = Long.parseLong(number);
        } catch (final NumberFormatException e) {
            step = RawFrame.NO_STEP;
        }
        return true;
    }

    @Override
    TextInput input() {
        return in;
    }
}

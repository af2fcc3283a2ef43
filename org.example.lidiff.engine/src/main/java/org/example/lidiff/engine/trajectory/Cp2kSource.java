package org.example.lidiff.engine.trajectory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Units;

/**
 * The files of a CP2K project, joined on the step number.
 *
 * <p>Positions Å, forces hartree/bohr, velocities bohr per atomic unit of time, energies hartree; the stress in bar, GPa or atomic units as
 * its header says, pressure-like, so its sign is turned. The stress of an MD run contains the kinetic part; where the .ener file says that
 * nothing moves in any step, it does not.
 */
final class Cp2kSource extends FrameSource {

    /** 1 bohr per atomic unit of time (CODATA 2018: 2.4188843265857e-17 s) in Å/fs. */
    private static final double ATOMIC_VELOCITY = Units.BOHR / 0.024188843265857;

    private final FrameSource positions;
    private final Companion forces;
    private final Companion velocities;
    private final StepTable energies;
    private final StepTable cells;
    private final StepTable stresses;
    private final double stressUnit;
    private final double cellUnit;
    private final Optional<Cell> givenCell;
    private final boolean moving;
    private final List<Runnable> closing = new ArrayList<>();

    Cp2kSource(final Cp2kFiles files, final SpeciesNames species, final ReadOptions options, final Progress progress) {
        givenCell = options.cell();
        // single points may all have the step 0; what is in other files is found by the step, so that it must be unique there
        final boolean restarts = options.kind() == RunKind.CONTINUOUS || !files.others().isEmpty();
        boolean complete = false;
        try {
            positions = keep(xyz(files.positions(), species, 1, restarts ? progress : null));
            forces = companion(files.others().get("frc"), species, Units.HARTREE_PER_BOHR, progress);
            velocities = companion(files.others().get("vel"), species, ATOMIC_VELOCITY, progress);
            energies = table(files.others().get("ener"), 4);
            moving = energies == null || energies.hasOtherThanZero(1);
            cells = table(files.others().get("cell"), 10);
            stresses = table(files.others().get("stress"), 10);
            cellUnit = cells == null || cells.header().toLowerCase(Locale.ROOT).contains("angstrom") || cells.header().isEmpty() ? 1
                : Units.BOHR;
            stressUnit = stresses == null ? 0 : stressUnit(files.others().get("stress"), stresses.header());
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private static FrameSource xyz(final Path file, final SpeciesNames species, final double unit, final Progress restarts) {
        return restarts == null ? XyzSource.withoutCell(file, species, unit)
            : RestartFilter.open(() -> XyzSource.withoutCell(file, species, unit), restarts);
    }

    private FrameSource keep(final FrameSource source) {
        closing.add(source::close);
        return source;
    }

    private Companion companion(final Path file, final SpeciesNames species, final double unit, final Progress progress) {
        return file == null ? null
            : new Companion(keep(xyz(file, species, unit, progress)), file);
    }

    private StepTable table(final Path file, final int columns) {
        if (file == null) {
            return null;
        }
        final StepTable table = new StepTable(file, columns);
        closing.add(table::close);
        return table;
    }

    private static double stressUnit(final Path file, final String header) {
        final double gpa = header.contains("[bar]") ? 1e-4 : header.contains("[GPa]") ? 1
            : header.contains("[a.u.]") ? Units.ATOMIC_STRESS_IN_GPA : header.contains("[kbar]") ? 0.1 : Double.NaN;
        if (Double.isNaN(gpa)) {
            throw new InputException(file.getFileName() + " does not say its unit in its first line: '" + TextInput.shortened(header) + "'.",
                "Add the line that CP2K writes, with [bar], [GPa] or [a.u.], or take the file out of the folder.");
        }
        return gpa / Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
    }

    @Override
    boolean read(final RawFrame frame, final boolean wanted) {
        if (!wanted) {
            return positions.skip(frame);
        }
        if (!positions.next(frame)) {
            return false;
        }
        final boolean joinable = frame.step != RawFrame.NO_STEP;
        if (!joinable && (forces != null || velocities != null || energies != null || cells != null || stresses != null)) {
            throw new InputException(input().name() + ", line " + (frame.line + 1) + ": frame " + frames() + " has no step number 'i = …'.",
                "Use the file as CP2K wrote it: the other files of the project are joined on the step number.");
        }
        readCell(frame);
        if (forces != null && forces.seek(frame)) {
            frame.ensure(frame.atoms, false, true);
            System.arraycopy(forces.frame.positions, 0, frame.forces, 0, 3 * frame.atoms);
            frame.has.add(Quantity.FORCES);
        }
        if (velocities != null && velocities.seek(frame)) {
            frame.ensure(frame.atoms, true, false);
            System.arraycopy(velocities.frame.positions, 0, frame.velocities, 0, 3 * frame.atoms);
            frame.has.add(Quantity.VELOCITIES);
        }
        readTables(frame);
        return true;
    }

    private void readCell(final RawFrame frame) {
        if (cells != null && (cells.seek(frame.step) || cells.seekConstant())) {
            for (int k = 0; k < 9; k++) {
                frame.cell[k] = cellUnit * cells.row()[1 + k];
            }
            frame.hasCell = true;
            checkVolume(frame);
        } else if (!frame.hasCell && givenCell.isPresent()) {
            System.arraycopy(givenCell.get().rows(), 0, frame.cell, 0, 9);
            frame.hasCell = true;
        } else if (!frame.hasCell) {
            throw new InputException(input().name() + " has no cell" + (cells == null ? ", and there is no .cell file beside it"
                : ", and the .cell file beside it, in which the cell changes, has none for step " + frame.step) + ".", cells == null
                ? "Give the cell in the settings, or add the .cell file." : "Let CP2K print the cell in every step, or take the file out of the"
                + " folder and give one cell in the settings.");
        }
    }

    private void checkVolume(final RawFrame frame) {
        try {
            Cell.of(frame.cell);
        } catch (final InputException e) {
            throw new InputException("The .cell file of " + input().name() + ", step " + frame.step + ": " + e.summary(), e.resolution(), e);
        }
    }

    private void readTables(final RawFrame frame) {
        frame.stressKind = moving ? StressKind.TOTAL : StressKind.POTENTIAL;
        if (energies != null && energies.seek(frame.step)) {
            final double[] row = energies.row();
            frame.temperatureK = row[2];
            if (frame.has.add(Quantity.ENERGY)) {
                frame.energy = row[3] * Units.HARTREE;
            }
        }
        if (stresses != null && stresses.seek(frame.step)) {
            for (int k = 0; k < 9; k++) {
                frame.stress[k] = -stressUnit * stresses.row()[1 + k];
            }
            frame.has.add(Quantity.STRESS);
        }
    }

    @Override
    List<String> warnings() {
        positions.warnings().forEach(this::warn);
        for (final Companion c : new Companion[] {forces, velocities}) {
            if (c != null) {
                c.source.warnings().forEach(this::warn);
            }
        }
        return super.warnings();
    }

    @Override
    long repeated() {
        return positions.repeated();
    }

    @Override
    TextInput input() {
        return positions.input();
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }

    /** Forces or velocities, read forwards beside the positions. */
    private static final class Companion {
        private final FrameSource source;
        private final String name;
        private final RawFrame frame = new RawFrame();
        private boolean more = true;

        Companion(final FrameSource source, final Path file) {
            this.source = source;
            name = file.getFileName().toString();
        }

        boolean seek(final RawFrame wanted) {
            while (more && (frame.step == RawFrame.NO_STEP || frame.step < wanted.step)) {
                more = source.next(frame);
                if (more && frame.step == RawFrame.NO_STEP) {
                    throw new InputException(name + ", line " + (frame.line + 1) + ": a frame has no step number 'i = …'.",
                        "Use the file as CP2K wrote it, or take it out of the folder.");
                }
            }
            if (more && frame.step == wanted.step && frame.atoms != wanted.atoms) {
                throw new InputException(name + " has " + frame.atoms + " atoms in step " + frame.step + ", and the positions have "
                    + wanted.atoms + ".", "Use files of the same run.");
            }
            return more && frame.step == wanted.step;
        }
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FrameSummaries.FrameSummary;

/** Looks at the frames of one run, one after the other. */
final class FrameInspector {

    private final Trajectory run;
    private final int number;
    private final int width;
    private final double[] masses;
    private final LabelCheck labels;
    private final ClockCheck clock;
    private final double[] now;
    private final double[] before;
    private final double[] step;
    private final double[] forces;
    private final double[] cell = new double[9];
    private final List<String> warnings = new ArrayList<>();
    private LatticeSteps steps;
    private boolean hasForces;

    FrameInspector(final Trajectory run, final int number) {
        this.run = run;
        this.number = number;
        width = 3 * run.atoms();
        masses = Arrays.stream(run.atomicNumbers()).mapToDouble(z -> Element.of(z).mass()).toArray();
        labels = new LabelCheck(run.atoms());
        clock = new ClockCheck(run.atomicNumbers());
        now = new double[width];
        before = new double[width];
        step = new double[width];
        forces = new double[width];
        steps = run.info().kind() == RunKind.CONTINUOUS ? new LatticeSteps(run.info(), run.atomicNumbers(), true) : null;
    }

    /** Frame {@code frame} of the run, which is frame {@code f} of the block. */
    FrameSummary inspect(final long frame, final FrameBlock block, final int f) {
        final List<String> flags = new ArrayList<>();
        final double energy = has(block, Quantity.ENERGY) ? block.energies()[f] : Double.NaN;
        final double temperature = temperature(block, f);
        clock.addTemperature(temperature);
        if (has(block, Quantity.CONVERGED) && block.converged()[f] == 0) {
            flags.add("not converged");
        }
        if (has(block, Quantity.ENERGY) && Double.isNaN(energy)) {
            flags.add("no energy");
        }
        if (has(block, Quantity.FORCES) && Double.isNaN(block.forces()[width * f])) {
            flags.add("no forces");
        }
        if (has(block, Quantity.STRESS) && Double.isNaN(block.stresses()[9 * f])) {
            flags.add("no stress");
        }
        if (steps != null && follow(frame, block, f, energy)) {
            flags.add("an atom moves too far since the frame before");
        }
        final boolean moves = run.info().kind() == RunKind.CONTINUOUS;
        return new FrameSummary(number, frame, block.steps()[f], moves ? frame * run.info().frameIntervalFs() : Double.NaN, energy,
            temperature, maxForce(block, f), pressure(block, f), Cell.of(Arrays.copyOfRange(block.cells(), 9 * f, 9 * f + 9)).volume(),
            List.copyOf(flags));
    }

    /** Follows the atoms to the next frame. Returns whether one of them moved too far to be followed safely. */
    private boolean follow(final long frame, final FrameBlock block, final int f, final double energy) {
        final long coarse = steps.coarseSteps();
        try {
            steps.advance(frame, block.cells(), 9 * f, block.positions(), width * f);
        } catch (final InputException e) {
            // a break in the cell is of no concern to training; what follows the atoms will refuse the run
            warnings.add("'" + run.info().source() + "': " + e.summary());
            steps = null;
            return false;
        }
        steps.copyTo(now, 0, cell, 0);
        final boolean labeled = has(block, Quantity.FORCES) && !Double.isNaN(block.forces()[width * f]);
        double work = frame > 0 && labeled && hasForces ? 0 : Double.NaN;
        for (int i = 0; i < width && frame > 0; i += 3) {
            final double a = now[i] - before[i];
            final double b = now[i + 1] - before[i + 1];
            final double c = now[i + 2] - before[i + 2];
            for (int k = 0; k < 3; k++) {
                step[i + k] = a * cell[k] + b * cell[3 + k] + c * cell[6 + k];
                if (labeled) {
                    work += 0.5 * (forces[i + k] + block.forces()[width * f + i + k]) * step[i + k];
                }
            }
        }
        if (frame > 0) {
            clock.add(step);
        }
        labels.add(work, energy);
        System.arraycopy(now, 0, before, 0, width);
        if (labeled) {
            System.arraycopy(block.forces(), width * f, forces, 0, width);
        }
        hasForces = labeled;
        return steps.coarseSteps() > coarse;
    }

    private double temperature(final FrameBlock block, final int f) {
        if (has(block, Quantity.TEMPERATURE) && !Double.isNaN(block.temperatures()[f])) {
            return block.temperatures()[f];
        }
        if (!has(block, Quantity.VELOCITIES) || masses.length < 2) {
            return Double.NaN;
        }
        double twiceKinetic = 0;
        for (int i = 0; i < width; i++) {
            final double v = block.velocities()[width * f + i];
            twiceKinetic += masses[i / 3] * v * v;
        }
        return twiceKinetic * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS / (3 * (masses.length - 1) * Units.BOLTZMANN);
    }

    private double maxForce(final FrameBlock block, final int f) {
        if (!has(block, Quantity.FORCES)) {
            return Double.NaN;
        }
        double max = 0;
        final double[] force = block.forces();
        for (int i = width * f; i < width * (f + 1); i += 3) {
            final double f2 = force[i] * force[i] + force[i + 1] * force[i + 1] + force[i + 2] * force[i + 2];
            // also true for NaN, which must not be hidden
            max = f2 <= max ? max : f2;
        }
        return Math.sqrt(max);
    }

    private static double pressure(final FrameBlock block, final int f) {
        if (!has(block, Quantity.STRESS)) {
            return Double.NaN;
        }
        final double[] s = block.stresses();
        return -(s[9 * f] + s[9 * f + 4] + s[9 * f + 8]) / 3 * Units.EV_PER_CUBIC_ANGSTROM_IN_GPA;
    }

    private static boolean has(final FrameBlock block, final Quantity quantity) {
        return block.quantities().contains(quantity);
    }

    /** What is doubtful in the run, complete after its last frame. */
    List<String> warnings() {
        labels.warning(run.info().source()).ifPresent(warnings::add);
        clock.warning(run.info()).ifPresent(warnings::add);
        if (steps != null) {
            warnings.addAll(steps.warnings());
        }
        return warnings;
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.Arrays;
import java.util.OptionalInt;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** Extended XYZ, for ASE or for the training of GPUMD. */
final class XyzFormat implements TrajectoryExport.FrameFormat {

    private final TextOutput out;
    private final String[] symbols;
    private final RunInfo info;
    private final boolean gpumd;
    private final OptionalInt number;

    private XyzFormat(final Trajectory run, final TextOutput out, final boolean gpumd, final OptionalInt number) {
        this.out = out;
        this.gpumd = gpumd;
        this.number = number;
        info = run.info();
        symbols = Arrays.stream(run.atomicNumbers()).mapToObj(z -> Element.of(z).symbol()).toArray(String[]::new);
    }

    /** For ASE; with the {@code number} of the run in place of steps and times where several runs share the file. */
    static XyzFormat extended(final Trajectory run, final TextOutput out, final OptionalInt number) {
        return new XyzFormat(run, out, false, number);
    }

    /** For the training of GPUMD. */
    static XyzFormat gpumd(final Trajectory run, final TextOutput out) {
        return new XyzFormat(run, out, true, OptionalInt.empty());
    }

    @Override
    public boolean write(final FrameBlock block, final int index, final long frame) {
        final int w = 3 * symbols.length;
        final boolean energy = has(block, Quantity.ENERGY, index);
        final boolean forces = has(block, Quantity.FORCES, index * w);
        final boolean stress = has(block, Quantity.STRESS, 9 * index);
        final boolean velocities = !gpumd && has(block, Quantity.VELOCITIES, index * w);
        if (gpumd && !(energy && forces)) {
            return false;
        }
        out.text(Integer.toString(symbols.length)).newLine();
        out.text("Lattice=\"");
        numbers(block.cells(), 9 * index, 9, 1);
        out.text("\" Properties=species:S:1:pos:R:3" + (forces ? gpumd ? ":force:R:3" : ":forces:R:3" : "") + (velocities ? ":vel:R:3" : ""));
        if (energy) {
            out.text(" energy=" + block.energies()[index]);
        }
        if (stress) {
            writeStress(block, index);
        }
        if (number.isPresent()) {
            out.text(" run=" + number.getAsInt() + " frame=" + frame);
        } else if (!gpumd) {
            out.text(" step=" + block.steps()[index]);
            if (!Double.isNaN(info.frameIntervalFs())) {
                out.text(" time_fs=" + frame * info.frameIntervalFs());
            }
        }
        final double temperature = has(block, Quantity.TEMPERATURE, index) ? block.temperatures()[index] : info.temperatureK();
        if (!gpumd && temperature > 0) {
            out.text(" temperature=" + temperature);
        }
        out.text(" pbc=\"T T T\"").newLine();
        for (int i = 0; i < symbols.length; i++) {
            out.text(symbols[i]);
            numbers(block.positions(), index * w + 3 * i, 3, 1);
            if (forces) {
                numbers(block.forces(), index * w + 3 * i, 3, 1);
            }
            if (velocities) {
                final int at = index * w + 3 * i;
                out.precise(block.velocities()[at]).precise(block.velocities()[at + 1]).precise(block.velocities()[at + 2]);
            }
            out.newLine();
        }
        return true;
    }

    private void writeStress(final FrameBlock block, final int index) {
        if (gpumd && info.stressKind() == StressKind.POTENTIAL) {
            out.text(" virial=\"");
            numbers(block.stresses(), 9 * index, 9, -Cell.of(Arrays.copyOfRange(block.cells(), 9 * index, 9 * index + 9)).volume());
            out.text("\"");
        } else if (!gpumd) {
            out.text(info.stressKind() == StressKind.POTENTIAL ? " stress=\"" : " total_stress=\"");
            for (int k = 0; k < 9; k++) {
                out.precise(block.stresses()[9 * index + k]);
            }
            out.text("\"");
        }
    }

    private static boolean has(final FrameBlock block, final Quantity quantity, final int at) {
        return block.quantities().contains(quantity) && !Double.isNaN(InMemoryTrajectory.array(block, quantity)[at]);
    }

    private void numbers(final double[] values, final int from, final int count, final double factor) {
        for (int k = 0; k < count; k++) {
            out.number(factor * values[from + k]);
        }
    }
}

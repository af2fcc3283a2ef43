package org.example.lidiff.engine.trajectory;

import java.util.Arrays;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;

/** Extended XYZ, for ASE or for the training of GPUMD. */
final class XyzFormat implements TrajectoryExport.FrameFormat {

    private final TextOutput out;
    private final String[] symbols;
    private final RunInfo info;
    private final boolean gpumd;

    XyzFormat(final Trajectory run, final TextOutput out, final boolean gpumd) {
        this.out = out;
        this.gpumd = gpumd;
        info = run.info();
        symbols = Arrays.stream(run.atomicNumbers()).mapToObj(z -> Element.of(z).symbol()).toArray(String[]::new);
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
        if (!gpumd) {
            out.text(" step=" + block.steps()[index]);
            if (!Double.isNaN(info.frameIntervalFs())) {
                out.text(" time_fs=" + frame * info.frameIntervalFs());
            }
        }
        out.text(" pbc=\"T T T\"").newLine();
        for (int i = 0; i < symbols.length; i++) {
            out.text(symbols[i]);
            numbers(block.positions(), index * w + 3 * i, 3, 1);
            if (forces) {
                numbers(block.forces(), index * w + 3 * i, 3, 1);
            }
            if (velocities) {
                numbers(block.velocities(), index * w + 3 * i, 3, 1);
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
            numbers(block.stresses(), 9 * index, 9, 1);
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

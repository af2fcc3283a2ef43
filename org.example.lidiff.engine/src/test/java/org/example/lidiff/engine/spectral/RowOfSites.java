package org.example.lidiff.engine.spectral;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.hops.HopDetector;
import org.example.lidiff.engine.hops.HopOptions;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** Ions that hop in a zigzag of sites 3 Å apart along x, with probabilities within a frame of 10 fs. */
final class RowOfSites {

    static final double SPACING = 3;
    static final double FRAME_FS = 10;

    private RowOfSites() {
    }

    /**
     * The network that hop detection finds, 20 runs of one ion.
     *
     * @param right probability to hop on, for each site of the cell
     * @param left probability to hop back
     * @param labels of the sites
     */
    static JumpNetwork network(final double[] right, final double[] left, final int frames, final String... labels) {
        final int n = labels.length;
        final double[] sites = new double[3 * n];
        for (int i = 0; i < n; i++) {
            sites[3 * i] = (double)i / n;
            sites[3 * i + 1] = height(i) / 9;
            sites[3 * i + 2] = .5;
        }
        final Trajectory[] runs = new Trajectory[20];
        for (int r = 0; r < runs.length; r++) {
            final Random random = new Random(70 + r);
            final FrameBlock block = new FrameBlock(1, EnumSet.noneOf(Quantity.class));
            block.resize(frames);
            int x = 0;
            for (int f = 0; f < frames; f++) {
                final double u = random.nextDouble();
                final int site = Math.floorMod(x, n);
                x += u < right[site] ? 1 : u < right[site] + left[site] ? -1 : 0;
                block.positions()[3 * f] = SPACING * x;
                block.positions()[3 * f + 1] = height(Math.floorMod(x, n));
                block.positions()[3 * f + 2] = 4.5;
                block.cells()[9 * f] = 3 * n * SPACING;
                block.cells()[9 * f + 4] = 9;
                block.cells()[9 * f + 8] = 9;
                block.steps()[f] = f;
            }
            runs[r] = InMemoryTrajectory.of(RunInfo.continuous("row " + r, FRAME_FS).withTemperature(500).withUnwrapped(true), new int[] {3}, block);
        }
        return HopDetector.of(SiteNetwork.of(Cell.of(n * SPACING, 0, 0, 0, 9, 0, 0, 0, 9), sites, List.of(labels), Element.of("Li")), HopOptions.defaults())
            .detect(new TrajectorySet(List.of(runs), Optional.empty(), Provenance.NONE), Progress.NONE);
    }

    private static double height(final int site) {
        return site % 2 == 0 ? 4.5 : 5.4;
    }
}

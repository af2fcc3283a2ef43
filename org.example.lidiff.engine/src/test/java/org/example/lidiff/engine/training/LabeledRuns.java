package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** Small runs with labels of a known force field. */
final class LabeledRuns {

    private LabeledRuns() {
    }

    /** The force field of the labels: a random NEP without many-body surprises. */
    static Potential teacher() {
        return new Nep(RandomModels.model(RandomModels.settings(4, 2, java.util.Set.of()), 4));
    }

    /** Frames of 6 atoms that vibrate around a random structure, labeled by the teacher plus 3 eV a Li and −7 eV a Si. */
    static Trajectory vibration(final int frames, final long seed) {
        return labeled(frames, seed, EnumSet.of(Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS), RunInfo.independent("teacher " + seed));
    }

    static Trajectory labeled(final int frames, final long seed, final EnumSet<Quantity> quantities, final RunInfo info) {
        final Structure start = RandomModels.structure(6, 21);
        final Potential teacher = teacher();
        final Random random = new Random(seed);
        final FrameBlock block = new FrameBlock(start.size(), quantities);
        block.resize(frames);
        for (int f = 0; f < frames; f++) {
            final double[] x = start.positions();
            for (int i = 0; i < x.length; i++) {
                x[i] += 0.12 * Math.sin(0.05 * f * (1 + i % 5) + i + seed) + 0.02 * random.nextGaussian();
            }
            final EnergyForcesVirial e = teacher.evaluate(start.withPositions(x));
            block.steps()[f] = f;
            System.arraycopy(x, 0, block.positions(), f * x.length, x.length);
            System.arraycopy(start.cell().rows(), 0, block.cells(), 9 * f, 9);
            if (quantities.contains(Quantity.ENERGY)) {
                block.energies()[f] = e.energy() + 3 * 3 - 7 * 3;
            }
            if (quantities.contains(Quantity.FORCES)) {
                System.arraycopy(e.forces(), 0, block.forces(), f * x.length, x.length);
            }
            for (int k = 0; k < 9 && quantities.contains(Quantity.STRESS); k++) {
                block.stresses()[9 * f + k] = -e.virial()[k] / start.cell().volume();
            }
        }
        return InMemoryTrajectory.of(info, start.atomicNumbers(), block);
    }

    /** A copy of a run with something changed in its frames. */
    static Trajectory changed(final Trajectory run, final java.util.function.Consumer<FrameBlock> change) {
        final FrameBlock block = FrameBlock.of(run);
        try (var reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        change.accept(block);
        return InMemoryTrajectory.of(run.info(), run.atomicNumbers(), block);
    }

    static TrajectorySet set(final Trajectory... runs) {
        return new TrajectorySet(List.of(runs), Optional.empty(), Provenance.NONE);
    }

    /** Small and quick. */
    static TrainingOptions quick() {
        return TrainingOptions.defaults().withShape(ModelShape.defaults().withCutoffs(4.5, 3.8).withNMax(3, 2).withBasisSizes(5, 5)
            .withAngular(2, java.util.Set.of()).withNeurons(8).withZblOuterRadius(0)).withEpochs(30).withThreads(1).withStabilization(Stabilization.NONE);
    }

    static double[] copy(final double[] x) {
        return Arrays.copyOf(x, x.length);
    }
}

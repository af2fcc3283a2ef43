package org.example.lidiff.engine.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.ExtrapolationMeasure;
import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class ExtrapolationWatchTest {

    private static final Structure START = PotentialContract.random(16, 20, 2, "Li", "Si");

    /** A model without forces: its atoms fly straight on, out of the training. */
    private static Nep free() {
        final NepSettings s = NepSettings.defaults(List.of(Element.of("Li"), Element.of("Si"))).withCutoffs(5, 4).withNeurons(1).withNMax(3, 3)
            .withBasisSizes(4, 4);
        final double[] p = new double[s.numberOfParameters()];
        final Random random = new Random(1);
        for (int i = s.b1() + 1; i < p.length; i++) {
            p[i] = random.nextGaussian();
        }
        final double[] scaler = new double[s.dim()];
        Arrays.fill(scaler, 0.1);
        return new Nep(new NepModel(s, p, scaler));
    }

    private static Nep calibrated() {
        final List<Structure> training = new ArrayList<>();
        final Random random = new Random(2);
        for (int n = 0; n < 60; n++) {
            final double[] r = START.positions();
            for (int i = 0; i < r.length; i++) {
                r[i] += 0.1 * random.nextGaussian();
            }
            training.add(START.withPositions(r));
        }
        return free().calibrated(training);
    }

    private static ExtrapolationWatch run(final Nep nep, final int steps, final double kelvin) {
        final ExtrapolationWatch watch = new ExtrapolationWatch(10);
        Simulation.of(START, nep).ensemble(new ConstantEnergy(kelvin)).run(steps, Progress.NONE, watch);
        return watch;
    }

    @Test
    void atomsNearTheTrainingAreKnown() {
        final ExtrapolationWatch watch = run(calibrated(), 20, 300);
        assertTrue(watch.largestGrade() > 0 && watch.largestGrade() < ExtrapolationMeasure.UNKNOWN, "grade " + watch.largestGrade());
        assertEquals(List.of(), watch.warnings());
    }

    @Test
    void atomsThatLeaveTheTrainingAreCountedAndNamed() {
        final ExtrapolationWatch watch = run(calibrated(), 600, 1000);
        assertTrue(watch.unknownFraction() > 0.2 && watch.unknownFraction() < 1, "part " + watch.unknownFraction());
        assertEquals(1, watch.warnings().size());
        final String text = watch.warnings().get(0);
        assertTrue(text.matches("Forces were extrapolated: [0-9.]+ % of the atoms that were looked at \\(every 10 steps\\) are more than 2 times as far"
            + " from the training of the force field as its strangest atom, the farthest is (Li|Si) \\d+ at step \\d+0 with [0-9.]+\\."
            + " Train it with frames of such conditions\\."), text);
    }

    @Test
    void countsGoOnAfterARestart() throws IOException {
        final Simulation simulation = Simulation.of(START, calibrated()).ensemble(new ConstantEnergy(1000));
        final ExtrapolationWatch straight = new ExtrapolationWatch(10);
        simulation.run(400, Progress.NONE, straight);
        final ExtrapolationWatch first = new ExtrapolationWatch(10);
        final Checkpoint checkpoint = simulation.run(200, Progress.NONE, first);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        first.save(new DataOutputStream(bytes));
        final ExtrapolationWatch second = new ExtrapolationWatch(10);
        second.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        try (RunningSimulation run = simulation.resume(checkpoint)) {
            run.run(200, List.of(second), Progress.NONE);
        }
        assertEquals(straight.unknownFraction(), second.unknownFraction(), 0);
        assertEquals(straight.largestGrade(), second.largestGrade(), 0);
        assertEquals(straight.warnings(), second.warnings());
        assertTrue(straight.unknownFraction() > first.unknownFraction(), "nothing more was seen");
    }

    @Test
    void forceFieldWithoutMeasureSaysNothing() {
        final ExtrapolationWatch watch = run(free(), 20, 300);
        assertEquals(0, watch.unknownFraction(), 0);
        assertEquals(List.of(), watch.warnings());
    }

    @Test
    void aGuardStopsARunThatLeavesTheTraining() {
        final Guards guards = Guards.DEFAULT.withMaxExtrapolation(1.5);
        final SimulationStopped e = assertThrows(SimulationStopped.class, () -> Simulation.of(START, calibrated()).ensemble(new ConstantEnergy(1000))
            .run(600, Progress.NONE, new GuardObserver(guards, 10)));
        assertTrue(e.getMessage().matches("At step \\d+0 \\(\\d+ fs\\) the surroundings of (Li|Si) \\d+ are [1-9][0-9.]* times as far from the training"
            + " of the force field as its strangest atom, above the limit of 1\\.5\\."), e.getMessage());
        // a force field that cannot tell is not stopped
        Simulation.of(START, free()).ensemble(new ConstantEnergy(1000)).run(50, Progress.NONE, new GuardObserver(guards, 10));
    }
}

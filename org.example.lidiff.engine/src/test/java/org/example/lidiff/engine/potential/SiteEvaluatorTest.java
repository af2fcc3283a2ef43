package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.potential.nep.Nep;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class SiteEvaluatorTest {

    private static Nep nep() {
        final NepSettings s = NepSettings.defaults(List.of(Element.of("Li"), Element.of("Si"))).withCutoffs(4, 3).withNeurons(6);
        final Random random = new Random(8);
        final double[] p = new double[s.numberOfParameters()];
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextGaussian();
        }
        final double[] scaler = new double[s.dim()];
        java.util.Arrays.fill(scaler, 0.1);
        return new Nep(new NepModel(s, p, scaler));
    }

    private static void step(final double[] r, final Random random) {
        for (int i = 0; i < r.length; i++) {
            r[i] += 0.03 * random.nextGaussian();
        }
    }

    @Test
    void evaluatorThatIsGivenTheReferencePositionsGoesOnAsIfTheRunHadNotStopped() {
        final Structure s = PotentialContract.random(30, 16, 2, "Li", "Si");
        final EnergyForcesVirial result = new EnergyForcesVirial(s.size());
        final EnergyForcesVirial resumed = new EnergyForcesVirial(s.size());
        final Random random = new Random(2);
        final double[] r = s.positions();
        try (Evaluator first = nep().evaluator(s.atomicNumbers(), new EvaluatorOptions(1, 0.6));
            Evaluator second = nep().evaluator(s.atomicNumbers(), new EvaluatorOptions(2, 0.6))) {
            assertNull(first.neighborReferencePositions());
            for (int n = 0; n < 6; n++) {
                step(r, random);
                first.evaluate(r, s.cell(), result);
            }
            second.rebuildNeighborsAt(first.neighborReferencePositions(), s.cell());
            final long before = first.neighborListBuilds();
            final long start = second.neighborListBuilds();
            for (int n = 0; n < 10; n++) {
                step(r, random);
                first.evaluate(r, s.cell(), result);
                second.evaluate(r, s.cell(), resumed);
                assertArrayEquals(result.forces(), resumed.forces(), 0);
                assertEquals(first.neighborListBuilds() - before, second.neighborListBuilds() - start);
            }
            assertTrue(first.neighborListBuilds() > before, "the list was rebuilt on the way");
        }
    }

    private static final int STEPS = 300;

    /** Bytes that this thread and the helpers allocated. */
    private static long allocated() {
        final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (final Thread t : Thread.getAllStackTraces().keySet()) {
            sum += t == Thread.currentThread() || t.getName().startsWith("lidiff-worker") ? threads.getThreadAllocatedBytes(t.getId()) : 0;
        }
        return sum;
    }

    @Test
    void stepsDoNotAllocate() {
        final Structure s = PotentialContract.random(30, 16, 2, "Li", "Si");
        final Nep nep = nep().calibrated(List.of(s));
        final EnergyForcesVirial result = new EnergyForcesVirial(s.size());
        final double[] grades = new double[s.size()];
        for (int threads = 1; threads <= 2; threads++) {
            try (Evaluator evaluator = nep.evaluator(s.atomicNumbers(), new EvaluatorOptions(threads, 0.6))) {
                long bytes = 0;
                // the same way again and again: buffers have grown, and code is compiled, after the first times
                for (int round = 0; round < 4; round++) {
                    final double[] r = s.positions();
                    final Random random = new Random(2);
                    allocated();
                    final long before = allocated();
                    final long start = allocated();
                    final long builds = evaluator.neighborListBuilds();
                    for (int n = 0; n < STEPS; n++) {
                        step(r, random);
                        evaluator.evaluate(r, s.cell(), result);
                        evaluator.extrapolationGrades(grades);
                    }
                    bytes = allocated() - start - (start - before);
                    assertTrue(evaluator.neighborListBuilds() > builds + 3, "lists were built");
                }
                // one object of 16 bytes a step would be 4800
                assertTrue(bytes < 8 * STEPS, bytes + " bytes in " + STEPS + " steps, " + threads + " threads");
            }
        }
    }

    @Test
    void sizesMustFit() {
        final Structure s = PotentialContract.random(5, 16, 2, "Li", "Si");
        try (Evaluator evaluator = nep().evaluator(s.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
                () -> evaluator.evaluate(new double[12], s.cell(), new EnergyForcesVirial(5)));
            assertTrue(e.getMessage().contains("5 atoms, not for 4"), e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> evaluator.rebuildNeighborsAt(new double[3], s.cell()));
        }
    }

    @Test
    void oneAtomAloneHasTheEnergyOfAnEmptyNeighborhood() {
        final Structure s = new Structure(org.example.lidiff.engine.structure.Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20), new int[] {3},
            new double[3]);
        final NepModel model = nep().model();
        double expected = -model.parameter(model.settings().b1());
        for (int m = 0; m < 6; m++) {
            expected += model.parameter(model.settings().w1(0, m)) * Math.tanh(-model.parameter(model.settings().b0(0, m)));
        }
        assertEquals(expected, nep().evaluate(s).energy(), 1e-13);
    }
}

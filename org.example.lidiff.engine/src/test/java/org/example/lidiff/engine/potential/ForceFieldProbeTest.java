package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class ForceFieldProbeTest {

    private static final Structure ARGON = PotentialContract.random(16, 48, 3.0, "Ar");

    private static Potential site(final SiteFunction function) {
        return new Potential() {
            @Override
            public String kind() {
                return "test";
            }

            @Override
            public List<Element> elements() {
                return List.of(Element.of("Ar"));
            }

            @Override
            public double cutoff() {
                return 5;
            }

            @Override
            public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
                return new SiteEvaluator(new int[atomicNumbers.length], 5, () -> function, options);
            }
        };
    }

    private static ProbeReport probe(final Potential potential) {
        return ForceFieldProbe.run(potential, ARGON, ForceFieldProbe.Options.DEFAULT, Progress.NONE);
    }

    @Test
    void soundForceFieldPassesEverything() {
        final ProbeReport report = probe(new LennardJones(List.of(Element.of("Ar")),
            new LennardJones.Parameters(0.0103, 3.4, 9, LennardJones.Cut.FORCE_SHIFTED)));
        assertTrue(report.passed(), report.toString());
        assertEquals(11, report.checks().size());
    }

    @Test
    void stillingerWeberSiliconPassesEverything() {
        final Structure silicon = new Structure(Cell.of(5.43, 0, 0, 0, 5.43, 0, 0, 0, 5.43), new int[] {14, 14, 14, 14, 14, 14, 14, 14},
            new double[] {0, 0, 0, 0, 2.715, 2.715, 2.715, 0, 2.715, 2.715, 2.715, 0, 1.3575, 1.3575, 1.3575, 1.3575, 4.0725, 4.0725,
                4.0725, 1.3575, 4.0725, 4.0725, 4.0725, 1.3575});
        final ProbeReport report = ForceFieldProbe.run(StillingerWeber.silicon(), silicon, ForceFieldProbe.Options.DEFAULT, Progress.NONE);
        assertTrue(report.passed(), report.toString());
    }

    @Test
    void energyThatJumpsAtTheCutoffIsFound() {
        final ProbeReport report = probe(new LennardJones(List.of(Element.of("Ar")),
            new LennardJones.Parameters(0.0103, 3.4, 6, LennardJones.Cut.PLAIN)));
        final ProbeCheck jump = report.check("Energy is continuous at the cutoff");
        assertFalse(jump.passed());
        // 4ε[(σ/rc)¹² − (σ/rc)⁶]
        assertEquals(4 * 0.0103 * (Math.pow(3.4 / 6, 6) - Math.pow(3.4 / 6, 12)), jump.value(), 1e-6);
        assertFalse(report.passed());
    }

    @Test
    void forcesOfAnotherEnergyAreFound() {
        // forces 1 % too small
        final ProbeReport report = probe(site((type, e) -> {
            double sum = 0;
            for (int j = 0; j < e.count(); j++) {
                final double d = 5 - e.distances()[j];
                sum += d * d * d;
                e.gradientX()[j] = -2.97 * d * d * e.x()[j] / e.distances()[j];
                e.gradientY()[j] = -2.97 * d * d * e.y()[j] / e.distances()[j];
                e.gradientZ()[j] = -2.97 * d * d * e.z()[j] / e.distances()[j];
            }
            return sum;
        }));
        assertFalse(report.check("Forces are derivatives of the energy").passed());
        assertFalse(report.check("Virial is the derivative by the strain").passed());
        assertTrue(report.check("Rotation rotates the forces").passed());
    }

    @Test
    void preferenceForADirectionIsFound() {
        final ProbeReport report = probe(site((type, e) -> {
            double sum = 0;
            e.clearGradients();
            for (int j = 0; j < e.count(); j++) {
                sum += e.x()[j] * e.x()[j];
                e.gradientX()[j] = 2 * e.x()[j];
            }
            return sum;
        }));
        assertFalse(report.check("Rotation rotates the forces").passed());
    }

    @Test
    void attractionAtShortDistancesIsFound() {
        final ProbeReport report = probe(site((type, e) -> {
            double sum = 0;
            for (int j = 0; j < e.count(); j++) {
                final double d = 5 - e.distances()[j];
                sum -= d * d * d;
                e.gradientX()[j] = 3 * d * d * e.x()[j] / e.distances()[j];
                e.gradientY()[j] = 3 * d * d * e.y()[j] / e.distances()[j];
                e.gradientZ()[j] = 3 * d * d * e.z()[j] / e.distances()[j];
            }
            return sum;
        }));
        assertTrue(report.check("Forces are derivatives of the energy").passed());
        final ProbeCheck core = report.check("Two atoms repel each other at short distances");
        assertFalse(core.passed());
        assertTrue(core.meaning().contains("ZBL"), core.meaning());
    }

    @Test
    void notANumberFails() {
        final ProbeReport report = probe(site((type, e) -> Double.NaN));
        assertFalse(report.check("Forces are derivatives of the energy").passed());
        assertFalse(report.check("A short simulation keeps its energy").passed());
    }

    @Test
    void stopsWhenAsked() {
        assertThrows(CancellationException.class, () -> ForceFieldProbe.run(
            new LennardJones(List.of(Element.of("Ar")), LennardJones.Parameters.ARGON), ARGON, ForceFieldProbe.Options.DEFAULT,
            (done, total, text) -> {
                if (done > 1) {
                    throw new CancellationException();
                }
            }));
    }

    @Test
    void unknownCheckIsNamed() {
        final IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> new ProbeReport(List.of()).check("nothing"));
        assertTrue(e.getMessage().contains("'nothing'"), e.getMessage());
    }
}

package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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
        assertEquals(16, report.checks().size());
        for (final ProbeCheck check : report.checks()) {
            assertTrue(check.meaning().endsWith(".") && !check.unit().isEmpty(), check.toString());
        }
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
        assertFalse(report.check("Work along random paths is the change of the energy").passed());
        assertTrue(report.check("Rotation rotates the forces").passed());
    }

    /** What a wrong force field does to a right result. */
    private interface Fault {
        void apply(double[] positions, Cell cell, EnergyForcesVirial result);
    }

    /** A sound force field with a fault. */
    private static Potential with(final Fault fault) {
        final Potential sound = new LennardJones(List.of(Element.of("Ar")),
            new LennardJones.Parameters(0.0103, 3.4, 9, LennardJones.Cut.FORCE_SHIFTED));
        return new Potential() {
            @Override
            public String kind() {
                return "faulty";
            }

            @Override
            public List<Element> elements() {
                return sound.elements();
            }

            @Override
            public double cutoff() {
                return sound.cutoff();
            }

            @Override
            public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
                final Evaluator evaluator = sound.evaluator(atomicNumbers, options);
                return new Evaluator() {
                    @Override
                    public void evaluate(final double[] positions, final Cell cell, final EnergyForcesVirial result) {
                        evaluator.evaluate(positions, cell, result);
                        fault.apply(positions, cell, result);
                    }

                    @Override
                    public double[] neighborReferencePositions() {
                        return evaluator.neighborReferencePositions();
                    }

                    @Override
                    public void rebuildNeighborsAt(final double[] positions, final Cell cell) {
                        evaluator.rebuildNeighborsAt(positions, cell);
                    }

                    @Override
                    public long neighborListBuilds() {
                        return evaluator.neighborListBuilds();
                    }

                    @Override
                    public void close() {
                        evaluator.close();
                    }
                };
            }
        };
    }

    private static List<String> failed(final ProbeReport report) {
        return report.checks().stream().filter(c -> !c.passed()).map(ProbeCheck::name).toList();
    }

    @Test
    void wrongVirialIsFoundAndNothingElse() {
        assertEquals(List.of("Virial is the derivative by the strain"), failed(probe(with((r, cell, result) -> result.virial()[4] *= 1.001))));
    }

    @Test
    void forceOnTheWholeIsFound() {
        final List<String> failed = failed(probe(with((r, cell, result) -> {
            for (int i = 0; i < result.forces().length; i += 3) {
                result.forces()[i] += 1e-5;
            }
        })));
        assertTrue(failed.contains("Forces add up to zero"), failed.toString());
        assertFalse(failed.contains("Order of the atoms changes nothing"), failed.toString());
    }

    @Test
    void placeInTheCellThatMattersIsFound() {
        // a plane wave that the crystal has nothing to do with
        final List<String> failed = failed(probe(with((r, cell, result) -> {
            final double[] f = new double[3];
            double energy = 0;
            for (int i = 0; i < result.atoms(); i++) {
                cell.toFractional(r, 3 * i, f, 0);
                final double e = 1e-3 * Math.sin(2 * Math.PI * f[0]);
                energy += e;
                result.atomEnergies()[i] += e;
            }
            result.setEnergy(result.energy() + energy);
        })));
        assertTrue(failed.contains("Translation and choice of images change nothing"), failed.toString());
        assertFalse(failed.contains("Forces add up to zero"), failed.toString());
    }

    @Test
    void numberingThatMattersIsFound() {
        final List<String> failed = failed(probe(with((r, cell, result) -> result.forces()[1] *= 1.01)));
        assertTrue(failed.contains("Order of the atoms changes nothing"), failed.toString());
    }

    @Test
    void sizeThatMattersIsFoundAndNothingElse() {
        assertEquals(List.of("Repeating the cell changes nothing"),
            failed(probe(with((r, cell, result) -> result.setEnergy(result.energy() + 1e-6 * result.atoms() * result.atoms())))));
    }

    @Test
    void springToThePlaceIsNoZeroMode() {
        // every atom is tied to the middle of its range along x, in any cell
        final List<String> failed = failed(probe(with((r, cell, result) -> {
            for (int i = 0; i < result.atoms(); i++) {
                result.forces()[3 * i] -= 1e-3 * Math.sin(r[3 * i]);
            }
        })));
        assertTrue(failed.contains("Shifts and turns of a free cluster meet no resistance (zero modes)"), failed.toString());
    }

    @Test
    void jumpInsideTheCutoffIsFound() {
        // bonds below 4.1 Å gain 5 meV, without a force; few cross that distance in an infinitesimal step
        final List<String> failed = failed(probe(site((type, e) -> {
            e.clearGradients();
            double sum = 0;
            for (int j = 0; j < e.count(); j++) {
                final double x = e.distances()[j] / 3;
                final double tail = Math.pow(1 - e.distances()[j] / 5, 3);
                sum += 0.05 * tail / x + (e.distances()[j] < 4.1 ? -0.0025 : 0);
                final double slope = 0.05 * (-3 * Math.pow(1 - e.distances()[j] / 5, 2) / 5 / x - tail / (x * x * 3));
                e.gradientX()[j] = slope * e.x()[j] / e.distances()[j];
                e.gradientY()[j] = slope * e.y()[j] / e.distances()[j];
                e.gradientZ()[j] = slope * e.z()[j] / e.distances()[j];
            }
            return sum;
        })));
        assertTrue(failed.contains("Two atoms feel each other smoothly at all distances"), failed.toString());
        assertTrue(failed.contains("Work along random paths is the change of the energy"), failed.toString());
        assertFalse(failed.contains("Energy is continuous at the cutoff"), failed.toString());
        assertFalse(failed.contains("Rotation rotates the forces"), failed.toString());
    }

    @Test
    void forceThatJumpsAtTheCutoffIsFound() {
        // linear in the distance: no jump of the energy, one of 0.1 eV/Å of the force
        final List<String> failed = failed(probe(site((type, e) -> {
            double sum = 0;
            for (int j = 0; j < e.count(); j++) {
                sum += 0.05 * (5 - e.distances()[j]);
                e.gradientX()[j] = -0.05 * e.x()[j] / e.distances()[j];
                e.gradientY()[j] = -0.05 * e.y()[j] / e.distances()[j];
                e.gradientZ()[j] = -0.05 * e.z()[j] / e.distances()[j];
            }
            return sum;
        })));
        assertTrue(failed.contains("Force is continuous at the cutoff"), failed.toString());
        assertTrue(failed.contains("Two atoms feel each other smoothly at all distances"), failed.toString());
        assertFalse(failed.contains("Energy is continuous at the cutoff"), failed.toString());
    }

    @Test
    void forcesThatComeTooLateAreADrift() {
        // each step is given the forces of the step before
        final Map<EnergyForcesVirial, double[]> last = new IdentityHashMap<>();
        final ProbeReport report = probe(with((r, cell, result) -> {
            final double[] now = result.forces().clone();
            final double[] before = last.put(result, now);
            if (before != null) {
                System.arraycopy(before, 0, result.forces(), 0, before.length);
            }
        }));
        final ProbeCheck drift = report.check("The energy of a short simulation does not drift");
        assertFalse(drift.passed(), drift.toString());
        assertTrue(report.check("Forces are derivatives of the energy").passed());
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
        assertFalse(report.check("Neighbors that are pushed together to half their distance gain no energy").passed());
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

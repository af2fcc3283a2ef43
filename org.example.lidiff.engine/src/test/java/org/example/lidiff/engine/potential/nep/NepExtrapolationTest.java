package org.example.lidiff.engine.potential.nep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.ExtrapolationFile;
import org.example.lidiff.engine.potential.ExtrapolationMeasure;
import org.example.lidiff.engine.potential.ForceFieldProbe;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.potential.ProbeCheck;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The grades that come with an evaluation. */
class NepExtrapolationTest {

    private static final Structure CRYSTAL = PotentialContract.random(12, 20, 2, "Li", "Si");

    @TempDir
    Path folder;

    private static Structure shaken(final double sigma, final long seed) {
        final Random random = new Random(seed);
        final double[] r = CRYSTAL.positions();
        for (int i = 0; i < r.length; i++) {
            r[i] += sigma * random.nextGaussian();
        }
        return CRYSTAL.withPositions(r);
    }

    private static Nep calibrated() {
        final List<Structure> training = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            training.add(shaken(0.1, n));
        }
        return new Nep(NepModels.random(4, NepZbl.fixed(1.0, 2.6))).calibrated(training);
    }

    private static double[] grades(final Potential potential, final Structure s, final int threads) {
        final double[] grades = new double[s.size()];
        try (Evaluator evaluator = potential.evaluator(s.atomicNumbers(), new EvaluatorOptions(threads, 0.5))) {
            assertTrue(evaluator.gradesExtrapolation());
            evaluator.evaluate(s.positions(), s.cell(), new EnergyForcesVirial(s.size()));
            evaluator.extrapolationGrades(grades);
        }
        return grades;
    }

    private static double largest(final double[] grades) {
        return Arrays.stream(grades).max().orElseThrow();
    }

    @Test
    void trainingIsKnownAndOtherSurroundingsAreNot() {
        final Nep nep = calibrated();
        double training = 0;
        for (int n = 0; n < 60; n++) {
            training = Math.max(training, largest(grades(nep, shaken(0.1, n), 1)));
        }
        assertEquals(1, training, 1e-9);
        int found = 0;
        for (int n = 100; n < 120; n++) {
            assertTrue(largest(grades(nep, shaken(0.1, n), 1)) < ExtrapolationMeasure.UNKNOWN);
            found += largest(grades(nep, shaken(0.6, n), 1)) > ExtrapolationMeasure.UNKNOWN ? 1 : 0;
        }
        // atoms that are shaken six times as much can come close to a place of the training by chance
        assertTrue(found >= 16, found + " of 20 found");
        final double[] rows = CRYSTAL.cell().rows();
        final double[] r = CRYSTAL.positions();
        for (int i = 0; i < 9; i++) {
            rows[i] *= 0.85;
        }
        for (int i = 0; i < r.length; i++) {
            r[i] *= 0.85;
        }
        assertTrue(largest(grades(nep, CRYSTAL.with(Cell.of(rows), r), 1)) > ExtrapolationMeasure.UNKNOWN);
    }

    @Test
    void gradesOfAnEvaluationAreThoseOfItsDescriptorsForAnyNumberOfThreads() {
        final Nep nep = calibrated();
        final Structure s = shaken(0.2, 7);
        final double[] q = nep.descriptors(s);
        final double[] expected = new double[s.size()];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = nep.extrapolation().orElseThrow().grade(nep.elements().indexOf(s.element(i)), q, i * nep.model().dim());
        }
        // the evaluator leaves phosphorus out: other order of the sums over types
        assertArrayEquals(expected, grades(nep, s, 1), 1e-9);
        assertArrayEquals(grades(nep, s, 1), grades(nep, s, 3), 0);
        assertArrayEquals(new Nep(nep.model()).evaluate(s).forces(), nep.evaluate(s).forces(), 0);
    }

    @Test
    void elementWithoutTrainingAtomsIsUnknown() {
        final double[] grades = grades(calibrated(), PotentialContract.random(12, 20, 2, "Li", "P"), 1);
        assertEquals(Double.POSITIVE_INFINITY, grades[1], 0);
        assertTrue(Double.isFinite(grades[0]));
    }

    @Test
    void fileBesideTheForceFieldIsFound() throws IOException {
        final Nep nep = calibrated();
        final Path file = folder.resolve("nep.txt");
        final Path measure = folder.resolve(ExtrapolationFile.NAME);
        nep.model().write(file);
        ExtrapolationFile.write(nep.extrapolation().orElseThrow(), measure);
        final Structure s = shaken(0.2, 7);
        assertArrayEquals(grades(nep, s, 1), grades(PotentialFiles.load(List.of(measure, file)), s, 1), 0);
        assertFalse(PotentialFiles.load(List.of(file)).extrapolation().isPresent());
        final InputException alone = assertThrows(InputException.class, () -> PotentialFiles.load(List.of(measure)));
        assertTrue(alone.summary().contains("extrapolation.txt"), alone.summary());
    }

    @Test
    void measureOfAnotherModelIsRefused() {
        final ExtrapolationMeasure measure = calibrated().extrapolation().orElseThrow();
        final NepModel model = NepModels.random(4, NepZbl.fixed(1.0, 2.6));
        final double[] p = model.parameters();
        // another network on the same descriptors keeps its measure
        p[0] += 1;
        new Nep(model.withParameters(p)).withExtrapolation(measure);
        p[p.length - 1] += 1;
        final InputException e = assertThrows(InputException.class, () -> new Nep(model.withParameters(p)).withExtrapolation(measure));
        assertTrue(e.summary().contains("was made for another NEP model"), e.summary());
        assertTrue(e.resolution().contains("extrapolation.txt"), e.resolution());
    }

    @Test
    void probeSaysWhenTheTrainingDidNotKnowTheAtoms() {
        final String name = "The training knew such atoms";
        final ForceFieldProbe.Options options = new ForceFieldProbe.Options(1, 1, 0.05, 1e-4, 0, 0);
        final ProbeCheck known = ForceFieldProbe.run(calibrated(), CRYSTAL, options, Progress.NONE).check(name);
        assertTrue(known.passed(), known.toString());
        final ProbeCheck unknown = ForceFieldProbe.run(calibrated(), PotentialContract.random(14, 15, 1.8, "Li", "Si"), options, Progress.NONE)
            .check(name);
        assertFalse(unknown.passed(), unknown.toString());
        assertTrue(unknown.meaning().contains("extrapolated"), unknown.meaning());
    }

    @Test
    void withoutMeasureThereAreNoGrades() {
        try (Evaluator evaluator = new Nep(NepModels.random(4, null)).evaluator(CRYSTAL.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            assertFalse(evaluator.gradesExtrapolation());
            assertTrue(assertThrows(IllegalStateException.class, () -> evaluator.extrapolationGrades(new double[12])).getMessage()
                .contains("no extrapolation measure"));
        }
        try (Evaluator evaluator = calibrated().evaluator(CRYSTAL.atomicNumbers(), EvaluatorOptions.DEFAULT)) {
            assertThrows(IllegalStateException.class, () -> evaluator.extrapolationGrades(new double[12]));
        }
    }
}

package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtrapolationMeasureTest {

    private static final List<Element> ELEMENTS = List.of(Element.of("Li"), Element.of("Si"), Element.of("P"));
    private static final int DIM = 4;
    private static final int SAMPLES = 500;

    @TempDir
    Path folder;

    /** Correlated normal numbers, of other width and place for each type; none of phosphorus. */
    private static double[] sample(final int type, final Random random) {
        final double a = random.nextGaussian();
        final double b = random.nextGaussian();
        return new double[] {0.3 + type + 0.2 * a, 0.1 * a + 0.05 * b, 1 - 0.3 * b + 0.2 * random.nextGaussian(),
            0.1 * random.nextGaussian() * (1 + type)};
    }

    private static ExtrapolationMeasure measure() {
        final ExtrapolationCalibration calibration = new ExtrapolationCalibration(ELEMENTS, -77, DIM);
        final Random random = new Random(2);
        for (int n = 0; n < SAMPLES; n++) {
            calibration.add(0, sample(0, random), 0);
            calibration.add(1, sample(1, random), 0);
        }
        return calibration.measure();
    }

    /** d² for the covariance of the samples by Gaussian elimination, without any regularization. */
    private static double distance(final int type, final double[] q) {
        final Random random = new Random(2);
        final double[][] all = new double[SAMPLES][];
        for (int n = 0; n < SAMPLES; n++) {
            final double[] lithium = sample(0, random);
            final double[] silicon = sample(1, random);
            all[n] = type == 0 ? lithium : silicon;
        }
        final double[] mean = new double[DIM];
        final double[][] c = new double[DIM][DIM + 1];
        for (final double[] x : all) {
            for (int i = 0; i < DIM; i++) {
                mean[i] += x[i] / SAMPLES;
            }
        }
        for (int i = 0; i < DIM; i++) {
            for (final double[] x : all) {
                for (int j = 0; j < DIM; j++) {
                    c[i][j] += (x[i] - mean[i]) * (x[j] - mean[j]) / SAMPLES;
                }
            }
            c[i][DIM] = q[i] - mean[i];
        }
        for (int p = 0; p < DIM; p++) {
            for (int i = 0; i < DIM; i++) {
                final double factor = i == p ? 0 : c[i][p] / c[p][p];
                for (int j = 0; j <= DIM; j++) {
                    c[i][j] -= factor * c[p][j];
                }
            }
        }
        double square = 0;
        for (int i = 0; i < DIM; i++) {
            square += (q[i] - mean[i]) * c[i][DIM] / c[i][i];
        }
        return Math.sqrt(square);
    }

    @Test
    void gradeIsTheMahalanobisDistanceOverThatOfTheStrangestTrainingAtom() {
        final ExtrapolationMeasure measure = measure();
        final Random random = new Random(2);
        final double[] largest = new double[2];
        final double[] grades = new double[2];
        for (int n = 0; n < SAMPLES; n++) {
            for (int t = 0; t < 2; t++) {
                final double[] q = sample(t, random);
                grades[t] = Math.max(grades[t], measure.grade(t, q, 0));
                largest[t] = Math.max(largest[t], distance(t, q));
            }
        }
        for (int t = 0; t < 2; t++) {
            assertEquals(1, grades[t], 1e-12);
            final double[] far = {t + 1.5, -0.4, 2.5, -1};
            // λ of 1e-4 moves the smallest eigenvalue of the correlations (0.1) by a thousandth
            assertEquals(distance(t, far) / largest[t], measure.grade(t, far, 0), 2e-3 * measure.grade(t, far, 0));
            assertTrue(measure.grade(t, far, 0) > ExtrapolationMeasure.UNKNOWN);
            assertEquals(SAMPLES, measure.atoms(t));
        }
    }

    @Test
    void elementThatWasNotThereIsUnknown() {
        assertEquals(Double.POSITIVE_INFINITY, measure().grade(2, new double[DIM], 0), 0);
        final ExtrapolationMeasure some = measure().select(List.of(Element.of("Si"), Element.of("Au")));
        final double[] q = {1.4, 0, 1, 0.1};
        assertEquals(measure().grade(1, q, 0), some.grade(0, q, 0), 0);
        assertEquals(Double.POSITIVE_INFINITY, some.grade(1, q, 0), 0);
    }

    @Test
    void atomsThatAreAllTheSameMakeEveryOtherOneUnknown() {
        final ExtrapolationCalibration calibration = new ExtrapolationCalibration(ELEMENTS, 1, 1);
        calibration.add(0, new double[] {9, 0.5}, 1);
        calibration.add(0, new double[] {9, 0.5}, 1);
        final ExtrapolationMeasure measure = calibration.measure();
        assertEquals(0, measure.grade(0, new double[] {0.5}, 0), 0);
        assertTrue(measure.grade(0, new double[] {0.51}, 0) > ExtrapolationMeasure.UNKNOWN);
    }

    @Test
    void thinningKeepsTheDistribution() {
        final ExtrapolationCalibration calibration = new ExtrapolationCalibration(ELEMENTS, 1, 1);
        final Random random = new Random(4);
        for (int n = 0; n < 100_000; n++) {
            calibration.add(0, new double[] {random.nextDouble()}, 0);
        }
        final ExtrapolationMeasure measure = calibration.measure();
        // uniform on [0, 1]: the farthest is half a width from the middle
        assertEquals(1, measure.grade(0, new double[] {0}, 0), 0.01);
        assertEquals(2, measure.grade(0, new double[] {1.5}, 0), 0.02);
        assertEquals(100_000, measure.atoms(0));
    }

    @Test
    void fileHoldsTheSameNumbers() throws IOException {
        final Path file = folder.resolve(ExtrapolationFile.NAME);
        ExtrapolationFile.write(measure(), file);
        final ExtrapolationMeasure again = ExtrapolationFile.read(file);
        assertEquals(ELEMENTS, again.elements());
        assertEquals(-77, again.fingerprint());
        final double[] q = {0.9, 0.2, 1.7, -0.3};
        for (int t = 0; t < 3; t++) {
            assertEquals(measure().grade(t, q, 0), again.grade(t, q, 0), 0);
            assertEquals(measure().atoms(t), again.atoms(t));
        }
    }

    private String failure(final int line, final String text) throws IOException {
        final Path file = folder.resolve(ExtrapolationFile.NAME);
        ExtrapolationFile.write(measure(), file);
        final List<String> lines = new ArrayList<>(Files.readAllLines(file));
        if (text == null) {
            lines.subList(line - 1, lines.size()).clear();
        } else {
            lines.set(line - 1, text);
        }
        Files.write(file, lines);
        final InputException e = assertThrows(InputException.class, () -> ExtrapolationFile.read(file));
        assertTrue(e.resolution().contains("leave the file out"), e.resolution());
        return e.summary();
    }

    @Test
    void damagedFilesNameTheLine() throws IOException {
        assertEquals("Line 1 of extrapolation.txt says 'lidiff-extrapolation 2', known is lidiff-extrapolation 1.",
            failure(1, "lidiff-extrapolation 2"));
        assertEquals("Line 2 of extrapolation.txt does not say which descriptors they are.", failure(2, "descriptors xyz 4"));
        assertEquals("Line 2 of extrapolation.txt has 0 descriptors, allowed is 1 to 10000.", failure(2, "descriptors 0f 0"));
        assertEquals("Line 3 of extrapolation.txt names 'Xx', which is no element.", failure(3, "Xx 1 2.0"));
        assertEquals("Line 3 of extrapolation.txt has 5 atoms and the largest distance 0.0.", failure(3, "Li 5 0.0"));
        assertEquals("Line 4 of extrapolation.txt has 3 words, not 4.", failure(4, "1 2 3"));
        assertEquals("Line 5 of extrapolation.txt has 'a' where a number is expected.", failure(5, "a"));
        assertEquals("Line 5 of extrapolation.txt has the number NaN, which is not finite.", failure(5, "NaN"));
        assertEquals("Line 9 of extrapolation.txt is no line of another element.", failure(9, "Li 3 1.0"));
        assertEquals("The file extrapolation.txt ends after line 5.", failure(6, null));
        final InputException e = assertThrows(InputException.class, () -> ExtrapolationFile.read(folder.resolve("none")));
        assertTrue(e.summary().contains("none"), e.summary());
    }
}

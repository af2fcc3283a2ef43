package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.example.lidiff.engine.potential.nep.NepSettings;
import org.junit.jupiter.api.Test;

class CenteringTest {

    @Test
    void gradientIsThatOfTheChangedVariables() {
        final NepSettings s = RandomModels.withAllTerms(4);
        final Random random = new Random(1);
        final double[] means = random.doubles(2L * s.dim(), -5, 5).toArray();
        final Centering centering = new Centering(s, means, null);
        final double[] plain = random.doubles(s.numberOfParameters(), -1, 1).toArray();
        final double[] centered = new double[plain.length];
        centering.toCentered(plain, centered);
        final double[] back = new double[plain.length];
        centering.toPlain(centered, back);
        assertArrayEquals(plain, back, 1e-14);
        // a linear function of the parameters of the file, seen along a direction of the optimizer's
        final double[] slope = random.doubles(plain.length, -1, 1).toArray();
        final double[] direction = random.doubles(plain.length, -1, 1).toArray();
        final double[] moved = new double[plain.length];
        centering.toPlain(direction, moved);
        final double expected = Rows.dot(slope, 0, moved, 0, plain.length);
        centering.gradient(slope);
        assertEquals(expected, Rows.dot(slope, 0, direction, 0, plain.length), 1e-10);
    }
}

package org.example.lidiff.engine.potential.nep;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.example.lidiff.engine.structure.Element;

/** Models with random parameters. */
final class NepModels {

    static final List<Element> LI_SI_P = List.of(Element.of("Li"), Element.of("Si"), Element.of("P"));

    private NepModels() {
    }

    /** Three species, all terms, cutoffs of their own, the given version and repulsion. */
    static NepModel random(final int version, final NepZbl zbl) {
        return random(new NepSettings(version, LI_SI_P, List.of(5.0, 4.4, 4.8), List.of(4.2, 4.0, 3.6), 100, 50, 3, 2, 5, 4, 4,
            EnumSet.allOf(AngularTerm.class), 7, zbl));
    }

    static NepModel random(final NepSettings settings) {
        final Random random = new Random(17);
        final double[] p = new double[settings.numberOfParameters()];
        for (int i = 0; i < p.length; i++) {
            p[i] = 0.5 * random.nextGaussian();
        }
        final double[] scaler = new double[settings.dim()];
        for (int i = 0; i < scaler.length; i++) {
            scaler[i] = 0.1 + 0.1 * random.nextDouble();
        }
        return new NepModel(settings, p, scaler);
    }

    /** Ten numbers for each of six pairs. */
    static NepZbl flexible() {
        final List<Double> numbers = new ArrayList<>();
        for (int pair = 0; pair < 6; pair++) {
            numbers.addAll(List.of(0.8 + 0.05 * pair, 2.6 + 0.1 * pair, 0.2, 3.1, 0.5, 0.9, 0.25 + 0.01 * pair, 0.4, 0.05, 0.21));
        }
        return NepZbl.flexible(numbers);
    }
}

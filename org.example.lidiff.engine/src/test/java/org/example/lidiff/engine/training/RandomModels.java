package org.example.lidiff.engine.training;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;

/** Models and structures made of random numbers. */
final class RandomModels {

    static final List<Element> LITHIUM_SILICON = List.of(Element.of("Li"), Element.of("Si"));

    private RandomModels() {
    }

    static NepSettings settings(final int version, final int lMax, final Set<AngularTerm> terms) {
        final NepSettings s = NepSettings.defaults(LITHIUM_SILICON).withCutoffs(4.5, 3.8).withNMax(3, 2).withBasisSizes(4, 5)
            .withAngular(lMax, terms).withNeurons(5);
        return new NepSettings(version, s.species(), List.of(4.5, 4.1), List.of(3.8, 3.5), 100, 100, s.nMaxRadial(),
            s.nMaxAngular(), s.basisSizeRadial(), s.basisSizeAngular(), s.lMax(), s.terms(), s.neurons(), null);
    }

    static NepSettings withAllTerms(final int version) {
        return settings(version, 4, EnumSet.allOf(AngularTerm.class));
    }

    static NepModel model(final NepSettings settings, final long seed) {
        final Random random = new Random(seed);
        final double[] p = new double[settings.numberOfParameters()];
        Arrays.setAll(p, i -> 0.5 * random.nextGaussian());
        final double[] scaler = new double[settings.dim()];
        Arrays.setAll(scaler, i -> 0.2 + 0.3 * random.nextDouble());
        return new NepModel(settings, p, scaler);
    }

    /** A skewed cell, smaller than twice the cutoff, with atoms at least about 2 Å apart. */
    static Structure structure(final int atoms, final long seed) {
        final Random random = new Random(seed);
        final double edge = Math.cbrt(18.0 * atoms);
        final Cell cell = Cell.of(edge, 0.2, 0, 0.4, edge * 0.9, 0.3, -0.5, 0.6, edge * 1.1);
        final double[] x = new double[3 * atoms];
        final int[] z = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            z[i] = i % 2 == 0 ? 3 : 14;
            final double[] f = {(i % 2 + 0.3 * random.nextDouble()) / 2, (i / 2 % 2 + 0.3 * random.nextDouble()) / 2,
                (i / 4 + 0.3 * random.nextDouble()) / ((atoms + 3) / 4)};
            cell.toCartesian(f, 0, x, 3 * i);
        }
        return new Structure(cell, z, x);
    }

    static int[] types(final Structure structure) {
        return Arrays.stream(structure.atomicNumbers()).map(z -> z == 3 ? 0 : 1).toArray();
    }

    static FrameGeometry geometry(final KernelShape shape, final Structure structure) {
        return new FrameGeometry(shape, types(structure), structure.positions(), structure.cell());
    }
}

package org.example.lidiff.engine.potential.nep;

import java.util.List;

import org.example.lidiff.engine.structure.Element;

/**
 * The short-range repulsion of a NEP model (Ziegler, Biersack, Littmark 1985) between an inner and an outer radius.
 *
 * @param form where the radii and the screening come from
 * @param inner below this distance in Å the repulsion acts fully ({@code FIXED})
 * @param outer beyond this distance in Å it is zero ({@code FIXED}), or its largest value ({@code COVALENT})
 * @param factor outer radius as a multiple of the sum of the covalent radii ({@code COVALENT}), else 0
 * @param pairs ten numbers a pair of types: inner, outer, a1, b1 … a4, b4 ({@code FLEXIBLE}), else empty
 */
public record NepZbl(Form form, double inner, double outer, double factor, List<Double> pairs) {

    /** Numbers a pair of types has in the flexible form. */
    public static final int NUMBERS_PER_PAIR = 10;

    /** Where the radii come from. */
    public enum Form {
        /** One inner and one outer radius for all pairs. */
        FIXED,
        /** Outer radius from the covalent radii, inner radius 0. */
        COVALENT,
        /** Radii and screening function of each pair in the file. */
        FLEXIBLE
    }

    /** Copies the list. */
    public NepZbl {
        pairs = List.copyOf(pairs);
        if (form != Form.FLEXIBLE && !(inner >= 0 && outer > inner && factor >= 0)) {
            throw new IllegalArgumentException("ZBL radii must satisfy 0 <= inner < outer, not " + inner + " and " + outer);
        }
    }

    /** One inner and one outer radius in Å for all pairs. */
    public static NepZbl fixed(final double inner, final double outer) {
        return new NepZbl(Form.FIXED, inner, outer, 0, List.of());
    }

    /** Outer radius min((R_i + R_j) · factor, outer), inner radius 0; {@code inner} is only kept for the file. */
    public static NepZbl covalent(final double inner, final double outer, final double factor) {
        return new NepZbl(Form.COVALENT, inner, outer, factor, List.of());
    }

    /** Ten numbers for each pair of types t1 ≤ t2, in the order (0,0), (0,1) … (1,1) …. */
    public static NepZbl flexible(final List<Double> pairs) {
        return new NepZbl(Form.FLEXIBLE, 0, 0, 0, pairs);
    }

    /** Where the ten numbers of a pair of types begin among {@code types} types. */
    static int pairIndex(final int type1, final int type2, final int types) {
        final int t1 = Math.min(type1, type2);
        final int t2 = Math.max(type1, type2);
        return NUMBERS_PER_PAIR * (t1 * types - t1 * (t1 - 1) / 2 + (t2 - t1));
    }

    /** Inner radius in Å of a pair of types. */
    double innerRadius(final List<Element> species, final int t1, final int t2) {
        return switch (form) {
            case FIXED -> inner;
            case COVALENT -> 0;
            case FLEXIBLE -> pairs.get(pairIndex(t1, t2, species.size()));
        };
    }

    /** Outer radius in Å of a pair of types. */
    double outerRadius(final List<Element> species, final int t1, final int t2) {
        return switch (form) {
            case FIXED -> outer;
            case COVALENT -> Math.min(outer, factor
                * (CovalentRadii.of(species.get(t1)) + CovalentRadii.of(species.get(t2))));
            case FLEXIBLE -> pairs.get(pairIndex(t1, t2, species.size()) + 1);
        };
    }
}

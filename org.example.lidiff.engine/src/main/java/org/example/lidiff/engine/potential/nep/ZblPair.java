package org.example.lidiff.engine.potential.nep;

import org.example.lidiff.engine.structure.Element;

/**
 * Screened nuclear repulsion of a pair of types: V = 14.399645 Z_i Z_j/r · φ(r/a) · cut(r), 1/a = (Z_i^.23 + Z_j^.23) · 2.134563
 * (Ziegler, Biersack, Littmark 1985).
 */
final class ZblPair {

    private static final double COULOMB = 14.399645;
    private static final double[] UNIVERSAL = {0.18175, 3.1998, 0.50986, 0.94229, 0.28022, 0.4029, 0.02817, 0.20162};

    private final double charge;
    private final double inverseLength;
    private final double inner;
    private final double outer;
    private final double[] screening;
    private double slope;

    ZblPair(final NepSettings settings, final int t1, final int t2) {
        final Element e1 = settings.species().get(t1);
        final Element e2 = settings.species().get(t2);
        charge = COULOMB * e1.atomicNumber() * e2.atomicNumber();
        inverseLength = (Math.pow(e1.atomicNumber(), 0.23) + Math.pow(e2.atomicNumber(), 0.23)) * 2.134563;
        inner = settings.zbl().innerRadius(settings.species(), t1, t2);
        outer = settings.zbl().outerRadius(settings.species(), t1, t2);
        if (settings.zbl().form() == NepZbl.Form.FLEXIBLE) {
            final int at = NepZbl.pairIndex(t1, t2, settings.types());
            screening = settings.zbl().pairs().subList(at + 2, at + NepZbl.NUMBERS_PER_PAIR).stream().mapToDouble(x -> x).toArray();
        } else {
            screening = UNIVERSAL;
        }
    }

    double outer() {
        return outer;
    }

    /** V(r) in eV; {@link #slope()} is then dV/dr. */
    double energy(final double r) {
        if (!(r < outer)) {
            slope = 0;
            return 0;
        }
        final double x = r * inverseLength;
        double phi = 0;
        double dphi = 0;
        for (int k = 0; k < screening.length; k += 2) {
            final double term = screening[k] * Math.exp(-screening[k + 1] * x);
            phi += term;
            dphi -= screening[k + 1] * term;
        }
        final double v = charge * phi / r;
        final double dv = charge * dphi * inverseLength / r - v / r;
        if (r < inner) {
            slope = dv;
            return v;
        }
        final double w = Math.PI / (outer - inner);
        final double cut = 0.5 * (1 + Math.cos(w * (r - inner)));
        slope = dv * cut - v * 0.5 * w * Math.sin(w * (r - inner));
        return v * cut;
    }

    double slope() {
        return slope;
    }
}

package org.example.lidiff.engine.potential.nep;

/** cos πu and sin πu for 0 ≤ u ≤ 1, to 1e-15, by their series around ½: no call of a library function in the hot loops. */
final class Cosine {

    // π^k/k! with alternating signs: sin has the odd, cos the even k
    private static final double S1 = 3.141592653589793;
    private static final double S3 = -5.16771278004997;
    private static final double S5 = 2.5501640398773455;
    private static final double S7 = -0.5992645293207921;
    private static final double S9 = 0.08214588661112823;
    private static final double S11 = -0.0073704309457143504;
    private static final double S13 = 4.6630280576761255E-4;
    private static final double S15 = -2.1915353447830217E-5;
    private static final double S17 = 7.952054001475513E-7;
    private static final double S19 = -2.2948428997269873E-8;
    private static final double S21 = 5.392664662608129E-10;
    private static final double C2 = -4.934802200544679;
    private static final double C4 = 4.0587121264167685;
    private static final double C6 = -1.3352627688545895;
    private static final double C8 = 0.2353306303588932;
    private static final double C10 = -0.02580689139001406;
    private static final double C12 = 0.0019295743094039231;
    private static final double C14 = -1.046381049248457E-4;
    private static final double C16 = 4.303069587032947E-6;
    private static final double C18 = -1.3878952462213771E-7;
    private static final double C20 = 3.604730797462501E-9;

    private Cosine() {
    }

    static double cosPi(final double u) {
        final double v = u - 0.5;
        final double w = v * v;
        return -v * (S1 + w * (S3 + w * (S5 + w * (S7 + w * (S9 + w * (S11 + w * (S13 + w * (S15 + w * (S17 + w * (S19
            + w * S21))))))))));
    }

    static double sinPi(final double u) {
        final double v = u - 0.5;
        final double w = v * v;
        return 1 + w * (C2 + w * (C4 + w * (C6 + w * (C8 + w * (C10 + w * (C12 + w * (C14 + w * (C16 + w * (C18
            + w * C20)))))))));
    }
}

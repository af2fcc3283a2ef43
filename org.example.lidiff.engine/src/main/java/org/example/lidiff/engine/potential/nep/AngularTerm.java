package org.example.lidiff.engine.potential.nep;

/**
 * The angular descriptors beyond the power spectrum, in the order of the file: invariants of four and five bodies made of the
 * vector v = Σ g r̂ and the traceless symmetric tensors Q, T, H = Σ g r̂⊗r̂…, which carry l = 1 to 4.
 */
public enum AngularTerm {

    /** Tr Q³. */
    Q222(2),
    /** |v|⁴. */
    Q1111(1),
    /** v·Q·v. */
    Q112(2),
    /** T_abc v_a Q_bc. */
    Q123(3),
    /** T_acd T_bcd Q_ab. */
    Q233(3),
    /** H_abcd v_a T_bcd. */
    Q134(4);

    private final int largestL;

    AngularTerm(final int largestL) {
        this.largestL = largestL;
    }

    /** The largest angular momentum it is made of; l_max must not be smaller. */
    public int largestL() {
        return largestL;
    }
}

package org.example.lidiff.engine.structure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A chemical element, hydrogen to lawrencium.
 *
 * <p>Masses: IUPAC standard atomic weights 2015 (abridged); for elements without one, the mass of the longest-lived isotope.
 */
public final class Element {

    private static final String[] SYMBOLS = {
        "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca", "Sc",
        "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y", "Zr", "Nb",
        "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm",
        "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl",
        "Pb", "Bi", "Po", "At", "Rn", "Fr", "Ra", "Ac", "Th", "Pa", "U", "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md",
        "No", "Lr"};

    private static final double[] MASSES = {
        1.008, 4.002602, 6.94, 9.0121831, 10.81, 12.011, 14.007, 15.999, 18.998403163, 20.1797, 22.98976928, 24.305,
        26.9815385, 28.085, 30.973761998, 32.06, 35.45, 39.948, 39.0983, 40.078, 44.955908, 47.867, 50.9415, 51.9961,
        54.938044, 55.845, 58.933194, 58.6934, 63.546, 65.38, 69.723, 72.63, 74.921595, 78.971, 79.904, 83.798, 85.4678, 87.62,
        88.90584, 91.224, 92.90637, 95.95, 97.90721, 101.07, 102.9055, 106.42, 107.8682, 112.414, 114.818, 118.71, 121.76,
        127.6, 126.90447, 131.293, 132.90545196, 137.327, 138.90547, 140.116, 140.90766, 144.242, 144.91276, 150.36, 151.964,
        157.25, 158.92535, 162.5, 164.93033, 167.259, 168.93422, 173.054, 174.9668, 178.49, 180.94788, 183.84, 186.207, 190.23,
        192.217, 195.084, 196.966569, 200.592, 204.38, 207.2, 208.9804, 208.98243, 209.98715, 222.01758, 223.01974, 226.02541,
        227.02775, 232.0377, 231.03588, 238.02891, 237.04817, 244.06421, 243.06138, 247.07035, 247.07031, 251.07959, 252.083,
        257.09511, 258.09843, 259.101, 262.11};

    private static final Element[] ALL = new Element[SYMBOLS.length];
    private static final Map<String, Element> BY_SYMBOL = new HashMap<>();

    static {
        for (int i = 0; i < ALL.length; i++) {
            ALL[i] = new Element(i + 1);
            BY_SYMBOL.put(SYMBOLS[i], ALL[i]);
        }
    }

    private final int atomicNumber;

    private Element(final int atomicNumber) {
        this.atomicNumber = atomicNumber;
    }

    /**
     * The element with this atomic number.
     *
     * @throws IllegalArgumentException outside 1 … 103
     */
    public static Element of(final int atomicNumber) {
        if (atomicNumber < 1 || atomicNumber > ALL.length) {
            throw new IllegalArgumentException("Atomic number " + atomicNumber + " is outside 1 to " + ALL.length);
        }
        return ALL[atomicNumber - 1];
    }

    /** The element with this symbol in any letter case ("Li", "LI"), or empty. */
    public static Optional<Element> find(final String symbol) {
        final String s = symbol.strip();
        if (s.isEmpty() || s.length() > 2) {
            return Optional.empty();
        }
        final String name = s.substring(0, 1).toUpperCase(Locale.ROOT) + s.substring(1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_SYMBOL.get(name));
    }

    /**
     * The element with this symbol in any letter case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Element of(final String symbol) {
        return find(symbol).orElseThrow(() -> new IllegalArgumentException("'" + symbol + "' is no element symbol"));
    }

    /** 1 for hydrogen. */
    public int atomicNumber() {
        return atomicNumber;
    }

    /** "Li". */
    public String symbol() {
        return SYMBOLS[atomicNumber - 1];
    }

    /** Standard atomic weight in amu. */
    public double mass() {
        return MASSES[atomicNumber - 1];
    }

    @Override
    public String toString() {
        return symbol();
    }
}

package org.example.lidiff.engine.potential.nep;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * The covalent radii of NEP files with a ZBL factor, in Å: those of Pyykkö and Atsumi (2009), metals 10 % smaller, times 4/3
 * (Grimme et al., J. Chem. Phys. 132, 154104 (2010)), to the digits of the reference program.
 */
public final class CovalentRadii {

    private static final double[] RADII = {
        0.426667, 0.613333, 1.6, 1.25333, 1.02667, 1.0, 0.946667, 0.84, 0.853333, 0.893333, 1.86667, 1.66667, 1.50667,
        1.38667, 1.46667, 1.36, 1.32, 1.28, 2.34667, 2.05333, 1.77333, 1.62667, 1.61333, 1.46667, 1.42667, 1.38667,
        1.33333, 1.32, 1.34667, 1.45333, 1.49333, 1.45333, 1.53333, 1.46667, 1.52, 1.56, 2.52, 2.22667, 1.96, 1.85333,
        1.76, 1.65333, 1.53333, 1.50667, 1.50667, 1.44, 1.53333, 1.64, 1.70667, 1.68, 1.68, 1.64, 1.76, 1.74667, 2.78667,
        2.34667, 2.16, 1.96, 2.10667, 2.09333, 2.08, 2.06667, 2.01333, 2.02667, 2.01333, 2.0, 1.98667, 1.98667, 1.97333,
        2.04, 1.94667, 1.82667, 1.74667, 1.64, 1.57333, 1.54667, 1.48, 1.49333, 1.50667, 1.76, 1.73333, 1.73333, 1.81333,
        1.74667, 1.84, 1.89333, 2.68, 2.41333, 2.22667, 2.10667, 2.02667, 2.04, 2.05333, 2.06667};

    private CovalentRadii() {
    }

    /** Radius in Å, hydrogen to plutonium. */
    static double of(final Element element) {
        if (element.atomicNumber() > RADII.length) {
            throw new InputException("There is no covalent radius for " + element + ", the table ends at "
                + Element.of(RADII.length) + ".", "Use a NEP file whose zbl line has no third number.");
        }
        return RADII[element.atomicNumber() - 1];
    }

    /** About the length of a single bond between two elements in Å: the sum of their covalent radii, without the factor 4/3. */
    public static double bond(final Element a, final Element b) {
        return 0.75 * (known(a) + known(b));
    }

    // beyond the table the last one is near enough
    private static double known(final Element element) {
        return RADII[Math.min(element.atomicNumber(), RADII.length) - 1];
    }
}

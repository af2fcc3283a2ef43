package org.example.lidiff.engine.potential;

import java.util.List;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/** Numbers the atoms of a structure by the elements of a force field. */
public final class SpeciesTypes {

    private SpeciesTypes() {
    }

    /**
     * The place of each atom's element in {@code elements}.
     *
     * @param kind what the force field is, for the message
     * @throws InputException if an element is not there
     */
    public static int[] of(final int[] atomicNumbers, final List<Element> elements, final String kind) {
        final int[] types = new int[atomicNumbers.length];
        for (int i = 0; i < types.length; i++) {
            final Element e = Element.of(atomicNumbers[i]);
            types[i] = elements.indexOf(e);
            if (types[i] < 0) {
                throw new InputException("The " + kind + " force field has no parameters for " + e + ", the element of atom " + i
                    + "; it knows " + elements.stream().map(Element::symbol).collect(Collectors.joining(", ")) + ".",
                    "Choose a force field that covers all elements of the structure, or remove these atoms.");
            }
        }
        return types;
    }
}

package org.example.lidiff.engine.trajectory;

import java.util.HashMap;
import java.util.Map;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/** Atomic numbers for the names of species in files. */
final class SpeciesNames {

    private final Map<String, Integer> known = new HashMap<>();
    private final int[] shortNames = new int[1 << 16];

    /** @throws InputException if {@code species} maps a name to something that is no element */
    SpeciesNames(final Map<String, String> species) {
        species.forEach((name, symbol) -> {
            final Element element = Element.find(symbol).orElseThrow(() -> new InputException(
                "The species '" + name + "' is set to '" + symbol + "', which is no element.", "Give an element symbol like Li."));
            known.put(name, element.atomicNumber());
        });
    }

    /** The atomic number for {@code name}: set by the user, a symbol, or a symbol with an addition ("Li_sv", "Li1"); 0 if unknown. */
    int find(final String name) {
        return known.computeIfAbsent(name, n -> {
            int end = n.length();
            for (int i = 0; i < n.length(); i++) {
                if (!Character.isLetter(n.charAt(i))) {
                    end = i;
                    break;
                }
            }
            return Element.find(n.substring(0, end)).map(Element::atomicNumber).orElse(0);
        });
    }

    /** The atomic number for a word as {@link TextInput#shortWord()} gives it, or 0 if it was not read before. */
    int known(final int shortWord) {
        return shortNames[shortWord];
    }

    /** The atomic number for the next word of the line. */
    int read(final TextInput in) {
        final int key = in.shortWord();
        if (key >= 0 && shortNames[key] != 0) {
            return shortNames[key];
        }
        final String name = key < 0 ? in.word() : key < 256 ? "" + (char)key : "" + (char)(key & 0xff) + (char)(key >> 8);
        final int z = find(name);
        if (z == 0) {
            throw in.error("'" + TextInput.shortened(name) + "' is no element", "Say in the settings which element this name stands for.");
        }
        if (key >= 0) {
            shortNames[key] = z;
        }
        return z;
    }
}

package org.example.lidiff.engine.diffusion;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.example.lidiff.engine.structure.Element;

/** Charges that ions commonly carry in crystals: the number of electrons lost or gained to a closed shell, or the usual oxidation state. */
public final class FormalCharges {

    private static final Map<String, Integer> CHARGES = Map.ofEntries(Map.entry("H", 1), Map.entry("Li", 1), Map.entry("Na", 1), Map.entry("K", 1),
        Map.entry("Rb", 1), Map.entry("Cs", 1), Map.entry("Cu", 1), Map.entry("Ag", 1), Map.entry("Mg", 2), Map.entry("Ca", 2), Map.entry("Sr", 2),
        Map.entry("Ba", 2), Map.entry("Zn", 2), Map.entry("Al", 3), Map.entry("N", -3), Map.entry("O", -2), Map.entry("S", -2), Map.entry("Se", -2),
        Map.entry("Te", -2), Map.entry("F", -1), Map.entry("Cl", -1), Map.entry("Br", -1), Map.entry("I", -1));

    /** Elements that can be the anion of a salt or oxide; hydrogen and boron for hydrides and boranates. */
    private static final Set<String> ANIONS = Set.of("H", "B", "N", "O", "F", "P", "S", "Cl", "Se", "Br", "Te", "I");

    private FormalCharges() {
    }

    /** The charge of {@code element} in e, if it has a usual one. */
    public static OptionalDouble of(final Element element) {
        final Integer charge = CHARGES.get(element.symbol());
        return charge == null ? OptionalDouble.empty() : OptionalDouble.of(charge);
    }

    /** Whether one of {@code species} can be an anion; without any, charges are formal numbers and electrons conduct. */
    public static boolean ionic(final Collection<Element> species) {
        return species.stream().anyMatch(e -> ANIONS.contains(e.symbol()));
    }
}

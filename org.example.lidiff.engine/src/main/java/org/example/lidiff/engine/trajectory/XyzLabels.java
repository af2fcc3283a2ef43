package org.example.lidiff.engine.trajectory;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which names the labels of an extended XYZ frame have.
 *
 * <p>Reference labels are called REF_energy, REF_forces … (MACE) or dft_energy … (QUIP). Where a frame has such a label and a plain one of the same
 * quantity, the plain ones are those of another calculator, and none of them is taken.
 *
 * @param prefix of reference labels: "ref_", "dft_" or none
 * @param plainToo whether plain names count where there is no reference label
 */
record XyzLabels(String prefix, boolean plainToo) {

    private static final List<String> PREFIXES = List.of("ref_", "dft_");
    private static final List<String> ENERGIES = List.of("energy", "free_energy");
    private static final List<String> FORCES = List.of("forces", "force");
    private static final List<String> TENSORS = List.of("stress", "virial", "virials");

    /** The names in a frame with these keys in its comment and these columns, all in lower case. */
    static XyzLabels of(final Set<String> keys, final Set<String> columns) {
        for (final String prefix : PREFIXES) {
            final boolean energy = any(keys, prefix, ENERGIES);
            final boolean forces = any(columns, prefix, FORCES);
            final boolean tensor = any(keys, prefix, TENSORS);
            if (energy || forces || tensor) {
                final boolean twice = energy && any(keys, "", ENERGIES) || forces && any(columns, "", FORCES) || tensor && any(keys, "", TENSORS);
                return new XyzLabels(prefix, !twice);
            }
        }
        return new XyzLabels("", true);
    }

    private static boolean any(final Set<String> names, final String prefix, final List<String> endings) {
        return endings.stream().anyMatch(e -> names.contains(prefix + e));
    }

    /** The names to look for, best first. */
    List<String> names(final String... endings) {
        final List<String> plain = List.of(endings);
        if (prefix.isEmpty()) {
            return plain;
        }
        final List<String> reference = plain.stream().map(e -> prefix + e).toList();
        return plainToo ? Stream.concat(reference.stream(), plain.stream()).toList() : reference;
    }

    /** "REF_", as people write it. */
    String written() {
        return prefix.equals("ref_") ? prefix.toUpperCase(Locale.ROOT) : prefix;
    }
}

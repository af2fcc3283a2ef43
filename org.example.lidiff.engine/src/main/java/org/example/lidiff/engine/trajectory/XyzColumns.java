package org.example.lidiff.engine.trajectory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the columns of an extended XYZ atom line hold.
 *
 * @param meanings one a column
 * @param hasForces whether there are forces
 * @param hasVelocities whether there are velocities
 * @param hasMomenta whether there are momenta
 */
record XyzColumns(Meaning[] meanings, boolean hasForces, boolean hasVelocities, boolean hasMomenta) {

    /** What a column holds. */
    enum Meaning {
        SKIP, SPECIES, NUMBER, POSITION, FORCE, VELOCITY, MOMENTUM
    }

    /** Numbers of a plain line at most: position, force, velocity, momentum. */
    static final int MOST_PLAIN_NUMBERS = 12;

    /** species and pos, as in plain XYZ. */
    static final XyzColumns PLAIN = of("species:S:1:pos:R:3", XyzLabels.of(Set.of(), Set.of()));

    /** The names of the columns of a "Properties" value, in lower case. */
    static Set<String> names(final String properties) {
        final String[] parts = properties.strip().split(":");
        final Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < parts.length; i += 3) {
            names.add(parts[i].toLowerCase(Locale.ROOT));
        }
        return names;
    }

    /** The columns of a "Properties" value whose forces are named as {@code labels} says, or null if it is not understood. */
    static XyzColumns of(final String properties, final XyzLabels labels) {
        final String[] parts = properties.strip().split(":");
        if (parts.length % 3 != 0) {
            return null;
        }
        final Set<String> names = names(properties);
        final String forces = labels.names("forces", "force").stream().filter(names::contains).findFirst().orElse("");
        final List<Meaning> meanings = new ArrayList<>();
        for (int i = 0; i < parts.length; i += 3) {
            final int count = parts[i + 2].matches("\\d{1,3}") ? Integer.parseInt(parts[i + 2]) : 0;
            if (count < 1 || meanings.size() > 1000) {
                return null;
            }
            final Meaning found = meaning(parts[i].toLowerCase(Locale.ROOT), count, forces);
            // of columns that are there twice the first ones count; two positions are refused below
            final Meaning meaning = found != Meaning.POSITION && meanings.contains(found) ? Meaning.SKIP : found;
            for (int k = 0; k < count; k++) {
                meanings.add(meaning);
            }
        }
        final boolean complete = meanings.stream().filter(m -> m == Meaning.POSITION).count() == 3
            && (meanings.contains(Meaning.SPECIES) || meanings.contains(Meaning.NUMBER));
        return complete ? new XyzColumns(meanings.toArray(new Meaning[0]), meanings.contains(Meaning.FORCE),
            meanings.contains(Meaning.VELOCITY), meanings.contains(Meaning.MOMENTUM)) : null;
    }

    /** Whether the species comes first, and triples of which none is skipped follow. */
    boolean isPlain() {
        for (int i = 0; i < meanings.length; i++) {
            if (i == 0 ? meanings[i] != Meaning.SPECIES : meanings[i].ordinal() < Meaning.POSITION.ordinal()) {
                return false;
            }
        }
        return true;
    }

    private static Meaning meaning(final String name, final int count, final String forces) {
        if (count == 1) {
            return name.equals("species") || name.equals("symbols") || name.equals("element") ? Meaning.SPECIES : name.equals("z") || name.equals("numbers") ? Meaning.NUMBER : Meaning.SKIP;
        }
        if (count != 3) {
            return Meaning.SKIP;
        }
        switch (name) {
            case "pos":
            case "positions":
                return Meaning.POSITION;
            case "vel":
            case "velo":
            case "velocity":
            case "velocities":
                return Meaning.VELOCITY;
            case "momenta":
                return Meaning.MOMENTUM;
            default:
                return name.equals(forces) ? Meaning.FORCE : Meaning.SKIP;
        }
    }
}

package org.example.lidiff.engine.potential;

import java.util.List;

/**
 * What the checks of a force field found.
 *
 * @param checks in the order they were made
 */
public record ProbeReport(List<ProbeCheck> checks) {

    /** Copies the list. */
    public ProbeReport {
        checks = List.copyOf(checks);
    }

    /** Whether every check passed. */
    public boolean passed() {
        return checks.stream().allMatch(ProbeCheck::passed);
    }

    /** The check with this name. */
    public ProbeCheck check(final String name) {
        return checks.stream().filter(c -> c.name().equals(name)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No check is named '" + name + "'"));
    }
}

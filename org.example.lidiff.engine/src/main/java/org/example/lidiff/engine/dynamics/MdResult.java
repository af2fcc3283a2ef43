package org.example.lidiff.engine.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All runs of a plan.
 *
 * @param runs condition by condition, replica by replica: the order of the runs in the trajectory set
 * @param notes what concerns all runs
 * @param relaxation of the start structure, if the plan has one
 * @param skin of the neighbor list in Å, as it was set or chosen
 * @param nanosecondsPerDay simulated time per wall-clock day, all runs together; differs from call to call
 */
public record MdResult(List<MdRunResult> runs, List<String> notes, Optional<RelaxationResult> relaxation, double skin,
    double nanosecondsPerDay) {

    /** Copies the lists. */
    public MdResult {
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /** The notes, then the warnings of each run with its name in front. */
    public List<String> warnings() {
        final List<String> all = new ArrayList<>(notes);
        for (final MdRunResult r : runs) {
            for (final String w : r.warnings()) {
                all.add(r.info().source() + ": " + w);
            }
        }
        return all;
    }
}

package org.example.lidiff.engine.dynamics;

import java.util.List;

import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.RunInfo;

/**
 * One run that {@link MdRunner} made.
 *
 * @param condition index of the condition
 * @param replica index among the runs of the condition
 * @param info what the trajectory says of itself; its temperature is the measured mean
 * @param frames recorded frames
 * @param thermodynamics course and averages of the production
 * @param end the atoms after the last good step
 * @param neighborListBuilds how often the neighbor list was built, since the last restart
 * @param stopped whether a guard ended the run before its time
 * @param warnings what the user should know
 */
public record MdRunResult(int condition, int replica, RunInfo info, long frames, Thermodynamics thermodynamics, Structure end,
    long neighborListBuilds, boolean stopped, List<String> warnings) {

    /** Copies the list. */
    public MdRunResult {
        warnings = List.copyOf(warnings);
    }

    /** The seed of the run. */
    public long seed() {
        return info.seed().orElseThrow();
    }
}

package org.example.lidiff.engine.dynamics;

import java.util.List;

import org.example.lidiff.engine.structure.Structure;

/**
 * Where a relaxation ended.
 *
 * @param structure the same atoms, relaxed
 * @param startEnergy in eV
 * @param endEnergy in eV
 * @param maxForce largest force that is left, in eV/Å
 * @param maxStress largest distance of a stress component from the target, in eV/Å³; 0 in a fixed cell
 * @param steps force evaluations after the first
 * @param converged whether both limits were reached
 * @param warnings what the user should know
 */
public record RelaxationResult(Structure structure, double startEnergy, double endEnergy, double maxForce, double maxStress, int steps,
    boolean converged, List<String> warnings) {

    /** Copies the list. */
    public RelaxationResult {
        warnings = List.copyOf(warnings);
    }
}

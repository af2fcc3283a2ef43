package org.example.lidiff.engine.training;

import java.util.List;
import java.util.Optional;

import org.example.lidiff.engine.potential.nep.NepModel;

/**
 * A trained model with everything that says how good it is.
 *
 * @param model the trained model
 * @param learningCurve errors by epoch
 * @param training errors of the training frames
 * @param validation errors of the validation frames, empty without
 * @param test errors of the test frames, empty without
 * @param foundationTraining errors of the foundation model on the training frames, its own offsets refitted; empty from scratch
 * @param foundationValidation likewise on the validation frames
 * @param offsets energies of the species that are not in the model
 * @param stabilization what the stabilization did, one sentence; empty without
 * @param warnings what the user should know
 * @param cancelled whether the user stopped it
 * @param epochsDone number of complete epochs
 * @param bestEpoch epoch of the model: the one with the lowest validation loss, or the last one of the stabilization
 * @param seconds wall time of the training
 * @param microsecondsPerAtomAndEpoch wall time for each training atom and epoch times the threads in use, validation included
 */
public record TrainingResult(NepModel model, LearningCurve learningCurve, ErrorReport training, Optional<ErrorReport> validation,
    Optional<ErrorReport> test, Optional<ErrorReport> foundationTraining, Optional<ErrorReport> foundationValidation,
    SpeciesOffsets offsets, String stabilization, List<String> warnings, boolean cancelled, int epochsDone, int bestEpoch, double seconds,
    double microsecondsPerAtomAndEpoch) {

    /** Copies the list. */
    public TrainingResult {
        warnings = List.copyOf(warnings);
    }
}

package org.example.lidiff.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * @param foundationTest likewise on the test frames
 * @param offsets energies of the species that are not in the model
 * @param lastLayer errors beside the last-layer estimates of them on the held-out frames; empty without
 * @param committee errors beside the spread of the committee on the held-out frames; empty without
 * @param committeeModels the models of the committee, the result first; empty without
 * @param forgetting how far the model went away from its foundation; empty from scratch
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
    Optional<ErrorReport> foundationTest, SpeciesOffsets offsets, Optional<UncertaintyReport> lastLayer, Optional<UncertaintyReport> committee,
    List<NepModel> committeeModels, Optional<Forgetting> forgetting, String stabilization, List<String> warnings, boolean cancelled, int epochsDone, int bestEpoch, double seconds,
    double microsecondsPerAtomAndEpoch) {

    /** Copies the lists. */
    public TrainingResult {
        warnings = List.copyOf(warnings);
        committeeModels = List.copyOf(committeeModels);
    }

    /** The errors of the trained model by the name of the set: "Training", and where there are such frames "Validation", "Test". */
    public Map<String, ErrorReport> reports() {
        return byName(Optional.of(training), validation, test);
    }

    /** Those of the foundation model, likewise; empty from scratch. */
    public Map<String, ErrorReport> foundationReports() {
        return byName(foundationTraining, foundationValidation, foundationTest);
    }

    private static Map<String, ErrorReport> byName(final Optional<ErrorReport> training, final Optional<ErrorReport> validation,
        final Optional<ErrorReport> test) {
        final Map<String, ErrorReport> reports = new LinkedHashMap<>();
        training.ifPresent(r -> reports.put("Training", r));
        validation.ifPresent(r -> reports.put("Validation", r));
        test.ifPresent(r -> reports.put("Test", r));
        return reports;
    }
}

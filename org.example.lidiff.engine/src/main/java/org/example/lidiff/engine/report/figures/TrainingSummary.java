package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.report.Summary;
import org.example.lidiff.engine.training.ErrorReport;
import org.example.lidiff.engine.training.Forgetting;
import org.example.lidiff.engine.training.TrainingResult;
import org.example.lidiff.engine.training.UncertaintyReport;

/** What a training reached, in words: errors before and after, set by set. */
public final class TrainingSummary {

    private static final double MILLI = 1000;

    private TrainingSummary() {
    }

    /** The summary of {@code result}. */
    public static Summary of(final TrainingResult result) {
        final List<Summary.Fact> facts = new ArrayList<>();
        add(facts, "training frames", result.foundationTraining(), Optional.of(result.training()));
        add(facts, "validation frames", result.foundationValidation(), result.validation());
        add(facts, "test frames", result.foundationTest(), result.test());
        facts.add(new Summary.Fact("Epochs", result.epochsDone() + ", the best one is " + result.bestEpoch()));
        facts.add(new Summary.Fact("Time", String.format(Locale.ROOT, "%.1f s; %.0f µs an atom, epoch and thread", result.seconds(),
            result.microsecondsPerAtomAndEpoch())));
        final List<String> notes = new ArrayList<>();
        notes.add("RMSE over frames (energy per atom), over force components, over the six distinct virial components per atom. The mean length of the "
            + "force error vectors is what the aMACEing toolkit reports. Energies after the offsets of the elements were fitted to the training frames, "
            + "before as after.");
        if (result.test().isEmpty()) {
            notes.add("Validation frames chose the best epoch: no frames were kept for a test that nothing depends on.");
        }
        result.forgetting().map(Forgetting::text).ifPresent(notes::add);
        result.lastLayer().map(UncertaintyReport::text).ifPresent(notes::add);
        result.committee().map(UncertaintyReport::text).ifPresent(notes::add);
        return new Summary("errors", result.foundationTraining().isPresent() ? "Errors before → after the fine-tuning" : "Errors after the training",
            facts, notes);
    }

    private static void add(final List<Summary.Fact> facts, final String set, final Optional<ErrorReport> before, final Optional<ErrorReport> after) {
        if (after.isEmpty()) {
            return;
        }
        final ErrorReport r = after.get();
        facts.add(new Summary.Fact("Energy, " + set, String.format(Locale.ROOT, "RMSE %s%.2f meV/atom, MAE %.2f meV/atom; %d frames",
            before.map(b -> String.format(Locale.ROOT, "%.2f → ", MILLI * b.energyRmse())).orElse(""), MILLI * r.energyRmse(), MILLI * r.energyMae(),
            r.frames())));
        facts.add(new Summary.Fact("Forces, " + set, String.format(Locale.ROOT,
            "RMSE %s%.1f meV/Å, MAE %.1f meV/Å, mean length of error vectors %s%.1f meV/Å; the forces themselves %.0f meV/Å",
            before.map(b -> String.format(Locale.ROOT, "%.1f → ", MILLI * b.forceRmse())).orElse(""), MILLI * r.forceRmse(), MILLI * r.forceMae(),
            before.map(b -> String.format(Locale.ROOT, "%.1f → ", MILLI * b.meanForceErrorVectorNorm())).orElse(""),
            MILLI * r.meanForceErrorVectorNorm(), MILLI * r.referenceForceRms())));
        if (!Double.isNaN(r.virialRmse())) {
            facts.add(new Summary.Fact("Virials, " + set, String.format(Locale.ROOT, "RMSE %s%.2f meV/atom, MAE %.2f meV/atom",
                before.map(b -> String.format(Locale.ROOT, "%.2f → ", MILLI * b.virialRmse())).orElse(""), MILLI * r.virialRmse(),
                MILLI * r.virialMae())));
        }
    }
}

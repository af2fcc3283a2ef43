package org.example.lidiff.engine.training;

import java.util.Locale;

/**
 * How far the predictions of a fine-tuned model went away from those of its foundation, away from the training frames: on training frames that
 * are strained by some percent, rattled by 0.15 Å and, every second, with the elements exchanged at random. The foundation is not the truth there; a
 * large number says that the model is another one where nothing was learned.
 *
 * @param frames how many such frames
 * @param forceChange root mean square change of the force components in eV/Å
 * @param foundationForceRms root mean square of the foundation's force components there in eV/Å
 * @param energyChange root mean square change of the energy in eV/atom, the mean change taken out
 * @param priorStrength strength of the prior that the model was trained with
 */
public record Forgetting(int frames, double forceChange, double foundationForceRms, double energyChange, double priorStrength) {

    /** One sentence. */
    public String text() {
        return String.format(Locale.ROOT, "Away from the training frames (strained, rattled, elements exchanged) the forces moved by %.0f meV/Å "
            + "(%.0f %% of the foundation's) and the energies by %.1f meV/atom.", 1000 * forceChange, 100 * forceChange / foundationForceRms,
            1000 * energyChange);
    }
}

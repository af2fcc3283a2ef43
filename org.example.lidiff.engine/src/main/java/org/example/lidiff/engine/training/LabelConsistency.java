package org.example.lidiff.engine.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.structure.MinimumImage;

/**
 * Whether energies and forces of a run belong to each other: along a short step the energy changes by the work of the forces,
 * ΔE ≈ −½(F_k + F_{k+1})·Δr. A wrong unit of either shows as a factor.
 */
final class LabelConsistency {

    // beyond this step in Å the trapezoidal rule says nothing
    private static final double LARGEST_STEP = 0.25;
    private static final int FEWEST_STEPS = 8;

    private LabelConsistency() {
    }

    /** A warning, or empty if they agree or nothing can be said. */
    static Optional<String> check(final List<LabeledFrame> run) {
        double ww = 0;
        double we = 0;
        double ee = 0;
        int steps = 0;
        for (int f = 1; f < run.size(); f++) {
            final double work = work(run.get(f - 1), run.get(f));
            if (!Double.isNaN(work)) {
                final double change = run.get(f).energy() - run.get(f - 1).energy();
                ww += work * work;
                we += work * change;
                ee += change * change;
                steps++;
            }
        }
        if (steps < FEWEST_STEPS || !(ww > 0 && ee > 0)) {
            return Optional.empty();
        }
        final double slope = we / ww;
        final double correlation = we / Math.sqrt(ww * ee);
        if (correlation > 0.8 && (slope < 0.8 || slope > 1.25)) {
            return Optional.of(String.format(Locale.ROOT, "In run %d the energy changes by %.3g times the work of the forces: energies or "
                + "forces are in a wrong unit (1 hartree = 27.2 eV, 1 hartree/bohr = 51.4 eV/Å).", run.get(0).run() + 1, slope));
        }
        if (correlation < 0.5) {
            return Optional.of(String.format(Locale.ROOT, "In run %d the changes of the energy do not follow the work of the forces "
                + "(correlation %.2f): energies and forces may belong to different frames.", run.get(0).run() + 1, correlation));
        }
        return Optional.empty();
    }

    private static double work(final LabeledFrame from, final LabeledFrame to) {
        if (to.atoms() != from.atoms() || !to.cell().equals(from.cell())) {
            return Double.NaN;
        }
        final MinimumImage image = new MinimumImage(from.cell());
        final double[] step = new double[3];
        double work = 0;
        for (int i = 0; i < from.atoms(); i++) {
            for (int k = 0; k < 3; k++) {
                step[k] = to.positions()[3 * i + k] - from.positions()[3 * i + k];
            }
            if (image.apply(step, 0) > LARGEST_STEP * LARGEST_STEP) {
                return Double.NaN;
            }
            for (int k = 0; k < 3; k++) {
                work -= 0.5 * (from.forces()[3 * i + k] + to.forces()[3 * i + k]) * step[k];
            }
        }
        return work;
    }
}

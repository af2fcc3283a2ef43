package org.example.lidiff.engine.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.example.lidiff.engine.potential.ExtrapolationMeasure;

/**
 * Counts atoms that the training of the force field did not know, where the force field can tell. The run goes on: what it means for the
 * result is for the user to judge.
 */
public final class ExtrapolationWatch implements Observer {

    private final int every;
    private double[] grades = {};
    private long looked;
    private long unknown;
    private double largest;
    private String where = "";

    /** Looks every so many steps. */
    public ExtrapolationWatch(final int every) {
        this.every = every;
    }

    /** Part of the atoms that were looked at and have a grade above {@link ExtrapolationMeasure#UNKNOWN}; 0 where nothing can be told. */
    public double unknownFraction() {
        return looked == 0 ? 0 : (double)unknown / looked;
    }

    /** The largest grade that was seen. */
    public double largestGrade() {
        return largest;
    }

    /** One sentence, or none. */
    public List<String> warnings() {
        return unknown == 0 ? List.of() : List.of(String.format(Locale.ROOT, "Forces were extrapolated: %s %% of the atoms that were looked at (every"
            + " %d steps) are more than %s times as far from the training of the force field as its strangest atom, the farthest is %s."
            + " Train it with frames of such conditions.", Checks.number(1e-2 * Math.ceil(1e4 * unknownFraction())), every,
            Checks.number(ExtrapolationMeasure.UNKNOWN), where));
    }

    /** Writes the counts so far, for {@link #restore}. */
    void save(final DataOutput out) throws IOException {
        out.writeLong(looked);
        out.writeLong(unknown);
        out.writeDouble(largest);
        out.writeUTF(where);
    }

    /** Takes up what {@link #save} wrote; the step at which the run goes on is not counted again. */
    void restore(final DataInput in) throws IOException {
        looked = in.readLong();
        unknown = in.readLong();
        largest = in.readDouble();
        where = in.readUTF();
    }

    @Override
    public void init(final Snapshot start) {
        if (start.gradesExtrapolation()) {
            grades = new double[start.atoms()];
            if (looked == 0) {
                look(start);
            }
        }
    }

    @Override
    public void handleStep(final Snapshot now) {
        if (grades.length > 0 && now.step() % every == 0) {
            look(now);
        }
    }

    private void look(final Snapshot now) {
        now.extrapolationGrades(grades);
        looked += grades.length;
        for (int i = 0; i < grades.length; i++) {
            unknown += grades[i] > ExtrapolationMeasure.UNKNOWN ? 1 : 0;
            if (grades[i] > largest) {
                largest = grades[i];
                where = largest > ExtrapolationMeasure.UNKNOWN ? ClosestPair.name(now.atomicNumbers(), i) + " at step " + now.step() + " with "
                    + (Double.isInfinite(largest) ? "an element that the training did not have" : String.format(Locale.ROOT, "%.1f", largest)) : "";
            }
        }
    }
}

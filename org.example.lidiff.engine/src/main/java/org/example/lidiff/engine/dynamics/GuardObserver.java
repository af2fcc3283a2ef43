package org.example.lidiff.engine.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;

/** Watches the limits of {@link Guards}. Given before the observers that record, so that these see good frames only. */
public final class GuardObserver implements Observer {

    /** What to do about a run that gets out of hand. */
    private static final String WAY_OUT = "Use a shorter time step, relax the start structure first, or train the force field on such configurations.";

    private static final int MOST_WARNINGS = 3;

    private final Guards guards;
    private final long sampleEvery;
    private final List<String> warnings = new ArrayList<>();
    private double[] grades = {};
    private double lastConserved = Double.NaN;
    private long suppressed;
    private boolean goesOn;

    /**
     * @param guards the limits
     * @param sampleEvery every so many steps distance and energy are looked at too, before the frame is recorded
     */
    public GuardObserver(final Guards guards, final long sampleEvery) {
        this.guards = guards;
        this.sampleEvery = sampleEvery;
    }

    /** What was seen beyond the limits while the run went on. */
    public List<String> warnings() {
        final List<String> all = new ArrayList<>(warnings);
        if (suppressed > 0) {
            all.add(suppressed + " more steps beyond the limits are not listed.");
        }
        return all;
    }

    /** Writes what was seen so far, for {@link #restore}. */
    void save(final DataOutput out) throws IOException {
        out.writeInt(warnings.size());
        for (final String w : warnings) {
            out.writeUTF(w);
        }
        out.writeLong(suppressed);
        out.writeDouble(lastConserved);
    }

    /** Takes up what {@link #save} wrote; the step at which the run goes on is not looked at again. */
    void restore(final DataInput in) throws IOException {
        warnings.clear();
        for (int left = in.readInt(); left > 0; left--) {
            warnings.add(in.readUTF());
        }
        suppressed = in.readLong();
        lastConserved = in.readDouble();
        goesOn = true;
    }

    @Override
    public void init(final Snapshot start) {
        if (goesOn) {
            goesOn = false;
            return;
        }
        lastConserved = start.conservedQuantity();
        look(start);
    }

    @Override
    public void handleStep(final Snapshot now) {
        if (now.step() % guards.checkEvery() == 0 || now.step() % sampleEvery == 0) {
            look(now);
        } else {
            lookAtTemperature(now);
        }
    }

    private void look(final Snapshot now) {
        lookAtTemperature(now);
        final ClosestPair pair = ClosestPair.find(now.positions(), now.cell(), guards.minDistance());
        if (pair != null) {
            violation(now, "the atoms " + pair.describe(now.atomicNumbers()) + " are " + Checks.number(pair.distance())
                + " Å apart, below the limit of " + Checks.number(guards.minDistance()) + " Å");
        }
        final double conserved = now.conservedQuantity();
        final double jump = (conserved - lastConserved) / now.atoms();
        lastConserved = conserved;
        if (Math.abs(jump) > guards.maxEnergyJump()) {
            violation(now, "the conserved quantity changed by " + Checks.number(jump) + " eV per atom within " + guards.checkEvery()
                + " steps, above the limit of " + Checks.number(guards.maxEnergyJump()) + " eV; the fastest atom is " + fastest(now));
        }
        lookAtExtrapolation(now);
    }

    private void lookAtExtrapolation(final Snapshot now) {
        if (Double.isInfinite(guards.maxExtrapolation()) || !now.gradesExtrapolation()) {
            return;
        }
        if (grades.length != now.atoms()) {
            grades = new double[now.atoms()];
        }
        now.extrapolationGrades(grades);
        int farthest = 0;
        for (int i = 1; i < grades.length; i++) {
            farthest = grades[i] > grades[farthest] ? i : farthest;
        }
        if (grades[farthest] > guards.maxExtrapolation()) {
            violation(now, "the surroundings of " + ClosestPair.name(now.atomicNumbers(), farthest) + " are " + Checks.number(grades[farthest])
                + " times as far from the training of the force field as its strangest atom, above the limit of "
                + Checks.number(guards.maxExtrapolation()));
        }
    }

    private void lookAtTemperature(final Snapshot now) {
        final double kelvin = now.temperature();
        if (!Double.isFinite(kelvin) || !Double.isFinite(now.potentialEnergy())) {
            throw stopped(now, "the energy is no finite number; the fastest atom is " + fastest(now));
        }
        if (kelvin > guards.maxTemperatureK()) {
            violation(now, "the temperature is " + Checks.number(Math.rint(kelvin)) + " K, above the limit of "
                + Checks.number(guards.maxTemperatureK()) + " K; the fastest atom is " + fastest(now));
        }
    }

    private static String fastest(final Snapshot now) {
        final double[] v = now.velocities();
        int which = 0;
        double best = -1;
        for (int i = 0; i < now.atoms(); i++) {
            final double square = v[3 * i] * v[3 * i] + v[3 * i + 1] * v[3 * i + 1] + v[3 * i + 2] * v[3 * i + 2];
            if (Double.isNaN(square)) {
                return ClosestPair.name(now.atomicNumbers(), i);
            }
            if (square > best) {
                best = square;
                which = i;
            }
        }
        return ClosestPair.name(now.atomicNumbers(), which) + " with " + Checks.number(Math.sqrt(best)) + " Å/fs";
    }

    private void violation(final Snapshot now, final String what) {
        if (guards.action() != GuardAction.WARN) {
            throw stopped(now, what);
        }
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(text(now, what));
        } else {
            suppressed++;
        }
    }

    private static SimulationStopped stopped(final Snapshot now, final String what) {
        return new SimulationStopped(now.step(), text(now, what), WAY_OUT);
    }

    /** The end of a run whose atoms or cell got out of reach within a step; {@code what} goes on with "the fastest atom". */
    static SimulationStopped exploded(final Snapshot now, final String what, final InputException cause) {
        return new SimulationStopped(now.step(), "After step " + now.step() + " (" + Checks.number(now.timeFs()) + " fs) " + what + " fastest atom is "
            + fastest(now) + ".", WAY_OUT, cause);
    }

    private static String text(final Snapshot now, final String what) {
        return "At step " + now.step() + " (" + Checks.number(now.timeFs()) + " fs) " + what + ".";
    }
}

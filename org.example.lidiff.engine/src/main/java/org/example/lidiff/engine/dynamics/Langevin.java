package org.example.lidiff.engine.dynamics;

/**
 * NVT by Langevin dynamics, splitting BAOAB (Leimkuhler, Matthews, Appl. Math. Res. Express 2013, 34): friction and noise on
 * every atom. Samples configurations well; diffusion and rates are not those of the crystal.
 *
 * @param temperatureK in K, at least 0
 * @param timeConstantFs 1/γ in fs, above 0
 */
public record Langevin(double temperatureK, double timeConstantFs) implements Ensemble {

    /** Checks the ranges. */
    public Langevin {
        Checks.temperature(temperatureK);
        Checks.timeConstant(timeConstantFs);
    }

    @Override
    public Langevin withTemperature(final double newTemperatureK) {
        return new Langevin(newTemperatureK, timeConstantFs);
    }

    @Override
    public boolean conservesMomentum() {
        return false;
    }

    @Override
    public boolean dynamicsAltered() {
        return true;
    }

    @Override
    public String description() {
        return "NVT, Langevin (" + Checks.number(timeConstantFs) + " fs)";
    }
}

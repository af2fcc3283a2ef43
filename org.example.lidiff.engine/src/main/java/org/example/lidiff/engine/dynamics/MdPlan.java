package org.example.lidiff.engine.dynamics;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.trajectory.Quantity;

/**
 * What {@link MdRunner} does: temperatures times replicas, equilibration, production. Immutable; start from {@link
 * #of(List)} and change what differs.
 *
 * @param conditions temperatures with their number of replicas
 * @param thermostat of the production; velocity rescaling
 * @param timeConstantFs of the thermostat; 100 fs
 * @param pressure in eV/Å³ for a production at constant pressure (with velocity rescaling), else empty
 * @param timeStepFs 1 fs
 * @param equilibration stages before the production; one of 10,000 steps
 * @param productionSteps recorded steps; 100,000
 * @param sampleEvery steps between two frames; 50
 * @param quantities recorded besides positions and cell, of velocities, energy, forces and stress; the energy
 * @param seed of the whole plan; each run derives its own from it by {@link RandomSource#derive}
 * @param threads threads for all runs together; results do not depend on it
 * @param skin of the neighbor list in Å; where empty, the default is chosen by measurement: results do not depend on it
 * @param guards limits beyond which a run is worthless
 * @param cell what of the cell may change at constant pressure; isotropic
 * @param relaxation of the start structure before the first run; none
 */
public record MdPlan(List<MdCondition> conditions, Thermostat thermostat, double timeConstantFs, OptionalDouble pressure,
    double timeStepFs, List<MdStage> equilibration, long productionSteps, long sampleEvery, Set<Quantity> quantities, long seed,
    int threads, OptionalDouble skin, Guards guards, CellFreedom cell, Optional<RelaxationOptions> relaxation) {

    private static final Set<Quantity> RECORDED = Set.of(Quantity.VELOCITIES, Quantity.ENERGY, Quantity.FORCES, Quantity.STRESS);

    /** Checks the ranges and copies the lists. */
    public MdPlan {
        conditions = List.copyOf(conditions);
        equilibration = List.copyOf(equilibration);
        quantities = quantities.stream().filter(RECORDED::contains).collect(Collectors.toUnmodifiableSet());
        if (conditions.isEmpty()) {
            throw new InputException("There is no condition to simulate.", "Add at least one temperature.");
        }
        Checks.timeConstant(timeConstantFs);
        Checks.timeStep(timeStepFs);
        if (sampleEvery < 1) {
            throw new InputException("The sampling interval is " + sampleEvery + " steps.", "Give 1 or more.");
        }
        if (productionSteps < sampleEvery) {
            throw new InputException("The production of " + productionSteps + " steps is shorter than the sampling interval of "
                + sampleEvery + " steps.", "Make the production longer or sample more often.");
        }
        if (threads < 1) {
            throw new InputException("The number of threads is " + threads + ".", "Give 1 or more.");
        }
        if (!(skin.orElse(0) >= 0)) {
            throw new InputException("The skin of the neighbor list is " + Checks.number(skin.orElse(0)) + " Å.", "Give 0 or more.");
        }
        if (cell == CellFreedom.FIXED) {
            throw new IllegalArgumentException("A fixed cell has no constant pressure");
        }
        if (pressure.isPresent() && thermostat != Thermostat.VELOCITY_RESCALING) {
            throw new InputException("Constant pressure goes with velocity rescaling only, not with " + thermostat + ".",
                "Choose velocity rescaling, or constant volume.");
        }
    }

    /** The defaults for these conditions. */
    public static MdPlan of(final List<MdCondition> conditions) {
        return new MdPlan(conditions, Thermostat.VELOCITY_RESCALING, VelocityRescaling.DEFAULT_TIME_CONSTANT, OptionalDouble.empty(),
            Simulation.DEFAULT_TIME_STEP, List.of(MdStage.constant(10_000)), 100_000, 50, EnumSet.of(Quantity.ENERGY), 1, 1,
            OptionalDouble.empty(), Guards.DEFAULT, CellFreedom.ISOTROPIC, Optional.empty());
    }

    /** The defaults for one temperature in K. */
    public static MdPlan of(final double temperatureK) {
        return of(List.of(new MdCondition(temperatureK, 1)));
    }

    /** The same with another thermostat; {@code timeConstant} in fs. */
    public MdPlan withThermostat(final Thermostat newThermostat, final double timeConstant) {
        return new MdPlan(conditions, newThermostat, timeConstant, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, seed, threads, skin, guards, cell, relaxation);
    }

    /** The same with the production at constant pressure in eV/Å³. */
    public MdPlan withPressure(final double newPressure) {
        return new MdPlan(conditions, thermostat, timeConstantFs, OptionalDouble.of(newPressure), timeStepFs, equilibration,
            productionSteps, sampleEvery, quantities, seed, threads, skin, guards, cell, relaxation);
    }

    /** The same with other freedom of the cell in all stages at constant pressure. */
    public MdPlan withCell(final CellFreedom newCell) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, seed, threads, skin, guards, newCell, relaxation);
    }

    /** The same with a relaxation of the start structure. */
    public MdPlan withRelaxation(final RelaxationOptions options) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, seed, threads, skin, guards, cell, Optional.of(options));
    }

    /** The same with another time step in fs. */
    public MdPlan withTimeStep(final double fs) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, fs, equilibration, productionSteps, sampleEvery,
            quantities, seed, threads, skin, guards, cell, relaxation);
    }

    /** The same with these stages before the production; none is allowed. */
    public MdPlan withEquilibration(final List<MdStage> stages) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, stages, productionSteps, sampleEvery,
            quantities, seed, threads, skin, guards, cell, relaxation);
    }

    /** The same with one equilibration stage at constant temperature and volume. */
    public MdPlan withEquilibrationSteps(final long steps) {
        return withEquilibration(List.of(MdStage.constant(steps)));
    }

    /** The same with another production: so many steps, a frame every {@code every} of them. */
    public MdPlan withProduction(final long steps, final long every) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, steps, every, quantities, seed,
            threads, skin, guards, cell, relaxation);
    }

    /** The same recording other quantities besides positions and cell. */
    public MdPlan withQuantities(final Set<Quantity> newQuantities) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            newQuantities, seed, threads, skin, guards, cell, relaxation);
    }

    /** The same with other random numbers. */
    public MdPlan withSeed(final long newSeed) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, newSeed, threads, skin, guards, cell, relaxation);
    }

    /** The same on so many threads. */
    public MdPlan withThreads(final int newThreads) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, seed, newThreads, skin, guards, cell, relaxation);
    }

    /** The same with another skin in Å. */
    public MdPlan withSkin(final double angstrom) {
        final OptionalDouble newSkin = OptionalDouble.of(angstrom);
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, seed, threads, newSkin, guards, cell, relaxation);
    }

    /** The same with other limits. */
    public MdPlan withGuards(final Guards newGuards) {
        return new MdPlan(conditions, thermostat, timeConstantFs, pressure, timeStepFs, equilibration, productionSteps, sampleEvery,
            quantities, seed, threads, skin, newGuards, cell, relaxation);
    }

    /** Number of runs. */
    public int runs() {
        return conditions.stream().mapToInt(MdCondition::replicas).sum();
    }

    /** Steps of one run, equilibration included. */
    public long stepsPerRun() {
        return productionSteps + equilibration.stream().mapToLong(MdStage::steps).sum();
    }

    /** The ensemble of the production at {@code temperatureK}. */
    public Ensemble production(final double temperatureK) {
        return pressure.isPresent() ? constantPressure(temperatureK, pressure.getAsDouble()) : thermostat.at(temperatureK, timeConstantFs);
    }

    /** The ensemble at the begin of an equilibration stage: velocity rescaling unless the production is Langevin dynamics. */
    Ensemble equilibration(final MdStage stage, final double temperatureK) {
        final double kelvin = temperatureK * stage.startFraction();
        if (stage.pressure().isPresent()) {
            return constantPressure(kelvin, stage.pressure().getAsDouble());
        }
        return thermostat == Thermostat.LANGEVIN ? new Langevin(kelvin, timeConstantFs) : new VelocityRescaling(kelvin, timeConstantFs);
    }

    private CellRescaling constantPressure(final double kelvin, final double value) {
        final CellRescaling.Times t = CellRescaling.Times.DEFAULT;
        return new CellRescaling(kelvin, value, new CellRescaling.Times(timeConstantFs, t.barostatFs(), t.compressibility()), cell);
    }

    /** What must be equal for a run to go on from a checkpoint; threads and the length of the production may change. */
    String fingerprint(final int run) {
        return "run " + run + ", " + conditions + ", " + thermostat + ", " + timeConstantFs + " fs, " + pressure + ", " + timeStepFs + " fs, "
            + equilibration + ", every " + sampleEvery + ", " + EnumSet.allOf(Quantity.class).stream().filter(quantities::contains).toList()
            + ", seed " + seed + ", cell " + cell + ", relaxation " + relaxation;
    }
}

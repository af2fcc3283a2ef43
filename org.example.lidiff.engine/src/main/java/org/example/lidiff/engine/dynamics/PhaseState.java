package org.example.lidiff.engine.dynamics;

import java.util.Arrays;

import org.example.lidiff.engine.neighbors.NeighborSearchException;
import org.example.lidiff.engine.potential.EnergyForcesVirial;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;

/** Positions, velocities and forces of all atoms at one instant, changed in place by a {@link Stepper}. */
final class PhaseState implements Snapshot {

    final int[] atomicNumbers;
    /** amu */
    final double[] masses;
    /** Å/fs² for a force of 1 eV/Å */
    final double[] accelerations;
    final double[] positions;
    final double[] velocities;
    final EnergyForcesVirial result;
    Cell cell;
    long step;
    double timeStep;
    int degreesOfFreedom;
    /** energy in eV that thermostat and barostat took out of the atoms */
    double bathEnergy;

    private final Evaluator evaluator;
    private Cell neighborCell;
    private long builds = -1;
    private double kinetic = Double.NaN;

    PhaseState(final Structure structure, final Evaluator evaluator, final double timeStep) {
        this.evaluator = evaluator;
        this.timeStep = timeStep;
        atomicNumbers = structure.atomicNumbers();
        positions = structure.positions();
        velocities = new double[positions.length];
        cell = structure.cell();
        result = new EnergyForcesVirial(atomicNumbers.length);
        masses = new double[atomicNumbers.length];
        accelerations = new double[atomicNumbers.length];
        for (int i = 0; i < masses.length; i++) {
            masses[i] = Element.of(atomicNumbers[i]).mass();
            accelerations[i] = Units.ACCELERATION / masses[i];
        }
    }

    /**
     * Energy, forces and virial for the present positions and cell.
     *
     * @throws SimulationStopped if the run exploded so far that neighbors cannot be found
     */
    void evaluateForces() {
        try {
            evaluator.evaluate(positions, cell, result);
        } catch (final NeighborSearchException e) {
            throw GuardObserver.exploded(this, "the atoms flew apart or together: " + e.summary() + " The", e);
        }
        final long now = evaluator.neighborListBuilds();
        if (now != builds) {
            builds = now;
            neighborCell = cell;
        }
    }

    /** Repeats the neighbor list of a checkpoint, so that sums run in the same order. */
    void rebuildNeighborsAt(final double[] reference, final Cell referenceCell) {
        evaluator.rebuildNeighborsAt(reference, referenceCell);
        neighborCell = referenceCell;
        builds = evaluator.neighborListBuilds();
    }

    Evaluator evaluator() {
        return evaluator;
    }

    @Override
    public boolean gradesExtrapolation() {
        return evaluator.gradesExtrapolation();
    }

    @Override
    public void extrapolationGrades(final double[] grades) {
        evaluator.extrapolationGrades(grades);
    }

    /** The cell at the last build of the neighbor list. */
    Cell neighborCell() {
        return neighborCell;
    }

    /** To be called whenever velocities were changed. */
    void velocitiesChanged() {
        kinetic = Double.NaN;
    }

    Structure structure() {
        return new Structure(cell, atomicNumbers, positions);
    }

    /** Multiplies all velocities. */
    void scaleVelocities(final double factor) {
        for (int i = 0; i < velocities.length; i++) {
            velocities[i] *= factor;
        }
        velocitiesChanged();
    }

    @Override
    public int atoms() {
        return atomicNumbers.length;
    }

    @Override
    public int[] atomicNumbers() {
        return atomicNumbers;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public double timeFs() {
        return step * timeStep;
    }

    @Override
    public double[] positions() {
        return positions;
    }

    @Override
    public double[] velocities() {
        return velocities;
    }

    @Override
    public double[] forces() {
        return result.forces();
    }

    @Override
    public Cell cell() {
        return cell;
    }

    @Override
    public double potentialEnergy() {
        return result.energy();
    }

    @Override
    public double kineticEnergy() {
        if (Double.isNaN(kinetic)) {
            double sum = 0;
            for (int i = 0, n = 0; i < masses.length; i++, n += 3) {
                final double x = velocities[n];
                final double y = velocities[n + 1];
                final double z = velocities[n + 2];
                sum += masses[i] * (x * x + y * y + z * z);
            }
            kinetic = 0.5 * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS * sum;
        }
        return kinetic;
    }

    @Override
    public int degreesOfFreedom() {
        return degreesOfFreedom;
    }

    @Override
    public double temperature() {
        return degreesOfFreedom == 0 ? 0 : 2 * kineticEnergy() / (degreesOfFreedom * Units.BOLTZMANN);
    }

    @Override
    public double conservedQuantity() {
        return potentialEnergy() + kineticEnergy() + bathEnergy;
    }

    @Override
    public double pressure() {
        final double[] w = result.virial();
        return (w[0] + w[4] + w[8] + 2 * kineticEnergy()) / (3 * cell.volume());
    }

    @Override
    public void potentialStress(final double[] out) {
        final double[] w = result.virial();
        final double f = -1 / cell.volume();
        for (int k = 0; k < 9; k++) {
            out[k] = f * w[k];
        }
    }

    @Override
    public void stress(final double[] out) {
        kineticTensor(out);
        final double[] w = result.virial();
        final double f = -1 / cell.volume();
        for (int k = 0; k < 9; k++) {
            out[k] = f * (out[k] + w[k]);
        }
    }

    /** Σ m v ⊗ v in eV, nine numbers. */
    void kineticTensor(final double[] out) {
        Arrays.fill(out, 0, 9, 0);
        for (int i = 0, n = 0; i < masses.length; i++, n += 3) {
            final double m = masses[i] * Units.AMU_SQUARE_ANGSTROM_PER_SQUARE_FS;
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    out[3 * a + b] += m * velocities[n + a] * velocities[n + b];
                }
            }
        }
    }
}

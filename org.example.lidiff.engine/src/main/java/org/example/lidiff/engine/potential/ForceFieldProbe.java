package org.example.lidiff.engine.potential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;

/**
 * Checks a force field without any reference data: whether forces and virial are the derivatives of the energy, whether nothing
 * depends on what must not matter, whether it is smooth at the cutoff and repulsive at short distances, and whether a short
 * simulation keeps its energy.
 *
 * <p>The gate between fine-tuning and molecular dynamics; compare arXiv 2610.00585.
 */
public final class ForceFieldProbe {

    private final Potential potential;
    private final Structure structure;
    private final Options options;
    private final Random random;
    private final EnergyForcesVirial base;
    private final double forceScale;

    /**
     * How thoroughly it checks.
     *
     * @param seed of the random directions
     * @param directions random directions along which the energy is differentiated, at least 1
     * @param rattle standard deviation in Å of the random displacement that takes the atoms out of their minimum
     * @param step of the central differences in Å; a tenth of it is the strain
     * @param simulationSteps steps of 1 fs of the short simulation, 0 for none
     * @param temperature of the short simulation in K
     */
    public record Options(long seed, int directions, double rattle, double step, int simulationSteps, double temperature) {

        /** Three directions, 0.05 Å, 1e-4 Å, 100 steps at 300 K. */
        public static final Options DEFAULT = new Options(1, 3, 0.05, 1e-4, 100, 300);

        /** Checks the ranges. */
        public Options {
            if (directions < 1 || !(rattle >= 0 && step > 0 && temperature >= 0) || simulationSteps < 0) {
                throw new IllegalArgumentException("Not possible: " + directions + " directions, rattle " + rattle + " Å, step "
                    + step + " Å, " + simulationSteps + " steps at " + temperature + " K");
            }
        }
    }

    private ForceFieldProbe(final Potential potential, final Structure structure, final Options options) {
        this.potential = potential;
        this.options = options;
        random = new Random(options.seed());
        final double[] r = structure.positions();
        for (int i = 0; i < r.length; i++) {
            r[i] += options.rattle() * random.nextGaussian();
        }
        this.structure = structure.withPositions(r);
        base = potential.evaluate(this.structure);
        double sum = 0;
        for (final double f : base.forces()) {
            sum += f * f;
        }
        // forces below this are compared as if they were this large: round-off of the energy does not shrink with them
        forceScale = Math.max(1e-2, Math.sqrt(sum / Math.max(1, structure.size())));
    }

    /**
     * Makes all checks.
     *
     * @param potential the force field
     * @param structure atoms of the kind it is to be used for
     * @param options how thoroughly
     * @param progress one report a check
     * @throws org.example.lidiff.engine.InputException if the force field has no parameters for an element
     */
    public static ProbeReport run(final Potential potential, final Structure structure, final Options options,
        final Progress progress) {
        final ForceFieldProbe probe = new ForceFieldProbe(potential, structure, options);
        final List<Supplier<ProbeCheck>> checks = List.of(probe::forcesAreDerivatives,
            probe::virialIsDerivative, probe::forcesAddUpToZero, probe::translation, probe::rotation, probe::permutation,
            probe::supercell, probe::energyAtCutoff, probe::forceAtCutoff, probe::coreRepulsion, probe::energyConservation);
        final List<ProbeCheck> results = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            progress.advance(i, checks.size(), "Checking the force field");
            results.add(checks.get(i).get());
        }
        progress.advance(checks.size(), checks.size(), "Force field checked");
        return new ProbeReport(results);
    }

    private double[] energiesAt(final double[] positions, final Cell cell) {
        return potential.evaluate(structure.with(cell, positions)).atomEnergies();
    }

    /**
     * dE/dx by five points. The step is small because second derivatives jump where a neighbor crosses the cutoff; the atoms
     * are subtracted one by one, since the total energy of many atoms has too few digits for that.
     */
    private static double derivative(final double h, final DoubleFunction<double[]> energies) {
        final double[][] e = {energies.apply(-2 * h), energies.apply(-h), energies.apply(h), energies.apply(2 * h)};
        double sum = 0;
        for (int i = 0; i < e[0].length; i++) {
            sum += (8 * (e[2][i] - e[1][i]) - (e[3][i] - e[0][i])) / 12;
        }
        return sum / h;
    }

    private ProbeCheck forcesAreDerivatives() {
        double worst = 0;
        final double[] r = structure.positions();
        for (int n = 0; n < options.directions(); n++) {
            final double[] direction = new double[r.length];
            double norm = 0;
            for (int i = 0; i < r.length; i++) {
                direction[i] = random.nextGaussian();
                norm += direction[i] * direction[i];
            }
            double force = 0;
            for (int i = 0; i < r.length; i++) {
                direction[i] /= Math.sqrt(norm);
                force += base.forces()[i] * direction[i];
            }
            final double slope = derivative(options.step(), h -> {
                final double[] moved = r.clone();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += h * direction[i];
                }
                return energiesAt(moved, structure.cell());
            });
            worst = worse(worst, Math.abs(slope + force) / forceScale);
        }
        return ProbeCheck.atMost("Forces are derivatives of the energy", worst, 1e-6, "of the rms force",
            "Energy is not conserved in a simulation.");
    }

    private ProbeCheck virialIsDerivative() {
        double worst = 0;
        double scale = 0;
        for (final double w : base.virial()) {
            scale = Math.max(scale, Math.abs(w));
        }
        scale = Math.max(scale, forceScale * structure.size());
        for (int component = 0; component < 9; component++) {
            final int a = component / 3;
            final int b = component % 3;
            final double slope = derivative(0.1 * options.step(), h -> energiesAt(strained(structure.positions(), a, b, h),
                Cell.of(strained(structure.cell().rows(), a, b, h))));
            worst = worse(worst, Math.abs(slope + base.virial()[component]) / scale);
        }
        return ProbeCheck.atMost("Virial is the derivative by the strain", worst, 1e-6, "of the largest component",
            "Pressure and cell are wrong in a simulation at constant pressure.");
    }

    private static double[] strained(final double[] vectors, final int a, final int b, final double strain) {
        final double[] result = vectors.clone();
        for (int i = 0; i < vectors.length; i += 3) {
            result[i + b] += strain * vectors[i + a];
        }
        return result;
    }

    private ProbeCheck forcesAddUpToZero() {
        double worst = 0;
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (int i = k; i < base.forces().length; i += 3) {
                sum += base.forces()[i];
            }
            worst = worse(worst, Math.abs(sum) / structure.size());
        }
        return ProbeCheck.atMost("Forces add up to zero", worst, 1e-9 * Math.max(1, forceScale), "eV/Å per atom",
            "The whole system accelerates.");
    }

    private ProbeCheck translation() {
        final double[] r = structure.positions();
        final double[] t = {random.nextDouble() * 9, random.nextDouble() * 9, random.nextDouble() * 9};
        for (int i = 0; i < r.length; i += 3) {
            final int[] image = {random.nextInt(3) - 1, random.nextInt(3) - 1, random.nextInt(3) - 1};
            for (int k = 0; k < 3; k++) {
                r[i + k] += t[k] + image[0] * structure.cell().get(0, k) + image[1] * structure.cell().get(1, k)
                    + image[2] * structure.cell().get(2, k);
            }
        }
        return compare("Translation and choice of images change nothing", structure.withPositions(r),
            base.forces(), 1, "The energy depends on where the cell begins.");
    }

    private ProbeCheck rotation() {
        final double[] m = randomRotation();
        final double[] rows = structure.cell().rows();
        return compare("Rotation rotates the forces", structure.with(Cell.of(rotated(rows, m)), rotated(structure.positions(), m)),
            rotated(base.forces(), m), 1, "The force field prefers a direction in space.");
    }

    private double[] randomRotation() {
        final double[] q = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        final double n = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        final double w = q[0] / n;
        final double x = q[1] / n;
        final double y = q[2] / n;
        final double z = q[3] / n;
        return new double[] {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y), 2 * (x * y + w * z),
            1 - 2 * (x * x + z * z), 2 * (y * z - w * x), 2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)};
    }

    private static double[] rotated(final double[] vectors, final double[] m) {
        final double[] result = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            final int v = i - i % 3;
            final int k = i % 3;
            result[i] = vectors[v] * m[k] + vectors[v + 1] * m[3 + k] + vectors[v + 2] * m[6 + k];
        }
        return result;
    }

    private ProbeCheck permutation() {
        final int[] order = new int[structure.size()];
        for (int i = 0; i < order.length; i++) {
            final int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        final double[] forces = new double[base.forces().length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(base.forces(), 3 * order[i], forces, 3 * i, 3);
        }
        return compare("Order of the atoms changes nothing", structure.select(order), forces, 1,
            "The energy depends on the numbering of the atoms.");
    }

    private ProbeCheck supercell() {
        int shortest = 0;
        for (int k = 1; k < 3; k++) {
            shortest = structure.cell().height(k) < structure.cell().height(shortest) ? k : shortest;
        }
        final int[] repeats = {1, 1, 1};
        repeats[shortest] = 2;
        final double[] forces = new double[2 * base.forces().length];
        for (int i = 0; i < structure.size(); i++) {
            System.arraycopy(base.forces(), 3 * i, forces, 6 * i, 3);
            System.arraycopy(base.forces(), 3 * i, forces, 6 * i + 3, 3);
        }
        return compare("Repeating the cell changes nothing", structure.supercell(repeats), forces, 2,
            "The result depends on the size of the cell.");
    }

    /** The largest deviation of a force, or of the energy per atom, from what it was. */
    private ProbeCheck compare(final String name, final Structure other, final double[] forces, final int copies,
        final String meaning) {
        final EnergyForcesVirial result = potential.evaluate(other);
        double worst = Math.abs(result.energy() / copies - base.energy()) / structure.size();
        for (int i = 0; i < forces.length; i++) {
            worst = worse(worst, Math.abs(result.forces()[i] - forces[i]));
        }
        return ProbeCheck.atMost(name, worst, 1e-9 * Math.max(1, forceScale), "eV/Å or eV per atom", meaning);
    }

    private ProbeCheck energyAtCutoff() {
        final double delta = 1e-6;
        double worst = 0;
        for (final int[] pair : pairs()) {
            final double inside = dimer(pair, potential.cutoff() - delta).energy();
            final double outside = dimer(pair, potential.cutoff() + delta).energy();
            worst = worse(worst, Math.abs(inside - outside));
        }
        return ProbeCheck.atMost("Energy is continuous at the cutoff", worst, 1e-6, "eV",
            "The energy jumps whenever a neighbor comes or goes.");
    }

    private ProbeCheck forceAtCutoff() {
        final double delta = 1e-6;
        double worst = 0;
        for (final int[] pair : pairs()) {
            final double inside = dimer(pair, potential.cutoff() - delta).forces()[3];
            final double outside = dimer(pair, potential.cutoff() + delta).forces()[3];
            worst = worse(worst, Math.abs(inside - outside));
        }
        return ProbeCheck.atMost("Force is continuous at the cutoff", worst, 1e-5, "eV/Å",
            "Energy drifts slowly in a simulation.");
    }

    private ProbeCheck coreRepulsion() {
        double weakest = Double.POSITIVE_INFINITY;
        for (final int[] pair : pairs()) {
            final double nearest = nearest(pair);
            for (int n = 6; n <= 12 && nearest < potential.cutoff(); n++) {
                // NaN counts as no repulsion
                final double force = dimer(pair, 0.05 * n * nearest).forces()[3];
                weakest = force >= weakest ? weakest : Double.isNaN(force) ? Double.NEGATIVE_INFINITY : force;
            }
        }
        return ProbeCheck.atMost("Two atoms repel each other at short distances", -weakest, 0, "eV/Å (attraction)",
            "At high temperature atoms can fall into each other; use a model with short-range repulsion (ZBL).");
    }

    /** Pairs of the elements that are there. */
    private List<int[]> pairs() {
        final List<Element> elements = structure.elements();
        final List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            for (int j = i; j < elements.size(); j++) {
                pairs.add(new int[] {elements.get(i).atomicNumber(), elements.get(j).atomicNumber()});
            }
        }
        return pairs;
    }

    /** Two atoms on the x axis, far from their images; the force on the second along x is {@code forces()[3]}. */
    private EnergyForcesVirial dimer(final int[] pair, final double distance) {
        final double edge = 3 * potential.cutoff() + 1;
        return potential.evaluate(new Structure(Cell.of(edge, 0, 0, 0, edge, 0, 0, 0, edge), pair,
            new double[] {0, 0, 0, distance, 0, 0}));
    }

    /** The smallest distance of two atoms of these elements in the structure. */
    private double nearest(final int[] pair) {
        final NeighborList list = new NeighborList(
            potential.cutoff(), 0, ListKind.FULL);
        final double[] r = structure.positions();
        final int[] z = structure.atomicNumbers();
        list.update(r, structure.cell());
        list.measure(r);
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < z.length; i++) {
            for (int p = list.starts()[i]; p < list.starts()[i + 1]; p++) {
                if (z[i] == pair[0] && z[list.neighbors()[p]] == pair[1]) {
                    nearest = Math.min(nearest, list.distances()[p]);
                }
            }
        }
        return nearest;
    }

    /** Velocity Verlet with steps of 1 fs. */
    private ProbeCheck energyConservation() {
        final int atoms = structure.size();
        final double[] r = structure.positions();
        final double[] v = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            v[i] = random.nextGaussian() * Math.sqrt(Units.BOLTZMANN * options.temperature() * Units.ACCELERATION / mass(i));
        }
        final EnergyForcesVirial now = new EnergyForcesVirial(atoms);
        double worst = 0;
        try (Evaluator evaluator = potential.evaluator(structure.atomicNumbers(), new EvaluatorOptions(1, 0.5))) {
            evaluator.evaluate(r, structure.cell(), now);
            final double start = now.energy() + kinetic(v);
            for (int step = 0; step < options.simulationSteps(); step++) {
                for (int i = 0; i < r.length; i++) {
                    v[i] += 0.5 * now.forces()[i] * Units.ACCELERATION / mass(i);
                    r[i] += v[i];
                }
                evaluator.evaluate(r, structure.cell(), now);
                for (int i = 0; i < r.length; i++) {
                    v[i] += 0.5 * now.forces()[i] * Units.ACCELERATION / mass(i);
                }
                worst = worse(worst, Math.abs(now.energy() + kinetic(v) - start) / atoms);
            }
        }
        return ProbeCheck.atMost("A short simulation keeps its energy", 1000 * worst, 2, "meV per atom",
            "The time step is too long, or the forces are not those of the energy.");
    }

    private double mass(final int coordinate) {
        return structure.element(coordinate / 3).mass();
    }

    private double kinetic(final double[] v) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += 0.5 * mass(i) * v[i] * v[i] / Units.ACCELERATION;
        }
        return sum;
    }

    // Math.max, but NaN is the worst of all
    private static double worse(final double a, final double b) {
        return b <= a ? a : b;
    }
}

package org.example.lidiff.engine.potential;

import java.util.Arrays;
import java.util.Comparator;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;

/** Whether the result depends on what must not matter. */
final class InvarianceChecks {

    private static final int CLUSTER = 12;

    private final ProbeSystem system;

    InvarianceChecks(final ProbeSystem system) {
        this.system = system;
    }

    ProbeCheck forcesAddUpToZero() {
        double worst = 0;
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (int i = k; i < system.base.forces().length; i += 3) {
                sum += system.base.forces()[i];
            }
            worst = ProbeSystem.worse(worst, Math.abs(sum) / system.structure.size());
        }
        return ProbeCheck.atMost("Forces add up to zero", worst, 1e-9 * Math.max(1, system.forceScale), "eV/Å per atom",
            "The whole system accelerates.");
    }

    ProbeCheck translation() {
        final double[] r = system.structure.positions();
        final double[] t = {system.random.nextDouble() * 9, system.random.nextDouble() * 9, system.random.nextDouble() * 9};
        for (int i = 0; i < r.length; i += 3) {
            final int[] image = {system.random.nextInt(3) - 1, system.random.nextInt(3) - 1, system.random.nextInt(3) - 1};
            for (int k = 0; k < 3; k++) {
                r[i + k] += t[k] + image[0] * system.structure.cell().get(0, k) + image[1] * system.structure.cell().get(1, k)
                    + image[2] * system.structure.cell().get(2, k);
            }
        }
        return compare("Translation and choice of images change nothing", system.structure.withPositions(r),
            system.base.forces(), 1, "The energy depends on where the cell begins.");
    }

    ProbeCheck rotation() {
        final double[] m = randomRotation();
        final double[] rows = system.structure.cell().rows();
        return compare("Rotation rotates the forces", system.structure.with(Cell.of(rotated(rows, m)), rotated(system.structure.positions(), m)),
            rotated(system.base.forces(), m), 1, "The force field prefers a direction in space.");
    }

    private double[] randomRotation() {
        final double[] q = {system.random.nextGaussian(), system.random.nextGaussian(), system.random.nextGaussian(), system.random.nextGaussian()};
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

    ProbeCheck permutation() {
        final int[] order = new int[system.structure.size()];
        for (int i = 0; i < order.length; i++) {
            final int j = system.random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        final double[] forces = new double[system.base.forces().length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(system.base.forces(), 3 * order[i], forces, 3 * i, 3);
        }
        return compare("Order of the atoms changes nothing", system.structure.select(order), forces, 1,
            "The energy depends on the numbering of the atoms.");
    }

    ProbeCheck supercell() {
        int shortest = 0;
        for (int k = 1; k < 3; k++) {
            shortest = system.structure.cell().height(k) < system.structure.cell().height(shortest) ? k : shortest;
        }
        final int[] repeats = {1, 1, 1};
        repeats[shortest] = 2;
        final double[] forces = new double[2 * system.base.forces().length];
        for (int i = 0; i < system.structure.size(); i++) {
            System.arraycopy(system.base.forces(), 3 * i, forces, 6 * i, 3);
            System.arraycopy(system.base.forces(), 3 * i, forces, 6 * i + 3, 3);
        }
        return compare("Repeating the cell changes nothing", system.structure.supercell(repeats), forces, 2,
            "The result depends on the size of the cell.");
    }

    /** The largest deviation of a force, or of the energy per atom, from what it was. */
    private ProbeCheck compare(final String name, final Structure other, final double[] forces, final int copies,
        final String meaning) {
        final EnergyForcesVirial result = system.potential.evaluate(other);
        double worst = Math.abs(result.energy() / copies - system.base.energy()) / system.structure.size();
        for (int i = 0; i < forces.length; i++) {
            worst = ProbeSystem.worse(worst, Math.abs(result.forces()[i] - forces[i]));
        }
        return ProbeCheck.atMost(name, worst, 1e-9 * Math.max(1, system.forceScale), "eV/Å or eV per atom", meaning);
    }

    /**
     * A free cluster of the atoms: the change of its forces under a small shift is 0 and under a small turn ω that of vectors, ω × F.
     * These six motions are the zero modes of its vibrations.
     */
    ProbeCheck zeroModes() {
        final Structure cluster = cluster();
        final double[] r = cluster.positions();
        final double[] f = system.potential.evaluate(cluster).forces();
        final double h = system.options.step();
        double worst = 0;
        for (int mode = 0; mode < 6; mode++) {
            final double[] omega = {mode == 3 ? 1 : 0, mode == 4 ? 1 : 0, mode == 5 ? 1 : 0};
            final double[] up = r.clone();
            final double[] down = r.clone();
            for (int i = 0; i < r.length; i++) {
                final double move = mode < 3 ? i % 3 == mode ? 1 : 0 : cross(omega, r, i);
                up[i] += h * move;
                down[i] -= h * move;
            }
            final double[] fUp = system.potential.evaluate(cluster.withPositions(up)).forces();
            final double[] fDown = system.potential.evaluate(cluster.withPositions(down)).forces();
            for (int i = 0; i < r.length; i++) {
                final double expected = mode < 3 ? 0 : cross(omega, f, i);
                worst = ProbeSystem.worse(worst, Math.abs((fUp[i] - fDown[i]) / (2 * h) - expected));
            }
        }
        return ProbeCheck.atMost("Shifts and turns of a free cluster meet no resistance (zero modes)", worst, 1e-5 * Math.max(1, system.forceScale),
            "eV/Å²", "Vibrations have wrong frequencies, and whole molecules feel forces that do not exist.");
    }

    /** Component i of ω × v for the triple of v that i is in. */
    private static double cross(final double[] omega, final double[] v, final int i) {
        final int at = i - i % 3;
        final int a = (i + 1) % 3;
        final int b = (i + 2) % 3;
        return omega[a] * v[at + b] - omega[b] * v[at + a];
    }

    /** The atoms next to the first one, at rest around the origin, with nothing around them. */
    private Structure cluster() {
        final Structure s = system.structure;
        final MinimumImage image = new MinimumImage(s.cell());
        final int count = Math.min(CLUSTER, s.size());
        final double[][] vectors = new double[s.size()][3];
        final Integer[] order = new Integer[s.size()];
        final double[] squares = new double[s.size()];
        for (int i = 0; i < s.size(); i++) {
            order[i] = i;
            for (int k = 0; k < 3; k++) {
                vectors[i][k] = s.position(i, k) - s.position(0, k);
            }
            squares[i] = image.apply(vectors[i], 0);
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> squares[i]));
        final double[] r = new double[3 * count];
        final int[] z = new int[count];
        double size = 0;
        for (int n = 0; n < count; n++) {
            z[n] = s.atomicNumbers()[order[n]];
            System.arraycopy(vectors[order[n]], 0, r, 3 * n, 3);
            size = Math.max(size, 2 * Math.sqrt(squares[order[n]]));
        }
        return new Structure(system.emptyCell(size), z, r);
    }
}

package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

/** What every force field must fulfil; each one has a subclass. */
public abstract class PotentialContract {

    /** The force field. */
    public abstract Potential potential();

    /** Atoms in a cell that is smaller than twice the cutoff. */
    public abstract Structure structure();

    /** A small triclinic cell of atoms at least {@code distance} Å apart. */
    public static Structure random(final int atoms, final double volumePerAtom, final double distance, final String... elements) {
        final Random random = new Random(atoms);
        final double a = Math.cbrt(atoms * volumePerAtom);
        final Cell cell = Cell.of(a, 0, 0, 0.2 * a, 1.1 * a, 0, -0.1 * a, 0.15 * a, 0.95 * a);
        final double[] r = new double[3 * atoms];
        final int[] z = new int[atoms];
        final MinimumImage image = new MinimumImage(cell);
        final double[] v = new double[3];
        int attempts = 0;
        for (int i = 0; i < atoms;) {
            assertTrue(attempts++ < 100_000, "no room for " + atoms + " atoms");
            for (int k = 0; k < 3; k++) {
                r[3 * i + k] = random.nextDouble();
            }
            cell.toCartesian(r, 3 * i, r, 3 * i);
            boolean free = true;
            for (int j = 0; j < i && free; j++) {
                for (int k = 0; k < 3; k++) {
                    v[k] = r[3 * i + k] - r[3 * j + k];
                }
                free = image.apply(v, 0) > distance * distance;
            }
            if (free) {
                z[i] = Element.of(elements[i % elements.length]).atomicNumber();
                i++;
            }
        }
        return new Structure(cell, z, r);
    }

    @Test
    void forcesAreMinusTheGradient() {
        final Structure s = structure();
        final EnergyForcesVirial at = potential().evaluate(s);
        final double scale = rms(at.forces());
        final double[] numerical = new double[3 * s.size()];
        // five points: error of order h⁴, and of order h where a pair crosses the cutoff (the second derivative jumps there)
        final double h = 1e-4;
        for (int i = 0; i < numerical.length; i++) {
            final double[] e = new double[4];
            final double[] shifts = {-2 * h, -h, h, 2 * h};
            for (int n = 0; n < 4; n++) {
                final double[] r = s.positions();
                r[i] += shifts[n];
                e[n] = potential().evaluate(s.withPositions(r)).energy();
            }
            numerical[i] = -(8 * (e[2] - e[1]) - (e[3] - e[0])) / (12 * h);
        }
        assertArrayEquals(numerical, at.forces(), 1e-6 * scale);
    }

    @Test
    void probePassesItsInvariances() {
        final ProbeReport report = ForceFieldProbe.run(potential(), structure(),
            new ForceFieldProbe.Options(5, 2, 0.02, 1e-4, 0, 0), Progress.NONE);
        for (final String name : new String[] {"Forces are derivatives of the energy", "Virial is the derivative by the strain",
            "Forces add up to zero", "Translation and choice of images change nothing", "Rotation rotates the forces",
            "Order of the atoms changes nothing", "Repeating the cell changes nothing"}) {
            assertTrue(report.check(name).passed(), report.check(name).toString());
        }
    }

    @Test
    void virialIsMinusTheStrainDerivative() {
        final Structure s = structure();
        final double[] virial = potential().evaluate(s).virial();
        double scale = 0;
        for (final double w : virial) {
            scale = Math.max(scale, Math.abs(w));
        }
        final double h = 2e-5;
        for (int c = 0; c < 9; c++) {
            final double[] e = new double[4];
            final double[] strains = {-2 * h, -h, h, 2 * h};
            for (int n = 0; n < 4; n++) {
                final double[] r = s.positions();
                final double[] rows = s.cell().rows();
                strain(r, c, strains[n]);
                strain(rows, c, strains[n]);
                e[n] = potential().evaluate(s.with(Cell.of(rows), r)).energy();
            }
            assertEquals(-(8 * (e[2] - e[1]) - (e[3] - e[0])) / (12 * h), virial[c], 1e-6 * scale, "component " + c);
        }
    }

    private static void strain(final double[] vectors, final int component, final double strain) {
        for (int i = 0; i < vectors.length; i += 3) {
            vectors[i + component % 3] += strain * vectors[i + component / 3];
        }
    }

    @Test
    void supercellRepeatsEnergyAndForces() {
        final Structure s = structure();
        final EnergyForcesVirial one = potential().evaluate(s);
        final EnergyForcesVirial many = potential().evaluate(s.supercell(3, 3, 3));
        assertEquals(one.energy() / s.size(), many.energy() / s.size() / 27, 1e-10);
        for (int i = 0; i < s.size(); i++) {
            for (int copy = 0; copy < 27; copy++) {
                for (int k = 0; k < 3; k++) {
                    assertEquals(one.forces()[3 * i + k], many.forces()[3 * (27 * i + copy) + k], 1e-10);
                }
            }
        }
        for (int k = 0; k < 9; k++) {
            assertEquals(one.virial()[k], many.virial()[k] / 27, 1e-8);
        }
    }

    @Test
    void sameBitsForAnyNumberOfThreadsAndAnySkin() {
        final Structure s = structure().supercell(2, 2, 2);
        final EnergyForcesVirial one = new EnergyForcesVirial(s.size());
        final EnergyForcesVirial other = new EnergyForcesVirial(s.size());
        final Random random = new Random(4);
        try (Evaluator single = potential().evaluator(s.atomicNumbers(), EvaluatorOptions.DEFAULT);
            Evaluator three = potential().evaluator(s.atomicNumbers(), new EvaluatorOptions(3, 0.7))) {
            final double[] r = s.positions();
            for (int step = 0; step < 12; step++) {
                for (int i = 0; i < r.length; i++) {
                    r[i] += 0.02 * random.nextGaussian();
                }
                single.evaluate(r, s.cell(), one);
                three.evaluate(r, s.cell(), other);
                assertEquals(one.energy(), other.energy(), 0);
                assertArrayEquals(one.forces(), other.forces(), 0);
                assertArrayEquals(one.virial(), other.virial(), 0);
                assertArrayEquals(one.atomEnergies(), other.atomEnergies(), 0);
            }
            assertEquals(12, single.neighborListBuilds());
            assertTrue(three.neighborListBuilds() < 12, "built " + three.neighborListBuilds() + " times");
        }
    }

    @Test
    void atomEnergiesAddUpToTheEnergy() {
        final EnergyForcesVirial result = potential().evaluate(structure());
        double sum = 0;
        for (final double e : result.atomEnergies()) {
            sum += e;
        }
        assertEquals(result.energy(), sum, 1e-12 * Math.max(1, Math.abs(sum)));
    }

    private static double rms(final double[] values) {
        double sum = 0;
        for (final double v : values) {
            sum += v * v;
        }
        return Math.sqrt(sum / values.length);
    }
}

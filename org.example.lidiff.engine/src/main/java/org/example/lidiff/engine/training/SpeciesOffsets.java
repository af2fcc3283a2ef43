package org.example.lidiff.engine.training;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

import org.example.lidiff.engine.structure.Element;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * One energy for each species, so that reference energy ≈ model energy + Σ n_species · offset.
 *
 * <p>Energies of different programs and pseudopotentials differ by such constants; forces do not feel them. Ridge least squares on
 * the compositions: what the compositions do not determine stays near zero.
 *
 * @param energies eV, by atomic number
 * @param degenerate whether the compositions leave some of them undetermined
 * @param text what to tell the user
 */
public record SpeciesOffsets(SortedMap<Integer, Double> energies, boolean degenerate, String text) {

    private static final double RIDGE = 1e-10;
    private static final double SMALLEST_EIGENVALUE = 1e-6;

    /** Copies the map. */
    public SpeciesOffsets {
        energies = Collections.unmodifiableSortedMap(new TreeMap<>(energies));
    }

    /**
     * Fits the offsets.
     *
     * @param elements the species
     * @param counts atoms of each species, one array a frame
     * @param residuals reference energy minus model energy in eV, one a frame
     */
    static SpeciesOffsets fit(final List<Element> elements, final List<int[]> counts, final double[] residuals) {
        final int n = elements.size();
        final DMatrixRMaj normal = new DMatrixRMaj(n, n);
        final DMatrixRMaj right = new DMatrixRMaj(n, 1);
        for (int f = 0; f < residuals.length; f++) {
            final int[] c = counts.get(f);
            final double atoms = java.util.Arrays.stream(c).sum();
            for (int i = 0; i < n; i++) {
                right.add(i, 0, c[i] * residuals[f] / (atoms * atoms));
                for (int j = 0; j < n; j++) {
                    normal.add(i, j, c[i] * c[j] / (atoms * atoms));
                }
            }
        }
        final double trace = CommonOps_DDRM.trace(normal);
        final boolean degenerate = smallestEigenvalue(normal) < SMALLEST_EIGENVALUE * trace;
        for (int i = 0; i < n; i++) {
            normal.add(i, i, RIDGE * trace);
        }
        final DMatrixRMaj solution = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.solve(normal, right, solution);
        final SortedMap<Integer, Double> energies = new TreeMap<>();
        final StringBuilder text = new StringBuilder("Energy offsets:");
        for (int i = 0; i < n; i++) {
            energies.put(elements.get(i).atomicNumber(), solution.get(i, 0));
            text.append(String.format(Locale.ROOT, " %s %.4f eV", elements.get(i), solution.get(i, 0)));
        }
        if (degenerate) {
            text.append(". All frames have the same composition or compositions on one line: only the offset of the whole formula is "
                + "determined, its split among the species is arbitrary and energies of other compositions have no meaning.");
        }
        return new SpeciesOffsets(energies, degenerate, text.toString());
    }

    private static double smallestEigenvalue(final DMatrixRMaj matrix) {
        final EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(matrix.numRows, false, true);
        eigen.decompose(matrix.copy());
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < matrix.numRows; i++) {
            smallest = Math.min(smallest, eigen.getEigenvalue(i).getReal());
        }
        return smallest;
    }

    /** The largest offset in eV, without its sign. */
    double largest() {
        return energies.values().stream().mapToDouble(Math::abs).max().orElse(0);
    }

    /** Σ n_species · offset of these atoms in eV. */
    public double of(final int[] atomicNumbers) {
        double sum = 0;
        for (final int z : atomicNumbers) {
            sum += energies.getOrDefault(z, 0.0);
        }
        return sum;
    }
}

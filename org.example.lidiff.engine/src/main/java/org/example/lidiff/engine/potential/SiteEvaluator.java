package org.example.lidiff.engine.potential;

import java.util.Arrays;
import java.util.function.Supplier;

import org.example.lidiff.engine.neighbors.ListKind;
import org.example.lidiff.engine.neighbors.NeighborList;
import org.example.lidiff.engine.structure.Cell;

/**
 * Evaluates a force field that is a sum of site energies.
 *
 * <p>The derivatives g_ij of all pairs are stored and then gathered, F_i = Σ_j (g_ij − g_ji), so that no two threads write to
 * the same place and the order of each sum is fixed.
 */
public final class SiteEvaluator implements Evaluator {

    // small enough for two threads to share a cell of 32 atoms, and for none to wait long for the last chunk
    private static final int ATOMS_PER_CHUNK = 2;
    private static final int GATHER_PER_CHUNK = 32;

    private final int[] types;
    private final double cutoff;
    private final NeighborList list;
    private final WorkerTeam team;
    private final SiteFunction[] functions;
    private final Environment[] environments;
    private final double[] chunkVirials;
    private final WorkerTeam.Task siteTask = this::sites;
    private final WorkerTeam.Task gatherTask = this::gather;

    private final ExtrapolationMeasure measure;
    private final double[] descriptors;

    private boolean evaluated;
    private double[] gradients = new double[0];
    private double[] positions;
    private EnergyForcesVirial result;

    /**
     * @param types type of each atom in the numbering of the functions
     * @param cutoff in Å
     * @param function makes a site function for each thread
     * @param options threads and skin
     */
    public SiteEvaluator(final int[] types, final double cutoff, final Supplier<? extends SiteFunction> function,
        final EvaluatorOptions options) {
        this(types, cutoff, function, options, null);
    }

    /** As above, for functions that give their descriptors to {@code measure}, which has the same types; null for none. */
    public SiteEvaluator(final int[] types, final double cutoff, final Supplier<? extends SiteFunction> function,
        final EvaluatorOptions options, final ExtrapolationMeasure measure) {
        this.measure = measure;
        descriptors = new double[measure == null ? 0 : types.length * measure.dim()];
        this.types = types.clone();
        this.cutoff = cutoff;
        list = new NeighborList(cutoff, options.skin(), ListKind.FULL);
        functions = new SiteFunction[options.threads()];
        environments = new Environment[options.threads()];
        for (int t = 0; t < functions.length; t++) {
            functions[t] = function.get();
            environments[t] = new Environment();
        }
        chunkVirials = new double[9 * chunks(ATOMS_PER_CHUNK)];
        team = new WorkerTeam(options.threads());
    }

    private int chunks(final int size) {
        return (types.length + size - 1) / size;
    }

    @Override
    public void evaluate(final double[] newPositions, final Cell cell, final EnergyForcesVirial newResult) {
        if (newPositions.length != 3 * types.length || newResult.atoms() != types.length) {
            throw new IllegalArgumentException("The evaluator is for " + types.length + " atoms, not for "
                + newPositions.length / 3.0 + " with results for " + newResult.atoms());
        }
        positions = newPositions;
        result = newResult;
        list.update(newPositions, cell);
        if (gradients.length < 3 * list.pairs()) {
            gradients = new double[3 * (list.pairs() + list.pairs() / 4)];
        }
        team.run(chunks(ATOMS_PER_CHUNK), siteTask);
        team.run(chunks(GATHER_PER_CHUNK), gatherTask);
        double energy = 0;
        for (final double e : newResult.atomEnergies()) {
            energy += e;
        }
        newResult.setEnergy(energy);
        final double[] virial = newResult.virial();
        Arrays.fill(virial, 0);
        for (int i = 0; i < chunkVirials.length; i++) {
            virial[i % 9] += chunkVirials[i];
        }
        positions = null;
        result = null;
        evaluated = true;
    }

    private void sites(final int chunk, final int worker) {
        final Environment e = environments[worker];
        final int end = Math.min(types.length, (chunk + 1) * ATOMS_PER_CHUNK);
        Arrays.fill(chunkVirials, 9 * chunk, 9 * chunk + 9, 0);
        for (int i = chunk * ATOMS_PER_CHUNK; i < end; i++) {
            e.collect(list, i, positions, types, cutoff);
            result.atomEnergies()[i] = functions[worker].evaluate(types[i], e);
            if (measure != null) {
                functions[worker].descriptors(descriptors, i * measure.dim());
            }
            store(i, e, chunk);
        }
    }

    private void store(final int i, final Environment e, final int chunk) {
        final double[] g = gradients;
        if (e.count() < list.starts()[i + 1] - list.starts()[i]) {
            Arrays.fill(g, 3 * list.starts()[i], 3 * list.starts()[i + 1], 0);
        }
        final int[] pairs = e.pairs();
        final double[] x = e.x();
        final double[] y = e.y();
        final double[] z = e.z();
        final double[] gx = e.gradientX();
        final double[] gy = e.gradientY();
        final double[] gz = e.gradientZ();
        double xx = 0;
        double xy = 0;
        double xz = 0;
        double yx = 0;
        double yy = 0;
        double yz = 0;
        double zx = 0;
        double zy = 0;
        double zz = 0;
        for (int n = 0; n < e.count(); n++) {
            final int at = 3 * pairs[n];
            g[at] = gx[n];
            g[at + 1] = gy[n];
            g[at + 2] = gz[n];
            xx += x[n] * gx[n];
            xy += x[n] * gy[n];
            xz += x[n] * gz[n];
            yx += y[n] * gx[n];
            yy += y[n] * gy[n];
            yz += y[n] * gz[n];
            zx += z[n] * gx[n];
            zy += z[n] * gy[n];
            zz += z[n] * gz[n];
        }
        final double[] w = chunkVirials;
        w[9 * chunk] -= xx;
        w[9 * chunk + 1] -= xy;
        w[9 * chunk + 2] -= xz;
        w[9 * chunk + 3] -= yx;
        w[9 * chunk + 4] -= yy;
        w[9 * chunk + 5] -= yz;
        w[9 * chunk + 6] -= zx;
        w[9 * chunk + 7] -= zy;
        w[9 * chunk + 8] -= zz;
    }

    private void gather(final int chunk, final int worker) {
        final int[] starts = list.starts();
        final int[] opposites = list.opposites();
        final double[] g = gradients;
        final double[] forces = result.forces();
        final int end = Math.min(types.length, (chunk + 1) * GATHER_PER_CHUNK);
        for (int i = chunk * GATHER_PER_CHUNK; i < end; i++) {
            double fx = 0;
            double fy = 0;
            double fz = 0;
            for (int p = starts[i]; p < starts[i + 1]; p++) {
                final int q = 3 * opposites[p];
                fx += g[3 * p] - g[q];
                fy += g[3 * p + 1] - g[q + 1];
                fz += g[3 * p + 2] - g[q + 2];
            }
            forces[3 * i] = fx;
            forces[3 * i + 1] = fy;
            forces[3 * i + 2] = fz;
        }
    }

    @Override
    public boolean gradesExtrapolation() {
        return measure != null;
    }

    @Override
    public void extrapolationGrades(final double[] grades) {
        if (measure == null || !evaluated || grades.length != types.length) {
            throw new IllegalStateException("No grades of " + grades.length + " atoms: " + (measure == null
                ? "the force field has no extrapolation measure" : "the evaluator is for " + types.length + " atoms, evaluated: " + evaluated));
        }
        for (int i = 0; i < types.length; i++) {
            grades[i] = measure.grade(types[i], descriptors, i * measure.dim());
        }
    }

    @Override
    public double[] neighborReferencePositions() {
        return list.referencePositions();
    }

    @Override
    public void rebuildNeighborsAt(final double[] referencePositions, final Cell cell) {
        if (referencePositions.length != 3 * types.length) {
            throw new IllegalArgumentException("The evaluator is for " + types.length + " atoms");
        }
        list.build(referencePositions, cell);
    }

    @Override
    public long neighborListBuilds() {
        return list.builds();
    }

    @Override
    public void close() {
        team.close();
    }
}

package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.markov.Generator;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;

/**
 * Exact diffusion tensor of a walker on a periodic network, with or without detailed balance.
 *
 * <p>Discrete time, probabilities T(i, j, R) within a lag τ and displacements r: b_i = Σ T r, v = π b, y = (I − T + 1π)⁻¹ (b − 1v),
 * <b>D = (1/2τ) Σ π_i T d⊗d, d = r + y_j − y_i − v</b>. Continuous time, rates k: −K y = b − 1v, <b>D = ½ Σ π_i k (r + y_j −
 * y_i)⊗²</b>. This is the limit of the variance of the displacement over twice the time; no form of it is ever negative, and
 * moving a site does not change it. Units Å²/fs (1 Å²/fs = 1e-5 m²/s) and Å/fs. Immutable.
 */
public final class NetworkDiffusion {

    /** Factor from Å²/fs to m²/s. */
    public static final double SQUARE_METERS_PER_SECOND = 1e-5;

    private static final double LARGEST_RESIDUAL = 1e-8;
    private static final double SAMPLE_TOLERANCE = 1e-7;

    private final PeriodicMatrix network;
    private final double lagTimeFs;
    private final double[] stationary;
    private final double[] displacements;
    private final double[] drift = new double[3];
    private final double[] tensor = new double[9];
    private final double[] uncorrelated = new double[9];
    /** y_i of each direction. */
    private final double[][] corrections;
    private final double[][] conducting;
    private final List<String> warnings = new ArrayList<>();

    private NetworkDiffusion(final PeriodicMatrix network, final double[] displacements, final double lagTimeFs) {
        this(network, displacements, lagTimeFs, new Generator(network), Optional.empty());
    }

    /** @param like a diffusion with the same edges, whose conducting directions are those of this one */
    private NetworkDiffusion(final PeriodicMatrix network, final double[] displacements, final double lagTimeFs, final Generator generator,
        final Optional<NetworkDiffusion> like) {
        this.network = network;
        this.displacements = displacements;
        this.lagTimeFs = lagTimeFs;
        stationary = generator.stationary();
        final double[] local = local();
        final double[][] b = new double[3][stationary.length];
        for (int x = 0; x < 3; x++) {
            for (int i = 0; i < stationary.length; i++) {
                b[x][i] = local[3 * i + x];
                drift[x] += stationary[i] * b[x][i];
            }
        }
        corrections = generator.solve(b);
        accumulate();
        conducting = like.isPresent() ? like.get().conducting : Conduction.directions(network, displacements);
        if (like.isEmpty()) {
            warn(generator.residual());
        }
    }

    /**
     * Diffusion of a network with the entries of this one and other values, one of many that together tell an error: large ones are solved to a part in
     * 10⁷ only, and there are no warnings.
     */
    NetworkDiffusion sample(final PeriodicMatrix other) {
        boolean same = true;
        for (int e = 0; e < network.entries(); e++) {
            same &= network.value(e) > 0 == other.value(e) > 0;
        }
        return same ? new NetworkDiffusion(other, displacements, lagTimeFs, new Generator(other, SAMPLE_TOLERANCE), Optional.of(this))
            : new NetworkDiffusion(connected(other), displacements, lagTimeFs);
    }

    private static PeriodicMatrix connected(final PeriodicMatrix network) {
        final List<int[]> sets = TransitionCounts.of(network, 1).connectedSets();
        if (sets.size() > 1) {
            throw new InputException("The network of " + network.size() + " sites falls into " + sets.size() + " parts that are not connected in both "
                + "directions; the largest has " + sets.get(0).length + " sites.", "Take the diffusion of each part, or restrict the counts to one.");
        }
        return network;
    }

    /**
     * Diffusion of a Markov state model.
     *
     * @param geometry all sites; those of the model are chosen by {@link MarkovStateModel#stateIds()}
     * @throws InputException if the model falls into parts
     */
    public static NetworkDiffusion of(final MarkovStateModel model, final NetworkGeometry geometry) {
        final NetworkGeometry some = geometry.select(model.stateIds());
        return new NetworkDiffusion(connected(model.transitions()), model.transitions().displacements(some.positions(), some.lattice()), model.lagTimeFs());
    }

    /**
     * Diffusion of probabilities with arbitrary displacements, for walkers whose states are not sites.
     *
     * @param displacements xyz of each entry, Å
     * @param lagTimeFs lag, fs
     */
    public static NetworkDiffusion ofProbabilities(final PeriodicMatrix transitions, final double[] displacements, final double lagTimeFs) {
        check(transitions, displacements);
        return new NetworkDiffusion(connected(transitions), displacements.clone(), lagTimeFs);
    }

    /**
     * Diffusion of hop rates under detailed balance (most likely rates); the sites must be connected.
     *
     * @param geometry all sites; those of the rates are chosen by {@link JumpRates#stateIds()}
     */
    public static NetworkDiffusion of(final JumpRates rates, final NetworkGeometry geometry) {
        final NetworkGeometry some = geometry.select(rates.stateIds());
        connected(rates.hops());
        return ofRates(rates.reversibleRates(), some);
    }

    /** Diffusion of rates k(i, j, R) in 1/fs between the sites of {@code geometry}. */
    public static NetworkDiffusion ofRates(final PeriodicMatrix rates, final NetworkGeometry geometry) {
        return ofRates(rates, rates.displacements(geometry.positions(), geometry.lattice()));
    }

    /**
     * Diffusion of rates with arbitrary displacements, for walkers whose states are not sites.
     *
     * @param rates k in 1/fs; entries (i, i, 0) do not matter when their displacement is zero
     * @param displacements xyz of each entry, Å
     */
    public static NetworkDiffusion ofRates(final PeriodicMatrix rates, final double[] displacements) {
        check(rates, displacements);
        return new NetworkDiffusion(connected(rates), displacements.clone(), 0);
    }

    private static void check(final PeriodicMatrix network, final double[] displacements) {
        if (displacements.length != 3 * network.entries()) {
            throw new IllegalArgumentException(network.entries() + " entries need " + 3 * network.entries() + " displacements, not "
                + displacements.length);
        }
    }

    /**
     * Diffusion of each connected part of the counts.
     *
     * @param geometry all sites
     * @return the part with the most counts first; sites that are cut off have no part
     * @throws InputException if there are no transitions at all
     */
    public static List<Part> parts(final TransitionCounts counts, final Estimator estimator, final NetworkGeometry geometry) {
        final List<Part> parts = new ArrayList<>();
        for (final int[] set : counts.connectedSets()) {
            final TransitionCounts some = counts.restrictTo(set);
            if (some.transitions() > 0) {
                parts.add(new Part(some.stateIds(), some.total() / counts.total(), of(MarkovStateModel.estimate(some, estimator), geometry)));
            }
        }
        if (parts.isEmpty()) {
            throw new InputException("No transition between sites can be undone within " + counts.lagTimeFs() + " fs: there is no diffusion.",
                "Run longer or at a higher temperature.");
        }
        return List.copyOf(parts);
    }

    /**
     * A connected part of a network.
     *
     * @param stateIds its sites
     * @param share its part of all counts, 0 … 1
     * @param diffusion its diffusion
     */
    public record Part(int[] stateIds, double share, NetworkDiffusion diffusion) {
    }

    private double[] local() {
        final double[] b = new double[3 * network.size()];
        for (int e = 0; e < network.entries(); e++) {
            for (int x = 0; x < 3; x++) {
                b[3 * network.from(e) + x] += network.value(e) * displacements[3 * e + x];
            }
        }
        return b;
    }

    private void accumulate() {
        final double[] d = new double[3];
        final double time = 2 * (lagTimeFs > 0 ? lagTimeFs : 1);
        for (int e = 0; e < network.entries(); e++) {
            final double weight = stationary[network.from(e)] * network.value(e) / time;
            for (int x = 0; x < 3; x++) {
                d[x] = corrected(e, x);
            }
            for (int x = 0; x < 3; x++) {
                for (int z = 0; z < 3; z++) {
                    tensor[3 * x + z] += weight * d[x] * d[z];
                    uncorrelated[3 * x + z] += weight * displacements[3 * e + x] * displacements[3 * e + z];
                }
            }
        }
    }

    /** r + y_j − y_i − v of an entry. */
    private double corrected(final int e, final int x) {
        return displacements[3 * e + x] + corrections[x][network.to(e)] - corrections[x][network.from(e)] - (lagTimeFs > 0 ? drift[x] : 0);
    }

    private void warn(final double residual) {
        if (residual > LARGEST_RESIDUAL) {
            warnings.add(String.format(Locale.ROOT, "The equations of the network were solved to a relative residual of %.1e only.", residual));
        }
        if (conducting.length == 0) {
            warnings.add("The network is a cage: no direction conducts, and the diffusion coefficient is zero.");
        }
        final double[] v = driftVelocity();
        final double speed = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        final double largest = largestStep();
        if (speed > 1e-9 * largest) {
            warnings.add(String.format(Locale.ROOT, "The network has no detailed balance and drifts at %.3e Å/fs; compare with its error.", speed));
        }
    }

    private double largestStep() {
        double rms = 0;
        for (int x = 0; x < 3; x++) {
            rms += 2 * uncorrelated[4 * x];
        }
        final double longest = longest();
        return longest > 0 ? rms / longest : 0;
    }

    private double longest() {
        double longest = 0;
        for (final double r : displacements) {
            longest = Math.max(longest, Math.abs(r));
        }
        return longest;
    }

    /** Diffusion tensor, nine numbers by rows, Å²/fs. */
    public double[] tensor() {
        return tensor.clone();
    }

    /** Tensor without the correlation of successive steps, ½ Σ π k r⊗r (over the lag for probabilities), Å²/fs. */
    public double[] uncorrelatedTensor() {
        return uncorrelated.clone();
    }

    /** Velocity of the stationary walk, Å/fs; zero under detailed balance. */
    public double[] driftVelocity() {
        final double time = lagTimeFs > 0 ? lagTimeFs : 1;
        return new double[]{drift[0] / time, drift[1] / time, drift[2] / time};
    }

    /** Number of directions in which the network leads arbitrarily far. */
    public int conductingDirections() {
        return conducting.length;
    }

    /** Orthonormal directions that span the conducting ones, one row each. */
    public double[][] conductingBasis() {
        return java.util.Arrays.stream(conducting).map(double[]::clone).toArray(double[][]::new);
    }

    /** Mean D over the conducting directions, Å²/fs; 0 when there are none. */
    public double scalar() {
        return mean(tensor);
    }

    /** Mean uncorrelated D₀ over the conducting directions, Å²/fs. */
    public double uncorrelatedScalar() {
        return mean(uncorrelated);
    }

    private double mean(final double[] m) {
        double sum = 0;
        for (final double[] u : conducting) {
            for (int x = 0; x < 3; x++) {
                for (int z = 0; z < 3; z++) {
                    sum += u[x] * m[3 * x + z] * u[z];
                }
            }
        }
        return conducting.length == 0 ? 0 : sum / conducting.length;
    }

    /**
     * f = D/D₀. From hop rates it is the correlation factor of the network; of probabilities within a lag it tends to 1 with the
     * lag and must be shown with it. NaN when nothing conducts.
     */
    public double correlationFactor() {
        return scalar() / uncorrelatedScalar();
    }

    /** Eigenvalues of the tensor, largest first, Å²/fs; exactly zero are those of directions that do not conduct. */
    public double[] principalValues() {
        return principal()[0];
    }

    /** Unit eigenvectors of the tensor, in the order of {@link #principalValues()}. */
    public double[][] principalAxes() {
        final double[][] all = principal();
        return new double[][]{all[1], all[2], all[3]};
    }

    private double[][] principal() {
        return Conduction.principal(tensor, conducting.length);
    }

    /**
     * How much of D each entry carries: its term ½ π_i k (u · (r + y_j − y_i))² of u · D u over the whole, 0 … 1, averaged over the conducting directions. Most
     * of it lies on the edges that hold up the current: in a chain of two barriers a share is that of the barrier in the resistance.
     */
    public double[] shares() {
        final double[] shares = new double[network.entries()];
        for (final double[] u : conducting) {
            final double[] along = shares(u);
            for (int e = 0; e < shares.length; e++) {
                shares[e] += along[e] / conducting.length;
            }
        }
        return shares;
    }

    /** The same along one direction, Cartesian, of any length; zero where nothing conducts that way. */
    public double[] shares(final double... direction) {
        final double[] shares = new double[network.entries()];
        double sum = 0;
        for (int e = 0; e < shares.length; e++) {
            double d = 0;
            for (int x = 0; x < 3; x++) {
                d += direction[x] * corrected(e, x);
            }
            shares[e] = stationary[network.from(e)] * network.value(e) * d * d;
            sum += shares[e];
        }
        // What is left of rounding in a direction without conduction is no current.
        final boolean conducts = sum > 1e-12 * largestStep() * longest();
        for (int e = 0; e < shares.length; e++) {
            shares[e] = conducts ? shares[e] / sum : 0;
        }
        return shares;
    }

    /** Lag of the probabilities, fs; 0 for rates. */
    public double lagTimeFs() {
        return lagTimeFs;
    }

    PeriodicMatrix network() {
        return network;
    }

    double[] displacements() {
        return displacements;
    }

    /** What the user should know about this result. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Exact ⟨Δr⊗Δr⟩ after 0, 1, … {@code steps} lags from stationary starts, drift included: n S + 2 Σ_{m=1}^{n−1} (n − m)
     * sym[cᵀ T^{m−1} b].
     *
     * @return one tensor (nine numbers by rows, Å²) for each number of lags
     */
    public double[][] displacementTensors(final int steps) {
        if (lagTimeFs <= 0) {
            throw new IllegalStateException("Steps need probabilities; this network has rates");
        }
        return new DisplacementSeries(network, displacements, stationary, local()).tensors(steps);
    }

    /**
     * Exact mean squared displacement after 0, 1, … {@code steps} lags from stationary starts, drift included, Å².
     *
     * <p>To compare with molecular dynamics add the vibration inside the sites to all but the first.
     */
    public double[] meanSquaredDisplacement(final int steps) {
        final double[][] tensors = displacementTensors(steps);
        final double[] msd = new double[steps + 1];
        for (int n = 0; n <= steps; n++) {
            msd[n] = tensors[n][0] + tensors[n][4] + tensors[n][8];
        }
        return msd;
    }
}

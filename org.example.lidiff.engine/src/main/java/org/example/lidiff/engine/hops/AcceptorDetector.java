package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;

/**
 * Finds the hops of ions among moving acceptors, as of protons among oxygens.
 *
 * <p>An ion keeps its acceptor until it is in the core of another one: until (d₁ − b)/(½(d₁ + d₂) − b) &lt; κ, with d₁ and d₂ its distances to the
 * nearest acceptor and the next, and b the bond length. The sites of the network are the acceptors at their mean positions, or, when they
 * diffuse, at those of the first frame; the images of hops are those of the acceptors' continuous paths.
 */
public final class AcceptorDetector {

    /** Å: acceptors that stray more than this from their mean positions have no mean position. */
    private static final double STRAYING = 1;
    /** Points of all ions' paths that are stored for the displacements of a run. */
    private static final long MOST_POINTS = 2_000_000;

    private final Element mobile;
    private final List<Element> acceptors;
    private final double bondLength;
    private final HopOptions options;

    private AcceptorDetector(final Element mobile, final List<Element> acceptors, final double bondLength, final HopOptions options) {
        this.mobile = mobile;
        this.acceptors = acceptors;
        this.bondLength = bondLength;
        this.options = options.withKind(HopOptions.SiteKind.ACCEPTOR).withFolding(HopOptions.Folding.NEVER);
    }

    /**
     * What was found.
     *
     * @param network the acceptors as sites, and the hops
     * @param motion the displacement of the ions' acceptors, vehicle and structural part apart
     */
    public record Result(JumpNetwork network, VehicleMotion motion) {
    }

    /**
     * A detector.
     *
     * @param acceptors species of the acceptors
     * @param bondLength distance in Å between ion and acceptor in a bond, 1 for a proton
     */
    public static AcceptorDetector of(final Element mobile, final List<Element> acceptors, final double bondLength, final HopOptions options) {
        if (!(bondLength >= 0 && bondLength <= 5)) {
            throw new InputException("The bond between ion and acceptor is " + bondLength + " Å long; the limits are 0 and 5 Å.", "Use 1 Å for a proton.");
        }
        if (acceptors.isEmpty() || acceptors.contains(mobile)) {
            throw new InputException("The acceptors of " + mobile + " are " + acceptors + ".", "Choose other species than the one that hops, for example O.");
        }
        return new AcceptorDetector(mobile, List.copyOf(acceptors), bondLength, options);
    }

    /**
     * Finds the hops in all runs of {@code set}.
     *
     * @throws InputException if a run is independent, has no frame interval, no such ions or acceptors, frames too far apart, or other atoms
     *     than the first run
     */
    public Result detect(final TrajectorySet set, final Progress progress) {
        HopDetector.checkRuns(set);
        final Progress throttled = Progress.throttled(progress);
        final List<String> notes = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        final int runs = set.runs().size();
        final List<RunHops> found = new ArrayList<>();
        final List<VehicleMotion.Paths> paths = new ArrayList<>();
        SiteNetwork network = null;
        for (int r = 0; r < runs; r++) {
            final Trajectory run = set.runs().get(r);
            if (!Arrays.equals(run.atomicNumbers(), set.runs().get(0).atomicNumbers())) {
                throw new InputException("The run '" + run.info().source() + "' has other atoms than the run '" + set.runs().get(0).info().source()
                    + "': they have no acceptors in common.", "Detect the hops of runs of the same atoms at a time.");
            }
            final Progress part = throttled.part((double)r / runs, (r + 1.0) / runs);
            final UnwrapOptions unwrapping = UnwrapOptions.defaults().withCoarseSamplingAllowed(options.coarseAllowed());
            final RunAverage average = RunAverage.of(run, mobile, unwrapping, part.part(0, 0.3));
            final int[] atoms = acceptors(average);
            final UnwrapOptions drift = unwrapping.withDriftSpecies(RunAverage.frameworkSpecies(run.atomicNumbers(), mobile));
            final double[] positions = positions(average, atoms, drift, r == 0 ? notes : new ArrayList<>());
            network = r == 0 ? network(average, atoms, positions) : network;
            final int[] offsets = offsets(positions, network);
            final MovingAcceptors assignment = new MovingAcceptors(average.cell(), atoms, offsets, bondLength, run.atoms());
            found.add(new RunDetection(average, network, assignment, options, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new double[3])
                .run(drift, part.part(0.3, 0.7), warnings));
            paths.add(paths(average, atoms, offsets, found.get(r), drift, part.part(0.7, 1)));
        }
        final VehicleMotion motion = VehicleMotion.of(paths);
        warnings.addAll(diffusing(network, motion));
        return new Result(new JumpNetwork(network, options, found, warnings, notes), motion);
    }

    private int[] acceptors(final RunAverage average) {
        final int[] z = average.run().atomicNumbers();
        final int[] atoms = IntStream.range(0, z.length).filter(i -> acceptors.contains(Element.of(z[i]))).toArray();
        if (atoms.length == 0) {
            throw new InputException("The run '" + average.run().info().source() + "' has none of the acceptors "
                + acceptors.stream().map(Element::symbol).collect(Collectors.joining(", ")) + ".", "Choose the species that the ions hop between.");
        }
        return atoms;
    }

    /** Positions of the acceptors on their continuous paths, fractional: their means if they stay near them, else those of the first frame. */
    private double[] positions(final RunAverage average, final int[] atoms, final UnwrapOptions drift, final List<String> notes) {
        final double[] mean = new double[3 * atoms.length];
        for (int j = 0; j < atoms.length; j++) {
            System.arraycopy(average.positions(), 3 * Arrays.binarySearch(average.framework(), atoms[j]), mean, 3 * j, 3);
        }
        final double[] first = new double[mean.length];
        double worst = 0;
        final double[] d = new double[3];
        final int all = average.run().atoms();
        long frames = 0;
        final double[] squares = new double[atoms.length];
        try (Unwrapper u = Unwrapper.open(average.run(), drift)) {
            for (int n = u.advance(RunAverage.window(all)); n > 0; n = u.advance(RunAverage.window(all))) {
                for (int f = 0; f < n; f++, frames++) {
                    for (int j = 0; j < atoms.length; j++) {
                        final int at = 3 * (f * all + atoms[j]);
                        for (int a = 0; a < 3; a++) {
                            d[a] = u.fractional()[at + a] - mean[3 * j + a];
                            first[3 * j + a] = frames == 0 ? u.fractional()[at + a] : first[3 * j + a];
                        }
                        average.cell().toCartesian(d, 0, d, 0);
                        squares[j] += d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
                    }
                }
            }
        }
        for (final double s : squares) {
            worst = Math.max(worst, Math.sqrt(s / frames));
        }
        if (worst <= STRAYING) {
            return mean;
        }
        notes.add(String.format(Locale.ROOT, "The acceptors stray up to %.1f Å (root mean square) from their mean positions: they stand where they were in the"
            + " first frame.", worst));
        return first;
    }

    private SiteNetwork network(final RunAverage average, final int[] atoms, final double[] positions) {
        final int[] z = average.run().atomicNumbers();
        return SiteNetwork.stored(average.cell(), positions, IntStream.of(atoms).mapToObj(i -> Element.of(z[i]).symbol()).toList(), mobile, null);
    }

    /** For each acceptor the lattice translation from its path to the site that stands for it. */
    private static int[] offsets(final double[] positions, final SiteNetwork network) {
        final int[] offsets = new int[positions.length];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = (int)Math.rint(positions[k] - network.fractional(k / 3, k % 3));
        }
        return offsets;
    }

    private VehicleMotion.Paths paths(final RunAverage average, final int[] atoms, final int[] offsets, final RunHops found, final UnwrapOptions drift,
        final Progress progress) {
        final int ions = average.mobile().length;
        final int all = average.run().atoms();
        final long frames = average.run().frames();
        final int stride = (int)Math.max(1, (frames * ions + MOST_POINTS - 1) / MOST_POINTS);
        final Follower[] followers = new Follower[ions];
        for (int i = 0; i < ions; i++) {
            followers[i] = new Follower(found.trajectories().get(i), atoms, offsets, average.cell(), stride);
        }
        long done = 0;
        try (Unwrapper u = Unwrapper.open(average.run(), drift)) {
            for (int n = u.advance(RunAverage.window(all)); n > 0; n = u.advance(RunAverage.window(all))) {
                for (final Follower ion : followers) {
                    for (int f = 0; f < n; f++) {
                        ion.frame((int)done + f, u.fractional(), 3 * f * all);
                    }
                }
                done += n;
                progress.advance(done, frames, "Following acceptors");
            }
        }
        final double[][] v = new double[ions][];
        final double[][] s = new double[ions][];
        for (int i = 0; i < ions; i++) {
            v[i] = Arrays.copyOf(followers[i].vehicle, 3 * followers[i].points);
            s[i] = Arrays.copyOf(followers[i].structural, 3 * followers[i].points);
        }
        return new VehicleMotion.Paths(stride * average.run().info().frameIntervalFs(), v, s);
    }

    /** The path of one ion's acceptor. */
    private static final class Follower {

        private final DiscreteTrajectory stays;
        private final int[] atoms;
        private final int[] offsets;
        private final Cell cell;
        private final int stride;
        private double[] vehicle = new double[30];
        private double[] structural = new double[30];
        private int points;
        private int stay;
        private long count;
        private final double[] v = new double[3];
        private final double[] s = new double[3];
        private final double[] last = new double[3];
        private final double[] now = new double[3];
        private final double[] old = new double[3];

        Follower(final DiscreteTrajectory stays, final int[] atoms, final int[] offsets, final Cell cell, final int stride) {
            this.stays = stays;
            this.atoms = atoms;
            this.offsets = offsets;
            this.cell = cell;
            this.stride = stride;
        }

        void frame(final int frame, final double[] u, final int at) {
            final int before = stay;
            while (stay + 1 < stays.stays() && stays.start(stay + 1) <= frame) {
                stay++;
            }
            if (stays.state(stay) < 0) {
                return;
            }
            position(stay, u, at, now);
            if (count > 0) {
                position(before, u, at, old);
                for (int a = 0; a < 3; a++) {
                    v[a] += old[a] - last[a];
                    s[a] += now[a] - old[a];
                }
            }
            System.arraycopy(now, 0, last, 0, 3);
            if (count++ % stride == 0) {
                store();
            }
        }

        private void position(final int which, final double[] u, final int at, final double[] out) {
            final int j = stays.state(which);
            for (int a = 0; a < 3; a++) {
                out[a] = u[at + 3 * atoms[j] + a] + stays.image(which, a) - offsets[3 * j + a];
            }
            cell.toCartesian(out, 0, out, 0);
        }

        private void store() {
            if (3 * points == vehicle.length) {
                vehicle = Arrays.copyOf(vehicle, 2 * vehicle.length);
                structural = Arrays.copyOf(structural, 2 * structural.length);
            }
            System.arraycopy(v, 0, vehicle, 3 * points, 3);
            System.arraycopy(s, 0, structural, 3 * points, 3);
            points++;
        }
    }

    private List<String> diffusing(final SiteNetwork network, final VehicleMotion motion) {
        final MinimumImage image = new MinimumImage(network.cell());
        final double shortest = network.size() > 1 ? network.shortestDistance() : image.shortestVector();
        final double vehicle = motion.size() == 0 ? 0 : Math.sqrt(motion.vehicle()[motion.size() - 1]);
        if (vehicle < 0.5 * shortest) {
            return List.of();
        }
        return List.of(String.format(Locale.ROOT, "The acceptors move by %.2f Å (root mean square) in %.3g ps, more than half the shortest distance between them"
            + " (%.2f Å): they are no crystal. Hop counts and rates hold; a diffusion coefficient from a network of fixed sites does not. Take it"
            + " from the displacement with its vehicle and structural parts.", vehicle, motion.timesFs()[motion.size() - 1] / 1000, shortest));
    }
}

package org.example.lidiff.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.markov.CountKind;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.markov.DiscreteTrajectorySet;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.MarkovStateModel;
import org.example.lidiff.engine.markov.ModelSamples;
import org.example.lidiff.engine.markov.PeriodicMatrix;
import org.example.lidiff.engine.markov.TransitionCounts;
import org.example.lidiff.engine.spectral.DiffusionSamples;
import org.example.lidiff.engine.spectral.NetworkDiffusion;
import org.example.lidiff.engine.spectral.NetworkGeometry;
import org.example.lidiff.engine.spectral.SpectralAnalysis;

/** Counting, estimation, sampling and diffusion of Markov models, beside deeptime. Processor seconds; deeptime is timed in the same way. */
final class MarkovModels {

    private static final int STATES = 1000;

    private MarkovModels() {
    }

    /** A walk on an L³ lattice of sites with unequal energies, 100 frames a hop. */
    private static DiscreteTrajectorySet walks(final int edge, final int ions, final int hops) {
        final int sites = edge * edge * edge;
        final SplittableRandom random = new SplittableRandom(1);
        final double[] leave = random.doubles(sites, .5, 1).toArray();
        final List<DiscreteTrajectory> list = new ArrayList<>();
        for (int i = 0; i < ions; i++) {
            final int[] states = new int[hops];
            final int[] images = new int[3 * hops];
            final int[] starts = new int[hops];
            final int[] at = {random.nextInt(edge), random.nextInt(edge), random.nextInt(edge)};
            int frame = 0;
            for (int h = 0; h < hops; h++) {
                states[h] = (Math.floorMod(at[0], edge) * edge + Math.floorMod(at[1], edge)) * edge + Math.floorMod(at[2], edge);
                for (int x = 0; x < 3; x++) {
                    images[3 * h + x] = Math.floorDiv(at[x], edge);
                }
                starts[h] = frame;
                frame += 1 + (int)(-100 / leave[states[h]] * Math.log(1 - random.nextDouble()));
                at[random.nextInt(3)] += random.nextBoolean() ? 1 : -1;
            }
            list.add(DiscreteTrajectory.ofStays(states, images, starts, frame));
        }
        return new DiscreteTrajectorySet(list, sites, 1);
    }

    private static NetworkGeometry geometry(final int edge) {
        final double[] positions = new double[3 * edge * edge * edge];
        for (int i = 0; i < positions.length / 3; i++) {
            positions[3 * i] = i / (edge * edge);
            positions[3 * i + 1] = i / edge % edge;
            positions[3 * i + 2] = i % edge;
        }
        return new NetworkGeometry(positions, new double[]{edge, 0, 0, 0, edge, 0, 0, 0, edge});
    }

    /** 1000 states, 100 ions, some 10⁷ frames. */
    static void run(final Bench bench) throws IOException, InterruptedException {
        final DiscreteTrajectorySet set = walks(10, 100, bench.count(1000));
        final long frames = set.trajectories().stream().mapToLong(DiscreteTrajectory::frames).sum();
        final Path file = bench.file("walks.bin");
        write(set, file);
        final int lag = 100;
        final TransitionCounts counts = TransitionCounts.sliding(set, lag).largestConnected();
        final MarkovStateModel model = MarkovStateModel.reversible(counts);
        final MarkovStateModel effective = MarkovStateModel.reversible(TransitionCounts.count(set, lag, CountKind.EFFECTIVE).largestConnected());
        final int rounds = 10;
        final double[] ours = {bench.best(() -> {
            for (int r = 0; r < rounds; r++) {
                TransitionCounts.sliding(set, lag);
            }
        }) / rounds, bench.best(() -> {
            for (int r = 0; r < rounds; r++) {
                MarkovStateModel.reversible(counts);
            }
        }) / rounds,
            bench.best(() -> ModelSamples.posterior(effective, 100, 1, Progress.NONE))};
        final Table table = new Table("Markov model, " + STATES + " states, lag " + lag, "frames", "processor s", "processor s deeptime", "deeptime / ours");
        final String[] names = {"counts", "reversible", "posterior"};
        for (int k = 0; k < names.length; k++) {
            final double peer = bench.peer("markov.py", names[k], file.toString(), Integer.toString(lag));
            table.row(names[k] + (k == 2 ? ", 100 samples" : ""), frames, ours[k], peer, peer / ours[k]);
        }
        table.print();
        all(bench, set, counts);
    }

    private static void all(final Bench bench, final DiscreteTrajectorySet set, final TransitionCounts counts) throws IOException {
        final NetworkGeometry geometry = geometry(10);
        final Table table = new Table("whole tasks", "s on the clock");
        table.row("1000 states: estimate, spectrum with intervals, 100 samples", Bench.once(() -> {
            final MarkovStateModel m = MarkovStateModel.reversible(counts);
            SpectralAnalysis.of(m, 10, ModelSamples.ionBootstrap(set, m, 100, 1, Progress.NONE));
        }));
        final MarkovStateModel model = MarkovStateModel.reversible(counts);
        final ModelSamples samples = ModelSamples.ionBootstrap(set, model, 100, 1, Progress.NONE);
        table.row("1000 states: D of the model with 100 samples", Bench.once(() -> DiffusionSamples.of(samples, geometry, Progress.NONE)));
        final JumpRates rates = JumpRates.of(set).largestConnected();
        table.row("1000 states: D of the rates with 100 samples", Bench.once(() -> DiffusionSamples.of(rates, geometry, 100, 1)));
        final DiscreteTrajectorySet small = walks(4, 100, bench.count(1000));
        final JumpRates few = JumpRates.of(small).largestConnected();
        table.row("64 states: D of the rates with 100 samples", Bench.once(() -> DiffusionSamples.of(few, geometry(4), 100, 1)));
        table.print();
    }

    /** A hundred lags from 1 to 991 frames of some 10⁹ atom-frames with as many stays as named. */
    static void runCounts(final Bench bench) throws IOException {
        final Table table = new Table("counts at 100 lags", "states", "atom-frames", "stays", "s on the clock", "processor s");
        final int[] lags = new int[100];
        Arrays.setAll(lags, k -> 1 + 10 * k);
        for (final int factor : new int[]{66, 10, 1}) {
            final List<DiscreteTrajectory> list = new ArrayList<>();
            for (final DiscreteTrajectory t : walks(10, 1000, bench.count(6600) / factor).trajectories()) {
                list.add(slowed(t, factor));
            }
            final DiscreteTrajectorySet set = new DiscreteTrajectorySet(list, STATES, 1);
            final double[] clock = {Double.POSITIVE_INFINITY};
            final double processor = bench.best(() -> clock[0] = Math.min(clock[0], Bench.once(() -> TransitionCounts.sliding(set, lags, Progress.NONE))));
            final long frames = list.stream().mapToLong(DiscreteTrajectory::frames).sum();
            final long stays = list.stream().mapToLong(DiscreteTrajectory::stays).sum();
            table.row("residence of " + frames / stays + " frames", STATES, frames, stays, clock[0], processor);
        }
        table.print();
    }

    private static DiscreteTrajectory slowed(final DiscreteTrajectory t, final int factor) {
        final int[] states = new int[t.stays()];
        final int[] images = new int[3 * t.stays()];
        final int[] starts = new int[t.stays()];
        for (int k = 0; k < states.length; k++) {
            states[k] = t.state(k);
            starts[k] = factor * t.start(k);
            for (int x = 0; x < 3; x++) {
                images[3 * k + x] = t.image(k, x);
            }
        }
        return DiscreteTrajectory.ofStays(states, images, starts, factor * t.frames());
    }

    /** 10⁵ sites, 10⁶ edges: D of rates, without sampling. */
    static void runLarge(final Bench bench) throws IOException {
        final int edge = (int)Math.round(46.4 * Math.cbrt(bench.count(1000) / 1000.0));
        final SplittableRandom random = new SplittableRandom(2);
        final int sites = edge * edge * edge;
        final double[] energy = random.doubles(sites, -1, 1).toArray();
        final PeriodicMatrix.Builder builder = new PeriodicMatrix.Builder(sites);
        // Five neighbors in positive directions and their reverses.
        final int[][] steps = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {0, 1, 1}};
        for (int i = 0; i < sites; i++) {
            final int[] at = {i / (edge * edge), i / edge % edge, i % edge};
            for (final int[] s : steps) {
                final int j = ((at[0] + s[0]) % edge * edge + (at[1] + s[1]) % edge) * edge + (at[2] + s[2]) % edge;
                final int[] r = {(at[0] + s[0]) / edge, (at[1] + s[1]) / edge, (at[2] + s[2]) / edge};
                final double flux = .1 + random.nextDouble();
                builder.add(i, j, r[0], r[1], r[2], flux * Math.exp(energy[i])).add(j, i, -r[0], -r[1], -r[2], flux * Math.exp(energy[j]));
            }
        }
        final PeriodicMatrix rates = builder.build();
        final NetworkGeometry geometry = geometry(edge);
        final Table table = new Table("large network", "sites", "edges", "s on the clock", "MB heap allowed", "conducting directions");
        final double[] directions = new double[1];
        final double seconds = Bench.once(() -> directions[0] = NetworkDiffusion.ofRates(rates, geometry).conductingDirections());
        table.row("D of rates", sites, rates.entries(), seconds, Runtime.getRuntime().maxMemory() / 1e6, directions[0]);
        table.print();
    }

    /** For the peer: number of trajectories, then for each its frames and one int a frame. */
    private static void write(final DiscreteTrajectorySet set, final Path file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            out.writeInt(set.trajectories().size());
            for (final DiscreteTrajectory t : set.trajectories()) {
                out.writeInt(t.frames());
                for (final int s : t.toFrames()) {
                    out.writeInt(s);
                }
            }
        }
    }
}

package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** Writes trajectories of ions whose sites are prescribed frame by frame: wrapped, vibrating, drifting, breathing. */
final class SyntheticCrystal {

    static final Element LI = Element.of("Li");
    static final Element SI = Element.of("Si");

    final Structure unitCell;
    final int[] matrix;
    double vibration;
    double drift;
    double breathing;
    double[] rigidShift = new double[3];
    double frameIntervalFs = 100;
    double temperature = 600;
    /** Displacement in Å added to each framework atom for good, as in a disordered crystal. */
    double disorder;
    long seed = 1;

    SyntheticCrystal(final Structure unitCell, final int... matrix) {
        this.unitCell = unitCell;
        this.matrix = matrix;
    }

    /** A random triclinic cell with {@code sites} Li sites at least {@code distance} Å apart and as many Si. */
    static SyntheticCrystal random(final Random random, final int sites, final double distance, final int... matrix) {
        final Cell cell = Cell.of(4 + random.nextDouble(), 0, 0, 2 * random.nextDouble() - 1, 5 + random.nextDouble(), 0,
            2 * random.nextDouble() - 1, 3 * random.nextDouble() - 1.5, 5.5 + random.nextDouble());
        return new SyntheticCrystal(randomAtoms(random, cell, sites, distance), matrix);
    }

    static Structure randomAtoms(final Random random, final Cell cell, final int sites, final double distance) {
        final org.example.lidiff.engine.structure.MinimumImage image = new org.example.lidiff.engine.structure.MinimumImage(cell);
        final double[] x = new double[6 * sites];
        final int[] z = new int[2 * sites];
        final double[] d = new double[3];
        for (int n = 0; n < 2 * sites;) {
            for (int a = 0; a < 3; a++) {
                x[3 * n + a] = random.nextDouble();
            }
            cell.toCartesian(x, 3 * n, x, 3 * n);
            boolean far = true;
            for (int k = 0; k < n; k++) {
                for (int a = 0; a < 3; a++) {
                    d[a] = x[3 * n + a] - x[3 * k + a];
                }
                far &= image.apply(d, 0) > (n < sites ? distance * distance : 1);
            }
            z[n] = n < sites ? 3 : 14;
            n += far ? 1 : 0;
        }
        return new Structure(cell, z, x);
    }

    Cell simulationCell() {
        return unitCell.cell().supercell(matrix);
    }

    SiteNetwork sites() {
        return SiteNetwork.ofReference(new ReferenceStructure(unitCell, matrix), LI);
    }

    /** @param paths for each ion, for each frame: site, image a, b, c in unit cells */
    Trajectory run(final int[][][] paths) {
        final Random random = new Random(seed);
        final int frames = paths[0].length;
        final int[] si = unitCell.indices(SI);
        final Structure framework = unitCell.select(si).supercell(matrix);
        final int[] li = unitCell.indices(LI);
        final int atoms = paths.length + framework.size();
        final int[] z = new int[atoms];
        final double[] offsets = new double[3 * framework.size()];
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = disorder * (2 * random.nextDouble() - 1);
        }
        final FrameBlock block = new FrameBlock(atoms, EnumSet.noneOf(Quantity.class));
        block.resize(frames);
        final double[] r = new double[3];
        for (int f = 0; f < frames; f++) {
            final double scale = 1 + breathing * Math.sin(0.7 * f);
            final double[] rows = simulationCell().rows();
            for (int k = 0; k < 9; k++) {
                rows[k] *= scale;
            }
            final Cell cell = Cell.of(rows);
            System.arraycopy(rows, 0, block.cells(), 9 * f, 9);
            block.steps()[f] = f;
            for (int i = 0; i < atoms; i++) {
                final boolean ion = i < paths.length;
                z[i] = ion ? 3 : 14;
                for (int a = 0; a < 3; a++) {
                    r[a] = ion ? unitCell.position(li[paths[i][f][0]], a) : framework.position(i - paths.length, a) + offsets[3 * (i - paths.length) + a];
                    for (int k = 0; ion && k < 3; k++) {
                        r[a] += paths[i][f][1 + k] * unitCell.cell().get(k, a);
                    }
                    r[a] += rigidShift[a] + drift * f + vibration * random.nextGaussian();
                    r[a] *= scale;
                }
                cell.toFractional(r, 0, r, 0);
                for (int a = 0; a < 3; a++) {
                    r[a] -= Math.floor(r[a]);
                }
                cell.toCartesian(r, 0, block.positions(), 3 * (f * atoms + i));
            }
        }
        return InMemoryTrajectory.of(RunInfo.continuous("synthetic run", frameIntervalFs).withTemperature(temperature), z, block);
    }

    TrajectorySet set(final int[][][] paths) {
        return set(run(paths));
    }

    static TrajectorySet set(final Trajectory... runs) {
        return new TrajectorySet(List.of(runs), Optional.empty(), Provenance.NONE);
    }

    /** One edge of a kinetic Monte Carlo network. */
    record Edge(int from, int to, int[] image, double rate) {
    }

    /** Both directions of an edge. */
    static List<Edge> both(final int i, final int j, final int[] image, final double forward, final double backward) {
        return List.of(new Edge(i, j, image, forward), new Edge(j, i, new int[] {-image[0], -image[1], -image[2]}, backward));
    }

    /** Independent ions on a network, by kinetic Monte Carlo, seen every frame interval; rates in 1/fs. */
    int[][][] kineticMonteCarlo(final List<Edge> edges, final int ions, final int frames, final Random random) {
        final int[][][] paths = new int[ions][frames][];
        final int sites = unitCell.count(LI);
        final List<List<Edge>> out = new ArrayList<>();
        for (int s = 0; s < sites; s++) {
            final int site = s;
            out.add(edges.stream().filter(e -> e.from == site).toList());
        }
        for (int i = 0; i < ions; i++) {
            final int[] state = {random.nextInt(sites), 0, 0, 0};
            double next = waiting(out.get(state[0]), random);
            // forget the start: ten runs of the slowest edge would be better, the tests start long enough before
            for (int f = -frames; f < frames; f++) {
                while (next < frameIntervalFs) {
                    hop(state, out.get(state[0]), random);
                    next += waiting(out.get(state[0]), random);
                }
                next -= frameIntervalFs;
                if (f >= 0) {
                    paths[i][f] = state.clone();
                }
            }
        }
        return paths;
    }

    private static double waiting(final List<Edge> edges, final Random random) {
        final double total = edges.stream().mapToDouble(Edge::rate).sum();
        return total == 0 ? Double.POSITIVE_INFINITY : -Math.log(1 - random.nextDouble()) / total;
    }

    private static void hop(final int[] state, final List<Edge> edges, final Random random) {
        double r = random.nextDouble() * edges.stream().mapToDouble(Edge::rate).sum();
        for (final Edge e : edges) {
            r -= e.rate;
            if (r < 0) {
                state[0] = e.to;
                for (int a = 0; a < 3; a++) {
                    state[1 + a] += e.image[a];
                }
                return;
            }
        }
    }

    /** Paths for {@link #set}: the cells of each ion along x, frame by frame; all on the first site. */
    static int[][][] along(final int[]... cells) {
        final int[][][] paths = new int[cells.length][][];
        for (int i = 0; i < cells.length; i++) {
            paths[i] = new int[cells[i].length][];
            for (int f = 0; f < cells[i].length; f++) {
                paths[i][f] = new int[] {0, cells[i][f], 0, 0};
            }
        }
        return paths;
    }
}

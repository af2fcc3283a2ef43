package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.diffusion.DiffusionFit;
import org.example.lidiff.engine.diffusion.FitOptions;
import org.example.lidiff.engine.diffusion.MeanSquaredDisplacement;
import org.example.lidiff.engine.diffusion.MsdOptions;
import org.example.lidiff.engine.markov.DiscreteTrajectory;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.FileJoining;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.StructureReader;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.example.lidiff.engine.trajectory.UnwrapOptions;
import org.example.lidiff.engine.trajectory.Unwrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealTrajectoriesTest {

    private static final Element LI = SyntheticCrystal.LI;

    @TempDir
    private Path folder;

    private TrajectorySet load(final double temperature, final List<Path> files) {
        final Path target = folder.resolve("set");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            TrajectoryReader.read(files, ReadOptions.defaults().withTimeStepFs(100).withTemperatureK(temperature).withJoining(FileJoining.JOIN), writer,
                Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        return TrajectorySetFile.open(target);
    }

    /** For each ion the sum of its hops against the path of the atom: they differ by the vibration at both ends only. */
    private static double largestMismatch(final JumpNetwork net, final Trajectory run, final Set<Element> framework) {
        final int[] z = run.atomicNumbers();
        final List<double[]> first = new ArrayList<>();
        final List<double[]> last = new ArrayList<>();
        final Cell cell = net.runs().get(0).cell();
        final List<DiscreteTrajectory> ions = net.trajectories(0);
        try (Unwrapper u = Unwrapper.open(run, UnwrapOptions.defaults().withDriftSpecies(framework))) {
            for (long f = 0; u.advance(1) > 0; f++) {
                for (int i = 0, ion = 0; i < z.length; i++) {
                    if (z[i] == LI.atomicNumber()) {
                        final DiscreteTrajectory t = ions.get(ion);
                        final int start = t.state(0) >= 0 ? 0 : t.stays() > 1 ? t.start(1) : -1;
                        if (f == 0) {
                            first.add(null);
                            last.add(null);
                        }
                        final double[] x = new double[3];
                        cell.toCartesian(u.fractional(), 3 * i, x, 0);
                        if (f == start) {
                            first.set(ion, x);
                        }
                        if (f == t.start(t.stays() - 1)) {
                            last.set(ion, x);
                        }
                        ion++;
                    }
                }
            }
        }
        final double[][] sums = new double[ions.size()][3];
        for (int h = 0; h < net.hops().size(); h++) {
            for (int a = 0; a < 3; a++) {
                sums[net.hops().ion(h)][a] += net.hops().displacement(h)[a];
            }
        }
        double worst = 0;
        for (int i = 0; i < sums.length; i++) {
            double square = 0;
            for (int a = 0; a < 3 && first.get(i) != null; a++) {
                final double d = last.get(i)[a] - first.get(i)[a] - sums[i][a];
                square += d * d;
            }
            worst = Math.max(worst, Math.sqrt(square));
        }
        return worst;
    }

    @Test
    void vacancyHopsOfLithiumSilicide() {
        final Path file = SharedData.path("lisi-meam/LiSi-vacancy-1050K.extxyz.gz");
        final Structure crystal = StructureReader.read(SharedData.path("lisi-structures/LiSi.POSCAR")).structure();
        final TrajectorySet set = load(1050, List.of(file));
        final JumpNetwork net = HopDetector.of(SiteNetwork.ofStructure(crystal, LI, List.of()), HopOptions.defaults()).detect(set, Progress.NONE);
        // LiSi is body-centered: 8 Li sites in the primitive cell, 4 of them in the simulation cell of 32 sites, one empty
        assertEquals(8, net.sites().size());
        assertEquals(4, net.runs().get(0).copies());
        assertEquals(1 / 32.0, net.shares().emptySites(), 1e-3);
        assertTrue(net.hops().size() >= 5 && net.hops().size() <= 30, "hops " + net.hops().size());
        assertEquals(net.hops().size(), net.sensitivity().get(0).hops(), 2, "well separated sites: the core radius does not matter");
        for (int h = 0; h < net.hops().size(); h++) {
            final double r = LatticeVectors.length(net.hops().displacement(h));
            assertTrue(r > 2 && r < 4, "a hop to a neighbor site: " + r);
        }
        final double worst = largestMismatch(net, set.runs().get(0), Set.of(SyntheticCrystal.SI));
        assertTrue(worst < 1.3, "both ends in cores: " + worst);
    }

    @Test
    void argyroditeHopsAmongItsSites() {
        final Structure cif = StructureReader.read(SharedData.path("argyrodite-Li6PS5Cl-50p/sites.cif")).structure();
        final List<Path> files = new ArrayList<>();
        for (int n = 1; n <= 6; n++) {
            files.add(SharedData.path("argyrodite-Li6PS5Cl-50p/run" + n + ".XDATCAR.gz"));
        }
        final TrajectorySet set = load(500, files);
        final JumpNetwork net = HopDetector.of(SiteNetwork.ofStructure(cif, LI, List.of("T2", "T5")), HopOptions.defaults()).detect(set, Progress.NONE);
        assertEquals(2 * 48 * 8, net.sites().size(), "the disordered framework is not folded");
        assertTrue(net.notes().stream().anyMatch(s -> s.contains("as in a disordered crystal")));
        final double occupied = 768 * (1 - net.shares().emptySites());
        assertEquals(192, occupied, 4, "nearly every ion has a site of its own");
        assertTrue(net.hops().size() > 3000 && net.hops().size() < 20_000, "hops " + net.hops().size());
        // cores lie within half the 1.4 Å between T2 and T5
        assertTrue(largestMismatch(net, set.runs().get(0), Set.of(Element.of("P"), Element.of("S"), Element.of("Cl"))) < 0.75);
        // balance: each pair of types is crossed as often one way as the other, within 4 sigma
        int forward = 0;
        int backward = 0;
        for (int h = 0; h < net.hops().size(); h++) {
            final String from = net.sites().label(net.hops().from(h));
            final String to = net.sites().label(net.hops().to(h));
            forward += from.equals("T2") && to.equals("T5") ? 1 : 0;
            backward += from.equals("T5") && to.equals("T2") ? 1 : 0;
        }
        assertEquals(forward, backward, 4 * Math.sqrt(forward + backward));
        final DiffusionFit fit = DiffusionFit.of(MeanSquaredDisplacement.compute(set.runs(),
            MsdOptions.of(LI, Set.of(Element.of("P"), Element.of("S"), Element.of("Cl"))), Progress.NONE).of(LI), FitOptions.defaults());
        // the order of magnitude of a superionic conductor
        assertTrue(fit.established(), () -> fit.warnings().toString());
        assertTrue(fit.squareCentimetersPerSecond() > 0.8e-5 && fit.squareCentimetersPerSecond() < 2.5e-5, "D " + fit.squareCentimetersPerSecond());
    }
}

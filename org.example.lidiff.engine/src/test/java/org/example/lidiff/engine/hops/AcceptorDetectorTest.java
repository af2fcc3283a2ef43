package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.report.figures.HopStatisticsFigures;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class AcceptorDetectorTest {

    private static final Element H = Element.of("H");
    private static final Element O = Element.of("O");
    private static final Cell CELL = Cell.of(9, 0, 0, 2, 8, 0, -1, 1.5, 10);

    private static AcceptorDetector.Result detect(final Trajectory... runs) {
        return AcceptorDetector.of(H, List.of(O), 1, HopOptions.defaults()).detect(SyntheticCrystal.set(runs), Progress.NONE);
    }

    /** Positions (frames, atoms, 3) wrapped into the cell: H first, then O, then K. */
    private static Trajectory run(final Cell cell, final int hydrogens, final int oxygens, final double[][] frames) {
        final int atoms = frames[0].length / 3;
        final int[] z = new int[atoms];
        for (int i = 0; i < atoms; i++) {
            z[i] = i < hydrogens ? 1 : i < hydrogens + oxygens ? 8 : 19;
        }
        final FrameBlock block = new FrameBlock(atoms, EnumSet.noneOf(Quantity.class));
        block.resize(frames.length);
        final double[] x = new double[3];
        for (int f = 0; f < frames.length; f++) {
            System.arraycopy(cell.rows(), 0, block.cells(), 9 * f, 9);
            for (int i = 0; i < atoms; i++) {
                cell.toFractional(frames[f], 3 * i, x, 0);
                for (int a = 0; a < 3; a++) {
                    x[a] -= Math.floor(x[a]);
                }
                cell.toCartesian(x, 0, block.positions(), 3 * (f * atoms + i));
            }
        }
        return InMemoryTrajectory.of(RunInfo.continuous("protons", 10), z, block);
    }

    @Test
    void vehicleAndStructuralPartsOfAKnownPath() {
        // two oxygens 2.6 Å apart move apart from the potassium at rest by 0.05 Å a frame along x; the proton hops in frame 5
        final double[][] frames = new double[10][];
        for (int f = 0; f < 10; f++) {
            final double x = 7.5 + 0.05 * f;
            frames[f] = new double[] {f < 5 ? x + 1 : x + 1.6, 2, 3, x, 2, 3, x + 2.6, 2, 3, 4, 6, 6, 5, 6, 6};
        }
        final AcceptorDetector.Result found = detect(run(CELL, 1, 2, frames));
        final JumpNetwork net = found.network();
        assertEquals(1, net.hops().size());
        assertEquals(50, net.hops().timeFs(0));
        assertArrayEquals(new double[] {2.6, 0, 0}, net.hops().displacement(0), 1e-9);
        // the drift of the four framework atoms, half of 0.05 Å a frame, is removed
        final VehicleMotion m = found.motion();
        assertEquals(4, m.size());
        for (int k = 0; k < 4; k++) {
            final int lag = k + 1;
            assertEquals(10 * lag, m.timesFs()[k]);
            assertEquals(10 - lag, m.windows()[k]);
            assertEquals(Math.pow(0.025 * lag, 2), m.vehicle()[k], 1e-12);
            // the hop is between frames 4 and 5: lag of the 10 − lag windows hold it
            assertEquals(2.6 * 2.6 * lag / (10 - lag), m.structural()[k], 1e-9);
            assertEquals(2 * 2.6 * 0.025 * lag * lag / (10 - lag), m.cross()[k], 1e-9);
            assertEquals(m.vehicle()[k] + m.structural()[k] + m.cross()[k], m.total()[k], 1e-9);
            assertTrue(Double.isNaN(m.totalError()[k]), "one ion has no scatter");
        }
        assertEquals("vehicle-and-structure", HopStatisticsFigures.of(List.of(), Optional.of(m)).get(0).id());
    }

    @Test
    void aProtonMidwayIsNoHopUntilItIsBeyond() {
        final double[] along = {1, 1.2, 1.32, 1.36, 1.3, 1.1, 1.36, 1.38, 1.6, 1.5};
        final double[][] frames = new double[along.length][];
        for (int f = 0; f < along.length; f++) {
            frames[f] = new double[] {2 + along[f], 2, 3, 2, 2, 3, 4.6, 2, 3};
        }
        final JumpNetwork net = detect(run(CELL, 1, 2, frames)).network();
        // the middle is at 1.3 Å, the core of the second oxygen begins 1.15 Å from it, at 1.45 Å
        assertEquals(1, net.hops().size());
        assertEquals(80, net.hops().timeFs(0));
        assertEquals(3, net.sensitivity().get(5).hops(), "every crossing of the middle");
        assertEquals(HopOptions.SiteKind.ACCEPTOR, net.options().kind());
    }

    @Test
    void hopsThroughTheBoundaryOfASkewedCellKeepTheirImages() {
        // a chain of two oxygens along the third lattice vector, repeated through the boundary; the proton runs along it
        final Cell cell = Cell.of(9, 0, 0, 2, 8, 0, -1, 1.5, 5.2);
        final double[] c = {cell.get(2, 0), cell.get(2, 1), cell.get(2, 2)};
        final double[][] frames = new double[13][];
        for (int f = 0; f < 13; f++) {
            final int n = f / 2;
            final double at = 0.5 * n + (f % 2 == 0 ? 0.12 : 0.38);
            frames[f] = new double[12];
            for (int a = 0; a < 3; a++) {
                frames[f][a] = at * c[a];
                frames[f][6 + a] = 0.5 * c[a];
                frames[f][9 + a] = a == 0 ? 4.5 : 4;
            }
        }
        final JumpNetwork net = AcceptorDetector.of(H, List.of(O), 0.6, HopOptions.defaults())
            .detect(SyntheticCrystal.set(run(cell, 1, 2, frames)), Progress.NONE).network();
        assertEquals(6, net.hops().size());
        final double[] sum = new double[3];
        for (int h = 0; h < 6; h++) {
            for (int a = 0; a < 3; a++) {
                sum[a] += net.hops().displacement(h)[a];
            }
        }
        assertArrayEquals(new double[] {3 * c[0], 3 * c[1], 3 * c[2]}, sum, 1e-9);
    }

    @Test
    void agreesWithCountingFrameByFrame() {
        // oxygens diffuse, protons are bound to any of them in each frame; an independent count over all images
        final Random random = new Random(4);
        final int oxygens = 7;
        final int protons = 9;
        final int length = 150;
        final double[][] frames = new double[length][3 * (oxygens + protons + 1)];
        final double[] o = random.doubles(3L * oxygens, 0, 8).toArray();
        final int[] bound = random.ints(protons, 0, oxygens).toArray();
        for (int f = 0; f < length; f++) {
            for (int k = 0; k < o.length; k++) {
                o[k] += 0.1 * random.nextGaussian();
            }
            for (int i = 0; i < protons; i++) {
                if (random.nextDouble() < 0.1) {
                    bound[i] = random.nextInt(oxygens);
                }
                for (int a = 0; a < 3; a++) {
                    frames[f][3 * i + a] = o[3 * bound[i] + a] + 0.6 * random.nextGaussian();
                }
            }
            System.arraycopy(o, 0, frames[f], 3 * protons, o.length);
        }
        final Trajectory run = run(CELL, protons, oxygens, frames);
        final AcceptorDetector.Result found = AcceptorDetector.of(H, List.of(O), 0.8, HopOptions.defaults().withCoarseAllowed(true))
            .detect(SyntheticCrystal.set(run), Progress.NONE);
        int hops = 0;
        int crossings = 0;
        for (int i = 0; i < protons; i++) {
            int keptAtom = -1;
            int last = -1;
            for (int f = 0; f < length; f++) {
                final double[] d = distances(CELL, frames[f], i, protons, oxygens);
                final int nearest = (int)d[0];
                final double share = Math.max(0, d[1] - 0.8) / (0.5 * (d[1] + d[2]) - 0.8);
                crossings += last >= 0 && last != nearest ? 1 : 0;
                last = nearest;
                if (0.5 * (d[1] + d[2]) > 0.8 && share < 0.5) {
                    hops += keptAtom >= 0 && keptAtom != nearest ? 1 : 0;
                    keptAtom = nearest;
                }
            }
        }
        // hops to an image of the same oxygen are hops of the network, too, but not of this count
        assertEquals(hops, between(found.network()));
        assertTrue(hops > 50);
        assertTrue(found.network().sensitivity().get(5).hops() >= crossings);
        final VehicleMotion m = found.motion();
        for (int k = 0; k < m.size(); k++) {
            assertEquals(m.total()[k], m.vehicle()[k] + m.structural()[k] + m.cross()[k], 1e-9);
        }
    }

    private static int between(final JumpNetwork net) {
        int n = 0;
        for (int h = 0; h < net.hops().size(); h++) {
            n += net.hops().from(h) != net.hops().to(h) ? 1 : 0;
        }
        return n;
    }

    @Test
    void wrongChoicesAreRefused() {
        final String same = assertThrows(InputException.class, () -> AcceptorDetector.of(H, List.of(H), 1, HopOptions.defaults())).getMessage();
        assertTrue(same.contains("The acceptors of H are [H]"), same);
        assertTrue(assertThrows(InputException.class, () -> AcceptorDetector.of(H, List.of(O), 7, HopOptions.defaults())).getMessage()
            .contains("7.0 Å long"));
        final Trajectory run = run(CELL, 1, 1, new double[][] {{1, 2, 3, 2, 2, 3}, {1, 2, 3, 2, 2, 3}});
        final String none = assertThrows(InputException.class, () -> AcceptorDetector.of(H, List.of(Element.of("F")), 1, HopOptions.defaults())
            .detect(SyntheticCrystal.set(run), Progress.NONE)).getMessage();
        assertTrue(none.contains("The run 'protons' has none of the acceptors F"), none);
        final Trajectory other = run(CELL, 1, 2, new double[][] {{1, 2, 3, 2, 2, 3, 5, 5, 5}, {1, 2, 3, 2, 2, 3, 5, 5, 5}});
        assertTrue(assertThrows(InputException.class, () -> detect(run, other)).getMessage().contains("has other atoms than the run"));
    }

    @Test
    void diffusingAcceptorsAreSaidTo() {
        final double[][] frames = new double[60][];
        for (int f = 0; f < 60; f++) {
            final double x = 0.1 * f;
            frames[f] = new double[] {1 + x, 2, 3, x, 2, 3, 2.6 - x, 2, 5};
        }
        final String text = String.join("\n", detect(run(CELL, 1, 2, frames)).network().warnings());
        assertTrue(text.contains("The acceptors move by") && text.contains("they are no crystal"), text);
        assertTrue(!text.contains("vacancy"), text);
    }

    /** Nearest acceptor and the two shortest distances, over the images that can matter. */
    private static double[] distances(final Cell cell, final double[] x, final int ion, final int first, final int count) {
        double near = Double.POSITIVE_INFINITY;
        double next = Double.POSITIVE_INFINITY;
        int which = -1;
        final double[] d = new double[3];
        for (int j = first; j < first + count; j++) {
            for (int a = 0; a < 3; a++) {
                d[a] = x[3 * ion + a] - x[3 * j + a];
            }
            cell.toFractional(d, 0, d, 0);
            for (int n = 0; n < 125; n++) {
                final int[] t = {n / 25 - 2, n / 5 % 5 - 2, n % 5 - 2};
                final double[] e = new double[3];
                for (int a = 0; a < 3; a++) {
                    e[a] = d[a] - Math.rint(d[a]) + t[a];
                }
                cell.toCartesian(e, 0, e, 0);
                final double r = Math.sqrt(e[0] * e[0] + e[1] * e[1] + e[2] * e[2]);
                if (r < near) {
                    next = near;
                    near = r;
                    which = j - first;
                } else {
                    next = Math.min(next, r);
                }
            }
        }
        return new double[] {which, near, next};
    }
}

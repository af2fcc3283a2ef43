package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.InMemoryTrajectory;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.junit.jupiter.api.Test;

class PolyhedraTest {

    private static final Element S = Element.of("S");
    private static final double A = 5.6;

    /** Face-centered cubic S with the octahedral and the two tetrahedral sites of Li in the cube: the polyhedra fill space. */
    private static Structure cube() {
        final double[] h = {0, 0, 0, 0, 0.5, 0.5, 0.5, 0, 0.5, 0.5, 0.5, 0};
        final double[] x = new double[3 * 16];
        final int[] z = new int[16];
        final List<String> labels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (int k = 0; k < 3; k++) {
                x[3 * i + k] = h[3 * i + k] * A;
                x[12 + 3 * i + k] = (h[3 * i + k] + 0.5) * A;
                x[24 + 3 * i + k] = (h[3 * i + k] + 0.25) * A;
                x[36 + 3 * i + k] = (h[3 * i + k] + 0.75) * A;
            }
        }
        for (int i = 0; i < 16; i++) {
            z[i] = i < 4 ? 16 : 3;
            labels.add(i < 4 ? "S" : i < 8 ? "octa" : "tetra");
        }
        return new Structure(Cell.of(A, 0, 0, 0, A, 0, 0, 0, A), z, x, labels);
    }

    /** Ions at given Cartesian points of each frame in a 2 × 2 × 2 supercell; the framework vibrates and is pushed by {@code push} in x. */
    private static Trajectory run(final double[][] ions, final double vibration, final double push, final Random random) {
        return run(cube().select(0, 1, 2, 3), ions, vibration, push, random);
    }

    private static Trajectory run(final Structure framework, final double[][] ions, final double vibration, final double push, final Random random) {
        final Structure s = framework.supercell(2, 0, 0, 0, 2, 0, 0, 0, 2);
        final int n = ions[0].length / 3;
        final int atoms = n + s.size();
        final int[] z = new int[atoms];
        final FrameBlock block = new FrameBlock(atoms, EnumSet.noneOf(Quantity.class));
        block.resize(ions.length);
        for (int f = 0; f < ions.length; f++) {
            System.arraycopy(s.cell().rows(), 0, block.cells(), 9 * f, 9);
            for (int i = 0; i < atoms; i++) {
                z[i] = i < n ? 3 : 16;
                for (int a = 0; a < 3; a++) {
                    final double x = i < n ? ions[f][3 * i + a] : s.position(i - n, a) + vibration * random.nextGaussian() + (a == 0 ? push * f : 0);
                    block.positions()[3 * (f * atoms + i) + a] = x - 2 * A * Math.floor(x / (2 * A));
                }
            }
        }
        return InMemoryTrajectory.of(RunInfo.continuous("cube", 50), z, block);
    }

    private static SiteNetwork sites() {
        return SiteNetwork.ofStructure(cube(), SyntheticCrystal.LI, List.of());
    }

    private static JumpNetwork detect(final double core, final Trajectory run) {
        return HopDetector.of(sites(), HopOptions.defaults().withCoreFraction(core).withCoarseAllowed(true)).withPolyhedra(PolyhedronOptions.defaults())
            .detect(SyntheticCrystal.set(run), Progress.NONE);
    }

    @Test
    void polyhedraOfACubeFillSpaceAndHoldTheirPoints() {
        // the octahedron around (½ ½ ½) is |x| + |y| + |z| < ½ a from there; everything else is in tetrahedra
        final Random random = new Random(3);
        final double[][] ions = new double[200][3];
        for (final double[] x : ions) {
            for (int a = 0; a < 3; a++) {
                x[a] = 2 * A * random.nextDouble();
            }
        }
        final JumpNetwork net = detect(1, run(ions, 0, 0, random));
        assertTrue(net.notes().stream().anyMatch(t -> t.contains("octa 6, tetra 4")), () -> net.notes().toString());
        final int[] frames = net.trajectories(0).get(0).toFrames();
        int octahedra = 0;
        for (int f = 0; f < ions.length; f++) {
            boolean inside = false;
            for (int i = 0; i < 4; i++) {
                double sum = 0;
                for (int a = 0; a < 3; a++) {
                    final double d = ions[f][a] / A - cube().position(4 + i, a) / A;
                    sum += Math.abs(d - Math.rint(d));
                }
                inside |= sum < 0.5;
            }
            octahedra += inside ? 1 : 0;
            assertEquals(inside ? "octa" : "tetra", net.sites().label(frames[f]), "frame " + f);
        }
        // the octahedra fill two thirds of space
        assertEquals(2.0 / 3, octahedra / 200.0, 4 * Math.sqrt(2.0 / 9 / 200));
        assertEquals(0, net.shares().outsideCores(), 1e-12, "no gaps");
        assertEquals(HopOptions.SiteKind.POLYHEDRON, net.options().kind());
    }

    @Test
    void polyhedraMoveWithTheirAtoms() {
        // an ion at the center of an octahedron that moves with the whole framework never leaves it, whatever the vibration
        final Random random = new Random(8);
        final double[][] ions = new double[120][];
        for (int f = 0; f < ions.length; f++) {
            ions[f] = new double[] {0.5 * A + 0.2 * f, 0.5 * A, 0.5 * A, 0.25 * A + 0.2 * f, 0.25 * A, 0.25 * A};
        }
        final JumpNetwork net = detect(0.9, run(ions, 0.15, 0.2, random));
        assertEquals(0, net.hops().size());
        assertEquals("octa", net.sites().label(net.trajectories(0).get(0).state(0)));
        assertEquals("tetra", net.sites().label(net.trajectories(0).get(1).state(0)));
    }

    @Test
    void hopsKeepTheirImagesAndSumUp() {
        // octahedron → tetrahedron → octahedron … along the diagonal of a face, three cells far
        final double[][] ions = new double[25][3];
        for (int f = 0; f < 25; f++) {
            ions[f][0] = A * (0.5 + 0.25 * (f / 2));
            ions[f][1] = ions[f][0];
            ions[f][2] = A * (0.5 + 0.25 * (f / 2 % 2));
        }
        final JumpNetwork net = detect(0.5, run(ions, 0.05, 0, new Random(5)));
        assertEquals(12, net.hops().size());
        final double[] sum = new double[3];
        for (int h = 0; h < 12; h++) {
            assertEquals(0.25 * Math.sqrt(3) * A, net.hops().distance(h), 1e-9);
            for (int a = 0; a < 3; a++) {
                sum[a] += net.hops().displacement(h)[a];
            }
        }
        assertArrayEquals(new double[] {3 * A, 3 * A, 0}, sum, 1e-9);
    }

    @Test
    void choicesThatEncloseNothingAreRefused() {
        final Trajectory run = run(new double[][] {{1, 1, 1}, {1, 1, 1}}, 0, 0, new Random(1));
        // beside an edge of a cube the nearest four atoms lie in one plane
        final Trajectory simple = run(cube().select(0), new double[][] {{1, 1, 1}, {1, 1, 1}}, 0, 0, new Random(1));
        final String outside = assertThrows(InputException.class, () -> HopDetector.of(SiteNetwork.of(cube().cell(), new double[] {0.5, 0.1, 0.05},
            List.of("T"), SyntheticCrystal.LI), HopOptions.defaults()).withPolyhedra(new PolyhedronOptions(Set.of(), 4))
            .detect(SyntheticCrystal.set(simple), Progress.NONE)).getMessage();
        assertTrue(outside.contains("does not lie inside the polyhedron of its 4 nearest framework atoms (2.87 to"), outside);
        final String absent = assertThrows(InputException.class, () -> HopDetector.of(sites(), HopOptions.defaults())
            .withPolyhedra(new PolyhedronOptions(Set.of(Element.of("P")), 4)).detect(SyntheticCrystal.set(run), Progress.NONE)).getMessage();
        assertTrue(absent.contains("too few for polyhedra"), absent);
        assertTrue(assertThrows(InputException.class, () -> new PolyhedronOptions(Set.of(S), 3)).getMessage().contains("3 vertices; the limits are 4 and 12"));
    }

    @Test
    void facesOfACubeAndShares() {
        final double[] cube = new double[24];
        for (int n = 0; n < 8; n++) {
            cube[3 * n] = n / 4;
            cube[3 * n + 1] = n / 2 % 2;
            cube[3 * n + 2] = n % 2;
        }
        final int[] faces = ConvexHull.faces(cube);
        assertEquals(6 * 4 * 3, faces.length, "each square by its four triangles");
        assertEquals(0, ConvexHull.share(cube, 8, faces, 0.5, 0.5, 0.5), 1e-12);
        assertEquals(0.5, ConvexHull.share(cube, 8, faces, 0.75, 0.5, 0.4), 1e-12);
        assertEquals(1, ConvexHull.share(cube, 8, faces, 1, 0.1, 0.3), 1e-12);
        assertEquals(3, ConvexHull.share(cube, 8, faces, 0.5, 2, 0.5), 1e-12);
        assertEquals(0, ConvexHull.faces(new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0}).length, "flat");
    }
}

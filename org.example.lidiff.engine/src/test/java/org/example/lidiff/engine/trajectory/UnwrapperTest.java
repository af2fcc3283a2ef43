package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.junit.jupiter.api.Test;

class UnwrapperTest {

    private static Trajectory run(final int[] numbers, final double[][] positions, final double[][] cells) {
        final FrameBlock block = new FrameBlock(numbers.length, Set.of());
        block.resize(positions.length);
        for (int f = 0; f < positions.length; f++) {
            System.arraycopy(positions[f], 0, block.positions(), f * positions[f].length, positions[f].length);
            System.arraycopy(cells[f], 0, block.cells(), 9 * f, 9);
        }
        return InMemoryTrajectory.of(RunInfo.continuous("test", 1), numbers, block);
    }

    private static double[][] repeat(final Cell cell, final int frames) {
        final double[][] cells = new double[frames][];
        Arrays.fill(cells, cell.rows());
        return cells;
    }

    private static double wrap(final double x) {
        return x - Math.floor(x);
    }

    /** A random walk in a cell that is skewed and breathes is recovered from its wrapped positions. */
    @Test
    void wrappedRandomWalkIsFollowedExactly() {
        final Random random = new Random(5);
        final int atoms = 20;
        final int frames = 400;
        final double[][] expected = new double[frames][3 * atoms];
        final double[][] wrapped = new double[frames][3 * atoms];
        final double[][] cells = new double[frames][];
        for (int f = 0; f < frames; f++) {
            final double b = 1 + 0.02 * Math.sin(0.1 * f);
            final Cell cell = Cell.of(6 * b, 0, 0, 5 * b, 6, 0.3, -4, 2 * b, 7);
            cells[f] = cell.rows();
            for (int i = 0; i < 3 * atoms; i++) {
                expected[f][i] = f == 0 ? random.nextDouble() : expected[f - 1][i] + 0.05 * random.nextGaussian();
            }
            for (int i = 0; i < 3 * atoms; i += 3) {
                final double[] s = {wrap(expected[f][i]), wrap(expected[f][i + 1]), wrap(expected[f][i + 2])};
                cell.toCartesian(s, 0, wrapped[f], i);
            }
        }
        final int[] numbers = new int[atoms];
        Arrays.fill(numbers, 3);
        try (Unwrapper unwrapper = Unwrapper.open(run(numbers, wrapped, cells), UnwrapOptions.defaults().withCartesianPath(true))) {
            int f = 0;
            for (int n = unwrapper.advance(7); n > 0; n = unwrapper.advance(7)) {
                assertEquals(f, unwrapper.firstFrame());
                for (int k = 0; k < n; k++, f++) {
                    final double[] found = Arrays.copyOfRange(unwrapper.fractional(), 3 * atoms * k, 3 * atoms * (k + 1));
                    // only whole numbers are added to the fractional positions, so no error grows with time
                    assertArrayEquals(expected[f], found, 1e-13 * 50);
                    assertArrayEquals(cells[f], Arrays.copyOfRange(unwrapper.cells(), 9 * k, 9 * k + 9));
                }
            }
            assertEquals(frames, f);
        }
    }

    @Test
    void cartesianPathAddsTheSteps() {
        final Cell cube = Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10);
        final double[][] x = {{9, 0, 0}, {1, 0, 0}, {3, 0, 9.5}, {9.5, 0, 9}};
        try (Unwrapper unwrapper = Unwrapper.open(run(new int[] {3}, x, repeat(cube, 4)),
            UnwrapOptions.defaults().withCartesianPath(true))) {
            unwrapper.advance(4);
            assertArrayEquals(new double[] {9, 0, 0, 11, 0, 0, 13, 0, -0.5, 9.5, 0, -1}, Arrays.copyOf(unwrapper.cartesianPath(), 12), 1e-14);
            assertArrayEquals(new double[] {.9, 0, 0, 1.1, 0, 0, 1.3, 0, -.05, .95, 0, -.1}, Arrays.copyOf(unwrapper.fractional(), 12), 1e-15);
        }
        try (Unwrapper without = Unwrapper.open(run(new int[] {3}, x, repeat(cube, 4)), UnwrapOptions.defaults())) {
            assertThrows(IllegalStateException.class, without::cartesianPath);
        }
    }

    /** When a program exchanges b for b − a, positions keep their meaning in the old vectors. */
    @Test
    void boxFlipKeepsTheFirstLatticeVectors() {
        final double[] before = {5, 0, 0, 2.4, 5, 0, 0, 0, 5};
        final double[] after = {5, 0, 0, -2.4, 5, 0, 0, 0, 5};
        final double[][] x = {{1, 1, 1}, {1.2, 1, 1}, {1.4, 1, 1}, {1.6, 1, 1}};
        final Trajectory run = run(new int[] {3}, x, new double[][] {before, {5, 0, 0, 2.6, 5, 0, 0, 0, 5}, after, after});
        try (Unwrapper unwrapper = Unwrapper.open(run, UnwrapOptions.defaults())) {
            unwrapper.advance(4);
            assertEquals(2.6, unwrapper.cells()[9 * 2 + 3], 1e-14);
            final double[] cart = new double[3];
            Cell.of(Arrays.copyOfRange(unwrapper.cells(), 27, 36)).toCartesian(unwrapper.fractional(), 9, cart, 0);
            assertArrayEquals(new double[] {1.6, 1, 1}, cart, 1e-14);
        }
        final Trajectory jump = run(new int[] {3}, x, new double[][] {before, before, {9, 0, 0, 0, 9, 0, 0, 0, 9}, before});
        try (Unwrapper unwrapper = Unwrapper.open(jump, UnwrapOptions.defaults())) {
            assertTrue(assertThrows(InputException.class, () -> unwrapper.advance(4)).getMessage()
                .startsWith("The cell of frame 2 does not continue that of the frame before"));
        }
    }

    @Test
    void unwrappedRunsArePassedThrough() {
        final Cell cube = Cell.of(4, 0, 0, 0, 4, 0, 0, 0, 4);
        final FrameBlock block = new FrameBlock(1, Set.of());
        block.resize(2);
        System.arraycopy(cube.rows(), 0, block.cells(), 0, 9);
        System.arraycopy(cube.rows(), 0, block.cells(), 9, 9);
        block.positions()[3] = 14;
        final Trajectory run = InMemoryTrajectory.of(RunInfo.continuous("u", 1).withUnwrapped(true), new int[] {3}, block);
        try (Unwrapper unwrapper = Unwrapper.open(run, UnwrapOptions.defaults().withCartesianPath(true))) {
            unwrapper.advance(2);
            assertEquals(3.5, unwrapper.fractional()[3]);
            assertEquals(14, unwrapper.cartesianPath()[3]);
            assertEquals(List.of(), unwrapper.warnings());
        }
    }

    /** G-10, kinisi example_drift: H stands still in the box while the framework (He) shifts; relative to it H moves. */
    @Test
    void driftOfTheFrameworkIsRemoved() {
        final Cell cube = Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10);
        final double[] shift = {0, -0.2, -0.4, -1.0};
        final double[][] x = new double[4][];
        for (int f = 0; f < 4; f++) {
            final double a = 10 * wrap(0.1 * shift[f]);
            final double b = 10 * wrap(0.2 + 0.1 * shift[f]);
            x[f] = new double[] {5, 5, 5, a, a, a, b, b, b};
        }
        final UnwrapOptions options = UnwrapOptions.defaults().withDriftSpecies(Set.of(Element.of("He"))).withCartesianPath(true);
        try (Unwrapper unwrapper = Unwrapper.open(run(new int[] {1, 2, 2}, x, repeat(cube, 4)), options)) {
            for (int f = 0; f < 4; f++) {
                unwrapper.advance(1);
                for (int k = 0; k < 3; k++) {
                    assertEquals(-shift[f], 10 * (unwrapper.fractional()[k] - 0.5), 1e-13);
                    assertEquals(-shift[f], unwrapper.cartesianPath()[k] - 5, 1e-13);
                }
            }
        }
        assertTrue(assertThrows(InputException.class, () -> Unwrapper.open(run(new int[] {1, 2, 2}, x, repeat(cube, 4)),
            options.withDriftSpecies(Set.of(Element.of("Si"))))).getMessage().contains("has no such atoms"));
    }

    @Test
    void coarseSamplingIsWarnedOfAndRefused() {
        final Cell cube = Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10);
        final double[][] x = {{0, 0, 0, 1, 1, 1}, {0, 0, 0, 1, 1, 1}, {0, 0, 0, 4.2, 1, 1}};
        try (Unwrapper unwrapper = Unwrapper.open(run(new int[] {3, 14}, x, repeat(cube, 3)), UnwrapOptions.defaults())) {
            unwrapper.advance(3);
            assertEquals("In frame 2 of 'test', atom 1 (Si) moves 3.20 Å in one step; half the smallest height of the cell is 5.00 Å. 1 step is "
                + "longer than 0.6 of that: the frames are too far apart in time to follow every atom safely.", unwrapper.warnings().get(0));
        }
        x[2][3] = 5.7;
        try (Unwrapper unwrapper = Unwrapper.open(run(new int[] {3, 14}, x, repeat(cube, 3)), UnwrapOptions.defaults())) {
            final String text = assertThrows(InputException.class, () -> unwrapper.advance(3)).getMessage();
            assertTrue(text.startsWith("In frame 2 of 'test', atom 1 (Si) moves 4.70 Å in one step; half the smallest height"), text);
            assertTrue(text.endsWith("Store frames more often, use a larger cell, or allow coarse sampling."), text);
        }
        try (Unwrapper unwrapper = Unwrapper.open(run(new int[] {3, 14}, x, repeat(cube, 3)),
            UnwrapOptions.defaults().withCoarseSamplingAllowed(true))) {
            assertEquals(3, unwrapper.advance(3));
        }
    }

    @Test
    void wideStepsAreWarnedOfBeforeOneIsTooLong() {
        // width 1 Å in each direction: beyond 5 Å lies 1.5e-5 of a Gaussian, but no single step of this run is that long
        final Random random = new Random(2);
        final double[][] x = new double[50][3];
        for (int f = 1; f < 50; f++) {
            for (int k = 0; k < 3; k++) {
                x[f][k] = x[f - 1][k] + (random.nextBoolean() ? 1 : -1);
            }
        }
        try (Unwrapper unwrapper = Unwrapper.open(run(new int[] {3}, x, repeat(Cell.of(10, 0, 0, 0, 10, 0, 0, 0, 10), 50)),
            UnwrapOptions.defaults())) {
            unwrapper.advance(50);
            assertTrue(unwrapper.warnings().get(0).startsWith("The steps of Li in 'test', taken as Gaussian, exceed half the smallest height of "
                + "the cell (5.00 Å) with probability 1.5e-05"), unwrapper.warnings().toString());
        }
        // chi distribution with three degrees of freedom: P(r > 1) = 0.8012519569
        assertEquals(0.8012519569, LatticeSteps.tail(1), 1e-8);
    }

    @Test
    void meanCellIsTheAverageAndIndependentFramesAreRefused() {
        final double[][] x = {{0, 0, 0}, {0, 0, 0}};
        final Trajectory run = run(new int[] {3}, x, new double[][] {{4, 0, 0, 0, 4, 0, 0, 0, 4}, {5, 0, 0, 1, 4, 0, 0, 0, 4}});
        assertArrayEquals(new double[] {4.5, 0, 0, 0.5, 4, 0, 0, 0, 4}, Unwrapper.meanCell(run, Progress.NONE).rows());
        final Trajectory points = InMemoryTrajectory.of(RunInfo.independent("points.xyz"), new int[] {3}, new FrameBlock(1, Set.of()));
        assertTrue(assertThrows(InputException.class, () -> Unwrapper.open(points, UnwrapOptions.defaults())).getMessage()
            .startsWith("The run 'points.xyz' holds independent frames"));
    }
}

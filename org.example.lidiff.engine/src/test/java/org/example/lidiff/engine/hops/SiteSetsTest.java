package org.example.lidiff.engine.hops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.RelabeledRun;
import org.example.lidiff.engine.trajectory.RunInfo;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;

/** Different site sets joined by mistake: named with what differs, the limit, and the way out. */
class SiteSetsTest {

    private static final double[] POSITIONS = {.1, .1, .1, .4, .5, .6, .8, .2, .7};
    private static final SiteNetwork SITES = sites(Cell.of(6, 0, 0, 0, 7, 0, 0, 0, 8), POSITIONS, "A", "B", "B");
    private static final int[] TWICE = {2, 0, 0, 0, 2, 0, 0, 0, 2};

    private static SiteNetwork sites(final Cell cell, final double[] x, final String... labels) {
        return SiteNetwork.of(cell, x, List.of(labels), SyntheticCrystal.LI);
    }

    private static String difference(final SiteNetwork other) {
        return SiteDifference.of(SITES, other).orElseThrow();
    }

    @Test
    void theSameSitesInACellThatIsABitLargerMayBeJoined() {
        final double[] moved = POSITIONS.clone();
        moved[3] += .04;
        moved[0] -= 1;
        assertEquals(Optional.empty(), SiteDifference.of(SITES, sites(Cell.of(6.1, 0, 0, .1, 7.1, 0, 0, 0, 8.2), moved, "A", "B", "B")));
    }

    @Test
    void whatDiffersIsNamedWithItsLimit() {
        assertEquals("there are 3 sites {A=1, B=2} and 2 sites {A=1, B=1}", difference(sites(SITES.cell(), new double[] {.1, .1, .1, .4, .5, .6}, "A", "B")));
        assertEquals("the sites are those of Li and of Na", difference(SiteNetwork.of(SITES.cell(), POSITIONS, List.of("A", "B", "B"), Element.of("Na"))));
        assertEquals("the cell edge b is 7.000 Å and 7.400 Å, 5.4 % apart; the limit is 3 %",
            difference(sites(Cell.of(6, 0, 0, 0, 7.4, 0, 0, 0, 8), POSITIONS, "A", "B", "B")));
        assertEquals("the cell angle between a and b is 90.0° and 86.3°; the limit is a difference of 2°",
            difference(sites(Cell.of(6, 0, 0, .45, 7, 0, 0, 0, 8), POSITIONS, "A", "B", "B")));
        assertEquals("site 2 is B.1 and A.2", difference(sites(SITES.cell(), POSITIONS, "A", "A", "B")));
        final double[] far = POSITIONS.clone();
        far[5] += .1;
        assertEquals("site 2, B.1, is 0.80 Å away from its place in the other one; the limit is 0.3 Å", difference(sites(SITES.cell(), far, "A", "B", "B")));
    }

    @Test
    void anotherOrderIsRecognized() {
        final double[] swapped = {.1, .1, .1, .8, .2, .7, .4, .5, .6};
        final String text = difference(sites(SITES.cell(), swapped, "A", "B", "B"));
        assertTrue(text.startsWith("site 2, B.1, is ") && text.endsWith("; they are the same sites in another order"), text);
        final double[] turned = {.4, .5, .6, .1, .1, .1, .8, .2, .7};
        assertEquals("site 1 is A and B.1; they are the same sites in another order", difference(sites(SITES.cell(), turned, "B", "A", "B")));
    }

    private static int[][][] path() {
        final int[][][] path = new int[2][8][4];
        for (int f = 4; f < 8; f++) {
            path[0][f] = new int[] {1, 0, 0, 0};
        }
        for (int f = 0; f < 8; f++) {
            path[1][f] = new int[] {0, 1, 1, f < 6 ? 0 : 1};
        }
        return path;
    }

    private static Trajectory named(final SyntheticCrystal crystal, final String name) {
        final Trajectory run = crystal.run(path());
        return RelabeledRun.of(run, RunInfo.continuous(name, 100).withTemperature(600));
    }

    private static SyntheticCrystal crystal() {
        return SyntheticCrystal.random(new Random(61), 2, 2.5, TWICE);
    }

    private static SyntheticCrystal stretched(final double factor) {
        final Structure unit = crystal().unitCell;
        final double[] rows = unit.cell().rows();
        for (int k = 0; k < 9; k++) {
            rows[k] *= factor;
        }
        final double[] x = unit.positions();
        for (int k = 0; k < x.length; k++) {
            x[k] *= factor;
        }
        return new SyntheticCrystal(unit.with(Cell.of(rows), x), TWICE);
    }

    private static JumpNetwork detect(final SiteNetwork sites, final Trajectory... runs) {
        return HopDetector.of(sites, HopOptions.defaults().withCoarseAllowed(true)).detect(SyntheticCrystal.set(runs), Progress.NONE);
    }

    @Test
    void runsOfDifferentCrystalsAreNamedBoth() {
        final String text = assertThrows(InputException.class,
            () -> detect(crystal().sites(), named(crystal(), "a.xyz"), named(stretched(1.3), "b.xyz"))).getMessage();
        assertTrue(text.contains("The runs 'a.xyz' and 'b.xyz' have no sites in common: the sites fit the cell of the first one. The cell of the run 'b.xyz' (")
            && text.contains("is strained by ") && text.contains("the limit is 10 %") && text.contains("with the sites of its own crystal"), text);
    }

    @Test
    void runsWithCellsThatDifferMoreThanByTemperatureAreWarnedOf() {
        final List<String> warnings = detect(crystal().sites(), named(crystal(), "a.xyz"), named(stretched(1.05), "b.xyz")).warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.startsWith("The runs 'a.xyz' and 'b.xyz' differ: in the cell of the sites the cell edge ")
            && w.contains("4.8 % apart; the limit is 3 %") && w.contains("detect the hops of each with its own sites")), warnings::toString);
        assertTrue(detect(crystal().sites(), named(crystal(), "a.xyz"), named(stretched(1.02), "b.xyz")).warnings().stream().noneMatch(w -> w.contains("differ:")));
    }

    /** The same crystal with its framework atoms in another order. */
    private static SyntheticCrystal shuffled() {
        final Structure unit = crystal().unitCell;
        final int[] si = unit.indices(SyntheticCrystal.SI);
        final int[] li = unit.indices(SyntheticCrystal.LI);
        return new SyntheticCrystal(unit.select(new int[] {li[0], li[1], si[1], si[0]}), TWICE);
    }

    @Test
    void anotherOrderOfTheFrameworkAtomsDoesNotMoveTheSites() {
        final SiteNetwork known = crystal().sites();
        // with and without a framework that the sites know
        for (final SiteNetwork sites : List.of(known, SiteNetwork.of(known.cell(), known.fractionalPositions(), List.of("A", "A"), SyntheticCrystal.LI))) {
            final SyntheticCrystal second = shuffled();
            second.rigidShift = new double[] {.3, -.2, .1};
            final JumpNetwork net = detect(sites, named(crystal(), "a.xyz"), named(second, "b.xyz"));
            for (int ion = 0; ion < 2; ion++) {
                assertArrayEquals(net.trajectories(0).get(ion).toFrames(), net.trajectories(1).get(ion).toFrames());
            }
            assertEquals(4, net.hops().size());
        }
    }

    @Test
    void frameworksThatDoNotLieOnEachOtherAreWarnedOf() {
        final Cell cell = Cell.of(9, 0, 0, 0, 9, 0, 0, 0, 9);
        final SyntheticCrystal a = new SyntheticCrystal(SyntheticCrystal.randomAtoms(new Random(5), cell, 5, 2.5), 1, 0, 0, 0, 1, 0, 0, 0, 1);
        final SyntheticCrystal b = new SyntheticCrystal(SyntheticCrystal.randomAtoms(new Random(6), cell, 5, 2.5), 1, 0, 0, 0, 1, 0, 0, 0, 1);
        final SiteNetwork sites = SiteNetwork.of(cell, a.sites().fractionalPositions(), List.of("A", "A", "A", "A", "A"), SyntheticCrystal.LI);
        final List<String> warnings = detect(sites, named(a, "a.xyz"), named(b, "b.xyz")).warnings();
        assertTrue(warnings.stream().anyMatch(w -> w.startsWith("The frameworks of the runs 'a.xyz' and 'b.xyz' do not lie on each other: an atom is ")
            && w.contains("the limit is 1.2 Å") && w.contains("detect the hops of each with its own sites")), warnings::toString);
    }

    @Test
    void sitesOfAnotherElementOrCrystalAreRefused() {
        final JumpNetwork source = detect(crystal().sites(), named(crystal(), "a.xyz"));
        final TrajectorySet other = SyntheticCrystal.set(named(stretched(1.3), "b.xyz"));
        assertEquals(2, SharedSites.of(source, SyntheticCrystal.LI, SyntheticCrystal.set(named(stretched(1.02), "c.xyz"))).size());
        final String element = assertThrows(InputException.class, () -> SharedSites.of(source, Element.of("Na"), other)).getMessage();
        assertTrue(element.contains("The sites of the connected jump network ('a.xyz') are those of Li, but the mobile element is Na. Connect a jump network of Na"), element);
        final String cell = assertThrows(InputException.class, () -> SharedSites.of(source, SyntheticCrystal.LI, other)).getMessage();
        assertTrue(cell.contains("The sites of the connected jump network ('a.xyz') are of another crystal than the run 'b.xyz'. The cell of the run 'b.xyz' (")
            && cell.contains("the limit is 10 %") && cell.contains("or disconnect 'Sites'"), cell);
        final String model = assertThrows(InputException.class, () -> SharedSites.requireSameCrystal(source, other.runs())).getMessage();
        assertTrue(model.contains("The trajectory 'b.xyz' is of another crystal than the hops of the model ('a.xyz'). ")
            && model.contains("Connect the trajectories in which the hops were detected."), model);
        assertEquals(List.of(), SharedSites.requireSameCrystal(source, List.of(named(crystal(), "a.xyz"))));
    }

    @Test
    void trajectoriesWithAnotherFrameworkAreWarnedOf() {
        final JumpNetwork si = detect(crystal().sites(), named(crystal(), "a.xyz"));
        final Structure unit = crystal().unitCell;
        final Structure ge = new Structure(unit.cell(), new int[] {3, 3, 32, 32}, unit.positions());
        final JumpNetwork source = new JumpNetwork(SiteNetwork.ofStructure(ge, SyntheticCrystal.LI, List.of()), si.options(), si.runHops(), List.of(), List.of());
        assertEquals(List.of("The framework of the trajectory 'b.xyz' is made of Si, that of the sites of the model ('a.xyz') of Ge: it may be another crystal. Connect"
            + " the trajectories in which the hops were detected."), SharedSites.requireSameCrystal(source, List.of(named(crystal(), "b.xyz"))));
    }
}

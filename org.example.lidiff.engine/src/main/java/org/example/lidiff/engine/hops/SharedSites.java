package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FrameStructures;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/** Whether the sites of one jump network and the runs of other trajectories are of one crystal. */
public final class SharedSites {

    private SharedSites() {
    }

    /**
     * The sites of {@code source}, for the hops of {@code mobile} in {@code set}.
     *
     * @throws InputException if they are sites of another element or of another crystal: which run, what differs, the limit
     */
    public static SiteNetwork of(final JumpNetwork source, final Element mobile, final TrajectorySet set) {
        final SiteNetwork sites = source.sites();
        if (sites.mobile() != mobile) {
            throw new InputException("The sites of the connected jump network (" + names(source) + ") are those of " + sites.mobile()
                + ", but the mobile element is " + mobile + ".", "Connect a jump network of " + mobile + ", or choose " + sites.mobile() + " as mobile element.");
        }
        for (final Trajectory run : set.runs()) {
            requireCell(sites, run, "The sites of the connected jump network (" + names(source) + ") are of another crystal than the run '"
                + run.info().source() + "'. ", "Connect a jump network of the same crystal, or disconnect 'Sites' and choose the sites in this node.");
        }
        return sites;
    }

    /**
     * Checks that runs are of the crystal of a network, for a comparison of both.
     *
     * @return warnings: runs whose framework has other elements
     * @throws InputException if the cell of a run is no supercell of that of the sites
     */
    public static List<String> requireSameCrystal(final JumpNetwork network, final Iterable<Trajectory> runs) {
        final List<String> warnings = new ArrayList<>();
        for (final Trajectory run : runs) {
            requireCell(network.sites(), run, "The trajectory '" + run.info().source() + "' is of another crystal than the hops of the model (" + names(network)
                + "). ", "Connect the trajectories in which the hops were detected.");
            compareFrameworks(network, run, warnings);
        }
        return warnings;
    }

    private static String names(final JumpNetwork network) {
        return network.runs().stream().map(NetworkRun::source).distinct().limit(3).map(s -> "'" + s + "'").collect(Collectors.joining(", "));
    }

    private static void requireCell(final SiteNetwork sites, final Trajectory run, final String start, final String wayOut) {
        final Cell cell = FrameStructures.of(run, 0).cell();
        try {
            SupercellMatch.of(sites.cell(), sites.supercellHint(), cell, run.info().source());
        } catch (final InputException e) {
            throw new InputException(start + e.summary(), wayOut);
        }
    }

    private static void compareFrameworks(final JumpNetwork network, final Trajectory run, final List<String> warnings) {
        if (network.sites().framework().isPresent()) {
            final Set<String> expected = elements(network.sites().framework().get().atomicNumbers(), network.sites().mobile());
            final Set<String> found = elements(run.atomicNumbers(), network.sites().mobile());
            if (!expected.equals(found)) {
                warnings.add("The framework of the trajectory '" + run.info().source() + "' is made of " + String.join(", ", found) + ", that of the sites of the model ("
                    + names(network) + ") of " + String.join(", ", expected) + ": it may be another crystal. Connect the trajectories in which the hops were"
                    + " detected.");
            }
        }
    }

    private static Set<String> elements(final int[] atomicNumbers, final Element mobile) {
        return IntStream.of(atomicNumbers).mapToObj(Element::of).filter(e -> e != mobile).map(Element::symbol).collect(Collectors.toCollection(TreeSet::new));
    }
}

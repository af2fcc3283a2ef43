package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.UnwrapOptions;

/**
 * Finds the hops of the mobile ions among known sites.
 *
 * <p>Each run is read twice: first for its mean cell and mean framework, which tell how the crystal lies on the sites and whether they
 * may be folded onto the unit cell; then for the hops. The drift of the framework is removed.
 */
public final class HopDetector {

    private final SiteNetwork sites;
    private final HopOptions options;
    private final Optional<PolyhedronOptions> polyhedra;

    private HopDetector(final SiteNetwork sites, final HopOptions options, final Optional<PolyhedronOptions> polyhedra) {
        this.sites = sites;
        this.options = options;
        this.polyhedra = polyhedra;
    }

    /** A detector for hops among {@code sites}; an ion belongs to the site nearest to it. */
    public static HopDetector of(final SiteNetwork sites, final HopOptions options) {
        return new HopDetector(sites, options.withKind(HopOptions.SiteKind.POINT), Optional.empty());
    }

    /** The same, but an ion belongs to a site when it is inside the polyhedron of framework atoms around it, as that is in each frame. */
    public HopDetector withPolyhedra(final PolyhedronOptions choice) {
        return new HopDetector(sites, options.withKind(HopOptions.SiteKind.POLYHEDRON), Optional.of(choice));
    }

    /**
     * Finds the hops in all runs of {@code set}.
     *
     * @throws InputException if a run is independent, has no frame interval, no mobile ion, or frames too far apart; or if it is not a
     *     simulation of the crystal with the sites
     */
    public JumpNetwork detect(final TrajectorySet set, final Progress progress) {
        checkRuns(set);
        final Progress throttled = Progress.throttled(progress);
        final UnwrapOptions unwrapping = UnwrapOptions.defaults().withCoarseSamplingAllowed(options.coarseAllowed());
        final List<String> notes = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        final int runs = set.runs().size();
        final List<RunAverage> averages = new ArrayList<>();
        for (int r = 0; r < runs; r++) {
            averages.add(RunAverage.of(set.runs().get(r), sites.mobile(), unwrapping, throttled.part(0.5 * r / runs, 0.5 * (r + 1) / runs)));
        }
        final CrystalRegistry registry = new CrystalRegistry(sites, averages, notes, warnings);
        final SiteFolding folding = SiteFolding.of(sites, registry, averages, options.folding(), notes);
        final SiteAssignment points = polyhedra.isPresent() ? null : SiteAssignment.of(folding.network());
        final double[] inverse = Matrices.inverse(folding.transform());
        final List<RunHops> found = new ArrayList<>();
        for (int r = 0; r < runs; r++) {
            final RunAverage a = averages.get(r);
            final double[] toNetwork = Matrices.real(Matrices.rounded(Matrices.product(Matrices.real(registry.supercell(r)), inverse)));
            final double[] shift = Matrices.times(registry.shiftOf(r), 0, inverse);
            final Assignment assignment = polyhedra.isPresent() ? polyhedra(a, folding.network(), toNetwork, shift, notes) : points;
            found.add(new RunDetection(a, folding.network(), assignment, options, toNetwork, shift).run(
                unwrapping.withDriftSpecies(RunAverage.frameworkSpecies(a.run().atomicNumbers(), sites.mobile())),
                throttled.part(0.5 + 0.5 * r / runs, 0.5 + 0.5 * (r + 1) / runs), warnings));
        }
        return new JumpNetwork(folding.network(), options, found, warnings, notes);
    }

    private Polyhedra polyhedra(final RunAverage average, final SiteNetwork network, final double[] toNetwork, final double[] shift,
        final List<String> notes) {
        final Polyhedra result = new Polyhedra(average, network, toNetwork, shift, polyhedra.orElseThrow());
        final String note = "Ions belong to polyhedra of the framework atoms in each frame, with these numbers of vertices: "
            + result.vertexNumbers().entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")) + ".";
        if (!notes.contains(note)) {
            notes.add(note);
        }
        return result;
    }

    static void checkRuns(final TrajectorySet set) {
        if (set.runs().isEmpty()) {
            throw new InputException("There is no run to detect hops in.", "Load at least one trajectory.");
        }
        for (final Trajectory t : set.runs()) {
            if (t.info().kind() == RunKind.INDEPENDENT) {
                throw new InputException("The run '" + t.info().source() + "' holds independent frames: there are no hops between them.",
                    "Use a molecular dynamics run, or load the files as continuous.");
            }
            if (!(t.info().frameIntervalFs() > 0)) {
                throw new InputException("The time between frames of the run '" + t.info().source() + "' is not known.",
                    "Set the time step when loading the files.");
            }
            if (t.frames() > Integer.MAX_VALUE) {
                throw new InputException("The run '" + t.info().source() + "' has " + t.frames() + " frames; the limit is " + Integer.MAX_VALUE + ".",
                    "Load it with a stride.");
            }
        }
    }
}

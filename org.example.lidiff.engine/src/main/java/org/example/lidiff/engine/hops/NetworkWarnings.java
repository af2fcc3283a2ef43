package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the user must know before trusting the numbers of a jump network. */
final class NetworkWarnings {

    private static final int FEW_HOPS = 100;
    private static final int FEW_ON_EDGE = 10;
    private static final int NAMES = 6;
    private static final int FEW_NAMES = 3;
    private static final int STEPS = 40;
    private static final double MOST_THROUGH = 0.05;
    private static final double MISSED = 0.05;

    private final JumpNetwork network;

    NetworkWarnings(final JumpNetwork network) {
        this.network = network;
    }

    List<String> list() {
        final List<String> list = new ArrayList<>();
        asManySitesAsIons(list);
        fewHops(list);
        missedHops(list);
        fewHopsOnEdges(list);
        neverVisited(list);
        disconnected(list);
        tooFast(list);
        throughCores(list);
        unassigned(list);
        altered(list);
        return list;
    }

    private static String format(final String text, final Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private void asManySitesAsIons(final List<String> list) {
        for (final NetworkRun r : network.options().kind() == HopOptions.SiteKind.ACCEPTOR ? List.<NetworkRun>of() : network.runs()) {
            final int sites = network.sites().size() * r.copies();
            if (r.ions() >= sites) {
                list.add(format("%s has %d ions on %d sites: without an empty site no vacancy-mediated hop can be seen.", r.source(), r.ions(), sites));
            }
        }
    }

    private void fewHops(final List<String> list) {
        final int hops = network.hops().size();
        if (hops == 0) {
            list.add(format("No hop was seen in %.4g ps of ion time: the mean hop rate of an ion is below %.3g per ps (95 %%).",
                network.hopRate().timeFs() / 1000, 1000 * network.hopRate().upper()));
        } else if (hops < FEW_HOPS) {
            list.add(format("Only %d hops were seen; %d or more are needed for rates with small errors.", hops, FEW_HOPS));
        }
    }

    // the corrected rates stand beside the plain ones: which to take is said where it matters
    private void missedHops(final List<String> list) {
        final RateEstimate plain = network.hopRate();
        final RateEstimate corrected = network.correctedHopRate();
        final double missed = 1 - plain.rate() / corrected.rate();
        if (plain.count() >= FEW_HOPS && missed > MISSED) {
            list.add(format("About %.0f %% of the hops fell between two frames, there and back, and were not seen: hops over time give rates that are too small by as "
                + "much. Take the corrected rates, or record frames more often.", 100 * missed));
        }
    }

    private void fewHopsOnEdges(final List<String> list) {
        final List<HopEdge> matter = edgesThatMatter();
        if (!matter.isEmpty()) {
            list.add(format("Fewer than %d hops were seen on %d edges without which sites would be cut off or a direction of diffusion missing: %s. "
                + "Diffusion across them is uncertain by a third or more.", FEW_ON_EDGE, matter.size(), matter.stream().limit(FEW_NAMES)
                .map(this::describe).collect(Collectors.joining(", ")) + (matter.size() > FEW_NAMES ? ", …" : "")));
        }
        final long few = network.edges().stream().filter(e -> e.count() < FEW_ON_EDGE).count();
        if (few > 0) {
            list.add(format("%d of %d edges have fewer than %d hops: their rates are uncertain by a third or more.", few, network.edges().size(),
                FEW_ON_EDGE));
        }
    }

    private String describe(final HopEdge e) {
        return format("%s to %s, %.2f Å (%d there, %d back)", network.sites().name(e.from()), network.sites().name(e.to()), e.distance(), e.count(), back(e));
    }

    private long back(final HopEdge e) {
        final int[] r = e.image();
        return network.edges().stream().filter(o -> o.from() == e.to() && o.to() == e.from() && o.image()[0] == -r[0] && o.image()[1] == -r[1]
            && o.image()[2] == -r[2]).mapToLong(HopEdge::count).sum();
    }

    /** Edges with few hops in both directions together that join groups of sites, or open a direction, when edges are added by falling number of hops. */
    private List<HopEdge> edgesThatMatter() {
        final Map<List<Integer>, Long> both = new HashMap<>();
        for (final HopEdge e : network.edges()) {
            both.merge(key(e), e.count(), Long::sum);
        }
        final List<HopEdge> edges = new ArrayList<>(network.edges());
        edges.sort(Comparator.<HopEdge>comparingLong(e -> -both.get(key(e))).thenComparingLong(e -> -e.count()));
        final PeriodicGroups groups = new PeriodicGroups(network.sites().size());
        final List<HopEdge> matter = new ArrayList<>();
        for (final HopEdge e : edges) {
            if (groups.join(e.from(), e.to(), e.image()) && both.get(key(e)) < FEW_ON_EDGE) {
                matter.add(e);
            }
        }
        return matter;
    }

    /** The same for both directions of an edge. */
    private static List<Integer> key(final HopEdge e) {
        final int[] r = e.image();
        final List<Integer> there = List.of(e.from(), e.to(), r[0], r[1], r[2]);
        final List<Integer> back = List.of(e.to(), e.from(), -r[0], -r[1], -r[2]);
        for (int k = 0; k < 5; k++) {
            if (!there.get(k).equals(back.get(k))) {
                return there.get(k) < back.get(k) ? there : back;
            }
        }
        return there;
    }

    /** Hops that lead straight through the core of a third site: it was visited between two frames. */
    private void throughCores(final List<String> list) {
        if (network.hops().size() == 0 || network.options().kind() != HopOptions.SiteKind.POINT) {
            return;
        }
        final SiteNetwork sites = network.sites();
        final SiteAssignment.Query query = SiteAssignment.of(sites).query();
        final double core = network.options().coreFraction() * network.options().coreFraction();
        long through = 0;
        for (final HopEdge e : network.edges()) {
            boolean hit = false;
            for (int n = 1; n < STEPS && !hit; n++) {
                final double[] x = new double[3];
                for (int a = 0; a < 3; a++) {
                    final double from = sites.fractional(e.from(), a);
                    x[a] = from + (sites.fractional(e.to(), a) + e.image()[a] - from) * n / STEPS;
                }
                query.nearest(x[0], x[1], x[2]);
                hit = query.squaredCoreFraction() < core && !isEnd(e, query);
            }
            through += hit ? e.count() : 0;
        }
        final double share = (double)through / network.hops().size();
        if (share > MOST_THROUGH) {
            list.add(format("%.0f %% of the hops lead straight through the core of a third site: the frames are too far apart for the cores. Store frames more "
                + "often, or use a smaller core radius.", 100 * share));
        }
    }

    private static boolean isEnd(final HopEdge e, final SiteAssignment.Query query) {
        final int[] r = e.image();
        final boolean first = query.site() == e.from() && query.image(0) == 0 && query.image(1) == 0 && query.image(2) == 0;
        return first || query.site() == e.to() && query.image(0) == r[0] && query.image(1) == r[1] && query.image(2) == r[2];
    }

    private void neverVisited(final List<String> list) {
        final int[] empty = network.siteStatistics().stream().filter(s -> s.timeFs() == 0).mapToInt(SiteStatistics::site).toArray();
        if (empty.length > 0) {
            list.add(format("%d of %d sites are never occupied: %s.", empty.length, network.sites().size(), names(empty)));
        }
    }

    private void disconnected(final List<String> list) {
        final List<int[]> groups = network.connectedSites().stream().filter(this::visited).toList();
        if (network.hops().size() > 0 && groups.size() > 1) {
            final String text = groups.stream().limit(NAMES).map(g -> "{" + names(g) + "}").collect(Collectors.joining(", "));
            list.add(format("The hops do not connect all visited sites; there are %d separate groups: %s%s.", groups.size(), text,
                groups.size() > NAMES ? ", …" : ""));
        }
    }

    private boolean visited(final int[] group) {
        for (final int i : group) {
            if (network.siteStatistics().get(i).timeFs() > 0) {
                return true;
            }
        }
        return false;
    }

    private void tooFast(final List<String> list) {
        for (int r = 0; r < network.runs().size(); r++) {
            final NetworkRun run = network.runs().get(r);
            long hops = 0;
            for (final var t : network.trajectories(r)) {
                for (int k = 1; k < t.stays(); k++) {
                    hops += Hops.isHop(t, k) ? 1 : 0;
                }
            }
            final double frames = (double)run.frames() * run.ions() / Math.max(1, hops);
            if (hops > 0 && frames < 5) {
                list.add(format("Ions of %s hop every %.1f frames: visits between frames are missed. The rates of counted hops are too "
                    + "low, and the corrected ones beside them are only rough. Store frames more often.", run.source(), frames));
            }
        }
    }

    private void unassigned(final List<String> list) {
        final AssignmentShares s = network.shares();
        if (s.unassigned() + s.outsideCores() > 0.5) {
            list.add(format("Ions spend %.0f %% of their time outside all site cores: sites may be missing, or the crystal may be shifted.",
                100 * (s.unassigned() + s.outsideCores())));
        }
    }

    private void altered(final List<String> list) {
        final String runs = network.runs().stream().filter(NetworkRun::dynamicsAltered).map(NetworkRun::source).distinct()
            .collect(Collectors.joining(", "));
        if (!runs.isEmpty()) {
            list.add("The thermostat of " + runs + " changes the dynamics: rates and diffusion are those of the friction too.");
        }
    }

    private String names(final int[] sites) {
        final StringBuilder text = new StringBuilder();
        for (int k = 0; k < Math.min(NAMES, sites.length); k++) {
            text.append(k == 0 ? "" : ", ").append(network.sites().name(sites[k]));
        }
        return text + (sites.length > NAMES ? ", … (" + sites.length + ")" : "");
    }
}

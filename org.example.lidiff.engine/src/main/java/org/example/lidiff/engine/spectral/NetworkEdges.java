package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.markov.EdgeRates;
import org.example.lidiff.engine.markov.JumpRates;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.markov.PeriodicMatrix;

/** The edges of a network with their rates and what each carries of the diffusion. Immutable. */
public final class NetworkEdges {

    private static final double MATTERS = 0.1;
    private static final int FEW = 10;

    /**
     * One edge, in one direction.
     *
     * @param from site number
     * @param to site number
     * @param image cells between them, three numbers
     * @param distance length, Å
     * @param hops hops seen
     * @param rate 1/fs, corrected for hops between frames; see {@link EdgeRates}
     * @param interval of the rate, 95 %
     * @param share part of D over all conducting directions, 0 … 1
     * @param axisShares part of the diffusion along x, y and z
     */
    public record Edge(int from, int to, int[] image, double distance, double hops, double rate, LogInterval interval, double share, double[] axisShares) { }

    /**
     * Edges between sites of the same two types and of the same length (0.2 Å): one kind of hop.
     *
     * @param from label
     * @param to label
     * @param distance mean length, Å
     * @param hops hops seen
     * @param timeFs time of all ions at sites of the first type
     * @param rate hops of this kind of an ion at such a site, 1/fs
     * @param interval of the rate, 95 %
     */
    public record Kind(String from, String to, double distance, double hops, double timeFs, double rate, LogInterval interval) {

        /** For tables: A → B 2.43 Å. */
        public String name() {
            return String.format(Locale.ROOT, "%s → %s, %.1f Å", from, to, distance);
        }
    }

    static final double SAME_LENGTH = 0.2;

    private final List<Edge> edges;
    private final List<Kind> kinds;
    private final List<String> warnings;

    private NetworkEdges(final List<Edge> edges, final List<Kind> kinds, final List<String> warnings) {
        this.edges = List.copyOf(edges);
        this.kinds = List.copyOf(kinds);
        this.warnings = List.copyOf(warnings);
    }

    /** The edges of the hops of {@code network}; edges out of the largest connected part carry nothing. */
    public static NetworkEdges of(final JumpNetwork network) {
        final EdgeRates rates = network.edgeRates();
        final JumpRates all = rates.rates();
        final NetworkGeometry geometry = NetworkModel.geometry(network.sites());
        final PeriodicMatrix hops = all.hops();
        final double[] r = hops.displacements(geometry.positions(), geometry.lattice());
        final double[][] shares = shares(all, geometry);
        final List<Edge> edges = new ArrayList<>();
        final List<String> weak = new ArrayList<>();
        for (int e = 0; e < hops.entries(); e++) {
            final Edge edge = new Edge(hops.from(e), hops.to(e), new int[]{hops.image(e, 0), hops.image(e, 1), hops.image(e, 2)},
                Math.sqrt(r[3 * e] * r[3 * e] + r[3 * e + 1] * r[3 * e + 1] + r[3 * e + 2] * r[3 * e + 2]), hops.value(e), rates.rate(e), rates.interval(e),
                shares[0][e], new double[]{shares[1][e], shares[2][e], shares[3][e]});
            edges.add(edge);
            if (edge.hops() < FEW && edge.share() >= MATTERS) {
                weak.add(String.format(Locale.ROOT, "%s → %s (%.0f hops, %.0f %% of D)", network.sites().name(edge.from()), network.sites().name(edge.to()), edge.hops(),
                    100 * edge.share()));
            }
        }
        edges.sort(Comparator.comparingDouble((Edge e) -> -e.share()).thenComparing(e -> -e.hops()).thenComparing(Edge::from).thenComparing(Edge::to));
        final List<String> warnings = weak.isEmpty() ? List.of() : List.of("Fewer than " + FEW + " hops were seen on edges that the diffusion coefficient hangs on: "
            + String.join(", ", weak.subList(0, Math.min(6, weak.size()))) + (weak.size() > 6 ? " and " + (weak.size() - 6) + " more" : "")
            + ". Its interval may be too narrow.");
        return new NetworkEdges(edges, kinds(network, rates, edges), warnings);
    }

    /** Shares of each entry of all hops: over all conducting directions, along x, y, z. */
    private static double[][] shares(final JumpRates all, final NetworkGeometry geometry) {
        final double[][] result = new double[4][all.hops().entries()];
        final JumpRates part = all.largestConnected();
        final NetworkDiffusion d = NetworkDiffusion.of(part, geometry);
        final PeriodicMatrix network = d.network();
        final double[][] own = {d.shares(), d.shares(1, 0, 0), d.shares(0, 1, 0), d.shares(0, 0, 1)};
        final int[] ids = part.stateIds();
        for (int e = 0; e < network.entries(); e++) {
            final int place = all.hops().find(ids[network.from(e)], ids[network.to(e)], network.image(e, 0), network.image(e, 1), network.image(e, 2));
            for (int k = 0; k < 4 && place >= 0; k++) {
                result[k][place] = own[k][e];
            }
        }
        return result;
    }

    private static List<Kind> kinds(final JumpNetwork network, final EdgeRates rates, final List<Edge> edges) {
        final SiteNetwork sites = network.sites();
        final double[] times = rates.rates().timesFs();
        final Map<String, Double> timeOf = new TreeMap<>();
        for (int i = 0; i < times.length; i++) {
            timeOf.merge(sites.label(i), times[i], Double::sum);
        }
        final Map<String, List<Edge>> pairs = new TreeMap<>();
        for (final Edge e : edges) {
            pairs.computeIfAbsent(pair(sites, e.from(), e.to()), k -> new ArrayList<>()).add(e);
        }
        final Map<String, List<Sum>> sums = new TreeMap<>();
        pairs.forEach((pair, list) -> {
            list.sort(Comparator.comparingDouble(Edge::distance));
            Sum open = null;
            for (final Edge e : list) {
                if (open == null || e.distance() - open.longest > SAME_LENGTH) {
                    open = new Sum(sites.label(e.from()), sites.label(e.to()), e.distance());
                    sums.computeIfAbsent(pair, k -> new ArrayList<>()).add(open);
                }
                open.add(e);
            }
        });
        rates.expectedHops((from, to, a, b, c, n) -> {
            final double[] r = sites.vector(from, to, a, b, c);
            final double length = Math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2]);
            sums.getOrDefault(pair(sites, from, to), List.of()).stream().filter(s -> s.holds(length)).findFirst().ifPresent(s -> s.happened += n);
        });
        final List<Kind> kinds = new ArrayList<>();
        sums.values().forEach(list -> list.forEach(s -> kinds.add(s.kind(timeOf.get(s.from)))));
        return kinds;
    }

    private static String pair(final SiteNetwork sites, final int from, final int to) {
        return sites.label(from) + "\n" + sites.label(to);
    }

    /** One kind of hop as it grows. */
    private static final class Sum {

        private final String from;
        private final String to;
        private final double shortest;
        private double longest;
        private double hops;
        private double length;
        private double happened;

        Sum(final String from, final String to, final double shortest) {
            this.from = from;
            this.to = to;
            this.shortest = shortest;
        }

        void add(final Edge e) {
            longest = e.distance();
            hops += e.hops();
            length += e.hops() * e.distance();
        }

        boolean holds(final double distance) {
            return distance >= shortest - SAME_LENGTH / 2 && distance <= longest + SAME_LENGTH / 2;
        }

        Kind kind(final double timeFs) {
            final double[] plain = JumpRates.rateInterval(hops, timeFs, 0.95);
            // The correction for hops between frames is known far better than the number of hops.
            final double gain = Math.max(0, happened / hops);
            return new Kind(from, to, length / hops, hops, timeFs, gain * hops / timeFs, new LogInterval(gain * plain[0], gain * plain[1]));
        }
    }

    /** All edges, those that carry most of D first. */
    public List<Edge> edges() {
        return edges;
    }

    /** Kinds of hops, by label. */
    public List<Kind> kinds() {
        return kinds;
    }

    /** Edges that matter and were seldom used. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }
}

package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.markov.EdgeRates;

/**
 * All hops from the sites of one type to those of another.
 *
 * @param from label of the sites left
 * @param to label of the sites entered
 * @param meanDistance mean length of the hops in Å, NaN without hops
 * @param rate hops over all the time that ions spent on sites of the first type: per ion there
 * @param corrected the rate corrected for hops between frames
 */
public record TypeRate(String from, String to, double meanDistance, RateEstimate rate, RateEstimate corrected) {

    /** One for each ordered pair of types with hops or, without any, between which none was seen although the first type was visited. */
    static List<TypeRate> of(final JumpNetwork network) {
        final SiteNetwork sites = network.sites();
        final EdgeRates rates = network.edgeRates();
        final Map<String, Double> times = new LinkedHashMap<>();
        final Map<String, Double> watched = new LinkedHashMap<>();
        sites.types().keySet().forEach(l -> times.put(l, 0.0));
        for (final SiteStatistics s : network.siteStatistics()) {
            times.merge(sites.label(s.site()), s.timeFs(), Double::sum);
            watched.merge(sites.label(s.site()), rates.rates().timesFs(s.site()), Double::sum);
        }
        final Map<List<String>, double[]> sums = new LinkedHashMap<>();
        for (final String a : times.keySet()) {
            for (final String b : times.keySet()) {
                sums.put(List.of(a, b), new double[3]);
            }
        }
        for (final HopEdge edge : network.edges()) {
            final double[] s = sums.get(List.of(sites.label(edge.from()), sites.label(edge.to())));
            s[0] += edge.count();
            s[1] += edge.count() * edge.distance();
        }
        rates.expectedHops((from, to, a, b, c, n) -> sums.get(List.of(sites.label(from), sites.label(to)))[2] += n);
        final List<TypeRate> list = new ArrayList<>();
        sums.forEach((types, s) -> {
            if (s[0] > 0 || times.get(types.get(0)) > 0) {
                list.add(new TypeRate(types.get(0), types.get(1), s[0] > 0 ? s[1] / s[0] : Double.NaN,
                    RateEstimate.of((long)s[0], times.get(types.get(0))), RateEstimate.corrected((long)s[0], s[2], watched.get(types.get(0)))));
            }
        });
        return List.copyOf(list);
    }
}

package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.example.lidiff.engine.diffusion.Arrhenius;
import org.example.lidiff.engine.markov.LogInterval;

/**
 * Activation of one quantity of a network over temperatures.
 *
 * @param quantity D from the network, or a kind of hop
 * @param unit of its values
 * @param points temperature (K), value, lower and upper end of its interval
 * @param fit the straight line; empty with fewer than two usable temperatures
 * @param remark why there is no fit, or what makes it doubtful; empty when there is nothing to say
 */
public record NetworkArrhenius(String quantity, String unit, List<double[]> points, Optional<Arrhenius> fit, String remark) {

    private static final double NORMAL = 1.959964;
    private static final int FEWEST_HOPS = 3;

    /** What was measured at one temperature. */
    public record AtTemperature(double temperatureK, NetworkTransport transport, NetworkEdges edges) { }

    /**
     * Activation of D and of each kind of hop that was seen at two temperatures or more.
     *
     * @param temperatures in any order; those that are unknown are left out
     */
    public static List<NetworkArrhenius> of(final List<AtTemperature> temperatures) {
        final List<AtTemperature> known = temperatures.stream().filter(t -> t.temperatureK() > 0).toList();
        final List<double[]> diffusion = new ArrayList<>();
        final Map<String, List<double[]>> kinds = new LinkedHashMap<>();
        for (final AtTemperature t : known) {
            final LogInterval i = t.transport().modelInterval().orElse(LogInterval.NONE).times(NetworkDiffusion.SQUARE_METERS_PER_SECOND);
            if (t.transport().fromModel().conductingDirections() > 0) {
                diffusion.add(new double[]{t.temperatureK(), NetworkDiffusion.SQUARE_METERS_PER_SECOND * t.transport().fromModel().scalar(), i.lower(), i.upper()});
            }
            for (final NetworkEdges.Kind k : t.edges().kinds()) {
                if (k.hops() >= FEWEST_HOPS && k.interval().lower() > 0) {
                    // the cell expands: lengths are told apart to whole Å between temperatures
                    kinds.computeIfAbsent(String.format(Locale.ROOT, "%s → %s, %.0f Å", k.from(), k.to(), k.distance()), n -> new ArrayList<>())
                        .add(new double[]{t.temperatureK(), 1e3 * k.rate(), 1e3 * k.interval().lower(), 1e3 * k.interval().upper()});
                }
            }
        }
        final List<NetworkArrhenius> list = new ArrayList<>();
        list.add(fitted("D from the network", "m²/s", diffusion));
        kinds.forEach((name, points) -> {
            if (points.stream().mapToDouble(p -> p[0]).distinct().count() == points.size() && points.size() > 1) {
                list.add(fitted("Rate " + name, "1/ps", points));
            }
        });
        return list;
    }

    private static NetworkArrhenius fitted(final String quantity, final String unit, final List<double[]> points) {
        final List<Arrhenius.Point> usable = points.stream().filter(p -> p[1] > 0 && p[2] > 0 && p[3] > p[2])
            .map(p -> new Arrhenius.Point(p[0], Math.log(p[1]), Math.log(p[3] / p[2]) / 2 / NORMAL)).toList();
        if (usable.size() < 2) {
            return new NetworkArrhenius(quantity, unit, List.copyOf(points), Optional.empty(),
                "No activation energy: two temperatures with intervals are needed, there " + (usable.size() == 1 ? "is 1." : "are none."));
        }
        final Arrhenius fit = Arrhenius.fit(usable);
        return new NetworkArrhenius(quantity, unit, List.copyOf(points), Optional.of(fit), String.join(" ", fit.warnings()));
    }
}

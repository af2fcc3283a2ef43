package org.example.lidiff.engine.spectral;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
        for (final AtTemperature t : known) {
            final LogInterval i = t.transport().modelInterval().orElse(LogInterval.NONE).times(NetworkDiffusion.SQUARE_METERS_PER_SECOND);
            if (t.transport().fromModel().conductingDirections() > 0) {
                diffusion.add(new double[]{t.temperatureK(), NetworkDiffusion.SQUARE_METERS_PER_SECOND * t.transport().fromModel().scalar(), i.lower(), i.upper()});
            }
        }
        final List<NetworkArrhenius> list = new ArrayList<>();
        list.add(fitted("D from the network", "m²/s", diffusion));
        list.addAll(ofKinds(known.stream().mapToDouble(AtTemperature::temperatureK).toArray(), known.stream().map(t -> t.edges().kinds()).toList()));
        return list;
    }

    /** Those of the kinds of hops that were seen at two temperatures or more. */
    static List<NetworkArrhenius> ofKinds(final double[] kelvin, final List<List<NetworkEdges.Kind>> kinds) {
        final List<Lineage> lineages = new ArrayList<>();
        for (int t = 0; t < kelvin.length; t++) {
            for (final NetworkEdges.Kind k : kinds.get(t)) {
                if (k.hops() >= FEWEST_HOPS && k.interval().lower() > 0) {
                    lineage(lineages, k).points.add(new double[]{kelvin[t], 1e3 * k.rate(), 1e3 * k.interval().lower(), 1e3 * k.interval().upper()});
                }
            }
        }
        final List<NetworkArrhenius> list = new ArrayList<>();
        for (final Lineage k : lineages) {
            if (k.points.stream().mapToDouble(p -> p[0]).distinct().count() == k.points.size() && k.points.size() > 1) {
                final boolean alone = lineages.stream().filter(o -> o.name(0).equals(k.name(0))).count() == 1;
                list.add(fitted("Rate " + k.name(alone ? 0 : 1), "1/ps", k.points));
            }
        }
        return list;
    }

    /** One kind of hop through the temperatures. */
    private static final class Lineage {
        private final NetworkEdges.Kind first;
        private final List<double[]> points = new ArrayList<>();

        Lineage(final NetworkEdges.Kind first) {
            this.first = first;
        }

        boolean isOf(final NetworkEdges.Kind k) {
            // kinds of one temperature differ by more than twice as much; the cell expands by less between temperatures
            return first.from().equals(k.from()) && first.to().equals(k.to()) && Math.abs(first.distance() - k.distance()) < NetworkEdges.SAME_LENGTH / 2;
        }

        String name(final int decimals) {
            return String.format(Locale.ROOT, "%s → %s, %." + decimals + "f Å", first.from(), first.to(), first.distance());
        }
    }

    private static Lineage lineage(final List<Lineage> kinds, final NetworkEdges.Kind kind) {
        return kinds.stream().filter(l -> l.isOf(kind)).findFirst().orElseGet(() -> {
            final Lineage next = new Lineage(kind);
            kinds.add(next);
            return next;
        });
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

package org.example.lidiff.engine.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.example.lidiff.engine.hops.CoreSensitivity;
import org.example.lidiff.engine.hops.HopEdge;
import org.example.lidiff.engine.hops.Hops;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.NetworkRun;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.hops.SiteStatistics;
import org.example.lidiff.engine.report.Axis;
import org.example.lidiff.engine.report.Figure;
import org.example.lidiff.engine.report.FigureBuilder;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.Scene;
import org.example.lidiff.engine.report.SceneBuilder;
import org.example.lidiff.engine.report.SeriesKind;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.structure.Units;

/** What a jump network looks like: sites and hops in the crystal, hops in time, rates, and how sure the count is. */
public final class HopFigures {

    private static final int MOST_EDGES = 2000;

    private HopFigures() {
    }

    /** All pictures of {@code network}. */
    public static List<Picture> of(final JumpNetwork network) {
        final List<Picture> pictures = new ArrayList<>();
        pictures.add(scene(network));
        pictures.add(hopsInTime(network));
        final List<HopEdge> edges = network.edges();
        if (!edges.isEmpty()) {
            pictures.add(ratesByDistance(edges));
        }
        pictures.add(sensitivity(network));
        return pictures;
    }

    private static Scene scene(final JumpNetwork network) {
        final SiteNetwork sites = network.sites();
        final SceneBuilder scene = Scene.builder("sites-and-hops")
            .title("Sites of " + sites.mobile().symbol() + " and the hops between them").cell(sites.cell().rows())
            .legend("Occupancy", "");
        sites.framework().ifPresent(f -> addAtoms(scene, f, sites.cell()));
        final double[][] at = new double[sites.size()][];
        for (final SiteStatistics s : network.siteStatistics()) {
            at[s.site()] = CrystalScene.position(sites, s.site());
            final double[] x = at[s.site()];
            scene.site(new Scene.Site(new Scene.Point(x[0], x[1], x[2]), sites.name(s.site()), s.occupancy(), s.occupancy()));
        }
        final List<HopEdge> edges = network.edges();
        final long most = edges.stream().mapToLong(HopEdge::count).max().orElse(1);
        edges.stream().sorted((a, b) -> Long.compare(b.count(), a.count())).limit(MOST_EDGES)
            .forEach(e -> scene.edge(edge(sites, at, e, most)));
        if (edges.size() > MOST_EDGES) {
            scene.note("Only the " + MOST_EDGES + " most frequent of " + edges.size() + " kinds of hops are drawn.");
        }
        scene.note("A tube joins two sites between which hops were seen; it is thicker where there were more of them. "
            + network.hops().size() + " hops in all.");
        network.notes().forEach(scene::note);
        return scene.build();
    }

    private static Scene.Edge edge(final SiteNetwork sites, final double[][] at, final HopEdge e, final long most) {
        final double[] a = at[e.from()];
        final double[] d = e.vector();
        final double width = 0.3 + 0.7 * Math.log1p(e.count()) / Math.log1p(most);
        return new Scene.Edge(new Scene.Point(a[0], a[1], a[2]), new Scene.Point(a[0] + d[0], a[1] + d[1], a[2] + d[2]), width,
            e.rate().rate() * Units.PICOSECOND, String.format(Locale.ROOT, "%s → %s, %.2f Å: %d hops", sites.name(e.from()),
                sites.name(e.to()), e.distance(), e.count()));
    }

    private static void addAtoms(final SceneBuilder scene, final Structure framework, final Cell cell) {
        final double[] f = framework.fractionalPositions();
        for (int i = 0; i < framework.size(); i++) {
            final double[] x = {CrystalScene.wrap(f[3 * i]), CrystalScene.wrap(f[3 * i + 1]), CrystalScene.wrap(f[3 * i + 2])};
            cell.toCartesian(x, 0, x, 0);
            scene.atom(framework.element(i).symbol(), x[0], x[1], x[2]);
        }
    }

    private static Figure hopsInTime(final JumpNetwork network) {
        final FigureBuilder figure = Figure.builder("hops-in-time").title("Hops counted up to a time")
            .x(Axis.linear("Time", "ps")).y(Axis.dimensionless("Number of hops"));
        final Hops hops = network.hops();
        for (int r = 0; r < network.runs().size(); r++) {
            final NetworkRun run = network.runs().get(r);
            final double end = run.timeFs() / Units.PICOSECOND;
            final int run0 = r;
            final double[] times = IntStream.range(0, hops.size()).filter(h -> hops.run(h) == run0)
                .mapToDouble(h -> hops.timeFs(h) / Units.PICOSECOND).sorted().toArray();
            final double[] x = new double[times.length + 2];
            final double[] y = new double[times.length + 2];
            for (int h = 0; h < times.length; h++) {
                x[h + 1] = times[h];
                y[h + 1] = h + 1;
            }
            x[times.length + 1] = end;
            y[times.length + 1] = times.length;
            figure.line("Run " + (r + 1) + temperature(run), x, y);
        }
        return figure.note("A straight line means a steady rate; steps show bursts of hops.").build();
    }

    private static String temperature(final NetworkRun run) {
        return Double.isNaN(run.temperatureK()) ? "" : String.format(Locale.ROOT, ", %.0f K", run.temperatureK());
    }

    private static Figure ratesByDistance(final List<HopEdge> edges) {
        final int n = edges.size();
        final double[] x = new double[n];
        final double[] y = new double[n];
        final double[] low = new double[n];
        final double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            final HopEdge e = edges.get(i);
            x[i] = e.distance();
            y[i] = e.rate().rate() * Units.PICOSECOND;
            low[i] = e.rate().lower() * Units.PICOSECOND;
            high[i] = e.rate().upper() * Units.PICOSECOND;
        }
        return Figure.builder("rates-by-distance").title("Rate of each kind of hop against its length").x(Axis.linear("Hop length", "Å"))
            .y(Axis.log("Rate", "1/ps")).points("Hops from site to site", x, y).errorBars(low, high)
            .note("Bars: 95 % interval from the number of hops and the time spent in the site.").build();
    }

    private static Figure sensitivity(final JumpNetwork network) {
        final List<CoreSensitivity> s = network.sensitivity().stream().filter(c -> Double.isFinite(c.coreFraction())).toList();
        final double[] x = s.stream().mapToDouble(CoreSensitivity::coreFraction).toArray();
        final double[] y = s.stream().mapToDouble(CoreSensitivity::hops).toArray();
        final FigureBuilder figure = Figure.builder("core-sensitivity").title("How the number of hops depends on the core radius")
            .x(Axis.dimensionless("Core radius / distance to the face between sites")).y(Axis.dimensionless("Number of hops"))
            .series("Hops", SeriesKind.LINE_POINTS, x, y)
            .vertical(network.options().coreFraction(), "chosen");
        network.sensitivity().stream().filter(c -> Double.isInfinite(c.coreFraction())).findFirst().ifPresent(c -> figure
            .note("Without cores, every crossing of a face between two sites counts: " + c.hops() + " hops, most of them recrossings."));
        return figure.note("A flat curve means that the count does not hang on the choice.").build();
    }
}

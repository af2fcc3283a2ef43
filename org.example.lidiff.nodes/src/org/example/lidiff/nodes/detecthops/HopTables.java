package org.example.lidiff.nodes.detecthops;

import java.util.List;
import java.util.Map;

import org.example.lidiff.engine.hops.CoreSensitivity;
import org.example.lidiff.engine.hops.HopEdge;
import org.example.lidiff.engine.hops.HopStatistics;
import org.example.lidiff.engine.hops.Hops;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.hops.ResidenceSensitivity;
import org.example.lidiff.engine.hops.ResidenceTimes;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.hops.SiteStatistics;
import org.example.lidiff.engine.hops.TypeRate;
import org.example.lidiff.engine.hops.Vacancies;
import org.example.lidiff.engine.hops.VehicleMotion;
import org.example.lidiff.nodes.common.TableSchema;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The tables of Detect Hops. */
final class HopTables {

    static final TableSchema HOPS = TableSchema.create().text("Run").whole("Ion").number("Time (ps)").text("From").text("To")
        .whole("Image a").whole("Image b").whole("Image c").number("Displacement x (Å)").number("Displacement y (Å)")
        .number("Displacement z (Å)").number("Distance (Å)");

    static final TableSchema SITES = TableSchema.create().number("Temperature (K)").text("Site").text("Type").number("a (fractional)")
        .number("b (fractional)").number("c (fractional)").number("Occupancy").number("Occupancy error").number("Time empty (%)")
        .number("Time with two or more ions (%)").number("Time (ps)").whole("Hops out").number("Exit rate (1/ps)")
        .number("Exit rate, lower (1/ps)").number("Exit rate, upper (1/ps)").number("Corrected exit rate (1/ps)")
        .number("Corrected exit rate, lower (1/ps)").number("Corrected exit rate, upper (1/ps)");

    static final TableSchema RATES = TableSchema.create().number("Temperature (K)").text("From").text("To").whole("Image a").whole("Image b")
        .whole("Image c").number("Distance (Å)").whole("Hops").number("Rate (1/ps)").number("Rate, lower (1/ps)")
        .number("Rate, upper (1/ps)").number("Corrected rate (1/ps)").number("Corrected rate, lower (1/ps)").number("Corrected rate, upper (1/ps)");

    static final TableSchema SUMMARY = TableSchema.create().number("Temperature (K)").text("Quantity").number("Value").number("Lower (95 %)")
        .number("Upper (95 %)").text("Unit").text("Remark");

    static final TableSchema TYPE_RATES = TableSchema.create().number("Temperature (K)").text("From type").text("To type").whole("Hops")
        .number("Mean distance (Å)").number("Time (ps)").number("Rate (1/ps)").number("Rate, lower (1/ps)").number("Rate, upper (1/ps)")
        .number("Effective barrier (eV)").number("Effective barrier, lower (eV)").number("Effective barrier, upper (eV)")
        .number("Corrected rate (1/ps)").number("Corrected rate, lower (1/ps)").number("Corrected rate, upper (1/ps)");

    static final TableSchema RESIDENCE = TableSchema.create().number("Temperature (K)").text("Type").number("Time (ps)").number("Longer stays (%)")
        .number("Longer stays error (%)").whole("Stays").whole("Stays cut off");

    static final TableSchema RECROSSING = TableSchema.create().number("Temperature (K)").number("Core radius (fraction)")
        .number("Minimum residence time (ps)").whole("Hops");

    static final TableSchema STRINGS = TableSchema.create().number("Temperature (K)").text("Run").whole("String").number("Time (ps)").whole("Ion")
        .text("From").text("To").whole("Hops in the string");

    static final TableSchema PATHS = TableSchema.create().number("Temperature (K)").text("Run").whole("Vacancy").number("Start (ps)").number("End (ps)")
        .text("From").text("To").whole("Moves").number("Displacement x (Å)").number("Displacement y (Å)").number("Displacement z (Å)");

    static final TableSchema CLUSTERS = TableSchema.create().number("Temperature (K)").text("Run").number("Time (ps)").whole("Vacancies").whole("Clusters")
        .whole("Largest cluster").whole("Sites with two or more ions");

    static final TableSchema MOTION = TableSchema.create().number("Time (ps)").whole("Windows").number("Both (Å²)").number("Both error (Å²)")
        .number("Vehicle (Å²)").number("Vehicle error (Å²)").number("Structural (Å²)").number("Structural error (Å²)").number("Cross term (Å²)");

    private HopTables() {
    }

    static BufferedDataTable hops(final JumpNetwork network, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = HOPS.rows(exec);
        final Hops hops = network.hops();
        for (int h = 0; h < hops.size(); h++) {
            final double[] d = hops.displacement(h);
            rows.add(run(hops.run(h)), hops.ion(h) + 1, hops.timeFs(h) / 1000, network.sites().name(hops.from(h)),
                network.sites().name(hops.to(h)), hops.image(h, 0), hops.image(h, 1), hops.image(h, 2), d[0], d[1], d[2],
                hops.distance(h));
        }
        return rows.close();
    }

    private static String run(final int index) {
        return "Run " + (index + 1);
    }

    static BufferedDataTable sites(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = SITES.rows(exec);
        for (final HopStatistics t : all) {
            final SiteNetwork sites = t.network().sites();
            for (final SiteStatistics s : t.network().siteStatistics()) {
                rows.add(t.temperatureK(), sites.name(s.site()), sites.label(s.site()), sites.fractional(s.site(), 0), sites.fractional(s.site(), 1),
                    sites.fractional(s.site(), 2), s.occupancy(), s.occupancyError(), 100 * s.emptyShare(), 100 * s.multipleShare(),
                    s.timeFs() / 1000, s.exit().count(), 1000 * s.exit().rate(), 1000 * s.exit().lower(), 1000 * s.exit().upper(),
                    1000 * s.corrected().rate(), 1000 * s.corrected().lower(), 1000 * s.corrected().upper());
            }
        }
        return rows.close();
    }

    static BufferedDataTable rates(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = RATES.rows(exec);
        for (final HopStatistics t : all) {
            for (final HopEdge e : t.network().edges()) {
                final int[] r = e.image();
                rows.add(t.temperatureK(), t.network().sites().name(e.from()), t.network().sites().name(e.to()), r[0], r[1], r[2], e.distance(),
                    e.count(), 1000 * e.rate().rate(), 1000 * e.rate().lower(), 1000 * e.rate().upper(), 1000 * e.corrected().rate(),
                    1000 * e.corrected().lower(), 1000 * e.corrected().upper());
            }
        }
        return rows.close();
    }

    static BufferedDataTable summary(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = SUMMARY.rows(exec);
        for (final HopStatistics t : all) {
            for (final HopStatistics.Quantity q : t.quantities()) {
                rows.add(t.temperatureK(), q.name(), q.value(), q.lower(), q.upper(), q.unit(), q.remark());
            }
        }
        return rows.close();
    }

    static BufferedDataTable typeRates(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = TYPE_RATES.rows(exec);
        for (final HopStatistics t : all) {
            for (final TypeRate r : t.network().typeRates()) {
                final double[] barrier = t.barrier(r.rate());
                rows.add(t.temperatureK(), r.from(), r.to(), r.rate().count(), r.meanDistance(), r.rate().timeFs() / 1000, 1000 * r.rate().rate(),
                    1000 * r.rate().lower(), 1000 * r.rate().upper(), part(barrier, 0), part(barrier, 1), part(barrier, 2),
                    1000 * r.corrected().rate(), 1000 * r.corrected().lower(), 1000 * r.corrected().upper());
            }
        }
        return rows.close();
    }

    private static double part(final double[] values, final int k) {
        return values == null ? Double.NaN : values[k];
    }

    static BufferedDataTable residence(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = RESIDENCE.rows(exec);
        for (final HopStatistics t : all) {
            for (final Map.Entry<String, ResidenceTimes> e : t.residence().entrySet()) {
                final ResidenceTimes r = e.getValue();
                final double[] times = r.timesFs();
                final double[] survival = r.survival();
                final double[] errors = r.errors();
                for (int k = 0; k < times.length; k++) {
                    rows.add(t.temperatureK(), e.getKey().isEmpty() ? "all" : e.getKey(), times[k] / 1000, 100 * survival[k], 100 * errors[k], r.stays(),
                        r.censored());
                }
            }
        }
        return rows.close();
    }

    static BufferedDataTable recrossing(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = RECROSSING.rows(exec);
        for (final HopStatistics t : all) {
            for (final CoreSensitivity s : t.network().sensitivity()) {
                // without cores: every crossing of a face
                rows.add(t.temperatureK(), Double.isInfinite(s.coreFraction()) ? Double.NaN : s.coreFraction(), 0.0, s.hops());
            }
            for (final ResidenceSensitivity s : t.network().residenceSensitivity()) {
                rows.add(t.temperatureK(), t.network().options().coreFraction(), s.minimumResidenceFs() / 1000, s.hops());
            }
        }
        return rows.close();
    }

    static BufferedDataTable strings(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = STRINGS.rows(exec);
        for (final HopStatistics t : all) {
            final Hops hops = t.network().hops();
            int number = 0;
            for (final int[] string : t.strings().strings()) {
                number++;
                for (final int h : string) {
                    rows.add(t.temperatureK(), run(t.runs().get(hops.run(h))), number, hops.timeFs(h) / 1000, hops.ion(h) + 1, t.network().sites().name(hops.from(h)),
                        t.network().sites().name(hops.to(h)), string.length);
                }
            }
        }
        return rows.close();
    }

    static BufferedDataTable paths(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = PATHS.rows(exec);
        for (final HopStatistics t : all) {
            if (t.vacancies().isPresent()) {
                int number = 0;
                for (final Vacancies.Path p : t.vacancies().get().paths()) {
                    final double[] d = p.displacement();
                    rows.add(t.temperatureK(), run(t.runs().get(p.run())), ++number, p.startFs() / 1000, p.endFs() / 1000, t.network().sites().name(p.from()),
                        t.network().sites().name(p.to()), p.moves(), d[0], d[1], d[2]);
                }
            }
        }
        return rows.close();
    }

    static BufferedDataTable clusters(final List<HopStatistics> all, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = CLUSTERS.rows(exec);
        for (final HopStatistics t : all) {
            if (t.vacancies().isPresent()) {
                for (final Vacancies.Census c : t.vacancies().get().census()) {
                    rows.add(t.temperatureK(), run(t.runs().get(c.run())), c.timeFs() / 1000, c.vacancies(), c.clusters(), c.largest(), c.shared());
                }
            }
        }
        return rows.close();
    }

    static BufferedDataTable motion(final VehicleMotion m, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = MOTION.rows(exec);
        for (int k = 0; m != null && k < m.size(); k++) {
            rows.add(m.timesFs()[k] / 1000, m.windows()[k], m.total()[k], m.totalError()[k], m.vehicle()[k], m.vehicleError()[k], m.structural()[k],
                m.structuralError()[k], m.cross()[k]);
        }
        return rows.close();
    }
}

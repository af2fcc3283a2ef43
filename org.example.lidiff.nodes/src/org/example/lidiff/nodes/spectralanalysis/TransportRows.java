package org.example.lidiff.nodes.spectralanalysis;

import java.util.Locale;

import org.example.lidiff.engine.diffusion.Arrhenius;
import org.example.lidiff.engine.diffusion.Conductivity;
import org.example.lidiff.engine.markov.LogInterval;
import org.example.lidiff.engine.spectral.NetworkArrhenius;
import org.example.lidiff.engine.spectral.NetworkDiffusion;
import org.example.lidiff.engine.spectral.NetworkTransport;
import org.example.lidiff.engine.spectral.TrajectoryTransport;
import org.example.lidiff.engine.spectral.TransportComparison;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.nodes.common.TableSchema;
import org.knime.core.node.CanceledExecutionException;

/** The transport table: one row a quantity, with its interval and unit. */
final class TransportRows {

    static final TableSchema SCHEMA = TableSchema.create().number("Temperature (K)").text("Quantity").number("Value")
        .number("Lower (95 %)").number("Upper (95 %)").text("Unit").text("Remark");

    private static final String[] AXES = {"x", "y", "z"};
    private static final double SI = NetworkDiffusion.SQUARE_METERS_PER_SECOND;
    private static final String UNIT = "m²/s";

    private final TableSchema.Rows m_rows;
    private final double m_temperatureK;

    TransportRows(final TableSchema.Rows rows, final double temperatureK) {
        m_rows = rows;
        m_temperatureK = temperatureK;
    }

    void add(final NetworkTransport t) throws CanceledExecutionException {
        final NetworkDiffusion d = t.fromModel();
        row("Lag time of the model", t.lagTimeFs() / Units.PICOSECOND, null, "ps", "");
        row("Vibration", t.vibration(), null, "Å²", "part of the mean squared displacement that is no diffusion");
        if (d.conductingDirections() == 0) {
            row("D from the network", Double.NaN, null, UNIT, "none: the connected sites form a cage, no direction conducts");
        } else {
            addModel(t, d);
        }
        final NetworkDiffusion r = t.fromRates();
        if (r.conductingDirections() == 0) {
            row("D from hop rates", Double.NaN, null, UNIT, "none: the sites connected by hops there and back form a cage");
        } else {
            row("D from hop rates", SI * r.scalar(), scaled(t.rateInterval()), UNIT, "lag time to zero; too large when ions hop back at once");
            row("D without correlation", SI * t.uncorrelated(), null, UNIT,
                "half the sum of rate times squared length; corrected for hops there and back between two frames");
            row("Correlation factor", t.correlationFactor(), scaled(t.correlationInterval(), 1), "1",
                "D from hop rates / D without correlation, of the network");
        }
    }

    private void addModel(final NetworkTransport t, final NetworkDiffusion d) throws CanceledExecutionException {
        row("D from the network", SI * d.scalar(), scaled(t.modelInterval().orElse(null)), UNIT,
            "Markov model, mean over " + d.conductingDirections() + " conducting directions");
        row("D from the network", SI * Units.M2_IN_CM2 * d.scalar(), scaled(t.modelInterval().orElse(null), SI * Units.M2_IN_CM2), "cm²/s",
            "the same");
        final double[] tensor = d.tensor();
        final double[] half = t.modelTensorHalfInterval().orElse(null);
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                final int k = 3 * i + j;
                row("D" + AXES[i] + AXES[j] + " from the network", SI * tensor[k],
                    half == null ? null : new double[] {SI * (tensor[k] - half[k]), SI * (tensor[k] + half[k])}, UNIT, "Markov model");
            }
        }
    }

    void add(final TrajectoryTransport t) throws CanceledExecutionException {
        final String window = String.format(Locale.ROOT, "mean squared displacement fitted from %.3g to %.3g ps",
            t.fit().startFs() / Units.PICOSECOND, t.fit().endFs() / Units.PICOSECOND);
        row("D from the trajectories", SI * t.fit().value(), new double[] {SI * t.fit().lower(), SI * t.fit().upper()}, UNIT,
            t.fit().established() ? window : window + "; not established: " + String.join(" ", t.fit().warnings()));
    }

    private void row(final String quantity, final double value, final double[] interval, final String unit, final String remark)
        throws CanceledExecutionException {
        m_rows.add(m_temperatureK, quantity, value, interval == null ? Double.NaN : interval[0], interval == null ? Double.NaN : interval[1],
            unit, remark);
    }

    /** Whether network and trajectories agree. */
    void add(final TransportComparison c) throws CanceledExecutionException {
        row("D from the network / D from the trajectories", c.ratio(), scaled(c.ratioInterval(), 1), "1", c.sentence());
        row("Displacement of the network inside the band", 100 * c.insideShare(), null, "%",
            "share of the times at which the network's displacement lies in the 95 % band of the trajectories");
        row("Largest deviation of the displacements", c.worstDeviation(), null, "1", "in standard errors of the trajectories");
    }

    /** Conductivity by Nernst and Einstein from D of the network. */
    void addConductivity(final NetworkTransport t, final double carriersPerCubicAngstrom, final double charge) throws CanceledExecutionException {
        if (t.fromModel().conductingDirections() > 0 && charge != 0 && m_temperatureK > 0) {
            final double factor = Conductivity.siemensPerMeter(carriersPerCubicAngstrom, charge * charge, 1, m_temperatureK);
            row("Conductivity (Nernst-Einstein)", factor * t.fromModel().scalar(), scaled(t.modelInterval().orElse(null), factor), "S/m", String.format(Locale.ROOT,
                "from D of the network, charge %.3g e, %.4g ions per Å³; ions are taken as independent (Haven ratio 1)", charge, carriersPerCubicAngstrom));
        }
    }

    /** Activation energies and values at another temperature. */
    void add(final NetworkArrhenius a, final double extrapolationK) throws CanceledExecutionException {
        if (a.fit().isEmpty()) {
            row("Activation energy of " + a.quantity(), Double.NaN, null, "eV", a.remark());
            return;
        }
        final Arrhenius fit = a.fit().get();
        row("Activation energy of " + a.quantity(), fit.activationEnergy(), new double[] {fit.activationEnergy() - fit.activationEnergyHalfWidth(),
            fit.activationEnergy() + fit.activationEnergyHalfWidth()}, "eV", a.points().size() + " temperatures" + (a.remark().isEmpty() ? "" : "; " + a.remark()));
        row(a.quantity() + String.format(Locale.ROOT, " at %.4g K", extrapolationK), fit.value(extrapolationK), new double[] {fit.lower(extrapolationK),
            fit.upper(extrapolationK)}, a.unit(), fit.extrapolates(extrapolationK) ? "extrapolated" : "interpolated");
    }

    private static double[] scaled(final LogInterval interval) {
        return scaled(interval, SI);
    }

    private static double[] scaled(final LogInterval interval, final double factor) {
        return interval == null ? null : new double[] {factor * interval.lower(), factor * interval.upper()};
    }
}

package org.example.lidiff.nodes.spectralanalysis;

import java.util.Locale;

import org.example.lidiff.engine.spectral.NetworkDiffusion;
import org.example.lidiff.engine.spectral.NetworkTransport;
import org.example.lidiff.engine.spectral.TrajectoryTransport;
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
            row("D without correlation", SI * r.uncorrelatedScalar(), null, UNIT, "half the sum of rate times squared length");
            row("Correlation factor", r.correlationFactor(), t.correlationInterval(), "1",
                "D from hop rates / D without correlation, of the network");
        }
    }

    private void addModel(final NetworkTransport t, final NetworkDiffusion d) throws CanceledExecutionException {
        row("D from the network", SI * d.scalar(), scaled(t.modelInterval().orElse(null)), UNIT,
            "Markov model, mean over " + d.conductingDirections() + " conducting directions");
        row("D from the network", SI * Units.M2_IN_CM2 * d.scalar(), scaled(t.modelInterval().orElse(null), SI * Units.M2_IN_CM2), "cm²/s",
            "the same");
        final double[] tensor = d.tensor();
        final double[] sd = t.modelTensorDeviation().orElse(null);
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                final int k = 3 * i + j;
                row("D" + AXES[i] + AXES[j] + " from the network", SI * tensor[k],
                    sd == null ? null : new double[] {SI * (tensor[k] - 1.96 * sd[k]), SI * (tensor[k] + 1.96 * sd[k])}, UNIT, "Markov model");
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

    private static double[] scaled(final double[] interval) {
        return scaled(interval, SI);
    }

    private static double[] scaled(final double[] interval, final double factor) {
        return interval == null ? null : new double[] {factor * interval[0], factor * interval[1]};
    }
}

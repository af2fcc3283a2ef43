package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.potential.nep.NepModel;

/** Errors of the first model of a committee beside the standard deviation of what all of them predict. */
final class CommitteeSpread {

    private final FrameWorkers workers;
    private final List<NepModel> members;

    CommitteeSpread(final FrameWorkers workers, final List<NepModel> members) {
        this.workers = workers;
        this.members = members;
    }

    /** Errors and bare estimates of these frames. */
    UncertaintyReport.Bare of(final List<PreparedFrame> frames) {
        final List<List<ErrorReport.Prediction>> all = new ArrayList<>();
        for (final NepModel m : members) {
            all.add(workers.predict(frames, m.parameters(), m.scaler()));
        }
        final double[] energyErrors = new double[frames.size()];
        final double[] energyEstimates = new double[frames.size()];
        final double[][] forceErrors = new double[frames.size()][];
        final double[][] forceEstimates = new double[frames.size()][];
        for (int f = 0; f < frames.size(); f++) {
            final int frame = f;
            final int n = frames.get(f).atoms();
            energyErrors[f] = Math.abs(all.get(0).get(f).energy() - frames.get(f).energy) / n;
            energyEstimates[f] = Math.sqrt(variance(all.stream().mapToDouble(m -> m.get(frame).energy() / n).toArray()));
            forceErrors[f] = LastLayer.atomErrors(all.get(0).get(f).forces(), frames.get(f).forces);
            forceEstimates[f] = new double[n];
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int a = 0; a < 3; a++) {
                    final int k = 3 * i + a;
                    sum += variance(all.stream().mapToDouble(m -> m.get(frame).forces()[k]).toArray()) / 3;
                }
                forceEstimates[f][i] = Math.sqrt(sum);
            }
        }
        return new UncertaintyReport.Bare(energyErrors, energyEstimates, LastLayer.joined(forceErrors), LastLayer.joined(forceEstimates));
    }

    private static double variance(final double[] x) {
        double mean = 0;
        for (final double v : x) {
            mean += v / x.length;
        }
        double sum = 0;
        for (final double v : x) {
            sum += (v - mean) * (v - mean);
        }
        return sum / (x.length - 1);
    }
}

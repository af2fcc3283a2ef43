package org.example.lidiff.engine.spectral;

import org.example.lidiff.engine.markov.LagQuantity;
import org.example.lidiff.engine.markov.MarkovStateModel;

/**
 * The scalar diffusion coefficient of a model, Å²/fs, as it depends on the lag.
 *
 * @param geometry all sites
 */
record LagDiffusion(NetworkGeometry geometry) implements LagQuantity {

    @Override
    public double of(final MarkovStateModel model) {
        return NetworkDiffusion.of(model, geometry).scalar();
    }

    @Override
    public double[] derivatives(final MarkovStateModel model) {
        return DiffusionSensitivity.of(NetworkDiffusion.of(model, geometry)).derivatives();
    }
}

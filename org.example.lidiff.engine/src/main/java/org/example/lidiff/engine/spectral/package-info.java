/**
 * What a Markov state model says about transport: relaxation processes, pathways, the diffusion tensor, neutron spectra.
 *
 * <p>Sites are given by {@link org.example.lidiff.engine.spectral.NetworkGeometry}; lattice vectors are rows, Å and fs throughout, 1 Å²/fs =
 * 1e-5 m²/s. T is row-stochastic. Each class states its formulas.
 *
 * <pre>{@code
 * NetworkGeometry crystal = new NetworkGeometry(positions, lattice);
 * NetworkDiffusion diffusion = NetworkDiffusion.of(model, crystal);
 * double d = diffusion.scalar() * NetworkDiffusion.SQUARE_METERS_PER_SECOND;
 * double[] msd = diffusion.meanSquaredDisplacement(100);
 * double[] error = DiffusionSamples.of(samples, crystal, Progress.NONE).interval(0.95);
 * double slowest = SpectralAnalysis.of(model, 5).timescaleFs(0);
 * }</pre>
 */
package org.example.lidiff.engine.spectral;

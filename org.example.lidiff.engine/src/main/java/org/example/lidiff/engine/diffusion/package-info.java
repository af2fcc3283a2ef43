/**
 * Transport and structure averages taken directly from trajectories: mean squared displacement, diffusion coefficients with
 * their intervals, conductivity, Arrhenius fits and pair distributions.
 *
 * <p>Times are in fs and D in Å²/fs inside the engine; 1 Å²/fs = 1e-5 m²/s = 0.1 cm²/s.
 */
package org.example.lidiff.engine.diffusion;

/**
 * Markov state models of walks on periodic networks, from discrete trajectories.
 *
 * <p>Knows no atoms: the input is the state of each walker in each frame and, where the network is periodic, the lattice translation
 * of the cell it is in. T is row-stochastic, p' = p T; times are fs.
 *
 * <pre>{@code
 * int[] ionA = {0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 2, 2, 2, 1, 1, 0, 0};
 * int[] ionB = {2, 2, 1, 1, 2, 2, 2, 2, 1, 0, 0, 0, 1, 1, 1, 2, 2};
 * DiscreteTrajectorySet ions = new DiscreteTrajectorySet(
 *     List.of(DiscreteTrajectory.of(ionA), DiscreteTrajectory.of(ionB)), 3, 100.0);
 * TransitionCounts counts = TransitionCounts.sliding(ions, 1).largestConnected();
 * MarkovStateModel model = MarkovStateModel.reversible(counts);
 * double slowest = Eigenmodes.of(model, 2).timescaleFs(1);
 * ModelSamples errors = ModelSamples.ionBootstrap(ions, model, 100, 1, Progress.NONE);
 * LogInterval interval = errors.timescaleIntervals(Eigenmodes.of(model, 2))[0];
 * EdgeRates rates = EdgeRates.of(JumpRates.of(ions), ions.frameIntervalFs());
 * }</pre>
 *
 * <p>Order of work: {@link org.example.lidiff.engine.markov.DiscreteTrajectorySet} → {@link
 * org.example.lidiff.engine.markov.TransitionCounts} → {@link org.example.lidiff.engine.markov.MarkovStateModel} → {@link
 * org.example.lidiff.engine.markov.ModelSamples}; {@link org.example.lidiff.engine.markov.ImpliedTimescales}, {@link
 * org.example.lidiff.engine.markov.ChapmanKolmogorov} and {@link org.example.lidiff.engine.markov.LagSelection} choose the lag.
 */
package org.example.lidiff.engine.markov;

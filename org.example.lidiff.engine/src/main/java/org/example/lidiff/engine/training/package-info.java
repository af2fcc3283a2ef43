/**
 * Training and fine-tuning of NEP force fields on energies, forces and virials of ab-initio frames.
 *
 * <p>{@link org.example.lidiff.engine.training.TrainingSet} takes the labeled frames out of trajectories and holds out blocks of
 * them; {@link org.example.lidiff.engine.training.FineTuner} fits a model, from scratch or from a foundation model, and {@link
 * org.example.lidiff.engine.training.TrainingResult} says how good it is. Inference ({@code engine.potential}) never needs this package.
 *
 * <pre>{@code
 * TrainingSet set = TrainingSet.of(trajectories, TrainingSetOptions.defaults(), progress);
 * TrainingResult result = FineTuner.of(TrainingOptions.defaults()).train(set, Optional.empty(), progress);
 * Nep potential = new Nep(result.model());
 * }</pre>
 */
package org.example.lidiff.engine.training;

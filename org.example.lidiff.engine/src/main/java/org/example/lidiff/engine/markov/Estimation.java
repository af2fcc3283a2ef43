package org.example.lidiff.engine.markov;

import java.util.List;

/** What an estimator returns: the transition matrix, its stationary vector, and how well it was reached. */
record Estimation(PeriodicMatrix transitions, double[] stationary, int iterations, List<String> warnings) {
}

package org.example.lidiff.engine.potential;

/**
 * How an evaluator works; the results do not depend on it beyond round-off (skin) or at all (threads).
 *
 * @param threads number of threads, at least 1
 * @param skin extra neighbor distance in Å; the list is rebuilt when an atom has moved more than half of it. 0 rebuilds always
 */
public record EvaluatorOptions(int threads, double skin) {

    /** One thread, list rebuilt at every call. */
    public static final EvaluatorOptions DEFAULT = new EvaluatorOptions(1, 0);

    /** Checks the ranges. */
    public EvaluatorOptions {
        if (threads < 1 || !(skin >= 0)) {
            throw new IllegalArgumentException("threads must be at least 1 and skin at least 0 Å, not " + threads + " and " + skin);
        }
    }
}

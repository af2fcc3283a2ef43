package org.knime.node.parameters.updates;

/** A condition on the values of a dialog; the stand-in, which opens none, never evaluates it. */
public interface EffectPredicate {

    default EffectPredicate and(final EffectPredicate other) {
        return this;
    }

    default EffectPredicate or(final EffectPredicate other) {
        return this;
    }

    default EffectPredicate negate() {
        return this;
    }
}

package org.example.lidiff.engine.training;

import org.example.lidiff.engine.potential.nep.NepSettings;

/** Turns the gradients of one step after the other into directions whose components are about one. */
interface StepDirection {

    /** Overwrites {@code direction} by that of the next step, uphill; {@code gradient} is not modified. */
    void next(double[] gradient, double[] direction);

    /** The directions of a kind of optimizer for the parameters of such a model. */
    static StepDirection of(final OptimizerKind kind, final NepSettings settings) {
        return switch (kind) {
            case ADAM -> new Adam(settings.numberOfParameters());
            case SOAP -> new Soap(ParameterMatrix.all(settings));
        };
    }
}

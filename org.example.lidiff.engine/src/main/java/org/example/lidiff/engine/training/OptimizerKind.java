package org.example.lidiff.engine.training;

/** How a gradient becomes a step. */
public enum OptimizerKind {
    /** Each parameter has its own step length, from the usual size of its gradient (Kingma, Ba 2015). */
    ADAM,
    /**
     * As ADAM, in the directions in which the gradients of whole matrices of parameters vary ({@link Soap}). Descriptors are strongly
     * correlated, so that errors come down in half as many epochs or less; a step costs a little more. The directions are known after some hundred
     * steps: shorter trainings are made with ADAM.
     */
    SOAP;

    private static final long FEWEST_STEPS = 1000;

    /** What a training of so many steps is made with. */
    OptimizerKind forSteps(final long steps) {
        return steps < FEWEST_STEPS ? ADAM : this;
    }
}

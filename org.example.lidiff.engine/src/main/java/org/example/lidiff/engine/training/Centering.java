package org.example.lidiff.engine.training;

import org.example.lidiff.engine.potential.nep.NepSettings;

/**
 * The change of variables b0' = b0 − w0·⟨q⟩ in which the model is trained: tanh(w0·(q − ⟨q⟩) − b0').
 *
 * <p>In a crystal the descriptors vary little around large means. Without it every change of w0 would act mostly as a change of
 * the bias, and gradient steps would have to be tiny.
 */
final class Centering {

    private final NepSettings settings;
    private final double[] means;
    private final double[] anchor;

    /**
     * @param means mean descriptor as the network sees it, {@code dim} numbers for each network
     * @param anchor where weight decay draws the parameters, as in the file; null for zero
     */
    Centering(final NepSettings settings, final double[] means, final double[] anchor) {
        this.settings = settings;
        this.means = means;
        this.anchor = new double[settings.numberOfParameters()];
        if (anchor != null) {
            toCentered(anchor, this.anchor);
        }
    }

    /** Parameters of the file to those of the optimizer; in place is allowed. */
    void toCentered(final double[] plain, final double[] centered) {
        shift(plain, centered, -1);
    }

    /** Parameters of the optimizer to those of the file; in place is allowed. */
    void toPlain(final double[] centered, final double[] plain) {
        shift(centered, plain, 1);
    }

    /** Where weight decay draws the parameters of the optimizer; its own array. */
    double[] anchor() {
        return anchor;
    }

    private void shift(final double[] from, final double[] to, final int sign) {
        if (from != to) {
            System.arraycopy(from, 0, to, 0, from.length);
        }
        final int dim = settings.dim();
        for (int t = 0; t < settings.networks(); t++) {
            for (int n = 0; n < settings.neurons(); n++) {
                to[settings.b0(t, n)] += sign * Rows.dot(from, settings.w0(t, n, 0), means, t * dim, dim);
            }
        }
    }

    /** Turns a gradient with respect to the file's parameters into one with respect to the optimizer's, in place. */
    void gradient(final double[] gradient) {
        final int dim = settings.dim();
        for (int t = 0; t < settings.networks(); t++) {
            for (int n = 0; n < settings.neurons(); n++) {
                Rows.add(gradient[settings.b0(t, n)], means, t * dim, dim, gradient, settings.w0(t, n, 0));
            }
        }
    }
}

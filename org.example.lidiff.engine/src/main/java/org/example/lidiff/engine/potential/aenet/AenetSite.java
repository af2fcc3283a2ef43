package org.example.lidiff.engine.potential.aenet;

import java.util.Arrays;

import org.example.lidiff.engine.potential.Environment;
import org.example.lidiff.engine.potential.SiteFunction;

/**
 * The aenet energy of one atom: G_α = Σ_j T_α(2r/R − 1) fc(r) and Σ_{j<k} T_α(cos θ_jk) fc(r_j) fc(r_k), each also with the
 * weights of the types, then the network.
 */
final class AenetSite implements SiteFunction {

    private final AenetNetwork[] networks;
    private final double[][] typeWeights;
    private final double[] descriptors;
    private final double[] slopes;
    private final double[][] values;
    private final double[][] derivatives;
    private final double[][] backward;

    private int near;
    private int[] nearIndex = new int[64];
    private double[] taper = new double[64];
    private double[] taperSlope = new double[64];
    private double[] unit = new double[192];

    /**
     * @param networks by type of the central atom
     * @param typeWeights for each type of the central atom, the weight of each type of neighbor
     */
    AenetSite(final AenetNetwork[] networks, final double[][] typeWeights) {
        this.networks = networks;
        this.typeWeights = typeWeights;
        int inputs = 0;
        int layers = 0;
        int widest = 0;
        for (final AenetNetwork n : networks) {
            inputs = Math.max(inputs, n.descriptors());
            layers = Math.max(layers, n.nodes.length);
            widest = Math.max(widest, Arrays.stream(n.nodes).max().orElse(0));
        }
        descriptors = new double[inputs];
        slopes = new double[inputs];
        values = new double[layers][widest];
        derivatives = new double[layers][widest];
        backward = new double[layers][widest];
    }

    @Override
    public double evaluate(final int type, final Environment e) {
        e.clearGradients();
        final AenetNetwork net = networks[type];
        Arrays.fill(descriptors, 0);
        radial(net, typeWeights[type], e);
        collectNear(net, e);
        angular(net, typeWeights[type], e);
        final double energy = network(net) / net.energyScale + net.energyOffset;
        radialGradients(net, typeWeights[type], e);
        angularGradients(net, typeWeights[type], e);
        return energy;
    }

    // Where the weighted sums begin. With one element there are none: the weight is then 0 and adds nothing to the others.
    private static int weighted(final AenetNetwork net) {
        return net.environment.size() > 1 ? net.radialOrder + net.angularOrder + 2 : 0;
    }

    private void radial(final AenetNetwork net, final double[] weights, final Environment e) {
        final int second = weighted(net);
        final double rc = net.radialCutoff;
        for (int j = 0; j < e.count(); j++) {
            final double r = e.distances()[j];
            if (r < rc) {
                final double w = second > 0 ? weights[e.types()[j]] : 0;
                final double x = 2 * r / rc - 1;
                double previous = 0.5 * (1 + Math.cos(Math.PI * r / rc));
                double current = x * previous;
                for (int k = 0; k <= net.radialOrder; k++) {
                    descriptors[k] += previous;
                    descriptors[second + k] += w * previous;
                    final double next = 2 * x * current - previous;
                    previous = current;
                    current = next;
                }
            }
        }
    }

    private void radialGradients(final AenetNetwork net, final double[] weights, final Environment e) {
        final int second = weighted(net);
        final double rc = net.radialCutoff;
        for (int j = 0; j < e.count(); j++) {
            final double r = e.distances()[j];
            if (r < rc) {
                final double w = second > 0 ? weights[e.types()[j]] : 0;
                final double x = 2 * r / rc - 1;
                final double fc = 0.5 * (1 + Math.cos(Math.PI * r / rc));
                final double fcSlope = -0.5 * Math.PI / rc * Math.sin(Math.PI * r / rc);
                double previous = 1;
                double current = x;
                double previousSlope = 0;
                double currentSlope = 1;
                double value = 0;
                double slope = 0;
                for (int k = 0; k <= net.radialOrder; k++) {
                    final double s = slopes[k] + w * slopes[second + k];
                    value += s * previous;
                    slope += s * previousSlope;
                    final double next = 2 * x * current - previous;
                    final double nextSlope = 2 * current + 2 * x * currentSlope - previousSlope;
                    previous = current;
                    current = next;
                    previousSlope = currentSlope;
                    currentSlope = nextSlope;
                }
                final double f = (value * fcSlope + slope * fc * 2 / rc) / r;
                e.gradientX()[j] += f * e.x()[j];
                e.gradientY()[j] += f * e.y()[j];
                e.gradientZ()[j] += f * e.z()[j];
            }
        }
    }

    private void collectNear(final AenetNetwork net, final Environment e) {
        if (nearIndex.length < e.count()) {
            nearIndex = new int[2 * e.count()];
            taper = new double[2 * e.count()];
            taperSlope = new double[2 * e.count()];
            unit = new double[6 * e.count()];
        }
        near = 0;
        final double rc = net.angularCutoff;
        for (int j = 0; j < e.count(); j++) {
            final double r = e.distances()[j];
            if (r < rc) {
                taper[near] = 0.5 * (1 + Math.cos(Math.PI * r / rc));
                taperSlope[near] = -0.5 * Math.PI / rc * Math.sin(Math.PI * r / rc);
                unit[3 * near] = e.x()[j] / r;
                unit[3 * near + 1] = e.y()[j] / r;
                unit[3 * near + 2] = e.z()[j] / r;
                nearIndex[near++] = j;
            }
        }
    }

    private double cosine(final int a, final int b) {
        return unit[3 * a] * unit[3 * b] + unit[3 * a + 1] * unit[3 * b + 1] + unit[3 * a + 2] * unit[3 * b + 2];
    }

    private void angular(final AenetNetwork net, final double[] weights, final Environment e) {
        final int second = weighted(net);
        final int at = net.radialOrder + 1;
        for (int a = 0; a < near; a++) {
            for (int b = a + 1; b < near; b++) {
                final double x = cosine(a, b);
                final double w = second > 0 ? weights[e.types()[nearIndex[a]]] * weights[e.types()[nearIndex[b]]] : 0;
                double previous = taper[a] * taper[b];
                double current = x * previous;
                for (int k = 0; k <= net.angularOrder; k++) {
                    descriptors[at + k] += previous;
                    descriptors[second + at + k] += w * previous;
                    final double next = 2 * x * current - previous;
                    previous = current;
                    current = next;
                }
            }
        }
    }

    private void angularGradients(final AenetNetwork net, final double[] weights, final Environment e) {
        final int second = weighted(net);
        final int at = net.radialOrder + 1;
        for (int a = 0; a < near; a++) {
            for (int b = a + 1; b < near; b++) {
                final double x = cosine(a, b);
                final double w = second > 0 ? weights[e.types()[nearIndex[a]]] * weights[e.types()[nearIndex[b]]] : 0;
                double previous = 1;
                double current = x;
                double previousSlope = 0;
                double currentSlope = 1;
                double value = 0;
                double slope = 0;
                for (int k = 0; k <= net.angularOrder; k++) {
                    final double s = slopes[at + k] + w * slopes[second + at + k];
                    value += s * previous;
                    slope += s * previousSlope;
                    final double next = 2 * x * current - previous;
                    final double nextSlope = 2 * current + 2 * x * currentSlope - previousSlope;
                    previous = current;
                    current = next;
                    previousSlope = currentSlope;
                    currentSlope = nextSlope;
                }
                slope *= taper[a] * taper[b];
                addGradient(e, a, b, x, value * taperSlope[a] * taper[b], slope);
                addGradient(e, b, a, x, value * taperSlope[b] * taper[a], slope);
            }
        }
    }

    /** Adds along · r̂_a + slope · ∂cos θ/∂r_a. */
    private void addGradient(final Environment e, final int a, final int b, final double cos, final double along,
        final double slope) {
        final int j = nearIndex[a];
        final double s = slope / e.distances()[j];
        final double t = along - s * cos;
        e.gradientX()[j] += t * unit[3 * a] + s * unit[3 * b];
        e.gradientY()[j] += t * unit[3 * a + 1] + s * unit[3 * b + 1];
        e.gradientZ()[j] += t * unit[3 * a + 2] + s * unit[3 * b + 2];
    }

    /** The output of the network; {@link #slopes} are then ∂U/∂G, the energy scale included. */
    private double network(final AenetNetwork net) {
        final int inputs = net.nodes[0];
        for (int d = 0; d < inputs; d++) {
            values[0][d] = (descriptors[d] - net.average[d]) * net.factor[d];
        }
        final int last = net.nodes.length - 1;
        for (int l = 0; l < last; l++) {
            final double[] w = net.weights[l];
            final int width = net.nodes[l] + 1;
            for (int o = 0; o < net.nodes[l + 1]; o++) {
                double sum = w[o * width + width - 1];
                for (int i = 0; i < width - 1; i++) {
                    sum += w[o * width + i] * values[l][i];
                }
                activate(net.activations[l], sum, l + 1, o);
            }
        }
        backward[last][0] = derivatives[last][0] / net.energyScale;
        for (int l = last - 1; l >= 0; l--) {
            final double[] w = net.weights[l];
            final int width = net.nodes[l] + 1;
            Arrays.fill(backward[l], 0);
            for (int o = 0; o < net.nodes[l + 1]; o++) {
                final double b = backward[l + 1][o];
                for (int i = 0; i < width - 1; i++) {
                    backward[l][i] += b * w[o * width + i];
                }
            }
            for (int i = 0; l > 0 && i < width - 1; i++) {
                backward[l][i] *= derivatives[l][i];
            }
        }
        for (int d = 0; d < inputs; d++) {
            slopes[d] = backward[0][d] * net.factor[d];
        }
        return values[last][0];
    }

    private void activate(final AenetNetwork.Activation function, final double x, final int layer, final int node) {
        double value = x;
        double slope = 1;
        switch (function) {
            case LINEAR:
                break;
            case TANH:
                value = Math.tanh(x);
                slope = 1 - value * value;
                break;
            case SIGMOID:
                value = 1 / (1 + Math.exp(-x));
                slope = value * (1 - value);
                break;
            default:
                // LeCun's scaled tanh, and the same with a small linear term
                final double t = Math.tanh(2 * x / 3);
                final double twist = function == AenetNetwork.Activation.TWISTED_TANH ? 0.1 : 0;
                value = 1.7159 * t + twist * x;
                slope = 1.7159 * 2 / 3 * (1 - t * t) + twist;
                break;
        }
        values[layer][node] = value;
        derivatives[layer][node] = slope;
    }
}

package org.example.lidiff.engine.training;

import java.util.Arrays;

/**
 * Energy, forces and virial of a configuration as functions of the NEP parameters, with the parameter gradient of any loss of
 * them. One instance a thread; nothing is allocated once the largest configuration was seen.
 *
 * <p>With a = ∂L/∂E, v = ∂L/∂F and the symmetric V = ∂L/∂W the gradient is a ∂E/∂θ − d/dε ∂E/∂θ along r_i + ε(v_i + r_i V),
 * cell included, which changes r_ij by δ = v_j − v_i + r_ij V: one directional derivative of the parameter gradient.
 */
final class GradientKernel {

    private final KernelShape shape;
    private final double[] radialC;
    private final double[] angularC;
    private final double[] radialGradient;
    private final double[] angularGradient;
    // w0 of each network by descriptors
    private final double[] transposed;
    private double[] parameters;
    private double[] scaler;
    private FrameGeometry frame;

    // one row an atom
    private double[] q = {};
    private double[] dq = {};
    private double[] d = {};
    private double[] hidden = {};
    private double[] hiddenSlopes = {};
    private double[] inputSlopes = {};
    private int[] byType = {};
    // harmonics of each angular pair
    private double[] y = {};
    private double[] moments = {};
    private double[] b = {};
    private double[] radialSlopes = {};
    private double[] angularSlopes = {};
    private double[] radialChange = {};
    private double[] angularChange = {};
    private double[] momentsChange = {};
    private double[] bChange = {};
    private double[] dd = {};
    private double[] hiddenChange = {};
    private double[] slopeChange = {};
    private double[] forces = {};
    private final double[] virial = new double[9];
    private double energy;
    // one row
    private final double[] descriptorSlope;
    private final double[] descriptorSlopeChange;
    private final double[] yChange;
    private final double[] weightsY;
    private final double[] weightsChange;
    private final int[] typeStarts;
    private final double[] g = new double[3];
    private final double[] u = new double[3];
    private final double[] delta = new double[3];

    GradientKernel(final KernelShape shape) {
        this.shape = shape;
        radialC = new double[shape.types * shape.nR * shape.radialSums];
        angularC = new double[shape.types * shape.nA * shape.angularSums];
        radialGradient = new double[radialC.length];
        angularGradient = new double[angularC.length];
        descriptorSlope = new double[shape.dim];
        descriptorSlopeChange = new double[shape.dim];
        transposed = new double[shape.settings.networks() * shape.dim * shape.neurons];
        yChange = new double[shape.harmonics.count()];
        weightsY = new double[shape.moments];
        weightsChange = new double[shape.moments];
        typeStarts = new int[shape.types + 1];
    }

    /** Takes over the parameters (not copied, not modified) for the configurations that follow. */
    void setParameters(final double[] newParameters, final double[] newScaler) {
        parameters = newParameters;
        scaler = newScaler;
        shape.gather(newParameters, radialC, angularC);
        for (int t = 0; t < shape.settings.networks(); t++) {
            for (int v = 0; v < shape.neurons; v++) {
                final int w = shape.settings.w0(t, v, 0);
                for (int k = 0; k < shape.dim; k++) {
                    transposed[(t * shape.dim + k) * shape.neurons + v] = newParameters[w + k];
                }
            }
        }
    }

    private void makeRoom(final int atoms) {
        if (y.length < frame.angularPairs * shape.harmonics.count()) {
            y = new double[frame.angularPairs * shape.harmonics.count()];
        }
        if (byType.length >= atoms) {
            return;
        }
        byType = new int[atoms];
        hiddenSlopes = new double[atoms * shape.neurons];
        inputSlopes = new double[atoms * shape.neurons];
        q = new double[atoms * shape.dim];
        dq = new double[atoms * shape.dim];
        d = new double[atoms * shape.dim];
        hidden = new double[atoms * shape.neurons];
        moments = new double[atoms * shape.nA * shape.moments];
        momentsChange = new double[moments.length];
        b = new double[moments.length];
        bChange = new double[moments.length];
        dd = new double[q.length];
        hiddenChange = new double[hidden.length];
        slopeChange = new double[hidden.length];
        radialSlopes = new double[atoms * shape.radialSums];
        angularSlopes = new double[atoms * shape.angularSums * shape.moments];
        radialChange = new double[radialSlopes.length];
        angularChange = new double[angularSlopes.length];
        forces = new double[3 * atoms];
    }

    /** Computes energy, forces and virial, network part only (no ZBL). */
    void evaluate(final FrameGeometry newFrame) {
        frame = newFrame;
        makeRoom(frame.atoms);
        energy = 0;
        for (int i = 0; i < frame.atoms; i++) {
            descriptors(i);
        }
        neuronsOf(q, hidden);
        for (int i = 0; i < frame.atoms; i++) {
            energy += site(i);
        }
        inputsOf(hiddenSlopes, d);
        for (int i = 0; i < frame.atoms; i++) {
            slopes(i);
        }
        Arrays.fill(forces, 0, 3 * frame.atoms, 0);
        Arrays.fill(virial, 0);
        pairForces();
    }

    double energy() {
        return energy;
    }

    /** In eV/Å, xyz triples; the kernel's own array, longer than the configuration. */
    double[] forces() {
        return forces;
    }

    /** W in eV; the kernel's own array. */
    double[] virial() {
        return virial;
    }

    /** Raw descriptors times q_scaler of the last configuration, {@code dim} an atom; the kernel's own array. */
    double[] descriptors() {
        return q;
    }

    /** Activations of the hidden neurons of the last configuration, {@code neurons} an atom; the kernel's own array. */
    double[] hidden() {
        return hidden;
    }

    private void descriptors(final int i) {
        final int type = frame.types[i];
        final int at = i * shape.dim;
        final int sums = i * shape.radialSums;
        for (int n = 0; n < shape.nR; n++) {
            final int c = (type * shape.nR + n) * shape.radialSums;
            double sum = 0;
            for (int s = 0; s < shape.radialSums; s++) {
                sum += radialC[c + s] * frame.radialSums[sums + s];
            }
            q[at + n] = sum;
        }
        final int m = shape.moments;
        momentsOf(i, frame.angularSums, moments);
        for (int n = 0; n < shape.nA; n++) {
            shape.polynomials.values(moments, (i * shape.nA + n) * m, q, at + shape.nR + n, shape.nA);
        }
        for (int a = 0; a < shape.dim; a++) {
            q[at + a] *= scaler[a];
        }
    }

    // A_n,lm = Σ c_nk S_k,lm of one atom
    private void momentsOf(final int i, final double[] sums, final double[] result) {
        RowProducts.product(angularC, frame.types[i] * shape.nA * shape.angularSums, shape.angularSums, 1, shape.nA, shape.angularSums, sums,
            i * shape.angularSums * shape.moments, shape.moments, result, i * shape.nA * shape.moments);
    }

    // w0 · x of each atom, those of one type that follow each other together
    private void neuronsOf(final double[] x, final double[] sums) {
        int to;
        for (int from = 0; from < frame.atoms; from = to) {
            to = endOfType(from);
            RowProducts.product(x, from * shape.dim, shape.dim, 1, to - from, shape.dim, transposed,
                network(frame.types[from]) * shape.dim * shape.neurons, shape.neurons, sums, from * shape.neurons);
        }
    }

    // and back: x · w0
    private void inputsOf(final double[] x, final double[] sums) {
        int to;
        for (int from = 0; from < frame.atoms; from = to) {
            to = endOfType(from);
            RowProducts.product(x, from * shape.neurons, shape.neurons, 1, to - from, shape.neurons, parameters,
                shape.settings.w0(frame.types[from], 0, 0), shape.dim, sums, from * shape.dim);
        }
    }

    private int endOfType(final int from) {
        int to = from + 1;
        while (to < frame.atoms && frame.types[to] == frame.types[from]) {
            to++;
        }
        return to;
    }

    // the network: energy of the atom from the sums of its neurons; makes them the activations and keeps their slopes
    private double site(final int i) {
        final int type = frame.types[i];
        final int b0 = shape.settings.b0(type, 0);
        final int w1 = shape.settings.w1(type, 0);
        final int from = i * shape.neurons;
        double sum = -parameters[shape.settings.b1()];
        if (shape.settings.version() == 5) {
            sum -= parameters[shape.settings.typeBias(type)];
        }
        for (int v = 0; v < shape.neurons; v++) {
            final double h = HyperbolicTangent.of(hidden[from + v] - parameters[b0 + v]);
            hidden[from + v] = h;
            sum += parameters[w1 + v] * h;
            hiddenSlopes[from + v] = parameters[w1 + v] * (1 - h * h);
        }
        return sum;
    }

    private int network(final int type) {
        return shape.settings.networks() == 1 ? 0 : type;
    }

    // dU/dq to dU/dA and dU/dS
    private void slopes(final int i) {
        final int type = frame.types[i];
        for (int a = 0; a < shape.dim; a++) {
            descriptorSlope[a] = d[i * shape.dim + a] * scaler[a];
        }
        final int sums = i * shape.radialSums;
        Arrays.fill(radialSlopes, sums, sums + shape.radialSums, 0);
        for (int n = 0; n < shape.nR; n++) {
            Rows.add(descriptorSlope[n], radialC, (type * shape.nR + n) * shape.radialSums, shape.radialSums, radialSlopes, sums);
        }
        final int m = shape.moments;
        for (int n = 0; n < shape.nA; n++) {
            shape.polynomials.gradient(moments, (i * shape.nA + n) * m, descriptorSlope, shape.nR + n, shape.nA, b);
        }
        RowProducts.product(angularC, type * shape.nA * shape.angularSums, 1, shape.angularSums, shape.angularSums, shape.nA, b,
            i * shape.nA * m, m, angularSlopes, i * shape.angularSums * m);
    }

    private void pairForces() {
        final int m = shape.moments;
        final int kR = shape.kR;
        final int kA = shape.kA;
        for (int p = 0; p < frame.pairs; p++) {
            final int i = frame.first[p];
            final int j = frame.second[p];
            final int ri = i * shape.radialSums + frame.types[j] * kR;
            final int rj = j * shape.radialSums + frame.types[i] * kR;
            double along = 0;
            for (int k = 0; k < kR; k++) {
                along += frame.radialSlope[p * kR + k] * (radialSlopes[ri + k] + radialSlopes[rj + k]);
            }
            u[0] = frame.unit[3 * p];
            u[1] = frame.unit[3 * p + 1];
            u[2] = frame.unit[3 * p + 2];
            g[0] = 0;
            g[1] = 0;
            g[2] = 0;
            if (p < frame.angularPairs) {
                final int yAt = p * shape.harmonics.count();
                shape.harmonics.values(u[0], u[1], u[2], y, yAt);
                along += Rows.pairSlope(frame.angular, frame.angularSlope, p * kA, kA, angularSlopes,
                    (i * shape.angularSums + frame.types[j] * kA) * m, (j * shape.angularSums + frame.types[i] * kA) * m,
                    shape.parity, m, y, yAt, weightsY, weightsChange);
                shape.harmonics.addGradient(y, yAt, weightsY, u, 1 / frame.length[p], g);
            }
            for (int a = 0; a < 3; a++) {
                g[a] += along * u[a];
                forces[3 * i + a] += g[a];
                forces[3 * j + a] -= g[a];
            }
            for (int a = 0; a < 3; a++) {
                for (int c = 0; c < 3; c++) {
                    virial[3 * a + c] -= frame.length[p] * u[a] * g[c];
                }
            }
        }
    }

    /**
     * Overwrites {@link #forces} by those of Σ_i h_iv, the activations of one hidden neuron summed over the atoms of one network, in the
     * configuration evaluated last: the change of the forces with the neuron's output weight. No gradient can be taken afterwards.
     *
     * @return Σ_i h_iv
     */
    double featureForces(final int network, final int neuron) {
        double sum = 0;
        for (int i = 0; i < frame.atoms; i++) {
            final int type = frame.types[i];
            if (network(type) == network) {
                final double h = hidden[i * shape.neurons + neuron];
                sum += h;
                final int w = shape.settings.w0(type, neuron, 0);
                for (int k = 0; k < shape.dim; k++) {
                    d[i * shape.dim + k] = (1 - h * h) * parameters[w + k];
                }
                slopes(i);
            } else {
                Arrays.fill(radialSlopes, i * shape.radialSums, (i + 1) * shape.radialSums, 0);
                Arrays.fill(angularSlopes, i * shape.angularSums * shape.moments, (i + 1) * shape.angularSums * shape.moments, 0);
            }
        }
        Arrays.fill(forces, 0, 3 * frame.atoms, 0);
        Arrays.fill(virial, 0);
        pairForces();
        return sum;
    }

    /**
     * Adds the parameter gradient of the loss for the configuration evaluated last.
     *
     * @param a ∂L/∂E
     * @param v ∂L/∂F, xyz triples
     * @param strain symmetric ∂L/∂W, nine numbers, or null
     * @param gradient added to
     */
    void addGradient(final double a, final double[] v, final double[] strain, final double[] gradient) {
        changes(v, strain);
        Arrays.fill(radialGradient, 0);
        Arrays.fill(angularGradient, 0);
        for (int i = 0; i < frame.atoms; i++) {
            descriptorChanges(i);
        }
        neuronsOf(dq, hiddenChange);
        for (int i = 0; i < frame.atoms; i++) {
            networkGradient(i, a, gradient);
        }
        inputsOf(slopeChange, dd);
        for (int i = 0; i < frame.atoms; i++) {
            siteGradient(i, a, gradient);
        }
        inputGradient(gradient);
        shape.scatterAdd(radialGradient, angularGradient, gradient);
    }

    // of w0, the atoms of one type together
    private void inputGradient(final double[] gradient) {
        Arrays.fill(typeStarts, 0);
        for (int i = 0; i < frame.atoms; i++) {
            typeStarts[frame.types[i] + 1]++;
        }
        for (int t = 0; t < shape.types; t++) {
            typeStarts[t + 1] += typeStarts[t];
        }
        for (int i = 0; i < frame.atoms; i++) {
            byType[typeStarts[frame.types[i]]++] = i;
        }
        int from = 0;
        for (int t = 0; t < shape.types; t++) {
            Rows.addOuter(byType, from, typeStarts[t], inputSlopes, q, hiddenSlopes, dq, shape.neurons, shape.dim, gradient,
                shape.settings.w0(t, 0, 0));
            from = typeStarts[t];
        }
    }

    // dS along the direction
    private void changes(final double[] v, final double[] strain) {
        final int m = shape.moments;
        final int kR = shape.kR;
        final int kA = shape.kA;
        Arrays.fill(radialChange, 0, frame.atoms * shape.radialSums, 0);
        Arrays.fill(angularChange, 0, frame.atoms * shape.angularSums * m, 0);
        for (int p = 0; p < frame.pairs; p++) {
            final int i = frame.first[p];
            final int j = frame.second[p];
            for (int a = 0; a < 3; a++) {
                u[a] = frame.unit[3 * p + a];
                delta[a] = v[3 * j + a] - v[3 * i + a];
            }
            if (strain != null) {
                for (int a = 0; a < 3; a++) {
                    delta[a] += frame.length[p] * (u[0] * strain[a] + u[1] * strain[3 + a] + u[2] * strain[6 + a]);
                }
            }
            final double along = u[0] * delta[0] + u[1] * delta[1] + u[2] * delta[2];
            final int ri = i * shape.radialSums + frame.types[j] * kR;
            final int rj = j * shape.radialSums + frame.types[i] * kR;
            for (int k = 0; k < kR; k++) {
                final double change = along * frame.radialSlope[p * kR + k];
                radialChange[ri + k] += change;
                radialChange[rj + k] += change;
            }
            if (p < frame.angularPairs) {
                final int yAt = p * shape.harmonics.count();
                shape.harmonics.change(y, yAt, u, delta, along, 1 / frame.length[p], yChange);
                Rows.addPairChange(frame.angular, frame.angularSlope, p * kA, kA, along, y, yAt, yChange, shape.parity, m, angularChange,
                    (i * shape.angularSums + frame.types[j] * kA) * m, (j * shape.angularSums + frame.types[i] * kA) * m);
            }
        }
    }

    private void siteGradient(final int i, final double a, final double[] gradient) {
        final int type = frame.types[i];
        final int m = shape.moments;
        final int at = i * shape.dim;
        for (int k = 0; k < shape.dim; k++) {
            descriptorSlope[k] = d[at + k] * scaler[k];
            descriptorSlopeChange[k] = dd[at + k] * scaler[k];
        }
        final int sums = i * shape.radialSums;
        for (int n = 0; n < shape.nR; n++) {
            final int to = (type * shape.nR + n) * shape.radialSums;
            Rows.add(a * descriptorSlope[n] - descriptorSlopeChange[n], frame.radialSums, sums, shape.radialSums, radialGradient, to);
            Rows.add(-descriptorSlope[n], radialChange, sums, shape.radialSums, radialGradient, to);
        }
        for (int n = 0; n < shape.nA; n++) {
            final int from = (i * shape.nA + n) * m;
            shape.polynomials.gradientChange(moments, from, momentsChange, from, descriptorSlope,
                descriptorSlopeChange, shape.nR + n, shape.nA, bChange);
            for (int k = from; k < from + m; k++) {
                bChange[k] = a * b[k] - bChange[k];
            }
            Rows.addProducts(bChange, from, b, from, frame.angularSums, angularChange, i * shape.angularSums * m,
                shape.angularSums, m, angularGradient, (type * shape.nA + n) * shape.angularSums);
        }
    }

    private void descriptorChanges(final int i) {
        final int type = frame.types[i];
        final int m = shape.moments;
        final int at = i * shape.dim;
        for (int n = 0; n < shape.nR; n++) {
            dq[at + n] = Rows.dot(radialC, (type * shape.nR + n) * shape.radialSums, radialChange, i * shape.radialSums,
                shape.radialSums);
        }
        momentsOf(i, angularChange, momentsChange);
        for (int n = 0; n < shape.nA; n++) {
            final int from = (i * shape.nA + n) * m;
            shape.polynomials.change(moments, from, momentsChange, from, dq, at + shape.nR + n, shape.nA);
        }
        for (int k = 0; k < shape.dim; k++) {
            dq[at + k] *= scaler[k];
        }
    }

    // adds the gradient of the network's parameters
    private void networkGradient(final int i, final double a, final double[] gradient) {
        final int type = frame.types[i];
        final int b0 = shape.settings.b0(type, 0);
        final int w1 = shape.settings.w1(type, 0);
        final int from = i * shape.neurons;
        for (int v = 0; v < shape.neurons; v++) {
            final double h = hidden[from + v];
            final double change = (1 - h * h) * hiddenChange[from + v];
            final double slope = -2 * parameters[w1 + v] * h * change;
            slopeChange[from + v] = slope;
            final double s = a * hiddenSlopes[from + v] - slope;
            inputSlopes[from + v] = s;
            gradient[b0 + v] -= s;
            gradient[w1 + v] += a * h - change;
        }
        gradient[shape.settings.b1()] -= a;
        if (shape.settings.version() == 5) {
            gradient[shape.settings.typeBias(type)] -= a;
        }
    }
}

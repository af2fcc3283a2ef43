package org.example.lidiff.engine.potential.aenet;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/** The contents of one aenet file: descriptor, its normalization, network and energy scale of one element. Immutable. */
final class AenetNetwork {

    private static final int LARGEST = 100_000;

    final Element element;
    /** The elements of the descriptor, in the order that gives them their weights. */
    final List<Element> environment;
    final double radialCutoff;
    final int radialOrder;
    final double angularCutoff;
    final int angularOrder;
    final int[] nodes;
    final Activation[] activations;
    /** Weights of each layer, output node by output node: inputs, then the bias. */
    final double[][] weights;
    /** What is subtracted from each descriptor, and what it is then multiplied by. */
    final double[] average;
    final double[] factor;
    /** Site energy in eV = output / energyScale + energyOffset. */
    final double energyScale;
    final double energyOffset;

    /** Activation functions, in the numbering of the file. */
    enum Activation {
        LINEAR, TANH, SIGMOID, SCALED_TANH, TWISTED_TANH
    }

    AenetNetwork(final byte[] contents, final String name) {
        final FortranRecords in = new FortranRecords(contents, name);
        final int layers = in.integer("the number of layers", 2, 50);
        in.integer("the largest number of nodes", 1, LARGEST);
        final int weightCount = in.integer("the number of weights", 1, 100 * LARGEST);
        in.integer("the number of values", 1, LARGEST);
        nodes = in.integers(layers, "the nodes of each layer");
        final int[] functions = in.integers(layers - 1, "the activation functions");
        activations = new Activation[layers - 1];
        for (int l = 0; l < layers - 1; l++) {
            if (functions[l] < 0 || functions[l] >= Activation.values().length) {
                throw in.unsupported("names the activation function " + functions[l] + ", known are 0 to 4",
                    "Use a potential trained with linear, tanh, sigmoid, mtanh or twist nodes.");
            }
            activations[l] = Activation.values()[functions[l]];
        }
        in.integers(layers, "where the weights of each layer begin");
        in.integers(layers, "where the values of each layer begin");
        checkNodes(in, weightCount);
        weights = layers(in.numbers(weightCount, "the weights"));

        in.text(1024, "the description");
        element = element(in, in.text(2, "the element"));
        final int species = in.integer("the number of elements around it", 1, 118);
        final String symbols = in.text(2 * species, "the elements around it");
        environment = elements(in, symbols);
        in.number("the smallest distance");
        in.number("the largest distance");
        final String kind = in.text(100, "the kind of descriptor").strip();
        if (!kind.equals("Chebyshev")) {
            throw in.unsupported("names the descriptor '" + kind + "', supported is Chebyshev",
                "Use a potential that was trained with the Chebyshev descriptor.");
        }
        final int descriptors = in.integer("the number of descriptors", 1, LARGEST);
        final int width = in.integer("the number of descriptor parameters", 4, 1000);
        in.integers(descriptors, "the kinds of the descriptors");
        final double[] setup = in.numbers(width * descriptors, "the parameters of the descriptors");
        radialCutoff = setup[0];
        radialOrder = (int)setup[1];
        angularCutoff = setup[2];
        angularOrder = (int)setup[3];
        if (!(radialCutoff > 0 && angularCutoff > 0 && radialOrder >= 0 && angularOrder >= 0)
            || descriptors != descriptors() || descriptors != nodes[0]) {
            throw in.damaged("describes " + descriptors() + " descriptors (cutoffs " + radialCutoff + " and " + angularCutoff
                + " Å, orders " + radialOrder + " and " + angularOrder + "), the network has " + nodes[0] + " inputs");
        }
        in.integers(2 * descriptors, "the elements of the descriptors");
        in.integer("the number of evaluations", 0, Integer.MAX_VALUE);
        in.numbers(descriptors, "the smallest descriptors");
        in.numbers(descriptors, "the largest descriptors");
        average = in.numbers(descriptors, "the average descriptors");
        factor = in.numbers(descriptors, "the average squares of the descriptors");
        for (int d = 0; d < descriptors; d++) {
            final double deviation = Math.sqrt(Math.max(0, factor[d] - average[d] * average[d]));
            factor[d] = deviation > 1e-10 ? 1 / deviation : 0;
        }
        in.text(1024, "the name of the training set");
        final boolean normalized = in.integers(1, "whether energies are normalized")[0] != 0;
        final double scale = in.number("the energy scale");
        if (normalized && scale == 0) {
            throw in.damaged("has the energy scale 0");
        }
        final double shift = in.number("the energy shift");
        final int trained = in.integer("the number of elements of the training set", 1, 118);
        final List<Element> trainedElements = elements(in, in.text(2 * trained, "the elements of the training set"));
        final double[] atoms = in.numbers(trained, "the energies of the atoms");
        if (!trainedElements.contains(element)) {
            throw in.damaged("has no energy of an atom of " + element);
        }
        energyScale = normalized ? scale : 1;
        energyOffset = (normalized ? shift : 0) + atoms[trainedElements.indexOf(element)];
    }

    private void checkNodes(final FortranRecords in, final int weightCount) {
        long count = 0;
        for (int l = 0; l + 1 < nodes.length; l++) {
            count += (nodes[l] + 1L) * nodes[l + 1];
        }
        if (count != weightCount || nodes[nodes.length - 1] != 1) {
            throw in.damaged("belongs to a network of " + count + " weights and " + nodes[nodes.length - 1]
                + " outputs, the file announces " + weightCount + " weights and needs 1 output");
        }
    }

    // the file has them column by column: all outputs for the first input, …, the biases last
    private double[][] layers(final double[] all) {
        final double[][] result = new double[nodes.length - 1][];
        int at = 0;
        for (int l = 0; l < result.length; l++) {
            final int inputs = nodes[l] + 1;
            result[l] = new double[nodes[l + 1] * inputs];
            for (int i = 0; i < inputs; i++) {
                for (int o = 0; o < nodes[l + 1]; o++) {
                    result[l][o * inputs + i] = all[at++];
                }
            }
        }
        return result;
    }

    private static List<Element> elements(final FortranRecords in, final String symbols) {
        final List<Element> list = new ArrayList<>();
        for (int i = 0; i + 2 <= symbols.length(); i += 2) {
            list.add(element(in, symbols.substring(i, i + 2)));
        }
        return List.copyOf(list);
    }

    private static Element element(final FortranRecords in, final String symbol) {
        return Element.find(symbol).orElseThrow(() -> in.damaged("names '" + symbol.strip() + "', which is no element"));
    }

    /** Number of descriptors of the setup: each twice when there are several elements, counted and weighted. */
    int descriptors() {
        return (radialOrder + angularOrder + 2) * (environment.size() > 1 ? 2 : 1);
    }

    /** The weight of the type {@code index} of {@code count}: …, −2, −1, (0 only for odd counts), 1, 2, …. */
    static double typeWeight(final int index, final int count) {
        final int weight = index - count / 2;
        return count % 2 == 0 && weight >= 0 ? weight + 1 : weight;
    }

    /** Throws if two files that are to be one potential do not fit. */
    void checkFits(final AenetNetwork other) {
        if (!environment.equals(other.environment)) {
            throw new InputException("The aenet files of " + element + " and " + other.element
                + " belong to different potentials: their elements are " + environment + " and " + other.environment + ".",
                "Choose the files of one potential.");
        }
    }
}

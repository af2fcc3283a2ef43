package org.example.lidiff.engine.potential.aenet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.Evaluator;
import org.example.lidiff.engine.potential.EvaluatorOptions;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.SiteEvaluator;
import org.example.lidiff.engine.potential.SpeciesTypes;
import org.example.lidiff.engine.structure.Element;

/**
 * A neural-network potential of aenet with the Chebyshev descriptor; energies contain those of the free atoms of the training set.
 *
 * <p>The angular functions are T_n(cos θ), cos θ on [−1, 1].
 */
public final class AenetAnn implements Potential {

    private final List<AenetNetwork> networks;
    private final List<Element> elements;

    private AenetAnn(final List<AenetNetwork> networks) {
        this.networks = List.copyOf(networks);
        elements = networks.stream().map(n -> n.element).toList();
    }

    /**
     * Reads the files of a potential, one an element, in any order.
     *
     * @throws InputException if a file is missing, damaged (names the record), of an unsupported kind, if an element comes twice,
     *             or if the file of an element that the others need is missing
     */
    public static AenetAnn read(final List<Path> files) {
        final List<AenetNetwork> networks = new ArrayList<>();
        for (final Path file : files) {
            final AenetNetwork network = new AenetNetwork(contents(file), file.getFileName().toString());
            for (final AenetNetwork other : networks) {
                if (other.element == network.element) {
                    throw new InputException("Two aenet files are for the element " + network.element + ", the second is "
                        + file.getFileName() + ".", "Choose one file for each element.");
                }
                other.checkFits(network);
            }
            networks.add(network);
        }
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("No aenet file was given");
        }
        for (final Element e : networks.get(0).environment) {
            if (networks.stream().noneMatch(n -> n.element == e)) {
                throw new InputException("The aenet potential has the elements " + networks.get(0).environment
                    + ", but no file for " + e + " was chosen.", "Add the file of " + e + ".");
            }
        }
        return new AenetAnn(networks);
    }

    private static byte[] contents(final Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (final NoSuchFileException e) {
            throw new InputException("There is no file " + file + ".", "Choose the aenet files (*.ann or *.nn) of all elements.", e);
        } catch (final IOException e) {
            throw new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".",
                "Check the file and the permissions.", e);
        }
    }

    @Override
    public String kind() {
        return "aenet ANN";
    }

    @Override
    public List<Element> elements() {
        return elements;
    }

    @Override
    public double cutoff() {
        return networks.stream().mapToDouble(n -> Math.max(n.radialCutoff, n.angularCutoff)).max().orElseThrow();
    }

    @Override
    public Evaluator evaluator(final int[] atomicNumbers, final EvaluatorOptions options) {
        final int[] types = SpeciesTypes.of(atomicNumbers, elements, kind());
        final AenetNetwork[] nets = networks.toArray(AenetNetwork[]::new);
        final double[][] weights = new double[nets.length][nets.length];
        for (int i = 0; i < nets.length; i++) {
            for (int j = 0; j < nets.length; j++) {
                weights[i][j] = AenetNetwork.typeWeight(nets[i].environment.indexOf(elements.get(j)), nets[i].environment.size());
            }
        }
        return new SiteEvaluator(types, cutoff(), () -> new AenetSite(nets, weights), options);
    }
}

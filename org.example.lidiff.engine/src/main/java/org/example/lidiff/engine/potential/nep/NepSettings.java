package org.example.lidiff.engine.potential.nep;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * The shape of a NEP model: everything in the header of its file. The names are those of the file format.
 *
 * @param version 3 (one network for all types), 4 (one a type) or 5 (one a type, with a bias of its own)
 * @param species the types in the order of the file
 * @param radialCutoffs Å, one a type; the cutoff of a pair is the mean of its two
 * @param angularCutoffs Å, one a type
 * @param maxNeighborsRadial largest number of radial neighbors the reference program reserves memory for; not used here
 * @param maxNeighborsAngular likewise for angular neighbors
 * @param nMaxRadial there are nMaxRadial + 1 radial functions
 * @param nMaxAngular there are nMaxAngular + 1 angular ones
 * @param basisSizeRadial each is a combination of basisSizeRadial + 1 Chebyshev functions
 * @param basisSizeAngular likewise for the angular ones
 * @param lMax largest angular momentum of the power spectrum, 0 to 8
 * @param terms the further angular descriptors
 * @param neurons neurons in the hidden layer
 * @param zbl the short-range repulsion, or null for none
 */
public record NepSettings(int version, List<Element> species, List<Double> radialCutoffs, List<Double> angularCutoffs,
    int maxNeighborsRadial, int maxNeighborsAngular, int nMaxRadial, int nMaxAngular, int basisSizeRadial,
    int basisSizeAngular, int lMax, Set<AngularTerm> terms, int neurons, NepZbl zbl) {

    /** The largest angular momentum that is implemented. */
    public static final int LARGEST_L = 8;

    /**
     * Copies the collections and checks the ranges.
     *
     * @throws InputException if a species appears twice
     */
    public NepSettings {
        species = List.copyOf(species);
        radialCutoffs = List.copyOf(radialCutoffs);
        angularCutoffs = List.copyOf(angularCutoffs);
        terms = terms.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(terms));
        final Set<Element> seen = new HashSet<>();
        for (final Element e : species) {
            if (!seen.add(e)) {
                throw new InputException("The NEP model names the element " + e + " twice.", "Name each element once.");
            }
        }
        if (version < 3 || version > 5 || species.isEmpty() || radialCutoffs.size() != species.size()
            || angularCutoffs.size() != species.size() || nMaxRadial < 0 || nMaxAngular < 0 || basisSizeRadial < 0
            || basisSizeAngular < 0 || lMax < 0 || lMax > LARGEST_L || neurons < 1) {
            throw new IllegalArgumentException("Not the shape of a NEP model: version " + version + ", " + species.size()
                + " species, " + radialCutoffs.size() + " and " + angularCutoffs.size() + " cutoffs, n_max " + nMaxRadial + " "
                + nMaxAngular + ", basis_size " + basisSizeRadial + " " + basisSizeAngular + ", l_max " + lMax + ", neurons "
                + neurons);
        }
        for (int t = 0; t < species.size(); t++) {
            if (!(radialCutoffs.get(t) > 0 && angularCutoffs.get(t) > 0)) {
                throw new IllegalArgumentException("Cutoffs must be positive: " + radialCutoffs + ", " + angularCutoffs);
            }
        }
        for (final AngularTerm term : terms) {
            if (term.largestL() > lMax) {
                throw new IllegalArgumentException(term + " needs l_max of at least " + term.largestL() + ", not " + lMax);
            }
        }
        if (zbl != null && zbl.form() == NepZbl.Form.FLEXIBLE
            && zbl.pairs().size() != NepZbl.NUMBERS_PER_PAIR * species.size() * (species.size() + 1) / 2) {
            throw new IllegalArgumentException("Flexible ZBL of " + species.size() + " species has "
                + zbl.pairs().size() + " numbers");
        }
    }

    /** A version 4 model as the reference program suggests it: 8 and 4 Å, 30 neurons, l_max 4 with q222 and q1111, no ZBL. */
    public static NepSettings defaults(final List<Element> species) {
        return new NepSettings(4, species, Collections.nCopies(species.size(), 8.0), Collections.nCopies(species.size(), 4.0),
            500, 500, 4, 4, 8, 8, 4, EnumSet.of(AngularTerm.Q222, AngularTerm.Q1111), 30, null);
    }

    /** The same with one radial and one angular cutoff in Å for all types. */
    public NepSettings withCutoffs(final double radial, final double angular) {
        final int n = species.size();
        return new NepSettings(version, species, Collections.nCopies(n, radial), Collections.nCopies(n, angular),
            maxNeighborsRadial, maxNeighborsAngular, nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, lMax, terms,
            neurons, zbl);
    }

    /** The same with other numbers of radial and angular functions. */
    public NepSettings withNMax(final int radial, final int angular) {
        return new NepSettings(version, species, radialCutoffs, angularCutoffs, maxNeighborsRadial, maxNeighborsAngular,
            radial, angular, basisSizeRadial, basisSizeAngular, lMax, terms, neurons, zbl);
    }

    /** The same with other basis sizes. */
    public NepSettings withBasisSizes(final int radial, final int angular) {
        return new NepSettings(version, species, radialCutoffs, angularCutoffs, maxNeighborsRadial, maxNeighborsAngular,
            nMaxRadial, nMaxAngular, radial, angular, lMax, terms, neurons, zbl);
    }

    /** The same with another l_max and other angular terms. */
    public NepSettings withAngular(final int newLMax, final Set<AngularTerm> newTerms) {
        return new NepSettings(version, species, radialCutoffs, angularCutoffs, maxNeighborsRadial, maxNeighborsAngular,
            nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, newLMax, newTerms, neurons, zbl);
    }

    /** The same with another number of neurons. */
    public NepSettings withNeurons(final int newNeurons) {
        return new NepSettings(version, species, radialCutoffs, angularCutoffs, maxNeighborsRadial, maxNeighborsAngular,
            nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, lMax, terms, newNeurons, zbl);
    }

    /** The same with another repulsion, or null for none. */
    public NepSettings withZbl(final NepZbl newZbl) {
        return new NepSettings(version, species, radialCutoffs, angularCutoffs, maxNeighborsRadial, maxNeighborsAngular,
            nMaxRadial, nMaxAngular, basisSizeRadial, basisSizeAngular, lMax, terms, neurons, newZbl);
    }

    /** The same with other numbers of neighbors for the reference program to reserve memory for. */
    public NepSettings withMaxNeighbors(final int radial, final int angular) {
        return new NepSettings(version, species, radialCutoffs, angularCutoffs, radial, angular, nMaxRadial, nMaxAngular,
            basisSizeRadial, basisSizeAngular, lMax, terms, neurons, zbl);
    }

    /** Number of types. */
    public int types() {
        return species.size();
    }

    /** The type of an element, or −1. */
    public int typeOf(final Element element) {
        return species.indexOf(element);
    }

    /** Number of radial descriptors, nMaxRadial + 1; they come first. */
    public int radialDescriptors() {
        return nMaxRadial + 1;
    }

    /** Number of descriptors: (nMaxRadial + 1) + (nMaxAngular + 1)(lMax + number of terms). */
    public int dim() {
        return nMaxRadial + 1 + (nMaxAngular + 1) * (lMax + terms.size());
    }

    /** Radial cutoff in Å of a pair of types. */
    public double radialCutoff(final int t1, final int t2) {
        return 0.5 * (radialCutoffs.get(t1) + radialCutoffs.get(t2));
    }

    /** Angular cutoff in Å of a pair of types. */
    public double angularCutoff(final int t1, final int t2) {
        return 0.5 * (angularCutoffs.get(t1) + angularCutoffs.get(t2));
    }

    /** The largest distance in Å at which two atoms feel each other. */
    public double cutoff() {
        double largest = Math.max(Collections.max(radialCutoffs), Collections.max(angularCutoffs));
        if (zbl != null) {
            for (int i = 0; i < types(); i++) {
                for (int j = i; j < types(); j++) {
                    largest = Math.max(largest, zbl.outerRadius(species, i, j));
                }
            }
        }
        return largest;
    }

    /** Number of networks: 1 for version 3, else one a type. */
    public int networks() {
        return version == 3 ? 1 : types();
    }

    /** Number of parameters of one network. */
    public int networkSize() {
        return (dim() + 2) * neurons + (version == 5 ? 1 : 0);
    }

    /** Where the network of {@code type} begins in the parameter vector. */
    public int networkOffset(final int type) {
        return version == 3 ? 0 : type * networkSize();
    }

    /** Index of the weight of descriptor {@code d} in {@code neuron}; those of one neuron are contiguous. */
    public int w0(final int type, final int neuron, final int d) {
        return networkOffset(type) + neuron * dim() + d;
    }

    /** Index of the bias of {@code neuron}. */
    public int b0(final int type, final int neuron) {
        return networkOffset(type) + neurons * dim() + neuron;
    }

    /** Index of the output weight of {@code neuron}. */
    public int w1(final int type, final int neuron) {
        return networkOffset(type) + neurons * (dim() + 1) + neuron;
    }

    /** Index of the bias of a type; version 5 only. */
    public int typeBias(final int type) {
        if (version != 5) {
            throw new IllegalStateException("Only version 5 has a bias for each type, this is version " + version);
        }
        return networkOffset(type) + neurons * (dim() + 2);
    }

    /** Index of the common output bias b1. */
    public int b1() {
        return networks() * networkSize();
    }

    /** Index of c_nk for a central atom of type {@code ti} and a neighbor of type {@code tj} in the radial descriptors. */
    public int radialC(final int n, final int k, final int ti, final int tj) {
        return b1() + 1 + ((n * (basisSizeRadial + 1) + k) * types() + ti) * types() + tj;
    }

    /** Index of c_nk in the angular descriptors. */
    public int angularC(final int n, final int k, final int ti, final int tj) {
        return b1() + 1 + (nMaxRadial + 1) * (basisSizeRadial + 1) * types() * types()
            + ((n * (basisSizeAngular + 1) + k) * types() + ti) * types() + tj;
    }

    /** Number of parameters: networks, b1, radial and angular c; without q_scaler and flexible ZBL. */
    public int numberOfParameters() {
        return b1() + 1 + types() * types()
            * ((nMaxRadial + 1) * (basisSizeRadial + 1) + (nMaxAngular + 1) * (basisSizeAngular + 1));
    }

    /** What a user calls it: "NEP4 with ZBL". */
    public String kind() {
        return "NEP" + version + (zbl == null ? "" : " with ZBL");
    }
}

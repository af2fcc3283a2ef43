package org.example.lidiff.engine.potential.nep;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/**
 * The contents of a NEP file: settings, parameters in the order of the file, and the factors of the descriptors. Immutable.
 *
 * <p>Site energy E_i = Σ_m w1_m tanh(Σ_d w0_md q_d − b0_m) − b1 (version 5: and − bias of the type), with q_d = descriptor ·
 * q_scaler. Where each parameter is in the vector is said by {@link NepSettings}.
 */
public final class NepModel {

    private final NepSettings settings;
    private final double[] parameters;
    private final double[] scaler;

    /**
     * @param settings the shape
     * @param parameters {@link NepSettings#numberOfParameters()} numbers, copied
     * @param scaler q_scaler, {@link NepSettings#dim()} numbers, copied
     */
    public NepModel(final NepSettings settings, final double[] parameters, final double[] scaler) {
        if (parameters.length != settings.numberOfParameters() || scaler.length != settings.dim()) {
            throw new IllegalArgumentException("The model has " + settings.numberOfParameters() + " parameters and "
                + settings.dim() + " descriptors, not " + parameters.length + " and " + scaler.length);
        }
        this.settings = settings;
        this.parameters = parameters.clone();
        this.scaler = scaler.clone();
    }

    /**
     * Reads a NEP file.
     *
     * @throws InputException if there is no such file, if it is damaged (names the line), or of an unsupported kind
     */
    public static NepModel read(final Path file) {
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return read(in, file.getFileName().toString());
        } catch (final NoSuchFileException e) {
            throw new InputException("There is no file " + file + ".", "Choose a NEP file (nep.txt).", e);
        } catch (final IOException e) {
            throw new InputException("The file " + file + " cannot be read: " + e.getMessage() + ".",
                "Check the file and the permissions.", e);
        }
    }

    /** As {@link #read(Path)}, from an open reader; {@code name} is used in messages. The reader is not closed. */
    public static NepModel read(final Reader reader, final String name) throws IOException {
        return new NepReader(reader, name).read();
    }

    /** Writes the model as a NEP file; reading it gives the same numbers to the last bit. */
    public void write(final Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            write(out);
        }
    }

    /** As {@link #write(Path)}, to an open writer, which is not closed. */
    public void write(final Writer out) throws IOException {
        NepWriter.write(this, out);
    }

    /** The header of the file. */
    public NepSettings settings() {
        return settings;
    }

    /** A copy of the parameters in the order of the file. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** Parameter {@code index}; the indices are those of {@link NepSettings}. */
    public double parameter(final int index) {
        return parameters[index];
    }

    /** A copy of q_scaler, one factor a descriptor. */
    public double[] scaler() {
        return scaler.clone();
    }

    /** Number of descriptors. */
    public int dim() {
        return settings.dim();
    }

    /** Number of parameters, without q_scaler and flexible ZBL. */
    public int numberOfParameters() {
        return parameters.length;
    }

    /**
     * A number of everything that the descriptors depend on: shape, cutoffs, radial and angular c, q_scaler. Networks may differ between
     * models with the same number.
     */
    public long descriptorFingerprint() {
        // FNV-1a
        long hash = 0xcbf29ce484222325L;
        final String shape = settings.species() + " " + settings.radialCutoffs() + " " + settings.angularCutoffs() + " " + settings.nMaxRadial()
            + " " + settings.nMaxAngular() + " " + settings.basisSizeRadial() + " " + settings.basisSizeAngular() + " " + settings.lMax() + " "
            + settings.terms();
        for (int i = 0; i < shape.length(); i++) {
            hash = (hash ^ shape.charAt(i)) * 0x100000001b3L;
        }
        for (int i = settings.b1() + 1; i < parameters.length; i++) {
            hash = (hash ^ Double.doubleToLongBits(parameters[i])) * 0x100000001b3L;
        }
        for (final double s : scaler) {
            hash = (hash ^ Double.doubleToLongBits(s)) * 0x100000001b3L;
        }
        return hash;
    }

    /** "NEP4", "NEP4 with ZBL". */
    public String kind() {
        return settings.kind();
    }

    /** The same with other parameters. */
    public NepModel withParameters(final double[] newParameters) {
        return new NepModel(settings, newParameters, scaler);
    }

    /** The same with another q_scaler. */
    public NepModel withScaler(final double[] newScaler) {
        return new NepModel(settings, parameters, newScaler);
    }

    /**
     * The part of the model that atoms of these elements use: their networks, their pairs of c, the same q_scaler. Energies
     * and forces of structures made of them are unchanged.
     *
     * @param elements the species of the new model, in this order
     * @throws InputException if the model lacks an element, or if one is named twice
     */
    public NepModel withSpecies(final List<Element> elements) {
        final int[] old = new int[elements.size()];
        for (int t = 0; t < old.length; t++) {
            old[t] = settings.typeOf(elements.get(t));
            if (old[t] < 0) {
                throw new InputException("The NEP model has no parameters for " + elements.get(t) + "; it knows "
                    + settings.species().stream().map(Element::symbol).collect(Collectors.joining(" ")) + ".",
                    "Choose a model that was trained with this element.");
            }
        }
        final NepSettings s = slicedSettings(elements, old);
        final double[] p = new double[s.numberOfParameters()];
        for (int t = 0; t < s.networks(); t++) {
            System.arraycopy(parameters, settings.networkOffset(old[t]), p, s.networkOffset(t), s.networkSize());
        }
        p[s.b1()] = parameters[settings.b1()];
        for (int ti = 0; ti < old.length; ti++) {
            for (int tj = 0; tj < old.length; tj++) {
                for (int n = 0; n <= s.nMaxRadial(); n++) {
                    for (int k = 0; k <= s.basisSizeRadial(); k++) {
                        p[s.radialC(n, k, ti, tj)] = parameters[settings.radialC(n, k, old[ti], old[tj])];
                    }
                }
                for (int n = 0; n <= s.nMaxAngular(); n++) {
                    for (int k = 0; k <= s.basisSizeAngular(); k++) {
                        p[s.angularC(n, k, ti, tj)] = parameters[settings.angularC(n, k, old[ti], old[tj])];
                    }
                }
            }
        }
        return new NepModel(s, p, scaler);
    }

    private NepSettings slicedSettings(final List<Element> elements, final int[] old) {
        final List<Double> radial = new ArrayList<>();
        final List<Double> angular = new ArrayList<>();
        for (final int t : old) {
            radial.add(settings.radialCutoffs().get(t));
            angular.add(settings.angularCutoffs().get(t));
        }
        NepZbl zbl = settings.zbl();
        if (zbl != null && zbl.form() == NepZbl.Form.FLEXIBLE) {
            final List<Double> pairs = new ArrayList<>();
            for (int i = 0; i < old.length; i++) {
                for (int j = i; j < old.length; j++) {
                    final int at = NepZbl.pairIndex(old[i], old[j], settings.types());
                    pairs.addAll(zbl.pairs().subList(at, at + NepZbl.NUMBERS_PER_PAIR));
                }
            }
            zbl = NepZbl.flexible(pairs);
        }
        return new NepSettings(settings.version(), elements, radial, angular, settings.maxNeighborsRadial(),
            settings.maxNeighborsAngular(), settings.nMaxRadial(), settings.nMaxAngular(), settings.basisSizeRadial(),
            settings.basisSizeAngular(), settings.lMax(), settings.terms(), settings.neurons(), zbl);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof NepModel && settings.equals(((NepModel)other).settings)
            && Arrays.equals(parameters, ((NepModel)other).parameters) && Arrays.equals(scaler, ((NepModel)other).scaler);
    }

    @Override
    public int hashCode() {
        return 31 * settings.hashCode() + Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return kind() + " for " + settings.species() + " with " + parameters.length + " parameters";
    }
}

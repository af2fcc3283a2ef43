package org.example.lidiff.engine.potential.nep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;

/** Reads NEP files. Every error names the file and the line. */
final class NepReader {

    private static final String[] UNSUPPORTED = {"dipole", "polarizability", "charge", "vdw", "spin", "temperature"};
    private static final int LARGEST_INTEGER = 1_000_000;
    private static final int MOST_ELEMENTS = 118;
    private static final int LARGEST_N = 1000;
    private static final int MOST_NEURONS = 10_000;
    private static final long MOST_NUMBERS = 100_000_000;
    private static final String COPY_AGAIN = "Copy the file again from where it came from, it is damaged or not a NEP file.";

    private final BufferedReader in;
    private final String name;
    private int lineNumber;

    NepReader(final Reader reader, final String name) {
        this.in = reader instanceof BufferedReader ? (BufferedReader)reader : new BufferedReader(reader);
        this.name = name;
    }

    NepModel read() throws IOException {
        final String[] first = words("the kind and the elements");
        final boolean hasZbl = checkKind(first[0]);
        final int version = first[0].charAt(3) - '0';
        final List<Element> species = species(first);
        NepZbl zbl = hasZbl ? zbl() : null;
        final List<double[]> cutoffs = cutoffs(species.size());
        final int[] nMax = integers("n_max", LARGEST_N);
        final int[] basis = integers("basis_size", LARGEST_N);
        final Set<AngularTerm> terms = EnumSet.noneOf(AngularTerm.class);
        final int lMax = angular(terms);
        final int neurons = neurons();
        final boolean flexible = zbl != null && zbl.form() == NepZbl.Form.FLEXIBLE;
        final int zblNumbers = NepZbl.NUMBERS_PER_PAIR * species.size() * (species.size() + 1) / 2;
        if (flexible) {
            zbl = null;
        }
        final NepSettings shape = new NepSettings(version, species, boxed(cutoffs.get(0)), boxed(cutoffs.get(1)),
            (int)cutoffs.get(2)[0], (int)cutoffs.get(2)[1], nMax[0], nMax[1], basis[0], basis[1], lMax, terms, neurons, zbl);
        checkSize(shape, terms.size());
        final int wanted = shape.numberOfParameters() + shape.dim() + (flexible ? zblNumbers : 0);
        final double[] parameters = numbers(shape.numberOfParameters(), 0, wanted);
        final double[] scaler = numbers(shape.dim(), shape.numberOfParameters(), wanted);
        NepSettings settings = shape;
        if (flexible) {
            settings = shape.withZbl(NepZbl.flexible(boxed(numbers(zblNumbers, wanted - zblNumbers, wanted))));
        }
        noMore(wanted);
        return new NepModel(settings, parameters, scaler);
    }

    private boolean checkKind(final String kind) {
        final String lower = kind.toLowerCase(Locale.ROOT);
        for (final String variant : UNSUPPORTED) {
            if (lower.contains("_" + variant)) {
                throw new InputException(where() + "says " + abbreviated(kind) + ": " + variant + " models are not supported.",
                    "Choose a potential-energy model: nep3, nep4 or nep5, with or without _zbl.");
            }
        }
        if (!lower.matches("nep[345](_zbl)?")) {
            throw new InputException(where() + "begins with '" + abbreviated(kind) + "', which is no supported kind of NEP model.",
                "Choose a file that begins with nep3, nep4 or nep5, with or without _zbl.");
        }
        return lower.endsWith("_zbl");
    }

    private List<Element> species(final String[] first) {
        if (first.length < 2) {
            throw damaged("has no number of elements");
        }
        final int types = integer(first[1], "number of elements", 1, MOST_ELEMENTS);
        if (first.length != types + 2) {
            throw damaged("announces " + types + " elements and names " + (first.length - 2));
        }
        final List<Element> species = new ArrayList<>();
        for (int t = 2; t < first.length; t++) {
            final String symbol = first[t];
            final Element e = Element.find(symbol).orElseThrow(() -> damaged("names '" + symbol + "', which is no element"));
            if (species.contains(e)) {
                throw new InputException(where() + "names the element " + e + " twice.", "Name each element once.");
            }
            species.add(e);
        }
        return species;
    }

    private NepZbl zbl() throws IOException {
        final String[] w = keyed("zbl");
        if (w.length != 3 && w.length != 4) {
            throw damaged("has " + (w.length - 1) + " numbers after zbl, not 2 or 3");
        }
        final double inner = number(w[1]);
        final double outer = number(w[2]);
        if (inner == 0 && outer == 0) {
            // a factor says nothing here and is not kept
            return new NepZbl(NepZbl.Form.FLEXIBLE, 0, 0, 0, List.of());
        }
        if (!(inner >= 0 && outer > inner)) {
            throw damaged("has the ZBL radii " + w[1] + " and " + w[2] + " Å; the second must be the larger");
        }
        return w.length == 3 ? NepZbl.fixed(inner, outer) : NepZbl.covalent(inner, outer, positive(w[3], "ZBL factor"));
    }

    /** Radial and angular cutoffs a type, then the two numbers of neighbors. */
    private List<double[]> cutoffs(final int types) throws IOException {
        final String[] w = keyed("cutoff");
        if (w.length != 5 && w.length != 2 * types + 3) {
            throw damaged("has " + (w.length - 1) + " numbers after cutoff, not 4 or " + (2 * types + 2));
        }
        final double[] radial = new double[types];
        final double[] angular = new double[types];
        for (int t = 0; t < types; t++) {
            final int at = w.length == 5 ? 1 : 1 + 2 * t;
            radial[t] = positive(w[at], "cutoff");
            angular[t] = positive(w[at + 1], "cutoff");
        }
        return List.of(radial, angular, new double[] {neighbors(w[w.length - 2]), neighbors(w[w.length - 1])});
    }

    // programs write them as 274 or as 274.0
    private int neighbors(final String word) {
        return integer(word.matches("\\d+\\.0*") ? word.substring(0, word.indexOf('.')) : word, "number of neighbors", 0, LARGEST_INTEGER);
    }

    private int neurons() throws IOException {
        final String[] w = keyed("ANN");
        if (w.length != 3) {
            throw damaged("has " + (w.length - 1) + " numbers after ANN, not 2");
        }
        final int neurons = integer(w[1], "ANN", 1, MOST_NEURONS);
        if (integer(w[2], "ANN", 0, MOST_NEURONS) > 0) {
            throw new InputException(where() + "has a second hidden layer (" + w[2] + " neurons), which is not supported.",
                "Choose a model with one hidden layer; its line reads ANN " + w[1] + " 0.");
        }
        return neurons;
    }

    // a damaged header must not ask for more memory than there is
    private void checkSize(final NepSettings s, final int terms) {
        final long types = s.types();
        final long dim = s.nMaxRadial() + 1 + (s.nMaxAngular() + 1L) * (s.lMax() + terms);
        final long count = (dim + 2) * s.neurons() * types + types * types
            * ((s.nMaxRadial() + 1L) * (s.basisSizeRadial() + 1) + (s.nMaxAngular() + 1L) * (s.basisSizeAngular() + 1));
        if (count > MOST_NUMBERS) {
            throw damaged("ends a header that asks for " + count + " numbers, more than " + MOST_NUMBERS);
        }
    }

    private int angular(final Set<AngularTerm> terms) throws IOException {
        final String[] w = keyed("l_max");
        if (w.length < 2 || w.length > 8) {
            throw damaged("has " + (w.length - 1) + " numbers after l_max, not 1 to 7");
        }
        final int lMax = integer(w[1], "l_max", 0, LARGEST_INTEGER);
        if (lMax > NepSettings.LARGEST_L) {
            throw new InputException(where() + "has l_max " + lMax + ", the largest supported one is " + NepSettings.LARGEST_L + ".",
                "Choose a model with a smaller l_max.");
        }
        for (int i = 2; i < w.length; i++) {
            final AngularTerm term = AngularTerm.values()[i - 2];
            final int flag = integer(w[i], "l_max", 0, LARGEST_INTEGER);
            // old form: "2" for the four-body term, then "1" for the five-body one
            if (flag > (i == 2 ? 2 : 1)) {
                throw damaged("has " + flag + " where l_max has a switch");
            }
            if (flag > 0) {
                if (term.largestL() > lMax) {
                    throw damaged("switches " + term.name().toLowerCase(Locale.ROOT) + " on, which needs l_max of at least "
                        + term.largestL() + ", not " + lMax);
                }
                terms.add(term);
            }
        }
        return lMax;
    }

    private double[] numbers(final int count, final int before, final int wanted) throws IOException {
        final double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            final String line = nextLine();
            if (line == null) {
                throw new InputException("The file " + name + " ends after line " + lineNumber + " with " + (before + i)
                    + " numbers; its header asks for " + wanted + ".", COPY_AGAIN);
            }
            values[i] = number(line);
        }
        return values;
    }

    private void noMore(final int wanted) throws IOException {
        if (nextLine() != null) {
            throw damaged("is one number more than the " + wanted + " the header asks for");
        }
    }

    private String[] words(final String what) throws IOException {
        final String line = nextLine();
        if (line == null) {
            throw new InputException("The file " + name + " ends after line " + lineNumber + ", before " + what + ".", COPY_AGAIN);
        }
        return line.split("\\s+");
    }

    private String[] keyed(final String key) throws IOException {
        final String[] w = words("the line " + key);
        if (!w[0].equals(key)) {
            throw damaged("begins with '" + abbreviated(w[0]) + "' where " + key + " is expected");
        }
        return w;
    }

    private int[] integers(final String key, final int largest) throws IOException {
        final String[] w = keyed(key);
        if (w.length != 3) {
            throw damaged("has " + (w.length - 1) + " numbers after " + key + ", not 2");
        }
        return new int[] {integer(w[1], key, 0, largest), integer(w[2], key, 0, largest)};
    }

    private int integer(final String word, final String what, final int smallest, final int largest) {
        try {
            final int value = Integer.parseInt(word);
            if (value >= smallest && value <= largest) {
                return value;
            }
        } catch (final NumberFormatException e) {
            throw damaged("has '" + abbreviated(word) + "' where a whole number is expected (" + what + ")");
        }
        throw damaged("has " + abbreviated(word) + " for " + what + ", allowed is " + smallest + " to " + largest);
    }

    private double positive(final String word, final String what) {
        final double value = number(word);
        if (!(value > 0)) {
            throw damaged("has " + word + " for the " + what + ", which must be positive");
        }
        return value;
    }

    private double number(final String word) {
        final double value;
        try {
            value = Double.parseDouble(word);
        } catch (final NumberFormatException e) {
            throw noNumber(word);
        }
        if (!Double.isFinite(value)) {
            throw damaged("has the number " + abbreviated(word) + ", which is not finite");
        }
        if (!Character.isDigit(word.charAt(word.length() - 1)) && !word.endsWith(".") || word.indexOf('x') > 0 || word.indexOf('X') > 0) {
            // only Java takes 1.0f and 0x1p3
            throw noNumber(word);
        }
        return value;
    }

    private InputException noNumber(final String word) {
        return damaged("has '" + abbreviated(word) + "' where a number is expected");
    }

    /** The next line that is not blank, without its margins, or null. */
    private String nextLine() throws IOException {
        String line = in.readLine();
        while (line != null) {
            lineNumber++;
            final String text = line.strip();
            if (!text.isEmpty()) {
                return text;
            }
            line = in.readLine();
        }
        return null;
    }

    private InputException damaged(final String what) {
        return new InputException(where() + what + ".", COPY_AGAIN);
    }

    private String where() {
        return "Line " + lineNumber + " of " + name + " ";
    }

    private static String abbreviated(final String word) {
        return word.length() > 30 ? word.substring(0, 30) + "…" : word;
    }

    private static List<Double> boxed(final double... values) {
        final List<Double> list = new ArrayList<>(values.length);
        for (final double v : values) {
            list.add(v);
        }
        return Collections.unmodifiableList(list);
    }
}

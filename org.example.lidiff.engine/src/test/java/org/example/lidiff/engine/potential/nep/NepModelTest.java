package org.example.lidiff.engine.potential.nep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NepModelTest {

    @TempDir
    Path folder;

    private static NepModel again(final NepModel model) {
        try {
            final StringWriter out = new StringWriter();
            model.write(out);
            return NepModel.read(new StringReader(out.toString()), "again");
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    private static InputException failure(final String text) {
        return assertThrows(InputException.class, () -> NepModel.read(new StringReader(text), "nep.txt"));
    }

    private static final String HEAD = "nep4 1 Si\ncutoff 5 4 100 50\nn_max 0 0\nbasis_size 0 0\nl_max 1 0 0\nANN 1 0\n";

    @Test
    void writtenFilesHoldTheSameNumbers() {
        for (final NepModel model : List.of(NepModels.random(3, null), NepModels.random(4, NepZbl.fixed(0.7, 1.9)),
            NepModels.random(5, NepModels.flexible()), NepModels.random(4, NepZbl.covalent(0, 2.3, 0.65)))) {
            assertEquals(model, again(model));
        }
    }

    @Test
    void everyChoiceOfTermsSurvivesTheFile() {
        for (int bits = 0; bits < 64; bits++) {
            final Set<AngularTerm> terms = EnumSet.noneOf(AngularTerm.class);
            for (final AngularTerm t : AngularTerm.values()) {
                if ((bits >> t.ordinal() & 1) == 1) {
                    terms.add(t);
                }
            }
            final NepSettings s = NepSettings.defaults(NepModels.LI_SI_P).withNMax(0, 0).withBasisSizes(0, 0).withNeurons(1)
                .withAngular(4, terms);
            assertEquals(terms, again(new NepModel(s, new double[s.numberOfParameters()], new double[s.dim()])).settings().terms());
        }
    }

    @Test
    void numbersAreTheShortestThatReadBack() {
        final Random random = new Random(1);
        for (int n = 0; n < 20_000; n++) {
            final double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x)) {
                assertEquals(x, Double.parseDouble(NepWriter.shortest(x)), 0);
            }
        }
        assertEquals("6.2799901e-02", NepWriter.shortest(6.2799901e-02));
        assertEquals("-1.0e+00", NepWriter.shortest(-1));
        assertEquals("0.0e+00", NepWriter.shortest(0));
        // Java 17 prints 2.0E-3 as 0.0020 and 2.2250738585072014E-308 with one digit more than needed in places
        assertEquals("2.0e-03", NepWriter.shortest(2e-3));
        assertEquals("1.0e+23", NepWriter.shortest(1e23));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NepWriter.shortest(Double.NaN)).getMessage().contains("NaN"));
    }

    @Test
    void referenceFilesAreReadAndKept() throws IOException {
        final NepModel lead = NepModel.read(SharedData.path("nep-reference/nep.txt"));
        assertEquals(List.of(Element.of("Te"), Element.of("Pb")), lead.settings().species());
        assertEquals(30, lead.dim());
        assertEquals(Set.of(AngularTerm.Q222), lead.settings().terms());
        assertEquals(lead, again(lead));
        final NepModel sulfide = NepModel.read(SharedData.path("mos2-nep/nep_gen10000.txt"));
        assertEquals("NEP4 with ZBL", sulfide.kind());
        // NEP.md: the slice of two elements out of NEP89
        assertEquals(6281, sulfide.numberOfParameters());
        assertEquals(sulfide, again(sulfide));
        final Path file = folder.resolve("copy.txt");
        sulfide.write(file);
        assertEquals(sulfide, NepModel.read(file));
        assertTrue(Files.size(file) > 0);
    }

    @Test
    void countsFollowTheFormulas() {
        for (int version = 3; version <= 5; version++) {
            final NepSettings s = NepModels.random(version, null).settings();
            final int dim = 4 + 3 * (4 + 6);
            assertEquals(dim, s.dim());
            final int networks = version == 3 ? (dim + 2) * 7 + 1 : version == 4 ? (dim + 2) * 7 * 3 + 1 : ((dim + 2) * 7 + 1) * 3 + 1;
            assertEquals(networks + 9 * (4 * 6 + 3 * 5), s.numberOfParameters());
            assertEquals(s.numberOfParameters() - 1, s.angularC(2, 4, 2, 2));
            assertEquals(s.b1() + 1, s.radialC(0, 0, 0, 0));
        }
        assertThrows(IllegalStateException.class, () -> NepModels.random(4, null).settings().typeBias(0));
    }

    @Test
    void sliceOfSpeciesGivesTheSameEnergiesAndForces() {
        for (final NepModel model : List.of(NepModels.random(3, null), NepModels.random(5, NepModels.flexible()))) {
            final Structure s = PotentialContract.random(10, 25, 2, "P", "Li");
            final NepModel part = model.withSpecies(List.of(Element.of("P"), Element.of("Li")));
            assertEquals(new Nep(model).evaluate(s).energy(), new Nep(part).evaluate(s).energy(), 1e-12);
            assertArrayEquals(new Nep(model).evaluate(s).forces(), new Nep(part).evaluate(s).forces(), 1e-12);
            assertEquals(model, model.withSpecies(NepModels.LI_SI_P));
        }
    }

    @Test
    void sliceNamesAbsentAndRepeatedElements() {
        final NepModel model = NepModels.random(4, null);
        assertEquals("The NEP model has no parameters for Au; it knows Li Si P.",
            assertThrows(InputException.class, () -> model.withSpecies(List.of(Element.of("Au")))).summary());
        assertEquals("The NEP model names the element Li twice.",
            assertThrows(InputException.class, () -> model.withSpecies(List.of(Element.of("Li"), Element.of("Li")))).summary());
    }

    @Test
    void otherKindsOfModelsAreRefusedByName() {
        for (final String kind : new String[] {"dipole", "polarizability", "charge", "vdw", "spin", "temperature"}) {
            for (final String word : new String[] {"nep4_" + kind, "nep4_zbl_" + kind + "1", "nep5_" + kind + "2"}) {
                final InputException e = failure(word + " 1 Si\n");
                assertEquals("Line 1 of nep.txt says " + word + ": " + kind + " models are not supported.", e.summary());
                assertTrue(e.resolution().contains("nep5"));
            }
        }
        assertEquals("Line 1 of nep.txt begins with 'nep2', which is no supported kind of NEP model.", failure("nep2 1 Si\n").summary());
    }

    @Test
    void damagedHeadersNameTheLine() {
        final String[][] cases = {
            {"", "The file nep.txt ends after line 0, before the kind and the elements."},
            {"nep4\n", "Line 1 of nep.txt has no number of elements."},
            {"nep4 2 Si\n", "Line 1 of nep.txt announces 2 elements and names 1."},
            {"nep4 1 Xx\n", "Line 1 of nep.txt names 'Xx', which is no element."},
            {"nep4 2 Si Si\n", "Line 1 of nep.txt names the element Si twice."},
            {"nep4 0\n", "Line 1 of nep.txt has 0 for number of elements, allowed is 1 to 118."},
            {"nep4_zbl 1 Si\nzbl 1\n", "Line 2 of nep.txt has 1 numbers after zbl, not 2 or 3."},
            {"nep4_zbl 1 Si\nzbl 2 1\n", "Line 2 of nep.txt has the ZBL radii 2 and 1 Å; the second must be the larger."},
            {"nep4 1 Si\nn_max 4 4\n", "Line 2 of nep.txt begins with 'n_max' where cutoff is expected."},
            {"nep4 2 Li Si\ncutoff 8 4 1\n", "Line 2 of nep.txt has 3 numbers after cutoff, not 4 or 6."},
            {"nep4 1 Si\ncutoff 0 4 9 9\n", "Line 2 of nep.txt has 0 for the cutoff, which must be positive."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4\n", "Line 3 of nep.txt has 1 numbers after n_max, not 2."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 x\n", "Line 3 of nep.txt has 'x' where a whole number is expected (n_max)."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 4\nbasis_size 8 8\nl_max 9 0 0\n",
                "Line 5 of nep.txt has l_max 9, the largest supported one is 8."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 4\nbasis_size 8 8\nl_max 1 2 0\n",
                "Line 5 of nep.txt switches q222 on, which needs l_max of at least 2, not 1."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 4\nbasis_size 8 8\nl_max 4 3 0\n",
                "Line 5 of nep.txt has 3 where l_max has a switch."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 1001\n", "Line 3 of nep.txt has 1001 for n_max, allowed is 0 to 1000."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 4\nbasis_size 8 8\nl_max 4 2 0\nANN 30 30\n",
                "Line 6 of nep.txt has a second hidden layer (30 neurons), which is not supported."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 1000 1000\nbasis_size 8 8\nl_max 8 2 0\nANN 9999 0\n",
                "Line 6 of nep.txt ends a header that asks for 100128006 numbers, more than 100000000."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 4\nbasis_size 8 8\nl_max 4 2 0\nANN 30\n",
                "Line 6 of nep.txt has 1 numbers after ANN, not 2."},
            {"nep4 1 Si\ncutoff 5 4 9 9\nn_max 4 4\nbasis_size 8 8\nl_max\n", "Line 5 of nep.txt has 0 numbers after l_max, not 1 to 7."},
        };
        for (final String[] c : cases) {
            assertEquals(c[1], failure(c[0]).summary());
        }
    }

    @Test
    void damagedNumbersNameTheLine() {
        // dim 2: 4 numbers of the network, b1, two c, two factors
        assertEquals("The file nep.txt ends after line 9 with 3 numbers; its header asks for 9.", failure(HEAD + "1\n2\n3\n").summary());
        assertEquals("Line 8 of nep.txt has '2.x' where a number is expected.", failure(HEAD + "1\n2.x\n").summary());
        assertEquals("Line 7 of nep.txt has the number NaN, which is not finite.", failure(HEAD + "NaN\n").summary());
        assertEquals("Line 7 of nep.txt has '1.5f' where a number is expected.", failure(HEAD + "1.5f\n").summary());
        assertEquals("Line 7 of nep.txt has '0x1p3' where a number is expected.", failure(HEAD + "0x1p3\n").summary());
        assertEquals("Line 16 of nep.txt is one number more than the 9 the header asks for.",
            failure(HEAD + "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n").summary());
        assertTrue(failure(HEAD).resolution().contains("Copy the file again"));
    }

    @Test
    void missingFileIsNamed() {
        final InputException e = assertThrows(InputException.class, () -> NepModel.read(folder.resolve("none.txt")));
        assertTrue(e.summary().startsWith("There is no file ") && e.summary().contains("none.txt"), e.summary());
    }

    @Test
    void oldAndNewFormOfTheAngularTermsAreTold() {
        assertEquals(Set.of(AngularTerm.Q222, AngularTerm.Q1111), terms("4 2 1"));
        assertEquals(Set.of(AngularTerm.Q222, AngularTerm.Q1111), terms("4 1 1"));
        assertEquals(Set.of(AngularTerm.Q1111), terms("4 0 1"));
        assertEquals(Set.of(AngularTerm.Q112, AngularTerm.Q134), terms("4 0 0 1 0 0 1"));
        assertEquals(Set.of(), terms("4"));
    }

    @Test
    void headersThatOtherProgramsWriteAreRead() throws IOException {
        final String head = "nep4_zbl 1 Si\nzbl 0 0 0.7\ncutoff 5 4 274.0 158.\nn_max 0 0\nbasis_size 0 0\nl_max 1 0 0\nANN 1 0\n";
        final NepModel model = NepModel.read(new StringReader(head + "0.5\n".repeat(19)), "x");
        assertEquals(274, model.settings().maxNeighborsRadial());
        assertEquals(158, model.settings().maxNeighborsAngular());
        assertEquals(NepZbl.Form.FLEXIBLE, model.settings().zbl().form());
        assertEquals(model, again(model));
    }

    @Test
    void damagedFilesNeverFailWithoutALine() throws IOException {
        final StringWriter out = new StringWriter();
        NepModels.random(5, NepModels.flexible()).write(out);
        final String text = out.toString();
        final Random random = new Random(6);
        final int rounds = Boolean.getBoolean("lidiff.thorough") ? 5000 : 200;
        for (int n = 0; n < rounds; n++) {
            final StringBuilder damaged = new StringBuilder(text);
            final int at = random.nextInt(n % 2 == 0 ? text.length() : 200);
            switch (n % 3) {
                case 0 -> damaged.setCharAt(at, (char)(32 + random.nextInt(95)));
                case 1 -> damaged.delete(at, at + 1 + random.nextInt(100));
                default -> damaged.setLength(at);
            }
            try {
                // numbers may have changed to other numbers, the shape has not
                assertTrue(NepModel.read(new StringReader(damaged.toString()), "nep.txt").numberOfParameters() > 0);
            } catch (final InputException e) {
                assertTrue(e.summary().startsWith("Line ") || e.summary().contains("after line") || e.summary().contains("covalent"), e.summary());
            }
        }
    }

    private static Set<AngularTerm> terms(final String line) {
        final int count = (int)Arrays.stream(line.split(" ")).skip(1).filter(w -> !w.equals("0")).count();
        final String head = "nep4 1 Si\ncutoff 5 4 9 9\nn_max 0 0\nbasis_size 0 0\nl_max " + line + "\nANN 1 0\n";
        final int dim = 1 + 4 + count;
        try {
            return NepModel.read(new StringReader(head + "0\n".repeat(dim + 2 + 1 + 2 + dim)), "x").settings().terms();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void radiiOfHeavyElementsAreMissing() {
        final NepSettings s = NepSettings.defaults(List.of(Element.of("Am"))).withZbl(NepZbl.covalent(0, 2, 0.7));
        final InputException e = assertThrows(InputException.class, s::cutoff);
        assertEquals("There is no covalent radius for Am, the table ends at Pu.", e.summary());
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        final NepSettings s = NepSettings.defaults(NepModels.LI_SI_P);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new NepModel(s, new double[3], new double[s.dim()])).getMessage()
            .contains("parameters"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> s.withNeurons(0)).getMessage().contains("neurons 0"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> s.withAngular(3, Set.of(AngularTerm.Q134))).getMessage()
            .contains("Q134 needs l_max of at least 4"));
        assertThrows(IllegalArgumentException.class, () -> s.withCutoffs(-1, 4));
        assertThrows(IllegalArgumentException.class, () -> s.withZbl(NepZbl.flexible(List.of(1.0))));
        assertThrows(IllegalArgumentException.class, () -> NepZbl.fixed(2, 1));
    }
}

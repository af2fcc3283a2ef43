package org.example.lidiff.engine.potential.aenet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.potential.Potential;
import org.example.lidiff.engine.potential.PotentialContract;
import org.example.lidiff.engine.potential.PotentialFiles;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AenetAnnTest extends PotentialContract {

    @TempDir
    Path folder;

    @Override
    public Potential potential() {
        return PotentialFiles.load(List.of(file("Li.ann"), file("Si.ann")));
    }

    // the 32-atom cell: c = 5.74 Å is below the cutoff of 8 Å
    @Override
    public Structure structure() {
        final Structure s = poscar("LiSi");
        final double[] r = s.positions();
        final java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < r.length; i++) {
            r[i] += 0.1 * random.nextGaussian();
        }
        return s.withPositions(r);
    }

    private static Path file(final String name) {
        return SharedData.path("lisi-aenet/" + name);
    }

    private static Structure poscar(final String name) {
        try {
            final List<String> lines = Files.readAllLines(SharedData.path("lisi-structures/" + name + ".POSCAR"));
            final double[] rows = new double[9];
            for (int i = 0; i < 9; i++) {
                rows[i] = Double.parseDouble(lines.get(2 + i / 3).strip().split("\\s+")[i % 3]);
            }
            final Cell cell = Cell.of(rows);
            final String[] symbols = lines.get(5).strip().split("\\s+");
            final int[] counts = Arrays.stream(lines.get(6).strip().split("\\s+")).mapToInt(Integer::parseInt).toArray();
            final int[] z = new int[Arrays.stream(counts).sum()];
            final double[] r = new double[3 * z.length];
            int i = 0;
            for (int t = 0; t < counts.length; t++) {
                for (int n = 0; n < counts[t]; n++, i++) {
                    z[i] = Element.of(symbols[t]).atomicNumber();
                    for (int k = 0; k < 3; k++) {
                        r[3 * i + k] = Double.parseDouble(lines.get(8 + i).strip().split("\\s+")[k]);
                    }
                    cell.toCartesian(r, 3 * i, r, 3 * i);
                }
            }
            return new Structure(cell, z, r);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void formationEnergiesOfTheLithiumSilicides() {
        // P-14, same potential and structures by an independent program
        final Potential p = potential();
        final double a = 3.426818;
        final double lithium = p.evaluate(new Structure(Cell.of(-a / 2, a / 2, a / 2, a / 2, -a / 2, a / 2, a / 2, a / 2, -a / 2),
            new int[] {3}, new double[3])).energy();
        final double b = 5.468728;
        final double silicon = p.evaluate(new Structure(Cell.of(0, b / 2, b / 2, b / 2, 0, b / 2, b / 2, b / 2, 0), new int[] {14, 14},
            new double[] {0, 0, 0, b / 4, b / 4, b / 4})).energy() / 2;
        final String[] names = {"LiSi", "Li12Si7", "Li7Si3", "Li13Si4", "Li15Si4"};
        final double[] expected = {-0.2051, -0.2543, -0.2724, -0.2593, -0.2427};
        for (int n = 0; n < names.length; n++) {
            final Structure s = poscar(names[n]);
            final double formation = (p.evaluate(s).energy() - s.count(Element.of("Li")) * lithium
                - s.count(Element.of("Si")) * silicon) / s.size();
            assertEquals(expected[n], formation, 5.1e-5, names[n]);
        }
    }

    @Test
    void filesMayComeInAnyOrder() {
        final Potential other = PotentialFiles.load(List.of(file("Si.ann"), file("Li.ann")));
        assertEquals(potential().evaluate(structure()).energy(), other.evaluate(structure()).energy(), 0);
        assertEquals(List.of(Element.of("Si"), Element.of("Li")), other.elements());
        assertEquals("aenet ANN", other.kind());
        assertEquals(8, other.cutoff(), 0);
    }

    @Test
    void typeWeightsLeaveZeroOutForEvenCounts() {
        assertEquals(-1, AenetNetwork.typeWeight(0, 2), 0);
        assertEquals(1, AenetNetwork.typeWeight(1, 2), 0);
        assertEquals(-1, AenetNetwork.typeWeight(0, 3), 0);
        assertEquals(0, AenetNetwork.typeWeight(1, 3), 0);
        assertEquals(1, AenetNetwork.typeWeight(2, 3), 0);
    }

    private InputException failure(final byte[] contents) {
        final Path damaged = folder.resolve("Li.ann");
        try {
            Files.write(damaged, contents);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return assertThrows(InputException.class, () -> AenetAnn.read(List.of(damaged)));
    }

    private static byte[] lithium() {
        try {
            return Files.readAllBytes(file("Li.ann"));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shortenedFileNamesTheRecord() {
        assertEquals("Record 9 of Li.ann is cut off after 2856 of 7448 bytes (the weights).",
            failure(Arrays.copyOf(lithium(), 3000)).summary());
        assertEquals("Record 2 of Li.ann is missing; it should hold the largest number of nodes.",
            failure(Arrays.copyOf(lithium(), 14)).summary());
        assertTrue(failure(Arrays.copyOf(lithium(), 14)).resolution().contains("as binary"));
    }

    @Test
    void wrongNumbersNameTheRecord() {
        final byte[] layers = lithium();
        layers[4] = 99;
        assertEquals("Record 1 of Li.ann has 99 for the number of layers, allowed is 2 to 50.", failure(layers).summary());
        final byte[] marker = lithium();
        marker[8] = 5;
        assertEquals("Record 1 of Li.ann ends with a wrong length marker (the number of layers).", failure(marker).summary());
        final byte[] length = lithium();
        length[12] = 8;
        assertEquals("Record 2 of Li.ann has 8 bytes, not 4 (the largest number of nodes).", failure(length).summary());
        final byte[] function = lithium();
        function[0x50] = 7;
        assertEquals("Record 6 of Li.ann names the activation function 7, known are 0 to 4.", failure(function).summary());
        final byte[] nodes = lithium();
        nodes[0x38] = 16;
        assertTrue(failure(nodes).summary().contains("belongs to a network of "), failure(nodes).summary());
        final byte[] nan = lithium();
        nan[0x90 + 6] = (byte)0xf8;
        nan[0x90 + 7] = 0x7f;
        assertTrue(failure(nan).summary().startsWith("Record 9 of Li.ann has the number NaN"), failure(nan).summary());
    }

    @Test
    void damagedFilesNeverFailWithoutARecord() throws IOException {
        final java.util.Random random = new java.util.Random(3);
        final int rounds = Boolean.getBoolean("lidiff.thorough") ? 5000 : 300;
        for (int n = 0; n < rounds; n++) {
            byte[] damaged = lithium();
            final int at = random.nextInt(n % 2 == 0 ? damaged.length : 600);
            switch (n % 3) {
                case 0 -> damaged[at] = (byte)random.nextInt(256);
                case 1 -> damaged = Arrays.copyOf(damaged, at);
                default -> System.arraycopy(damaged.clone(), at, damaged, Math.max(0, at - 4), damaged.length - at);
            }
            final Path file = Files.write(folder.resolve("Li.ann"), damaged);
            try {
                // weights may have changed to other weights
                assertEquals(2, AenetAnn.read(List.of(file, file("Si.ann"))).elements().size());
            } catch (final InputException e) {
                assertTrue(e.summary().startsWith("Record ") || e.summary().contains("aenet"), e.summary());
            }
        }
    }

    @Test
    void energyScaleOfZeroIsNamed() throws IOException {
        final byte[] zero = lithium();
        final int at = energyScale(zero);
        Arrays.fill(zero, at, at + 8, (byte)0);
        final InputException e = failure(zero);
        assertTrue(e.summary().startsWith("Record ") && e.summary().endsWith(" of Li.ann has the energy scale 0."), e.summary());
    }

    /** Where it is: behind the name of the training set, which is the second record of 1024 bytes, and a switch of 4 bytes. */
    private static int energyScale(final byte[] file) {
        final java.nio.ByteBuffer b = java.nio.ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (int seen = 0; seen < 2; at += b.getInt(at) + 8) {
            seen += b.getInt(at) == 1024 ? 1 : 0;
        }
        return at + 12 + 4;
    }

    @Test
    void otherDescriptorsAndElementsAreRefused() {
        final byte[] kind = lithium();
        final int at = new String(kind, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Chebyshev ");
        kind[at] = 'X';
        assertEquals("Record 16 of Li.ann names the descriptor 'Xhebyshev', supported is Chebyshev.", failure(kind).summary());
        final byte[] element = lithium();
        final int li = new String(element, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Li", 7000);
        element[li] = 'Q';
        assertTrue(failure(element).summary().contains("'Qi', which is no element"), failure(element).summary());
    }

    @Test
    void missingAndRepeatedFilesAreNamed() {
        assertEquals("The aenet potential has the elements [Li, Si], but no file for Si was chosen.",
            assertThrows(InputException.class, () -> AenetAnn.read(List.of(file("Li.ann")))).summary());
        assertEquals("Two aenet files are for the element Li, the second is Li.ann.",
            assertThrows(InputException.class, () -> AenetAnn.read(List.of(file("Li.ann"), file("Li.ann")))).summary());
        assertTrue(assertThrows(InputException.class, () -> AenetAnn.read(List.of(folder.resolve("no.ann")))).summary()
            .startsWith("There is no file "));
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow test-workflows/diffusion-analysis on a walk whose diffusion coefficient, Haven ratio and barrier are known, run once. */
class DiffusionAnalysisRunTest {

    @TempDir
    private static Path folder;
    private static Path workflow;
    private static Path output;

    @BeforeAll
    static void run() throws IOException {
        workflow = Folders.root().resolve("test-workflows/diffusion-analysis");
        final Map<String, String> before = FolderHash.of(workflow);
        output = folder.resolve("out");
        Command.lidiff("run", workflow, "--output", output).ended(ExitCode.OK);
        assertEquals(before, FolderHash.of(workflow));
    }

    private static List<CSVRecord> table(final String name) throws IOException {
        return ChainRunTest.csv(output.resolve("2-Diffusion-Analysis").resolve(name + ".csv"));
    }

    private static CSVRecord quantity(final String table, final double temperatureK, final String species, final String quantity) throws IOException {
        return table(table).stream().filter(r -> (Double.isNaN(temperatureK) ? r.get(0).isEmpty() : !r.get(0).isEmpty()
            && Double.parseDouble(r.get(0)) == temperatureK) && r.get("Species").equals(species) && r.get("Quantity").equals(quantity)).findFirst()
            .orElseThrow(() -> new AssertionError(quantity + " of " + species + " at " + temperatureK));
    }

    private static double number(final CSVRecord row, final String column) {
        return Double.parseDouble(row.get(column));
    }

    private static void holds(final CSVRecord row, final double truth) {
        assertTrue(number(row, "Lower (95 %)") < truth && truth < number(row, "Upper (95 %)"), truth + " is outside of " + row);
    }

    @Test
    void theDataIsWhatItsGeneratorMakes() throws IOException {
        final Path made = Files.createDirectories(folder.resolve("made"));
        WalkingIons.write(made);
        for (final double t : WalkingIons.TEMPERATURES) {
            final String name = String.format(Locale.ROOT, "walk-%.0fK.xyz.gz", t);
            assertArrayEquals(text(made.resolve(name)), text(workflow.resolve("data").resolve(name)), name);
        }
    }

    private static byte[] text(final Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    @Test
    void theIntervalOfDHoldsThatOfTheWalkAndTheSentenceSaysSo() throws IOException {
        for (final double t : WalkingIons.TEMPERATURES) {
            final CSVRecord d = quantity("Transport", t, "Li", "Diffusion coefficient D");
            assertEquals("m²/s", d.get("Unit"));
            holds(d, WalkingIons.diffusion(t));
            assertTrue(d.get("Remark").matches("Between [0-9.]+ and [0-9.]+ ps the MSD of Li grows as t\\^.*: linear, D is established\\. .*"), d.get("Remark"));
            final CSVRecord s = quantity("Transport", t, "S", "Diffusion coefficient D");
            assertEquals("", s.get("Value"));
            assertTrue(s.get("Remark").endsWith("it vibrates in place, there is no D."), s.get("Remark"));
        }
    }

    @Test
    void ionsThatDoNotKnowOfEachOtherHaveAHavenRatioOfOne() throws IOException {
        for (final double t : WalkingIons.TEMPERATURES) {
            holds(quantity("Transport", t, "Li", "Charge diffusion coefficient D_σ"), WalkingIons.diffusion(t));
            final CSVRecord haven = quantity("Transport", t, "Li", "Haven ratio");
            if (!haven.get("Value").isEmpty()) {
                holds(haven, 1);
            }
            final double n = WalkingIons.IONS / Math.pow(WalkingIons.LENGTH * 1e-10, 3);
            final double e = 1.602176634e-19;
            holds(quantity("Transport", t, "Li", "Nernst-Einstein conductivity"), n * e * e * WalkingIons.diffusion(t) / (1.380649e-23 * t));
        }
    }

    @Test
    void theBarrierAndTheExtrapolationHoldThoseOfTheWalk() throws IOException {
        holds(quantity("Arrhenius", Double.NaN, "Li", "Activation energy of D"), WalkingIons.BARRIER);
        holds(quantity("Arrhenius", 300, "Li", "D, extrapolated"), WalkingIons.diffusion(300));
        holds(quantity("Arrhenius", 450, "Li", "D, extrapolated"), WalkingIons.diffusion(450));
    }

    @Test
    void vibrationsHaveTheirFrequency() throws IOException {
        for (final double t : WalkingIons.TEMPERATURES) {
            // rounding of the positions to 0.01 Å adds a little at all frequencies
            assertEquals(WalkingIons.VIBRATION_THZ, number(quantity("Transport", t, "S", "Attempt frequency"), "Value"), 0.4);
        }
    }

    @Test
    void hopsAreSeenInTheVanHoveCorrelation() throws IOException {
        // after 0.5 ps at 1000 K half of the ions have hopped: a maximum at the distance of a site
        final List<CSVRecord> curve = table("Curves").stream().filter(r -> r.get("Temperature (K)").startsWith("1000")
            && r.get("Quantity").equals("Van Hove correlation, self, after 0.5 ps")).toList();
        assertEquals(60, curve.size());
        double integral = 0;
        for (final CSVRecord r : curve) {
            integral += number(r, "y") * 0.1;
        }
        assertTrue(integral > 0.95 && integral < 1.0001, "share of displacements within 6 Å: " + integral);
        final double atSite = number(curve.get(29), "y");
        assertTrue(atSite > number(curve.get(20), "y") && atSite > number(curve.get(36), "y"), "maximum at 3 Å");
    }

    @Test
    void figuresAreDrawn() throws IOException {
        for (final String figure : new String[] {"mean-squared-displacement", "arrhenius", "charge-displacement-1", "pair-distribution-2", "vibrations-3"}) {
            assertTrue(Files.size(output.resolve("2-Diffusion-Analysis/figures/" + figure + ".png")) > 1000, figure);
        }
        assertTrue(Files.size(output.resolve("2-Diffusion-Analysis/Figure.png")) > 1000);
    }
}

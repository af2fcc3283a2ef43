package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow test-workflows/spectral-analysis on hops whose rates, diffusion coefficient and barrier are known, run once. */
class SpectralAnalysisRunTest {

    @TempDir
    private static Path folder;
    private static Path output;

    @BeforeAll
    static void run() {
        output = folder.resolve("out");
        Command.lidiff("run", Folders.root().resolve("test-workflows/spectral-analysis"), "--output", output).ended(ExitCode.OK);
    }

    private static List<CSVRecord> table(final String name) throws IOException {
        return ChainRunTest.csv(output.resolve(name + ".csv"));
    }

    private static CSVRecord quantity(final double temperatureK, final String quantity) throws IOException {
        return table("4-Spectral-Analysis/Transport").stream().filter(r -> (Double.isNaN(temperatureK) ? r.get(0).isEmpty() : !r.get(0).isEmpty()
            && Double.parseDouble(r.get(0)) == temperatureK) && r.get("Quantity").equals(quantity)).findFirst()
            .orElseThrow(() -> new AssertionError(quantity + " at " + temperatureK));
    }

    private static double number(final CSVRecord row, final String column) {
        return Double.parseDouble(row.get(column));
    }

    private static void holds(final CSVRecord row, final double truth) {
        assertTrue(number(row, "Lower (95 %)") < truth && truth < number(row, "Upper (95 %)"), truth + " is outside of " + row);
    }

    @Test
    void diffusionCoefficientsAndTheBarrierAreThoseOfTheHops() throws IOException {
        for (final double t : HoppingIons.TEMPERATURES) {
            holds(quantity(t, "D from the network"), HoppingIons.diffusion(t));
            holds(quantity(t, "D from hop rates"), HoppingIons.diffusion(t));
            holds(quantity(t, "Correlation factor"), 1);
            final CSVRecord ratio = quantity(t, "D from the network / D from the trajectories");
            holds(ratio, 1);
            assertTrue(ratio.get("Remark").contains("they agree within their errors"), ratio.get("Remark"));
            assertEquals(100, number(quantity(t, "Displacement of the network inside the band"), "Value"), 5);
        }
        holds(quantity(Double.NaN, "Activation energy of D from the network"), HoppingIons.BARRIER);
        holds(quantity(Double.NaN, "D from the network at 300.0 K"), HoppingIons.diffusion(300));
    }

    @Test
    void allThreeTestsOfTheLagHaveAVerdict() throws IOException {
        for (final CSVRecord r : table("3-Build-MSM/Lag-time-verdicts")) {
            if (r.get("Chosen").equals("true")) {
                for (final String test : new String[] {"Plateau", "Chapman-Kolmogorov", "Displacement"}) {
                    assertEquals("PASSED", r.get(test), test);
                }
            }
        }
    }

    @Test
    void passageTimesAreThoseOfTheRates() throws IOException {
        for (final CSVRecord r : table("4-Spectral-Analysis/Passages")) {
            // B → A takes 1/k_B, a third of A → B; a visit between frames is missed, half a frame of 25 fs at most
            final double rate = HoppingIons.ATTEMPTS * Math.exp(-HoppingIons.BARRIER / 8.617333262e-5 / number(r, "Temperature (K)")) * 1000;
            final double exact = r.get("From").equals("A") ? 1 / rate : 1 / (3 * rate);
            assertTrue(number(r, "Mean first passage time, lower (ps)") - 0.05 < exact && exact < number(r, "Mean first passage time, upper (ps)"),
                exact + " is outside of " + r);
            assertEquals(r.get("From") + " → " + r.get("To"), r.get("Main path"));
        }
    }

    @Test
    void everyResultHasItsFigure() {
        for (final String figure : new String[] {"relaxation-1", "scattering-1", "arrhenius-1", "mean-squared-displacement-1", "spectrum-1", "slowest-mode-1"}) {
            assertTrue(Files.exists(output.resolve("4-Spectral-Analysis/figures/" + figure + ".svg")), figure);
        }
        assertTrue(Files.exists(output.resolve("3-Build-MSM/figures/diffusion-lag-1.svg")));
    }
}

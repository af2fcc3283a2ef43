package org.example.lidiff.engine.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.FileJoining;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySetFile;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ab-initio dynamics of Li6PS5Cl: 192 lithium ions, 70 ps, frames 0.1 ps apart, 500 K. */
class ArgyroditeDiffusionTest {

    private static final Element LI = Element.of("Li");

    @TempDir
    private static Path folder;
    private static DiffusionAtTemperature result;
    private static List<String> warnings;

    @BeforeAll
    static void analyze() {
        final Path data = SharedData.path("argyrodite-Li6PS5Cl-50p");
        final Path target = folder.resolve("set");
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(target)) {
            final ReadOptions options = ReadOptions.defaults().withTimeStepFs(100).withTemperatureK(500).withJoining(FileJoining.JOIN);
            TrajectoryReader.read(IntStream.rangeClosed(1, 6).mapToObj(i -> data.resolve("run" + i + ".XDATCAR.gz")).toList(), options, writer, Progress.NONE);
            writer.finish(Optional.empty(), Provenance.NONE);
        }
        final DiffusionAnalysis analysis = DiffusionAnalysis.of(TrajectorySetFile.open(target).runs(), DiffusionAnalysisOptions.of(LI).withPairs(5, 100),
            Progress.NONE);
        result = analysis.temperatures().get(0);
        warnings = analysis.warnings();
    }

    @Test
    void lithiumDiffusesAndASentenceSaysWhetherLinearly() {
        final SpeciesDiffusion li = result.of(LI);
        final DiffusionFit fit = li.fit();
        System.out.printf("Argyrodite: D = %.3g m²/s (95 %%: %.3g to %.3g). %s%n", fit.squareMetersPerSecond(), 1e-5 * fit.lower(), 1e-5 * fit.upper(),
            li.sentence());
        assertTrue(li.sentence().matches("Between [0-9.]+ and [0-9.]+ ps the MSD of Li .*: (linear, D is established|not linear, there is no D yet)\\."),
            li.sentence());
        // superionic: the order of magnitude of the same data in the literature, doi 10.1021/acs.chemmater.0c03738
        assertTrue(fit.squareMetersPerSecond() > 1e-10 && fit.squareMetersPerSecond() < 1e-8, "D = " + fit.squareMetersPerSecond());
        assertTrue(fit.lower() < fit.value() && fit.value() < fit.upper());
        assertEquals(192, li.ions(), 0);
    }

    @Test
    void theFrameworkStays() {
        for (final String e : List.of("P", "S", "Cl")) {
            assertFalse(result.of(Element.of(e)).fit().established(), e);
            assertTrue(result.of(Element.of(e)).fit().growth() < 0.5, result.of(Element.of(e)).sentence());
        }
        assertFalse(warnings.stream().anyMatch(w -> w.contains("taken as framework")), warnings.toString());
    }

    @Test
    void phosphorusHasFourSulfurNeighbors() {
        final DiffusionCurve c = result.curves(DiffusionCurve.Kind.COORDINATION).stream().filter(k -> k.species().equals("P-S")).findFirst().orElseThrow();
        // the PS4 tetrahedron: a plateau between the bond of 2.1 Å and the next shell
        for (int i = 0; i < c.x().length; i++) {
            if (c.x()[i] > 2.6 && c.x()[i] < 3.4) {
                assertEquals(4, c.y()[i], 0.02);
            }
        }
    }

    @Test
    void framesAreTooFarApartForVibrations() {
        assertTrue(warnings.stream().anyMatch(w -> w.contains("The frames are 100 fs apart, so vibrations of Li above 5 THz are folded back")),
            warnings + " " + result.vibrations());
    }

    @Test
    void conductivityComesWithItsInterval() {
        final ChargeDiffusion c = result.charge().orElseThrow();
        System.out.printf("Argyrodite: σ = %.3g S/m (%.3g to %.3g), Nernst-Einstein %.3g S/m (%.3g to %.3g), Haven ratio %.3g (%.3g to %.3g)%n",
            c.conductivity(), c.conductivityInterval()[0], c.conductivityInterval()[1], c.nernstEinstein(), c.nernstEinsteinInterval()[0],
            c.nernstEinsteinInterval()[1], c.havenRatio(), c.havenInterval()[0], c.havenInterval()[1]);
        assertFalse(c.formal());
        assertTrue(c.nernstEinstein() > 1 && c.nernstEinstein() < 500, "S/m: " + c.nernstEinstein());
        assertTrue(c.conductivityInterval()[1] - c.conductivityInterval()[0] > c.nernstEinsteinInterval()[1] - c.nernstEinsteinInterval()[0]);
    }
}

package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow test-workflows/argyrodite on real ab-initio dynamics of Li6PS5Cl, run once. */
class ArgyroditeTest {

    private static final String DATA = "argyrodite-Li6PS5Cl-50p";
    private static final int IONS = 192;
    private static final int FRAMES = 700;

    @TempDir
    private static Path folder;
    private static Path workflow;
    private static Path output;
    private static Map<String, String> before;

    @BeforeAll
    static void run() throws IOException {
        final Path data = SharedFiles.path(DATA);
        workflow = folder.resolve("argyrodite");
        Folders.copy(Folders.root().resolve("test-workflows/argyrodite"), workflow);
        Folders.copy(data, workflow.resolve("data"));
        before = FolderHash.of(workflow);
        output = folder.resolve("out");
        // fewer samples than the workflow has: the intervals are rougher, the run shorter
        Command.lidiff("run", workflow, "--output", output, "-option=3,samples,30,int").ended(ExitCode.OK);
    }

    private static List<CSVRecord> table(final String file) throws IOException {
        return ChainRunTest.csv(output.resolve(file));
    }

    private static CSVRecord quantity(final String name) throws IOException {
        return table("4-Spectral-Analysis/Transport.csv").stream().filter(r -> r.get("Quantity").equals(name)).findFirst().orElseThrow();
    }

    private static double number(final CSVRecord row, final String column) {
        return Double.parseDouble(row.get(column));
    }

    @Test
    void everyNodeRunsAndTheWorkflowStaysAsItWas() throws IOException {
        for (int id = 1; id <= 4; id++) {
            assertEquals("EXECUTED", Command.state(output, id));
        }
        assertEquals(before, FolderHash.of(workflow));
    }

    @Test
    void ionsHopBetweenTheSitesOfTheFile() throws IOException {
        assertEquals(FRAMES, table("1-Load-AIMD/Frames.csv").size());
        // T2 and T5 of the CIF: 48 + 48 sites in each of the eight conventional cells
        final List<CSVRecord> sites = table("2-Detect-Hops/Site-statistics.csv");
        assertEquals(768, sites.size());
        // each ion counts from the first core that it enters
        assertEquals(IONS, sites.stream().mapToDouble(s -> number(s, "Occupancy")).sum(), 3);
        assertTrue(table("2-Detect-Hops/Hops.csv").size() > 1000);
    }

    @Test
    void countsAreThoseOfAnIndependentProgram() throws IOException {
        // a NumPy script that reads the XDATCARs, expands the CIF, removes the drift and compares every ion with every site in all frames
        assertEquals(7751, table("2-Detect-Hops/Hops.csv").size());
        final Map<String, Long> hops = table("2-Detect-Hops/Rates-between-site-types.csv").stream()
            .collect(Collectors.toMap(r -> r.get("From type") + r.get("To type"), r -> Long.parseLong(r.get("Hops"))));
        assertEquals(Map.of("T2T2", 554L, "T2T5", 2974L, "T5T2", 2964L, "T5T5", 1259L), hops);
        // every crossing of a face between two sites
        assertEquals("37917", table("2-Detect-Hops/Recrossing.csv").stream().filter(r -> r.get("Core radius (fraction)").isEmpty()).findFirst().orElseThrow()
            .get("Hops"));
        final List<CSVRecord> sites = table("2-Detect-Hops/Site-statistics.csv");
        assertEquals(0.18183779761904761, meanOccupancy(sites, "T2"), 1e-12);
        assertEquals(0.31414434523809526, meanOccupancy(sites, "T5"), 1e-12);
        assertEquals(0.3252138948871537, summary("D of uncorrelated hops"), 1e-9);
        // hops between two frames are less than 3 %
        assertEquals(1.015 * 0.3252138948871537, summary("D of uncorrelated hops, corrected"), 0.015 * 0.3252138948871537);
    }

    private static double summary(final String quantity) throws IOException {
        return number(table("2-Detect-Hops/Hop-summary.csv").stream().filter(r -> r.get("Quantity").equals(quantity)).findFirst().orElseThrow(), "Value");
    }

    private static double meanOccupancy(final List<CSVRecord> sites, final String type) {
        return sites.stream().filter(s -> s.get("Type").equals(type)).mapToDouble(s -> number(s, "Occupancy")).average().orElseThrow();
    }

    @Test
    void theNetworkDiffusesAsTheTrajectoriesDo() throws IOException {
        final CSVRecord network = quantity("D from the network");
        final double d = number(network, "Value");
        assertEquals("m²/s", network.get("Unit"));
        assertTrue(d > 1e-10 && d < 1e-8, network.toString());
        // the mean squared displacement of the same trajectories needs no sites
        final double direct = number(quantity("D from the trajectories"), "Value");
        assertTrue(d > direct / 2 && d < direct * 2, d + " from the network, " + direct + " from the trajectories");
    }

    @Test
    void intervalsHoldTheirValues() throws IOException {
        for (final CSVRecord row : table("4-Spectral-Analysis/Transport.csv")) {
            if (!row.get("Lower (95 %)").isEmpty()) {
                assertTrue(number(row, "Lower (95 %)") <= number(row, "Value") && number(row, "Value") <= number(row, "Upper (95 %)"), row.toString());
            }
        }
        final CSVRecord network = quantity("D from the network");
        assertTrue(number(network, "Lower (95 %)") > 0 && number(network, "Upper (95 %)") < 10 * number(network, "Lower (95 %)"), network.toString());
    }
}

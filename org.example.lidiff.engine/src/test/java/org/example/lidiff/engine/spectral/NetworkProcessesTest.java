package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.hops.JumpNetwork;
import org.example.lidiff.engine.markov.Estimator;
import org.example.lidiff.engine.spectral.NetworkProcesses.Options;
import org.example.lidiff.engine.spectral.SiteProcesses.Ends;
import org.example.lidiff.engine.spectral.SiteProcesses.Passage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a user chooses: sites of a passage, a direction, a path of wave vectors. */
class NetworkProcessesTest {

    private static NetworkModel.AtTemperature model;
    private static NetworkTransport transport;

    /** A, B, C, B, A, B … with the way over C blocked half. */
    @BeforeAll
    static void build() {
        model = at(RowOfSites.network(new double[] {.02, .02, .01, .02}, new double[] {.02, .02, .01, .02}, 1200, "A", "B", "C", "B"), Estimator.REVERSIBLE);
        transport = NetworkTransport.of(model, 1000, 1, Progress.NONE);
    }

    private static NetworkModel.AtTemperature at(final JumpNetwork network, final Estimator estimator) {
        return NetworkModelBuilder.build(network, new NetworkModelBuilder.Options(OptionalDouble.of(10), estimator, 10, 1), Progress.NONE).get(0).at();
    }

    private static List<Passage> passages(final String from, final String to) {
        return NetworkProcesses.of(model, transport, new Options(0, 1, List.of(new Ends(from, to)), List.of(), List.of(), 1)).processes().passages();
    }

    @Test
    void sitesAreChosenByTypeNameOrNumber() {
        final List<Passage> all = passages("A", "C");
        assertEquals(7, all.size(), "the chosen one, and six between three types");
        final Passage chosen = all.get(0);
        final Passage same = all.stream().skip(1).filter(p -> p.from().equals("A") && p.to().equals("C")).findFirst().orElseThrow();
        assertEquals(same, chosen);
        assertEquals("A → B → C (100 %)", chosen.byTypes().get(0));
        assertTrue(List.of("A → B.1 → C", "A → B.2 → C").contains(chosen.paths().get(0)), chosen.paths()::toString);
        final Passage numbers = passages("1", "3").get(0);
        assertEquals(chosen.meanFirstPassageFs(), numbers.meanFirstPassageFs());
        final Passage names = passages("B.1", "B.2").get(0);
        assertTrue(names.byTypes().contains("B.1 → A → B.2 (" + Math.round(100 * share(names, "A")) + " %)"), names.byTypes()::toString);
        assertEquals(passages("A, B.1", "C").get(0).ratePerFs(), passages("B.1,1", " 3").get(0).ratePerFs(), 1e-15);
    }

    private static double share(final Passage p, final String over) {
        double sum = 0;
        for (int k = 0; k < p.paths().size(); k++) {
            sum += p.paths().get(k).contains("→ " + over + " →") ? p.shares().get(k) : 0;
        }
        return sum;
    }

    @Test
    void sitesThatDoNotFitAreRefused() {
        final String unknown = assertThrows(InputException.class, () -> passages("A", "T5")).getMessage();
        assertTrue(unknown.contains("'T5' is no type of site (A, B, C), no site (A, B.1, C, B.2) and no number from 1 to 4. Write one of these."), unknown);
        assertTrue(assertThrows(InputException.class, () -> passages("0", "A")).getMessage().contains("'0' is no type of site"));
        assertTrue(assertThrows(InputException.class, () -> passages(" , ", "A")).getMessage().contains("No site is named"));
        final String both = assertThrows(InputException.class, () -> passages("A, B", "B.2, C")).getMessage();
        assertTrue(both.contains("The site B.2 is among those of 'A, B' and of 'B.2, C'."), both);
    }

    private static NetworkProcesses along(final NetworkModel.AtTemperature at, final Integer... uvw) {
        return NetworkProcesses.of(at, NetworkTransport.of(at, 500, 1, Progress.NONE), new Options(0, 1, List.of(), List.of(uvw), List.of(), 1));
    }

    @Test
    void theWayAlongARowIsTheRow() {
        final List<TransportPath> ways = along(model, 1, 0, 0).direction();
        assertEquals(1, ways.size());
        assertEquals(1, ways.get(0).share(), 1e-9);
        assertArrayEquals(new int[] {1, 0, 0}, ways.get(0).image());
        assertEquals(5, ways.get(0).states().length);
        assertArrayEquals(new int[] {-1, 0, 0}, along(model, -1, 1, 0).direction().get(0).image(), "whatever its length and slope");
        assertTrue(along(model, 0, 1, 0).direction().isEmpty());
        assertTrue(along(model, 0, 1, 0).warnings().contains("Nothing conducts along the direction 0 1 0."));
    }

    @Test
    void withoutDetailedBalanceThereAreNoWaysAndNoLines() {
        final NetworkModel.AtTemperature drifting = at(RowOfSites.network(new double[] {.03, .03}, new double[] {.01, .02}, 400, "A", "B"), Estimator.NON_REVERSIBLE);
        final NetworkProcesses p = NetworkProcesses.of(drifting, NetworkTransport.of(drifting, 500, 1, Progress.NONE), new Options(0, 1, List.of(), List.of(1, 0, 0),
            List.of(new BlochPath.Corner("Γ", new double[3])), 1));
        assertTrue(p.direction().isEmpty() && p.path().isEmpty());
        assertTrue(p.warnings().contains("No ways along the direction 1 0 0: the model has no detailed balance. Use the reversible estimator."), p.warnings()::toString);
        assertTrue(p.warnings().stream().anyMatch(w -> w.startsWith("No line widths along the path: The model has no detailed balance")), p.warnings()::toString);
    }
}

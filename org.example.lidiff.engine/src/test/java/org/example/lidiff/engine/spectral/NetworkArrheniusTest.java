package org.example.lidiff.engine.spectral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.example.lidiff.engine.markov.LogInterval;
import org.junit.jupiter.api.Test;

class NetworkArrheniusTest {

    private static NetworkEdges.Kind kind(final String from, final String to, final double distance, final double rate) {
        return new NetworkEdges.Kind(from, to, distance, 100, 1e6, rate, new LogInterval(rate / 1.2, rate * 1.2));
    }

    @Test
    void kindsOfHopsAreFollowedByLengthAndNotByRoundedLength() {
        final List<NetworkArrhenius> fits = NetworkArrhenius.ofKinds(new double[] {600, 800}, List.of(
            List.of(kind("A", "B", 1.7, 1e-3), kind("A", "B", 2.3, 1e-4), kind("C", "D", 2.49, 1e-5), kind("C", "E", 3, 1e-3)),
            List.of(kind("A", "B", 1.71, 2e-3), kind("A", "B", 2.32, 8e-4), kind("C", "D", 2.51, 1e-4))));
        assertEquals(List.of("Rate A → B, 1.7 Å", "Rate A → B, 2.3 Å", "Rate C → D, 2 Å"), fits.stream().map(NetworkArrhenius::quantity).toList());
        // E = k ln(k₂/k₁)/(1/T₁ − 1/T₂)
        final double perLog = 8.617333262e-5 / (1 / 600.0 - 1 / 800.0);
        for (int i = 0; i < 3; i++) {
            assertEquals(perLog * Math.log(new double[] {2, 8, 10}[i]), fits.get(i).fit().orElseThrow().activationEnergy(), 1e-9);
        }
    }
}

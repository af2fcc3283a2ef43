package org.example.lidiff.nodes.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void numbersCountAsNumbers() {
        final List<String> names = new ArrayList<>(List.of("run10.xyz", "run2.xyz", "run1.xyz", "a", "run02.xyz", "2/run1", "10/run1", "run"));
        names.sort(new NaturalOrder());
        assertEquals(List.of("2/run1", "10/run1", "a", "run", "run1.xyz", "run02.xyz", "run2.xyz", "run10.xyz"), names);
    }

    @Test
    void itIsAnOrder() {
        final Random random = new Random(1);
        final NaturalOrder order = new NaturalOrder();
        final List<String> names = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            final StringBuilder name = new StringBuilder();
            for (int k = random.nextInt(5); k >= 0; k--) {
                name.append("a01-9".charAt(random.nextInt(5)));
            }
            names.add(name.toString());
        }
        for (final String a : names) {
            for (final String b : names) {
                assertEquals(Integer.signum(order.compare(a, b)), -Integer.signum(order.compare(b, a)));
                assertEquals(a.equals(b), order.compare(a, b) == 0, a + " " + b);
                for (final String c : names) {
                    assertTrue(!(order.compare(a, b) <= 0 && order.compare(b, c) <= 0) || order.compare(a, c) <= 0, a + " " + b + " " + c);
                }
            }
        }
    }
}

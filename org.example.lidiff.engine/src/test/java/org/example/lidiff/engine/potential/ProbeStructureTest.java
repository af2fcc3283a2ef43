package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class ProbeStructureTest {

    private static LennardJones potential(final Element... elements) {
        return new LennardJones(List.of(elements), new LennardJones.Parameters(0.2, 2.4, 7, LennardJones.Cut.SHIFTED));
    }

    private static double nearest(final Structure s) {
        // edge of the body-centered cell: a third of the box
        return s.cell().get(0, 0) / 3 * Math.sqrt(3) / 2;
    }

    @Test
    void theAtomsAreWhereTheForceFieldWantsThem() {
        final Element argon = Element.of("Ar");
        final LennardJones potential = potential(argon);
        final Structure s = ProbeStructure.of(potential, List.of(argon), 1);
        // slow twin: the energy at fine distances; the structure is within one step of 0.1 Å of the minimum
        double best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (double d = 2.2; d < 3.2; d += 0.005) {
            final double scale = d / nearest(s);
            final double[] r = s.positions();
            final double[] rows = s.cell().rows();
            for (int i = 0; i < r.length; i++) {
                r[i] *= scale;
            }
            for (int i = 0; i < 9; i++) {
                rows[i] *= scale;
            }
            final double e = potential.evaluate(s.with(Cell.of(rows), r)).energy();
            if (e < lowest) {
                lowest = e;
                best = d;
            }
        }
        assertEquals(best, nearest(s), 0.1);
    }

    @Test
    void theElementsHaveEqualSharesAndTheSeedOrdersThem() {
        final List<Element> three = List.of(Element.of("Li"), Element.of("Si"), Element.of("O"));
        final LennardJones potential = potential(three.toArray(new Element[0]));
        final Structure s = ProbeStructure.of(potential, three, 3);
        three.forEach(e -> assertEquals(18, s.count(e), e.symbol()));
        assertArrayEquals(s.atomicNumbers(), ProbeStructure.of(potential, three, 3).atomicNumbers());
        assertFalse(Arrays.equals(s.atomicNumbers(), ProbeStructure.of(potential, three, 4).atomicNumbers()));
    }

    @Test
    void ofManyElementsTheCommonOnesAreLookedAt() {
        final List<Element> all = Stream.of("H", "He", "Li", "O", "S", "P", "Si", "Np").map(Element::of).toList();
        assertEquals(Stream.of("Li", "O", "S", "P").map(Element::of).toList(), ProbeStructure.mostCommon(all));
        assertEquals(all.subList(0, 4), ProbeStructure.mostCommon(all.subList(0, 4)), "all of few");
        assertEquals("H, He, Li, O, S, P, Si, Np", ProbeStructure.names(all));
        assertEquals("H, H, H, H, H, H, H, H, H, H, H, H and 2 more", ProbeStructure.names(Collections.nCopies(14, Element.of("H"))));
    }
}

package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class SpeciesOffsetsTest {

    @Test
    void twoCompositionsDetermineTwoOffsets() {
        final SpeciesOffsets offsets = SpeciesOffsets.fit(RandomModels.LITHIUM_SILICON, List.of(new int[] {16, 16}, new int[] {14, 16}),
            new double[] {16 * -204.1 + 16 * -106.5, 14 * -204.1 + 16 * -106.5});
        assertFalse(offsets.degenerate());
        // the ridge of 1e-10 biases energies of 200 eV by less than a µeV of the sum, but more of the weakly determined difference
        assertEquals(-204.1, offsets.energies().get(3), 1e-4);
        assertEquals(-106.5, offsets.energies().get(14), 1e-4);
        assertEquals(2 * -204.1 - 106.5, offsets.of(new int[] {3, 14, 3}), 3e-4);
    }

    @Test
    void oneCompositionDeterminesOnlyTheSumAndSaysSo() {
        final SpeciesOffsets offsets = SpeciesOffsets.fit(RandomModels.LITHIUM_SILICON, List.of(new int[] {2, 1}, new int[] {4, 2}),
            new double[] {-30, -60});
        assertTrue(offsets.degenerate());
        assertEquals(-30, offsets.of(new int[] {3, 3, 14}), 1e-6);
        assertTrue(offsets.text().contains("only the offset of the whole formula is determined"), offsets.text());
    }
}

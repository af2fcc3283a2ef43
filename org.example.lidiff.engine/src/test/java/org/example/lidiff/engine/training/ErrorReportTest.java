package org.example.lidiff.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.example.lidiff.engine.structure.Cell;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

    private static final Cell CELL = Cell.of(9, 0, 0, 0, 9, 0, 0, 0, 9);

    @Test
    void errorsAreThoseCountedByHand() {
        final ErrorReport report = new ErrorReport(List.of(frame(0, -4), frame(1, -6)),
            List.of(new ErrorReport.Prediction(-4.2, new double[] {1, 0, 0, 0, 2, 0}, new double[9]),
                new ErrorReport.Prediction(-5.8, new double[] {1, 0.3, 0.4, 0, 2, 0}, new double[9])));
        assertEquals(0.1, report.energyRmse(), 1e-12);
        assertEquals(0.1, report.energyMae(), 1e-12);
        assertEquals(Math.sqrt((0.09 + 0.16) / 12), report.forceRmse(), 1e-12);
        assertEquals(0.7 / 12, report.forceMae(), 1e-12);
        assertEquals(0.5 / 4, report.meanForceErrorVectorNorm(), 1e-12);
        assertEquals(Math.sqrt((1 + 4) / 6.0), report.referenceForceRms(), 1e-12);
        assertEquals(Math.sqrt(0.25 / 6), report.perSpecies().get(3).rmse(), 1e-12);
        assertEquals(0, report.perSpecies().get(14).rmse(), 1e-12);
        assertEquals("frame 2 of run 1", report.worstFrames(1).get(0).name());
        assertEquals(Double.NaN, report.virialRmse());
        assertEquals("energy 100.00 meV/atom, forces 144.3 meV/Å (15.8 % of the rms force 913 meV/Å; Li 204, Si 0)", report.text());
    }

    private static PreparedFrame frame(final long index, final double energy) {
        final LabeledFrame source = new LabeledFrame(0, index, new int[] {3, 14}, new double[] {0, 0, 0, 3, 0, 0}, CELL, energy,
            new double[] {1, 0, 0, 0, 2, 0}, null);
        return new PreparedFrame(source, null, new int[] {0, 1}, null, new Baseline.Part(0, new double[6], new double[9]), 0);
    }
}

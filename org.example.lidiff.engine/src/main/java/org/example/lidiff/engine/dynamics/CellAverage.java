package org.example.lidiff.engine.dynamics;

import org.example.lidiff.engine.structure.Cell;

/** The mean cell of the second half of an equilibration stage. */
final class CellAverage implements Observer {

    private final long from;
    private final double[] sum;

    /** @param sum ten numbers, the sum of the cells so far and their count; zeros at the begin of the stage, modified */
    CellAverage(final long stageSteps, final double[] sum) {
        from = stageSteps / 2;
        this.sum = sum;
    }

    @Override
    public void handleStep(final Snapshot now) {
        if (now.step() > from) {
            for (int k = 0; k < 9; k++) {
                sum[k] += now.cell().get(k / 3, k % 3);
            }
            sum[9]++;
        }
    }

    Cell mean() {
        final double[] rows = new double[9];
        for (int k = 0; k < 9; k++) {
            rows[k] = sum[k] / sum[9];
        }
        return Cell.of(rows);
    }
}

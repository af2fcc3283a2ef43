package org.example.lidiff.engine.markov;

/**
 * A symmetry operation of a periodic network: state i in the cell at R goes to state p_i in the cell at R W + t_i (row vectors), and with it the entry
 * (i, j, R) to (p_i, p_j, R W + t_j − t_i).
 *
 * @param states p, a permutation
 * @param translations t, three numbers for each state
 * @param rotation W, nine numbers by rows
 */
public record SymmetryOperation(int[] states, int[] translations, int[] rotation) {

    /** Checks the lengths and copies the arrays. */
    public SymmetryOperation {
        if (translations.length != 3 * states.length || rotation.length != 9) {
            throw new IllegalArgumentException(states.length + " states, " + translations.length + " translations and " + rotation.length + " elements of W");
        }
        states = states.clone();
        translations = translations.clone();
        rotation = rotation.clone();
    }

    /** Number of states. */
    public int size() {
        return states.length;
    }

    int to(final int state) {
        return states[state];
    }

    /** Component {@code axis} of R W + t_j − t_i. */
    int image(final int i, final int j, final int a, final int b, final int c, final int axis) {
        return a * rotation[axis] + b * rotation[3 + axis] + c * rotation[6 + axis] + translations[3 * j + axis] - translations[3 * i + axis];
    }

    /** Mean of {@code matrix} over the operations of a group. */
    static PeriodicMatrix average(final PeriodicMatrix matrix, final java.util.List<SymmetryOperation> group) {
        final PeriodicMatrix.Builder sum = new PeriodicMatrix.Builder(matrix.size());
        for (final SymmetryOperation g : group) {
            for (int e = 0; e < matrix.entries(); e++) {
                final int i = matrix.from(e);
                final int j = matrix.to(e);
                final int a = matrix.image(e, 0);
                final int b = matrix.image(e, 1);
                final int c = matrix.image(e, 2);
                sum.add(g.to(i), g.to(j), g.image(i, j, a, b, c, 0), g.image(i, j, a, b, c, 1), g.image(i, j, a, b, c, 2), matrix.value(e) / group.size());
            }
        }
        return sum.build();
    }
}

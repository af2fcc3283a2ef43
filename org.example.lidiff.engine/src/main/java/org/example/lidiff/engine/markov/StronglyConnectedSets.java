package org.example.lidiff.engine.markov;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Strongly connected sets of the graph of positive entries (Tarjan, SIAM J. Comput. 1, 146 (1972)), without recursion. */
final class StronglyConnectedSets {

    private final PeriodicMatrix matrix;
    private final int[] index;
    private final int[] low;
    private final boolean[] onStack;
    private final int[] stack;
    private int stackSize;
    private int next = 1;
    private final List<int[]> sets = new ArrayList<>();

    private StronglyConnectedSets(final PeriodicMatrix matrix) {
        this.matrix = matrix;
        final int n = matrix.size();
        index = new int[n];
        low = new int[n];
        onStack = new boolean[n];
        stack = new int[n];
    }

    /** The sets, each ascending, in the order in which they are closed (a set comes after every set it leads to). */
    static List<int[]> of(final PeriodicMatrix matrix) {
        final StronglyConnectedSets search = new StronglyConnectedSets(matrix);
        for (int i = 0; i < matrix.size(); i++) {
            if (search.index[i] == 0) {
                search.visit(i);
            }
        }
        return search.sets;
    }

    private void visit(final int root) {
        final int[] path = new int[matrix.size() + 1];
        final int[] edge = new int[matrix.size() + 1];
        int depth = 0;
        path[0] = root;
        enter(root);
        edge[0] = matrix.rowStart(root);
        while (depth >= 0) {
            final int i = path[depth];
            if (edge[depth] < matrix.rowStart(i + 1)) {
                final int e = edge[depth]++;
                final int j = matrix.to(e);
                if (matrix.value(e) > 0 && index[j] == 0) {
                    depth++;
                    path[depth] = j;
                    edge[depth] = matrix.rowStart(j);
                    enter(j);
                } else if (matrix.value(e) > 0 && onStack[j]) {
                    low[i] = Math.min(low[i], index[j]);
                }
            } else {
                leave(i);
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[i]);
                }
            }
        }
    }

    private void enter(final int i) {
        index[i] = next;
        low[i] = next++;
        stack[stackSize++] = i;
        onStack[i] = true;
    }

    private void leave(final int i) {
        if (low[i] == index[i]) {
            int start = stackSize;
            do {
                start--;
                onStack[stack[start]] = false;
            } while (stack[start] != i);
            final int[] set = Arrays.copyOfRange(stack, start, stackSize);
            Arrays.sort(set);
            sets.add(set);
            stackSize = start;
        }
    }
}

package org.example.lidiff.engine.training;

import java.util.ArrayList;
import java.util.List;

import org.example.lidiff.engine.potential.nep.NepSettings;

/**
 * Where the elements of a matrix are among the parameters of a model.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param indices of the parameters, row by row; not modified
 */
record ParameterMatrix(int rows, int columns, int[] indices) {

    /**
     * All parameters, each once: for each network a row a neuron with its weights of the descriptors, its bias and its output weight; for each
     * pair of types c_nk of both kinds, a row for each n; the rest one by one. Where there are more rows than columns, they are exchanged: loops
     * over rows are fast where these are long.
     */
    static List<ParameterMatrix> all(final NepSettings s) {
        final List<ParameterMatrix> result = new ArrayList<>();
        final int width = s.dim() + 2;
        for (int t = 0; t < s.networks(); t++) {
            final int[] network = new int[s.neurons() * width];
            for (int n = 0; n < s.neurons(); n++) {
                for (int d = 0; d < s.dim(); d++) {
                    network[n * width + d] = s.w0(t, n, d);
                }
                network[n * width + s.dim()] = s.b0(t, n);
                network[n * width + s.dim() + 1] = s.w1(t, n);
            }
            result.add(new ParameterMatrix(s.neurons(), width, network).wide());
            if (s.version() == 5) {
                result.add(new ParameterMatrix(1, 1, new int[] {s.typeBias(t)}));
            }
        }
        result.add(new ParameterMatrix(1, 1, new int[] {s.b1()}));
        for (int ti = 0; ti < s.types(); ti++) {
            for (int tj = 0; tj < s.types(); tj++) {
                result.add(radial(s, ti, tj));
                result.add(angular(s, ti, tj));
            }
        }
        return result;
    }

    private ParameterMatrix wide() {
        if (rows <= columns) {
            return this;
        }
        final int[] exchanged = new int[indices.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                exchanged[c * rows + r] = indices[r * columns + c];
            }
        }
        return new ParameterMatrix(columns, rows, exchanged);
    }

    private static ParameterMatrix radial(final NepSettings s, final int ti, final int tj) {
        final int width = s.basisSizeRadial() + 1;
        final int[] indices = new int[(s.nMaxRadial() + 1) * width];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = s.radialC(i / width, i % width, ti, tj);
        }
        return new ParameterMatrix(s.nMaxRadial() + 1, width, indices);
    }

    private static ParameterMatrix angular(final NepSettings s, final int ti, final int tj) {
        final int width = s.basisSizeAngular() + 1;
        final int[] indices = new int[(s.nMaxAngular() + 1) * width];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = s.angularC(i / width, i % width, ti, tj);
        }
        return new ParameterMatrix(s.nMaxAngular() + 1, width, indices);
    }
}

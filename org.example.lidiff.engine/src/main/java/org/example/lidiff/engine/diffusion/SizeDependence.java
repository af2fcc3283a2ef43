package org.example.lidiff.engine.diffusion;

import java.util.List;

import org.example.lidiff.engine.structure.Element;

/**
 * The diffusion coefficient of one species in cells of several sizes at one temperature. Immutable.
 *
 * @param species the species
 * @param atoms number of atoms of each cell, ascending
 * @param fits of the runs in it, between the same lags
 * @param line D against 1/N, Å²/fs
 */
public record SizeDependence(Element species, List<Integer> atoms, List<DiffusionFit> fits, FiniteSize line) {

    /** Copies the lists. */
    public SizeDependence {
        atoms = List.copyOf(atoms);
        fits = List.copyOf(fits);
    }

    /** The line through {@code fits}. */
    static SizeDependence of(final Element species, final List<Integer> atoms, final List<DiffusionFit> fits) {
        return new SizeDependence(species, atoms, fits, FiniteSize.extrapolate(java.util.stream.IntStream.range(0, atoms.size())
            .mapToObj(k -> new FiniteSize.Size(atoms.get(k), fits.get(k).value(), (fits.get(k).upper() - fits.get(k).lower()) / (2 * DiffusionFit.NORMAL_95))).toList()));
    }

    /** Interval of D at 1/N = 0, 95 %. */
    public double[] interval() {
        return new double[] {line.diffusion() - DiffusionFit.NORMAL_95 * line.standardError(), line.diffusion() + DiffusionFit.NORMAL_95 * line.standardError()};
    }

    /** Whether the slope is known to differ from zero. */
    public boolean seen() {
        return Math.abs(line.slope()) > DiffusionFit.NORMAL_95 * line.slopeError();
    }

    /** Says whether the size of the cell matters. */
    public String remark() {
        return "Straight line through D against 1/N of " + atoms.size() + " sizes" + (atoms.size() == 2 ? ", which nothing tests" : "") + "; "
            + (!seen() ? "no dependence on the size is seen within the errors." : line.slope() < 0 ? "D grows with the size of the cell."
                : "D falls with the size of the cell.");
    }
}

package org.example.lidiff.engine.diffusion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.structure.Element;

/**
 * What the runs of one temperature show. Immutable.
 *
 * @param temperatureK mean over the runs in K, NaN when unknown
 * @param runs number of runs
 * @param species every species, those that were asked for first
 * @param charge transport of charge; empty when not asked for, without charges, or without a temperature
 * @param sizes D against the size of the cell, where there are runs of several
 * @param vibrations of every species; empty when not asked for
 * @param curves all curves, thinned out to a few hundred points each
 * @param warnings what makes the numbers doubtful
 */
public record DiffusionAtTemperature(double temperatureK, int runs, List<SpeciesDiffusion> species, Optional<ChargeDiffusion> charge,
    List<SizeDependence> sizes, List<SpeciesVibrations> vibrations, List<DiffusionCurve> curves, List<String> warnings) {

    /** Copies the lists. */
    public DiffusionAtTemperature {
        species = List.copyOf(species);
        sizes = List.copyOf(sizes);
        vibrations = List.copyOf(vibrations);
        curves = List.copyOf(curves);
        warnings = List.copyOf(warnings);
    }

    /** The species whose diffusion was asked for. */
    public List<SpeciesDiffusion> mobile() {
        return species.stream().filter(SpeciesDiffusion::mobile).toList();
    }

    /** One of the species. */
    public SpeciesDiffusion of(final Element element) {
        return species.stream().filter(s -> s.species() == element).findFirst()
            .orElseThrow(() -> new IllegalArgumentException(element + " is not among the species"));
    }

    /** The vibrations of a species, if they were computed. */
    public Optional<SpeciesVibrations> vibrations(final Element element) {
        return vibrations.stream().filter(v -> v.species() == element).findFirst();
    }

    /** The curves of one kind. */
    public List<DiffusionCurve> curves(final DiffusionCurve.Kind kind) {
        return curves.stream().filter(c -> c.kind() == kind).toList();
    }

    /** " at 500 K", or nothing when the temperature is unknown. */
    public String at() {
        return Double.isNaN(temperatureK) ? "" : String.format(Locale.ROOT, " at %.0f K", temperatureK);
    }
}

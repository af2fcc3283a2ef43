package org.example.lidiff.engine.spectral;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.diffusion.DiffusionFit;
import org.example.lidiff.engine.diffusion.FitOptions;
import org.example.lidiff.engine.diffusion.MeanSquaredDisplacement;
import org.example.lidiff.engine.diffusion.MsdCurve;
import org.example.lidiff.engine.diffusion.MsdOptions;
import org.example.lidiff.engine.hops.SharedSites;
import org.example.lidiff.engine.hops.SiteNetwork;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.TemperatureGroups;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;

/**
 * The displacement of the mobile ions in the trajectories themselves, to compare with that of the network.
 *
 * @param curve mean squared displacement against lag time
 * @param fit its diffusion coefficient
 * @param warnings what makes it doubtful
 */
public record TrajectoryTransport(MsdCurve curve, DiffusionFit fit, List<String> warnings) {

    /**
     * The displacement of the runs of {@code set} at the temperature of {@code at}; empty when there are none.
     *
     * @param set runs of molecular dynamics
     * @param at the model to compare with
     * @throws org.example.lidiff.engine.InputException if the trajectories are of another crystal than the model
     */
    public static Optional<TrajectoryTransport> of(final TrajectorySet set, final NetworkModel.AtTemperature at, final Progress progress) {
        final SiteNetwork sites = at.network().sites();
        final List<Trajectory> runs = set.runs().stream().filter(r -> r.info().kind() == RunKind.CONTINUOUS)
            .filter(r -> TemperatureGroups.same(r.info().temperatureK(), at.temperatureK())).toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        final Set<String> warnings = new LinkedHashSet<>(SharedSites.requireSameCrystal(at.network(), runs));
        final Set<Element> framework = new LinkedHashSet<>();
        Arrays.stream(runs.get(0).atomicNumbers()).mapToObj(Element::of).filter(e -> e != sites.mobile()).forEach(framework::add);
        final MeanSquaredDisplacement msd = MeanSquaredDisplacement.compute(runs,
            MsdOptions.of(sites.mobile(), framework).withCoarseAllowed(true), progress);
        final MsdCurve curve = msd.of(sites.mobile());
        final DiffusionFit fit = DiffusionFit.of(curve, FitOptions.defaults().withSiteDistance(sites.shortestDistance()));
        warnings.addAll(msd.warnings());
        warnings.addAll(fit.warnings());
        return Optional.of(new TrajectoryTransport(curve, fit, List.copyOf(warnings)));
    }
}

package org.example.lidiff.nodes.diffusionanalysis;

import java.util.Optional;

import org.example.lidiff.engine.diffusion.ActivatedQuantity;
import org.example.lidiff.engine.diffusion.Arrhenius;
import org.example.lidiff.engine.diffusion.ChargeDiffusion;
import org.example.lidiff.engine.diffusion.DiffusionAnalysis;
import org.example.lidiff.engine.diffusion.DiffusionAtTemperature;
import org.example.lidiff.engine.diffusion.DiffusionCurve;
import org.example.lidiff.engine.diffusion.DiffusionFit;
import org.example.lidiff.engine.diffusion.Digits;
import org.example.lidiff.engine.diffusion.SizeDependence;
import org.example.lidiff.engine.diffusion.SpeciesDiffusion;
import org.example.lidiff.engine.diffusion.SpeciesVibrations;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.nodes.common.TableSchema;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;

/** The tables of a diffusion analysis. */
final class DiffusionRows {

    /** One row a quantity, with its interval and unit. */
    static final TableSchema QUANTITIES = TableSchema.create().number("Temperature (K)").text("Species").text("Quantity").number("Value")
        .number("Lower (95 %)").number("Upper (95 %)").text("Unit").text("Remark");

    static final TableSchema CURVES = TableSchema.create().number("Temperature (K)").text("Quantity").text("Species").number("x").text("Unit of x")
        .number("y").number("y, lower (95 %)").number("y, upper (95 %)").text("Unit of y");

    static final TableSchema FITS = TableSchema.create().number("Temperature (K)").text("Species").text("Displacement").number("Fit from (ps)")
        .number("Fit to (ps)").whole("Points").whole("Points left out").number("Slope / 2d (m²/s)").number("Standard error of the fit (m²/s)")
        .number("Standard error of blocks (m²/s)").number("Intercept (Å²)").number("Exponent").number("Exponent, lower (95 %)")
        .number("Exponent, upper (95 %)").number("Chi squared").number("p value").number("Growth (Å²)").number("Growth needed (Å²)").flag("Established");

    private static final double SI = Units.SQUARE_ANGSTROM_PER_FS_IN_M2_PER_S;
    private static final double CM = SI * Units.M2_IN_CM2;
    private static final String M2 = "m²/s";
    private static final String CM2 = "cm²/s";
    private static final String CONDUCTIVITY = "S/m";
    // 1 S/m = 10 mS/cm
    private static final double MILLISIEMENS = 10;
    private static final String[] AXES = {"x", "y", "z"};
    private static final String SAME = "The same in another unit.";

    private final TableSchema.Rows m_rows;

    private DiffusionRows(final TableSchema.Rows rows) {
        m_rows = rows;
    }

    /** The transport table. */
    static BufferedDataTable transport(final DiffusionAnalysis analysis, final ExecutionContext exec) throws CanceledExecutionException {
        final DiffusionRows rows = new DiffusionRows(QUANTITIES.rows(exec));
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            for (final SpeciesDiffusion s : t.species()) {
                rows.species(t, s);
            }
            if (t.charge().isPresent()) {
                rows.charge(t, t.charge().get());
            }
        }
        return rows.m_rows.close();
    }

    private void species(final DiffusionAtTemperature t, final SpeciesDiffusion s) throws CanceledExecutionException {
        final String name = s.species().symbol();
        final DiffusionFit fit = s.fit();
        if (s.mobile()) {
            row(t, name, "Diffusion coefficient D", SI, fit.value(), interval(fit), M2, s.sentence() + " " + String.join(" ", s.remarks()));
            row(t, name, "Diffusion coefficient D", CM, fit.value(), interval(fit), CM2, SAME);
            tensor(t, s);
            row(t, name, "Exponent of the mean squared displacement", 1, fit.exponent(), new double[] {fit.exponentLower(), fit.exponentUpper()}, "1",
                "Between " + s.window() + ".");
            row(t, name, "Intercept of the mean squared displacement", 1, fit.intercept(), null, "Å²", "Vibrations, and what is missed at short times.");
            nonGaussian(t, name);
            for (final SizeDependence d : t.sizes().stream().filter(d -> d.species() == s.species()).toList()) {
                sizes(t, d);
            }
        } else {
            row(t, name, "Diffusion coefficient D", SI, fit.established() ? fit.value() : Double.NaN, fit.established() ? interval(fit) : null, M2, s.sentence());
        }
        final Optional<SpeciesVibrations> v = t.vibrations(s.species());
        if (v.isPresent()) {
            row(t, name, "Attempt frequency", 1, v.get().centroidTHz(), null, "THz", v.get().doubt().orElse("Centroid of the vibrational density of states"
                + (v.get().fromPositions() ? ", velocities from differences of positions." : ".")));
        }
    }

    private void sizes(final DiffusionAtTemperature t, final SizeDependence d) throws CanceledExecutionException {
        for (int k = 0; k < d.atoms().size(); k++) {
            row(t, d.species().symbol(), "D in cells of " + d.atoms().get(k) + " atoms", SI, d.fits().get(k).value(), interval(d.fits().get(k)), M2, "");
        }
        row(t, d.species().symbol(), "D of an infinite cell (1/N → 0)", SI, d.line().diffusion(), d.interval(), M2, d.remark());
    }

    private void tensor(final DiffusionAtTemperature t, final SpeciesDiffusion s) throws CanceledExecutionException {
        final double[] d = s.tensor();
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                row(t, s.species().symbol(), "D" + AXES[i] + AXES[j], SI, d[3 * i + j], i == j ? s.diagonalInterval(i) : null, M2,
                    i == j ? "Interval as wide as that of a fit along this axis." : "");
            }
        }
    }

    private void nonGaussian(final DiffusionAtTemperature t, final String species) throws CanceledExecutionException {
        for (final DiffusionCurve c : t.curves(DiffusionCurve.Kind.NON_GAUSSIAN)) {
            if (c.species().equals(species)) {
                int best = 0;
                for (int i = 0; i < c.y().length; i++) {
                    best = c.y()[i] > c.y()[best] ? i : best;
                }
                row(t, species, "Largest non-Gaussian parameter", 1, c.y()[best], null, "1", "At " + Digits.of(c.x()[best], 3) + " ps.");
            }
        }
    }

    private void charge(final DiffusionAtTemperature t, final ChargeDiffusion c) throws CanceledExecutionException {
        final String name = c.species();
        row(t, name, "Charge diffusion coefficient D_σ", SI, c.value(), c.interval(), M2, c.remark());
        row(t, name, "Haven ratio", 1, c.havenRatio(), c.havenInterval(), "1", c.distinct() ? "D / D_σ" : "None: D_σ is not known to better than half of itself.");
        row(t, name, "Conductivity", 1, c.conductivity(), c.conductivityInterval(), CONDUCTIVITY, "From D_σ. " + c.tracerRemark());
        row(t, name, "Conductivity", MILLISIEMENS, c.conductivity(), c.conductivityInterval(), "mS/cm", SAME);
        row(t, name, "Nernst-Einstein conductivity", 1, c.nernstEinstein(), c.nernstEinsteinInterval(), CONDUCTIVITY, "From D. " + c.tracerRemark());
        row(t, name, "Nernst-Einstein conductivity", MILLISIEMENS, c.nernstEinstein(), c.nernstEinsteinInterval(), "mS/cm", SAME);
    }

    private void row(final DiffusionAtTemperature t, final String species, final String quantity, final double factor, final double value,
        final double[] interval, final String unit, final String remark) throws CanceledExecutionException {
        row(t.temperatureK(), species, quantity, factor, value, interval, unit, remark);
    }

    private void row(final double temperatureK, final String species, final String quantity, final double factor, final double value,
        final double[] interval, final String unit, final String remark) throws CanceledExecutionException {
        m_rows.add(temperatureK, species, quantity, factor * value, interval == null ? Double.NaN : factor * interval[0],
            interval == null ? Double.NaN : factor * interval[1], unit, remark);
    }

    private static double[] interval(final DiffusionFit fit) {
        return new double[] {fit.lower(), fit.upper()};
    }

    /** The table of all curves. */
    static BufferedDataTable curves(final DiffusionAnalysis analysis, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = CURVES.rows(exec);
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            for (final DiffusionCurve c : t.curves()) {
                for (int i = 0; i < c.x().length; i++) {
                    rows.add(t.temperatureK(), c.quantity(), c.species(), c.x()[i], c.kind().xUnit(), c.y()[i], c.lower()[i], c.upper()[i], c.kind().yUnit());
                }
            }
        }
        return rows.close();
    }

    /** The table of activation energies and extrapolations. */
    static BufferedDataTable arrhenius(final DiffusionAnalysis analysis, final ExecutionContext exec) throws CanceledExecutionException {
        final DiffusionRows rows = new DiffusionRows(QUANTITIES.rows(exec));
        for (final ActivatedQuantity a : analysis.activated()) {
            rows.activated(a, analysis);
        }
        return rows.m_rows.close();
    }

    private void activated(final ActivatedQuantity a, final DiffusionAnalysis analysis) throws CanceledExecutionException {
        final String d = a.ofCharge() ? "D_σ" : "D";
        if (a.fit().isEmpty()) {
            row(Double.NaN, a.species(), "Activation energy of " + d, 1, Double.NaN, null, "eV", a.remark());
            return;
        }
        final Arrhenius fit = a.fit().get();
        final double e = fit.activationEnergy();
        row(Double.NaN, a.species(), "Activation energy of " + d, 1, e, new double[] {e - fit.activationEnergyHalfWidth(), e + fit.activationEnergyHalfWidth()},
            "eV", a.remark());
        row(Double.NaN, a.species(), "ln of the prefactor of " + d + " (m²/s)", 1, fit.logPrefactor() + Math.log(SI), null, "1",
            "Standard error " + Digits.of(fit.logPrefactorError(), 2) + ".");
        for (final double t : analysis.options().extrapolationsK()) {
            final double[] interval = {fit.lower(t), fit.upper(t)};
            row(t, a.species(), d + ", extrapolated", SI, fit.value(t), interval, M2, "");
            row(t, a.species(), d + ", extrapolated", CM, fit.value(t), interval, CM2, SAME);
            if (!Double.isNaN(a.conductivityFactor())) {
                final String name = (a.ofCharge() ? "Conductivity" : "Nernst-Einstein conductivity") + ", extrapolated";
                final double factor = a.conductivity(1, t);
                row(t, a.species(), name, factor, fit.value(t), interval, CONDUCTIVITY, "From " + d + " with the density of the simulated temperatures.");
                row(t, a.species(), name, MILLISIEMENS * factor, fit.value(t), interval, "mS/cm", SAME);
            }
        }
    }

    /** The table of all fits. */
    static BufferedDataTable fits(final DiffusionAnalysis analysis, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = FITS.rows(exec);
        for (final DiffusionAtTemperature t : analysis.temperatures()) {
            for (final SpeciesDiffusion s : t.species()) {
                fit(rows, t, s.species().symbol(), "whole", s.fit(), 1);
                for (int a = 0; a < 3 && s.mobile(); a++) {
                    fit(rows, t, s.species().symbol(), "along " + AXES[a], s.axes().get(a), 1);
                }
            }
            if (t.charge().isPresent()) {
                fit(rows, t, t.charge().get().species(), "of charge, over ⟨z²⟩", t.charge().get().fit(), 1 / t.charge().get().meanSquareCharge());
            }
        }
        return rows.close();
    }

    private static void fit(final TableSchema.Rows rows, final DiffusionAtTemperature t, final String species, final String displacement,
        final DiffusionFit f, final double scale) throws CanceledExecutionException {
        rows.add(t.temperatureK(), species, displacement, f.startFs() / Units.PICOSECOND, f.endFs() / Units.PICOSECOND, f.points(), f.droppedLags(),
            scale * SI * f.value(), scale * SI * f.fitError(), scale * SI * f.bootstrapError(), scale * f.intercept(), f.exponent(), f.exponentLower(),
            f.exponentUpper(), f.chiSquared(), f.pValue(), scale * f.growth(), f.requiredGrowth(), f.established() && scale * f.growth() >= f.requiredGrowth());
    }
}

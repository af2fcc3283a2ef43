package org.example.lidiff.engine.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Units;

/**
 * Transport of charge at one temperature: D_σ is the slope of |ΔP|²/N over 2d⟨z²⟩, P = Σ z_i (r_i − r_framework), and the tracer coefficient beside it
 * D* = Σ N z² D* / Σ N z² of the same ions. Coefficients in Å²/fs, conductivities in S/m; intervals are 95 %. Immutable.
 */
public final class ChargeDiffusion {

    private final Map<Element, Double> charges;
    private final MsdCurve curve;
    private final DiffusionFit fit;
    private final double meanSquareCharge;
    private final double density;
    private final double temperatureK;
    private final double tracer;
    private final double[] tracerInterval;
    private final boolean tracerEstablished;
    private final boolean formal;

    /**
     * @param carriers the charged species
     * @param charges of them in e
     * @param collective |ΔP|²/N
     * @param volume of the cell in Å³
     * @param formal whether the charges are formal numbers in an alloy
     */
    ChargeDiffusion(final List<SpeciesDiffusion> carriers, final Map<Element, Double> charges, final MsdCurve collective, final FitOptions options,
        final double volume, final double temperatureK, final boolean formal) {
        this.charges = Map.copyOf(charges);
        this.curve = collective;
        this.temperatureK = temperatureK;
        this.formal = formal;
        double weight = 0;
        double sum = 0;
        double below = 0;
        double above = 0;
        double ions = 0;
        for (final SpeciesDiffusion s : carriers) {
            final double w = s.ions() * charges.get(s.species()) * charges.get(s.species());
            weight += w;
            sum += w * s.fit().value();
            below += Math.pow(w * (s.fit().value() - s.fit().lower()), 2);
            above += Math.pow(w * (s.fit().upper() - s.fit().value()), 2);
            ions += s.ions();
        }
        meanSquareCharge = weight / ions;
        density = ions / volume;
        tracer = sum / weight;
        tracerInterval = new double[] {tracer - Math.sqrt(below) / weight, tracer + Math.sqrt(above) / weight};
        tracerEstablished = carriers.stream().allMatch(s -> s.fit().established());
        // between the lags of the tracer, so that their quotient compares the same motion
        fit = DiffusionFit.of(collective, SpeciesDiffusion.sameWindow(options, carriers.get(0).fit()));
    }

    /** The charges of the carriers in e. */
    public Map<Element, Double> charges() {
        return charges;
    }

    /** "Li" or "Li, Na": the carriers. */
    public String species() {
        return charges.keySet().stream().sorted((a, b) -> a.atomicNumber() - b.atomicNumber()).map(Element::symbol).collect(Collectors.joining(", "));
    }

    /** |ΔP|²/N in e² Å². */
    public MsdCurve curve() {
        return curve;
    }

    /** The fit of {@link #curve()}; its value is D_σ ⟨z²⟩. */
    public DiffusionFit fit() {
        return fit;
    }

    /** ⟨z²⟩ of the carriers in e². */
    public double meanSquareCharge() {
        return meanSquareCharge;
    }

    /** Carriers in 1/Å³. */
    public double density() {
        return density;
    }

    /** D_σ. */
    public double value() {
        return fit.value() / meanSquareCharge;
    }

    /** Standard error of D_σ. */
    public double standardError() {
        return fit.standardError() / meanSquareCharge;
    }

    /** Interval of D_σ. */
    public double[] interval() {
        return new double[] {fit.lower() / meanSquareCharge, fit.upper() / meanSquareCharge};
    }

    /** D* of the carriers. */
    public double tracer() {
        return tracer;
    }

    /** Interval of D*. */
    public double[] tracerInterval() {
        return tracerInterval.clone();
    }

    /** Whether D_σ is above zero by more than two standard errors, and its interval without zero. */
    public boolean distinct() {
        return value() > 2 * standardError() && fit.lower() > 0;
    }

    /** Haven ratio D* / D_σ; NaN when D_σ is not {@link #distinct()}. */
    public double havenRatio() {
        return distinct() ? tracer / value() : Double.NaN;
    }

    /** Interval of the Haven ratio, D* and D_σ taken as independent; NaN when there is no ratio. */
    public double[] havenInterval() {
        return distinct() ? Conductivity.quotient(new double[] {tracer, tracerInterval[0], tracerInterval[1]},
            new double[] {value(), interval()[0], interval()[1]}) : new double[] {Double.NaN, Double.NaN};
    }

    /** Conductivity from D_σ in S/m; NaN without a temperature. */
    public double conductivity() {
        return conductivity(value());
    }

    /** Interval of {@link #conductivity()}. */
    public double[] conductivityInterval() {
        final double[] d = interval();
        return new double[] {conductivity(d[0]), conductivity(d[1])};
    }

    /** Nernst-Einstein conductivity, from D*, in S/m; NaN without a temperature. */
    public double nernstEinstein() {
        return conductivity(tracer);
    }

    /** Interval of {@link #nernstEinstein()}. */
    public double[] nernstEinsteinInterval() {
        return new double[] {conductivity(tracerInterval[0]), conductivity(tracerInterval[1])};
    }

    private double conductivity(final double diffusion) {
        return Conductivity.siemensPerMeter(density, meanSquareCharge, diffusion, temperatureK);
    }

    /** Whether the charges are formal numbers in an alloy. */
    public boolean formal() {
        return formal;
    }

    /** What is to be known of the tracer's numbers: whose charges, and whether they are established. */
    public String tracerRemark() {
        final String text = "Charges " + charges.entrySet().stream().sorted((a, b) -> a.getKey().atomicNumber() - b.getKey().atomicNumber())
            .map(e -> e.getKey() + (e.getValue() > 0 ? " +" : " ") + Digits.of(e.getValue(), 3) + " e").collect(Collectors.joining(", ")) + ".";
        final List<String> all = new ArrayList<>(List.of(text));
        if (!tracerEstablished) {
            all.add("D is not established, so neither is this number.");
        }
        if (formal) {
            all.add("A formal ionic number: in an alloy electrons conduct.");
        }
        return String.join(" ", all);
    }

    /** What is to be known of D_σ. */
    public String remark() {
        final String window = "Slope of the charge displacement between " + Digits.of(fit.startFs() / Units.PICOSECOND, 3) + " and "
            + Digits.of(fit.endFs() / Units.PICOSECOND, 3) + " ps.";
        return (distinct() ? window : window + " It is not known to better than half of itself: there is no Haven ratio.")
            + (formal ? " A formal ionic number: in an alloy electrons conduct." : "");
    }
}

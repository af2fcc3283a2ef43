package org.example.lidiff.engine.diffusion;

/**
 * A curve of a diffusion analysis. Immutable as long as its arrays are left alone.
 *
 * @param temperatureK in K, NaN when unknown
 * @param kind what it shows
 * @param species the species or pair: "Li", "Li-S"
 * @param lagFs the lag that a van Hove correlation belongs to, in fs; NaN for the others
 * @param x in the unit of the kind
 * @param y in the unit of the kind
 * @param lower lower ends of the 95 % intervals of y, NaN where there are none
 * @param upper upper ends, likewise
 */
public record DiffusionCurve(double temperatureK, Kind kind, String species, double lagFs, double[] x, double[] y, double[] lower, double[] upper) {

    private static final String TIME = "ps";
    private static final String LENGTH = "Å";
    private static final String SQUARE = "Å²";
    private static final String NUMBER = "1";

    /** What a curve shows, with the units of its axes. */
    public enum Kind {
        /** ⟨|Δr|²⟩. */
        MSD("Mean squared displacement", TIME, SQUARE),
        /** ⟨Δx²⟩. */
        MSD_X("Mean squared displacement along x", TIME, SQUARE),
        /** ⟨Δy²⟩. */
        MSD_Y("Mean squared displacement along y", TIME, SQUARE),
        /** ⟨Δz²⟩. */
        MSD_Z("Mean squared displacement along z", TIME, SQUARE),
        /** |ΔP|²/N. */
        CHARGE_MSD("Mean squared charge displacement", TIME, "e² Å²"),
        /** 3⟨Δr⁴⟩/(5⟨Δr²⟩²) − 1. */
        NON_GAUSSIAN("Non-Gaussian parameter", TIME, NUMBER),
        /** g(r). */
        RADIAL_DISTRIBUTION("Pair distribution", LENGTH, NUMBER),
        /** Neighbors up to a distance. */
        COORDINATION("Coordination number", LENGTH, NUMBER),
        /** 4πr² G_s(r). */
        VAN_HOVE_SELF("Van Hove correlation, self", LENGTH, "1/Å"),
        /** G_d(r) over the density. */
        VAN_HOVE_DISTINCT("Van Hove correlation, distinct", LENGTH, NUMBER),
        /** Velocity autocorrelation, 1 at zero. */
        VELOCITY_AUTOCORRELATION("Velocity autocorrelation", TIME, NUMBER),
        /** Vibrational density of states. */
        DENSITY_OF_STATES("Vibrational density of states", "THz", "1/THz");

        private final String title;
        private final String xUnit;
        private final String yUnit;

        Kind(final String title, final String xUnit, final String yUnit) {
            this.title = title;
            this.xUnit = xUnit;
            this.yUnit = yUnit;
        }

        /** The quantity in words. */
        public String title() {
            return title;
        }

        /** Unit of x. */
        public String xUnit() {
            return xUnit;
        }

        /** Unit of y; "1" for a pure number. */
        public String yUnit() {
            return yUnit;
        }

        /** The quantity along x in words. */
        public String xTitle() {
            switch (xUnit) {
                case TIME:
                    return "Time";
                case LENGTH:
                    return "Distance";
                default:
                    return "Frequency";
            }
        }
    }

    /** A curve without intervals. */
    static DiffusionCurve of(final double temperatureK, final Kind kind, final String species, final double[] x, final double[] y) {
        final double[] none = new double[x.length];
        java.util.Arrays.fill(none, Double.NaN);
        return new DiffusionCurve(temperatureK, kind, species, Double.NaN, x, y, none, none);
    }

    /** The same, of a lag in fs. */
    DiffusionCurve atLag(final double newLagFs) {
        return new DiffusionCurve(temperatureK, kind, species, newLagFs, x, y, lower, upper);
    }

    /** The quantity in words, with the lag it belongs to: "Van Hove correlation, self, after 2 ps". */
    public String quantity() {
        return Double.isNaN(lagFs) ? kind.title() : kind.title() + ", after " + Digits.of(lagFs / 1000, 4) + " ps";
    }

    /** Whether there are intervals. */
    public boolean hasIntervals() {
        for (final double v : lower) {
            if (!Double.isNaN(v)) {
                return true;
            }
        }
        return false;
    }
}

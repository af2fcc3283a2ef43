package org.example.lidiff.engine.diffusion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Prints how often the intervals of D hold the true value for many kinds of motion: {@code main(seeds, part of a case's name)}. No test. */
final class CoverageStudy {

    private CoverageStudy() {
    }

    /** Motions by name. */
    static Map<String, HoppingIons> cases() {
        final Map<String, HoppingIons> c = new LinkedHashMap<>();
        c.put("jumps 16x1000, 640", HoppingIons.jumping(16, 1000, 640));
        c.put("jumps 4x2000, 400", HoppingIons.jumping(4, 2000, 400));
        c.put("jumps 4x2000, 50", HoppingIons.jumping(4, 2000, 50));
        c.put("jumps 8x400, 30", HoppingIons.jumping(8, 400, 30));
        c.put("jumps 4x500, 12", HoppingIons.jumping(4, 500, 12));
        c.put("jumps 192x300, 50", HoppingIons.jumping(192, 300, 50));
        c.put("jumps 192x400, 4000", HoppingIons.jumping(192, 400, 4000));
        c.put("jumps 1x5000, 300", HoppingIons.jumping(1, 5000, 300));
        c.put("jumps 1x500, 60", HoppingIons.jumping(1, 500, 60));
        c.put("jumps 16x200, 200", HoppingIons.jumping(16, 200, 200));
        c.put("jumps 16x5000, 1000", HoppingIons.jumping(16, 5000, 1000));
        c.put("altern .25 16x2000, 1600", HoppingIons.jumping(16, 2000, 1600).alternating(0.25));
        c.put("altern .25 16x1000, 300", HoppingIons.jumping(16, 1000, 300).alternating(0.25));
        c.put("altern .25 4x2000, 50", HoppingIons.jumping(4, 2000, 50).alternating(0.25));
        c.put("altern .05 16x2000, 3000", HoppingIons.jumping(16, 2000, 3000).alternating(0.05));
        c.put("altern .05 64x500, 3000", HoppingIons.jumping(64, 500, 3000).alternating(0.05));
        c.put("runs 4 of 4x500, 50 each", HoppingIons.jumping(4, 500, 50).withRuns(4));
        c.put("runs 6 of 24x300, 60 each", HoppingIons.jumping(24, 300, 60).withRuns(6));
        c.put("strong vib 16x1000, 640", HoppingIons.jumping(16, 1000, 640).withVibration(0.6, 20));
        c.put("strong vib 16x1000, 100", HoppingIons.jumping(16, 1000, 100).withVibration(0.6, 20));
        c.put("groups of 4 16x1000, 640", HoppingIons.jumping(16, 1000, 640).withGroup(4));
        c.put("groups of 16 16x1000, 640", HoppingIons.jumping(16, 1000, 640).withGroup(16));
        c.put("groups of 2 16x1000, 640", HoppingIons.jumping(16, 1000, 640).withGroup(2));
        c.put("groups of 4 32x400, 1000", HoppingIons.jumping(32, 400, 1000).withGroup(4));
        c.put("brown 12x1200", HoppingIons.brownian(12, 1200, 0.02, 0.3));
        c.put("brown 12x1200 no noise", HoppingIons.brownian(12, 1200, 0.02, 0));
        c.put("brown 1x500", HoppingIons.brownian(1, 500, 0.1, 0.1));
        c.put("brown 192x300", HoppingIons.brownian(192, 300, 0.05, 0.1));
        c.put("brown 8x3000", HoppingIons.brownian(8, 3000, 0.01, 0.2));
        return c;
    }

    /** What came out of many seeds. */
    record Outcome(double coverage, double bias, double scatter, double errorOverScatter, double halfWidth, double established, double below,
        double start, double correlated) {

        static Outcome of(final double truth, final DiffusionFit[] fits) {
            final int n = fits.length;
            double mean = 0;
            double square = 0;
            double error = 0;
            double covered = 0;
            double below = 0;
            double established = 0;
            double start = 0;
            double correlated = 0;
            final double[] widths = new double[n];
            for (int k = 0; k < n; k++) {
                final DiffusionFit f = fits[k];
                final double x = f.value() / truth;
                mean += x / n;
                square += x * x / n;
                error += f.standardError() / truth / n;
                covered += f.lower() <= truth && truth <= f.upper() ? 1.0 / n : 0;
                below += f.upper() < truth ? 1.0 / n : 0;
                established += f.established() ? 1.0 / n : 0;
                start += f.startFs() / f.endFs() / n;
                correlated += Double.isInfinite(f.condition()) ? 0 : 1.0 / n;
                widths[k] = (f.upper() - f.lower()) / 2 / truth;
            }
            java.util.Arrays.sort(widths);
            final double scatter = Math.sqrt((square - mean * mean) * n / (n - 1.0));
            return new Outcome(covered, mean - 1, scatter, error / scatter, widths[n / 2], established, below, start, correlated);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "cov %5.1f (below %4.1f) bias %+5.1f sd %5.1f se/sd %4.2f hw %5.1f est %3.0f start %4.2f gls %3.0f", 100 * coverage, 100 * below,
                100 * bias, 100 * scatter, errorOverScatter, 100 * halfWidth, 100 * established, start, 100 * correlated);
        }
    }

    static DiffusionFit[] fits(final MeanSquaredDisplacement[] msd, final Function<MeanSquaredDisplacement, DiffusionFit> fit) {
        return IntStream.range(0, msd.length).parallel().mapToObj(k -> fit.apply(msd[k])).toArray(DiffusionFit[]::new);
    }

    /** @param args number of seeds, part of the names */
    public static void main(final String[] args) {
        final int seeds = Integer.parseInt(args[0]);
        cases().forEach((name, c) -> {
            if (args.length > 1 && !name.contains(args[1])) {
                return;
            }
            final MeanSquaredDisplacement[] msd = IntStream.range(0, seeds).mapToObj(c::displacement).toArray(MeanSquaredDisplacement[]::new);
            final FitOptions automatic = FitOptions.defaults();
            final FitOptions fixed = automatic.withWindow(c.frames() / 40.0, c.frames() / 10.0);
            System.out.printf("%-28s auto   %s%n", name, Outcome.of(c.diffusion(), fits(msd, m -> DiffusionFit.of(m.of(HoppingIons.LI), automatic))));
            System.out.printf("%-28s fixed  %s%n", "", Outcome.of(c.diffusion(), fits(msd, m -> DiffusionFit.of(m.of(HoppingIons.LI), fixed))));
            System.out.printf("%-28s axis   %s%n", "", Outcome.of(c.diffusion(), fits(msd, m -> DiffusionFit.ofAxis(m.of(HoppingIons.LI), 0, automatic))));
            System.out.printf("%-28s charge %s%n", "", Outcome.of(c.chargeDiffusion(), fits(msd, m -> DiffusionFit.of(m.collective().orElseThrow(), automatic))));
        });
    }
}

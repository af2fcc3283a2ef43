package org.example.lidiff.engine.hops;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.MinimumImage;

/** What keeps two site sets from being joined: states of one number must be the same site in both. */
public final class SiteDifference {

    /** Relative difference of cell edges; thermal expansion between two temperatures stays below. */
    public static final double LARGEST_STRAIN = 0.03;
    private static final double LARGEST_ANGLE = 2;

    private SiteDifference() {
    }

    /**
     * The first difference that matters, as half a sentence with both values and the limit; empty when the sets may be joined.
     *
     * @param a one set
     * @param b the other
     */
    public static Optional<String> of(final SiteNetwork a, final SiteNetwork b) {
        if (a.mobile() != b.mobile()) {
            return Optional.of("the sites are those of " + a.mobile() + " and of " + b.mobile());
        }
        if (a.size() != b.size()) {
            return Optional.of("there are " + a.size() + " sites " + a.types() + " and " + b.size() + " sites " + b.types());
        }
        final Optional<String> cells = ofCells(a.cell(), b.cell());
        return cells.isPresent() ? cells : ofPositions(a, b);
    }

    /** The cell edge or angle that differs most, if by more than the limits of 3 % and 2°. */
    static Optional<String> ofCells(final Cell a, final Cell b) {
        int edge = 0;
        int angle = 0;
        for (int k = 1; k < 3; k++) {
            edge = strain(a, b, k) > strain(a, b, edge) ? k : edge;
            angle = turn(a, b, k) > turn(a, b, angle) ? k : angle;
        }
        if (strain(a, b, edge) > LARGEST_STRAIN) {
            return Optional.of(String.format(Locale.ROOT, "the cell edge %c is %.3f Å and %.3f Å, %.1f %% apart; the limit is %.0f %%", 'a' + edge, a.length(edge),
                b.length(edge), 100 * strain(a, b, edge), 100 * LARGEST_STRAIN));
        }
        if (turn(a, b, angle) > LARGEST_ANGLE) {
            return Optional.of(String.format(Locale.ROOT, "the cell angle between %s is %.1f° and %.1f°; the limit is a difference of %.0f°",
                new String[] {"b and c", "a and c", "a and b"}[angle], angle(a, angle), angle(b, angle), LARGEST_ANGLE));
        }
        return Optional.empty();
    }

    private static double strain(final Cell a, final Cell b, final int edge) {
        return Math.abs(a.length(edge) / b.length(edge) - 1);
    }

    private static double angle(final Cell c, final int k) {
        return c.angle((k + 1) % 3, (k + 2) % 3);
    }

    private static double turn(final Cell a, final Cell b, final int k) {
        return Math.abs(angle(a, k) - angle(b, k));
    }

    private static Optional<String> ofPositions(final SiteNetwork a, final SiteNetwork b) {
        final MinimumImage image = new MinimumImage(a.cell());
        int worst = 0;
        double distance = -1;
        for (int i = 0; i < a.size(); i++) {
            if (!a.label(i).equals(b.label(i))) {
                return Optional.of("site " + (i + 1) + " is " + a.name(i) + " and " + b.name(i) + order(a, b, image));
            }
            final double d = distance(a, i, b, i, image);
            worst = d > distance ? i : worst;
            distance = Math.max(distance, d);
        }
        return distance <= LatticeVectors.TOLERANCE ? Optional.empty() : Optional.of(String.format(Locale.ROOT,
            "site %d, %s, is %.2f Å away from its place in the other one; the limit is %.1f Å%s", worst + 1, a.name(worst), distance, LatticeVectors.TOLERANCE,
            order(a, b, image)));
    }

    /** Says so where the sites are the same in another order. */
    private static String order(final SiteNetwork a, final SiteNetwork b, final MinimumImage image) {
        final List<Integer> left = new ArrayList<>();
        for (int j = 0; j < b.size(); j++) {
            left.add(j);
        }
        for (int i = 0; i < a.size(); i++) {
            final int site = i;
            if (!left.removeIf(j -> a.label(site).equals(b.label(j)) && distance(a, site, b, j, image) <= LatticeVectors.TOLERANCE)) {
                return "";
            }
        }
        return "; they are the same sites in another order";
    }

    /** Between site {@code i} of a and site {@code j} of b at their fractional positions in the cell of a, in Å. */
    private static double distance(final SiteNetwork a, final int i, final SiteNetwork b, final int j, final MinimumImage image) {
        final double[] d = new double[3];
        for (int k = 0; k < 3; k++) {
            d[k] = b.fractional(j, k) - a.fractional(i, k);
        }
        a.cell().toCartesian(d, 0, d, 0);
        return Math.sqrt(image.apply(d, 0));
    }
}

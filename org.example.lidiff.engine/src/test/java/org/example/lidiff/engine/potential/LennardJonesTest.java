package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;

class LennardJonesTest extends PotentialContract {

    private static final List<Element> ARGON = List.of(Element.of("Ar"), Element.of("Kr"));

    @Override
    public Potential potential() {
        return new LennardJones(ARGON, new LennardJones.Parameters(0.01, 3.4, 8.5, LennardJones.Cut.FORCE_SHIFTED));
    }

    @Override
    public Structure structure() {
        return random(14, 40, 2.6, "Ar", "Kr");
    }

    private static EnergyForcesVirial dimer(final double r, final LennardJones.Cut cut) {
        return new LennardJones(ARGON, new LennardJones.Parameters(2, 1, 3, cut)).evaluate(
            new Structure(Cell.of(20, 0, 0, 0, 20, 0, 0, 0, 20), new int[] {18, 18}, new double[] {0, 0, 0, r, 0, 0}));
    }

    @Test
    void twoAtomsAtTheMinimumHaveTheWellDepthAndNoForce() {
        final EnergyForcesVirial result = dimer(Math.pow(2, 1.0 / 6), LennardJones.Cut.PLAIN);
        assertEquals(-2, result.energy(), 1e-14);
        assertEquals(0, result.forces()[0], 1e-13);
    }

    @Test
    void shiftTakesTheEnergyAtTheCutoffAway() {
        final double atCutoff = 8 * (Math.pow(3, -12) - Math.pow(3, -6));
        assertEquals(dimer(1.3, LennardJones.Cut.PLAIN).energy() - atCutoff, dimer(1.3, LennardJones.Cut.SHIFTED).energy(), 1e-14);
        assertEquals(0, dimer(2.999999, LennardJones.Cut.FORCE_SHIFTED).forces()[3], 1e-6);
        assertEquals(0, dimer(3.000001, LennardJones.Cut.PLAIN).energy(), 0);
    }

    @Test
    void latticeSumsOfTheFaceCenteredCubicCrystal() {
        // P-13: sums 14.4539/12.1319, E = −8.6102 ε at a nearest distance of 1.09017 σ; beyond rc the sums are integrals
        final double d = 1.09017;
        final double a = d * Math.sqrt(2);
        final double rc = 14;
        final Structure fcc = new Structure(Cell.of(0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0), new int[] {18}, new double[3]);
        final double density = 4 / (a * a * a);
        final double tail = 8 * Math.PI * density * (Math.pow(rc, -9) / 9 - Math.pow(rc, -3) / 3);
        final double energy = new LennardJones(ARGON, new LennardJones.Parameters(1, 1, rc, LennardJones.Cut.PLAIN)).evaluate(fcc).energy();
        // the integral beyond rc is good to about 2e-5
        assertEquals(-8.6102, energy + tail, 1e-4);
    }

    @Test
    void elementWithoutParametersIsNamed() {
        final InputException e = assertThrows(InputException.class,
            () -> potential().evaluate(new Structure(Cell.of(9, 0, 0, 0, 9, 0, 0, 0, 9), new int[] {18, 3}, new double[6])));
        assertEquals("The Lennard-Jones force field has no parameters for Li, the element of atom 1; it knows Ar, Kr.", e.summary());
        assertTrue(e.resolution().contains("covers all elements"), e.resolution());
    }

    @Test
    void impossibleParametersAreRefused() {
        final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
            () -> new LennardJones.Parameters(1, 0, 3, LennardJones.Cut.PLAIN));
        assertTrue(e.getMessage().contains("1.0, 0.0 and 3.0"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new EvaluatorOptions(0, 0));
    }
}

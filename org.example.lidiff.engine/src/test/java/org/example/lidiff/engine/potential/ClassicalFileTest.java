package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassicalFileTest {

    @TempDir
    private Path folder;

    private Potential load(final String text) throws IOException {
        final Path file = folder.resolve("p.txt");
        Files.writeString(file, text);
        return PotentialFiles.load(List.of(file));
    }

    private void refused(final String summary, final String text) {
        assertEquals(summary, assertThrows(InputException.class, () -> load(text)).summary());
    }

    private static double dimer(final Potential p, final int z) {
        return p.evaluate(new Structure(Cell.of(30, 0, 0, 0, 30, 0, 0, 0, 30), new int[] {z, z}, new double[] {0, 0, 0, 0, 0, 3})).energy();
    }

    @Test
    void defaultsAreThoseOfSiliconAndArgon() throws IOException {
        assertEquals(dimer(StillingerWeber.silicon(), 14), dimer(load("# for teaching\nstillinger-weber Si\n"), 14));
        final Potential argon = load("Lennard-Jones Ar");
        assertEquals(8.5, argon.cutoff());
        assertEquals(dimer(new LennardJones(argon.elements(), LennardJones.Parameters.ARGON), 18), dimer(argon, 18));
    }

    @Test
    void parametersAreTakenAndTheRestIsTheDefault() throws IOException {
        final double plain = dimer(load("lennard-jones Ne\nsigma 2.5 # Å\nepsilon 0.01\ncutoff 9\ncut plain"), 10);
        final double x = Math.pow(2.5 / 3, 6);
        assertEquals(0.04 * x * (x - 1), plain, 1e-15);
        assertEquals(2 * dimer(StillingerWeber.silicon(), 14), dimer(load("stillinger-weber Si\nepsilon 4.3366\n"), 14), 1e-12);
    }

    @Test
    void mistakesAreNamed() {
        refused("Line 1 of p.txt names an unknown element: stillinger-weber Xx.", "stillinger-weber Xx");
        refused("p.txt names 2 elements after 'stillinger-weber'.", "stillinger-weber Si Ge");
        refused("p.txt has no 'epsilon', and there is no default for Ge.", "stillinger-weber Ge");
        refused("Line 3 of p.txt is 'sigma': a parameter and its value are expected, each parameter once.", "lennard-jones Ar\n\nsigma");
        refused("Line 3 of p.txt is 'sigma 3': a parameter and its value are expected, each parameter once.", "lennard-jones Ar\nsigma 3\nsigma 3");
        refused("p.txt gives lambda, which lennard-jones does not have.", "lennard-jones Ar\nlambda 3");
        refused("'sigma' is '-1' in p.txt.", "lennard-jones Ar\nsigma -1");
        refused("'cut' is 'hard' in p.txt.", "lennard-jones Ar\ncut hard");
    }
}

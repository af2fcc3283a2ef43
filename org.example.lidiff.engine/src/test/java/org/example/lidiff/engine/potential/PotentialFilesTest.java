package org.example.lidiff.engine.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.potential.nep.NepModel;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.structure.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PotentialFilesTest {

    @TempDir
    Path folder;

    private static String failure(final List<Path> files) {
        final InputException e = assertThrows(InputException.class, () -> PotentialFiles.load(files));
        assertTrue(!e.resolution().isEmpty());
        return e.summary();
    }

    private Path nep() throws IOException {
        final NepSettings s = NepSettings.defaults(List.of(Element.of("Li")));
        final Path file = folder.resolve("model.dat");
        new NepModel(s, new double[s.numberOfParameters()], new double[s.dim()]).write(file);
        return file;
    }

    private Path fortran() throws IOException {
        return Files.write(folder.resolve("Li.ann"), new byte[] {4, 0, 0, 0, 9, 0, 0, 0, 4, 0, 0, 0});
    }

    @Test
    void contentsDecideNotTheName() throws IOException {
        final Potential p = PotentialFiles.load(List.of(nep()));
        assertEquals("NEP4", p.kind());
        assertEquals(8, p.cutoff(), 0);
        assertTrue(failure(List.of(fortran())).startsWith("Record 2 of Li.ann"));
    }

    @Test
    void everythingElseIsNamed() throws IOException {
        assertEquals("No force-field file was chosen.", failure(List.of()));
        assertEquals("There is no file " + folder.resolve("x") + ".", failure(List.of(folder.resolve("x"))));
        assertEquals(folder + " is a folder, not a file.", failure(List.of(folder)));
        final Path empty = Files.createFile(folder.resolve("empty"));
        assertEquals("The file " + empty + " is empty.", failure(List.of(empty)));
        final Path text = Files.writeString(folder.resolve("text"), "hello");
        assertEquals("The file " + text + " is no force field of a known kind.", failure(List.of(text)));
        assertEquals("A NEP force field is one file, 2 were chosen: model.dat, model.dat.", failure(List.of(nep(), nep())));
        assertEquals("The files model.dat, Li.ann are of different kinds.", failure(List.of(nep(), fortran())));
    }
}

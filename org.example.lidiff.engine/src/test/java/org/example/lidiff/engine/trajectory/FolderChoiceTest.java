package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChoiceTest {

    private static final String XYZ = "1\nLattice=\"5 0 0 0 5 0 0 0 5\" Properties=species:S:1:pos:R:3\nLi 0 0 0\n";
    private static final String XDATCAR = "t\n1.0\n5 0 0\n0 5 0\n0 0 5\nLi\n1\nDirect configuration= 1\n0 0 0\n";

    @TempDir
    private Path folder;

    @Test
    void filesWithoutFramesAreLeftOutByName() {
        final Path a = Reading.write(folder, "a.xyz", XYZ);
        final Path notes = Reading.write(folder, "notes.txt", "nothing here\n");
        final FolderChoice choice = FolderChoice.of(List.of(a, notes), TrajectoryFormat.AUTO);
        assertEquals(List.of(a), choice.files());
        assertEquals(List.of("notes.txt is in no trajectory format that can be read and is left out."), choice.warnings());
        final Path x = Reading.write(folder, "XDATCAR", XDATCAR);
        assertEquals(List.of("a.xyz, notes.txt are not VASP XDATCAR and are left out."),
            FolderChoice.of(List.of(a, x, notes), TrajectoryFormat.XDATCAR).warnings());
        assertEquals("None of the 1 files in the folder is a trajectory that can be read. Choose another folder, file name pattern or format.",
            assertThrows(InputException.class, () -> FolderChoice.of(List.of(notes), TrajectoryFormat.AUTO)).getMessage());
    }

    @Test
    void oneRunThatVaspWroteTwiceIsReadOnce() throws IOException {
        final Path one = Files.createDirectory(folder.resolve("1"));
        final Path two = Files.createDirectory(folder.resolve("2"));
        final Path xml = Reading.write(one, "vasprun.xml", VaspReadingTest.vasprun(1, 1));
        final Path same = Reading.write(one, "XDATCAR", XDATCAR);
        final Path other = Reading.write(two, "XDATCAR", XDATCAR);
        final FolderChoice choice = FolderChoice.of(List.of(xml, same, other), TrajectoryFormat.AUTO);
        assertEquals(List.of(xml, other), choice.files());
        assertEquals(List.of("XDATCAR is left out, because a more complete file that VASP wrote is in the same folder."), choice.warnings());
    }
}

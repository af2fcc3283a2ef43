package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.SharedData;
import org.example.lidiff.engine.structure.MinimumImage;
import org.example.lidiff.engine.structure.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureReaderTest {

    private static final String CELL = "data_x\n_cell_length_a 4.0(2)\n_cell_length_b 4\n_cell_length_c 5\n_cell_angle_alpha 90\n"
        + "_cell_angle_beta 90\n_cell_angle_gamma 90.00(1)\n";
    private static final String OPERATORS = "loop_\n_space_group_symop_operation_xyz\nx,y,z\n'-x, -y, z'\n'y,x,1/2+z'\n'-y,-x,z+.5'\n";
    private static final String ATOMS = "loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n"
        + "_atom_site_fract_z\n_atom_site_occupancy\n";

    @TempDir
    private Path folder;

    private StructureFile read(final String text) {
        return StructureReader.read(Reading.write(folder, "f.cif", text));
    }

    private String fails(final String text) {
        return assertThrows(InputException.class, () -> read(text)).getMessage();
    }

    @Test
    void poscarDirectAndCartesian() {
        final String head = "title\n2.0\n1 0 0\n0 2 0\n0 0 3\nLi Si\n1 1\n";
        final Structure direct = read(head + "Selective dynamics\nDirect\n0.5 0.5 0.5 T T F\n0 0 0.25 F F F\n").structure();
        assertArrayEquals(new double[] {1, 2, 3, 0, 0, 1.5}, direct.positions(), 1e-15);
        assertEquals("LiSi", direct.formula());
        assertArrayEquals(new double[] {2, 4, 6, 0, 0, 2},
            read(head + "Cartesian\n1 2 3\n0 0 1\n").structure().positions(), 1e-15);
        assertTrue(fails(head + "Direct\n0 0 0\n").contains("f.cif, line 9: the file has 1 positions, and its header announces 2 atoms (LiSi)"));
        assertTrue(fails(head + "Lattice\n0 0 0\n0 0 0\n").contains("'Lattice' stands where Direct or Cartesian should"));
    }

    @Test
    void symmetryIsExpandedAndImagesOfASiteAreMerged() {
        final StructureFile file = read(CELL + OPERATORS + ATOMS + "Li1 Li+ 0.1 0.2 0.3 1\nSi1 Si 0 0 0.1(3) 0.5\n");
        assertEquals("Li4Si2", file.structure().formula());
        assertEquals("Li1", file.structure().label(3));
        assertEquals("Si1", file.structure().label(5));
        assertEquals(4, file.structure().cell().length(0));
        assertArrayEquals(new double[] {1, 1, 1, 1, 0.5, 0.5}, file.occupancies());
        assertEquals(List.of("Site Si1 of f.cif is occupied to 0.5."), file.warnings());
    }

    @Test
    void differentSitesAtOnePlaceStayAndAreReported() {
        final StructureFile file = read(CELL + ATOMS + "S1 S 0 0 0 0.5\nCl1 Cl 0 0 0 0.5\nO1 . ? ? ? 1\nOW2 OW 0.5 0.5 0.5 .\n");
        assertEquals("SClO", file.structure().formula());
        assertTrue(file.warnings().contains("Sites S1 and Cl1 of f.cif share a position."));
        assertTrue(file.warnings().contains("Site O1 of f.cif has no position and is left out."));
        assertTrue(file.warnings().contains("f.cif names no space group and no symmetry operators: it is read as P 1."));
    }

    @Test
    void spaceGroupWithoutOperatorsIsRefused() {
        final String text = fails(CELL + "_symmetry_space_group_name_H-M 'I 41/a'\n" + ATOMS + "Li1 Li 0 0 0 1\n");
        assertEquals("f.cif names the space group I 41/a without its symmetry operators, which are needed to place all atoms. Write the file "
            + "again with _space_group_symop_operation_xyz (most programs do), or in P 1 with all atoms of the cell.", text);
        assertEquals(1, read(CELL + "_symmetry_space_group_name_H-M 'P 1'\n" + ATOMS + "Li1 Li 0 0 0 1\n").structure().size());
    }

    @Test
    void errorsNameTheFile() {
        assertTrue(fails(CELL + ATOMS + "Li1 Li 0 zero 0 1\n").contains("f.cif: _atom_site_fract_y is 'zero', which is no number."));
        assertTrue(fails(CELL + ATOMS + "Li1 Li 0 0 0\n").contains("the loop with 6 columns has 5 values"));
        assertTrue(fails(CELL + ATOMS + "Q1 Q 0 0 0 1\n").contains("the element of site Q1 is 'Q', which is none"));
        assertTrue(fails(CELL).contains("f.cif lists no fractional atom positions"));
        assertTrue(fails(CELL.replace("_cell_length_b 4\n", "") + ATOMS + "Li1 Li 0 0 0 1\n").contains("f.cif has no _cell_length_b."));
        assertTrue(fails(CELL.replace("90.00(1)", "190") + ATOMS + "Li1 Li 0 0 0 1\n").startsWith("f.cif: "));
        assertTrue(fails(CELL + "_symmetry_equiv_pos_as_xyz x,y\n" + ATOMS + "Li1 Li 0 0 0 1\n").contains("'x,y' is no symmetry operator"));
        assertTrue(fails("nothing\nto\nsee\n").contains("f.cif is no structure file that can be read here; its first line is 'nothing'."));
        assertTrue(assertThrows(InputException.class, () -> StructureReader.read(folder.resolve("none"))).getMessage().contains("does not exist"));
    }

    @Test
    void quotesTextFieldsAndCommentsOfCif() {
        final StructureFile file = read("# comment\n" + CELL + "_publ_text\n;\nloop_ data_ _cell_length_a 99\n;\n_title 'it''s a # test'\n"
            + ATOMS + "Li1 Li 0 0 0 1 # first\ndata_second\n_cell_length_a 99\n");
        assertEquals(4, file.structure().cell().length(0));
        assertEquals(1, file.structure().size());
    }

    @Test
    void operatorsInEveryNotation() {
        assertArrayEquals(new double[] {1, -1, 0, 0, 0, 1, 0, -1, 0, 0.5, -1.0 / 3, 0},
            SymmetryOperator.parse("1/2+X-Y, z - 1/3, -y").orElseThrow().matrix(), 1e-15);
        for (final String bad : new String[] {"x,y", "x,y,q", "x,x,z", "2x,y,z", "x,,z", "x,y,z+", "x,y,z/0", "x,y,z+1/0"}) {
            assertTrue(SymmetryOperator.parse(bad).isEmpty(), bad);
        }
    }

    /** CIF and POSCAR of the same crystal hold the same atoms. */
    @Test
    void cifAndPoscarOfTheLithiumSilicidesAgree() {
        for (final String name : new String[] {"LiSi", "Li12Si7", "Li7Si3", "Li13Si4", "Li15Si4"}) {
            final StructureFile file = StructureReader.read(SharedData.path("lisi-structures/" + name + ".cif"));
            final Structure cif = file.structure();
            final Structure poscar = StructureReader.read(SharedData.path("lisi-structures/" + name + ".POSCAR")).structure();
            assertEquals(poscar.composition(), cif.composition(), name);
            assertEquals(List.of(), file.warnings(), name);
            final MinimumImage image = new MinimumImage(poscar.cell());
            for (int i = 0; i < cif.size(); i++) {
                double nearest = Double.POSITIVE_INFINITY;
                for (int j = 0; j < poscar.size(); j++) {
                    if (poscar.element(j) == cif.element(i)) {
                        final double[] d = new double[3];
                        for (int k = 0; k < 3; k++) {
                            d[k] = poscar.position(j, k) - cif.position(i, k);
                        }
                        nearest = Math.min(nearest, image.apply(d, 0));
                    }
                }
                // the operators were found to 0.02 Å
                assertTrue(Math.sqrt(nearest) < 0.05, name + " atom " + i + ": " + Math.sqrt(nearest));
            }
        }
    }

    @Test
    void candidateSitesOfArgyrodite() {
        final StructureFile file = StructureReader.read(SharedData.path("argyrodite-Li6PS5Cl-50p/sites.cif"));
        assertEquals(4 + 16 + 48 + 4 + 16 + 48, file.structure().size());
        assertEquals(List.of(), file.warnings());
        assertEquals("T5", file.structure().label(135));
    }
}

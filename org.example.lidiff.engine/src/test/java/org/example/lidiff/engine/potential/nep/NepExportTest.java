package org.example.lidiff.engine.potential.nep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NepExportTest {

    private static final NepSettings SETTINGS = NepSettings.defaults(List.of(Element.of("Li"), Element.of("Si"))).withNeurons(3).withCutoffs(6, 4.5);

    @TempDir
    private Path folder;

    private static NepModel model() {
        return new NepModel(SETTINGS, new double[SETTINGS.numberOfParameters()], new double[SETTINGS.dim()]);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString().replace('\\', '/')).sorted().toList();
        }
    }

    @Test
    void theFileAndItsReadmeAreWrittenIntoNewFolders() throws IOException {
        final Path target = folder.resolve("a/b/lisi.nep.txt");
        assertEquals(List.of(target, folder.resolve("a/b/lisi.nep-README.md")), NepExport.write(model(), target, IfExists.FAIL, Map.of(), List.of("Load AIMD")));
        assertEquals(List.of("a/b/lisi.nep-README.md", "a/b/lisi.nep.txt"), files());
        assertEquals(model(), NepModel.read(target));
        assertTrue(Files.readString(folder.resolve("a/b/lisi.nep-README.md")).contains("pair_coeff  * * lisi.nep.txt Li Si"));
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhenAllowed() throws IOException {
        final Path target = Files.writeString(folder.resolve("nep.txt"), "mine");
        final InputException e = assertThrows(InputException.class, () -> NepExport.write(model(), target, IfExists.FAIL, Map.of(), List.of()));
        assertTrue(e.summary().contains("nep.txt' exists already"), e.summary());
        assertTrue(e.resolution().contains("overwritten"), e.resolution());
        assertEquals(List.of("nep.txt"), files());
        assertEquals("mine", Files.readString(target));
        NepExport.write(model(), target, IfExists.OVERWRITE, Map.of(), List.of());
        assertEquals(model(), NepModel.read(target));
    }

    @Test
    void theReadmeIsNamedAfterTheFile() {
        assertEquals("nep-README.md", NepExport.readmeName("nep.txt"));
        assertEquals("nep-README.md", NepExport.readmeName("nep"));
        assertEquals(".txt-README.md", NepExport.readmeName(".txt"));
        assertEquals("v1.2-li-README.md", NepExport.readmeName("v1.2-li"), "a hyphen is no extension");
    }

    @Test
    void theReadmeSaysWhatOtherProgramsNeed() {
        final Map<String, Double> offsets = new TreeMap<>(Map.of("Li", -203.5, "Si", 1.25));
        final String text = NepReadme.text(SETTINGS, "nep.txt", offsets, List.of("Load AIMD (Lidiff 1)"));
        for (final String part : List.of("# NEP4 for Li Si", "Types, in this order: Li Si", "6 Å radial, 4.5 Å angular",
            SETTINGS.numberOfParameters() + " parameters", "potential   nep.txt", "time_step   1", "ensemble    nvt_bdp 600 600 100", "units       metal",
            "atom_style  atomic", "pair_style  nep", "pair_coeff  * * nep.txt Li Si", "1 = Li, 2 = Si",
            "E(reference) = E(NEP) - 203.500000 eV · N(Li) + 1.250000 eV · N(Si)", "There is no core repulsion (ZBL)", "Load AIMD (Lidiff 1)")) {
            assertTrue(text.contains(part), part + " is missing in\n" + text);
        }
        final String bare = NepReadme.text(SETTINGS.withZbl(NepZbl.fixed(0.8, 1.6)), "nep.txt", Map.of(), List.of());
        assertTrue(bare.contains("Core repulsion: ZBL") && bare.contains("by a constant for each element") && !bare.contains("Where it comes from"), bare);
    }
}

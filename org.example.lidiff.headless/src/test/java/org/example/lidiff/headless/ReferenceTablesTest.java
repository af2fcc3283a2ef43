package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comparison with reference tables finds what differs and says where. */
class ReferenceTablesTest {

    private static final String TABLE = "1-Load-AIMD/Frames.csv";

    @TempDir
    private Path folder;

    private Path table(final String where, final String... lines) throws IOException {
        final Path file = folder.resolve(where).resolve(TABLE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\r\n", lines) + "\r\n");
        return folder.resolve(where);
    }

    private List<String> differences(final String... lines) throws IOException {
        return ReferenceTables.differences(table("reference", "Run,Energy (eV),Step", "Run 1,-1.5,10", "Run 2,0.0,", "Run 3,NaN,30"),
            table("actual", lines));
    }

    @Test
    void numbersPassWithinTheToleranceAndTextOnlyExactly() throws IOException {
        assertEquals(List.of(), differences("Run,Energy (eV),Step", "Run 1,-1.5,10", "Run 2,0.0,", "Run 3,NaN,30"));
        assertEquals(List.of(), differences("Run,Energy (eV),Step", "Run 1,-1.5000000014,10.0", "Run 2,9E-13,", "Run 3,NaN,30"));
        assertEquals(List.of(
            "1-Load-AIMD/Frames.csv, row 1, column 'Energy (eV)': is -1.75, the reference -1.5 (off by 0.25, allowed 1.0E-9 · "
                + "|reference| + 1.0E-12)",
            "1-Load-AIMD/Frames.csv, row 2, column 'Energy (eV)': is 2E-12, the reference 0.0 (off by 2.0E-12, allowed 1.0E-9 · |reference| + 1.0E-12)",
            "1-Load-AIMD/Frames.csv, row 2, column 'Step': is '0', the reference ''",
            "1-Load-AIMD/Frames.csv, row 3, column 'Run': is 'Run 4', the reference 'Run 3'",
            "1-Load-AIMD/Frames.csv, row 3, column 'Energy (eV)': is 1.0, the reference NaN (off by NaN, allowed 1.0E-9 · |reference| + 1.0E-12)"),
            differences("Run,Energy (eV),Step", "Run 1,-1.75,10", "Run 2,2E-12,0", "Run 4,1.0,30"));
    }

    @Test
    void columnsRowsAndTablesAreCounted() throws IOException {
        assertEquals(List.of("1-Load-AIMD/Frames.csv: has the columns [Run, Step], the reference [Run, Energy (eV), Step]"), differences("Run,Step"));
        assertEquals(List.of("1-Load-AIMD/Frames.csv: has 1 rows, the reference 3"), differences("Run,Energy (eV),Step", "Run 1,-1.5,10"));
        assertEquals(List.of("1-Load-AIMD/Frames.csv: the run wrote no such table"),
            ReferenceTables.differences(folder.resolve("reference"), folder.resolve("nothing")));
    }

    @Test
    void manyDifferencesAreCounted() throws IOException {
        final StringBuilder a = new StringBuilder("x");
        final StringBuilder b = new StringBuilder("x");
        for (int i = 0; i < 30; i++) {
            a.append("\r\n").append(i);
            b.append("\r\n").append(i + 1);
        }
        final List<String> found = ReferenceTables.differences(table("many", a.toString()), table("other", b.toString()));
        assertEquals(21, found.size());
        assertEquals("… and 10 more", found.get(20));
    }

    @Test
    void familiesOfColumnsHaveTheirOwnTolerance() throws IOException {
        final Path reference = table("own", "Rate (1/ps),Rate, lower (1/ps),Time (ps)".replace("Rate, lower", "\"Rate, lower").replace("),Time", ")\",Time"),
            "1,1,1");
        Files.writeString(reference.resolve("tolerances.csv"), "pattern,relative,absolute,reason\r\nRate*(1/ps),0.1,0,sampled\r\n");
        final Path actual = table("near", "Rate (1/ps),\"Rate, lower (1/ps)\",Time (ps)", "1.05,0.95,1.05");
        final List<String> found = ReferenceTables.differences(reference, actual);
        assertEquals(1, found.size(), found.toString());
        assertTrue(found.get(0).contains("column 'Time (ps)'"));
        Files.writeString(reference.resolve("tolerances.csv"), "pattern,relative,absolute,reason\r\nRate*,0.1,0, \r\n");
        assertTrue(assertThrows(IOException.class, () -> ReferenceTables.differences(reference, actual)).getMessage()
            .endsWith("Rate*: a tolerance needs a reason"));
    }

    @Test
    void laterRowsMayBeComparedByStatistics() throws IOException {
        final Path reference = table("own", "Step,T (K),T error (K)", "200,300,1", "201,300,1", "400,300,1");
        Files.writeString(reference.resolve("tolerances.csv"), "pattern,relative,absolute,table,after,error,reason\r\n"
            + "T error (K),1,0,*,Step 200,,an error is not known well\r\nT (K),0,2,1-Load*,Step 200,T error (K),chaos\r\n");
        // 2 + 4 √2 K
        final List<String> found = ReferenceTables.differences(reference, table("near", "Step,T (K),T error (K)", "200,300.1,1", "201,307.6,1",
            "400,308,1"));
        assertEquals(2, found.size(), found.toString());
        assertTrue(found.get(0).contains("row 1, column 'T (K)'") && found.get(1).contains("row 3, column 'T (K)'"), found.toString());
    }

    @Test
    void regeneratingReplacesTheTables() throws IOException {
        final Path reference = table("old", "a", "1");
        Files.createDirectories(reference.resolve("2-Gone"));
        Files.writeString(reference.resolve("2-Gone/Table.csv"), "a\r\n1\r\n");
        Files.writeString(reference.resolve("tolerances.csv"), "pattern,relative,absolute,reason\r\n");
        final Path actual = table("new", "a", "2");
        ReferenceTables.regenerate(reference, actual);
        assertEquals(List.of(Path.of(TABLE)), ReferenceTables.tables(reference));
        assertEquals(List.of(), ReferenceTables.differences(reference, actual));
        assertTrue(Files.exists(reference.resolve("tolerances.csv")));
    }
}

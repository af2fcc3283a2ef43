package org.example.lidiff.engine.trajectory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

import org.example.lidiff.engine.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XdatcarReadingTest {

    private static final String HEADER = "LiSi\n 1.0\n 4 0 0\n 0 5 0\n 1 0 6\n Li Si\n 1 1\n";
    private static final String FRAME = "Direct configuration= %d\n 0.5 0.25 0.%d\n 0.0 0.0 0.5\n";
    private static final ReadOptions TEN_FS = ReadOptions.defaults().withTimeStepFs(10);

    @TempDir
    private Path folder;

    private static String frame(final int number) {
        return String.format(FRAME, number, number);
    }

    @Test
    void fractionalPositionsBecomeCartesian() {
        final Path file = Reading.write(folder, "XDATCAR", HEADER + frame(1) + frame(2));
        final Reading reading = Reading.of(folder, TEN_FS, file);
        final FrameBlock frames = reading.frames(0);
        assertEquals(2, frames.frames());
        // 0.5 a + 0.25 b + 0.2 c with c = (1, 0, 6)
        assertArrayEquals(new double[] {2.2, 1.25, 1.2, 0.5, 0, 3}, Arrays.copyOfRange(frames.positions(), 6, 12), 1e-15);
        assertArrayEquals(new double[] {4, 0, 0, 0, 5, 0, 1, 0, 6}, Arrays.copyOf(frames.cells(), 9), 0);
        assertEquals(10, reading.set.runs().get(0).info().frameIntervalFs());
        assertEquals("LiSi", reading.report.files().get(0).formula());
        assertEquals(10, reading.report.files().get(0).timeCoveredFs());
    }

    @Test
    void negativeScaleIsTheVolumeAndThreeScalesAreOnePerAxis() {
        final String cube = "t\n%s\n 1 0 0\n 0 1 0\n 0 0 1\n Li\n 1\nDirect configuration= 1\n 0 0 0\n";
        final Path volume = Reading.write(folder, "a", String.format(cube, "-27"));
        assertArrayEquals(new double[] {3, 0, 0, 0, 3, 0, 0, 0, 3},
            Arrays.copyOf(Reading.of(folder, TEN_FS, volume).frames(0).cells(), 9), 1e-14);
        final Path axes = Reading.write(folder, "b", String.format(cube, "2 3 4"));
        assertArrayEquals(new double[] {2, 0, 0, 0, 3, 0, 0, 0, 4},
            Arrays.copyOf(Reading.of(folder, TEN_FS, axes).frames(0).cells(), 9), 0);
    }

    @Test
    void variableCellsBlankSeparatorsAndCartesianFramesAreRead() {
        final String second = HEADER.replace(" 4 0 0", " 4.5 0 0");
        final FrameBlock variable = Reading.of(folder, TEN_FS, Reading.write(folder, "v", HEADER + frame(1) + second + frame(2))).frames(0);
        assertEquals(4.5, variable.cells()[9]);
        assertEquals(2, variable.frames());
        final FrameBlock blank = Reading.of(folder, TEN_FS,
            Reading.write(folder, "o", HEADER + "\n 0.5 0.25 0.1\n 0 0 0.5\n\n 0.5 0.25 0.2\n 0 0 0.5\n")).frames(0);
        assertEquals(1.2, blank.positions()[8], 1e-15);
        final FrameBlock cartesian = Reading.of(folder, TEN_FS,
            Reading.write(folder, "c", HEADER.replace("1.0", "2.0") + "Cartesian configuration= 1\n 1 2 3\n 0 0 0\n")).frames(0);
        assertArrayEquals(new double[] {2, 4, 6}, Arrays.copyOf(cartesian.positions(), 3), 0);
    }

    @Test
    void filesWithTheSameAtomsAreOneRunAndStrideRangeAndSampleSelect() throws IOException {
        final StringBuilder text = new StringBuilder(HEADER);
        for (int i = 1; i <= 9; i++) {
            text.append(frame(i));
        }
        final Path one = Reading.write(folder, "one", text.toString());
        final Path two = folder.resolve("two.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(two))) {
            out.write(text.toString().replace(" 0.0 0.0 0.5", " 0.0 0.1 0.5").getBytes());
        }
        final Reading joined = Reading.of(folder, TEN_FS, one, two);
        assertEquals(1, joined.set.runs().size());
        assertEquals(18, joined.set.frames());
        assertEquals(2, Reading.of(folder, TEN_FS.withJoining(FileJoining.SEPARATE), one, two).set.runs().size());
        final Reading strided = Reading.of(folder, TEN_FS.withFrames(2, 8).withStride(3), one);
        assertArrayEquals(new long[] {3, 6, 9}, Arrays.copyOf(strided.frames(0).steps(), 3));
        assertEquals(30, strided.set.runs().get(0).info().frameIntervalFs());
        final Reading sampled = Reading.of(folder, TEN_FS.withSampleFrames(5), one);
        assertArrayEquals(new long[] {1, 3, 5, 7, 9}, Arrays.copyOf(sampled.frames(0).steps(), 5));
        assertEquals(4, sampled.report.files().get(0).dropped().get("not selected"));
    }

    @Test
    void lastFrameThatIsCutIsLeftOutWithAWarning() {
        final Path missing = Reading.write(folder, "m", HEADER + frame(1) + frame(2) + "Direct configuration= 3\n 0.5 0.25 0.3\n");
        final Reading reading = Reading.of(folder, TEN_FS, missing);
        assertEquals(2, reading.set.frames());
        assertEquals(List.of("m ends within frame 2, after 1 of 2 atoms: that frame is left out."), reading.report.files().get(0).warnings());
        final Path cut = Reading.write(folder, "c", HEADER + frame(1) + "Direct configuration= 2\n 0.5 0.25 0.3\n 0.0 0.");
        assertEquals(List.of("c ends in the middle of line 13, within frame 1: that frame is left out."),
            Reading.of(folder, TEN_FS, cut).report.files().get(0).warnings());
    }

    @Test
    void missingConfigurationsSplitTheRun() {
        final Path file = Reading.write(folder, "x", HEADER + frame(1) + frame(2) + frame(5) + frame(6));
        final Reading reading = Reading.of(folder, TEN_FS, file);
        assertEquals(2, reading.set.runs().size());
        assertEquals(List.of("Frames are missing before frame 2 (step 5): a new run begins there."), reading.report.files().get(0).warnings());
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "y", HEADER + frame(1) + frame(2) + frame(5) + frame(9)))
            .contains("y has frames at uneven distances in time (about step 9)"));
    }

    @Test
    void timeStepIsAskedFor() {
        final Path file = Reading.write(folder, "XDATCAR", HEADER + frame(1));
        assertEquals("XDATCAR (VASP XDATCAR) does not say the time between its frames. Give the time step in the settings, or load the file as "
            + "independent frames.", Reading.failure(folder, ReadOptions.defaults(), file));
        assertEquals(RunKind.INDEPENDENT,
            Reading.of(folder, ReadOptions.defaults().withKind(RunKind.INDEPENDENT), file).set.runs().get(0).info().kind());
    }

    @Test
    void errorsNameFileAndLine() {
        assertTrue(Reading.failure(folder, TEN_FS, folder.resolve("nothing")).contains("nothing does not exist."));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "empty", "")).contains("empty is empty."));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "nan", HEADER + frame(1).replace("0.25", "NaN")))
            .contains("nan, line 9: 'NaN' is not a finite number."));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "stars", HEADER + frame(1).replace("0.25", "******")))
            .contains("stars, line 9: '******' stands where a number was too large for its column."));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "flat", HEADER.replace(" 0 5 0", " 8 0 0") + frame(1)))
            .contains("flat, line 5: the cell has no volume"));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "xx", HEADER.replace("Li Si", "Li Xx") + frame(1)))
            .contains("xx, line 7: 'Xx' in the line before is no element. Say in the settings"));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "v4", HEADER.replace(" Li Si\n", "") + "Direct configuration= 1\n"))
            .contains("v4, line 7: the line before names no elements"));
        final String other = HEADER.replace(" 1 1\n", " 1 2\n") + "Direct configuration= 2\n 0 0 0\n 0 0 0.1\n 0 0 0.2\n";
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "more", HEADER + frame(1) + other))
            .contains("Frame 1 of more has 3 atoms, the first frame had 2."));
        assertTrue(Reading.failure(folder, TEN_FS, Reading.write(folder, "text", "This is a letter.\n\nYours\n"))
            .contains("text is in no format that can be read here; its first line is 'This is a letter.'"));
        assertTrue(Reading.failure(folder, TEN_FS.withSpecies(Map.of("A", "Qq")), Reading.write(folder, "s", HEADER + frame(1)))
            .contains("The species 'A' is set to 'Qq', which is no element."));
    }

    @Test
    void failedReadingLeavesNoFile() throws IOException {
        Reading.failure(folder, TEN_FS, Reading.write(folder, "nan", HEADER + frame(1) + frame(2).replace("0.25", "NaN")));
        try (var files = Files.walk(folder)) {
            assertEquals(List.of("nan"), files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList());
        }
    }

    @Test
    void malformedFilesOfIonDiffGiveFourMessages() {
        final TreeSet<String> messages = new TreeSet<>();
        for (final String what : new String[] {"cell", "composition", "pos", "scale"}) {
            final Path file = SharedData.path("xdatcar-malformed/XDATCAR_" + what + "_wrong");
            messages.add(Reading.failure(folder, TEN_FS, file));
        }
        assertEquals(List.of(
            "XDATCAR_cell_wrong, line 3: this line should hold lattice vector a, but reads 'cell 0.0  0.0'. Correct the header of the file.",
            "XDATCAR_composition_wrong, line 7: the composition is not clear: 'c o m p o s i t i o n' are 11 elements, '110 48 32 192' are 4 "
                + "numbers of atoms. Correct lines 6 and 7 of the file.",
            "XDATCAR_pos_wrong, line 390: frame 0 has 381 positions, and the header announces 382 atoms (Li110La48Zr32O192). Remove the "
                + "incomplete frame, or correct the numbers of atoms in the header.",
            "XDATCAR_scale_wrong, line 2: this line should hold the scale factor, but reads 'scale'. Correct the header of the file."),
            List.copyOf(messages));
        assertEquals(2, Reading.of(folder, TEN_FS, SharedData.path("xdatcar-malformed/XDATCAR_ok")).set.frames());
    }

    @Test
    void argyroditeRunsJoinToOne() {
        final Path[] files = new Path[6];
        for (int i = 0; i < 6; i++) {
            files[i] = SharedData.path("argyrodite-Li6PS5Cl-50p/run" + (i + 1) + ".XDATCAR.gz");
        }
        final Reading reading = Reading.of(folder, ReadOptions.defaults().withTimeStepFs(100).withTemperatureK(500), files);
        assertEquals(1, reading.set.runs().size());
        final Trajectory run = reading.set.runs().get(0);
        assertEquals(700, run.frames());
        assertEquals(416, run.atoms());
        assertEquals(500, run.info().temperatureK());
        try (Unwrapper unwrapper = Unwrapper.open(run, UnwrapOptions.defaults())) {
            while (unwrapper.advance(50) > 0) {
                assertEquals(run.atoms() * 50 * 3, unwrapper.fractional().length);
            }
        }
    }

    @Test
    void numbersThatTouchAndCommentsAreRead() {
        final String text = "\u00ef\u00bb\u00bft\n1.0 ! scale\n5 0 0\n0 5 0\n0 0 5\nLi\n1\nDirect configuration= 1\n0.5-0.63265286-0.11227753\n"
            + "Direct configuration= 2\n-0.5-0.25  0.125\n";
        final FrameBlock f = Reading.of(folder, ReadOptions.defaults().withTimeStepFs(1), Reading.write(folder, "XDATCAR", text)).frames(0);
        assertEquals(2.5, f.positions()[0]);
        assertEquals(-5 * 0.63265286, f.positions()[1], 1e-12);
        assertEquals(-5 * 0.11227753, f.positions()[2], 1e-12);
        assertEquals(-1.25, f.positions()[4]);
        assertTrue(Reading.failure(folder, ReadOptions.defaults().withTimeStepFs(1), Reading.write(folder, "XDATCAR",
            text.replace("0.125", "*****"))).contains("'*****' stands where a number was too large for its column. Leave this frame out"));
        assertTrue(Reading.failure(folder, ReadOptions.defaults().withTimeStepFs(1), Reading.write(folder, "XDATCAR",
            text.replace("0.125", "2020-11-28"))).contains("'2020-11-28' is not a finite number"));
    }
}

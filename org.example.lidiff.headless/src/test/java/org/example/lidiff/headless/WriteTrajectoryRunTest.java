package org.example.lidiff.headless;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import org.apache.commons.csv.CSVRecord;
import org.example.lidiff.engine.structure.Structure;
import org.example.lidiff.engine.trajectory.FrameBlock;
import org.example.lidiff.engine.trajectory.FrameReader;
import org.example.lidiff.engine.trajectory.FrameStructures;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.StructureReader;
import org.example.lidiff.engine.trajectory.Trajectory;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeSettings;

/** Write Trajectory under the runner: what is in the files, where they go, and that the workflow is never written to. */
class WriteTrajectoryRunTest {

    @TempDir
    private Path folder;

    private static Path workflow() {
        return Folders.root().resolve("test-workflows/write-trajectory");
    }

    private TrajectorySet read(final ReadOptions options, final Path file) throws IOException {
        return WorkflowData.read(folder, options, file);
    }

    private static FrameBlock frames(final Trajectory run) {
        final FrameBlock block = FrameBlock.of(run);
        try (FrameReader reader = run.open()) {
            reader.read(0, (int)run.frames(), block);
        }
        return block;
    }

    @Test
    void theFilesHoldWhatWasLoaded() throws IOException {
        final Path output = folder.resolve("out");
        Command.lidiff("run", workflow(), "--output", output).ended(ExitCode.OK);
        final ReadOptions files = ReadOptions.defaults();
        final Trajectory skewed = read(files, workflow().resolve("data/skewed.xyz")).runs().get(0);
        final Trajectory breathing = read(files, workflow().resolve("data/breathing.xyz")).runs().get(0);
        final FrameBlock before = frames(skewed);

        final Trajectory md = read(files, output.resolve("2-Write-Trajectory/data/md-run1.xyz")).runs().get(0);
        final FrameBlock after = frames(md);
        assertEquals(skewed.frames(), md.frames());
        assertEquals(20, md.info().frameIntervalFs());
        assertArrayEquals(before.energies(), after.energies());
        assertArrayEquals(before.forces(), after.forces(), 6e-11);
        assertArrayEquals(before.velocities(), after.velocities(), 1e-14);
        assertArrayEquals(before.stresses(), after.stresses(), 1e-14);
        for (int k = 12; k < 12 * (int)skewed.frames(); k++) {
            // steps are of 0.4 ± 0.2 Å: without jumps through the boundary none is longer than a lattice vector
            assertTrue(Math.abs(after.positions()[k] - after.positions()[k - 12]) < 2, "the path has no jumps");
        }
        assertEquals(breathing.frames(), read(files, output.resolve("2-Write-Trajectory/data/md-run2.xyz")).frames());

        final TrajectorySet train = read(files.withKind(RunKind.INDEPENDENT), output.resolve("3-Write-Trajectory/data/train.xyz"));
        assertEquals(skewed.frames() + breathing.frames(), train.frames());
        final FrameBlock labels = frames(train.runs().get(0));
        // the virial -σV has ten decimals, V is about 200 Å³
        assertArrayEquals(before.stresses(), Arrays.copyOf(labels.stresses(), before.stresses().length), 1e-11);

        final Trajectory xdatcar = read(files.withTimeStepFs(40), output.resolve("4-Write-Trajectory/data/vasp/XDATCAR-run1")).runs().get(0);
        assertEquals(skewed.frames() / 2, xdatcar.frames());
        assertArrayEquals(Arrays.copyOfRange(before.positions(), 24, 36), Arrays.copyOfRange(frames(xdatcar).positions(), 12, 24), 2e-9);
        final Trajectory variable = read(files.withTimeStepFs(10), output.resolve("4-Write-Trajectory/data/vasp/XDATCAR-run2")).runs().get(0);
        assertEquals(frames(breathing).cells()[18], frames(variable).cells()[9], 6e-11);

        final Trajectory dump = read(files.withTimeStepFs(20), output.resolve("5-Write-Trajectory/data/lammps/md.dump")).runs().get(0);
        assertEquals(8, dump.frames());
        assertEquals(20, frames(dump).steps()[0]);

        final Structure last = StructureReader.read(output.resolve("6-Write-Trajectory/data/vasp/POSCAR")).structure();
        assertArrayEquals(FrameStructures.of(skewed, skewed.frames() - 1).positions(), last.positions(), 1e-12);
        final String data = Files.readString(output.resolve("7-Write-Trajectory/data/lammps/breathing.data"));
        assertTrue(data.contains("2 atoms\n2 atom types\n") && !data.contains("xy xz yz"), data);
        for (int id = 2; id <= 7; id++) {
            for (final CSVRecord row : ChainRunTest.csv(output.resolve(id + "-Write-Trajectory/Written-files.csv"))) {
                final Path file = output.resolve(id + "-Write-Trajectory/data").resolve(row.get("File"));
                assertEquals(Long.parseLong(row.get("Size (B)")), Files.size(file));
            }
            final JsonNode node = Command.node(output, id);
            assertTrue(node.get("outputs").toString().contains(id + "-Write-Trajectory/data/"), "the summary names the files: " + node);
        }
    }

    @Test
    void runningAgainReplacesTheFilesOfTheRunAndNotTheWorkflow() throws IOException {
        final TestWorkflow w = writing("replaced", "sub/first.xyz").write();
        final Map<String, String> before = FolderHash.of(w.directory());
        final Path output = folder.resolve("out-replaced");
        Command.lidiff("run", w.directory(), "--output", output).ended(ExitCode.OK);
        assertTrue(Files.isRegularFile(output.resolve("2-WriteTrajectory/data/sub/first.xyz")));
        Command.lidiff("run", w.directory(), "--output", output, "-option=2,target/file/path/path,other.xyz.gz,String").ended(ExitCode.OK);
        assertEquals(List.of("other.xyz.gz"), Folders.files(output.resolve("2-WriteTrajectory/data")).stream().map(f -> f.getFileName().toString())
            .toList());
        assertEquals(4, read(ReadOptions.defaults(), output.resolve("2-WriteTrajectory/data/other.xyz.gz")).frames());
        assertEquals(before, FolderHash.of(w.directory()));
    }

    private TestWorkflow writing(final String name, final String target) throws IOException {
        final TestWorkflow w = new TestWorkflow(folder.resolve(name));
        LoadRunTest.writeXyz(w.data().resolve("md.xyz"));
        return w.node(1, TestWorkflow.LOAD, WriteTrajectoryRunTest::load).node(2, TestWorkflow.WRITE, model -> target(model, target)).connect(1, 1, 2, 1);
    }

    private static void load(final NodeSettings model) {
        TestWorkflow.loading("md.xyz").accept(model);
        // one picture less to draw
        model.addString("referenceSource", "NONE");
    }

    private static void target(final NodeSettings model, final String path) {
        TestWorkflow.dataFile(TestWorkflow.at(model, "target", "file"), path);
    }

    @Test
    void aFileInTheWorkflowIsNotInTheWayAndWhatWasWrittenIsReadByLaterNodes() throws IOException {
        // the name of the file that was loaded: in KNIME it would be there already
        final TestWorkflow w = writing("again", "md.xyz").node(3, TestWorkflow.LOAD, TestWorkflow.loading("md.xyz")).connect(2, 0, 3, 0).write();
        final Map<String, String> before = FolderHash.of(w.directory());
        final Path output = folder.resolve("out-again");
        Command.lidiff("run", w.directory(), "--output", output, "-option=2,stride,2,int").ended(ExitCode.OK);
        assertEquals(4, ChainRunTest.csv(output.resolve("1-LoadAimd/Frames.csv")).size());
        assertEquals(2, ChainRunTest.csv(output.resolve("3-LoadAimd/Frames.csv")).size());
        assertEquals(before, FolderHash.of(w.directory()));
    }

    @Test
    void aLocalFileInTheWorkflowIsRefusedBeforeTheNodeRuns() throws IOException {
        final TestWorkflow w = writing("refused", "md-2.xyz").write();
        final Map<String, String> before = FolderHash.of(w.directory());
        final Path output = folder.resolve("out-refused");
        final String inside = w.data().resolve("local.xyz").toString();
        Command.lidiff("run", w.directory(), "--output", output, "-option=2,target/file/path/path," + inside + ",String",
            "-option=2,target/file/path/file_system_type,LOCAL,String").ended(ExitCode.EXECUTION)
            .says("lies in the workflow directory, which is never written to here", "relative to the workflow's data area");
        assertEquals("IDLE", Command.state(output, 2));
        assertEquals(before, FolderHash.of(w.directory()));
        assertFalse(Files.exists(output.resolve("2-WriteTrajectory")), "a node that was refused leaves no folder");
    }
}

package org.example.lidiff.nodes.writetrajectory;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.stream.Collectors;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.IfExists;
import org.example.lidiff.engine.report.figures.ExportFigures;
import org.example.lidiff.engine.trajectory.ExportOptions;
import org.example.lidiff.engine.trajectory.ExportReport;
import org.example.lidiff.engine.trajectory.TrajectoryExport;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.WrittenFile;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.TrajectoryInput;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.example.lidiff.nodes.writetrajectory.WriteTrajectoryParameters.Format;
import org.example.lidiff.nodes.writetrajectory.WriteTrajectoryParameters.Positions;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Write Trajectory: a trajectory set becomes files of other programs. */
public final class WriteTrajectoryNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Write Trajectory";

    private static final TableSchema FILES = TableSchema.create().text("File").text("Format").text("Runs").whole("Frames")
        .whole("Frames left out").whole("Atoms").whole("Size (B)").text("SHA-256");

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("write-trajectory.png")
        .shortDescription("Writes trajectories as extended XYZ, VASP, LAMMPS or GPUMD files.")
        .fullDescription("""
            <p>Writes the frames of a trajectory set for other programs: extended XYZ (ASE, OVITO, MACE), GPUMD's <tt>train.xyz</tt>,
            VASP XDATCAR, LAMMPS dump; and single frames as POSCAR or LAMMPS data.</p>
            <p>Units are those of the formats: Å, eV, eV/Å, stress in eV/Å³ with tension positive, virial in eV, velocities in Å/fs
            (LAMMPS: Å/ps). Formats of LAMMPS want the first lattice vector along x and the second in the xy-plane: the whole crystal,
            with its velocities and forces, is turned. A stress that contains the kinetic part, as molecular dynamics prints it, is
            never written as a virial.</p>
            <p>A file gets its name when it is complete; a node that fails or is stopped leaves none.</p>
            """)
        .sinceVersion(5, 9, 0)
        .ports(p -> p.addInputPort("Trajectories", "The runs to write.", TrajectorySetPortObject.TYPE)
            .addOutputTable("Written files", "One row a file: its frames, atoms, size and checksum."))
        .model(m -> m.parametersClass(WriteTrajectoryParameters.class).configure(WriteTrajectoryNodeFactory::configure)
            .execute(WriteTrajectoryNodeFactory::execute))
        .addView(FigureView.of("Frames in each file that was written, and the first of them."))
        .nodeType(NodeType.Sink)
        .keywords("export", "save", "extended XYZ", "extxyz", "XDATCAR", "POSCAR", "LAMMPS", "dump", "data file", "GPUMD", "NEP", "train.xyz", "ASE",
            "OVITO");

    /** Called by KNIME. */
    public WriteTrajectoryNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) throws InvalidSettingsException {
        final WriteTrajectoryParameters p = in.getParameters();
        final TrajectorySetPortObjectSpec input = (TrajectorySetPortObjectSpec)in.getInPortSpec(0);
        if (input != null) {
            check(p, input);
        }
        out.setOutSpec(0, FILES.spec());
    }

    private static void check(final WriteTrajectoryParameters p, final TrajectorySetPortObjectSpec input) throws InvalidSettingsException {
        for (final int run : p.runs()) {
            if (input.isKnown() && run > input.runs()) {
                throw new InvalidSettingsException("There is no run " + run + " (runs): the trajectories have " + input.runs()
                    + ". Choose runs from 1 to " + input.runs() + ".");
            }
        }
        if (p.m_positions == Positions.UNWRAPPED) {
            TrajectoryInput.requireDynamics(input, "Unwrapping");
        }
        if (p.m_format == Format.GPUMD_XYZ && input.isKnown() && !(input.hasEnergies() && input.hasForces())) {
            throw new InvalidSettingsException("The trajectories have no " + (input.hasEnergies() ? "forces" : "energies")
                + ", and GPUMD trains on frames with both (format). Choose another format, or load files with energies and forces.");
        }
        // several files get other names than the one that was chosen
        final boolean oneName = input.isKnown() && (input.runs() == 1 || p.runs().size() == 1);
        ChosenFiles.check(p.m_target, oneName ? p.m_ifExists.engine() : IfExists.OVERWRITE);
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final WriteTrajectoryParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final TrajectorySetPortObject input = in.getInPortObject(0);
            final TrajectorySet set = input.open();
            try (ChosenFiles.Opened target = ChosenFiles.open(p.m_target)) {
                final ExportReport report = TrajectoryExport.write(set.runs(), target.path(), options(p), EngineCall.progress(exec));
                out.setOutData(0, table(report, p.m_format, exec));
                out.setInternalData(FigureTable.of(exec, ExportFigures.of(set.runs(), report.files())));
                new Warnings().addAll(report.warnings()).show(out);
            }
            return null;
        });
    }

    private static ExportOptions options(final WriteTrajectoryParameters p) throws InvalidSettingsException {
        final ExportOptions all = ExportOptions.of(p.m_format.engine()).withFiles(p.m_runFiles.engine()).withPlacement(p.m_positions.engine())
            .withCoarseSamplingAllowed(p.m_allowCoarseSampling).withIfExists(p.m_ifExists.engine());
        final ExportOptions chosen = all.withRuns(p.runs());
        return p.m_format.engine().holdsOneFrame() ? chosen.withFrames(p.m_frame, p.m_frame)
            : chosen.withStride(p.m_stride).withFrames(p.m_firstFrame, p.m_lastFrame.map(Integer::longValue).orElse(Long.MAX_VALUE));
    }

    private static BufferedDataTable table(final ExportReport report, final Format format, final ExecutionContext exec)
        throws CanceledExecutionException, IOException {
        final TableSchema.Rows rows = FILES.rows(exec);
        for (final WrittenFile f : report.files()) {
            rows.add(f.path().toString().replace('\\', '/'), format.engine().title(),
                f.runs().stream().map(String::valueOf).collect(Collectors.joining(", ")), f.frames(), f.framesLeftOut(), boxed(f.atoms()),
                f.bytes(), FileHash.sha256(f.path()));
        }
        return rows.close();
    }

    private static Integer boxed(final OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}

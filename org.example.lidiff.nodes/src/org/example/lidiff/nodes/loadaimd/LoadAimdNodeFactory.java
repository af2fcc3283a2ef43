package org.example.lidiff.nodes.loadaimd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.example.lidiff.engine.FileHash;
import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.Progress;
import org.example.lidiff.engine.Provenance;
import org.example.lidiff.engine.report.Picture;
import org.example.lidiff.engine.report.figures.ReadSummary;
import org.example.lidiff.engine.report.figures.TrajectoryFigures;
import org.example.lidiff.engine.structure.Cell;
import org.example.lidiff.engine.structure.ReferenceMatch;
import org.example.lidiff.engine.structure.ReferenceStructure;
import org.example.lidiff.engine.structure.Units;
import org.example.lidiff.engine.trajectory.FileReport;
import org.example.lidiff.engine.trajectory.FolderChoice;
import org.example.lidiff.engine.trajectory.FrameSummaries;
import org.example.lidiff.engine.trajectory.Quantity;
import org.example.lidiff.engine.trajectory.ReadOptions;
import org.example.lidiff.engine.trajectory.ReadReport;
import org.example.lidiff.engine.trajectory.StructureFile;
import org.example.lidiff.engine.trajectory.StructureReader;
import org.example.lidiff.engine.trajectory.TrajectoryReader;
import org.example.lidiff.engine.trajectory.TrajectorySet;
import org.example.lidiff.engine.trajectory.TrajectorySetWriter;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.EngineCall;
import org.example.lidiff.nodes.common.FigureTable;
import org.example.lidiff.nodes.common.FigureView;
import org.example.lidiff.nodes.common.ProvenanceStep;
import org.example.lidiff.nodes.common.TableSchema;
import org.example.lidiff.nodes.common.Warnings;
import org.example.lidiff.nodes.loadaimd.LoadAimdParameters.CellSource;
import org.example.lidiff.nodes.loadaimd.LoadAimdParameters.FilesFrom;
import org.example.lidiff.nodes.ports.TrajectorySetPortObject;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Load AIMD: files of ab-initio molecular dynamics become a trajectory set. */
public final class LoadAimdNodeFactory extends DefaultNodeFactory {

    private static final String NAME = "Load AIMD";

    private static final TableSchema FRAMES = TableSchema.create().text("Run").whole("Frame").whole("Step").number("Time (ps)")
        .number("Potential energy (eV)").number("Temperature (K)").number("Maximum force (eV/Å)").number("Pressure (GPa)").number("Volume (Å³)")
        .text("Flags");

    private static final TableSchema FILES = TableSchema.create().text("File").text("Format").whole("Frames found").whole("Frames kept")
        .whole("Frames left out").text("Why left out").whole("Atoms").text("Composition").number("a (Å)").number("b (Å)").number("c (Å)")
        .number("α (°)").number("β (°)").number("γ (°)").number("Volume (Å³)").number("Time covered (ps)").whole("Frames with energy")
        .whole("Frames with forces").whole("Frames with stress").whole("Frames with velocities").text("Remarks");

    /** How deep subfolders are searched. */
    private static final int MOST_DEPTH = 8;

    private static final DefaultNode NODE = DefaultNode.create().name(NAME).icon("load-aimd.png")
        .shortDescription("Loads ab-initio molecular dynamics from files of VASP, CP2K, LAMMPS or extended XYZ.")
        .fullDescription("""
            <p>Loads one or several runs of ab-initio molecular dynamics: positions and cell, and energies, forces and stress where
            the files have them. It reads VASP (<tt>vasprun.xml</tt>, <tt>OUTCAR</tt>, <tt>XDATCAR</tt>), CP2K, extended XYZ (of ASE, MACE, GPUMD …)
            and LAMMPS dumps. The format is found from the content; compressed files (<tt>.gz</tt>) are read as they are.</p>
            <p>For CP2K choose any one of the files of a project; positions, forces, energies, cell and stress are found beside it
            and joined by step number. Steps that were written twice after a restart are taken from the later run. VASP's XDATCAR
            does not say how much time lies between its frames: give it in the dialog.</p>
            <p>What was read is <b>checked</b>: whether the energies change as the forces say (a wrong unit or sign is named), whether the
            atoms move as fast as the temperature and the time between frames let them, and whether the frames are close enough in time to
            follow every atom through the periodic boundary. The view tells what was found, what was left out and why.</p>
            <p>The <b>reference structure</b> is the complete crystal with all its sites. It travels with the trajectories, and
            Detect Hops takes its sites from it, so that a vacant site is a site.</p>
            """)
        .sinceVersion(5, 9, 0)
        .ports(p -> p
            .addOutputPort("Loaded trajectories", "The runs, with their reference structure.", TrajectorySetPortObject.TYPE)
            .addOutputTable("Frames", "One row a frame: time, energy, temperature, largest force, pressure, volume and flags.")
            .addOutputTable("Files", "One row a file: format, frames found, kept and left out, composition, cell, time covered, labels."))
        .model(m -> m.parametersClass(LoadAimdParameters.class).configure(LoadAimdNodeFactory::configure)
            .execute(LoadAimdNodeFactory::execute))
        .addView(FigureView.of("What was found, energy, largest force and temperature along the runs, and the reference structure."))
        .nodeType(NodeType.Source)
        .keywords("VASP", "XDATCAR", "vasprun", "OUTCAR", "CP2K", "LAMMPS", "extended XYZ", "extxyz", "trajectory", "ab initio", "AIMD", "molecular dynamics", "DFT",
            "lithium", "battery");

    /** Called by KNIME. */
    public LoadAimdNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput in, final ConfigureOutput out) {
        out.setOutSpec(0, new TrajectorySetPortObjectSpec());
        out.setOutSpec(1, FRAMES.spec());
        out.setOutSpec(2, FILES.spec());
    }

    private static void execute(final ExecuteInput in, final ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        EngineCall.run(() -> {
            final LoadAimdParameters p = in.getParameters();
            final ExecutionContext exec = in.getExecutionContext();
            final Progress progress = EngineCall.progress(exec);
            final Warnings warnings = new Warnings();
            final FileStore store = exec.createFileStore("trajectories.lidiff");
            final ReadReport report;
            try (ChosenFiles.Opened files = open(p)) {
                report = load(p, files(p, files.paths(), warnings), store, warnings, progress);
            }
            final TrajectorySetPortObject object = new TrajectorySetPortObject(store);
            final TrajectorySet set = object.open();
            final TrajectoryFigures figures = new TrajectoryFigures(set);
            out.setOutData(0, object);
            out.setOutData(1, frames(set, figures, exec, warnings, progress.part(0.8, 0.95)));
            out.setOutData(2, files(report, exec));
            final List<Picture> pictures = new ArrayList<>();
            pictures.add(ReadSummary.of(report, set));
            pictures.addAll(figures.pictures());
            out.setInternalData(FigureTable.of(exec, pictures));
            warnings.show(out);
            return null;
        });
    }

    private static ChosenFiles.Opened open(final LoadAimdParameters p) throws IOException {
        return p.m_filesFrom == FilesFrom.FOLDER
            ? ChosenFiles.open(p.m_folder, p.m_filePattern, p.m_subfolders ? MOST_DEPTH : 1) : ChosenFiles.open(p.m_files);
    }

    private static List<Path> files(final LoadAimdParameters p, final List<Path> found, final Warnings warnings) {
        if (p.m_filesFrom == FilesFrom.LIST) {
            return found;
        }
        final FolderChoice choice = FolderChoice.of(found, p.m_format.engine());
        warnings.addAll(choice.warnings());
        return choice.files();
    }

    private static ReadReport load(final LoadAimdParameters p, final List<Path> files, final FileStore store, final Warnings warnings,
        final Progress progress) throws IOException {
        try (TrajectorySetWriter writer = TrajectorySetWriter.create(store.getFile().toPath())) {
            final ReadReport report = TrajectoryReader.read(files, options(p), writer, progress.part(0, 0.8));
            warnings.addAll(report.warnings());
            report.files().forEach(f -> warnings.addAll(f.warnings()));
            final List<Path> read = new ArrayList<>();
            report.files().forEach(f -> read.addAll(f.paths()));
            final Map<String, String> hashes = FileHash.sha256(read);
            final Optional<ReferenceStructure> reference = reference(p, report, warnings, hashes);
            writer.finish(reference, Provenance.NONE.then(ProvenanceStep.of(NAME, p, hashes)));
            return report;
        }
    }

    private static ReadOptions options(final LoadAimdParameters p) {
        ReadOptions options = ReadOptions.defaults().withFormat(p.m_format.engine()).withKind(p.m_frames.engine())
            .withJoining(p.m_joining.engine()).withStride(p.m_stride).withDropUnconverged(p.m_dropUnconverged)
            .withEnergies(p.m_energies.engine()).withLammpsUnits(p.m_lammpsUnits.engine())
            .withSpecies(Arrays.stream(p.m_species)
                .collect(Collectors.toMap(s -> s.m_name.strip(), s -> s.m_element.strip(), (a, b) -> b)))
            .withFrames(p.m_firstFrame, p.m_lastFrame.map(Integer::longValue).orElse(Long.MAX_VALUE));
        if (p.m_timeStepFs.isPresent()) {
            options = options.withTimeStepFs(p.m_timeStepFs.get());
        }
        if (p.m_temperatureK.isPresent()) {
            options = options.withTemperatureK(p.m_temperatureK.get());
        }
        if (p.m_sampleFrames.isPresent()) {
            options = options.withSampleFrames(p.m_sampleFrames.get());
        }
        if (p.m_cellSource == CellSource.GIVEN) {
            options = options.withCell(Cell.ofLengthsAndAngles(new double[] {p.m_cellAAngstrom, p.m_cellBAngstrom, p.m_cellCAngstrom},
                new double[] {p.m_cellAlphaDegrees, p.m_cellBetaDegrees, p.m_cellGammaDegrees}));
        }
        return options;
    }

    private static Optional<ReferenceStructure> reference(final LoadAimdParameters p, final ReadReport report, final Warnings warnings,
        final Map<String, String> hashes) throws IOException {
        switch (p.m_referenceSource) {
            case FIRST_FRAME:
                return Optional.of(ReferenceStructure.of(report.firstStructure()));
            case STRUCTURE_FILE:
                try (ChosenFiles.Opened file = ChosenFiles.open(p.m_referenceStructure)) {
                    final StructureFile structure = StructureReader.read(file.path());
                    warnings.addAll(structure.warnings());
                    hashes.putAll(FileHash.sha256(file.paths()));
                    return Optional.of(ReferenceMatch.of(structure.structure(), report.firstStructure().cell()));
                }
            case NONE:
                return Optional.empty();
            default:
                throw new InputException("The reference source '" + p.m_referenceSource + "' is not known.", "Choose one in the dialog.");
        }
    }

    private static BufferedDataTable frames(final TrajectorySet set, final TrajectoryFigures figures, final ExecutionContext exec,
        final Warnings warnings, final Progress progress) throws CanceledExecutionException {
        final TableSchema.Rows rows = FRAMES.rows(exec);
        warnings.addAll(FrameSummaries.forEach(set, s -> {
            rows.add("Run " + (s.run() + 1), s.frame(), s.step(), s.timeFs() / Units.PICOSECOND, s.energy(), s.temperatureK(), s.maxForce(),
                s.pressureGPa(), s.volume(), String.join("; ", s.flags()));
            figures.add(s);
        }, progress));
        return rows.close();
    }

    private static BufferedDataTable files(final ReadReport report, final ExecutionContext exec) throws CanceledExecutionException {
        final TableSchema.Rows rows = FILES.rows(exec);
        for (final FileReport f : report.files()) {
            final Cell c = f.cell();
            rows.add(f.file(), f.format().title(), f.framesFound(), f.framesKept(), f.framesFound() - f.framesKept(),
                ReadSummary.dropped(f.dropped()), f.atoms(), f.formula(), c.length(0), c.length(1), c.length(2), c.angle(1, 2), c.angle(0, 2),
                c.angle(0, 1), c.volume(), f.timeCoveredFs() / Units.PICOSECOND, f.with(Quantity.ENERGY), f.with(Quantity.FORCES),
                f.with(Quantity.STRESS), f.with(Quantity.VELOCITIES), String.join(" ", f.warnings()));
        }
        return rows.close();
    }
}

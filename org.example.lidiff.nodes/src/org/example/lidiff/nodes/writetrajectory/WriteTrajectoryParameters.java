package org.example.lidiff.nodes.writetrajectory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.example.lidiff.engine.trajectory.ExportFormat;
import org.example.lidiff.engine.trajectory.Placement;
import org.example.lidiff.engine.trajectory.RunFiles;
import org.example.lidiff.nodes.common.Checks;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.ExistingFile;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Write Trajectory. */
public final class WriteTrajectoryParameters implements NodeParameters {

    private static final Pattern RANGE = Pattern.compile("\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?");
    private static final int MOST_RUNS = 100_000;

    @Section(title = "File")
    interface FileSection { }

    @Section(title = "Frames")
    @After(FileSection.class)
    interface FramesSection { }

    @Section(title = "Positions")
    @After(FramesSection.class)
    interface PositionsSection { }

    /** File formats by name; the constants are file format. */
    enum Format {
        @Label(value = "Extended XYZ", description = "Everything there is, as ASE and most programs read it: energies, forces, stress, velocities.")
        EXTENDED_XYZ(ExportFormat.EXTENDED_XYZ),
        @Label(value = "GPUMD / NEP train.xyz", description = "Training data: frames with energy and forces, stress as virial.")
        GPUMD_XYZ(ExportFormat.GPUMD_XYZ),
        @Label(value = "VASP XDATCAR", description = "Positions and cell only.")
        XDATCAR(ExportFormat.XDATCAR),
        @Label(value = "LAMMPS dump", description = "Positions, velocities, forces in units metal; the crystal is turned as LAMMPS wants it.")
        LAMMPS_DUMP(ExportFormat.LAMMPS_DUMP),
        @Label(value = "VASP POSCAR (one frame)", description = "The crystal of one frame.")
        POSCAR(ExportFormat.POSCAR),
        @Label(value = "LAMMPS data (one frame)", description = "The crystal of one frame in units metal, turned as LAMMPS wants it.")
        LAMMPS_DATA(ExportFormat.LAMMPS_DATA);

        private final ExportFormat m_format;

        Format(final ExportFormat format) {
            m_format = format;
        }

        ExportFormat engine() {
            return m_format;
        }
    }

    /** How runs are spread over files; the constants are file format. */
    enum Files {
        @Label(value = "A file each", description = "Every run is a file of its own, with its steps and times.")
        FILE_PER_RUN(RunFiles.FILE_PER_RUN),
        @Label(value = "One file", description = "All runs one after the other, for training; steps and times are left out.")
        ONE_FILE(RunFiles.ONE_FILE);

        private final RunFiles m_files;

        Files(final RunFiles files) {
            m_files = files;
        }

        RunFiles engine() {
            return m_files;
        }
    }

    /** Where atoms are written; the constants are file format. */
    enum Positions {
        @Label(value = "As loaded", description = "Where the trajectories have them; VASP and LAMMPS formats inside the cell as these programs do.")
        AS_LOADED(Placement.AS_STORED),
        @Label(value = "In the cell", description = "Every atom inside the cell.")
        WRAPPED(Placement.WRAPPED),
        @Label(value = "Unwrapped", description = "Every atom along its path, without jumps through the periodic boundary.")
        UNWRAPPED(Placement.UNWRAPPED);

        private final Placement m_placement;

        Positions(final Placement placement) {
            m_placement = placement;
        }

        Placement engine() {
            return m_placement;
        }
    }

    static final class FormatRef implements ParameterReference<Format> { }

    static final class PositionsRef implements ParameterReference<Positions> { }

    static final class HoldsOneFrame implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormatRef.class).isOneOf(Format.POSCAR, Format.LAMMPS_DATA);
        }
    }

    static final class HoldsSeveralRuns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FormatRef.class).isOneOf(Format.EXTENDED_XYZ, Format.GPUMD_XYZ);
        }
    }

    static final class IsUnwrapped implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(PositionsRef.class).isOneOf(Positions.UNWRAPPED);
        }
    }

    static final class ThousandFrames implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(final NodeParametersInput in) {
            return 1000;
        }
    }

    @Layout(FileSection.class)
    ChosenFiles.TargetFile m_target = new ChosenFiles.TargetFile();

    @Layout(FileSection.class)
    @Widget(title = "Format", description = "What is written. The extension of the file name is not looked at.")
    @ValueReference(FormatRef.class)
    Format m_format = Format.EXTENDED_XYZ;

    @Layout(FileSection.class)
    @Widget(title = "If the file exists", description = "What happens when a file of that name is there already.")
    @ValueSwitchWidget
    ExistingFile m_ifExists = ExistingFile.FAIL;

    @Layout(FramesSection.class)
    @Widget(title = "Runs", description = """
        Numbers of the runs to write, counted from 1, for example <tt>1, 3-5</tt>. Empty writes all of them.
        """)
    String m_runs = "";

    @Layout(FramesSection.class)
    @Widget(title = "Runs go to", description = """
        Whether runs share a file. One file is meant for training data: a program that follows the atoms in time would take the
        step from one run to the next for motion. XDATCAR, LAMMPS dump and the formats of one frame always get a file for each run.
        """)
    @ValueSwitchWidget
    @Effect(predicate = HoldsSeveralRuns.class, type = EffectType.SHOW)
    Files m_runFiles = Files.FILE_PER_RUN;

    @Layout(FramesSection.class)
    @Widget(title = "Frame", description = """
        Number of the frame of each run to write, counted from 0. Negative numbers count from the end: -1 is the last frame.
        """)
    @Effect(predicate = HoldsOneFrame.class, type = EffectType.SHOW)
    @NumberInputWidget
    long m_frame;

    @Layout(FramesSection.class)
    @Widget(title = "First frame", description = "Number of the first frame to write of each run, counted from 0.")
    @Effect(predicate = HoldsOneFrame.class, type = EffectType.HIDE)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    long m_firstFrame;

    @Layout(FramesSection.class)
    @Widget(title = "Last frame", description = "Number of the last frame to write of each run. Without it all are written.")
    @Effect(predicate = HoldsOneFrame.class, type = EffectType.HIDE)
    @OptionalWidget(defaultProvider = ThousandFrames.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    Optional<Integer> m_lastFrame = Optional.empty();

    @Layout(FramesSection.class)
    @Widget(title = "Take every n-th frame", description = "1 writes every frame, 10 every tenth.")
    @Effect(predicate = HoldsOneFrame.class, type = EffectType.HIDE)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_stride = 1;

    @Layout(PositionsSection.class)
    @Widget(title = "Atoms are", description = """
        At which of their periodic images the atoms are written. Unwrapped positions are for programs that follow atoms and do not
        unwrap themselves; they need successive frames.
        """)
    @ValueSwitchWidget
    @ValueReference(PositionsRef.class)
    Positions m_positions = Positions.AS_LOADED;

    @Layout(PositionsSection.class)
    @Widget(title = "Allow coarse sampling", description = """
        Unwrap although atoms move so far between frames that the way around the periodic boundary is not certain. The result
        carries a warning.
        """, advanced = true)
    @Effect(predicate = IsUnwrapped.class, type = EffectType.SHOW)
    boolean m_allowCoarseSampling;

    /** Numbers of the runs to write, ascending; empty for all. */
    List<Integer> runs() throws InvalidSettingsException {
        final List<Integer> numbers = new ArrayList<>();
        if (m_runs == null || m_runs.isBlank()) {
            return numbers;
        }
        for (final String part : m_runs.split(",", -1)) {
            final Matcher m = RANGE.matcher(part);
            final int first = m.matches() ? Integer.parseInt(m.group(1)) : 0;
            final int last = first > 0 && m.group(2) != null ? Integer.parseInt(m.group(2)) : first;
            if (first < 1 || last < first || last > MOST_RUNS) {
                throw new InvalidSettingsException("Runs (runs) is '" + m_runs + "', and '" + part.strip() + "' is no run from 1 to " + MOST_RUNS
                    + ". Write numbers and ranges separated by commas, for example 1, 3-5.");
            }
            for (int n = first; n <= last; n++) {
                numbers.add(n);
            }
        }
        return numbers.stream().distinct().sorted().toList();
    }

    @Override
    public void validate() throws InvalidSettingsException {
        runs();
        Checks.atLeast(m_firstFrame, 0, "firstFrame", "First frame");
        Checks.atLeast(m_stride, 1, "stride", "Take every n-th frame");
        Checks.frames(m_firstFrame, m_lastFrame);
    }
}

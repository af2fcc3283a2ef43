package org.example.lidiff.nodes.loadaimd;

import java.util.Optional;

import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.engine.trajectory.EnergyKind;
import org.example.lidiff.engine.trajectory.FileJoining;
import org.example.lidiff.engine.trajectory.LammpsUnits;
import org.example.lidiff.engine.trajectory.RunKind;
import org.example.lidiff.engine.trajectory.TrajectoryFormat;
import org.example.lidiff.nodes.common.ChosenFiles;
import org.example.lidiff.nodes.common.Checks;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Load AIMD. */
public final class LoadAimdParameters implements NodeParameters {

    @Section(title = "Files")
    interface FilesSection { }

    @Section(title = "Time and temperature")
    @After(FilesSection.class)
    interface TimeSection { }

    @Section(title = "Frames")
    @After(TimeSection.class)
    interface FramesSection { }

    @Section(title = "Reference structure")
    @After(FramesSection.class)
    interface ReferenceSection { }

    @Section(title = "Cell")
    @After(ReferenceSection.class)
    interface CellSection { }

    /** File formats by name; the constants are file format. */
    enum Format {
        @Label("Detect from the content")
        AUTO(TrajectoryFormat.AUTO),
        @Label("VASP XDATCAR")
        XDATCAR(TrajectoryFormat.XDATCAR),
        @Label("Extended XYZ")
        EXTENDED_XYZ(TrajectoryFormat.EXTENDED_XYZ),
        @Label("CP2K")
        CP2K(TrajectoryFormat.CP2K),
        @Label("VASP vasprun.xml")
        VASPRUN(TrajectoryFormat.VASPRUN),
        @Label("VASP OUTCAR")
        OUTCAR(TrajectoryFormat.OUTCAR),
        @Label("LAMMPS dump")
        LAMMPS_DUMP(TrajectoryFormat.LAMMPS_DUMP);

        private final TrajectoryFormat m_format;

        Format(final TrajectoryFormat format) {
            m_format = format;
        }

        TrajectoryFormat engine() {
            return m_format;
        }
    }

    /** Where the files come from; the constants are file format. */
    enum FilesFrom {
        @Label(value = "List", description = "Files that are chosen one by one, in the order of time.")
        LIST,
        @Label(value = "Folder", description = "All trajectory files of a folder, in the order of their numbered names.")
        FOLDER
    }

    /** Which energy is read; the constants are file format. */
    enum Energies {
        @Label(value = "Free energy", description = "The one that the forces belong to (VASP TOTEN). Right for training force fields.")
        FREE(EnergyKind.FREE),
        @Label(value = "Without entropy", description = "Without the entropy of the smeared occupations.")
        WITHOUT_ENTROPY(EnergyKind.WITHOUT_ENTROPY),
        @Label(value = "Sigma → 0", description = "Extrapolated to no smearing.")
        SIGMA_TO_ZERO(EnergyKind.SIGMA_TO_ZERO);

        private final EnergyKind m_kind;

        Energies(final EnergyKind kind) {
            m_kind = kind;
        }

        EnergyKind engine() {
            return m_kind;
        }
    }

    /** Units of LAMMPS dumps; the constants are file format. */
    enum DumpUnits {
        @Label(value = "As the file says", description = "Metal, with a warning, where the dump does not say its units.")
        AUTO(LammpsUnits.AUTO),
        @Label(value = "Metal", description = "Forces in eV/Å, velocities in Å/ps, time in ps.")
        METAL(LammpsUnits.METAL),
        @Label(value = "Real", description = "Forces in kcal/mol/Å, velocities in Å/fs, time in fs.")
        REAL(LammpsUnits.REAL);

        private final LammpsUnits m_units;

        DumpUnits(final LammpsUnits units) {
            m_units = units;
        }

        LammpsUnits engine() {
            return m_units;
        }
    }

    /** An element for a name or type in the files. */
    static final class Species implements NodeParameters {
        @Widget(title = "Name in the files", description = "A species name or the number of an atom type, as the files have it.")
        String m_name = "";

        @Widget(title = "Element", description = "Symbol of the element it stands for, for example Li.")
        String m_element = "";
    }

    /** How files belong together; the constants are file format. */
    enum Joining {
        @Label(value = "One run", description = "The files continue each other in time and become one run.")
        ONE_RUN(FileJoining.JOIN),
        @Label(value = "A run each", description = "Every file is a run of its own; nothing is counted across their ends.")
        SEPARATE_RUNS(FileJoining.SEPARATE);

        private final FileJoining m_joining;

        Joining(final FileJoining joining) {
            m_joining = joining;
        }

        FileJoining engine() {
            return m_joining;
        }
    }

    /** How frames follow each other; the constants are file format. */
    enum Frames {
        @Label(value = "Dynamics", description = "Successive frames of one dynamics: they show hops and diffusion.")
        CONTINUOUS(RunKind.CONTINUOUS),
        @Label(value = "Independent", description = "Single points or shuffled frames: they train force fields but have no dynamics.")
        INDEPENDENT(RunKind.INDEPENDENT);

        private final RunKind m_kind;

        Frames(final RunKind kind) {
            m_kind = kind;
        }

        RunKind engine() {
            return m_kind;
        }
    }

    /** Where the complete crystal comes from; the constants are file format. */
    enum ReferenceSource {
        @Label("First frame")
        FIRST_FRAME,
        @Label("Structure file")
        STRUCTURE_FILE,
        @Label("None")
        NONE
    }

    /** Where the cell comes from; the constants are file format. */
    enum CellSource {
        @Label("From the files")
        FROM_FILES,
        @Label("Given here")
        GIVEN
    }

    static final class FilesFromRef implements ParameterReference<FilesFrom> { }

    static final class FromList implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FilesFromRef.class).isOneOf(FilesFrom.LIST);
        }
    }

    static final class FromFolder implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(FilesFromRef.class).isOneOf(FilesFrom.FOLDER);
        }
    }

    static final class ReferenceRef implements ParameterReference<ReferenceSource> { }

    static final class CellRef implements ParameterReference<CellSource> { }

    static final class HasStructureFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ReferenceRef.class).isOneOf(ReferenceSource.STRUCTURE_FILE);
        }
    }

    static final class HasGivenCell implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(CellRef.class).isOneOf(CellSource.GIVEN);
        }
    }

    static final class OneFemtosecond implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 1.0;
        }
    }

    static final class RoomTemperature implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 300.0;
        }
    }

    static final class ThousandFrames implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(final NodeParametersInput in) {
            return 1000;
        }
    }

    static final class TwoThousandFrames implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(final NodeParametersInput in) {
            return 2000;
        }
    }

    @Layout(FilesSection.class)
    @Widget(title = "Take files from", description = "Whether the files are chosen one by one or a folder is searched for them.")
    @ValueSwitchWidget
    @ValueReference(FilesFromRef.class)
    @Migrate(loadDefaultIfAbsent = true)
    FilesFrom m_filesFrom = FilesFrom.LIST;

    @Layout(FilesSection.class)
    @Widget(title = "Files", description = "The trajectory files, in the order of time.")
    @ArrayWidget(addButtonText = "Add file", elementTitle = "File")
    @Effect(predicate = FromList.class, type = EffectType.SHOW)
    ChosenFiles.TrajectoryFile[] m_files = {new ChosenFiles.TrajectoryFile()};

    @Layout(FilesSection.class)
    @Effect(predicate = FromFolder.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    ChosenFiles.TrajectoryFolder m_folder = new ChosenFiles.TrajectoryFolder();

    @Layout(FilesSection.class)
    @Widget(title = "File names", description = """
        Only files whose names fit this pattern are read: <tt>*</tt> stands for any text, <tt>?</tt> for one character,
        <tt>{a,b}</tt> for a choice. Files that hold no frames are left out with a warning. Numbers in names are put in order:
        run2 comes before run10.
        """)
    @Effect(predicate = FromFolder.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String m_filePattern = "*";

    @Layout(FilesSection.class)
    @Widget(title = "Look into subfolders", description = "Whether the folders in the folder are searched, too.")
    @Effect(predicate = FromFolder.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_subfolders;

    @Layout(FilesSection.class)
    @Widget(title = "Format", description = "What wrote the files. It is normally found from their content.", advanced = true)
    Format m_format = Format.AUTO;

    @Layout(FilesSection.class)
    @Widget(title = "Species", description = """
        Elements for names or types that are no element symbols: the types 1, 2 … of a LAMMPS dump, or names like Li_alpha. Names that
        begin with a symbol and go on with a digit or sign (Li_sv, Si1) are understood without this.
        """, advanced = true)
    @ArrayWidget(addButtonText = "Add species", elementTitle = "Species")
    @Migrate(loadDefaultIfAbsent = true)
    Species[] m_species = {};

    @Layout(FilesSection.class)
    @Widget(title = "Units of LAMMPS dumps", description = "The <tt>units</tt> of the LAMMPS run, which a dump seldom says.", advanced = true)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    DumpUnits m_lammpsUnits = DumpUnits.AUTO;

    @Layout(FilesSection.class)
    @Widget(title = "The files are", description = "Whether the files continue one run or are runs of their own.")
    @ValueSwitchWidget
    Joining m_joining = Joining.ONE_RUN;

    @Layout(FilesSection.class)
    @Widget(title = "Frames are", description = """
        Whether successive frames show how the atoms move. Independent frames are refused by the nodes that look at motion.
        """)
    @ValueSwitchWidget
    Frames m_frames = Frames.CONTINUOUS;

    @Layout(TimeSection.class)
    @Widget(title = "Time between frames (fs)", description = """
        Time from one stored frame to the next. VASP's XDATCAR does not contain it: give POTIM times NBLOCK. Where the file has
        it, it is checked against this value. All times, rates and diffusion coefficients scale with it.
        """)
    @OptionalWidget(defaultProvider = OneFemtosecond.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    Optional<Double> m_timeStepFs = Optional.empty();

    @Layout(TimeSection.class)
    @Widget(title = "Temperature (K)", description = "Temperature of the runs. It is carried along for rates and Arrhenius plots.")
    @OptionalWidget(defaultProvider = RoomTemperature.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    Optional<Double> m_temperatureK = Optional.empty();

    @Layout(FramesSection.class)
    @Widget(title = "First frame", description = "Number of the first frame to load in each run, counted from 0.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    long m_firstFrame;

    @Layout(FramesSection.class)
    @Widget(title = "Last frame", description = "Number of the last frame to load in each run. Without it all are loaded.",
        advanced = true)
    @OptionalWidget(defaultProvider = ThousandFrames.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    Optional<Integer> m_lastFrame = Optional.empty();

    @Layout(FramesSection.class)
    @Widget(title = "Take every n-th frame", description = "1 loads every frame, 10 every tenth. The time between frames grows with it.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_stride = 1;

    @Layout(FramesSection.class)
    @Widget(title = "Equidistant sample (frames)", description = """
        Load only this many frames, evenly spread over each run. About 2000 frames are a robust training set, 200 succeed in
        favorable cases, 10 are too few.
        """, advanced = true)
    @OptionalWidget(defaultProvider = TwoThousandFrames.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    Optional<Integer> m_sampleFrames = Optional.empty();

    @Layout(FramesSection.class)
    @Widget(title = "Drop frames that did not converge", description = """
        Leave out frames whose electronic self-consistency did not converge; their forces must not train a model.
        """, advanced = true)
    boolean m_dropUnconverged = true;

    @Layout(FramesSection.class)
    @Widget(title = "Energy", description = """
        Which energy is read where a file has several because the occupations were smeared: the free energy is the one that the forces
        are derivatives of.
        """, advanced = true)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    Energies m_energies = Energies.FREE;

    @Layout(ReferenceSection.class)
    @Widget(title = "Take it from", description = """
        The complete crystal with all its sites. Detect Hops takes its sites from it, so it must not have vacancies. Use the
        first frame only when every site is occupied in it.
        """)
    @ValueSwitchWidget
    @ValueReference(ReferenceRef.class)
    ReferenceSource m_referenceSource = ReferenceSource.FIRST_FRAME;

    @Layout(ReferenceSection.class)
    @Effect(predicate = HasStructureFile.class, type = EffectType.SHOW)
    ChosenFiles.StructureFile m_referenceStructure = new ChosenFiles.StructureFile();

    @Layout(CellSection.class)
    @Widget(title = "Cell", description = "CP2K's position files have no cell; give it here when there is no <tt>.cell</tt> file.")
    @ValueSwitchWidget
    @ValueReference(CellRef.class)
    CellSource m_cellSource = CellSource.FROM_FILES;

    @Layout(CellSection.class)
    @Widget(title = "Edge a (Å)", description = "Length of the first lattice vector, along x.")
    @Effect(predicate = HasGivenCell.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_cellAAngstrom = 10;

    @Layout(CellSection.class)
    @Widget(title = "Edge b (Å)", description = "Length of the second lattice vector, in the xy-plane.")
    @Effect(predicate = HasGivenCell.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_cellBAngstrom = 10;

    @Layout(CellSection.class)
    @Widget(title = "Edge c (Å)", description = "Length of the third lattice vector.")
    @Effect(predicate = HasGivenCell.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_cellCAngstrom = 10;

    @Layout(CellSection.class)
    @Widget(title = "Angle α (°)", description = "Angle between b and c.")
    @Effect(predicate = HasGivenCell.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_cellAlphaDegrees = 90;

    @Layout(CellSection.class)
    @Widget(title = "Angle β (°)", description = "Angle between a and c.")
    @Effect(predicate = HasGivenCell.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_cellBetaDegrees = 90;

    @Layout(CellSection.class)
    @Widget(title = "Angle γ (°)", description = "Angle between a and b.")
    @Effect(predicate = HasGivenCell.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_cellGammaDegrees = 90;

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive(m_timeStepFs, "timeStepFs", "Time between frames", "fs");
        Checks.positive(m_temperatureK, "temperatureK", "Temperature", "K");
        Checks.atLeast(m_firstFrame, 0, "firstFrame", "First frame");
        Checks.atLeast(m_stride, 1, "stride", "Take every n-th frame");
        Checks.frames(m_firstFrame, m_lastFrame);
        for (int i = 0; i < m_species.length; i++) {
            if (m_species[i].m_name.isBlank()) {
                throw new InvalidSettingsException("Species " + (i + 1) + " (species/" + i + "/name) has no name. Give the name or type that the"
                    + " files have, or remove the entry.");
            }
            if (Element.find(m_species[i].m_element.strip()).isEmpty()) {
                throw new InvalidSettingsException("The species '" + m_species[i].m_name + "' (species/" + i + "/element) is set to '"
                    + m_species[i].m_element + "', which is no element. Give an element symbol like Li.");
            }
        }
        if (m_sampleFrames.isPresent()) {
            Checks.atLeast(m_sampleFrames.get(), 1, "sampleFrames", "Equidistant sample");
        }
    }
}

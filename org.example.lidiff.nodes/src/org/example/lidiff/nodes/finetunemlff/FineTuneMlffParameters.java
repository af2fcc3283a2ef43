package org.example.lidiff.nodes.finetunemlff;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import org.example.lidiff.engine.potential.nep.AngularTerm;
import org.example.lidiff.engine.potential.nep.NepSettings;
import org.example.lidiff.engine.training.ModelShape;
import org.example.lidiff.engine.training.Stabilization;
import org.example.lidiff.engine.training.TrainingOptions;
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
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.widget.OptionalWidget;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the user chooses in Fine-tune MLFF. */
public final class FineTuneMlffParameters implements NodeParameters {

    private static final int MOST_FUNCTIONS = 30;

    @Section(title = "Start")
    interface StartSection { }

    @Section(title = "Training frames")
    @After(StartSection.class)
    interface DataSection { }

    @Section(title = "Training")
    @After(DataSection.class)
    interface TrainingSection { }

    @Section(title = "Model, when trained from scratch")
    @After(TrainingSection.class)
    interface ModelSection { }

    @Section(title = "File for GPUMD and LAMMPS")
    @After(ModelSection.class)
    interface FileSection { }

    /** What the training starts from; the constants are file format. */
    enum StartFrom {
        @Label(value = "Connected force field, or scratch", description = """
            The force field at the optional input; where none is connected, random numbers.
            """)
        CONNECTED,
        @Label(value = "Foundation model NEP89", description = """
            A published NEP force field for 89 elements (arXiv 2504.21286, licence GPL-3), of which the part for the elements of the
            trajectories is trained. <tt>lidiff foundation nep89</tt> fetches it; nothing is downloaded by this node.
            """)
        NEP89
    }

    /** The products of angular functions that the network sees; the constants are file format. */
    enum AngularDescriptors {
        @Label(value = "Three bodies", description = "Angles between pairs of neighbors: the fastest.")
        THREE_BODIES(EnumSet.noneOf(AngularTerm.class)),
        @Label(value = "And q222", description = "One descriptor of three neighbors at a time beside them.")
        Q222(EnumSet.of(AngularTerm.Q222)),
        @Label(value = "All of four and five bodies", description = """
            q222, q1111, q112, q123, q233 and q134 of the NEP format: half again as much time. Worth it where bonds have directions; force errors of
            molten silicon fell by a sixth, those of lithium metal stayed as they were.
            """)
        ALL(EnumSet.allOf(AngularTerm.class));

        private final Set<AngularTerm> m_terms;

        AngularDescriptors(final Set<AngularTerm> terms) {
            m_terms = terms;
        }

        Set<AngularTerm> terms() {
            return m_terms;
        }

        // the largest angular momentum must not be smaller
        int largestL() {
            return m_terms.stream().mapToInt(AngularTerm::largestL).max().orElse(1);
        }
    }

    @Layout(StartSection.class)
    @Widget(title = "Start from", description = "Which force field is trained further. A foundation needs fewer frames than a start from scratch.")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    StartFrom m_startFrom = StartFrom.CONNECTED;

    static final class TwoThousand implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(final NodeParametersInput in) {
            return 2000;
        }
    }

    static final class TenMinutes implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 600.0;
        }
    }

    @Layout(DataSection.class)
    @Widget(title = "At most (frames)", description = """
        Use only this many frames, evenly spread in time. Without it all are used. About 2000 frames are a robust training set.
        """)
    @OptionalWidget(defaultProvider = TwoThousand.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    Optional<Integer> m_maximumFrames = Optional.empty();

    @Layout(DataSection.class)
    @Widget(title = "Validation (%)", description = """
        Share of each run, at its end, that is kept from training and tells when the model is best. It is one block in time, because
        neighboring frames are near copies of each other.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_validationPercent = 15;

    @Layout(DataSection.class)
    @Widget(title = "Test (%)", description = """
        Share of each run, after the validation block, that is used for nothing but the final errors.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_testPercent;

    @Layout(TrainingSection.class)
    @Widget(title = "Epochs", description = "How often every training frame is used. More epochs take longer and fit better.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_epochs = 60;

    @Layout(TrainingSection.class)
    @Widget(title = "Time limit (s)", description = """
        The training ends after this time with the best model so far. The result then depends on how fast the machine is.
        """, advanced = true)
    @OptionalWidget(defaultProvider = TenMinutes.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    Optional<Double> m_timeLimitS = Optional.empty();

    @Layout(TrainingSection.class)
    @Widget(title = "Batch size (frames)", description = "Frames for each step of the optimizer. Small batches learn faster.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_batchSize = 2;

    @Layout(TrainingSection.class)
    @Widget(title = "Learning rate", description = """
        Largest step of the optimizer. It decays during the training. Without it, 0.005 is used from scratch and 0.003 from a
        foundation force field.
        """, advanced = true)
    @OptionalWidget(defaultProvider = DefaultRate.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    Optional<Double> m_learningRate = Optional.empty();

    static final class DefaultRate implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 0.005;
        }
    }

    static final class TwentyEpochs implements OptionalWidget.DefaultValueProvider<Integer> {
        @Override
        public Integer computeState(final NodeParametersInput in) {
            return 20;
        }
    }

    @Layout(TrainingSection.class)
    @Widget(title = "Stop when nothing is gained for (epochs)", description = """
        The training ends when the validation error has not fallen for so many epochs. Without it, it runs through. The best state is kept in
        both cases.
        """, advanced = true)
    @OptionalWidget(defaultProvider = TwentyEpochs.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<Integer> m_patienceEpochs = Optional.empty();

    @Layout(TrainingSection.class)
    @Widget(title = "Warm-up (%)", description = "Part of the training over which the learning rate grows from zero.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_warmUpPercent = 100 * TrainingOptions.defaults().warmUpFraction();

    @Layout(TrainingSection.class)
    @Widget(title = "Average over (epochs)", description = """
        The force field is the moving average of the parameters over about so many epochs, which is smoother than the last state. 0 leaves it out.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_averagingEpochs = TrainingOptions.defaults().averagingEpochs();

    @Layout(TrainingSection.class)
    @Widget(title = "Weight decay", description = """
        How strongly all parameters are drawn to zero, or to those of the foundation. Smaller values follow the training frames more closely, which
        pays with many different frames (0.005 for some hundred); larger ones guard against learning few frames by heart, and against forgetting what
        the foundation knows, after which dynamics can run away. Without it, 0.2 is used from scratch and 1 from a foundation force field.
        """, advanced = true)
    @OptionalWidget(defaultProvider = DefaultDecay.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<Double> m_weightDecay = Optional.empty();

    static final class DefaultDecay implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 0.2;
        }
    }

    @Layout(TrainingSection.class)
    @Widget(title = "Hold to the foundation", description = """
        How strongly the force field is held to the foundation it starts from, so that it does not forget what the training frames do not show: 0
        not at all; 1 so that leaving its predictions costs as much as the labels count. Without a foundation it does nothing. How far the force
        field went away is among the errors.
        """)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_priorStrength;

    @Layout(TrainingSection.class)
    @Widget(title = "Committee (force fields)", description = """
        So many force fields are trained, from different random numbers and frames; how much they disagree on held-out frames tells the error of their
        prediction. The first one is the result. Time grows in proportion; 1 is no committee, 4 a good one.
        """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_members = 1;

    @Layout(TrainingSection.class)
    @Widget(title = "Estimate uncertainty", description = """
        Also estimates the error of each prediction from the last layer of the network (Bayesian, takes little time), and compares the estimates
        with the true errors on held-out frames.
        """, advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_uncertainty = true;

    @Layout(TrainingSection.class)
    @Widget(title = "Weight of energies", description = "How much energies count beside forces. Larger values fit energies better.",
        advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_energyWeight = 2;

    @Layout(TrainingSection.class)
    @Widget(title = "Growth of the weight of energies", description = """
        By what the weights of energies and virials grow while the steps become smaller: with 20 they begin at a twentieth and are as given at the
        end. Forces say more and are learned first; then energies can weigh much more. 1 leaves them constant.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    double m_energyWeightGrowth = TrainingOptions.defaults().energyWeightGrowth();

    @Layout(TrainingSection.class)
    @Widget(title = "Weight of forces", description = "How much forces count beside energies.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_forceWeight = 1;

    @Layout(TrainingSection.class)
    @Widget(title = "Weight of virials", description = """
        How much the stress counts, where the frames have a stress without kinetic part. CP2K's stress in molecular dynamics is not
        used: it contains the kinetic part and the error of a finite grid.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double m_virialWeight;

    @Layout(TrainingSection.class)
    @Widget(title = "Seed", description = "Start of the random numbers. The same seed gives the same force field, bit by bit.")
    long m_seed = 1;

    @Layout(ModelSection.class)
    @Widget(title = "Radial cutoff (Å)", description = "Distance up to which atoms see each other's distance. Larger values cost time.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_radialCutoffAngstrom = 5;

    @Layout(ModelSection.class)
    @Widget(title = "Angular cutoff (Å)", description = "Distance up to which atoms see the angles between their neighbors.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    double m_angularCutoffAngstrom = 4;

    @Layout(ModelSection.class)
    @Widget(title = "Angular descriptors", description = "What the network sees of the directions to the neighbors.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    AngularDescriptors m_angularDescriptors = AngularDescriptors.Q222;

    @Layout(ModelSection.class)
    @Widget(title = "Largest angular momentum (l_max)", description = """
        Up to which order the directions to the neighbors are resolved, 1 to 8. Time grows with its square.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_largestAngularMomentum = ModelShape.defaults().lMax();

    @Layout(ModelSection.class)
    @Widget(title = "Radial functions (n_max)", description = """
        The distances to the neighbors enter by so many functions, and one more. More functions resolve more and need more frames.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_radialFunctions = ModelShape.defaults().nMaxRadial();

    @Layout(ModelSection.class)
    @Widget(title = "Angular functions (n_max)", description = "The same for each descriptor of the directions. Time grows in proportion.",
        advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    int m_angularFunctions = ModelShape.defaults().nMaxAngular();

    @Layout(ModelSection.class)
    @Widget(title = "Neurons", description = "Size of the network. Larger networks fit more and need more frames.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int m_neurons = 30;

    @Layout(ModelSection.class)
    @Widget(title = "Core repulsion within (Å)", description = """
        Below this distance the screened repulsion of the nuclei (ZBL) is added, so that atoms cannot fall onto each other where no
        training frame tells. 0 leaves it out. Without a value it begins just below the shortest distance in the training frames.
        """, advanced = true)
    @OptionalWidget(defaultProvider = TwoAngstrom.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    Optional<Double> m_coreRepulsionAngstrom = Optional.empty();

    static final class TwoAngstrom implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 2.0;
        }
    }

    @Layout(ModelSection.class)
    @Widget(title = "Stabilization rounds", description = """
        With few frames a force field trained from scratch can have deep false minima far from them. In each round it is run for a
        short time, and the energy of what it wrongly prefers is bounded from below. The bounds are no reference data; the node says
        what it did. 0 leaves it out.
        """, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_stabilizationRounds = Stabilization.defaults().rounds();

    @Layout(ModelSection.class)
    @Widget(title = "Temperature of the stabilization (K)", description = """
        Temperature of these short runs. Without a value it is that of the training runs.
        """, advanced = true)
    @OptionalWidget(defaultProvider = ThousandKelvin.class)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<Double> m_stabilizationTemperatureK = Optional.empty();

    static final class ThousandKelvin implements OptionalWidget.DefaultValueProvider<Double> {
        @Override
        public Double computeState(final NodeParametersInput in) {
            return 1000.0;
        }
    }

    @Layout(FileSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    ChosenFiles.ForceFieldTarget m_target = new ChosenFiles.ForceFieldTarget();

    @Layout(FileSection.class)
    @Widget(title = "If the file exists", description = "What happens when a file of that name, or its README, is there already.")
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    ExistingFile m_ifExists = ExistingFile.FAIL;

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_maximumFrames.isPresent()) {
            Checks.atLeast(m_maximumFrames.get(), 10, "maximumFrames", "At most (frames)");
        }
        Checks.inside(m_validationPercent, 0, 90, "validationPercent", "Validation (%)");
        Checks.inside(m_testPercent, 0, 90, "testPercent", "Test (%)");
        Checks.inside(m_validationPercent + m_testPercent, 0, 90, "validationPercent + testPercent", "Validation and test together (%)");
        Checks.atLeast(m_epochs, 1, "epochs", "Epochs");
        Checks.positive(m_timeLimitS, "timeLimitS", "Time limit", "s");
        Checks.atLeast(m_batchSize, 1, "batchSize", "Batch size");
        Checks.positive(m_learningRate, "learningRate", "Learning rate", "");
        if (m_patienceEpochs.isPresent()) {
            Checks.atLeast(m_patienceEpochs.get(), 1, "patienceEpochs", "Stop when nothing is gained for (epochs)");
        }
        Checks.inside(m_warmUpPercent, 0, 90, "warmUpPercent", "Warm-up (%)");
        Checks.inside(m_averagingEpochs, 0, 1e6, "averagingEpochs", "Average over (epochs)");
        if (m_weightDecay.isPresent()) {
            Checks.inside(m_weightDecay.get(), 0, 100, "weightDecay", "Weight decay");
        }
        Checks.inside(m_priorStrength, 0, 1e6, "priorStrength", "Hold to the foundation");
        Checks.inside(m_members, 1, 32, "members", "Committee (force fields)");
        Checks.positive(m_stabilizationTemperatureK, "stabilizationTemperatureK", "Temperature of the stabilization", "K");
        Checks.atLeast(m_energyWeight, 0, "energyWeight", "Weight of energies");
        Checks.inside(m_energyWeightGrowth, 1, 1e6, "energyWeightGrowth", "Growth of the weight of energies");
        Checks.positive(m_forceWeight, "forceWeight", "Weight of forces", "");
        Checks.atLeast(m_virialWeight, 0, "virialWeight", "Weight of virials");
        Checks.inside(m_radialCutoffAngstrom, 2, 12, "radialCutoffAngstrom", "Radial cutoff (Å)");
        Checks.inside(m_angularCutoffAngstrom, 2, m_radialCutoffAngstrom, "angularCutoffAngstrom", "Angular cutoff (Å)");
        Checks.inside(m_largestAngularMomentum, 1, NepSettings.LARGEST_L, "largestAngularMomentum", "Largest angular momentum (l_max)");
        if (m_largestAngularMomentum < m_angularDescriptors.largestL()) {
            throw new InvalidSettingsException("Largest angular momentum (largestAngularMomentum) is " + m_largestAngularMomentum
                + " but the chosen angular descriptors (angularDescriptors = " + m_angularDescriptors + ") need " + m_angularDescriptors.largestL()
                + ". Give a larger number, or choose fewer angular descriptors.");
        }
        Checks.inside(m_radialFunctions, 0, MOST_FUNCTIONS, "radialFunctions", "Radial functions (n_max)");
        Checks.inside(m_angularFunctions, 0, MOST_FUNCTIONS, "angularFunctions", "Angular functions (n_max)");
        Checks.inside(m_neurons, 1, 500, "neurons", "Neurons");
        if (m_coreRepulsionAngstrom.isPresent()) {
            Checks.inside(m_coreRepulsionAngstrom.get(), 0, m_angularCutoffAngstrom, "coreRepulsionAngstrom", "Core repulsion within (Å)");
        }
        Checks.inside(m_stabilizationRounds, 0, 100, "stabilizationRounds", "Stabilization rounds");
    }
}

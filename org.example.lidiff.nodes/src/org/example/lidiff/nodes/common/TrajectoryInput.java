package org.example.lidiff.nodes.common;

import java.util.Optional;

import org.example.lidiff.engine.InputException;
import org.example.lidiff.engine.structure.Element;
import org.example.lidiff.nodes.ports.JumpNetworkPortObjectSpec;
import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;

/** What nodes ask of connected trajectories before anything runs. Specs that are not known yet pass. */
public final class TrajectoryInput {

    private TrajectoryInput() {
    }

    private static Optional<TrajectorySetPortObjectSpec> known(final PortObjectSpec spec) {
        return Optional.ofNullable((TrajectorySetPortObjectSpec)spec).filter(TrajectorySetPortObjectSpec::isKnown);
    }

    /** Refuses single points where dynamics is needed. */
    public static void requireDynamics(final PortObjectSpec spec, final String node) throws InvalidSettingsException {
        if (known(spec).map(s -> !s.isContinuous()).orElse(false)) {
            throw new InvalidSettingsException("The trajectories hold independent frames, which have no dynamics. " + node
                + " needs successive frames: choose 'Dynamics' in Load AIMD if they are.");
        }
    }

    /** Refuses an element that the trajectories do not have. */
    public static void requireElement(final PortObjectSpec spec, final String element, final String key) throws InvalidSettingsException {
        final Optional<TrajectorySetPortObjectSpec> known = known(spec);
        if (known.isPresent() && !known.get().elements().contains(element)) {
            throw new InvalidSettingsException("The trajectories have no element '" + element + "' (" + key + "). They have "
                + String.join(", ", known.get().elements()) + ": choose one of these.");
        }
    }

    /** Refuses trajectories without a reference structure. */
    public static void requireReference(final PortObjectSpec spec) throws InvalidSettingsException {
        if (known(spec).map(s -> !s.hasReference()).orElse(false)) {
            throw new InvalidSettingsException("The trajectories came without a reference structure, so their sites are not known. "
                + "Choose a reference structure in Load AIMD, or a structure file with the sites here.");
        }
    }

    /** Refuses sites of another element than the one that is looked for. */
    public static void requireSitesOf(final PortObjectSpec sites, final String element, final String key) throws InvalidSettingsException {
        final String known = sites == null ? "" : ((JumpNetworkPortObjectSpec)sites).mobileElement();
        if (!known.isEmpty() && !known.equals(element)) {
            throw new InvalidSettingsException("The connected sites are those of " + known + ", but the mobile element (" + key + ") is " + element + ": choose "
                + known + ", or connect a jump network of " + element + ".");
        }
    }

    /** The element with this symbol, as the user wrote it. */
    public static Element element(final String symbol) {
        return Element.find(symbol).orElseThrow(() -> new InputException("'" + symbol + "' is no chemical element.",
            "Write its symbol, for example Li."));
    }
}

package org.example.lidiff.nodes.common;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.example.lidiff.nodes.ports.TrajectorySetPortObjectSpec;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** The elements of the connected trajectories, as choices of a dialog. */
public final class ElementChoices implements StringChoicesProvider {

    @Override
    public List<String> choices(final NodeParametersInput input) {
        return Arrays.stream(input.getInPortSpecs()).filter(Objects::nonNull)
            .filter(TrajectorySetPortObjectSpec.class::isInstance).map(TrajectorySetPortObjectSpec.class::cast)
            .flatMap(spec -> spec.elements().stream()).distinct().collect(Collectors.toList());
    }
}
